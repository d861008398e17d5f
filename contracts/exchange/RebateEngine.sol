// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Ownable2Step } from "@openzeppelin/contracts/access/Ownable2Step.sol";
import { IExchange } from "../interfaces/IExchange.sol";
import { RebateLib, RebateSchedule } from "../libraries/RebateLib.sol";

/// @title RebateEngine
/// @notice Periods, and which rebate rates hold in each.
///
/// A change starts with the next period, exactly, without anybody's call: two schedules are stored, and the first says from which
/// period the second replaces it. The first fill after that makes it the first.
abstract contract RebateEngine is Ownable2Step {
    using RebateLib for RebateSchedule;

    /// @notice Highest rebate rate: 1 %.
    uint8 public constant MAX_REBATE_BPS = 100;
    /// @notice Shortest period.
    uint32 public constant MIN_PERIOD = 1 days;
    /// @notice Longest period.
    uint32 public constant MAX_PERIOD = 365 days;

    uint32 internal immutable _periodLength;
    uint64 internal immutable _periodStart;

    RebateSchedule internal _schedule;
    RebateSchedule internal _scheduled;

    constructor(uint32 periodLength) {
        require(
            periodLength >= MIN_PERIOD && periodLength <= MAX_PERIOD,
            IExchange.InvalidPeriod(periodLength, MIN_PERIOD, MAX_PERIOD)
        );
        _periodLength = periodLength;
        _periodStart = uint64(block.timestamp);
    }

    /// @dev Period running now.
    function _currentPeriod() internal view returns (uint24) {
        // It began when this was deployed.
        unchecked {
            return uint24((block.timestamp - _periodStart) / _periodLength);
        }
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
    ) internal pure returns (RebateSchedule) {
        for (uint256 i = 1; i < RebateLib.TIERS - 1; ++i) {
            require(thresholds[i] > thresholds[i - 1], IExchange.InvalidSchedule(i, thresholds[i - 1], thresholds[i]));
        }
        for (uint256 i = 1; i < RebateLib.TIERS; ++i) {
            require(ratesBps[i] >= ratesBps[i - 1], IExchange.InvalidSchedule(i, ratesBps[i - 1], ratesBps[i]));
        }
        uint256 highest = ratesBps[RebateLib.TIERS - 1];
        require(highest <= MAX_REBATE_BPS, IExchange.RebateTooHigh(highest, MAX_REBATE_BPS));
        return RebateLib.pack(thresholds, ratesBps);
    }
}
