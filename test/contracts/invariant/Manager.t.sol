// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ProfitShareState, VaultStats } from "../../../contracts/interfaces/IMakerVault.sol";
import { VaultParams } from "../../../contracts/interfaces/IVaultFactory.sol";
import { Strategy, StrategyKind } from "../../../contracts/interfaces/Strategy.sol";
import { Leg, Quote, Route, Side, Take, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { Campaign } from "./Campaign.sol";
import { Filled, Handler } from "./Handler.sol";

/// @notice A hostile manager: his key, a wallet that takes (`taker`) and a wallet that makes (`signer`), and every call the contracts
/// allow. He moves neither oracle nor governor. The owner only looks on, and resumes what he halted.
///
/// WHAT HE CAN TAKE AT MOST, per vault, is `bound`; what was lost is measured in quote atoms:
/// - GridTrading: nothing. Whatever the cursor, the vault holds the lots it started with less those the cursor says were sold, and at
///   least the quote it started with plus the buy prices of those lots (what buying them all back costs it).
/// - TwoSidedQuotes on a market with oracle: the sum of losses of fills against the mark of their time is within what the outflow bucket
///   let through: `capacity + capacity * seconds / refill`. A purchase drains all it pays, of which its loss is a part; a sale
///   drains exactly its loss.
/// - TwoSidedQuotes without oracle: the same, measured at the owner's reference price, gains of other fills counted.
/// - DeltaNeutral: the same, plus what hedges may cost, `budget + budget * seconds / 1 day`.
/// Besides, the ledger has buckets of its own, which hold at every moment and so bound any window of time: for each vault that
/// quotes, all it pays for purchases and loses on sales, hedges included, and for hedges what they lose.
/// His share of profit comes on top: at most the rate times the high-water mark, see the vaults' campaign.
contract ManagerHandler is Handler {
    /// @dev What is out of a bucket, and when it was last touched.
    struct Level {
        uint256 out;
        uint256 touched;
    }

    uint256 private constant CAPACITY = 20e6;
    uint256 private constant REFILL = 3600;
    uint256 private constant BUDGET = 2e6;
    uint256 private constant GRID = 0;
    uint256 private constant PLAIN_QUOTES = 1;
    uint256 private constant DELTA = 3;

    VaultAbi[4] public prey;
    uint256 public markTicks = 1000;
    uint256 private _start;
    uint256 private _salt;
    uint256 private _gridBase;
    uint256 private _gridQuote;
    uint256 private _gridCursor;

    /// @notice Losses of fills so far, and without an oracle gains too.
    uint256[4] public lost;
    int256 public balanceAtReference;
    uint256 public hedgesLost;
    Level[4] private _outflows;
    Level private _hedging;
    mapping(address vault => uint256) public claimed;
    /// @dev Who may receive tokens of a vault in this action besides the exchange.
    address private _receiver;
    mapping(address vault => bool) private _isPrey;

    constructor() {
        vm.recordLogs();
        deployWorld();
        _setClock(1_800_000_000);
        _start = block.timestamp;
        prey[GRID] = createVault(vaultParams(plain, gridStrategy()));
        prey[PLAIN_QUOTES] = createQuoteVault(plain);
        prey[2] = createQuoteVault(watched);
        Strategy memory s = quoteStrategy();
        s.kind = StrategyKind.DeltaNeutral;
        s.limits.deltaRatioBps = 10_000;
        s.limits.deltaTarget = 200;
        s.limits.deltaBand = 200;
        s.limits.hedgeMarketId = watched;
        s.limits.hedgeBudget = uint128(BUDGET);
        s.limits.hedgeCooldown = 30;
        VaultParams memory params = vaultParams(watched, s);
        (params.baseAmount, params.quoteAmount) = (200 * LOT, 100e6);
        prey[DELTA] = createVault(params);
        for (uint256 i = 0; i < 4; ++i) _isPrey[address(prey[i])] = true;
        (_gridBase, _gridQuote) = balances(address(prey[GRID]));
        _gridCursor = prey[GRID].stats().cursor;
        _readLogs();
        delete fills;
    }

    // ---- his quotes, taken by his wallets ---------------------------------------------------------------------------

    /// @notice At the worst price that bounds allow, at the mark, anywhere, or beyond; up to eight times at once.
    function fleece(uint256 which, bool ask, uint256 size, uint256 price, uint256 how) external action {
        VaultAbi vault = prey[1 + (which % 3)];
        _wake(vault);
        size = bound(size, 1, how % 16 == 0 ? 80 : 50);
        _receiver = how % 3 == 0 ? signer : taker;
        uint256 times = 1 + (price % 8);
        for (uint256 i = 0; i < times; ++i) {
            if (_fleece(vault, which % 3, ask, size, price, how)) continue;
            if (i == 0) ++idle;
            return;
        }
    }

    /// @dev For `_receiver`. Whether it was filled.
    function _fleece(
        VaultAbi vault,
        uint256 index,
        bool ask,
        uint256 size,
        uint256 price,
        uint256 how
    ) private returns (bool) {
        (Quote memory q, Side side) = _unfair(vault, ask, price, how);
        bytes memory signature = sign(MANAGER_KEY, q);
        Take memory take = Take(side, uint64(size), 1, ask ? FOREVER : 0, _receiver, FOREVER);
        int256 before = _worth(vault);
        vm.prank(_receiver);
        try exchange.takeQuote(q, signature, take) {
            _count(index, _worth(vault) - before);
            return true;
        } catch {
            return false;
        }
    }

    /// @notice The same through a route: one vault's quotes twice, and the grid, skipping what fails.
    function fleeceByRoute(uint256 which, bool ask, uint256 size, uint256 price, uint256 how) external action {
        VaultAbi vault = prey[1 + (which % 3)];
        _wake(vault);
        uint32 id = vault.marketId();
        Leg[] memory legs = new Leg[](3);
        Side side = ask ? Side.Ask : Side.Bid;
        for (uint256 i = 0; i < 2; ++i) {
            (Quote memory q, ) = _unfair(vault, ask, price + i, how + i);
            legs[i] = quoteLeg(MANAGER_KEY, q, uint64(bound(size, 1, 50)), side);
        }
        // A grid of another market, or of this one.
        legs[2] = gridLeg(address(prey[GRID]), 10, side);
        Route memory route = routeOf(id, side, 110);
        route.partialFill = true;
        _receiver = taker;
        int256 before = _worth(vault);
        vm.prank(taker);
        try exchange.takeRoute(route, legs) {
            _count(which % 3, _worth(vault) - before);
        } catch {
            ++idle;
        }
    }

    function takeGrid(bool ask, uint256 size, uint256 who) external action {
        _wake(prey[GRID]);
        address from = who % 2 == 0 ? taker : signer;
        _receiver = from;
        Take memory take = Take(
            ask ? Side.Ask : Side.Bid,
            uint64(bound(size, 1, 25)),
            1,
            ask ? FOREVER : 0,
            from,
            FOREVER
        );
        vm.prank(from);
        try exchange.takeGrid(address(prey[GRID]), take) {} catch {
            ++idle;
        }
    }

    /// @notice Hedges against his own wallet's quote, near the mark or far off.
    function hedge(bool buys, uint256 size, uint256 off, uint256 how) external action {
        VaultAbi vault = prey[DELTA];
        _refresh();
        _wake(vault);
        off = bound(off, 0, how % 4 == 0 ? markTicks / 5 : 40);
        uint64 price = uint64(buys ? markTicks + off : markTicks - off);
        Quote memory q = Quote(signer, watched, price, 400, price, 400, 0, 0, FOREVER, address(0), ++_salt);
        Side side = buys ? Side.Ask : Side.Bid;
        Leg[] memory legs = new Leg[](1);
        legs[0] = quoteLeg(SIGNER_KEY, q, 400, side);
        Route memory route = routeOf(watched, side, bound(size, 1, 60));
        route.recipient = how % 8 == 7 ? taker : address(vault);
        _receiver = signer;
        int256 before = _worth(vault);
        vm.prank(manager);
        try vault.hedge(route, legs) returns (TakeResult memory) {
            check(route.recipient == address(vault), "7: a hedge pays out to the vault only");
            int256 moved = _worth(vault) - before;
            if (moved < 0) hedgesLost += uint256(-moved);
            _count(2, moved);
        } catch {
            ++idle;
        }
        check(base.allowance(address(vault), address(exchange)) == 0, "7: no allowance is left");
        check(quote.allowance(address(vault), address(exchange)) == 0, "7: no allowance is left");
    }

    // ---- everything else he may call --------------------------------------------------------------------------------

    /// @notice Switches and cancels: none of them moves a token.
    function meddle(uint256 which, uint256 what) external action {
        VaultAbi vault = prey[which % 4];
        vm.startPrank(manager);
        if (what % 5 == 0) vault.halt();
        else if (what % 5 == 1) vault.raiseManagerEpoch();
        else if (what % 5 == 2) vault.crystallise();
        else if (what % 5 == 3) exchange.cancelUpTo(address(vault), vault.marketId(), uint64(bound(what, 0, 1 << 41)));
        else exchange.cancelQuote(_standing(vault));
        vm.stopPrank();
    }

    function claim(uint256 which) external action {
        VaultAbi vault = prey[which % 4];
        vm.prank(stranger);
        vault.crystallise();
        uint256 owed = vault.owedTo(manager);
        _receiver = taker;
        vm.prank(manager);
        try vault.claimProfitShare(taker) returns (uint256 amount) {
            claimed[address(vault)] += amount;
        } catch {
            check(owed == 0, "5: what is set aside can be claimed");
        }
    }

    /// @notice What only the owner, the exchange or the factory may call, called by him and his wallets.
    function trespass(uint256 which, uint256 what, uint256 who) external action {
        VaultAbi vault = prey[which % 4];
        address[3] memory callers = [manager, taker, signer];
        bytes[8] memory calls = [
            abi.encodeCall(vault.withdraw, (1, 1, taker)),
            abi.encodeCall(vault.withdraw, (0, 1e6, manager)),
            abi.encodeCall(vault.setManager, (taker)),
            abi.encodeCall(vault.setProfitShare, (5_000)),
            abi.encodeCall(vault.resume, ()),
            abi.encodeCall(vault.deposit, (0, 0)),
            abi.encodeCall(vault.setStrategy, (gridStrategy(), vault.strategyState())),
            abi.encodeWithSignature("initialise(address,uint16,uint256,uint256,uint256)", taker, 5_000, 0, 0, 0)
        ];
        vm.prank(callers[who % 3]);
        (bool ok, ) = address(vault).call(calls[what % 8]);
        check(!ok, "7: owner's calls are the owner's");
    }

    /// @notice He signs for a vault whose strategy takes no quotes, and for one whose key is another's.
    function signBeyond(uint256 which, bool ask) external action {
        VaultAbi vault = prey[which % 2 == 0 ? GRID : PLAIN_QUOTES];
        Quote memory q = vaultQuote(vault);
        bytes memory signature = sign(which % 2 == 0 ? MANAGER_KEY : SIGNER_KEY, q);
        Take memory take = Take(ask ? Side.Ask : Side.Bid, 1, 1, ask ? FOREVER : 0, taker, FOREVER);
        vm.prank(taker);
        try exchange.takeQuote(q, signature, take) {
            check(false, "7: a quote beyond the strategy fills");
        } catch {}
    }

    // ---- the world --------------------------------------------------------------------------------------------------

    function warp(uint256 time) external action {
        _setClock(block.timestamp + (time % 6 == 0 ? bound(time, 1 hours, 3 days) : bound(time, 1, 900)));
    }

    function moveOracle(uint256 ticks) external action {
        markTicks = bound(ticks, (markTicks * 95) / 100, (markTicks * 105) / 100);
        if (markTicks < 900) markTicks = 900;
        if (markTicks > 1100) markTicks = 1100;
        _refresh();
    }

    function gift(uint256 which, uint256 lots, uint256 quoteAmount) external action {
        vm.startPrank(taker);
        base.transfer(address(prey[which % 4]), bound(lots, 0, 3) * LOT);
        quote.transfer(address(prey[which % 4]), bound(quoteAmount, 0, 100_000));
        vm.stopPrank();
    }

    // ---- rules ------------------------------------------------------------------------------------------------------

    /// @notice Security invariant 7: what was lost is within the strategy's bound.
    function rule07_bounded() public view {
        uint256 outflow = CAPACITY + (CAPACITY * (block.timestamp - _start)) / REFILL;
        uint256 hedging = BUDGET + (BUDGET * (block.timestamp - _start)) / 1 days;
        yes(balanceAtReference >= -int256(outflow), "7: quotes without oracle: loss at the reference price");
        yes(lost[2] <= outflow, "7: quotes with oracle: losses against the mark");
        yes(lost[3] <= outflow + hedging, "7: delta-neutral: losses against the mark");
        yes(hedgesLost <= hedging, "7: hedges: losses against the mark, fees included");
    }

    /// @notice Security invariants 7 and 19: a grid trades at its prices, and never loses by going round.
    function rule07_grid() public view {
        VaultAbi vault = prey[GRID];
        VaultStats memory s = vault.stats();
        (uint256 baseHeld, uint256 quoteHeld) = balances(address(vault));
        quoteHeld += claimed[address(vault)];
        uint256 cursor = s.cursor;
        if (cursor >= _gridCursor) {
            yes(baseHeld >= _gridBase - (cursor - _gridCursor) * LOT, "7: a grid gives the lots it sold and no more");
            yes(quoteHeld >= _gridQuote + _buyPrices(_gridCursor, cursor), "7: a grid can buy back what it sold");
        } else {
            yes(baseHeld >= _gridBase + (_gridCursor - cursor) * LOT, "7: a grid has the lots it bought");
            yes(quoteHeld >= _gridQuote - _buyPrices(cursor, _gridCursor), "7: a grid pays its prices and no more");
        }
    }

    /// @notice Security invariant 5: what managers got or will get is within their rate of the highest profit.
    function rule05_share(uint256 which) public view {
        ProfitShareState memory p = prey[which].profitShare();
        uint256 most = p.highWaterMark > 0 ? (uint256(p.highWaterMark) * 2_000) / 10_000 : 0;
        yes(p.owed + p.carried + claimed[address(prey[which])] <= most, "5: the share is within its rate of the mark");
    }

    // ---- parts ------------------------------------------------------------------------------------------------------

    /// @dev Tokens of a vault go to the exchange, to who took, or to who claimed.
    function _onTransfer(address, address from, address to) internal override {
        if (_isPrey[from]) {
            check(to == address(exchange) || to == _receiver, "7: a vault's tokens go where a fill sends them only");
        }
    }

    function _afterAction() internal override {
        _receiver = address(0);
        for (uint256 i = 0; i < fills.length; ++i) {
            Filled memory f = fills[i];
            for (uint256 k = PLAIN_QUOTES; k <= DELTA; ++k) {
                bool hedges = f.taker == address(prey[k]);
                if (f.maker != address(prey[k]) && !hedges) continue;
                bool buys = (f.side == Side.Bid) != hedges;
                uint256 amount =
                    !hedges
                        ? f.notional
                        : buys
                            ? f.notional + f.fee
                            : f.notional - f.fee;
                uint256 worth = f.size * markTicks * TICK;
                // A sale without oracle is measured against average cost, which is not the ledger's here.
                uint256 drain =
                    buys
                        ? amount
                        : k == PLAIN_QUOTES
                            ? 0
                            : _less(worth, amount);
                check(_drained(_outflows[k], CAPACITY, REFILL, drain), "7: outflow of any time is within its bucket");
                if (!hedges) continue;
                drain = buys ? _less(amount, worth) : _less(worth, amount);
                check(_drained(_hedging, BUDGET, 1 days, drain), "7: hedging of any time is within its budget");
            }
        }
    }

    /// @dev Refill rounds up, so this bucket never has more out than the strategy's.
    function _drained(Level storage level, uint256 capacity, uint256 refill, uint256 amount) private returns (bool) {
        level.out = _less(level.out, _ceil(capacity * (block.timestamp - level.touched), refill)) + amount;
        level.touched = block.timestamp;
        return level.out <= capacity;
    }

    /// @dev What a vault's holdings and the claims paid are worth, at the mark or the reference price.
    function _worth(VaultAbi vault) private view returns (int256) {
        (uint256 baseHeld, uint256 quoteHeld) = balances(address(vault));
        uint256 price = address(vault) == address(prey[PLAIN_QUOTES]) ? 1000 : markTicks;
        return int256(quoteHeld + (baseHeld * price * TICK) / LOT);
    }

    function _count(uint256 index, int256 moved) private {
        if (index == 0) balanceAtReference += moved;
        else if (moved < 0) lost[1 + index] += uint256(-moved);
    }

    /// @dev A quote as bad for the vault as its bounds let through, mostly.
    function _unfair(VaultAbi vault, bool ask, uint256 price, uint256 how) private returns (Quote memory q, Side side) {
        if (address(vault) != address(prey[PLAIN_QUOTES])) _refresh();
        (uint256 low, uint256 high) = address(vault) == address(prey[PLAIN_QUOTES])
            ? (uint256(800), uint256(1200))
            : (_max(800, _ceil(markTicks * 9, 10)), _min(1200, (markTicks * 11) / 10));
        if (how % 16 == 1) (low, high) = (low - 50, high + 50);
        uint256 price_ = ask ? low : high;
        if (how % 4 == 0) price_ = bound(price, low, high);
        else if (how % 4 == 1) price_ = address(vault) == address(prey[PLAIN_QUOTES]) ? 1000 : markTicks;
        q = vaultQuote(vault);
        (q.nonce, q.salt) = (uint64(how % 2), ++_salt);
        if (q.nonce != 0) (q.nonce, , , ) = exchange.makerState(address(vault), vault.marketId());
        if (how % 2 == 1) ++q.nonce;
        side = ask ? Side.Ask : Side.Bid;
        // One side only, or a spread as demanded.
        if (ask) (q.askPrice, q.askSize, q.bidSize) = (uint64(price_), 100, 0);
        else (q.bidPrice, q.bidSize, q.askSize) = (uint64(price_), 100, 0);
        if (how % 5 == 0) q.expiry = uint64(block.timestamp + (how % 10 == 0 ? 61 : 1));
    }

    function _standing(VaultAbi vault) private returns (Quote memory q) {
        q = vaultQuote(vault);
        (q.nonce, q.salt) = (0, ++_salt);
    }

    function _wake(VaultAbi vault) private {
        if (!vault.stats().halted) return;
        vm.prank(owner);
        vault.resume();
    }

    function _refresh() private {
        // 10.00 with eight decimals is 1000 ticks.
        feed.set(int256(markTicks * 1e6));
    }

    /// @dev Buy prices of lots [from, to) of the grid: ten lots each at 900, 950, 1000, 1050.
    function _buyPrices(uint256 from, uint256 to) private pure returns (uint256 sum) {
        for (uint256 lot = from; lot < to; ++lot) sum += (900 + 50 * (lot / CELL)) * TICK;
    }
}

/// @notice Campaign B: what a hostile manager with two other wallets and every call the contracts allow cannot do, per strategy.
///
/// Security invariants 7 (with 5 and 19). See `ManagerHandler` for the bounds.
contract ManagerCampaign is Campaign {
    ManagerHandler private handler;

    function setUp() public {
        handler = new ManagerHandler();
        _target(handler);
    }

    /// @notice After every call.
    function invariant_manager() public view {
        nothingBroken(handler);
        handler.rule07_bounded();
        handler.rule07_grid();
    }

    /// @notice After every run.
    function afterInvariant() public view {
        for (uint256 i = 0; i < 4; ++i) handler.rule05_share(i);
        mostCallsDoSomething(handler);
    }
}
