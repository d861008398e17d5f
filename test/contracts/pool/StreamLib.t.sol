// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { Stream, StreamLib } from "../../../contracts/libraries/StreamLib.sol";
import { Test } from "../utils/Test.sol";

/// @notice The arithmetic of fee streams over all that their words can hold.
contract StreamLibTest is Test {
    using StreamLib for Stream;

    uint256 private constant NOW = 1_800_000_000;

    function test_Extend_ByHand() public pure {
        Stream memory stream = Stream(0, 0, 0, 0);
        stream.advance(NOW);
        stream.extend(8_640_000);
        eq(stream.duration, 86_400, "a day");
        stream.advance(NOW + 21_600);
        eq(stream.released, 2_160_000, "a quarter in a quarter");
        eq(stream.remaining, 6_480_000, "the rest");
        eq(StreamLib.unsettled(stream.released, 160_000), 2_000_000, "less what was taken up");
        // 6,480,000 for 64,800 s and 1,620,000 for 86,400 s: 69,120 s.
        stream.extend(1_620_000);
        eq(stream.duration, 69_120, "mean");
        stream.advance(NOW + 21_600 + 69_119);
        // 8,100,000 * 69,119 / 69,120 = 8,099,882.8
        eq(stream.remaining, 118, "a second before the end");
        stream.advance(NOW + 1_000_000);
        eq(stream.released, 10_260_000, "all of it");
        eq(stream.remaining, 0, "nothing left");
    }

    function test_Wraps_InTimeAndInAmount() public pure {
        // Two hours before 2^32 seconds, 500 atoms before 2^104.
        Stream memory stream = Stream(0, (1 << 104) - 500, (1 << 32) - 7_200, 0);
        stream.extend(1_000);
        eq(StreamLib.releasedAt(stream.pack(), (1 << 32) + 36_000), 0, "so in its word");
        stream.advance((1 << 32) + 36_000);
        eq(stream.released, 0, "500 of 1,000 in half a day");
        eq(stream.updatedAt, 36_000, "time wraps");
        eq(StreamLib.unsettled(stream.released, (1 << 104) - 500), 500, "differences are exact");
        stream.advance((1 << 32) + 79_200);
        eq(StreamLib.unsettled(stream.released, (1 << 104) - 500), 1_000, "all of it");
    }

    function testFuzz_Pack_KeepsEveryField(
        uint104 remaining,
        uint104 released,
        uint32 at,
        uint256 duration
    ) public pure {
        duration = bound(duration, 0, 86_400);
        Stream memory stream = Stream(remaining >> 1, released, at, duration);
        Stream memory copy = StreamLib.unpack(stream.pack());
        eq(copy.remaining, remaining >> 1, "remaining");
        eq(copy.released, released, "released");
        eq(copy.updatedAt, at, "time");
        eq(copy.duration, duration, "duration");
    }

    /// @dev However often it is looked at, a stream releases what it holds, no faster than evenly, and all of it in the end.
    function testFuzz_Advance_StepsMakeNoDifference(uint104 amount, uint256 a, uint256 b) public pure {
        a = bound(a, 0, 86_399);
        b = bound(b, a, 86_399);
        amount >>= 1;
        Stream memory stream = Stream(0, 0, NOW, 0);
        stream.extend(amount);
        stream.advance(NOW + a);
        uint256 word = stream.pack();
        stream.advance(NOW + b);
        eq(StreamLib.releasedAt(word, NOW + b), stream.released, "read from its word");
        uint256 due = (uint256(amount) * b) / 86_400;
        yes(stream.released <= due && stream.released + 1 >= due, "even, but for an atom");
        eq(stream.remaining + stream.released, amount, "nothing is lost");
        if (amount != 0) eq(stream.duration, 86_400 - b, "the same end");
        stream.advance(NOW + 86_400);
        eq(stream.released, amount, "all of it");
    }

    /// @dev No amount overflows, and what holders are shown of it is never more than it was. It is no less than an atom each
    /// while a unit earns less than 2^16 atoms.
    function testFuzz_Accumulate_NeverShowsMore(
        uint144 accumulator,
        uint256 amount,
        uint112 units,
        uint112 balance
    ) public pure {
        amount = bound(amount, 0, (1 << 104) - 1) >> (amount % 100);
        units = uint112(bound(units, 1, type(uint112).max));
        balance = uint112(bound(balance, 1, units));
        uint256 next = StreamLib.accumulateDown(accumulator, amount, units);
        (uint256 earned, ) = StreamLib.earnedDown(next, accumulator, balance);
        uint256 due = Math.mulDiv(amount, balance, units);
        yes(earned <= due, "never more");
        if (amount / units < 1 << 16) yes(earned + 1 >= due, "exact but for an atom");
    }

    /// @dev What nobody was there to earn goes back whole, whatever was released before.
    function testFuzz_GiveBack_LosesNothing(
        uint104 remaining,
        uint104 settled,
        uint256 amount,
        uint256 left
    ) public pure {
        remaining >>= 1;
        amount = bound(amount, 0, ((1 << 103) - 1) - remaining);
        uint256 released = (settled + amount) & ((1 << 104) - 1);
        Stream memory stream = Stream(remaining, released, NOW, remaining == 0 ? 0 : bound(left, 1, 86_400));
        stream.giveBack(settled);
        eq(stream.remaining, remaining + amount, "all of it");
        eq(StreamLib.unsettled(stream.released, settled), 0, "nothing is due");
        yes(stream.duration <= 86_400, "within a day");
    }

    function test_GiveBack_CutsOffWhatNoStreamHolds() public pure {
        Stream memory stream = Stream(((1 << 103) - 1) - 5, 10, NOW, 60);
        stream.giveBack(0);
        eq(stream.remaining, (1 << 103) - 1, "as much as fits");
        eq(StreamLib.unsettled(stream.released, 0), 0, "nothing is due");
    }

    /// @dev Whatever the balances before and after, carrying a checkpoint neither creates fees nor loses an atom.
    function testFuzz_Carry_KeepsWhatWasEarned(
        uint144 accumulator,
        uint144 checkpoint,
        uint112 balance,
        uint112 newBalance
    ) public pure {
        (uint256 earned, ) = StreamLib.earnedDown(accumulator, checkpoint, balance);
        (uint256 carried, uint256 spilled) = StreamLib.carry(accumulator, checkpoint, balance, newBalance);
        (uint256 after_, uint256 next) = StreamLib.earnedDown(accumulator, carried, newBalance);
        yes(after_ + spilled <= earned, "no more");
        yes(after_ + spilled + 1 >= earned, "at most an atom less");
        (after_, ) = StreamLib.earnedDown(accumulator, next, newBalance);
        eq(after_, 0, "claimed once");
    }
}
