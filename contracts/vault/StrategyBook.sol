// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { SSTORE2 } from "solady/src/utils/SSTORE2.sol";
import { IMakerVault } from "../interfaces/IMakerVault.sol";
import { Grid, GridMode, Limits, Strategy } from "../interfaces/Strategy.sol";
import { Side } from "../interfaces/Types.sol";
import { Bucket, BucketLib, Window } from "../libraries/BucketLib.sol";
import { GridLib, PriceList } from "../libraries/GridLib.sol";
import { Position, PositionLib } from "../libraries/PositionLib.sol";
import { StrategyCodec } from "../libraries/StrategyCodec.sol";
import { FillTerms, StrategyLib } from "../libraries/StrategyLib.sol";
import { VaultConfig } from "../libraries/VaultConfigLib.sol";
import { VaultFunds } from "./VaultFunds.sol";
import { VaultState } from "./VaultStorage.sol";

/// @title StrategyBook
/// @notice The strategy in force, what its limits have used up, and the one place where every fill is held to it.
///
/// Limits that remember (outflow, turnover, hedging cost, drawdown) start afresh with a new strategy, which only the owner sets.
abstract contract StrategyBook is VaultFunds {
    using GridLib for PriceList;
    using PositionLib for Position;
    using BucketLib for Bucket;
    using BucketLib for Window;

    Bucket private _outflow;
    Window private _turnover;
    Bucket internal _hedged;

    // ---- every fill -----------------------------------------------------------------------------------------------

    /// @dev Hold one fill to the strategy, book it, and stop the vault if it went too far down. The caller stores `state`.
    function _bookFill(
        VaultConfig memory config,
        VaultState memory state,
        FillTerms memory fill,
        uint256 rebate
    ) internal {
        Position memory position = _position;
        if (config.limitsAt == 0 && fill.mark == 0) {
            _apply(position, fill, rebate);
        } else {
            Limits memory limits = StrategyCodec.decodeLimits(config.limitsAt);
            _enforce(config, limits, fill, position);
            _apply(position, fill, rebate);
            _stopIfDrawnDown(config, limits, state, position, fill.mark);
        }
        _position = position;
    }

    /// @dev Everything the strategy demands of a fill, on every path: grids, quotes, hedges.
    function _enforce(
        VaultConfig memory config,
        Limits memory limits,
        FillTerms memory fill,
        Position memory position
    ) internal {
        if (fill.mark != 0) StrategyLib.checkBand(fill, config.bandBps);
        if (config.limitsAt == 0) return;
        StrategyLib.checkFill(limits, fill, position.lots);
        if (limits.guard != address(0)) {
            StrategyLib.askGuard(limits.guard, fill, StrategyLib.lotsAfter(fill, position.lots));
        }
        if (limits.maxOutflow != 0) {
            uint256 drain = StrategyLib.outflowUp(fill, position, config.tickSize);
            if (drain != 0) _outflow = _drained(_outflow, limits, drain);
        }
        if (limits.maxTurnover != 0) {
            Window memory window = _turnover;
            uint256 left = window.left(limits.maxTurnover, limits.turnoverPeriod, block.timestamp);
            require(fill.notional <= left, TurnoverExceeded(fill.notional, left));
            window.spend(limits.turnoverPeriod, block.timestamp, fill.notional);
            _turnover = window;
        }
        if (limits.maxDrawdown != 0) _startDrawdown(StrategyLib.pnlAt(position, config.tickSize, fill.mark));
    }

    function _drained(Bucket memory bucket, Limits memory limits, uint256 drain) private view returns (Bucket memory) {
        uint256 left = bucket.available(limits.maxOutflow, limits.outflowRefill, block.timestamp);
        require(drain <= left, OutflowExceeded(drain, left));
        bucket.take(limits.maxOutflow, limits.outflowRefill, block.timestamp, drain);
        return bucket;
    }

    /// @dev PnL beyond the limit below its peak halts the vault; the fill that went there stands.
    function _stopIfDrawnDown(
        VaultConfig memory config,
        Limits memory limits,
        VaultState memory state,
        Position memory position,
        uint256 mark
    ) internal {
        if (limits.maxDrawdown == 0) return;
        int256 pnlNow = StrategyLib.pnlAt(position, config.tickSize, mark);
        int256 peak = _raisePeak(pnlNow);
        if (peak - pnlNow > int256(uint256(limits.maxDrawdown))) _halt(state, address(this));
    }

    function _apply(Position memory position, FillTerms memory fill, uint256 rebate) private pure {
        if (fill.side == Side.Ask) position.sell(fill.size, fill.notional);
        else position.add(fill.size, fill.notional);
        position.addRebate(rebate);
    }

    // ---- owner ----------------------------------------------------------------------------------------------------

    /// @inheritdoc IMakerVault
    function setStrategy(Strategy calldata strategy_, uint256 expectedState) external override onlyOwner nonReentrant {
        VaultState memory state = _state;
        uint256 actual = _stateHash();
        require(actual == expectedState, UnexpectedState(actual, expectedState));
        VaultConfig memory config = _config(state);
        _crystallise(config, state);
        (bytes memory packed, uint256 cursor) = factory.encodeStrategy(config.marketId, strategy_);
        _strategyAt = SSTORE2.write(packed);
        state.moved = true;
        delete _outflow;
        delete _turnover;
        delete _hedged;
        _restartDrawdown();
        config = _config(state);
        _startStrategy(config, state, cursor);
        if (!state.halted && !_covered(config, state, _position.lots)) _halt(state, address(this));
        _state = state;
    }

    /// @dev Put the grid at its start and say what the vault may do.
    function _startStrategy(VaultConfig memory config, VaultState memory state, uint256 cursor) internal {
        state.cursor = uint64(cursor);
        state.bidCursor = config.mode == GridMode.OneShot ? uint64(cursor) : 0;
        emit StrategySet(
            ++state.eventSeq,
            config.kind,
            StrategyCodec.decodeLimits(config.limitsAt),
            config.mode,
            config.sizePerCell,
            config.referencePrice,
            cursor,
            uint8(config.prices.width),
            StrategyCodec.packedPrices(config.prices)
        );
    }

    // ---- views ----------------------------------------------------------------------------------------------------

    /// @inheritdoc IMakerVault
    function strategy() external view override returns (Strategy memory) {
        VaultConfig memory config = _config(_state);
        uint64[] memory prices = new uint64[](config.prices.count);
        for (uint256 i = 0; i < prices.length; ++i) prices[i] = uint64(config.prices.priceAt(i));
        return
            Strategy({
                kind: config.kind,
                limits: StrategyCodec.decodeLimits(config.limitsAt),
                grid: Grid({
                    mode: config.mode,
                    sizePerCell: config.sizePerCell,
                    referencePrice: config.referencePrice,
                    minStepBps: config.minStepBps,
                    prices: prices
                })
            });
    }

    /// @inheritdoc IMakerVault
    function strategyState() external view override nonReentrantView returns (uint256) {
        return _stateHash();
    }

    /// @dev Fills of quotes change nothing but the position: a purchase its lots, a sale its trips, and whatever takes lots out
    /// otherwise is an event. So no state comes twice.
    function _stateHash() private view returns (uint256) {
        return uint256(keccak256(abi.encode(_state, _position)));
    }

    /// @inheritdoc IMakerVault
    function headroom()
        external
        view
        override
        nonReentrantView
        returns (uint256 outflow, uint256 turnover, uint256 hedgeCost, uint256 drawdown)
    {
        VaultConfig memory config = _config(_state);
        Limits memory limits = StrategyCodec.decodeLimits(config.limitsAt);
        outflow = turnover = hedgeCost = drawdown = type(uint256).max;
        if (limits.maxOutflow != 0) {
            outflow = _outflow.available(limits.maxOutflow, limits.outflowRefill, block.timestamp);
        }
        if (limits.maxTurnover != 0) {
            turnover = _turnover.left(limits.maxTurnover, limits.turnoverPeriod, block.timestamp);
        }
        if (limits.hedgeBudget != 0) {
            hedgeCost = _hedged.available(limits.hedgeBudget, StrategyLib.HEDGE_REFILL, block.timestamp);
        }
        if (limits.maxDrawdown != 0) {
            (bool live, uint256 mark) = _mark(config);
            drawdown = _drawdownLeft(
                StrategyLib.pnlAt(_position, config.tickSize, live ? mark : 0),
                limits.maxDrawdown
            );
        }
    }
}
