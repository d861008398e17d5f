// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Fees on their way to providers.
/// @param accumulator Quote atoms earned per LP unit since the founding, Q128, modulo 2^144. Only differences mean anything.
/// @param remaining Quote atoms not yet streamed, `duration` seconds from `updatedAt` on.
/// @param duration Seconds.
/// @param updatedAt UTC seconds.
/// @param pending Quote atoms that joined the stream since, at `pendingAt`.
/// @param pendingAt UTC seconds: the mean time at which they came, weighted by amount.
struct Stream {
    uint256 accumulator;
    uint256 remaining;
    uint256 duration;
    uint256 updatedAt;
    uint256 pending;
    uint256 pendingAt;
}

/// @title StreamLib
/// @notice Fees spread evenly over `FEE_STREAM`, so that nobody can join for the moment in which they fall due.
/// @dev Mirrored by `sdk/src/core/pool.ts`.
///
/// ROUNDING What a provider earns rounds down; the rest of a division is less than 2^-16 atoms and stays in the pool.
/// WRAPPING An accumulator difference is exact while one LP unit earned less than 2^16 atoms since the account was last touched.
/// Beyond that it wraps, which only ever shows less than was earned.
library StreamLib {
    /// @notice Seconds over which fees stream.
    uint256 internal constant FEE_STREAM = 1 days;
    /// @notice The accumulator and its differences wrap here.
    uint256 internal constant WRAP = (1 << 144) - 1;

    /// @notice Bring the stream to `time`, pending fees included. `units` are the LP units that earn; while there are none
    /// the stream stands still.
    function advance(Stream memory stream, uint256 time, uint256 units) internal pure {
        if (stream.pending != 0) {
            _run(stream, units == 0 ? time : stream.pendingAt, units);
            extend(stream, stream.pending);
            stream.pending = 0;
        }
        _run(stream, time, units);
    }

    /// @notice Add `amount` to a stream that is up to date. Its new length is the mean of what is left of it and `FEE_STREAM`,
    /// weighted by amount and rounded down, so that dust, however often it comes, cannot hold back what already streams.
    function extend(Stream memory stream, uint256 amount) internal pure {
        uint256 total = stream.remaining + amount;
        if (total == 0) return;
        stream.duration = (stream.remaining * stream.duration + amount * FEE_STREAM) / total;
        stream.remaining = total;
    }

    /// @notice When pending fees came, on average, after `amount` more at `time`; rounded down, for the same reason.
    function pendingTime(
        uint256 pending,
        uint256 pendingAt,
        uint256 amount,
        uint256 time
    ) internal pure returns (uint256) {
        return pending == 0 ? time : (pending * pendingAt + amount * time) / (pending + amount);
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

    function _run(Stream memory stream, uint256 time, uint256 units) private pure {
        uint256 remaining = stream.remaining;
        uint256 since = stream.updatedAt;
        stream.updatedAt = time;
        if (remaining == 0 || units == 0) return;
        uint256 elapsed = time - since;
        uint256 duration = stream.duration;
        uint256 released = remaining;
        if (elapsed < duration) {
            released = (remaining * elapsed) / duration;
            duration -= elapsed;
        } else {
            duration = 0;
        }
        stream.remaining = remaining - released;
        stream.duration = duration;
        // `released` is below 2^112. The accumulator is meant to wrap.
        unchecked {
            stream.accumulator = (stream.accumulator + (released << 128) / units) & WRAP;
        }
    }
}
