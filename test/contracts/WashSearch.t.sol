// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { MarketLib } from "../../contracts/libraries/MarketLib.sol";
import { RebateLib, RebateSchedule } from "../../contracts/libraries/RebateLib.sol";
import { Test } from "./utils/Test.sol";

/// @notice Searches volume histories for one in which washing pays.
/// @dev A coalition of maker, taker and liquidity provider has real fills, which outsiders pay for, and may put wash fills
/// between them, which it pays for itself. A wash fill costs its fee and returns its rebate and the coalition's share of the
/// pool's fee; it also lifts the real fills after it into higher brackets. What washing gains is the difference between the
/// history with the wash fills and the same one without. Every number comes from the libraries that settle fills.
///
/// The search draws schedules (also with thresholds of a few atoms), two markets of different fees, and fills of which many
/// are dust, many come in runs of equal ones, and many end at a threshold or an atom beside it, where brackets and roundings
/// change. It has to find what is there: see the tests that relax the relation, and that round every fill on its own.
contract WashSearchTest is Test {
    using RebateLib for RebateSchedule;

    uint256 private constant BPS = MarketLib.BPS;

    /// @dev What a search may do otherwise than the exchange does.
    struct Rules {
        uint256 slackBps;
        bool roundEveryFill;
    }

    struct Terms {
        RebateSchedule schedule;
        uint256[2] feeBps;
        uint256[2] shareBps;
        uint256 lpShareBps;
        bool[2] pays;
    }

    struct Run {
        uint256 volumeWith;
        uint256 volumeWithout;
        int256 gain;
    }

    // ---- nothing to find ------------------------------------------------------------------------------------------

    function test_NoHistoryOfTheFirstSeedPays() public pure {
        searchExpectingNothing(1);
    }

    function test_NoHistoryOfTheSecondSeedPays() public pure {
        searchExpectingNothing(2);
    }

    function test_NoHistoryOfTheThirdSeedPays() public pure {
        searchExpectingNothing(3);
    }

    function test_NoHistoryOfTheFourthSeedPays() public pure {
        searchExpectingNothing(4);
    }

    /// @dev Of one fill, so that it cannot be made good by others: what goes back is at most the fee.
    function testFuzz_RebateAndPoolFeeFitInTheFee(uint256 seed, uint256 volume, uint256 notional) public pure {
        (Terms memory terms, ) = draw(seed | 1, 0);
        notional = bound(notional, 0, type(uint128).max);
        volume = bound(volume, 0, type(uint128).max);
        for (uint256 market = 0; market < 2; ++market) {
            uint256 fee = MarketLib.feeUp(notional, terms.feeBps[market]);
            uint256 poolFee = MarketLib.poolFeeDown(fee, terms.shareBps[market]);
            uint256 rebate = terms.pays[market] ? terms.schedule.rebateDown(volume, notional) : 0;
            yes(rebate + poolFee <= fee, "a fill returns more than its fee");
        }
    }

    /// @dev However a volume is split, its rebates come to the same.
    function testFuzz_SplittingChangesNothing(
        uint256 seed,
        uint256 volume,
        uint256 notional,
        uint256 part
    ) public pure {
        (Terms memory terms, ) = draw(seed | 1, 0);
        notional = bound(notional, 0, type(uint128).max);
        volume = bound(volume, 0, type(uint128).max);
        part = bound(part, 0, notional);
        eq(
            terms.schedule.rebateDown(volume, part) + terms.schedule.rebateDown(volume + part, notional - part),
            terms.schedule.rebateDown(volume, notional),
            "parts and whole"
        );
    }

    // ---- the search sees what is there ----------------------------------------------------------------------------

    /// @dev One bps less than the highest rate is left of the fee, and washing pays.
    function test_RelaxedByOneBpsAHistoryPays() public pure {
        (uint256 paying, int256 best) = search(5, 2_000, Rules({ slackBps: 1, roundEveryFill: false }));
        yes(paying > 100, "found too few");
        yes(best > 1e6, "found too little");
    }

    /// @dev Fractions of an atom are seen too.
    function test_WithEveryFillRoundedDownAHistoryPays() public pure {
        (uint256 paying, ) = search(6, 8_000, Rules({ slackBps: 0, roundEveryFill: true }));
        yes(paying > 0, "found none");
    }

    /// @dev By hand: 3 bps of fee bear 3 bps of rebate, and 100,000.00 USDC were made, the first of tier 3. A thousand fills of
    /// others follow, 4,999 atoms each: 0.9998 atoms at 2 bps, 1.4997 at 3. Before them the maker washes the 4,999,000 atoms
    /// that are missing to the next tier, and pays 1,500 atoms (1,499.7 rounded up) of fee.
    function test_ByHandTheDustOfOthers() public pure {
        RebateSchedule schedule = RebateLib.withDecimals(
            RebateLib.pack([uint64(10), 20, 100_000], [uint8(0), 1, 2, 3]),
            6
        );
        uint256 start = 100_000e6 - 4_999_000;
        uint256 fee = MarketLib.feeUp(4_999_000, 3);
        eq(fee, 1_500, "fee");

        // Rounded fill by fill: 999 atoms for the wash, then 1,000 atoms that were none. 499 atoms of profit.
        uint256 apart = roundedAlone(schedule, start, 4_999_000);
        eq(apart, 999, "wash, rounded alone");
        eq(roundedAlone(schedule, start, 4_999), 0, "at 2 bps, rounded alone");
        eq(roundedAlone(schedule, 100_000e6, 4_999), 1, "at 3 bps, rounded alone");
        eq(apart + 1_000 * 1 - fee, 499, "profit, rounded alone");

        // As it is: 19,996,000.2 atoms were earned before. The missing volume brings them to 19,997,000 (999.8 more, 1,000 in whole
        // atoms), whoever makes it; what the others make after the wash is worth 1,499.7. The wash costs 1,500 and gains 1,499.
        uint256 without = 0;
        uint256 withWash = schedule.rebateDown(start, 4_999_000);
        eq(withWash, 1_000, "wash");
        for (uint256 i = 0; i < 1_000; ++i) {
            without += schedule.rebateDown(start + i * 4_999, 4_999);
            withWash += schedule.rebateDown(100_000e6 + i * 4_999, 4_999);
        }
        eq(without, 1_000, "others, without the wash");
        eq(withWash, 1_000 + 1_499, "all, with the wash");
    }

    // ---- search ---------------------------------------------------------------------------------------------------

    function searchExpectingNothing(uint256 seed) private pure {
        (uint256 paying, int256 best) = search(seed, 30_000, Rules({ slackBps: 0, roundEveryFill: false }));
        eq(paying, 0, "histories that pay");
        yes(best <= 0, "best");
    }

    /// @return paying How many of `histories` gain by washing.
    /// @return best Quote atoms that the best of them gains.
    function search(
        uint256 seed,
        uint256 histories,
        Rules memory rules
    ) private pure returns (uint256 paying, int256 best) {
        uint256 free;
        assembly ("memory-safe") {
            free := mload(0x40)
        }
        best = type(int256).min;
        for (uint256 i = 0; i < histories; ++i) {
            int256 gain = history(uint256(keccak256(abi.encode(seed, i))), rules);
            if (gain > 0) ++paying;
            if (gain > best) best = gain;
            // Nothing of a history is needed after it; memory would otherwise grow without end.
            assembly ("memory-safe") {
                mstore(0x40, free)
            }
        }
    }

    function history(uint256 seed, Rules memory rules) private pure returns (int256) {
        (Terms memory terms, uint256 r) = draw(seed, rules.slackBps);
        Run memory run;
        for (uint256 steps = 2 + (r % 7); steps != 0; --steps) {
            r = uint256(keccak256(abi.encode(r)));
            // A new period.
            if (r % 16 == 0) (run.volumeWith, run.volumeWithout) = (0, 0);
            uint256 notional = size(terms, run, r >> 8);
            uint256 count = (r >> 72) % 4 == 0 ? 1 + ((r >> 80) % 40) : 1;
            for (; count != 0; --count) fill(terms, run, rules, (r >> 88) % 2, (r >> 96) % 2 == 0, notional);
        }
        return run.gain;
    }

    function fill(
        Terms memory terms,
        Run memory run,
        Rules memory rules,
        uint256 market,
        bool wash,
        uint256 notional
    ) private pure {
        if (wash) {
            uint256 fee = MarketLib.feeUp(notional, terms.feeBps[market]);
            uint256 poolFee = MarketLib.poolFeeDown(fee, terms.shareBps[market]);
            run.gain += int256((poolFee * terms.lpShareBps) / BPS) - int256(fee);
        }
        if (!terms.pays[market]) return;
        run.gain += int256(rebateOf(terms.schedule, run.volumeWith, notional, rules));
        run.volumeWith += notional;
        if (wash) return;
        run.gain -= int256(rebateOf(terms.schedule, run.volumeWithout, notional, rules));
        run.volumeWithout += notional;
    }

    function rebateOf(
        RebateSchedule schedule,
        uint256 volume,
        uint256 notional,
        Rules memory rules
    ) private pure returns (uint256) {
        return rules.roundEveryFill ? roundedAlone(schedule, volume, notional) : schedule.rebateDown(volume, notional);
    }

    /// @dev The rule not taken: the same brackets, every fill rounded down on its own.
    function roundedAlone(
        RebateSchedule schedule,
        uint256 volume,
        uint256 notional
    ) private pure returns (uint256 sum) {
        uint256 end = volume + notional;
        while (volume < end) {
            uint256 tier = schedule.tierOf(volume);
            uint256 top = tier == 3 ? end : schedule.threshold(tier + 1) * unitOf(schedule);
            if (top > end) top = end;
            sum += (top - volume) * schedule.rateBps(tier);
            volume = top;
        }
        return sum / BPS;
    }

    // ---- what is drawn --------------------------------------------------------------------------------------------

    /// @dev Rates up to 5 bps, thresholds of 1 to 2^16 whole tokens of 0 to 18 decimals, and two markets whose fee bears the
    /// highest rate exactly, or by more, or (then they pay none) not.
    function draw(uint256 seed, uint256 slackBps) private pure returns (Terms memory terms, uint256 r) {
        r = uint256(keccak256(abi.encode(seed, "terms")));
        uint8[4] memory rates;
        uint64[3] memory thresholds;
        rates[0] = uint8(r % 2);
        for (uint256 i = 0; i < 3; ++i) {
            rates[i + 1] = rates[i] + uint8((r >> (8 + 8 * i)) % 3);
            thresholds[i] =
                (i == 0 ? 0 : thresholds[i - 1]) +
                1 +
                uint64((r >> (32 + 32 * i)) % (1 << ((r >> 4) % 17)));
        }
        uint256 decimals = [uint256(0), 2, 4, 5, 6, 18][(r >> 128) % 6];
        terms.schedule = RebateLib.withDecimals(RebateLib.pack(thresholds, rates), decimals);
        for (uint256 market = 0; market < 2; ++market) {
            uint256 draws = r >> (136 + 24 * market);
            terms.shareBps[market] = [uint256(0), 1, 1_000, 3_333, 5_000, 9_999, 10_000][draws % 7];
            // Most often the lowest fee that is said to bear the highest rate.
            if ((draws >> 4) % 4 == 0) terms.feeBps[market] = (draws >> 8) % 30;
            while (
                (draws >> 4) % 4 != 0 &&
                terms.feeBps[market] < 100 &&
                MarketLib.rebateCapBps(terms.feeBps[market], terms.shareBps[market]) + slackBps < rates[3]
            ) ++terms.feeBps[market];
            terms.pays[market] =
                rates[3] <= MarketLib.rebateCapBps(terms.feeBps[market], terms.shareBps[market]) + slackBps;
        }
        uint256 share = (r >> 200) % 4;
        terms.lpShareBps =
            share == 0
                ? 0
                : share == 1
                    ? (r >> 208) % (BPS + 1)
                    : BPS;
        r = uint256(keccak256(abi.encode(r)));
    }

    /// @dev Dust, or what is missing to a threshold (give or take an atom), or anything up to twice the highest threshold.
    function size(Terms memory terms, Run memory run, uint256 r) private pure returns (uint256) {
        uint256 kind = r % 4;
        r >>= 2;
        if (kind == 0) return (r % 8 == 0 ? [uint256(1), 3_334, 4_999, 5_000][(r >> 3) % 4] : 1 + ((r >> 3) % 20_001));
        uint256 tier = 1 + (r % 3);
        uint256 edge = terms.schedule.threshold(tier) * unitOf(terms.schedule);
        uint256 volume = (r >> 8) % 2 == 0 ? run.volumeWith : run.volumeWithout;
        if (kind == 1 && edge > volume + 1) return edge - volume + ((r >> 16) % 3) - 1;
        return 1 + ((r >> 16) % (2 * edge));
    }

    function unitOf(RebateSchedule schedule) private pure returns (uint256) {
        return 10 ** (RebateSchedule.unwrap(schedule) >> 248);
    }
}
