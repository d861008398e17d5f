// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IMakerVault } from "../interfaces/IMakerVault.sol";
import { GridMode, Limits } from "../interfaces/Strategy.sol";
import { Bucket, BucketLib, Window } from "../libraries/BucketLib.sol";
import { Position } from "../libraries/PositionLib.sol";
import { StrategyCodec } from "../libraries/StrategyCodec.sol";
import { FillTerms, StrategyLib } from "../libraries/StrategyLib.sol";
import { VaultConfig } from "../libraries/VaultConfigLib.sol";
import { VaultState } from "./Books.sol";
import { DrawdownStop } from "./DrawdownStop.sol";

/// @title StrategyCheck
/// @notice The one place where every fill, whichever path it came by, is held to the strategy.
abstract contract StrategyCheck is DrawdownStop {
    using BucketLib for Bucket;
    using BucketLib for Window;

    /// @dev Everything the strategy demands of a fill, on every path: grids, quotes, hedges.
    function _enforce(
        VaultConfig config,
        Limits memory limits,
        FillTerms memory fill,
        Position memory position
    ) internal {
        if (fill.mark != 0) StrategyLib.checkBand(fill, config.bandBps());
        if (!config.hasLimits()) return;
        StrategyLib.checkFill(limits, fill, position.lots);
        if (limits.guard != address(0)) {
            StrategyLib.askGuard(limits.guard, fill, StrategyLib.lotsAfter(fill, position.lots));
        }
        if (limits.maxOutflow != 0) {
            uint256 drain = StrategyLib.outflowUp(fill, position, config.tickSize());
            if (drain != 0) _outflow = _drained(_outflow, limits, drain);
        }
        if (limits.maxTurnover != 0) {
            Window memory window = _turnover;
            uint256 left = window.left(limits.maxTurnover, limits.turnoverPeriod, block.timestamp);
            require(fill.notional <= left, IMakerVault.TurnoverExceeded(fill.notional, left));
            window.spend(limits.turnoverPeriod, block.timestamp, fill.notional);
            _turnover = window;
        }
        if (limits.maxDrawdown != 0) _startDrawdown(StrategyLib.pnlAt(position, config.tickSize(), fill.mark));
    }

    function _drained(Bucket memory bucket, Limits memory limits, uint256 drain) private view returns (Bucket memory) {
        uint256 left = bucket.available(limits.maxOutflow, limits.outflowRefill, block.timestamp);
        require(drain <= left, IMakerVault.OutflowExceeded(drain, left));
        bucket.take(limits.maxOutflow, limits.outflowRefill, block.timestamp, drain);
        return bucket;
    }

    /// @dev Whether PnL is beyond the limit below its peak. That halts the vault; the fill that went there stands.
    function _drawnDown(
        VaultConfig config,
        Limits memory limits,
        Position memory position,
        uint256 mark
    ) internal returns (bool) {
        if (limits.maxDrawdown == 0) return false;
        int256 pnlNow = StrategyLib.pnlAt(position, config.tickSize(), mark);
        int256 peak = _raisePeak(pnlNow);
        return peak - pnlNow > int256(uint256(limits.maxDrawdown));
    }

    /// @dev Put the grid at its start and say what the vault may do.
    function _startStrategy(VaultConfig config, VaultState memory state, uint256 cursor) internal {
        state.cursor = uint64(cursor);
        if (config.mode() == GridMode.OneShot) _bidCursor = uint64(cursor);
        emit IMakerVault.StrategySet(
            ++state.eventSeq,
            config.kind(),
            StrategyCodec.decodeLimits(config.limitsAt()),
            config.mode(),
            config.sizePerCell(),
            config.referencePrice(),
            cursor,
            uint8(config.prices().width),
            StrategyCodec.packedPrices(config.prices())
        );
    }
}
