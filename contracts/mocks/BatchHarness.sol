// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title BatchHarness
/// @notice Many calls of a harness in one: what the parity tests compare with the TypeScript core. For tests only.
abstract contract BatchHarness {
    /// @notice Outcome of one call of a batch: its return data, or its revert data.
    struct Outcome {
        bool ok;
        bytes data;
    }

    /// @notice Run each encoded call against this contract.
    function batch(bytes[] calldata calls) external returns (Outcome[] memory outcomes) {
        outcomes = new Outcome[](calls.length);
        for (uint256 i = 0; i < calls.length; ++i) {
            (outcomes[i].ok, outcomes[i].data) = address(this).call(calls[i]);
        }
    }
}
