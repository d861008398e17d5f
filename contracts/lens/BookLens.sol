// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Book, ILens, PriceLevel } from "../interfaces/ILens.sol";
import { ILiquidityPool, PoolState } from "../interfaces/ILiquidityPool.sol";
import { IMakerVault, VaultStats } from "../interfaces/IMakerVault.sol";
import { GridMode, Limits, Strategy } from "../interfaces/Strategy.sol";
import { MakerKind, Market } from "../interfaces/Types.sol";
import { Ladder, LadderBounds, LadderLib } from "./LadderLib.sol";
import { LensBase } from "./LensBase.sol";

/// @title BookLens
/// @notice Grids as price levels.
abstract contract BookLens is LensBase {
    using LadderLib for Ladder;

    /// @dev Whether a grid's resting orders are covered, per side.
    struct Funded {
        bool base;
        bool quote;
    }

    /// @inheritdoc ILens
    function book(
        uint32 marketId,
        address[] calldata makers,
        uint256 maxLevels
    ) external view override returns (Book memory b) {
        bool halted = exchange.getMarket(marketId).halted;
        b.skipped = new address[](makers.length);
        uint256 skipped = 0;
        for (uint256 i = 0; i < makers.length; ++i) {
            if (halted) {
                b.skipped[skipped++] = makers[i];
                continue;
            }
            try this.grid(marketId, makers[i], maxLevels) returns (PriceLevel[] memory bids, PriceLevel[] memory asks) {
                if (bids.length + asks.length == 0) b.skipped[skipped++] = makers[i];
                b.bids = LadderLib.merge(b.bids, bids, maxLevels, true);
                b.asks = LadderLib.merge(b.asks, asks, maxLevels, false);
            } catch {
                b.skipped[skipped++] = makers[i];
            }
        }
        address[] memory list = b.skipped;
        assembly ("memory-safe") {
            mstore(list, skipped)
        }
    }

    /// @inheritdoc ILens
    function grid(
        uint32 marketId,
        address maker,
        uint256 maxLevels
    ) external view override returns (PriceLevel[] memory bids, PriceLevel[] memory asks) {
        (uint32 actual, MakerKind kind) = exchange.makerOf(maker);
        require(actual == marketId && actual != 0, NotSuchMaker(maker));
        (Ladder memory ladder, LadderBounds memory bounds, Funded memory funded) = kind == MakerKind.Vault
            ? _ofVault(marketId, IMakerVault(maker))
            : _ofPool(marketId, ILiquidityPool(maker));
        require(ladder.prices.length != 0 && (funded.base || funded.quote), CannotFill(maker));
        bounds.maxLevels = maxLevels;
        if (funded.quote) bids = ladder.bids(bounds);
        if (funded.base) asks = ladder.asks(bounds);
    }

    function _ofVault(
        uint32 marketId,
        IMakerVault maker
    ) private view returns (Ladder memory ladder, LadderBounds memory bounds, Funded memory funded) {
        VaultStats memory stats = maker.stats();
        require(!stats.halted, CannotFill(address(maker)));
        Strategy memory strategy = maker.strategy();
        Market memory terms = exchange.getMarket(marketId);
        Limits memory limits = strategy.limits;
        bounds.minPrice = limits.minPrice;
        bounds.maxPrice = limits.maxPrice == 0 ? type(uint256).max : limits.maxPrice;
        bounds.maxBidLots = _lotsToBuy(limits, stats.baseLots);
        bounds.bandBps = terms.oracleBandBps;
        bool live;
        (live, bounds.mark) = _mark(marketId, terms);
        require(live, CannotFill(address(maker)));
        ladder = Ladder({
            mode: strategy.grid.mode,
            prices: strategy.grid.prices,
            sizePerCell: strategy.grid.sizePerCell,
            bidCursor: strategy.grid.mode == GridMode.OneShot ? stats.bidCursor : stats.cursor,
            askCursor: stats.cursor
        });
        (uint256 baseNeeded, uint256 quoteNeeded) = maker.requiredFunds();
        funded.base = _balance(terms.base, address(maker)) >= baseNeeded;
        funded.quote = _balance(terms.quote, address(maker)) >= quoteNeeded + maker.profitShare().owed;
    }

    function _ofPool(
        uint32 marketId,
        ILiquidityPool maker
    ) private view returns (Ladder memory ladder, LadderBounds memory bounds, Funded memory funded) {
        PoolState memory state = maker.state();
        require(state.sizePerCell != 0, CannotFill(address(maker)));
        bounds.maxPrice = type(uint256).max;
        bounds.maxBidLots = type(uint256).max;
        ladder = Ladder({
            mode: GridMode.Adjacent,
            prices: maker.prices(),
            sizePerCell: state.sizePerCell,
            bidCursor: state.cursor,
            askCursor: state.cursor
        });
        Market memory terms = exchange.getMarket(marketId);
        (uint256 baseNeeded, uint256 quoteNeeded) = maker.requiredFunds();
        funded.base = _balance(terms.base, address(maker)) >= baseNeeded;
        funded.quote = _balance(terms.quote, address(maker)) >= quoteNeeded;
    }
}
