// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import { Multicall } from "@openzeppelin/contracts/utils/Multicall.sol";

/// @title SelfPermit
/// @notice Approve and act in one transaction: `multicall([permit, ...])`.
/// @dev A permit can be taken from the mempool and used by anyone, which leaves the same allowance and makes its second use
/// revert. So its failure is passed over; what counts is the allowance, which the call that needs it checks.
abstract contract SelfPermit is Multicall {
    /// @notice Use an ERC-2612 permit of the caller for this contract. A permit that fails is passed over.
    function permit(address token, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) public virtual {
        // solhint-disable-next-line no-empty-blocks
        try IERC20Permit(token).permit(msg.sender, address(this), value, deadline, v, r, s) {} catch {}
    }
}
