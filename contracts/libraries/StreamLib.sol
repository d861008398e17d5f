// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Fees on their way to providers.
/// @param remaining Quote atoms not yet released at `updatedAt`; they are over `duration` seconds, evenly.
/// @param released Quote atoms released by `updatedAt`, since the founding, modulo 2^104. Only differences mean anything.
/// @param updatedAt UTC seconds modulo 2^32.
/// @param duration Seconds, at most `FEE_STREAM`.
struct Stream {
    uint256 remaining;
    uint256 released;
    uint256 updatedAt;
    uint256 duration;
}

/// @title StreamLib
/// @notice Fees spread evenly over `FEE_STREAM`, so that nobody can join for the moment in which they fall due.
/// @dev Mirrored by `sdk/src/core/pool/stream.ts`.
///
/// A stream is one word, and only what adds fees writes it. Who settles accounts reads it, and remembers how much of `released` the
/// accumulator has taken up (`settled`):
///
///     released(t)  = released + (t - updatedAt >= duration ? remaining : floor(remaining * (t - updatedAt) / duration))
///     accumulator += floor((released(t) - settled) * 2^128 / units), and settled = released(t)
///
/// Whoever adds fees brings `released`, `remaining` and `duration` to t first, so the floors telescope: nothing is lost between.
///
/// ROUNDING What a provider earns rounds down; the rest of a division is less than 2^-16 atoms and stays in the pool.
/// WRAPPING Nothing overflows: what was released has less than 2^104 atoms, so it times 2^128 has 232 bits and `balance * difference`
/// 112 + 144. An accumulator difference is exact while one LP unit earned less than 2^16 atoms since the account was last touched,
/// 65,536 times what the unit cost at the founding. Beyond that it wraps, which only ever shows less than was earned.
library StreamLib {
    /// @notice Seconds over which fees stream.
    uint256 internal constant FEE_STREAM = 1 days;
    /// @notice The accumulator and its differences wrap here.
    uint256 internal constant WRAP = (1 << 144) - 1;
    /// @notice `released` and its differences wrap here.
    uint256 internal constant RELEASED_WRAP = (1 << 104) - 1;
    /// @notice Most quote atoms that can be on their way at once.
    uint256 internal constant MOST = (1 << 103) - 1;

    uint256 private constant RELEASED_AT = 103;
    uint256 private constant UPDATED_AT = 207;
    uint256 private constant DURATION_AT = 239;

    /// @notice Read a stream from its word: `remaining` 103 bits from the lowest, `released` 104, `updatedAt` 32, `duration` 17.
    function unpack(uint256 word) internal pure returns (Stream memory stream) {
        stream.remaining = word & MOST;
        stream.released = (word >> RELEASED_AT) & RELEASED_WRAP;
        stream.updatedAt = (word >> UPDATED_AT) & type(uint32).max;
        stream.duration = word >> DURATION_AT;
    }

    /// @notice The word of a stream whose `remaining` is at most `MOST`.
    function pack(Stream memory stream) internal pure returns (uint256) {
        return
            stream.remaining |
            (stream.released << RELEASED_AT) |
            (stream.updatedAt << UPDATED_AT) |
            (stream.duration << DURATION_AT);
    }

    /// @notice Quote atoms of `remaining` released in the first `elapsed` of `duration` seconds, rounded down.
    function dueDown(uint256 remaining, uint256 elapsed, uint256 duration) internal pure returns (uint256) {
        // 103 times 17 bits.
        unchecked {
            return elapsed < duration ? (remaining * elapsed) / duration : remaining;
        }
    }

    /// @notice `released` of the stream in `word` when it is brought to `time` (UTC seconds).
    function releasedAt(uint256 word, uint256 time) internal pure returns (uint256) {
        // Time is meant to wrap, and so is what was released.
        unchecked {
            uint256 elapsed = (time - (word >> UPDATED_AT)) & type(uint32).max;
            return ((word >> RELEASED_AT) + dueDown(word & MOST, elapsed, word >> DURATION_AT)) & RELEASED_WRAP;
        }
    }

    /// @notice Bring the stream to `time` (UTC seconds): release what is due.
    function advance(Stream memory stream, uint256 time) internal pure {
        // As above.
        unchecked {
            uint256 elapsed = (time - stream.updatedAt) & type(uint32).max;
            uint256 duration = stream.duration;
            uint256 due = dueDown(stream.remaining, elapsed, duration);
            stream.remaining -= due;
            stream.released = (stream.released + due) & RELEASED_WRAP;
            stream.updatedAt = time & type(uint32).max;
            stream.duration = elapsed < duration ? duration - elapsed : 0;
        }
    }

    /// @notice Add `amount` to a stream that is up to date. Its new length is the mean of what is left of it and `FEE_STREAM`,
    /// weighted by amount and rounded down, so that dust, however often it comes, cannot hold back what already streams.
    function extend(Stream memory stream, uint256 amount) internal pure {
        uint256 total = stream.remaining + amount;
        if (total == 0) return;
        stream.duration = (stream.remaining * stream.duration + amount * FEE_STREAM) / total;
        stream.remaining = total;
    }

    /// @notice Let what an up to date stream released since `settled` stream again, as nobody was there to earn it. What exceeds
    /// `MOST` stays in the pool.
    function giveBack(Stream memory stream, uint256 settled) internal pure {
        uint256 amount = unsettled(stream.released, settled);
        if (amount > MOST - stream.remaining) amount = MOST - stream.remaining;
        stream.released = settled;
        extend(stream, amount);
    }

    /// @notice Quote atoms released since `settled`.
    function unsettled(uint256 released, uint256 settled) internal pure returns (uint256) {
        // Meant to wrap.
        unchecked {
            return (released - settled) & RELEASED_WRAP;
        }
    }

    /// @notice The accumulator (quote atoms earned per LP unit since the founding, Q128, modulo 2^144) after `amount`, of at most 104
    /// bits, was earned by `units`, which are not zero; rounded down.
    function accumulateDown(uint256 accumulator, uint256 amount, uint256 units) internal pure returns (uint256) {
        unchecked {
            return (accumulator + (amount << 128) / units) & WRAP;
        }
    }

    /// @notice Quote atoms that `balance` LP units earned since `checkpoint`, rounded down, and the checkpoint that leaves
    /// the fraction of an atom to be earned later.
    function earnedDown(
        uint256 accumulator,
        uint256 checkpoint,
        uint256 balance
    ) internal pure returns (uint256 earned, uint256 newCheckpoint) {
        if (balance == 0) return (0, accumulator);
        // 112 bits times 144 bits. The difference is meant to wrap.
        unchecked {
            uint256 product = balance * ((accumulator - checkpoint) & WRAP);
            earned = product >> 128;
            newCheckpoint = (accumulator - (product & type(uint128).max) / balance) & WRAP;
        }
    }

    /// @notice Move what `balance` earned since `checkpoint` onto `newBalance`: the checkpoint from which it would have earned
    /// as much, rounded in the pool's favour. Where there is none (no balance is left, or too little to carry it) `spilled` atoms
    /// must be owed instead.
    /// @dev Saves a provider who joins a second word.
    function carry(
        uint256 accumulator,
        uint256 checkpoint,
        uint256 balance,
        uint256 newBalance
    ) internal pure returns (uint256 newCheckpoint, uint256 spilled) {
        unchecked {
            uint256 product = balance * ((accumulator - checkpoint) & WRAP);
            if (product == 0) return (accumulator, 0);
            uint256 difference = newBalance == 0 ? type(uint256).max : product / newBalance;
            if (difference > WRAP) return (accumulator, product >> 128);
            return ((accumulator - difference) & WRAP, 0);
        }
    }
}
