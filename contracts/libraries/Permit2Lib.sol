// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { LowLevelCall } from "@openzeppelin/contracts/utils/LowLevelCall.sol";
import { IPermit2 } from "../interfaces/IPermit2.sol";

/// @title Permit2Lib
/// @notice Uniswap's Permit2, which has one address on almost every chain. Where it has no code, nothing is moved and nothing fails.
library Permit2Lib {
    /// @notice Where Permit2 is.
    address internal constant PERMIT2 = 0x000000000022D473030F116dDEE9F6B43aC78BA3;

    /// @notice Atoms that `spender` can move there now for `owner`, who must have approved the token to Permit2 as well.
    function allowance(address token, address owner, address spender) internal view returns (uint256) {
        if (PERMIT2.code.length == 0) return 0;
        (uint160 amount, uint48 expiration, ) = IPermit2(PERMIT2).allowance(owner, token, spender);
        return block.timestamp > expiration ? 0 : amount;
    }

    /// @notice Use a signed allowance of `owner`. One that fails is passed over: anyone may have used it before, which leaves the same
    /// allowance, and that is what counts.
    function tryPermit(address owner, IPermit2.PermitSingle memory terms, bytes calldata signature) internal {
        LowLevelCall.callNoReturn(PERMIT2, abi.encodeCall(IPermit2.permit, (owner, terms, signature)));
    }

    /// @notice Move `amount` atoms, which the token has just refused to move, by what `from` allowed this contract there. Where that is
    /// not enough either, the token is asked again, to say what is wrong.
    function transferFrom(address token, address from, address to, uint256 amount) internal {
        // A call to no code succeeds. More than 160 bits cannot be allowed there.
        if (amount <= type(uint160).max && PERMIT2.code.length != 0) {
            bytes memory call = abi.encodeCall(IPermit2.transferFrom, (from, to, uint160(amount), token));
            if (LowLevelCall.callNoReturn(PERMIT2, call)) return;
        }
        bool answered = LowLevelCall.callNoReturn(token, abi.encodeCall(IERC20.transferFrom, (from, to, amount)));
        if (!answered) LowLevelCall.bubbleRevert();
        revert SafeERC20.SafeERC20FailedOperation(token);
    }
}
