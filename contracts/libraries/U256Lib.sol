// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title U256Lib
/// @notice 512-bit multiply-divide with the rounding direction in the name.
/// @dev Mirrored by `sdk/src/core/u256.ts`. Both panic with 0x12 when `denominator` is zero and with 0x11 when the
/// result does not fit 256 bits, as plain checked arithmetic would.
library U256Lib {
    /// @notice `floor(a * b / denominator)`, exact in 512 bits.
    function mulDivDown(uint256 a, uint256 b, uint256 denominator) internal pure returns (uint256) {
        return Math.mulDiv(a, b, denominator);
    }

    /// @notice `ceil(a * b / denominator)`, exact in 512 bits.
    function mulDivUp(uint256 a, uint256 b, uint256 denominator) internal pure returns (uint256) {
        return Math.mulDiv(a, b, denominator, Math.Rounding.Ceil);
    }
}
