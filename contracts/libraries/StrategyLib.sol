// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IGuard } from "../interfaces/IGuard.sol";
import { IMakerVault } from "../interfaces/IMakerVault.sol";
import { Limits, Strategy, StrategyKind } from "../interfaces/Strategy.sol";
import { Quote, Side } from "../interfaces/Types.sol";
import { MarketLib } from "./MarketLib.sol";
import { MarkLib } from "./MarkLib.sol";
import { Position, PositionLib } from "./PositionLib.sol";

/// @notice A fill as a strategy sees it, before it is booked.
/// @param side The vault's side.
/// @param size Lots.
/// @param notional Quote atoms; of a hedge, fees included.
/// @param lowPrice Lowest price of any lot of it, ticks.
/// @param highPrice Highest price of any lot of it, ticks.
/// @param mark Oracle price in ticks, Q64.64; zero on a market without oracle.
/// @param taker Who crosses.
struct FillTerms {
    Side side;
    uint256 size;
    uint256 notional;
    uint256 lowPrice;
    uint256 highPrice;
    uint256 mark;
    address taker;
}

/// @title StrategyLib
/// @notice What a strategy demands of itself, and what it demands of a fill.
/// @dev Mirrored by `sdk/src/core/strategy.ts`. Prices are checked lot by lot: every lot of a grid fill must be within range and
/// band, so that no good lot can pay for a bad one. What a fill drains rounds up, deltas round toward zero.
library StrategyLib {
    using PositionLib for Position;

    /// @notice Gas a guard gets, and what it may return is one word.
    uint256 internal constant GUARD_GAS = 100_000;
    /// @notice Seconds in which the hedging budget refills.
    uint256 internal constant HEDGE_REFILL = 1 days;

    uint256 private constant MAX_TTL = 30 days;
    uint256 private constant MIN_PERIOD = 1 minutes;
    uint256 private constant MAX_PERIOD = 365 days;
    uint256 private constant MAX_DELTA_RATIO_BPS = 1_000_000;

    /// @notice A bound that this kind of strategy demands, or that another bound needs, is zero.
    error MissingBound(bytes32 name);
    /// @notice A bound that nothing would check: it belongs to another kind of strategy.
    error UnusedBound(bytes32 name, StrategyKind kind);
    /// @notice A bound is outside what makes sense.
    error InvalidBound(bytes32 name, uint256 value, uint256 min, uint256 max);
    /// @notice The strategy trades a grid and has none.
    error GridRequired();
    /// @notice The strategy fills signed quotes, so it may not have a grid.
    error GridNotAllowed();
    /// @notice A guard must be a contract.
    error GuardHasNoCode(address guard);

    // ---- what a strategy demands of itself ------------------------------------------------------------------------

    /// @notice Refuse a strategy without the bounds its kind demands, or with bounds that make no sense.
    /// @param hasOracle Whether the market has an oracle, and thus a band around it.
    function check(Strategy calldata strategy, bool hasOracle) internal view {
        Limits calldata limits = strategy.limits;
        StrategyKind kind = strategy.kind;
        bool quotes = strategy.grid.prices.length == 0;
        if (kind == StrategyKind.GridTrading) require(!quotes, GridRequired());
        if (kind == StrategyKind.TwoSidedQuotes) {
            require(quotes, GridNotAllowed());
            _demand("minSpreadBps", limits.minSpreadBps);
            _demand("maxFillSize", limits.maxFillSize);
            _demand("maxTtl", limits.maxTtl);
            _demand("maxLots", limits.maxLots);
        }
        if (kind == StrategyKind.DeltaNeutral) {
            require(limits.deltaRatioBps != 0, MissingBound("deltaRatioBps"));
            _demand("deltaBand", limits.deltaBand);
            if (limits.hedgeMarketId != 0) {
                _demand("hedgeBudget", limits.hedgeBudget);
            } else {
                _refuse("hedgeBudget", limits.hedgeBudget, kind);
                _refuse("hedgeCooldown", limits.hedgeCooldown, kind);
            }
        } else {
            require(limits.deltaRatioBps == 0, UnusedBound("deltaRatioBps", kind));
            require(limits.deltaTarget == 0, UnusedBound("deltaTarget", kind));
            _refuse("deltaBand", limits.deltaBand, kind);
            _refuse("hedgeMarketId", limits.hedgeMarketId, kind);
            _refuse("hedgeBudget", limits.hedgeBudget, kind);
            _refuse("hedgeCooldown", limits.hedgeCooldown, kind);
        }
        if (kind == StrategyKind.Custom) {
            require(limits.guard.code.length != 0, GuardHasNoCode(limits.guard));
        } else {
            _refuse("guard", uint160(limits.guard), kind);
        }
        if (quotes) {
            _checkQuoting(strategy, hasOracle);
        } else {
            _refuse("minSpreadBps", limits.minSpreadBps, kind);
            _refuse("maxTtl", limits.maxTtl, kind);
        }
        _checkRanges(limits);
    }

    /// @dev Whoever signs quotes chooses their price, so something other than the signer must bound it, and how much can leave.
    function _checkQuoting(Strategy calldata strategy, bool hasOracle) private pure {
        Limits calldata limits = strategy.limits;
        _refuse("sizePerCell", strategy.grid.sizePerCell, strategy.kind);
        _refuse("mode", uint256(strategy.grid.mode), strategy.kind);
        _refuse("minStepBps", strategy.grid.minStepBps, strategy.kind);
        if (strategy.kind != StrategyKind.Custom) {
            if (!hasOracle) {
                _demand("minPrice", limits.minPrice);
                _demand("maxPrice", limits.maxPrice);
            }
            _demand("maxOutflow", limits.maxOutflow);
        }
        // Base that enters without a mark must not enter for nothing: all its proceeds would be profit to share.
        if (limits.minPrice == 0) _demand("referencePrice", strategy.grid.referencePrice);
    }

    function _checkRanges(Limits calldata limits) private pure {
        if (limits.maxPrice != 0) _within("minPrice", limits.minPrice, 0, limits.maxPrice);
        _within("minSpreadBps", limits.minSpreadBps, 0, MarketLib.BPS);
        _within("maxTtl", limits.maxTtl, 0, MAX_TTL);
        if (limits.maxOutflow != 0) _within("outflowRefill", limits.outflowRefill, MIN_PERIOD, MAX_PERIOD);
        else _within("outflowRefill", limits.outflowRefill, 0, 0);
        if (limits.maxTurnover != 0) _within("turnoverPeriod", limits.turnoverPeriod, MIN_PERIOD, MAX_PERIOD);
        else _within("turnoverPeriod", limits.turnoverPeriod, 0, 0);
        int256 ratio = limits.deltaRatioBps;
        _within("deltaRatioBps", uint256(ratio < 0 ? -ratio : ratio), 0, MAX_DELTA_RATIO_BPS);
        _within("hedgeCooldown", limits.hedgeCooldown, 0, MAX_PERIOD);
    }

    function _demand(bytes32 name, uint256 value) private pure {
        require(value != 0, MissingBound(name));
    }

    function _refuse(bytes32 name, uint256 value, StrategyKind kind) private pure {
        require(value == 0, UnusedBound(name, kind));
    }

    function _within(bytes32 name, uint256 value, uint256 min, uint256 max) private pure {
        require(value >= min && value <= max, InvalidBound(name, value, min, max));
    }

    // ---- what it demands of a fill --------------------------------------------------------------------------------

    /// @notice Every lot within `bandBps` of the mark.
    function checkBand(FillTerms memory fill, uint256 bandBps) internal pure {
        require(
            MarkLib.within(fill.lowPrice, fill.mark, bandBps),
            IMakerVault.PriceOutOfBand(fill.lowPrice, fill.mark, bandBps)
        );
        require(
            MarkLib.within(fill.highPrice, fill.mark, bandBps),
            IMakerVault.PriceOutOfBand(fill.highPrice, fill.mark, bandBps)
        );
    }

    /// @notice Price range, fill size, inventory, delta: what needs no memory of earlier fills.
    function checkFill(Limits memory limits, FillTerms memory fill, uint256 lots) internal pure {
        uint256 max = limits.maxPrice == 0 ? type(uint256).max : limits.maxPrice;
        require(fill.lowPrice >= limits.minPrice, IMakerVault.PriceOutOfRange(fill.lowPrice, limits.minPrice, max));
        require(fill.highPrice <= max, IMakerVault.PriceOutOfRange(fill.highPrice, limits.minPrice, max));
        if (limits.maxFillSize != 0) {
            require(fill.size <= limits.maxFillSize, IMakerVault.FillTooLarge(fill.size, limits.maxFillSize));
        }
        if (limits.maxLots != 0 && fill.side == Side.Bid) {
            require(
                lots + fill.size <= limits.maxLots,
                IMakerVault.InventoryTooLarge(lots + fill.size, limits.maxLots)
            );
        }
        if (limits.deltaRatioBps != 0) checkDelta(limits, lots, lotsAfter(fill, lots));
    }

    /// @notice Delta within its band, or nearer to its target than before.
    function checkDelta(Limits memory limits, uint256 lots, uint256 lotsNow) internal pure {
        uint256 distance = _distance(limits, lotsNow);
        require(
            distance <= limits.deltaBand || distance < _distance(limits, lots),
            IMakerVault.DeltaOutOfBand(deltaOf(limits, lotsNow), limits.deltaTarget, limits.deltaBand)
        );
    }

    /// @notice Delta of `lots`, rounded toward zero.
    function deltaOf(Limits memory limits, uint256 lots) internal pure returns (int256) {
        return (int256(lots) * limits.deltaRatioBps) / int256(MarketLib.BPS);
    }

    function _distance(Limits memory limits, uint256 lots) private pure returns (uint256) {
        int256 delta = deltaOf(limits, lots) - limits.deltaTarget;
        return uint256(delta < 0 ? -delta : delta);
    }

    /// @notice Lots held once the fill is booked.
    function lotsAfter(FillTerms memory fill, uint256 lots) internal pure returns (uint256) {
        if (fill.side == Side.Bid) return lots + fill.size;
        require(fill.size <= lots, PositionLib.InsufficientLots(lots, fill.size));
        return lots - fill.size;
    }

    /// @notice Spread and lifetime of a signed quote. An absent side has no spread.
    function checkQuote(Limits memory limits, Quote calldata quote, uint256 timestamp) internal pure {
        if (limits.minSpreadBps != 0 && quote.bidSize != 0 && quote.askSize != 0) {
            require(
                quote.askPrice * MarketLib.BPS >= quote.bidPrice * (MarketLib.BPS + limits.minSpreadBps),
                IMakerVault.SpreadTooNarrow(quote.bidPrice, quote.askPrice, limits.minSpreadBps)
            );
        }
        if (limits.maxTtl != 0) {
            uint256 latest = timestamp + limits.maxTtl;
            require(quote.expiry <= latest, IMakerVault.QuoteTooLong(quote.expiry, latest));
        }
    }

    /// @notice What a fill drains from the outflow bucket: all that is paid for more inventory; of a sale, what it brings less than
    /// the oracle's price, or without an oracle less than average cost.
    function outflowUp(
        FillTerms memory fill,
        Position memory position,
        uint256 tickSize
    ) internal pure returns (uint256) {
        if (fill.side == Side.Bid) return fill.notional;
        uint256 worth = fill.mark != 0 ? MarkLib.valueUp(fill.size, tickSize, fill.mark) : position.costOfUp(fill.size);
        return worth > fill.notional ? worth - fill.notional : 0;
    }

    /// @notice Realised PnL and, with a mark, what inventory is worth beyond its cost; rounded down.
    function pnlAt(Position memory position, uint256 tickSize, uint256 mark) internal pure returns (int256) {
        if (mark == 0) return position.realisedPnl;
        return
            position.realisedPnl +
            int256(MarkLib.valueDown(position.lots, tickSize, mark)) -
            int256(uint256(position.cost));
    }

    /// @notice Ask the owner's guard, with bounded gas and a bounded answer.
    function askGuard(address guard, FillTerms memory fill, uint256 lotsNow) internal view {
        bytes memory data = abi.encodeCall(IGuard.mayFill, (fill.side, fill.size, fill.notional, lotsNow, fill.taker));
        bool allowed;
        uint256 gasCap = GUARD_GAS;
        assembly ("memory-safe") {
            // One word is copied to scratch space, however much is returned.
            let ok := staticcall(gasCap, guard, add(data, 32), mload(data), 0, 32)
            allowed := and(and(ok, gt(returndatasize(), 31)), eq(mload(0), 1))
        }
        require(allowed, IMakerVault.RefusedByGuard(guard));
    }
}
