// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Side } from "../../contracts/interfaces/Types.sol";
import { GridLib, PriceList } from "../../contracts/libraries/GridLib.sol";
import { MarketLib } from "../../contracts/libraries/MarketLib.sol";
import { PoolGridState, PoolLib } from "../../contracts/libraries/PoolLib.sol";
import { Position, PositionLib } from "../../contracts/libraries/PositionLib.sol";
import { ProfitShareLib } from "../../contracts/libraries/ProfitShareLib.sol";
import { QuoteLib } from "../../contracts/libraries/QuoteLib.sol";
import { Stream, StreamLib } from "../../contracts/libraries/StreamLib.sol";
import { Test } from "./utils/Test.sol";

/// @notice What libraries answer at the ends of their ranges, where contracts seldom or never ask.
contract LibEdgesTest is Test {
    /// @dev Beyond 85 bits each product is checked: exact while it fits, and else a panic.
    function test_notionalBeyond85Bits() public {
        eq(MarketLib.notional(1 << 85, 1 << 85, 1 << 85), 1 << 255, "2^255");
        eq(MarketLib.notional(1 << 200, 3, 5), 15 << 200, "one of them large");
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        this.notional(1 << 86, 1 << 85, 1 << 85);
        // All 86 bits set: the 86th of each alone says that a check is needed.
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        this.notional((1 << 86) - 1, (1 << 86) - 1, (1 << 86) - 1);
    }

    /// @dev Likewise beyond 128 bits.
    function test_baseAmountBeyond128Bits() public {
        eq(MarketLib.baseAmount(1 << 128, (1 << 127) - 1), ((1 << 127) - 1) << 128, "2^255 - 2^128");
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        this.baseAmount(1 << 128, 1 << 128);
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        this.baseAmount((1 << 129) - 1, (1 << 129) - 1);
    }

    function notional(uint256 price, uint256 tickSize, uint256 size) external pure returns (uint256) {
        return MarketLib.notional(price, tickSize, size);
    }

    function baseAmount(uint256 size, uint256 lotSize) external pure returns (uint256) {
        return MarketLib.baseAmount(size, lotSize);
    }

    function test_noLotsCostNothing() public pure {
        Position memory position;
        eq(PositionLib.costOfUp(position, 0), 0, "of none");
        (position.lots, position.cost) = (3, 100);
        eq(PositionLib.costOfUp(position, 0), 0, "of some");
        eq(PositionLib.costOfUp(position, 1), 34, "100 / 3, rounded up");
    }

    function test_capacityCountsCells() public pure {
        eq(GridLib.capacity(2, 7), 7, "one cell");
        eq(GridLib.capacity(101, 1_000), 100_000, "a hundred");
    }

    /// @dev Two cells hold at most 2^64 - 1 lots between them, however much the reserves would fund.
    function test_refitStaysWithinItsFields() public pure {
        PriceList memory list = GridLib.view_(hex"010203", 1);
        PoolGridState memory grid = PoolGridState({ cursor: 0, size: 1, bidTicks: 0 });
        PoolLib.refit(list, grid, type(uint64).max, type(uint128).max, 0);
        eq(grid.size, 9_223_372_036_854_775_807, "half of it, rounded down");
        eq(grid.cursor, 0, "still at the bottom");
        eq(grid.bidTicks, 0, "no bids");
    }

    function test_nothingIsSharedBelowTheMark() public pure {
        eq(ProfitShareLib.shareDown(999, 1_000, 2_000), 0, "below");
        eq(ProfitShareLib.shareDown(1_000, 1_000, 2_000), 0, "at it");
        eq(ProfitShareLib.shareDown(1_009, 1_000, 2_000), 1, "a fifth of 9, rounded down");
        eq(ProfitShareLib.shareDown(-10, -15, 2_000), 1, "a smaller loss counts, too");
    }

    function test_noLotsAtAPriceOfZero() public pure {
        eq(QuoteLib.lotsFor(Side.Ask, 0, 100, 50, 1_000), 0, "for sale");
        eq(QuoteLib.lotsFor(Side.Bid, 0, 100, 50, 1_000), 0, "bid for");
        eq(QuoteLib.lotsFor(Side.Ask, 3, 100, 50, 1_000), 3, "1,000 / 300, rounded down");
        eq(QuoteLib.lotsFor(Side.Bid, 3, 100, 50, 1_000), 4, "rounded up");
    }

    function test_nothingAddedToNothingStreamsNothing() public pure {
        Stream memory stream;
        StreamLib.extend(stream, 0);
        eq(stream.remaining, 0, "remaining");
        eq(stream.duration, 0, "duration");
        StreamLib.extend(stream, 5);
        eq(stream.duration, 1 days, "a first amount streams for a day");
    }
}
