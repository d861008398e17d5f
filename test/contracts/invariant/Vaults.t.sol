// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ProfitShareState, VaultStats } from "../../../contracts/interfaces/IMakerVault.sol";
import { Strategy } from "../../../contracts/interfaces/Strategy.sol";
import { Leg, Quote, Route, Side, Take, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { Campaign } from "./Campaign.sol";
import { VaultActs } from "./VaultActs.sol";
import { Books } from "./VaultLedger.sol";

/// @notice Everything that may happen to the six vaults. Actors: owner, two managers, three takers, a signer who hedges are
/// made against, a donor, guardian and governor, the oracle.
contract VaultHandler is VaultActs {
    uint256 private _salt;

    // ---- takers -----------------------------------------------------------------------------------------------------

    function takeGrid(uint256 which, uint256 who, bool ask, uint256 size, uint256 limit) external action {
        VaultAbi vault = _pick(_gridAt(which));
        _wake(vault);
        address from = _takerAt(who);
        limit =
            limit % 4 == 0
                ? bound(limit, 850, 1150)
                : ask
                    ? FOREVER
                    : 0;
        _takeGrid(vault, from, ask, uint64(bound(size, 1, 9_000)), uint64(limit));
    }

    /// @notice A taker goes up and comes back: the vault has its lots again, and no less quote.
    function upAndDown(uint256 which, uint256 size) external action {
        VaultAbi vault = _pick(which % 2 == 0 ? 0 : 1);
        _wake(vault);
        (uint256 baseBefore, uint256 quoteBefore) = balances(address(vault));
        uint256 filled = _takeGrid(vault, taker, true, uint64(bound(size, 1, 9_000)), FOREVER);
        if (filled == 0) return;
        uint256 back = _takeGrid(vault, taker, false, uint64(filled), 0);
        (uint256 baseAfter, uint256 quoteAfter) = balances(address(vault));
        check(back == filled && baseAfter == baseBefore, "19: what went up can come down");
        check(quoteAfter >= quoteBefore, "19: a full cycle never costs the grid");
    }

    /// @notice A taker fills a quote of the manager's, sometimes one that the strategy does not allow.
    function takeQuote(
        uint256 which,
        uint256 who,
        bool ask,
        uint256 size,
        uint256 bid,
        uint256 spread
    ) external action {
        VaultAbi vault = _pick(which % 2 == 0 ? 3 : 4);
        Books storage b = books[address(vault)];
        if (b.manager == address(0)) _setManager(vault, manager);
        _wake(vault);
        Quote memory q = vaultQuote(vault);
        uint256 mid = b.watched ? markTicks : 1000;
        bool wild = bid % 8 == 0;
        q.bidPrice = uint64(wild ? bound(bid, 700, 1300) : bound(bid, (mid * 95) / 100, mid));
        q.askPrice = q.bidPrice + uint64(bound(spread, wild ? 0 : 2, (mid * 5) / 100));
        q.bidSize = 400;
        q.askSize = 400;
        (q.nonce, q.salt) = (0, ++_salt);
        uint256 lotsBefore = b.lots;
        Take memory take = Take(
            ask ? Side.Ask : Side.Bid,
            uint64(bound(size, 1, 400)),
            1,
            ask ? FOREVER : 0,
            taker,
            FOREVER
        );
        bytes memory signature = sign(b.manager == manager ? MANAGER_KEY : SECOND_KEY, q);
        vm.prank(_takerAt(who));
        try exchange.takeQuote(q, signature, take) returns (TakeResult memory) {
            uint256 price = ask ? q.askPrice : q.bidPrice;
            check(price >= 800 && price <= 1200, "7: quotes fill within the price range");
            check(q.askPrice * 10_000 >= q.bidPrice * 10_010, "7: quotes fill with their spread");
            check(ask || lotsBefore < 60_000, "7: quotes fill up to the inventory bound");
        } catch {
            ++idle;
        }
    }

    /// @notice The manager hedges against a signer, near the mark.
    function hedge(bool buys, uint256 size, uint256 off) external action {
        VaultAbi vault = _pick(4);
        Books storage b = books[address(vault)];
        if (!_markLive()) _setMark(markTicks);
        if (b.manager == address(0)) _setManager(vault, manager);
        _wake(vault);
        _setClock(block.timestamp + 1 minutes);
        size = bound(size, 1, 200);
        uint64 price = uint64(buys ? markTicks + bound(off, 0, 9) : markTicks - bound(off, 0, 9));
        Quote memory q = Quote(signer, watched, price, 400, price, 400, 0, 0, FOREVER, address(0), ++_salt);
        q.epoch = exchange.epochOf(signer);
        Side side = buys ? Side.Ask : Side.Bid;
        Leg[] memory legs = new Leg[](1);
        legs[0] = quoteLeg(SIGNER_KEY, q, uint64(size), side);
        Route memory route = routeOf(watched, side, size);
        route.recipient = address(vault);
        (, uint256 quoteBefore) = balances(address(vault));
        vm.prank(b.manager);
        try vault.hedge(route, legs) returns (TakeResult memory r) {
            (, uint256 quoteAfter) = balances(address(vault));
            uint256 amount = buys ? r.notional + r.fee : r.notional - r.fee;
            check(
                buys ? quoteBefore - quoteAfter == amount : quoteAfter - quoteBefore == amount,
                "2: a hedge moves notional and fee"
            );
            check(base.allowance(address(vault), address(exchange)) == 0, "20: a hedge leaves no allowance of base");
            check(quote.allowance(address(vault), address(exchange)) == 0, "20: a hedge leaves no allowance of quote");
            _trade(b, !buys, r.size, amount);
        } catch {
            ++idle;
        }
    }

    // ---- owner ------------------------------------------------------------------------------------------------------

    function deposit(uint256 which, uint256 lots, uint256 quoteAmount) external action {
        _deposit(_pick(which % 6), bound(lots, 0, 2_000), bound(quoteAmount, 0, 300e6));
    }

    /// @dev One withdrawal in four may cut into resting funds; the others take what resting orders can spare.
    function withdraw(uint256 which, uint256 baseAmount, uint256 quoteAmount, uint8 kind) external action {
        VaultAbi vault = _pick(which % 6);
        (uint256 baseNeeded, uint256 quoteNeeded) = kind % 4 == 0 ? (uint256(0), uint256(0)) : vault.requiredFunds();
        (uint256 baseHeld, uint256 quoteHeld) = balances(address(vault));
        quoteNeeded += vault.profitShare().owed;
        _withdraw(
            vault,
            bound(baseAmount, 0, _less(baseHeld, baseNeeded) / 4),
            bound(quoteAmount, 0, _less(quoteHeld, quoteNeeded) / 4)
        );
    }

    /// @notice The owner leaves with everything but what is set aside, from whatever state this is, and comes back.
    function leaveAndReturn(uint256 which, uint256 lots, uint256 quoteAmount, bool oneByOne) external action {
        VaultAbi vault = _pick(which % 6);
        (uint256 baseHeld, uint256 quoteHeld) = balances(address(vault));
        uint256 owed = vault.profitShare().owed;
        if (oneByOne) {
            // Each token leaves while the other refuses to move at all.
            check(_leavesWithout(address(base), vault, 0, quoteHeld - owed), "8: quote leaves while base is stuck");
            check(_leavesWithout(address(quote), vault, baseHeld, 0), "8: base leaves while quote is stuck");
        } else {
            check(_leaves(vault, baseHeld, quoteHeld - owed), "8: the owner leaves with everything");
        }
        VaultStats memory s = vault.stats();
        check(s.baseLots == 0 && s.cost == 0, "8: nothing is left of the position");
        (baseHeld, quoteHeld) = balances(address(vault));
        check(baseHeld == 0 && quoteHeld == owed, "8: nothing stays behind but what is set aside");
        _deposit(vault, bound(lots, 0, 8_000), bound(quoteAmount, 0, 2_000e6));
    }

    function donate(uint256 which, uint256 baseAmount, uint256 quoteAmount) external action {
        VaultAbi vault = _pick(which % 6);
        Books storage b = books[address(vault)];
        baseAmount = bound(baseAmount, 0, 300 * LOT);
        quoteAmount = bound(quoteAmount, 0, 30e6);
        _crystallise(address(vault));
        vault.crystallise();
        _twice(vault);
        ProfitShareState memory before = vault.profitShare();
        base.mint(address(vault), baseAmount);
        quote.mint(address(vault), quoteAmount);
        b.baseIn += baseAmount;
        b.quoteIn += quoteAmount;
        vault.crystallise();
        ProfitShareState memory then_ = vault.profitShare();
        check(vault.pnl() == b.realised, "6: a donation is no profit");
        check(
            then_.owed + then_.carried == before.owed + before.carried && then_.highWaterMark == before.highWaterMark,
            "6: a donation shares nothing"
        );
    }

    function setStrategy(uint256 which, uint256 reference_, uint256 perCell) external action {
        VaultAbi vault = _pick(_gridAt(which));
        Strategy memory s = vault.strategy();
        Strategy memory next = _gridOf(
            s.grid.mode,
            bound(reference_, 960, 1040),
            uint64(bound(perCell, 1_000, 6_000)),
            s.kind
        );
        next.limits = s.limits;
        uint256 state = vault.strategyState();
        _crystallise(address(vault));
        vm.prank(owner);
        vault.setStrategy(next, state);
        _twice(vault);
        _startLadder(address(vault), next);
    }

    function setManager(uint256 which, uint256 who) external action {
        VaultAbi vault = _pick(which % 6);
        _setManager(
            vault,
            who % 5 == 0
                ? address(0)
                : who % 2 == 0
                    ? manager
                    : _second
        );
    }

    function setProfitShare(uint256 which, uint256 bps) external action {
        VaultAbi vault = _pick(which % 6);
        bps = bound(bps, 0, 5_000);
        vm.prank(owner);
        try vault.setProfitShare(uint16(bps)) {
            check(_crystallise(address(vault)), "5: the rate changes only once past profit is told");
            books[address(vault)].shareBps = bps;
            _twice(vault);
        } catch {
            (bool told, ) = _profit(books[address(vault)]);
            check(!told, "5: the rate can change whenever profit can be told");
            ++idle;
        }
    }

    function halt(uint256 which, bool byOwner) external action {
        VaultAbi vault = _pick(which % 6);
        address m = books[address(vault)].manager;
        vm.prank(byOwner || m == address(0) ? owner : m);
        vault.halt();
    }

    function resume(uint256 which) external action {
        VaultAbi vault = _pick(which % 6);
        _resume(vault);
    }

    // ---- profit share -----------------------------------------------------------------------------------------------

    /// @notice Anyone crystallises, twice.
    function crystallise(uint256 which) external action {
        VaultAbi vault = _pick(which % 6);
        _crystallise(address(vault));
        vm.prank(stranger);
        vault.crystallise();
        _twice(vault);
    }

    function claim(uint256 which, bool second) external action {
        VaultAbi vault = _pick(which % 6);
        address m = second ? _second : manager;
        uint256 due = accruedBy[address(vault)][m] - claimedBy[address(vault)][m];
        (, uint256 before) = balances(stranger);
        vm.prank(m);
        try vault.claimProfitShare(stranger) returns (uint256 amount) {
            (, uint256 held) = balances(stranger);
            check(held - before == amount, "5: a claim pays what it says");
            check(amount <= due, "5: a manager claims no more than accrued");
            claimedBy[address(vault)][m] += amount;
            books[address(vault)].claimed += amount;
        } catch {
            check(vault.owedTo(m) == 0, "5: what is set aside can be claimed");
            ++idle;
        }
    }

    // ---- the world --------------------------------------------------------------------------------------------------

    function warp(uint256 time) external action {
        _setClock(block.timestamp + (time % 8 == 0 ? bound(time, 1 hours, 40 days) : bound(time, 1, 1 hours)));
    }

    function moveOracle(uint256 ticks) external action {
        // Mostly a walk, now and then a jump.
        _setMark(ticks % 6 == 0 ? bound(ticks, 500, 2_000) : bound(ticks, 940, 1_060));
    }

    function killOracle() external action {
        feed.kill();
        markUntil = 0;
    }

    function haltMarket(uint256 which, uint256 lots) external action {
        uint32 id = [plain, pooled, watched][which % 3];
        vm.prank(guardian);
        exchange.haltMarket(id);
        // A halted market keeps nobody in.
        for (uint256 i = 0; i < 6; ++i) {
            if (books[address(vaultsHeld[i])].marketId != id) continue;
            (uint256 baseHeld, ) = balances(address(vaultsHeld[i]));
            check(_leaves(vaultsHeld[i], bound(lots, 0, baseHeld / 8), 0), "8: the owner leaves a halted market");
        }
        vm.prank(governor);
        exchange.resumeMarket(id);
    }
}

/// @notice Campaign A: what holds for vaults of every strategy after any sequence of fills, hedges, deposits, withdrawals, donations,
/// halts, moves, changes of manager and rate, claims, oracle jumps and failures, and time.
///
/// Security invariants 1, 2, 3, 4, 5, 6, 8 and 19. Those that show only in the middle of an action (4, 6, 8, 19) are checked by the
/// handler, which keeps the name of the first one broken.
contract VaultsCampaign is Campaign {
    VaultHandler private handler;

    function setUp() public {
        handler = new VaultHandler();
        _target(handler);
    }

    /// @notice After every call: the rules of the vault it touched.
    function invariant_vaults() public view {
        nothingBroken(handler);
        rules(handler.touched());
    }

    /// @notice After every run: the rules of all of them, the fees, and that most calls did something.
    function afterInvariant() public view {
        for (uint256 i = 0; i < 6; ++i) rules(handler.vaultsHeld(i));
        handler.rule20_exchangeHoldsFees();
        mostCallsDoSomething(handler);
    }

    function rules(VaultAbi vault) private view {
        handler.rule01_solvency(vault);
        handler.rule02_conservation(vault);
        handler.rule03_highWaterMark(vault);
        handler.rule05_share(vault);
    }
}
