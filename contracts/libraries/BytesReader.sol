// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title BytesReader
/// @notice Reads tightly packed big-endian fields from memory, without copying them.
library BytesReader {
    /// @notice Memory address of the first byte of `data`.
    function start(bytes memory data) internal pure returns (uint256 pointer) {
        assembly ("memory-safe") {
            pointer := add(data, 32)
        }
    }

    /// @notice The `size`-byte number (1 to 32) at `pointer`.
    function read(uint256 pointer, uint256 size) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(sub(256, mul(8, size)), mload(pointer))
        }
    }
}
