// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { PriceLevel } from "../../../contracts/interfaces/ILens.sol";
import { GridMode } from "../../../contracts/interfaces/Strategy.sol";
import { Ladder, LadderBounds, LadderLib } from "../../../contracts/lens/LadderLib.sol";
import { GridLib, PriceList } from "../../../contracts/libraries/GridLib.sol";
import { Test } from "../utils/Test.sol";

/// @notice Grids as price levels. Prices 100, 110, 125, 150; ten lots a cell.
contract LadderTest is Test {
    using LadderLib for Ladder;
    using GridLib for PriceList;

    LadderBounds private everything = LadderBounds(0, type(uint256).max, 0, 0, type(uint256).max, type(uint256).max);

    function test_AdjacentBuysAtTheBottomOfACellAndSellsAtItsTop() public view {
        // Lots 0 to 12 were sold: ten bids at 100, three at 110; seven left for sale at 125, ten at 150.
        Ladder memory ladder = gridAt(GridMode.Adjacent, 13, 13);
        same(ladder.bids(everything), [uint256(110), 3, 100, 10, 0, 0]);
        same(ladder.asks(everything), [uint256(125), 7, 150, 10, 0, 0]);
    }

    function test_AtTheEndsOneSideIsEmpty() public view {
        same(gridAt(GridMode.Adjacent, 0, 0).bids(everything), [uint256(0), 0, 0, 0, 0, 0]);
        same(gridAt(GridMode.Adjacent, 0, 0).asks(everything), [uint256(110), 10, 125, 10, 150, 10]);
        same(gridAt(GridMode.Adjacent, 30, 30).bids(everything), [uint256(125), 10, 110, 10, 100, 10]);
        same(gridAt(GridMode.Adjacent, 30, 30).asks(everything), [uint256(0), 0, 0, 0, 0, 0]);
    }

    function test_SameLevelHasACellPerPrice() public view {
        Ladder memory ladder = gridAt(GridMode.SameLevel, 13, 13);
        same(ladder.bids(everything), [uint256(110), 3, 100, 10, 0, 0]);
        same(ladder.asks(everything), [uint256(110), 7, 125, 10, 150, 10]);
        // The fourth cell.
        same(gridAt(GridMode.SameLevel, 40, 40).asks(everything), [uint256(0), 0, 0, 0, 0, 0]);
        eq(gridAt(GridMode.SameLevel, 40, 40).bids(everything)[0].price, 150, "its price");
    }

    function test_OneShotLeavesAGapBetweenItsCursors() public view {
        // Of the bids below lot 20 five have filled, of the asks from it up four.
        Ladder memory ladder = gridAt(GridMode.OneShot, 15, 24);
        same(ladder.bids(everything), [uint256(110), 5, 100, 10, 0, 0]);
        same(ladder.asks(everything), [uint256(150), 6, 0, 0, 0, 0]);
    }

    function test_BoundsCutFromTheBestLevelOn() public pure {
        Ladder memory ladder = gridAt(GridMode.Adjacent, 20, 20);
        same(ladder.bids(LadderBounds(101, 200, 0, 0, 100, 9)), [uint256(110), 10, 0, 0, 0, 0]);
        // The best bid is out of range: takers meet it first, so there is none.
        same(ladder.bids(LadderBounds(0, 109, 0, 0, 100, 9)), [uint256(0), 0, 0, 0, 0, 0]);
        same(ladder.bids(LadderBounds(0, 200, 0, 0, 12, 9)), [uint256(110), 10, 100, 2, 0, 0]);
        same(ladder.bids(LadderBounds(0, 200, 0, 0, 0, 9)), [uint256(0), 0, 0, 0, 0, 0]);
        same(ladder.bids(LadderBounds(0, 200, 0, 0, 100, 1)), [uint256(110), 10, 0, 0, 0, 0]);
        ladder = gridAt(GridMode.Adjacent, 5, 5);
        same(ladder.asks(LadderBounds(0, 125, 0, 0, 0, 9)), [uint256(110), 5, 125, 10, 0, 0]);
        same(ladder.asks(LadderBounds(111, 200, 0, 0, 0, 9)), [uint256(0), 0, 0, 0, 0, 0]);
        same(ladder.asks(LadderBounds(0, 200, 0, 0, 0, 2)), [uint256(110), 5, 125, 10, 0, 0]);
    }

    function test_TheOracleBandCutsToo() public pure {
        // Within 10 % of 115: 103.5 to 126.5.
        LadderBounds memory band = LadderBounds(0, 200, 115 << 64, 1_000, 100, 9);
        same(gridAt(GridMode.Adjacent, 13, 13).bids(band), [uint256(110), 3, 0, 0, 0, 0]);
        same(gridAt(GridMode.Adjacent, 13, 13).asks(band), [uint256(125), 7, 0, 0, 0, 0]);
    }

    function test_EqualPricesAddUp() public view {
        PriceLevel[] memory a = gridAt(GridMode.Adjacent, 13, 13).bids(everything);
        PriceLevel[] memory b = gridAt(GridMode.Adjacent, 30, 30).bids(everything);
        same(LadderLib.merge(a, b, 9, true), [uint256(125), 10, 110, 13, 100, 20]);
        a = gridAt(GridMode.Adjacent, 13, 13).asks(everything);
        b = gridAt(GridMode.Adjacent, 0, 0).asks(everything);
        same(LadderLib.merge(a, b, 2, false), [uint256(110), 10, 125, 17, 0, 0]);
        same(LadderLib.merge(new PriceLevel[](0), new PriceLevel[](0), 9, true), [uint256(0), 0, 0, 0, 0, 0]);
    }

    /// @dev What rests by level is what the grid itself says it must fund.
    function testFuzz_LevelsAddUpToTheGrid(uint256 seed, uint256 count, uint256 size, uint256 cursor) public view {
        count = bound(count, 2, 20);
        size = bound(size, 1, 1e6);
        cursor = bound(cursor, 0, (count - 1) * size);
        uint64[] memory prices = new uint64[](count);
        for (uint256 i = 0; i < count; ++i) {
            prices[i] = (i == 0 ? 0 : prices[i - 1]) + 1 + uint64(uint256(keccak256(abi.encode(seed, i))) % 1e6);
        }
        Ladder memory ladder = Ladder(GridMode.Adjacent, prices, size, cursor, cursor);
        (uint256 baseLots, uint256 quoteTicks) = this.fundingOf(prices, size, cursor);
        (uint256 bidTicks, uint256 askLots) = (0, 0);
        PriceLevel[] memory levels = ladder.bids(everything);
        for (uint256 i = 0; i < levels.length; ++i) bidTicks += levels[i].price * levels[i].lots;
        levels = ladder.asks(everything);
        for (uint256 i = 0; i < levels.length; ++i) askLots += levels[i].lots;
        eq(bidTicks, quoteTicks, "cost of the bids");
        eq(askLots, baseLots, "lots for sale");
    }

    function fundingOf(
        uint64[] calldata prices,
        uint256 size,
        uint256 cursor
    ) external pure returns (uint256, uint256) {
        (uint256 width, bytes memory packed) = GridLib.pack(prices);
        return GridLib.view_(packed, width).funding(size, cursor);
    }

    function gridAt(GridMode mode, uint256 bidCursor, uint256 askCursor) private pure returns (Ladder memory) {
        uint64[] memory prices = new uint64[](4);
        (prices[0], prices[1], prices[2], prices[3]) = (100, 110, 125, 150);
        return Ladder(mode, prices, 10, bidCursor, askCursor);
    }

    /// @dev `expected`: price and lots of up to three levels; a price of zero ends them.
    function same(PriceLevel[] memory levels, uint256[6] memory expected) private pure {
        uint256 count = 0;
        while (count < 3 && expected[2 * count] != 0) ++count;
        eq(levels.length, count, "levels");
        for (uint256 i = 0; i < count; ++i) {
            eq(levels[i].price, expected[2 * i], "price");
            eq(levels[i].lots, expected[2 * i + 1], "lots");
        }
    }
}
