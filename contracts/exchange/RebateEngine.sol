// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Ownable2Step } from "@openzeppelin/contracts/access/Ownable2Step.sol";
import { IExchange } from "../interfaces/IExchange.sol";
import { MarketLib } from "../libraries/MarketLib.sol";
import { RebateLib, RebateSchedule } from "../libraries/RebateLib.sol";

/// @title RebateEngine
/// @notice Periods, and which rebate rates hold in each.
///
/// A change starts with the next period, exactly, without anybody's call: two schedules are stored, and the first says from which
/// period the second replaces it. The first fill after that makes it the first.
abstract contract RebateEngine is IExchange, Ownable2Step {
    using RebateLib for RebateSchedule;

    /// @notice Highest rebate rate: 1 %.
    uint8 public constant MAX_REBATE_BPS = 100;
    /// @notice Bounds of a period's length.
    uint32 public constant MIN_PERIOD = 1 days;
    uint32 public constant MAX_PERIOD = 365 days;

    uint32 private immutable _periodLength;
    uint64 private immutable _periodStart;

    RebateSchedule private _schedule;
    RebateSchedule private _scheduled;

    constructor(uint32 periodLength, uint64[3] memory thresholds, uint8[4] memory ratesBps) {
        require(
            periodLength >= MIN_PERIOD && periodLength <= MAX_PERIOD,
            InvalidPeriod(periodLength, MIN_PERIOD, MAX_PERIOD)
        );
        _periodLength = periodLength;
        _periodStart = uint64(block.timestamp);
        _schedule = _checkedSchedule(thresholds, ratesBps);
        emit RebatesScheduled(thresholds, ratesBps, 0);
    }

    /// @inheritdoc IExchange
    function scheduleRebates(uint64[3] calldata thresholds, uint8[4] calldata ratesBps) external override onlyOwner {
        uint24 next = currentPeriod() + 1;
        _schedule = _scheduleOf(next - 1).withPeriod(next);
        _scheduled = _checkedSchedule(thresholds, ratesBps);
        emit RebatesScheduled(thresholds, ratesBps, next);
    }

    /// @inheritdoc IExchange
    function currentPeriod() public view override returns (uint24) {
        return uint24((block.timestamp - _periodStart) / _periodLength);
    }

    /// @inheritdoc IExchange
    function periodTerms() external view override returns (uint32 length, uint64 start) {
        return (_periodLength, _periodStart);
    }

    /// @inheritdoc IExchange
    function rebateSchedule(
        uint24 period
    ) external view override returns (uint64[3] memory thresholds, uint8[4] memory ratesBps) {
        return _scheduleOf(period).unpack();
    }

    /// @dev The schedule that holds in `period`: the running one or a later one.
    function _scheduleOf(uint24 period) internal view returns (RebateSchedule schedule) {
        schedule = _schedule;
        uint24 from = schedule.periodOf();
        if (from != 0 && period >= from) schedule = _scheduled;
    }

    /// @dev The schedule that holds in `period`, the running one, put first.
    function _runningSchedule(uint24 period) internal returns (RebateSchedule schedule) {
        schedule = _schedule;
        uint24 from = schedule.periodOf();
        if (from == 0 || period < from) return schedule;
        schedule = _scheduled;
        _schedule = schedule;
    }

    /// @dev The schedule for a market's makers: zero unless its highest rate is above zero and within `capBps`.
    function _borne(
        RebateSchedule schedule,
        uint256 capBps,
        uint256 quoteDecimals
    ) internal pure returns (RebateSchedule) {
        uint256 highest = schedule.rateBps(RebateLib.TIERS - 1);
        if (highest == 0 || highest > capBps) return RebateSchedule.wrap(0);
        return schedule.withDecimals(quoteDecimals);
    }

    function _checkedSchedule(
        uint64[3] memory thresholds,
        uint8[4] memory ratesBps
    ) private pure returns (RebateSchedule) {
        for (uint256 i = 1; i < RebateLib.TIERS - 1; ++i) {
            require(thresholds[i] > thresholds[i - 1], InvalidSchedule(i, thresholds[i - 1], thresholds[i]));
        }
        for (uint256 i = 1; i < RebateLib.TIERS; ++i) {
            require(ratesBps[i] >= ratesBps[i - 1], InvalidSchedule(i, ratesBps[i - 1], ratesBps[i]));
        }
        uint256 highest = ratesBps[RebateLib.TIERS - 1];
        require(highest <= MAX_REBATE_BPS, RebateTooHigh(highest, MAX_REBATE_BPS));
        return RebateLib.pack(thresholds, ratesBps);
    }
}
