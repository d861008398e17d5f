// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { GridLib, PriceList } from "../libraries/GridLib.sol";
import { MarketLib } from "../libraries/MarketLib.sol";
import { Position, PositionLib } from "../libraries/PositionLib.sol";
import { RebateLib, RebateSchedule } from "../libraries/RebateLib.sol";
import { U256Lib } from "../libraries/U256Lib.sol";

/// @title MathHarness
/// @notice Every library function by its own name, and many of them in one call: what the parity tests compare with
/// the TypeScript core. For tests only.
contract MathHarness {
    using GridLib for PriceList;
    using PositionLib for Position;
    using RebateLib for RebateSchedule;

    /// @notice Outcome of one call of a batch: its return data, or its revert data.
    struct Outcome {
        bool ok;
        bytes data;
    }

    /// @notice Run each encoded call against this contract.
    function batch(bytes[] calldata calls) external view returns (Outcome[] memory outcomes) {
        outcomes = new Outcome[](calls.length);
        for (uint256 i = 0; i < calls.length; ++i) {
            (outcomes[i].ok, outcomes[i].data) = address(this).staticcall(calls[i]);
        }
    }

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

    function threshold(Schedule memory schedule, uint256 tier) external pure returns (uint256) {
        return _packed(schedule).threshold(tier);
    }

    // ---- grid -----------------------------------------------------------------------------------------------------

    function pack(uint64[] calldata prices) external pure returns (uint256 width, bytes memory packed) {
        return GridLib.pack(prices);
    }

    function unpack(bytes calldata packed, uint256 width) external pure returns (uint256[] memory prices) {
        PriceList memory list = GridLib.view_(packed, width);
        prices = new uint256[](list.count);
        for (uint256 i = 0; i < prices.length; ++i) prices[i] = list.priceAt(i);
    }

    function capacity(uint256 count, uint256 sizePerCell) external pure returns (uint256) {
        return GridLib.capacity(count, sizePerCell);
    }

    function cursorAt(
        uint64[] calldata prices,
        uint256 sizePerCell,
        uint256 referencePrice
    ) external pure returns (uint256) {
        return _list(prices).cursorAt(sizePerCell, referencePrice);
    }

    function clampPrice(uint64[] calldata prices, uint256 price) external pure returns (uint256) {
        return _list(prices).clamp(price);
    }

    function asksWithin(
        uint64[] calldata prices,
        uint256 sizePerCell,
        uint256 cursor,
        uint256 limitPrice
    ) external pure returns (uint256) {
        return _list(prices).asksWithin(sizePerCell, cursor, limitPrice);
    }

    function bidsWithin(
        uint64[] calldata prices,
        uint256 sizePerCell,
        uint256 cursor,
        uint256 limitPrice
    ) external pure returns (uint256) {
        return _list(prices).bidsWithin(sizePerCell, cursor, limitPrice);
    }

    function askTicks(
        uint64[] calldata prices,
        uint256 sizePerCell,
        uint256 cursor,
        uint256 size
    ) external pure returns (uint256) {
        return _list(prices).askTicks(sizePerCell, cursor, size);
    }

    function bidTicks(
        uint64[] calldata prices,
        uint256 sizePerCell,
        uint256 cursor,
        uint256 size
    ) external pure returns (uint256) {
        return _list(prices).bidTicks(sizePerCell, cursor, size);
    }

    function funding(
        uint64[] calldata prices,
        uint256 sizePerCell,
        uint256 cursor
    ) external pure returns (uint256 baseLots, uint256 quoteTicks) {
        return _list(prices).funding(sizePerCell, cursor);
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

    function _list(uint64[] calldata prices) private pure returns (PriceList memory) {
        (uint256 width, bytes memory packed) = GridLib.pack(prices);
        return GridLib.view_(packed, width);
    }
}
