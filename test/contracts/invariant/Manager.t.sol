// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Leg, Quote, Route, Side, Take, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { Campaign } from "./Campaign.sol";
import { ManagerLedger } from "./ManagerLedger.sol";

/// @notice A hostile manager: his key, a wallet that takes (`taker`) and a wallet that makes (`signer`), and every call the contracts
/// allow. He moves neither oracle nor governor. The owner only looks on, and resumes what he halted.
contract ManagerHandler is ManagerLedger {
    uint256 private _salt;

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
            abi.encodeCall(vault.initialise, (taker, 5_000, 0, 0, 0))
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

    // ---- parts ------------------------------------------------------------------------------------------------------

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
}

/// @notice Campaign B: what a hostile manager with two other wallets and every call the contracts allow cannot do, per strategy.
///
/// Security invariants 7 (with 5 and 19). See `ManagerLedger` for the bounds.
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
