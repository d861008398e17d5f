// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ILens, MarketView, TierView } from "../interfaces/ILens.sol";
import { RebateLib, RebateSchedule } from "../libraries/RebateLib.sol";
import { LensBase } from "./LensBase.sol";

/// @title TierLens
/// @notice Terms of a market, and what volume earns a maker there.
abstract contract TierLens is LensBase {
    using RebateLib for RebateSchedule;

    /// @inheritdoc ILens
    function market(uint32 marketId) external view override returns (MarketView memory v) {
        v.terms = exchange.getMarket(marketId);
        (v.nextTakerFeeBps, v.nextPoolFeeShareBps, v.feesFrom) = exchange.scheduledFees(marketId);
        v.baseDecimals = _decimals(v.terms.base);
        v.quoteDecimals = _decimals(v.terms.quote);
        (v.markIsLive, v.mark) = exchange.markOf(marketId);
        if (!v.markIsLive) v.mark = 0;
        v.paysRebates = exchange.paysRebates(marketId);
    }

    /// @inheritdoc ILens
    function makerTier(address maker, address quoteToken) external view override returns (TierView memory) {
        (RebateSchedule schedule, uint24 period) = _schedule(quoteToken);
        return _tier(schedule, period, exchange.makerVolume(maker, quoteToken));
    }

    /// @inheritdoc ILens
    function previewRebate(
        address maker,
        uint32 marketId,
        uint256 notional
    ) external view override returns (uint256 rebate, TierView memory afterwards) {
        address quoteToken = exchange.getMarket(marketId).quote;
        (RebateSchedule schedule, uint24 period) = _schedule(quoteToken);
        uint256 volume = exchange.makerVolume(maker, quoteToken);
        if (exchange.paysRebates(marketId)) {
            rebate = schedule.rebateDown(volume, notional);
            volume += notional;
        }
        afterwards = _tier(schedule, period, volume);
    }

    function _schedule(address quoteToken) private view returns (RebateSchedule schedule, uint24 period) {
        period = exchange.currentPeriod();
        (uint64[3] memory thresholds, uint8[4] memory ratesBps) = exchange.rebateSchedule(period);
        schedule = RebateLib.pack(thresholds, ratesBps).withDecimals(_decimals(quoteToken));
    }

    function _tier(RebateSchedule schedule, uint24 period, uint256 volume) private view returns (TierView memory v) {
        (uint32 length, uint64 start) = exchange.periodTerms();
        v.period = period;
        v.periodEnd = start + (uint64(period) + 1) * length;
        v.volume = volume;
        v.tier = schedule.tierOf(volume);
        v.rateBps = schedule.rateBps(v.tier);
        bool highest = v.tier == RebateLib.TIERS - 1;
        v.nextRateBps = highest ? v.rateBps : schedule.rateBps(v.tier + 1);
        v.toNextTier = highest ? 0 : schedule.tierStart(v.tier + 1) - volume;
    }
}
