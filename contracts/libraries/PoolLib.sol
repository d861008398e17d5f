// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { GridLib, PriceList } from "./GridLib.sol";

/// @notice Where a pool's grid stands.
/// @param cursor Lots sold since the bottom. While dormant, cells below the cursor.
/// @param size Lots per cell; zero while dormant.
/// @param bidTicks Exact cost of all resting bids, in ticks times lots. While dormant, of one lot in each cell below the cursor.
struct PoolGridState {
    uint256 cursor;
    uint256 size;
    uint256 bidTicks;
}

/// @title PoolLib
/// @notice How a pool's grid is sized by what its shares own.
/// @dev Mirrored by `sdk/src/core/pool/grid.ts`. Nothing here loops over levels.
library PoolLib {
    using GridLib for PriceList;

    /// @notice The grid after reserves became worth `lots` whole lots and `ticks` whole ticks, and LP units `supply`.
    ///
    /// The new size S' is the supply at the fixed ratio, `floor(supply * anchorSize / anchorSupply)`, and the cursor keeps its
    /// cell; of the r of S lots sold in that cell r' of S' count as sold, r * S' / S to the nearest lot, or rounded the other
    /// way if the reserves cover only that. When they cover neither, S' is the most for which one of the roundings is sure to
    /// be covered (`_fundable`). What the orders need is linear in the cell below, so one division by S is all it takes:
    /// with b the sum of the buy prices below the cell, orders need `(cells - cell) * S' - r'` lots and `S' * b + r' * p[cell]` ticks.
    ///
    /// How far it falls short: let both reserves become at least g times what they were (a join or leave in which the supply becomes
    /// g times itself). They then cover L * g lots and B * g ticks of the old orders' L and B, less one each for what is not whole.
    /// If r < S / 2, rounding r' down needs at most `ceil(S' * L / S)` lots and `floor(S' * B / S)` ticks; L >= S / 2 (or L = 0), so
    /// S' > g * S - 3 is covered. If r >= S / 2, rounding up needs at most `floor(S' * L / S)` lots and `S' * B / S + p` ticks;
    /// B >= p * S / 2, so S' > g * S - 5 is covered. So at most four lots per cell stay idle beyond those that were idle before.
    /// They are no less the shares' own, and the next refit starts from the supply again: nothing ratchets.
    ///
    /// The caller keeps lots and ticks within 112 bits, `target` within 176; size and cursor fit 64 bits, and a cursor in a cell leaves
    /// lots of it above. So no product here has more than 185 bits and no difference is negative.
    function refit(
        PriceList memory list,
        PoolGridState memory grid,
        uint256 target,
        uint256 lots,
        uint256 ticks
    ) internal pure {
        unchecked {
            uint256 unit = grid.size == 0 ? 1 : grid.size;
            uint256 cell = grid.cursor / unit;
            uint256 rest = grid.cursor % unit;
            uint256 price = list.priceAt(cell);
            uint256 below = (grid.bidTicks - rest * price) / unit;
            uint256 above = list.cells();
            uint256 most = type(uint64).max / above;
            if (target > most) target = most;
            above -= cell;

            (bool covered, uint256 newRest) = _place(
                rest * target,
                unit,
                above * target,
                below * target,
                price,
                lots,
                ticks
            );
            if (!covered) {
                target = _fundable(unit, above * unit - rest, grid.bidTicks, rest == 0 ? 0 : price, lots, ticks);
                (, newRest) = _place(rest * target, unit, above * target, below * target, price, lots, ticks);
            }
            grid.size = target;
            grid.cursor = target == 0 ? cell : cell * target + newRest;
            grid.bidTicks = target == 0 ? below : target * below + newRest * price;
        }
    }

    /// @notice A fresh grid at `referencePrice`, of the most lots per cell that `lots` and `ticks` fund.
    function fresh(
        PriceList memory list,
        uint256 referencePrice,
        uint256 lots,
        uint256 ticks
    ) internal pure returns (PoolGridState memory grid) {
        uint256 cell = list.cursorAt(1, referencePrice);
        uint256 cells = list.cells();
        (, uint256 below) = list.funding(1, cell);
        uint256 size = type(uint64).max / cells;
        if (cell != cells && lots / (cells - cell) < size) size = lots / (cells - cell);
        if (cell != 0 && ticks / below < size) size = ticks / below;
        return PoolGridState({ cursor: cell * size, size: size, bidTicks: below * size });
    }

    /// @notice Lots per cell of `supply` LP units at the fixed ratio.
    function sizeDown(uint256 supply, uint256 anchorSize, uint256 anchorSupply) internal pure returns (uint256) {
        return (supply * anchorSize) / anchorSupply;
    }

    /// @notice By how much lots [from, to) sell for more than they are bought for, in ticks times lots. Exact: prices of whole
    /// cells in between cancel out.
    function spreadTicks(
        PriceList memory list,
        uint256 size,
        uint256 from,
        uint256 to
    ) internal pure returns (uint256) {
        uint256 first = from / size;
        uint256 last = (to - 1) / size;
        uint256 firstSpread = list.priceAt(first + 1) - list.priceAt(first);
        if (first == last) return (to - from) * firstSpread;
        uint256 lastBuy = list.priceAt(last);
        return
            ((first + 1) * size - from) * firstSpread +
            size * (lastBuy - list.priceAt(first + 1)) +
            (to - last * size) * (list.priceAt(last + 1) - lastBuy);
    }

    /// @notice Highest price bid for and lowest asked, in ticks; zero and the highest there is where a side is empty.
    function bestPrices(
        PriceList memory list,
        PoolGridState memory grid
    ) internal pure returns (uint256 bid, uint256 ask) {
        uint256 unit = grid.size == 0 ? 1 : grid.size;
        uint256 cursor = grid.cursor;
        bid = cursor == 0 ? 0 : list.bidPriceOf(unit, cursor - 1);
        ask = cursor == list.cells() * unit ? type(uint64).max : list.askPriceOf(unit, cursor);
    }

    /// @dev The cursor's place in its cell: `numerator / unit` to the nearest lot, or rounded the other way if only that is covered.
    /// With none of the cell sold, orders would need `needLots` and `needTicks`.
    function _place(
        uint256 numerator,
        uint256 unit,
        uint256 needLots,
        uint256 needTicks,
        uint256 price,
        uint256 lots,
        uint256 ticks
    ) private pure returns (bool covered, uint256 newRest) {
        unchecked {
            newRest = numerator / unit;
            uint256 fraction = numerator % unit;
            bool up = fraction * 2 >= unit;
            if (up) ++newRest;
            if (needLots - newRest <= lots && needTicks + newRest * price <= ticks) return (true, newRest);
            if (up) --newRest;
            else if (fraction != 0) ++newRest;
            return (needLots - newRest <= lots && needTicks + newRest * price <= ticks, newRest);
        }
    }

    /// @dev The most lots per cell for which rounding the cursor down, or rounding it up, is sure to be covered. Orders of `unit`
    /// lots per cell need `unitLots` and `unitTicks`; `price` is that of the cell the cursor is in, or zero at a cell's edge.
    function _fundable(
        uint256 unit,
        uint256 unitLots,
        uint256 unitTicks,
        uint256 price,
        uint256 lots,
        uint256 ticks
    ) private pure returns (uint256) {
        unchecked {
            uint256 down = type(uint256).max;
            uint256 up = type(uint256).max;
            if (unitLots != 0) {
                down = (lots * unit) / unitLots;
                // The largest whose floor fits: `floor(up * unitLots / unit) <= lots`.
                up = ((lots + 1) * unit - 1) / unitLots;
            }
            if (unitTicks != 0) {
                uint256 byTicks = ((ticks + 1) * unit - 1) / unitTicks;
                if (byTicks < down) down = byTicks;
                byTicks = ticks < price ? 0 : ((ticks - price) * unit) / unitTicks;
                if (byTicks < up) up = byTicks;
            }
            return down > up ? down : up;
        }
    }
}
