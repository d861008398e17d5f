// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../interfaces/IExchange.sol";
import { IExchangeDesk } from "../../interfaces/IExchangeDesk.sol";
import { RebateLib, RebateSchedule } from "../../libraries/RebateLib.sol";
import { QuoteBook } from "../QuoteBook.sol";

/// @title RebateDesk
/// @notice Scheduling rebates, and what periods and rates are.
abstract contract RebateDesk is IExchangeDesk, QuoteBook {
    using RebateLib for RebateSchedule;

    /// @inheritdoc IExchangeDesk
    function scheduleRebates(uint64[3] calldata thresholds, uint8[4] calldata ratesBps) external override onlyOwner {
        uint24 next = _currentPeriod() + 1;
        _schedule = _scheduleOf(next - 1).withPeriod(next);
        _scheduled = _checkedSchedule(thresholds, ratesBps);
        emit IExchange.RebatesScheduled(thresholds, ratesBps, next);
    }

    /// @inheritdoc IExchangeDesk
    function currentPeriod() external view override returns (uint24) {
        return _currentPeriod();
    }

    /// @inheritdoc IExchangeDesk
    function periodTerms() external view override returns (uint32 length, uint64 start) {
        return (_periodLength, _periodStart);
    }

    /// @inheritdoc IExchangeDesk
    function rebateSchedule(
        uint24 period
    ) external view override returns (uint64[3] memory thresholds, uint8[4] memory ratesBps) {
        return _scheduleOf(period).unpack();
    }
}
