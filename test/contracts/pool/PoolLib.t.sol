// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { GridLib, PriceList } from "../../../contracts/libraries/GridLib.sol";
import { PoolGridState, PoolLib } from "../../../contracts/libraries/PoolLib.sol";
import { Test } from "../utils/Test.sol";

/// @notice The arithmetic of pools on grids of every shape: single cells, prices of one tick, sizes of one lot.
contract PoolLibTest is Test {
    using GridLib for PriceList;

    /// @dev Reserves that cover the grid, shrunk or grown by a ratio, cover the refitted grid, which is as large as promised.
    function testFuzz_Refit_IsCoveredAndNoSmallerThanPromised(
        uint256 seed,
        uint256 supply,
        uint256 change
    ) public pure {
        PriceList memory list = someGrid(seed);
        PoolGridState memory grid;
        grid.size = bound(seed >> 16, 1, seed & 1 == 0 ? 12 : 5_000);
        grid.cursor = bound(seed >> 80, 0, list.cells() * grid.size);
        (uint256 lots, uint256 ticks) = list.funding(grid.size, grid.cursor);
        grid.bidTicks = ticks;
        (uint256 oldSize, uint256 oldCursor) = (grid.size, grid.cursor);
        // Up to three idle lots and ticks; what is not whole is lost on both sides.
        lots += (seed >> 150) % 4;
        ticks += (seed >> 160) % 4;
        supply = bound(supply, 1_000, 1e15);
        change = bound(change, 1, supply * 3);
        uint256 newLots = (lots * change) / supply;
        uint256 newTicks = (ticks * change) / supply;
        // Units carry exactly the old size; or a lot or so more than was funded.
        uint256 target = (change * (oldSize + ((seed >> 170) % 2))) / supply;
        PoolLib.refit(list, grid, target, newLots, newTicks);

        yes(grid.size <= target, "no more than units carry");
        yes((grid.size + 5) * supply > oldSize * change || grid.size == target, "no smaller than promised");
        if (grid.size == 0) {
            eq(grid.cursor, oldCursor / oldSize, "dormant: the cell");
            (, uint256 oneEach) = list.funding(1, grid.cursor);
            eq(grid.bidTicks, oneEach, "dormant: a lot each");
            return;
        }
        (uint256 needLots, uint256 needTicks) = list.funding(grid.size, grid.cursor);
        yes(needLots <= newLots, "lots covered");
        yes(needTicks <= newTicks, "ticks covered");
        eq(grid.bidTicks, needTicks, "bids exact");
        uint256 a = oldCursor * grid.size;
        uint256 b = grid.cursor * oldSize;
        yes((a > b ? a - b : b - a) <= oldSize, "cursor within a lot of its place");
    }

    function testFuzz_Fresh_IsTheMostThatBothFund(uint256 seed, uint256 lots, uint256 ticks) public pure {
        PriceList memory list = someGrid(seed);
        lots = bound(lots, 0, 1e9);
        ticks = bound(ticks, 0, 1e13);
        uint256 price = bound(seed >> 20, 0, list.priceAt(list.count - 1) + 2);
        PoolGridState memory grid = PoolLib.fresh(list, price, lots, ticks);
        uint256 cell = list.cursorAt(1, price);
        eq(grid.cursor, cell * grid.size, "at a cell's edge");
        if (grid.size != 0) {
            (uint256 needLots, uint256 needTicks) = list.funding(grid.size, grid.cursor);
            yes(needLots <= lots && needTicks <= ticks, "covered");
            eq(grid.bidTicks, needTicks, "bids exact");
        }
        (uint256 moreLots, uint256 moreTicks) = list.funding(grid.size + 1, cell * (grid.size + 1));
        yes(moreLots > lots || moreTicks > ticks, "a lot more is not");
    }

    function testFuzz_SpreadTicks_IsAsksLessBids(uint256 seed, uint256 from, uint256 lots) public pure {
        PriceList memory list = someGrid(seed);
        uint256 size = bound(seed >> 16, 1, 50);
        uint256 total = list.cells() * size;
        from = bound(from, 0, total - 1);
        lots = bound(lots, 1, total - from);
        eq(
            PoolLib.spreadTicks(list, size, from, from + lots),
            list.askTicks(size, from, lots) - list.bidTicks(size, from + lots, lots),
            "telescopes"
        );
    }

    /// @dev 2 to 9 prices, dense or wide, low or high.
    function someGrid(uint256 seed) private pure returns (PriceList memory) {
        uint256 count = 2 + ((seed >> 8) % 8);
        bytes memory packed = new bytes(0);
        uint256 price = seed & 4 == 0 ? 0 : (seed >> 100) % 1e6;
        for (uint256 i = 0; i < count; ++i) {
            price += 1 + (seed & 2 == 0 ? 0 : uint256(keccak256(abi.encode(seed, i))) % 1_000);
            packed = bytes.concat(packed, bytes4(uint32(price)));
        }
        return GridLib.view_(packed, 4);
    }
}
