// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { PoolState } from "../../../contracts/interfaces/ILiquidityPool.sol";
import { PoolParams } from "../../../contracts/interfaces/IPoolFactory.sol";
import { Side, Take, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { PoolAbi } from "../utils/Abis.sol";
import { Campaign } from "./Campaign.sol";
import { PoolActs } from "./PoolActs.sol";
import { Shared } from "./PoolLedger.sol";

/// @notice Everything that may happen to two pools of one market: joins, leaves (with one token too), transfers, claims, gifts,
/// distributed fees, fills, moves of the grid, halts and time. Actors: five providers, a taker, the operator who also trades,
/// governor and guardian.
contract PoolHandler is PoolActs {
    constructor() {
        vm.recordLogs();
        deployWorld();
        _setClock(1_800_000_000);
        providers = [provider, stranger, owner, signer, manager];
        poolsHeld[0] = createPool(pooled);
        poolsHeld[1] = _secondPool();
        for (uint256 i = 0; i < 2; ++i) {
            PoolAbi pool = poolsHeld[i];
            _number(address(pool));
            for (uint256 k = 0; k < 5; ++k) allow(providers[k], address(pool));
            allow(taker, address(pool));
            // Three cells of 1,000 lots bid at 900, 950 and 1000 (the second pool: at 800 and 1000), one asks.
            Shared storage s = shared[address(pool)];
            s.reserveBase = 1_000 * LOT;
            s.reserveQuote = i == 0 ? 285_000_000 : 180_000_000;
            s.supply = s.reserveQuote + 100_000_000;
            unitsOf[address(pool)][provider] = s.supply - LOCKED_UNITS;
        }
        _readLogs();
    }

    // ---- providers --------------------------------------------------------------------------------------------------

    function joins(uint256 which, uint256 who, uint256 lp, uint256 to) external action {
        PoolAbi pool = _pick(which);
        _join(pool, providers[who % 5], bound(lp, 1, 200e6), providers[to % 5]);
    }

    function leaves(uint256 which, uint256 who, uint256 lp, uint256 kind) external action {
        PoolAbi pool = _pick(which);
        address from = _holder(pool, who);
        if (from == address(0)) return;
        uint256 units = unitsOf[address(pool)][from];
        // One in four leaves with everything.
        check(_leave(pool, from, kind % 4 == 0 ? units : bound(lp, 1, units), kind), "8: a provider leaves");
    }

    /// @notice Join and leave again at once, with fees about: nothing is gained.
    function roundTrip(uint256 which, uint256 who, uint256 lp) external action {
        PoolAbi pool = _pick(which);
        address from = providers[who % 5];
        uint256 claimableBefore = pool.claimable(from);
        (uint256 baseBefore, uint256 quoteBefore) = balances(from);
        lp = bound(lp, 1, 200e6);
        _join(pool, from, lp, from);
        check(_leave(pool, from, lp, 1), "8: a provider leaves");
        (uint256 baseAfter, uint256 quoteAfter) = balances(from);
        check(baseAfter <= baseBefore && quoteAfter <= quoteBefore, "11: a round trip never profits");
        check(baseBefore - baseAfter <= 1 && quoteBefore - quoteAfter <= 1, "11: nor costs more than roundings");
        check(pool.claimable(from) <= claimableBefore, "13: who joins and leaves in a block earns nothing");
    }

    /// @notice Somebody sends a fortune just before a victim joins.
    function joinAfterGift(
        uint256 which,
        uint256 who,
        uint256 lp,
        uint256 baseGift,
        uint256 quoteGift
    ) external action {
        PoolAbi pool = _pick(which);
        _gift(pool, bound(baseGift, 0, 1e30), bound(quoteGift, 0, 1e30));
        lp = bound(lp, 1, 200e6);
        (uint256 basePaid, uint256 quotePaid) = _join(pool, providers[who % 5], lp, providers[who % 5]);
        (uint256 baseWorth, uint256 quoteWorth) = pool.previewRemove(lp);
        check(baseWorth + 1 >= basePaid && quoteWorth + 1 >= quotePaid, "12: a gift costs who joins after it nothing");
    }

    function transfer(uint256 which, uint256 who, uint256 to, uint256 lp) external action {
        PoolAbi pool = _pick(which);
        address from = _holder(pool, who);
        address recipient = providers[to % 5];
        if (from == address(0)) return;
        lp = bound(lp, 0, unitsOf[address(pool)][from]);
        uint256 fromBefore = pool.claimable(from);
        uint256 toBefore = pool.claimable(recipient);
        vm.prank(from);
        pool.transfer(recipient, lp);
        unitsOf[address(pool)][from] -= lp;
        unitsOf[address(pool)][recipient] += lp;
        _mayRound(2);
        check(pool.claimable(from) <= fromBefore || from == recipient, "13: a transfer moves no past fees");
        check(pool.claimable(from) + 1 >= fromBefore, "13: a transfer leaves past fees behind");
        check(pool.claimable(recipient) <= toBefore || from == recipient, "13: past fees do not come with a transfer");
    }

    function claim(uint256 which, uint256 who) external action {
        PoolAbi pool = _pick(which);
        address from = providers[who % 5];
        uint256 due = pool.claimable(from);
        (, uint256 before) = balances(from);
        vm.prank(from);
        try pool.claimFees(from) returns (uint256 amount) {
            (, uint256 held) = balances(from);
            check(amount == due && held - before == amount, "15: a claim pays what it showed");
            check(pool.claimable(from) == 0, "13: what was claimed is gone");
            shared[address(pool)].feesOut += amount;
            _mayRound(1);
        } catch {
            check(due == 0, "15: what is claimable can be claimed");
            ++idle;
        }
    }

    function claimSetAside(uint256 which, uint256 who, bool ofBase) external action {
        PoolAbi pool = _pick(which);
        address from = providers[who % 5];
        mapping(address => uint256) storage aside = ofBase ? asideBaseOf[address(pool)] : asideQuoteOf[address(pool)];
        // Most often somebody who has something.
        for (uint256 i = 0; i < 5 && aside[from] == 0; ++i) from = providers[(who + i) % 5];
        uint256 due = aside[from];
        vm.prank(from);
        try pool.claimSetAside(ofBase, from) returns (uint256 amount) {
            check(amount == due && due != 0, "8: what was set aside is paid once, in full");
            aside[from] = 0;
            if (ofBase) shared[address(pool)].asideBase -= due;
            else shared[address(pool)].asideQuote -= due;
        } catch {
            check(due == 0, "8: what was set aside can be claimed");
            ++idle;
        }
    }

    /// @notice Everybody leaves, halted market or not, and some come back.
    function exodus(uint256 which, bool halted, uint256 lp) external action {
        PoolAbi pool = _pick(which);
        if (halted) {
            vm.prank(guardian);
            exchange.haltMarket(pooled);
        }
        for (uint256 i = 0; i < 5; ++i) {
            uint256 units = unitsOf[address(pool)][providers[i]];
            if (units != 0) check(_leave(pool, providers[i], units, i), "8: a provider leaves, whatever the state");
        }
        if (halted) {
            vm.prank(governor);
            exchange.resumeMarket(pooled);
        }
        _join(pool, provider, 300e6, provider);
        _join(pool, stranger, bound(lp, 1, 200e6), stranger);
    }

    // ---- previews ---------------------------------------------------------------------------------------------------

    /// @notice Any number of units, far beyond what exists: previews and actions revert together.
    function previews(uint256 which, uint256 who, uint256 lp) external action {
        PoolAbi pool = _pick(which);
        address from = providers[who % 5];
        try pool.previewRemove(lp) returns (uint256, uint256) {
            check(lp <= shared[address(pool)].supply, "15: only units that exist can be previewed");
        } catch {
            vm.prank(from);
            try pool.removeLiquidity(lp, anyBounds(), from) {
                check(false, "15: what cannot be previewed cannot be removed");
            } catch {}
        }
        try pool.previewAdd(lp) returns (uint256, uint256) {
            check(lp <= type(uint112).max, "15: only units that fit can be previewed");
        } catch {
            vm.prank(from);
            try pool.addLiquidity(lp, anyBounds(), from) {
                check(false, "15: what cannot be previewed cannot be added");
            } catch {}
        }
    }

    // ---- fees, gifts and fills --------------------------------------------------------------------------------------

    function distribute(uint256 which, uint256 who, uint256 amount) external action {
        PoolAbi pool = _pick(which);
        amount = bound(amount, 1, 5e6);
        address from = providers[who % 5];
        uint256 claimableBefore = pool.claimable(from);
        vm.prank(from);
        pool.distributeFees(amount);
        shared[address(pool)].feesIn += amount;
        _mayRound(1);
        check(pool.claimable(from) <= claimableBefore, "13: fees stream; none falls due at once");
    }

    function gift(uint256 which, uint256 baseAmount, uint256 quoteAmount) external action {
        PoolAbi pool = _pick(which);
        _gift(pool, bound(baseAmount, 0, 1e24), bound(quoteAmount, 0, 1e15));
    }

    function take(uint256 which, bool ask, uint256 size, uint256 limit, bool byOperator) external action {
        PoolAbi pool = _pick(which);
        size = bound(size, 1, 1_500);
        limit =
            limit % 4 == 0
                ? bound(limit, 700, 1300)
                : ask
                    ? FOREVER
                    : 0;
        // Whichever side has lots.
        PoolState memory p = pool.state();
        if (ask && p.cursor == (pool.prices().length - 1) * p.sizePerCell) ask = false;
        else if (!ask && p.cursor == 0) ask = true;
        if (limit == 0 || limit == FOREVER) limit = ask ? FOREVER : 0;
        (uint256 lots, uint256 ticks) = _ticksFor(pool, ask, size, limit);
        address from = byOperator ? operator : taker;
        vm.prank(from);
        Take memory t = Take(ask ? Side.Ask : Side.Bid, uint64(size), 1, uint64(limit), from, FOREVER);
        try exchange.takeGrid(address(pool), t) returns (TakeResult memory r) {
            check(r.size == lots && r.notional == ticks * TICK, "10: a pool fills at its grid's prices, best first");
            _mayRound(1);
        } catch {
            check(lots == 0, "10: what rests fills");
            ++idle;
        }
    }

    function moveGrid(uint256 which, uint256 reference_) external action {
        PoolAbi pool = _pick(which);
        PoolState memory p = pool.state();
        uint64[] memory old = pool.prices();
        // The price of the cell that the cursor is in lies between best bid and best ask.
        uint64 price = old[p.cursor / _max(p.sizePerCell, 1)];
        if (p.sizePerCell == 0 || price < 300 || price > 3_000) {
            ++idle;
            return;
        }
        uint64[] memory next = new uint64[](5);
        for (uint64 i = 0; i < 5; ++i) next[i] = price - 150 + 50 * i + uint64(reference_ % 40);
        vm.startPrank(operator);
        pool.proposeMove(next, price);
        _setClock(block.timestamp + 23 hours);
        try pool.executeMove(next, price) {
            check(false, "10: no move before its time");
        } catch {}
        _setClock(block.timestamp + 1 hours);
        try pool.executeMove(next, price) {} catch {
            ++idle;
        }
        vm.stopPrank();
    }

    function warp(uint256 time) external action {
        touched = PoolAbi(address(0));
        uint256[2] memory before = [_claimables(0), _claimables(1)];
        _setClock(block.timestamp + (time % 8 == 0 ? bound(time, 1 days, 40 days) : bound(time, 1, 6 hours)));
        for (uint256 i = 0; i < 2; ++i) {
            // A unit that earned 2^16 atoms at once shows less than that: see `rule13_fees`.
            bool kept = shared[address(poolsHeld[i])].mayWrap || before[i] <= _claimables(i);
            check(kept, "13: what was earned never shrinks");
        }
        touched = poolsHeld[time % 2];
    }

    /// @dev Prices 800, 1000 and 1200 and cells of a thousand lots; at 1000 both cells bid. One more, at the top, asks.
    function _secondPool() private returns (PoolAbi) {
        uint64[] memory list = new uint64[](4);
        (list[0], list[1], list[2], list[3]) = (800, 1000, 1200, 1400);
        PoolParams memory params = PoolParams({
            marketId: pooled,
            operator: operator,
            prices: list,
            sizePerCell: 1_000,
            referencePrice: 1000,
            minReferencePrice: 0,
            maxReferencePrice: FOREVER,
            deadline: FOREVER,
            name: "Tidemark BASE/USD wide",
            symbol: "TIDE-LP",
            salt: bytes32(uint256(1))
        });
        vm.prank(provider);
        return PoolAbi(pools.createPool(params));
    }
}

/// @notice Campaign C: what holds for two pools of one market after any sequence of joins, leaves, transfers, claims, gifts, distributed
/// fees, fills, moves of their grids, stuck tokens, halts and time.
///
/// Security invariants 9 to 15, and 1, 2 and 8 for providers. Those that show only in the middle of an action are checked by the
/// handler, which keeps the name of the first one broken.
contract PoolsCampaign is Campaign {
    PoolHandler private handler;

    function setUp() public {
        handler = new PoolHandler();
        _target(handler);
    }

    /// @notice After every call: the rules of the pool it touched.
    function invariant_pools() public view {
        PoolAbi pool = handler.touched();
        if (address(pool) != address(0)) handler.rule09_supply(pool);
        nothingBroken(handler);
        if (address(pool) != address(0)) rules(pool);
    }

    /// @notice After every run: the rules of both, and that most calls did something.
    function afterInvariant() public view {
        rules(handler.poolsHeld(0));
        rules(handler.poolsHeld(1));
        mostCallsDoSomething(handler);
    }

    function rules(PoolAbi pool) private view {
        handler.rule09_supply(pool);
        handler.rule10_reserves(pool);
        handler.rule13_fees(pool);
    }
}
