// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title BalanceLib
/// @notice `balanceOf`, which every fill asks twice or more, without the encoder's memory: some 150 gas each.
library BalanceLib {
    /// @notice Atoms of `token` that `account` holds. Reverts as the token does, and when it answers less than a word.
    function balanceOf(address token, address account) internal view returns (uint256 held) {
        assembly ("memory-safe") {
            mstore(0x14, account)
            // `balanceOf(address)`, with the account's high bytes, zero, behind it.
            mstore(0x00, 0x70a08231000000000000000000000000)
            let ok := staticcall(gas(), token, 0x10, 0x24, 0x00, 0x20)
            if iszero(ok) {
                let free := mload(0x40)
                returndatacopy(free, 0, returndatasize())
                revert(free, returndatasize())
            }
            if lt(returndatasize(), 0x20) {
                revert(0, 0)
            }
            held := mload(0x00)
        }
    }
}
