// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import { IERC1271 } from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @title Probe
/// @notice Asks accounts that may be anything: with bounded gas, taking one word of what they answer.
library Probe {
    /// @notice Gas an account may use to answer: plenty for a token or a wallet, little of an `eth_call`'s.
    uint256 internal constant MAX_GAS = 1_000_000;

    /// @notice The word that `target` returns for `data`; not `ok` when it reverts, has no code or answers less than a word.
    function word(address target, bytes memory data) internal view returns (bool ok, uint256 value) {
        assembly ("memory-safe") {
            ok := staticcall(MAX_GAS, target, add(data, 32), mload(data), 0, 32)
            ok := and(ok, gt(returndatasize(), 31))
            value := mul(ok, mload(0))
        }
    }

    /// @notice Whether `account` signed, as the exchange checks it: ECDSA first, then ERC-1271.
    function signed(address account, bytes32 hash, bytes calldata signature) internal view returns (bool) {
        (address signer, ECDSA.RecoverError failure, ) = ECDSA.tryRecoverCalldata(hash, signature);
        if (failure == ECDSA.RecoverError.NoError && signer == account) return true;
        (bool ok, uint256 answer) = word(account, abi.encodeCall(IERC1271.isValidSignature, (hash, signature)));
        return ok && bytes32(answer) == bytes32(IERC1271.isValidSignature.selector);
    }
}
