// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { MarketLib } from "../libraries/MarketLib.sol";
import { Position, PositionLib } from "../libraries/PositionLib.sol";
import { RebateLib, RebateSchedule } from "../libraries/RebateLib.sol";
import { U256Lib } from "../libraries/U256Lib.sol";
import { BatchHarness } from "./BatchHarness.sol";

/// @title MathHarness
/// @notice Arithmetic, markets, rebates and positions by the names of the TypeScript core. For tests only.
contract MathHarness is BatchHarness {
    using PositionLib for Position;
    using RebateLib for RebateSchedule;

    // ---- u256 -----------------------------------------------------------------------------------------------------

    function add(uint256 a, uint256 b) external pure returns (uint256) {
        return a + b;
    }

    function sub(uint256 a, uint256 b) external pure returns (uint256) {
        return a - b;
    }

    function mul(uint256 a, uint256 b) external pure returns (uint256) {
        return a * b;
    }

    function divDown(uint256 a, uint256 b) external pure returns (uint256) {
        return a / b;
    }

    function mulDivDown(uint256 a, uint256 b, uint256 denominator) external pure returns (uint256) {
        return U256Lib.mulDivDown(a, b, denominator);
    }

    function mulDivUp(uint256 a, uint256 b, uint256 denominator) external pure returns (uint256) {
        return U256Lib.mulDivUp(a, b, denominator);
    }

    // ---- market ---------------------------------------------------------------------------------------------------

    function notional(uint256 price, uint256 tickSize, uint256 size) external pure returns (uint256) {
        return MarketLib.notional(price, tickSize, size);
    }

    function baseAmount(uint256 size, uint256 lotSize) external pure returns (uint256) {
        return MarketLib.baseAmount(size, lotSize);
    }

    function feeUp(uint256 notional_, uint256 feeBps) external pure returns (uint256) {
        return MarketLib.feeUp(notional_, feeBps);
    }

    function poolFeeDown(uint256 fee, uint256 shareBps) external pure returns (uint256) {
        return MarketLib.poolFeeDown(fee, shareBps);
    }

    function notionalForCostDown(uint256 amount, uint256 feeBps) external pure returns (uint256) {
        return MarketLib.notionalForCostDown(amount, feeBps);
    }

    function notionalForProceedsUp(uint256 amount, uint256 feeBps) external pure returns (uint256) {
        return MarketLib.notionalForProceedsUp(amount, feeBps);
    }

    function rebateCapBps(uint256 takerFeeBps, uint256 poolFeeShareBps) external pure returns (uint256) {
        return MarketLib.rebateCapBps(takerFeeBps, poolFeeShareBps);
    }

    // ---- rebate ---------------------------------------------------------------------------------------------------

    /// @notice A schedule as the TypeScript core holds it.
    struct Schedule {
        uint64[3] thresholds;
        uint8[4] ratesBps;
        uint8 decimals;
    }

    function rebateDown(Schedule memory schedule, uint256 volume, uint256 notional_) external pure returns (uint256) {
        return _packed(schedule).rebateDown(volume, notional_);
    }

    function earnedDown(Schedule memory schedule, uint256 volume) external pure returns (uint256) {
        return _packed(schedule).earnedDown(volume);
    }

    function tierOf(Schedule memory schedule, uint256 volume) external pure returns (uint256) {
        return _packed(schedule).tierOf(volume);
    }

    function rateBps(Schedule memory schedule, uint256 tier) external pure returns (uint256) {
        return _packed(schedule).rateBps(tier);
    }

    function tierStart(Schedule memory schedule, uint256 tier) external pure returns (uint256) {
        return _packed(schedule).tierStart(tier);
    }

    function threshold(Schedule memory schedule, uint256 tier) external pure returns (uint256) {
        return _packed(schedule).threshold(tier);
    }

    // ---- position -------------------------------------------------------------------------------------------------

    function addLots(Position memory position, uint256 size, uint256 cost) external pure returns (Position memory) {
        position.add(size, cost);
        return position;
    }

    function withdrawLots(
        Position memory position,
        uint256 size
    ) external pure returns (Position memory, uint256 cost) {
        cost = position.withdraw(size);
        return (position, cost);
    }

    function sellLots(
        Position memory position,
        uint256 size,
        uint256 proceeds
    ) external pure returns (Position memory, uint256 cost) {
        cost = position.sell(size, proceeds);
        return (position, cost);
    }

    function earn(Position memory position, uint256 amount) external pure returns (Position memory) {
        position.addRebate(amount);
        return position;
    }

    function costOfUp(Position memory position, uint256 size) external pure returns (uint256) {
        return position.costOfUp(size);
    }

    function entryCostUp(
        Position memory position,
        uint256 size,
        uint256 referenceNotional
    ) external pure returns (uint256) {
        return position.entryCostUp(size, referenceNotional);
    }

    function ratioWadFloor(int256 amount, uint256 basis) external pure returns (int256) {
        return PositionLib.ratioWadFloor(amount, basis);
    }

    function _packed(Schedule memory schedule) private pure returns (RebateSchedule) {
        return RebateLib.pack(schedule.thresholds, schedule.ratesBps).withDecimals(schedule.decimals);
    }
}
