// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ILiquidityPool, PoolState } from "../../../contracts/interfaces/ILiquidityPool.sol";
import { GridFill, GridOrder } from "../../../contracts/interfaces/IMaker.sol";
import { Side } from "../../../contracts/interfaces/Types.sol";
import { PoolVenue } from "./PoolVenue.sol";

contract PoolGridTest is PoolVenue {
    address private constant RECIPIENT = address(0x77);

    function setUp() public {
        deployVenue();
        createPool();
    }

    function test_OnTake_IsTheExchanges() public {
        GridOrder memory order;
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.PoolNotExchange.selector, address(this)));
        pool.onTake(order);
    }

    function test_Ask_SellsAndTurnsToBids() public {
        GridFill memory fill = take(Side.Ask, 400, type(uint64).max, type(uint256).max);
        // 400 lots at 1100 ticks of 100 atoms.
        eq(fill.size, 400, "size");
        eq(fill.notional, 44_000_000, "notional");
        eq(fill.seq, 1, "seq");
        eq(fill.cursorBefore, 3_000, "cursor before");
        eq(fill.rebate, 0, "no rebate");
        eq(fill.poolFee, 22_000, "half of 10 bps");
        eq(base.balanceOf(RECIPIENT), 4e18, "base");
        PoolState memory s = pool.state();
        eq(s.cursor, 3_400, "cursor");
        eq(s.fills, 1, "fills");
        eq(s.reserveBase, 6e18, "base reserve");
        eq(s.reserveQuote, 329_000_000, "quote reserve");
        (uint256 b, uint256 q) = pool.requiredFunds();
        eq(b, 6e18, "for sale");
        // 285,000,000 + 400 * 1050 * 100.
        eq(q, 327_000_000, "bid for");
    }

    function test_Bid_BuysAcrossCells() public {
        uint256 before = quote.balanceOf(address(exchange));
        GridFill memory fill = take(Side.Bid, 2_500, 0, type(uint256).max);
        // (1000 + 950) * 1,000 + 900 * 500 ticks = 2,400,000; fee 240,000; half stays.
        eq(fill.notional, 240_000_000, "notional");
        eq(fill.poolFee, 120_000, "pool fee");
        eq(quote.balanceOf(address(exchange)) - before, 239_880_000, "pushed to the exchange");
        PoolState memory s = pool.state();
        eq(s.cursor, 500, "cursor");
        eq(s.reserveBase, 35e18, "base reserve");
        eq(s.reserveQuote, 45_000_000, "quote reserve: 500 * 900 * 100");
        checkSolvent();
        // Back up through three cells: (950 * 500 + 1000 * 1,000 + 1050 * 1,000) * 100.
        fill = take(Side.Ask, 2_500, type(uint64).max, type(uint256).max);
        eq(fill.notional, 252_500_000, "notional back");
        eq(pool.state().reserveQuote, 297_500_000, "with the spread of 12,500,000");
        checkSolvent();
    }

    function test_LimitsOfTheOrder() public {
        eq(take(Side.Ask, 4_000, 1099, type(uint256).max).size, 0, "nothing below 1100");
        eq(take(Side.Bid, 4_000, 1001, type(uint256).max).size, 0, "nothing above 1000");
        eq(pool.state().fills, 0, "nothing happened");
        eq(take(Side.Ask, 4_000, 1100, type(uint256).max).size, 1_000, "one cell");
        eq(take(Side.Bid, 4_000, 951, type(uint256).max).size, 2_000, "1050 and 1000");
        checkSolvent();
    }

    function test_ExactNotional() public {
        // Lots of 110,000 atoms each.
        eq(take(Side.Ask, 4_000, type(uint64).max, 1_099_999).size, 9, "as many as cost no more");
        eq(take(Side.Ask, 4_000, type(uint64).max, 1_100_000).size, 10, "exactly");
        eq(take(Side.Ask, 4_000, type(uint64).max, 109_999).size, 0, "too little for one");
        // 19 lots are bid for at 105,000, then 1,000 at 100,000.
        eq(take(Side.Bid, 4_000, 0, 1_995_001).size, 20, "as few as bring it: one of the next cell");
        eq(take(Side.Bid, 4_000, 0, 100_000).size, 1, "exactly");
        eq(take(Side.Bid, 4_000, 0, 99_999).size, 1, "an atom less: what is missing of a tick is one tick");
        eq(take(Side.Bid, 4_000, 0, 100_001).size, 2, "an atom more");
        eq(take(Side.Bid, 5, 0, 1e18).size, 5, "no more than asked for");
        eq(take(Side.Bid, 4_000, 0, 1e18).size, 2_990, "no more than there is");
        checkSolvent();
    }

    /// @dev After any fills, reserves cover what rests, and bids are counted exactly.
    function testFuzz_Fills_KeepTheBooks(uint256 seed) public {
        for (uint256 i = 0; i < 6; ++i) {
            seed = uint256(keccak256(abi.encode(seed, i)));
            uint64 size = uint64(seed % 1_700) + 1;
            if (seed & (1 << 200) == 0) buy(size);
            else sell(size);
            checkSolvent();
        }
    }

    /// @dev A refit moves no cell's mix by more than a lot, and asks for no more than four lots per cell less than the reserves grew.
    function testFuzz_Refit(uint256 seed, uint256 lp) public {
        uint256 size = uint256(keccak256(abi.encode(seed))) % 4_000;
        if (seed & 1 == 0) buy(uint64(size + 1));
        else sell(uint64(size + 1));
        PoolState memory a = pool.state();
        lp = bound(lp, 1, SUPPLY - 1_000);
        if (seed & 2 == 0) add(alice, lp);
        else remove(founder, lp);
        PoolState memory b = pool.state();
        checkSolvent();
        yes((b.sizePerCell + 4) * a.supply >= a.sizePerCell * b.supply, "no more than four lots idle");
        yes(b.sizePerCell * SUPPLY <= SIZE * b.supply, "no more than units carry");
        if (b.sizePerCell == 0) return;
        for (uint256 i = 0; i < 4; ++i) {
            // Lots sold in cell i, before and after: after * S and before * S' differ by at most S, a lot of S'.
            uint256 before = sold(a, i) * b.sizePerCell;
            uint256 after_ = sold(b, i) * a.sizePerCell;
            uint256 apart = before > after_ ? before - after_ : after_ - before;
            yes(apart <= a.sizePerCell, "within one lot");
        }
    }

    function sold(PoolState memory s, uint256 cell) private pure returns (uint256) {
        uint256 start = cell * s.sizePerCell;
        if (s.cursor <= start) return 0;
        return s.cursor - start > s.sizePerCell ? s.sizePerCell : s.cursor - start;
    }

    function take(Side side, uint64 size, uint64 limit, uint256 notional) private returns (GridFill memory) {
        vm.prank(taker);
        return exchange.take(address(pool), side, size, limit, notional, RECIPIENT);
    }
}
