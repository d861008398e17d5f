// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { MarketLib } from "./MarketLib.sol";
import { U256Lib } from "./U256Lib.sol";

/// @title MarkLib
/// @notice What inventory is worth at an oracle's price. Marks are ticks, Q64.64.
/// @dev Mirrored by `sdk/src/core/mark.ts`.
library MarkLib {
    /// @notice One tick.
    uint256 internal constant ONE = 1 << 64;

    /// @notice Quote atoms that `lots` are worth at `mark`, rounded down.
    function valueDown(uint256 lots, uint256 tickSize, uint256 mark) internal pure returns (uint256) {
        return U256Lib.mulDivDown(lots * tickSize, mark, ONE);
    }

    /// @notice Quote atoms that `lots` are worth at `mark`, rounded up.
    function valueUp(uint256 lots, uint256 tickSize, uint256 mark) internal pure returns (uint256) {
        return U256Lib.mulDivUp(lots * tickSize, mark, ONE);
    }

    /// @notice Whether `price` (ticks) is within `bandBps` of `mark`: `|price - mark| * 10_000 <= mark * bandBps`, exact.
    function within(uint256 price, uint256 mark, uint256 bandBps) internal pure returns (bool) {
        uint256 scaled = price * ONE;
        uint256 distance = scaled > mark ? scaled - mark : mark - scaled;
        // Marks fit 128 bits and prices 64, so neither product can overflow.
        return distance * MarketLib.BPS <= mark * bandBps;
    }
}
