// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { PriceLevel } from "../interfaces/ILens.sol";
import { Ladder, LadderBounds, LadderLib } from "../lens/LadderLib.sol";
import { GridLib, PriceList } from "../libraries/GridLib.sol";
import { BatchHarness } from "./BatchHarness.sol";

/// @title GridHarness
/// @notice Grids and ladders by the names of the TypeScript core. For tests only.
/// @dev `same` is whether each cell has one price, as in `SameLevel`.
contract GridHarness is BatchHarness {
    using GridLib for PriceList;

    function packPrices(
        uint64[] calldata prices,
        uint256 minPrices
    ) external pure returns (uint256 width, bytes memory packed) {
        return minPrices == GridLib.MIN_PRICES ? GridLib.pack(prices) : GridLib.packAtLeast(prices, minPrices);
    }

    function unpackPrices(bytes calldata packed, uint256 width) external pure returns (uint256[] memory prices) {
        PriceList memory list = GridLib.view_(packed, width);
        prices = new uint256[](list.count);
        for (uint256 i = 0; i < prices.length; ++i) prices[i] = list.priceAt(i);
    }

    function checkStep(uint64[] calldata prices, uint256 minStepBps) external pure {
        GridLib.checkStep(prices, minStepBps);
    }

    function capacity(uint256 count, uint256 sizePerCell) external pure returns (uint256) {
        return GridLib.capacity(count, sizePerCell);
    }

    function cellsOf(uint64[] calldata prices, bool same) external pure returns (uint256) {
        return _list(prices, same).cells();
    }

    function cursorAt(
        uint64[] calldata prices,
        bool same,
        uint256 sizePerCell,
        uint256 referencePrice
    ) external pure returns (uint256) {
        return _list(prices, same).cursorAt(sizePerCell, referencePrice);
    }

    function clampPrice(uint64[] calldata prices, uint256 price) external pure returns (uint256) {
        return _list(prices, false).clamp(price);
    }

    function askPriceOf(
        uint64[] calldata prices,
        bool same,
        uint256 sizePerCell,
        uint256 lot
    ) external pure returns (uint256) {
        return _list(prices, same).askPriceOf(sizePerCell, lot);
    }

    function bidPriceOf(
        uint64[] calldata prices,
        bool same,
        uint256 sizePerCell,
        uint256 lot
    ) external pure returns (uint256) {
        return _list(prices, same).bidPriceOf(sizePerCell, lot);
    }

    function asksWithin(
        uint64[] calldata prices,
        bool same,
        uint256 sizePerCell,
        uint256 cursor,
        uint256 limitPrice
    ) external pure returns (uint256) {
        return _list(prices, same).asksWithin(sizePerCell, cursor, limitPrice);
    }

    function bidsWithin(
        uint64[] calldata prices,
        bool same,
        uint256 sizePerCell,
        uint256 cursor,
        uint256 limitPrice
    ) external pure returns (uint256) {
        return _list(prices, same).bidsWithin(sizePerCell, cursor, limitPrice);
    }

    function asksUpTo(
        uint64[] calldata prices,
        bool same,
        uint256 sizePerCell,
        uint256 cursor,
        uint256 limitPrice,
        uint256 size
    ) external pure returns (uint256) {
        return _list(prices, same).asksUpTo(sizePerCell, cursor, limitPrice, size);
    }

    function bidsUpTo(
        uint64[] calldata prices,
        bool same,
        uint256 sizePerCell,
        uint256 cursor,
        uint256 limitPrice,
        uint256 size
    ) external pure returns (uint256) {
        return _list(prices, same).bidsUpTo(sizePerCell, cursor, limitPrice, size);
    }

    function asksForTicksDown(
        uint64[] calldata prices,
        bool same,
        uint256 sizePerCell,
        uint256 cursor,
        uint256 size,
        uint256 ticks
    ) external pure returns (uint256) {
        return _list(prices, same).asksForTicksDown(sizePerCell, cursor, size, ticks);
    }

    function bidsForTicksUp(
        uint64[] calldata prices,
        bool same,
        uint256 sizePerCell,
        uint256 cursor,
        uint256 size,
        uint256 ticks
    ) external pure returns (uint256) {
        return _list(prices, same).bidsForTicksUp(sizePerCell, cursor, size, ticks);
    }

    function askTicks(
        uint64[] calldata prices,
        bool same,
        uint256 sizePerCell,
        uint256 cursor,
        uint256 size
    ) external pure returns (uint256) {
        return _list(prices, same).askTicks(sizePerCell, cursor, size);
    }

    function bidTicks(
        uint64[] calldata prices,
        bool same,
        uint256 sizePerCell,
        uint256 cursor,
        uint256 size
    ) external pure returns (uint256) {
        return _list(prices, same).bidTicks(sizePerCell, cursor, size);
    }

    function funding(
        uint64[] calldata prices,
        bool same,
        uint256 sizePerCell,
        uint256 askCursor,
        uint256 bidCursor
    ) external pure returns (uint256 baseLots, uint256 quoteTicks) {
        PriceList memory list = _list(prices, same);
        if (askCursor == bidCursor) return list.funding(sizePerCell, askCursor);
        return list.fundingOf(sizePerCell, askCursor, bidCursor);
    }

    // ---- ladder ---------------------------------------------------------------------------------------------------

    function ladderBids(
        Ladder memory ladder,
        LadderBounds memory bounds
    ) external pure returns (PriceLevel[] memory levels) {
        return LadderLib.bids(ladder, bounds);
    }

    function ladderAsks(
        Ladder memory ladder,
        LadderBounds memory bounds
    ) external pure returns (PriceLevel[] memory levels) {
        return LadderLib.asks(ladder, bounds);
    }

    function mergeLevels(
        PriceLevel[] memory a,
        PriceLevel[] memory b,
        uint256 maxLevels,
        bool falling
    ) external pure returns (PriceLevel[] memory levels) {
        return LadderLib.merge(a, b, maxLevels, falling);
    }

    function _list(uint64[] calldata prices, bool same) private pure returns (PriceList memory list) {
        (uint256 width, bytes memory packed) = GridLib.packAtLeast(prices, same ? 1 : GridLib.MIN_PRICES);
        list = GridLib.view_(packed, width);
        if (same) list.askOffset = 0;
    }
}
