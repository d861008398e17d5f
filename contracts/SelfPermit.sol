// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

/// @title SelfPermit
/// @notice Lets a caller grant its own allowance in the transaction that needs it.
abstract contract SelfPermit {
    /// @notice Use an ERC-2612 permit of the caller for this contract. One that fails (somebody else has used it) is passed over:
    /// what counts is the allowance.
    function permit(address token, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) public virtual {
        try IERC20Permit(token).permit(msg.sender, address(this), value, deadline, v, r, s) {} catch {}
    }
}
