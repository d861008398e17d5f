// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { MarketLib } from "./MarketLib.sol";

/// @notice Four rates and the three thresholds between them, in one word. From the lowest bit: three thresholds of 64 bits in
/// whole quote tokens, four rates of 8 bits in bps, 24 bits that storage uses, 8 bits of the quote token's decimals.
type RebateSchedule is uint256;

/// @title RebateLib
/// @notice What a maker earns back for its volume in a period: four tiers, marginal brackets.
/// @dev Mirrored by `sdk/src/core/rebate.ts`. Each unit of volume earns the rate of the bracket it falls in; a rate for the
/// whole volume would make washing up to the next threshold pay.
library RebateLib {
    /// @notice Number of tiers, and of thresholds between them.
    uint256 internal constant TIERS = 4;

    /// @notice Rebate rates pack only into bytes, thresholds only into 64 bits.
    function pack(uint64[3] memory thresholds, uint8[4] memory ratesBps) internal pure returns (RebateSchedule) {
        uint256 word = 0;
        for (uint256 i = 0; i < TIERS - 1; ++i) word |= uint256(thresholds[i]) << (64 * i);
        for (uint256 i = 0; i < TIERS; ++i) word |= uint256(ratesBps[i]) << (192 + 8 * i);
        return RebateSchedule.wrap(word);
    }

    /// @notice Thresholds and rates of a schedule.
    function unpack(
        RebateSchedule schedule
    ) internal pure returns (uint64[3] memory thresholds, uint8[4] memory ratesBps) {
        for (uint256 i = 1; i < TIERS; ++i) thresholds[i - 1] = uint64(threshold(schedule, i));
        for (uint256 i = 0; i < TIERS; ++i) ratesBps[i] = uint8(rateBps(schedule, i));
    }

    /// @notice The same schedule for a quote token of `decimals` decimals, without what storage keeps in it.
    function withDecimals(RebateSchedule schedule, uint256 decimals) internal pure returns (RebateSchedule) {
        uint256 word = RebateSchedule.unwrap(schedule);
        return RebateSchedule.wrap((word & (type(uint256).max >> 32)) | (decimals << 248));
    }

    /// @notice The same schedule with storage's 24 bits set to `period`.
    function withPeriod(RebateSchedule schedule, uint24 period) internal pure returns (RebateSchedule) {
        uint256 word = RebateSchedule.unwrap(schedule);
        return RebateSchedule.wrap((word & (type(uint256).max >> 32)) | (uint256(period) << 224));
    }

    /// @notice Storage's 24 bits.
    function periodOf(RebateSchedule schedule) internal pure returns (uint24) {
        return uint24(RebateSchedule.unwrap(schedule) >> 224);
    }

    /// @notice Rate of tier `tier` (0 to 3), in bps.
    function rateBps(RebateSchedule schedule, uint256 tier) internal pure returns (uint256) {
        return (RebateSchedule.unwrap(schedule) >> (192 + 8 * tier)) & 0xff;
    }

    /// @notice Volume at which tier `tier` (1 to 3) begins, in whole quote tokens.
    function threshold(RebateSchedule schedule, uint256 tier) internal pure returns (uint256) {
        return (RebateSchedule.unwrap(schedule) >> (64 * (tier - 1))) & type(uint64).max;
    }

    /// @notice Volume at which tier `tier` (1 to 3) begins, in quote atoms.
    function tierStart(RebateSchedule schedule, uint256 tier) internal pure returns (uint256) {
        return threshold(schedule, tier) * 10 ** (RebateSchedule.unwrap(schedule) >> 248);
    }

    /// @notice Tier (0 to 3) of the next unit of volume after `volume` quote atoms.
    function tierOf(RebateSchedule schedule, uint256 volume) internal pure returns (uint256 tier) {
        uint256 unit = 10 ** (RebateSchedule.unwrap(schedule) >> 248);
        while (tier < TIERS - 1 && volume >= threshold(schedule, tier + 1) * unit) ++tier;
    }

    /// @notice Rebate on `notional` more quote atoms after `volume` in the same period, in quote atoms: what the period has earned
    /// with them less what it had earned without. So the sum of a period's rebates rounds down once, in the venue's favour,
    /// however its volume was split into fills. Zero for a schedule of zero.
    /// @dev Rounding every fill down on its own would pay a washer: fills of others too small to earn an atom in one bracket and
    /// large enough in the next are worth up to an atom each, more than moving them there costs.
    function rebateDown(RebateSchedule schedule, uint256 volume, uint256 notional) internal pure returns (uint256) {
        if (RebateSchedule.unwrap(schedule) == 0) return 0;
        uint256 end = volume + notional;
        // Within the first bracket, as most fills are, both ends earn at one rate.
        if (end <= tierStart(schedule, 1)) {
            uint256 rate = rateBps(schedule, 0);
            uint256 earned = end * rate;
            // There was no more volume before than there is after.
            unchecked {
                return earned / MarketLib.BPS - (volume * rate) / MarketLib.BPS;
            }
        }
        return earnedDown(schedule, end) - earnedDown(schedule, volume);
    }

    /// @notice Rebates of a period on `volume` quote atoms, from its beginning: every unit at the rate of its bracket, the sum
    /// rounded down once.
    function earnedDown(RebateSchedule schedule, uint256 volume) internal pure returns (uint256) {
        uint256 unit = 10 ** (RebateSchedule.unwrap(schedule) >> 248);
        uint256 earned = 0;
        uint256 bottom = 0;
        for (uint256 tier = 0; bottom < volume; ++tier) {
            uint256 top = tier == TIERS - 1 ? volume : threshold(schedule, tier + 1) * unit;
            if (top > volume) top = volume;
            earned += (top - bottom) * rateBps(schedule, tier);
            bottom = top;
        }
        return earned / MarketLib.BPS;
    }
}
