// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Side } from "../../../contracts/interfaces/Types.sol";
import { MarketLib } from "../../../contracts/libraries/MarketLib.sol";
import { OracleLib, OracleScale } from "../../../contracts/libraries/OracleLib.sol";
import { QuoteLib } from "../../../contracts/libraries/QuoteLib.sol";
import { RebateLib, RebateSchedule } from "../../../contracts/libraries/RebateLib.sol";
import { Test } from "../utils/Test.sol";

/// @notice Properties of the exchange's arithmetic.
contract ExchangeLibsTest is Test {
    using RebateLib for RebateSchedule;

    function schedule(uint64[3] memory t, uint8[4] memory r, uint8 decimals) private pure returns (RebateSchedule) {
        for (uint256 i = 0; i < 3; ++i) t[i] = uint64(bound(t[i], 0, 1e12));
        t[1] += t[0] + 1;
        t[2] += t[1] + 1;
        for (uint256 i = 0; i < 4; ++i) r[i] = uint8(bound(r[i], 0, 25)) + (i == 0 ? 0 : r[i - 1]);
        return RebateLib.pack(t, r).withDecimals(decimals % 25);
    }

    /// @notice On a market that bears the highest rate, rebate and pool fee are never more than the fee, whatever rounds.
    function testFuzz_feesCoverRebates(
        uint64[3] memory t,
        uint8[4] memory r,
        uint8 decimals,
        uint256 volume,
        uint256 notional,
        uint16 fee,
        uint16 share
    ) public pure {
        RebateSchedule s = schedule(t, r, decimals);
        fee = uint16(bound(fee, 0, 100));
        share = uint16(bound(share, 0, 10_000));
        if (s.rateBps(3) > MarketLib.rebateCapBps(fee, share)) fee = 100;
        if (s.rateBps(3) > MarketLib.rebateCapBps(fee, share)) share = 0;
        notional = bound(notional, 0, 1 << 200);
        uint256 paid = MarketLib.feeUp(notional, fee);
        uint256 back = s.rebateDown(bound(volume, 0, type(uint128).max), notional);
        yes(back + MarketLib.poolFeeDown(paid, share) <= paid, "covered");
    }

    function testFuzz_splittingNeverEarnsMore(
        uint64[3] memory t,
        uint8[4] memory r,
        uint8 decimals,
        uint256 volume,
        uint256 a,
        uint256 b
    ) public pure {
        RebateSchedule s = schedule(t, r, decimals);
        volume = bound(volume, 0, 1e37);
        a = bound(a, 0, 1e37);
        b = bound(b, 0, 1e37);
        uint256 split = s.rebateDown(volume, a) + s.rebateDown(volume + a, b);
        uint256 whole = s.rebateDown(volume, a + b);
        yes(split <= whole && whole - split <= 1, "at most one atom lost");
    }

    function testFuzz_scheduleReadsBack(uint64[3] memory t, uint8[4] memory r, uint24 period) public pure {
        (uint64[3] memory t2, uint8[4] memory r2) = RebateLib.pack(t, r).withPeriod(period).unpack();
        for (uint256 i = 0; i < 3; ++i) eq(t2[i], t[i], "threshold");
        for (uint256 i = 0; i < 4; ++i) eq(r2[i], r[i], "rate");
        eq(RebateLib.pack(t, r).withPeriod(period).periodOf(), period, "period");
        eq(RebateLib.pack(t, r).withPeriod(period).withDecimals(6).periodOf(), 0, "not for makers");
    }

    function test_tiers() public pure {
        RebateSchedule s = RebateLib.pack([uint64(1), 10, 50], [0, 1, 2, 3]).withDecimals(6);
        eq(s.tierOf(0), 0, "Bronze");
        eq(s.tierOf(999_999), 0, "Bronze");
        eq(s.tierOf(1_000_000), 1, "Silver");
        eq(s.tierOf(10_000_000), 2, "Gold");
        eq(s.tierOf(49_999_999), 2, "Gold");
        eq(s.tierOf(50_000_000), 3, "Platinum");
        eq(s.rebateDown(0, 60_000_000), 900 + 8_000 + 3_000, "all brackets");
        eq(RebateSchedule.wrap(0).rebateDown(1e9, 1e9), 0, "none");
    }

    function testFuzz_notionalForCostIsTight(uint256 amount, uint16 fee) public pure {
        amount = bound(amount, 0, 1 << 240);
        fee = uint16(bound(fee, 0, 100));
        uint256 n = MarketLib.notionalForCostDown(amount, fee);
        yes(n + MarketLib.feeUp(n, fee) <= amount, "within");
        yes(n + 1 + MarketLib.feeUp(n + 1, fee) > amount, "one more is not");
    }

    function testFuzz_notionalForProceedsIsTight(uint256 amount, uint16 fee) public pure {
        amount = bound(amount, 1, 1 << 240);
        fee = uint16(bound(fee, 0, 100));
        uint256 n = MarketLib.notionalForProceedsUp(amount, fee);
        yes(n - MarketLib.feeUp(n, fee) >= amount, "enough");
        yes(n - 1 - MarketLib.feeUp(n - 1, fee) < amount, "one less is not");
    }

    function testFuzz_lotsForANotional(uint64 price, uint72 tick, uint64 size, uint256 notional) public pure {
        uint256 unit = uint256(price) * tick;
        uint256 asks = QuoteLib.lotsFor(Side.Ask, price, tick, size, notional);
        uint256 bids = QuoteLib.lotsFor(Side.Bid, price, tick, size, notional);
        if (unit == 0) return yes(asks == 0 && bids == 0, "no number of lots at a price of zero");
        yes(asks <= size && asks * unit <= notional, "costs no more");
        yes(asks == size || (asks + 1) * unit > notional, "as many");
        yes(bids == size || bids * unit >= notional, "brings as much");
        yes(bids == 0 || (bids - 1) * unit < notional, "as few");
    }

    function testFuzz_markRoundsDown(uint64 answer, uint88 lot, uint72 tick, uint8 d, uint8 b, uint8 q) public pure {
        (d, b, q) = (d % 19, b % 19, q % 19);
        (lot, tick) = (lot == 0 ? 1 : lot, tick == 0 ? 1 : tick);
        (bool fits, OracleScale memory scale) = OracleLib.tryScale(lot, tick, b, q, d);
        yes(fits, "usual decimals fit");
        uint256 mark = OracleLib.markDown(answer, scale);
        if (mark == 0) return;
        // mark * denominator <= answer * numerator < (mark + 1) * denominator, in halves that fit.
        uint256 left = uint256(answer) * scale.numerator;
        if (scale.numerator != 0 && left / scale.numerator != answer) return;
        yes(left / scale.denominator == mark, "floor");
    }
}
