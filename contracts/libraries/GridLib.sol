// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { MarketLib } from "./MarketLib.sol";

/// @notice A grid's prices in memory: `count` strictly increasing ticks of `width` bytes each, big-endian.
/// @param pointer Memory address of the first price.
/// @param width Bytes per price, 1 to 8.
/// @param count Number of prices, 2 to 256 (from 1 when each cell has one price).
/// @param askOffset How many prices above its buy price a cell sells: 1, or 0 when it buys and sells at one price.
struct PriceList {
    uint256 pointer;
    uint256 width;
    uint256 count;
    uint256 askOffset;
}

/// @title GridLib
/// @notice The grid whose whole state is one integer, the cursor.
/// @dev Mirrored by `sdk/src/core/grid.ts`.
///
/// n prices make n-1 cells of `sizePerCell` lots; cell i buys at price i and sells at price i+1. Number the lots of all
/// cells from the bottom: lot j belongs to cell `j / sizePerCell`. Takers always meet the best price, so the lots below
/// the cursor have been sold and rest as bids, the lots from the cursor up are still for sale, and a fill of k lots moves
/// the cursor by k. Sums of prices are exact; nothing here rounds.
///
/// SameLevel: n prices make n cells that buy and sell at one price (`askOffset` 0). OneShot: two cursors that start together;
/// lots from the ask cursor up are for sale, it only rises; lots below the bid cursor are bid for, it only falls. Every
/// function takes the cursor of the side it speaks of.
library GridLib {
    /// @notice Fewest and most prices a grid may have.
    uint256 internal constant MIN_PRICES = 2;
    uint256 internal constant MAX_PRICES = 256;

    /// @notice A grid needs between `MIN_PRICES` and `MAX_PRICES` prices.
    error GridPriceCount(uint256 count, uint256 min, uint256 max);
    /// @notice Price `index` is not above the one before it (`previous` is 0 for the first price).
    error GridNotIncreasing(uint256 index, uint256 previous, uint256 price);
    /// @notice Price `index` is less than `minStepBps` above the one before it.
    error GridStepTooSmall(uint256 index, uint256 previous, uint256 price, uint256 minStepBps);
    /// @notice More lots were asked for than rest on that side.
    error InsufficientLiquidity(uint256 available, uint256 size);
    /// @notice The cursor lies beyond the grid's capacity.
    error CursorOutOfRange(uint256 cursor, uint256 capacity);
    /// @notice A cell must hold at least one lot.
    error ZeroCellSize();
    /// @notice All cells together must fit a position.
    error GridTooLarge(uint256 capacity, uint256 max);

    /// @notice Check a list of prices and pack it at the smallest width that holds its last price.
    /// @return width Bytes per price.
    /// @return packed `prices.length * width` bytes.
    function pack(uint64[] calldata prices) internal pure returns (uint256 width, bytes memory packed) {
        return packAtLeast(prices, MIN_PRICES);
    }

    /// @notice As `pack`, for a grid that may have as few as `minPrices` (1 where each cell has one price).
    function packAtLeast(
        uint64[] calldata prices,
        uint256 minPrices
    ) internal pure returns (uint256 width, bytes memory packed) {
        uint256 count = prices.length;
        require(count >= minPrices && count <= MAX_PRICES, GridPriceCount(count, minPrices, MAX_PRICES));
        width = 1;
        while (width < 8 && prices[count - 1] >> (8 * width) != 0) ++width;
        uint256 shift = 256 - 8 * width;
        // One spare word, because each store writes 32 bytes of which `width` count.
        packed = new bytes(count * width + 32);
        uint256 previous = 0;
        for (uint256 i = 0; i < count; ++i) {
            uint256 price = prices[i];
            require(price > previous, GridNotIncreasing(i, previous, price));
            assembly ("memory-safe") {
                mstore(add(add(packed, 32), mul(i, width)), shl(shift, price))
            }
            previous = price;
        }
        assembly ("memory-safe") {
            mstore(packed, mul(count, width))
        }
    }

    /// @notice Refuse neighbouring prices closer than `minStepBps` of the lower one.
    function checkStep(uint64[] calldata prices, uint256 minStepBps) internal pure {
        if (minStepBps == 0) return;
        for (uint256 i = 1; i < prices.length; ++i) {
            uint256 previous = prices[i - 1];
            require(
                (prices[i] - previous) * MarketLib.BPS >= previous * minStepBps,
                GridStepTooSmall(i, previous, prices[i], minStepBps)
            );
        }
    }

    /// @notice View packed bytes as the price list of a grid whose cells have two prices.
    function view_(bytes memory packed, uint256 width) internal pure returns (PriceList memory list) {
        uint256 pointer;
        assembly ("memory-safe") {
            pointer := add(packed, 32)
        }
        return PriceList({ pointer: pointer, width: width, count: packed.length / width, askOffset: 1 });
    }

    /// @notice Price `index` in ticks. The caller keeps `index < count`.
    function priceAt(PriceList memory list, uint256 index) internal pure returns (uint256 price) {
        uint256 pointer = list.pointer;
        uint256 width = list.width;
        assembly ("memory-safe") {
            price := shr(sub(256, mul(8, width)), mload(add(pointer, mul(index, width))))
        }
    }

    /// @notice Lots of all cells of a grid of `count` prices, two per cell: `(count - 1) * sizePerCell`.
    function capacity(uint256 count, uint256 sizePerCell) internal pure returns (uint256) {
        return (count - 1) * sizePerCell;
    }

    /// @notice Number of cells: one per price, or one per pair of neighbouring prices.
    function cells(PriceList memory list) internal pure returns (uint256) {
        return list.count - list.askOffset;
    }

    /// @notice Price at which lot `lot` (counted from the bottom) is sold. The caller keeps it within the grid.
    function askPriceOf(PriceList memory list, uint256 sizePerCell, uint256 lot) internal pure returns (uint256) {
        return priceAt(list, lot / sizePerCell + list.askOffset);
    }

    /// @notice Price at which lot `lot` is bought. The caller keeps it within the grid.
    function bidPriceOf(PriceList memory list, uint256 sizePerCell, uint256 lot) internal pure returns (uint256) {
        return priceAt(list, lot / sizePerCell);
    }

    /// @notice The cursor of a fresh grid at `referencePrice`: a cell starts as a bid when its buy price is at or below it.
    function cursorAt(
        PriceList memory list,
        uint256 sizePerCell,
        uint256 referencePrice
    ) internal pure returns (uint256) {
        uint256 bids = _countAtMost(list, referencePrice);
        uint256 most = cells(list);
        return (bids < most ? bids : most) * sizePerCell;
    }

    /// @notice `price` brought within the grid: at least its first price and at most its last.
    function clamp(PriceList memory list, uint256 price) internal pure returns (uint256) {
        uint256 first = priceAt(list, 0);
        uint256 last = priceAt(list, list.count - 1);
        return
            price < first
                ? first
                : price > last
                    ? last
                    : price;
    }

    /// @notice Lots for sale at `limitPrice` or less.
    function asksWithin(
        PriceList memory list,
        uint256 sizePerCell,
        uint256 cursor,
        uint256 limitPrice
    ) internal pure returns (uint256) {
        uint256 prices = _countAtMost(list, limitPrice);
        uint256 offset = list.askOffset;
        // Cell i sells at price i + offset, so the lowest `offset` prices within the limit are no sell prices.
        uint256 end = prices > offset ? (prices - offset) * sizePerCell : 0;
        return end > cursor ? end - cursor : 0;
    }

    /// @notice Lots bid for at `limitPrice` or more.
    function bidsWithin(
        PriceList memory list,
        uint256 sizePerCell,
        uint256 cursor,
        uint256 limitPrice
    ) internal pure returns (uint256) {
        uint256 start = limitPrice == 0 ? 0 : _countAtMost(list, limitPrice - 1) * sizePerCell;
        return cursor > start ? cursor - start : 0;
    }

    /// @notice Of the next `size` lots those for sale at `limitPrice` or less.
    function asksUpTo(
        PriceList memory list,
        uint256 sizePerCell,
        uint256 cursor,
        uint256 limitPrice,
        uint256 size
    ) internal pure returns (uint256) {
        // Usually all of them are: the last one's price tells, without a search. Lots have 64 bits.
        unchecked {
            uint256 end = cursor + size;
            if (
                size != 0 &&
                end <= (list.count - list.askOffset) * sizePerCell &&
                priceAt(list, (end - 1) / sizePerCell + list.askOffset) <= limitPrice
            ) return size;
        }
        uint256 within = asksWithin(list, sizePerCell, cursor, limitPrice);
        return within < size ? within : size;
    }

    /// @notice Of the next `size` lots those bid for at `limitPrice` or more.
    function bidsUpTo(
        PriceList memory list,
        uint256 sizePerCell,
        uint256 cursor,
        uint256 limitPrice,
        uint256 size
    ) internal pure returns (uint256) {
        // As above.
        unchecked {
            if (size != 0 && size <= cursor && priceAt(list, (cursor - size) / sizePerCell) >= limitPrice) return size;
        }
        uint256 within = bidsWithin(list, sizePerCell, cursor, limitPrice);
        return within < size ? within : size;
    }

    /// @notice Most lots a taker can buy for `ticks` (ticks times lots), of the next `size`. The caller keeps `size` within what
    /// is for sale.
    function asksForTicksDown(
        PriceList memory list,
        uint256 sizePerCell,
        uint256 cursor,
        uint256 size,
        uint256 ticks
    ) internal pure returns (uint256 lots) {
        while (lots < size) {
            uint256 lot = cursor + lots;
            uint256 price = askPriceOf(list, sizePerCell, lot);
            // To the end of this cell, or of what may be taken.
            uint256 here = sizePerCell - (lot % sizePerCell);
            if (here > size - lots) here = size - lots;
            if (ticks < here * price) return lots + ticks / price;
            ticks -= here * price;
            lots += here;
        }
    }

    /// @notice Fewest lots a taker must sell to receive at least `ticks` (ticks times lots), or `size` when those bring less.
    /// The caller keeps `size` within what is bid for.
    function bidsForTicksUp(
        PriceList memory list,
        uint256 sizePerCell,
        uint256 cursor,
        uint256 size,
        uint256 ticks
    ) internal pure returns (uint256 lots) {
        while (lots < size) {
            uint256 lot = cursor - lots - 1;
            uint256 price = bidPriceOf(list, sizePerCell, lot);
            uint256 here = (lot % sizePerCell) + 1;
            if (here > size - lots) here = size - lots;
            if (ticks <= here * price) return lots + (ticks + price - 1) / price;
            ticks -= here * price;
            lots += here;
        }
    }

    /// @notice Sum of the prices paid for the next `size` lots a taker buys, in ticks times lots.
    function askTicks(
        PriceList memory list,
        uint256 sizePerCell,
        uint256 cursor,
        uint256 size
    ) internal pure returns (uint256) {
        uint256 total = _checkedCapacity(list, sizePerCell, cursor);
        require(size <= total - cursor, InsufficientLiquidity(total - cursor, size));
        return sum(list, sizePerCell, cursor, cursor + size, list.askOffset);
    }

    /// @notice Sum of the prices received for the next `size` lots a taker sells, in ticks times lots.
    function bidTicks(
        PriceList memory list,
        uint256 sizePerCell,
        uint256 cursor,
        uint256 size
    ) internal pure returns (uint256) {
        _checkedCapacity(list, sizePerCell, cursor);
        require(size <= cursor, InsufficientLiquidity(cursor, size));
        return sum(list, sizePerCell, cursor - size, cursor, 0);
    }

    /// @notice What a grid at `cursor` must hold to honour every resting order.
    /// @return baseLots Lots still for sale.
    /// @return quoteTicks Cost of all resting bids, in ticks times lots.
    function funding(
        PriceList memory list,
        uint256 sizePerCell,
        uint256 cursor
    ) internal pure returns (uint256 baseLots, uint256 quoteTicks) {
        return fundingOf(list, sizePerCell, cursor, cursor);
    }

    /// @notice As `funding`, for a grid whose sides have a cursor each.
    function fundingOf(
        PriceList memory list,
        uint256 sizePerCell,
        uint256 askCursor,
        uint256 bidCursor
    ) internal pure returns (uint256 baseLots, uint256 quoteTicks) {
        baseLots = _checkedCapacity(list, sizePerCell, askCursor) - askCursor;
        require(bidCursor <= askCursor, CursorOutOfRange(bidCursor, askCursor));
        quoteTicks = sum(list, sizePerCell, 0, bidCursor, 0);
    }

    function _checkedCapacity(
        PriceList memory list,
        uint256 sizePerCell,
        uint256 cursor
    ) private pure returns (uint256 total) {
        require(sizePerCell != 0, ZeroCellSize());
        total = cells(list) * sizePerCell;
        require(total <= type(uint64).max, GridTooLarge(total, type(uint64).max));
        require(cursor <= total, CursorOutOfRange(cursor, total));
    }

    /// @notice Sum over lots j in [from, to) of `price[j / sizePerCell + offset]`: both ends by hand, whole cells by loop. The
    /// caller keeps them within the grid.
    function sum(
        PriceList memory list,
        uint256 sizePerCell,
        uint256 from,
        uint256 to,
        uint256 offset
    ) internal pure returns (uint256) {
        if (from == to) return 0;
        // Cannot overflow: lots and prices have 64 bits each, and a grid at most 256 prices.
        unchecked {
            uint256 first = from / sizePerCell;
            uint256 last = (to - 1) / sizePerCell;
            if (first == last) return (to - from) * priceAt(list, first + offset);
            uint256 whole = 0;
            for (uint256 i = first + 1; i < last; ++i) whole += priceAt(list, i + offset);
            return
                ((first + 1) * sizePerCell - from) * priceAt(list, first + offset) +
                whole * sizePerCell +
                (to - last * sizePerCell) * priceAt(list, last + offset);
        }
    }

    /// @dev How many prices are at or below `price`, by binary search.
    function _countAtMost(PriceList memory list, uint256 price) private pure returns (uint256 low) {
        uint256 high = list.count;
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (priceAt(list, middle) <= price) low = middle + 1;
            else high = middle;
        }
    }
}
