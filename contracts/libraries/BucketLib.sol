// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { U256Lib } from "./U256Lib.sol";

/// @notice What was taken out of a bucket, and when it was last touched.
struct Bucket {
    uint128 used;
    uint40 touchedAt;
}

/// @notice What was used up in a window of time; windows are counted from the Unix epoch.
struct Window {
    uint128 used;
    uint40 index;
}

/// @title BucketLib
/// @notice Two rate limits: a bucket that refills linearly, and a budget per fixed window.
/// @dev Mirrored by `sdk/src/core/bucket.ts`. Refill rounds down, so a limit is never exceeded.
library BucketLib {
    using SafeCast for uint256;

    /// @notice What may be taken out now. A full bucket holds `capacity` and an empty one refills in `refillSeconds`.
    function available(
        Bucket memory bucket,
        uint256 capacity,
        uint256 refillSeconds,
        uint256 timestamp
    ) internal pure returns (uint256) {
        uint256 used = usedAt(bucket, capacity, refillSeconds, timestamp);
        return capacity > used ? capacity - used : 0;
    }

    /// @notice Take out `amount`; the caller has checked that it is available.
    function take(
        Bucket memory bucket,
        uint256 capacity,
        uint256 refillSeconds,
        uint256 timestamp,
        uint256 amount
    ) internal pure {
        bucket.used = (usedAt(bucket, capacity, refillSeconds, timestamp) + amount).toUint128();
        bucket.touchedAt = timestamp.toUint40();
    }

    /// @notice What is out of the bucket at `timestamp`.
    function usedAt(
        Bucket memory bucket,
        uint256 capacity,
        uint256 refillSeconds,
        uint256 timestamp
    ) internal pure returns (uint256) {
        if (bucket.used == 0) return 0;
        uint256 refilled = U256Lib.mulDivDown(capacity, timestamp - bucket.touchedAt, refillSeconds);
        return bucket.used > refilled ? bucket.used - refilled : 0;
    }

    /// @notice What is left of `budget` in the window that `timestamp` falls in.
    function left(
        Window memory window,
        uint256 budget,
        uint256 length,
        uint256 timestamp
    ) internal pure returns (uint256) {
        uint256 used = window.index == timestamp / length ? window.used : 0;
        return budget > used ? budget - used : 0;
    }

    /// @notice Use up `amount` in the window that `timestamp` falls in.
    function spend(Window memory window, uint256 length, uint256 timestamp, uint256 amount) internal pure {
        uint256 index = timestamp / length;
        uint256 used = window.index == index ? window.used : 0;
        window.used = (used + amount).toUint128();
        window.index = index.toUint40();
    }
}
