// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What a vault does. Each kind demands its own bounds, see `StrategyLib`.
enum StrategyKind {
    GridTrading,
    TwoSidedQuotes,
    DeltaNeutral,
    Custom
}

/// @notice What a filled lot becomes.
/// `Adjacent`: n prices, n-1 cells, cell i buys at price i and sells at price i+1. `SameLevel`: n cells, each buys and sells at
/// its own price. `OneShot`: cells as in `Adjacent`, a filled lot stays filled.
enum GridMode {
    Adjacent,
    SameLevel,
    OneShot
}

/// @notice A grid, or none when `prices` is empty: the vault then fills quotes signed by its manager.
/// @param mode What a filled lot becomes.
/// @param sizePerCell Lots per cell.
/// @param referencePrice Ticks. Cells whose buy price is at or below it start as bids. Base deposited while flat and without
/// an oracle enters at it, brought within the grid or the price range.
/// @param minStepBps Smallest relative step between neighbouring prices, in 1/10 000 of the lower one; 0 for none.
/// @param prices Ticks, strictly increasing, 2 to 256 of them (from 1 for `SameLevel`).
struct Grid {
    GridMode mode;
    uint64 sizePerCell;
    uint64 referencePrice;
    uint16 minStepBps;
    uint64[] prices;
}

/// @notice Bounds that every fill is checked against, on every path. Zero means no bound.
/// @param minPrice Lowest price of a fill, ticks.
/// @param maxPrice Highest price of a fill, ticks.
/// @param maxFillSize Most lots per fill.
/// @param maxLots Most lots held after a fill that adds to them.
/// @param minSpreadBps Signed quotes: smallest distance of ask from bid, in 1/10 000 of the bid.
/// @param maxTtl Signed quotes: most seconds from now to expiry.
/// @param maxOutflow Capacity, in quote atoms, of the bucket that drains by the notional of fills which add to the position and by
/// every loss against the mark (the last of: oracle, average cost).
/// @param outflowRefill Seconds in which an empty bucket refills.
/// @param maxTurnover Most quote atoms of notional per `turnoverPeriod`.
/// @param turnoverPeriod Seconds.
/// @param maxDrawdown Quote atoms that PnL may fall from its peak: the fill that goes beyond completes and halts the vault.
/// @param deltaRatioBps `DeltaNeutral`: delta is lots held times this over 10 000, rounded toward zero...
/// @param deltaTarget ... and shall be this many lots ...
/// @param deltaBand ... give or take this many. A fill outside the band is allowed when it brings delta closer.
/// @param hedgeMarketId Market of the same two tokens, with an oracle, on which the manager may hedge.
/// @param hedgeBudget Quote atoms per day that hedges may cost against the oracle, fees included.
/// @param hedgeCooldown Seconds between two hedges.
/// @param guard `Custom`: asked about every fill.
struct Limits {
    uint64 minPrice;
    uint64 maxPrice;
    uint64 maxFillSize;
    uint64 maxLots;
    uint16 minSpreadBps;
    uint32 maxTtl;
    uint128 maxOutflow;
    uint32 outflowRefill;
    uint128 maxTurnover;
    uint32 turnoverPeriod;
    uint128 maxDrawdown;
    int32 deltaRatioBps;
    int64 deltaTarget;
    uint64 deltaBand;
    uint32 hedgeMarketId;
    uint128 hedgeBudget;
    uint32 hedgeCooldown;
    address guard;
}

/// @notice What the owner chooses, enforced on chain on every fill.
struct Strategy {
    StrategyKind kind;
    Limits limits;
    Grid grid;
}
