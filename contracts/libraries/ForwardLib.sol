// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title ForwardLib
/// @notice Leaves a call to other code of the same contract: `delegatecall` to a fixed address with the very calldata.
library ForwardLib {
    /// @notice Run this call on the code of `desk`, and end it with what that returns.
    function to(address desk) internal {
        assembly ("memory-safe") {
            let free := mload(0x40)
            calldatacopy(free, 0, calldatasize())
            let ok := delegatecall(gas(), desk, free, calldatasize(), 0, 0)
            returndatacopy(free, 0, returndatasize())
            if iszero(ok) {
                revert(free, returndatasize())
            }
            return(free, returndatasize())
        }
    }

    /// @notice As `to`, for a view. Solidity takes every delegatecall for a change of state; this one runs a function that the
    /// compiler has checked to be a view.
    function viewTo(address desk) internal view {
        function(address) internal forward = to;
        function(address) internal view forwardView;
        assembly ("memory-safe") {
            forwardView := forward
        }
        forwardView(desk);
    }
}
