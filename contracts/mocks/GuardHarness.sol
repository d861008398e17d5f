// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IGuard } from "../interfaces/IGuard.sol";
import { Side } from "../interfaces/Types.sol";

/// @title GuardHarness
/// @notice A guard whose answer anyone may set. For tests only.
contract GuardHarness is IGuard {
    bool private _allows = true;

    function setAllows(bool allows) external {
        _allows = allows;
    }

    /// @inheritdoc IGuard
    function mayFill(Side, uint256, uint256, uint256, address) external view override returns (bool) {
        return _allows;
    }
}
