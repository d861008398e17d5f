// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { PriceLevel } from "../interfaces/ILens.sol";
import { GridMode } from "../interfaces/Strategy.sol";
import { MarkLib } from "../libraries/MarkLib.sol";

/// @notice A grid as it stands, whoever's it is.
/// @param mode What a filled lot becomes.
/// @param prices Ticks, ascending.
/// @param sizePerCell Lots per cell.
/// @param bidCursor Lots below it are bid for.
/// @param askCursor Lots from it up are for sale. The same but for `OneShot`.
struct Ladder {
    GridMode mode;
    uint64[] prices;
    uint256 sizePerCell;
    uint256 bidCursor;
    uint256 askCursor;
}

/// @notice What limits one maker's levels.
/// @param minPrice Lowest price in ticks.
/// @param maxPrice Highest price in ticks.
/// @param mark Oracle price in ticks, Q64.64, or zero where none matters.
/// @param bandBps How far from it prices may be, in 1/10 000 of it.
/// @param maxBidLots Most lots on the bid side, best ones first.
/// @param maxLevels Most levels a side.
struct LadderBounds {
    uint256 minPrice;
    uint256 maxPrice;
    uint256 mark;
    uint256 bandBps;
    uint256 maxBidLots;
    uint256 maxLevels;
}

/// @title LadderLib
/// @notice Grids as price levels, and several makers' levels as one list.
/// @dev Levels are listed best first: bids falling, asks rising. A list is a memory array whose length is its count.
library LadderLib {
    /// @notice Levels of the bid side. A taker meets them from the top, so the first one out of bounds ends the list.
    function bids(Ladder memory ladder, LadderBounds memory bounds) internal pure returns (PriceLevel[] memory levels) {
        uint256 cell = _cellOf(ladder.bidCursor, ladder.sizePerCell);
        levels = new PriceLevel[](_min(cell, bounds.maxLevels));
        uint256 left = bounds.maxBidLots;
        uint256 end = ladder.bidCursor;
        uint256 count = 0;
        while (cell != 0 && count < levels.length) {
            uint256 start = --cell * ladder.sizePerCell;
            uint64 price = ladder.prices[cell];
            uint256 lots = _min(end - start, left);
            if (lots == 0 || !_allows(bounds, price)) break;
            levels[count++] = PriceLevel({ price: price, lots: lots });
            left -= lots;
            end = start;
        }
        _truncate(levels, count);
    }

    /// @notice Levels of the ask side, likewise from the bottom.
    function asks(Ladder memory ladder, LadderBounds memory bounds) internal pure returns (PriceLevel[] memory levels) {
        // `SameLevel` has a cell per price and sells at its own price, the others at the next one up.
        uint256 offset = ladder.mode == GridMode.SameLevel ? 0 : 1;
        uint256 cells = ladder.prices.length - offset;
        uint256 cell = ladder.askCursor / ladder.sizePerCell;
        levels = new PriceLevel[](_min(cells - cell, bounds.maxLevels));
        uint256 start = ladder.askCursor;
        uint256 count = 0;
        for (; cell < cells && count < levels.length; ++cell) {
            uint256 end = (cell + 1) * ladder.sizePerCell;
            uint64 price = ladder.prices[cell + offset];
            if (!_allows(bounds, price)) break;
            levels[count++] = PriceLevel({ price: price, lots: end - start });
            start = end;
        }
        _truncate(levels, count);
    }

    /// @notice Two lists as one, equal prices added up, at most `maxLevels` of the best.
    /// @param falling Whether the lists are bids.
    function merge(
        PriceLevel[] memory a,
        PriceLevel[] memory b,
        uint256 maxLevels,
        bool falling
    ) internal pure returns (PriceLevel[] memory levels) {
        levels = new PriceLevel[](_min(a.length + b.length, maxLevels));
        (uint256 i, uint256 j, uint256 count) = (0, 0, 0);
        while (count < levels.length && (i < a.length || j < b.length)) {
            bool takeA =
                i < a.length && (j == b.length || a[i].price == b[j].price || a[i].price > b[j].price == falling);
            PriceLevel memory level = takeA ? a[i++] : b[j++];
            if (takeA && j < b.length && b[j].price == level.price) level.lots += b[j++].lots;
            levels[count++] = level;
        }
        _truncate(levels, count);
    }

    function _allows(LadderBounds memory bounds, uint256 price) private pure returns (bool) {
        if (price < bounds.minPrice || price > bounds.maxPrice) return false;
        return bounds.mark == 0 || MarkLib.within(price, bounds.mark, bounds.bandBps);
    }

    /// @dev One past the cell that holds the lot below `cursor`.
    function _cellOf(uint256 cursor, uint256 sizePerCell) private pure returns (uint256) {
        return (cursor + sizePerCell - 1) / sizePerCell;
    }

    function _min(uint256 a, uint256 b) private pure returns (uint256) {
        return a < b ? a : b;
    }

    function _truncate(PriceLevel[] memory levels, uint256 count) private pure {
        assembly ("memory-safe") {
            mstore(levels, count)
        }
    }
}
