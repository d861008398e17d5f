// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { GridMode } from "../../../contracts/interfaces/Strategy.sol";

/// @notice A grid as a list of resting orders, two per cell: the plainest thing it could be.
struct Ladder {
    GridMode mode;
    uint256[] prices;
    uint256[] asks;
    uint256[] bids;
}

/// @title GridModel
/// @notice Fills a grid order by order, best price first, without any cursor.
library GridModel {
    /// @dev A fresh grid: cells whose buy price is at or below `referencePrice` bid, the others ask.
    function start(
        Ladder storage ladder,
        GridMode mode,
        uint64[] memory prices,
        uint256 sizePerCell,
        uint256 referencePrice
    ) internal {
        ladder.mode = mode;
        delete ladder.prices;
        delete ladder.asks;
        delete ladder.bids;
        for (uint256 i = 0; i < prices.length; ++i) ladder.prices.push(prices[i]);
        uint256 cells = mode == GridMode.SameLevel ? prices.length : prices.length - 1;
        for (uint256 i = 0; i < cells; ++i) {
            bool bids = prices[i] <= referencePrice;
            ladder.asks.push(bids ? 0 : sizePerCell);
            ladder.bids.push(bids ? sizePerCell : 0);
        }
    }

    function bidPrice(Ladder storage ladder, uint256 cell) internal view returns (uint256) {
        return ladder.prices[cell];
    }

    function askPrice(Ladder storage ladder, uint256 cell) internal view returns (uint256) {
        return ladder.prices[ladder.mode == GridMode.SameLevel ? cell : cell + 1];
    }

    /// @dev Take up to `size` lots at `limit` or better. What sold rests as a bid of its cell from then on, and the other way
    /// round, unless the grid is `OneShot`.
    /// @return filled Lots.
    /// @return ticks Sum of their prices.
    function take(
        Ladder storage ladder,
        bool ask,
        uint256 size,
        uint256 limit
    ) internal returns (uint256 filled, uint256 ticks) {
        uint256 cells = ladder.asks.length;
        bool flips = ladder.mode != GridMode.OneShot;
        for (uint256 k = 0; k < cells && filled < size; ++k) {
            uint256 cell = ask ? k : cells - 1 - k;
            uint256 price = ask ? askPrice(ladder, cell) : bidPrice(ladder, cell);
            uint256 rests = ask ? ladder.asks[cell] : ladder.bids[cell];
            if (rests == 0 || (ask ? price > limit : price < limit)) continue;
            uint256 lots = rests < size - filled ? rests : size - filled;
            if (ask) {
                ladder.asks[cell] -= lots;
                if (flips) ladder.bids[cell] += lots;
            } else {
                ladder.bids[cell] -= lots;
                if (flips) ladder.asks[cell] += lots;
            }
            filled += lots;
            ticks += lots * price;
        }
    }

    /// @dev Lots that resting asks need, and ticks times lots that resting bids need.
    function funding(Ladder storage ladder) internal view returns (uint256 lots, uint256 ticks) {
        for (uint256 cell = 0; cell < ladder.asks.length; ++cell) {
            lots += ladder.asks[cell];
            ticks += ladder.bids[cell] * bidPrice(ladder, cell);
        }
    }
}
