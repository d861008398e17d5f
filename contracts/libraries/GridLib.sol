// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice A grid's prices in memory: `count` strictly increasing ticks of `width` bytes each, big-endian.
/// @param pointer Memory address of the first price.
/// @param width Bytes per price, 1 to 8.
/// @param count Number of prices, 2 to 256.
struct PriceList {
    uint256 pointer;
    uint256 width;
    uint256 count;
}

/// @title GridLib
/// @notice The grid whose whole state is one integer, the cursor.
/// @dev Mirrored by `sdk/src/core/grid.ts`.
///
/// n prices make n-1 cells of `sizePerCell` lots; cell i buys at price i and sells at price i+1. Number the lots of all
/// cells from the bottom: lot j belongs to cell `j / sizePerCell`. Takers always meet the best price, so the lots below
/// the cursor have been sold and rest as bids, the lots from the cursor up are still for sale, and a fill of k lots moves
/// the cursor by k. Sums of prices are exact; nothing here rounds.
library GridLib {
    /// @notice Fewest and most prices a grid may have.
    uint256 internal constant MIN_PRICES = 2;
    uint256 internal constant MAX_PRICES = 256;

    /// @notice A grid needs between `MIN_PRICES` and `MAX_PRICES` prices.
    error GridPriceCount(uint256 count, uint256 min, uint256 max);
    /// @notice Price `index` is not above the one before it (`previous` is 0 for the first price).
    error GridNotIncreasing(uint256 index, uint256 previous, uint256 price);
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
        uint256 count = prices.length;
        require(count >= MIN_PRICES && count <= MAX_PRICES, GridPriceCount(count, MIN_PRICES, MAX_PRICES));
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

    /// @notice View packed bytes as a price list.
    function view_(bytes memory packed, uint256 width) internal pure returns (PriceList memory list) {
        uint256 pointer;
        assembly ("memory-safe") {
            pointer := add(packed, 32)
        }
        return PriceList({ pointer: pointer, width: width, count: packed.length / width });
    }

    /// @notice Price `index` in ticks. The caller keeps `index < count`.
    function priceAt(PriceList memory list, uint256 index) internal pure returns (uint256 price) {
        uint256 pointer = list.pointer;
        uint256 width = list.width;
        assembly ("memory-safe") {
            price := shr(sub(256, mul(8, width)), mload(add(pointer, mul(index, width))))
        }
    }

    /// @notice Lots of all cells together: `(count - 1) * sizePerCell`.
    function capacity(uint256 count, uint256 sizePerCell) internal pure returns (uint256) {
        return (count - 1) * sizePerCell;
    }

    /// @notice The cursor of a fresh grid at `referencePrice`: a cell starts as a bid when its buy price is at or below it.
    function cursorAt(
        PriceList memory list,
        uint256 sizePerCell,
        uint256 referencePrice
    ) internal pure returns (uint256) {
        uint256 bids = _countAtMost(list, referencePrice);
        uint256 cells = list.count - 1;
        return (bids < cells ? bids : cells) * sizePerCell;
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
        // Cell i sells at price i+1, so of m prices within the limit m-1 are sell prices.
        uint256 end = prices == 0 ? 0 : (prices - 1) * sizePerCell;
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

    /// @notice Sum of the prices paid for the next `size` lots a taker buys, in ticks times lots.
    function askTicks(
        PriceList memory list,
        uint256 sizePerCell,
        uint256 cursor,
        uint256 size
    ) internal pure returns (uint256) {
        uint256 total = _checkedCapacity(list, sizePerCell, cursor);
        require(size <= total - cursor, InsufficientLiquidity(total - cursor, size));
        return _ticks(list, sizePerCell, cursor, cursor + size, 1);
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
        return _ticks(list, sizePerCell, cursor - size, cursor, 0);
    }

    /// @notice What a grid at `cursor` must hold to honour every resting order.
    /// @return baseLots Lots still for sale.
    /// @return quoteTicks Cost of all resting bids, in ticks times lots.
    function funding(
        PriceList memory list,
        uint256 sizePerCell,
        uint256 cursor
    ) internal pure returns (uint256 baseLots, uint256 quoteTicks) {
        baseLots = _checkedCapacity(list, sizePerCell, cursor) - cursor;
        quoteTicks = _ticks(list, sizePerCell, 0, cursor, 0);
    }

    function _checkedCapacity(
        PriceList memory list,
        uint256 sizePerCell,
        uint256 cursor
    ) private pure returns (uint256 total) {
        require(sizePerCell != 0, ZeroCellSize());
        total = capacity(list.count, sizePerCell);
        require(total <= type(uint64).max, GridTooLarge(total, type(uint64).max));
        require(cursor <= total, CursorOutOfRange(cursor, total));
    }

    /// @dev Sum over lots j in [from, to) of `price[j / sizePerCell + offset]`: both ends by hand, whole cells by loop.
    function _ticks(
        PriceList memory list,
        uint256 sizePerCell,
        uint256 from,
        uint256 to,
        uint256 offset
    ) private pure returns (uint256) {
        if (from == to) return 0;
        uint256 first = from / sizePerCell;
        uint256 last = (to - 1) / sizePerCell;
        if (first == last) return (to - from) * priceAt(list, first + offset);
        uint256 sum = 0;
        // Cannot overflow: at most 256 prices below 2^64.
        unchecked {
            for (uint256 i = first + 1; i < last; ++i) sum += priceAt(list, i + offset);
        }
        return
            ((first + 1) * sizePerCell - from) * priceAt(list, first + offset) +
            sum * sizePerCell +
            (to - last * sizePerCell) * priceAt(list, last + offset);
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
