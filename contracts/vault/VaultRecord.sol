// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IMakerVault, ProfitShareState, VaultStats } from "../interfaces/IMakerVault.sol";
import { Grid, GridMode, Limits, Strategy } from "../interfaces/Strategy.sol";
import { Bucket, BucketLib, Window } from "../libraries/BucketLib.sol";
import { GridLib, PriceList } from "../libraries/GridLib.sol";
import { Position, PositionLib } from "../libraries/PositionLib.sol";
import { StrategyCodec } from "../libraries/StrategyCodec.sol";
import { StrategyLib } from "../libraries/StrategyLib.sol";
import { VaultConfig } from "../libraries/VaultConfigLib.sol";
import { VaultState } from "./Books.sol";
import { Filling } from "./Filling.sol";

/// @title VaultRecord
/// @notice What a vault tells about itself. Its books are closed to readers while it moves tokens.
abstract contract VaultRecord is Filling {
    using GridLib for PriceList;
    using BucketLib for Bucket;
    using BucketLib for Window;

    /// @inheritdoc IMakerVault
    function pnl() external view override nonReentrantView returns (int256) {
        return _position().realisedPnl;
    }

    /// @inheritdoc IMakerVault
    function roi() external view override nonReentrantView returns (bool defined, int256 wad) {
        if (_contributed == 0) return (false, 0);
        return (true, PositionLib.ratioWadFloor(_position().realisedPnl, _contributed));
    }

    /// @inheritdoc IMakerVault
    function winRate() external view override nonReentrantView returns (bool defined, uint256 wad) {
        uint256 trips = _position().trips;
        if (trips == 0) return (false, 0);
        return (true, (_position().wins * PositionLib.WAD) / trips);
    }

    /// @inheritdoc IMakerVault
    function stats() external view override nonReentrantView returns (VaultStats memory) {
        VaultState memory state = _state();
        Position memory position = _position();
        return
            VaultStats({
                baseLots: position.lots,
                cost: position.cost,
                realisedPnl: position.realisedPnl,
                contributed: _contributed,
                trips: position.trips,
                wins: position.wins,
                fills: state.seq,
                events: state.eventSeq,
                cursor: state.cursor,
                bidCursor: _config(state).mode() == GridMode.OneShot ? _bidCursor : 0,
                halted: state.halted
            });
    }

    /// @inheritdoc IMakerVault
    function profitShare() external view override nonReentrantView returns (ProfitShareState memory) {
        return
            ProfitShareState({
                shareBps: _manager.shareBps,
                highWaterMark: _highWaterMark,
                owed: _owed,
                carried: _claims[_manager.account].carried
            });
    }

    /// @inheritdoc IMakerVault
    function owedTo(address account) external view override nonReentrantView returns (uint256) {
        return _claims[account].setAside;
    }

    /// @inheritdoc IMakerVault
    function strategy() external view override returns (Strategy memory) {
        VaultConfig config = _config(_state());
        uint64[] memory prices = new uint64[](config.prices().count);
        for (uint256 i = 0; i < prices.length; ++i) prices[i] = uint64(config.prices().priceAt(i));
        return
            Strategy({
                kind: config.kind(),
                limits: StrategyCodec.decodeLimits(config.limitsAt()),
                grid: Grid({
                    mode: config.mode(),
                    sizePerCell: config.sizePerCell(),
                    referencePrice: config.referencePrice(),
                    minStepBps: config.minStepBps(),
                    prices: prices
                })
            });
    }

    /// @inheritdoc IMakerVault
    function strategyState() external view override nonReentrantView returns (uint256) {
        return _stateHash();
    }

    /// @inheritdoc IMakerVault
    function headroom()
        external
        view
        override
        nonReentrantView
        returns (uint256 outflow, uint256 turnover, uint256 hedgeCost, uint256 drawdown)
    {
        VaultConfig config = _config(_state());
        Limits memory limits = StrategyCodec.decodeLimits(config.limitsAt());
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
                StrategyLib.pnlAt(_position(), config.tickSize(), live ? mark : 0),
                limits.maxDrawdown
            );
        }
    }

    /// @inheritdoc IMakerVault
    function requiredFunds() external view override nonReentrantView returns (uint256 baseNeeded, uint256 quoteNeeded) {
        VaultState memory state = _state();
        return _required(_config(state), state);
    }

    /// @inheritdoc IMakerVault
    function manager() external view override returns (address) {
        return _manager.account;
    }

    /// @inheritdoc IMakerVault
    function managerEpoch() external view override returns (uint32) {
        return _manager.epoch;
    }

    /// @inheritdoc IMakerVault
    function marketId() external view override returns (uint32) {
        return _config(_state()).marketId();
    }

    /// @inheritdoc IMakerVault
    function owner() external view override returns (address) {
        return _owner();
    }
}
