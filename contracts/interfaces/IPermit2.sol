// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title IPermit2
/// @notice What the exchange uses of Uniswap's Permit2: allowances that a signature gives, with an end, over any token that its owner
/// has once approved to it. Source: https://github.com/Uniswap/permit2, `IAllowanceTransfer`.
interface IPermit2 {
    /// @notice An allowance that was signed.
    /// @param token Of which.
    /// @param amount Atoms.
    /// @param expiration Last second at which it can be spent; UTC.
    /// @param nonce Next one of this owner, token and spender.
    struct PermitDetails {
        address token;
        uint160 amount;
        uint48 expiration;
        uint48 nonce;
    }

    /// @notice What is signed.
    /// @param spender Who may spend it.
    /// @param sigDeadline Last second at which the signature can be used; UTC.
    struct PermitSingle {
        PermitDetails details;
        address spender;
        uint256 sigDeadline;
    }

    /// @notice Set an allowance by its owner's signature, ECDSA or ERC-1271. Anyone.
    function permit(address owner, PermitSingle calldata permitSingle, bytes calldata signature) external;

    /// @notice Move `amount` atoms by the caller's allowance.
    function transferFrom(address from, address to, uint160 amount, address token) external;

    /// @notice What `spender` may move: atoms, until when, and the nonce of the next signature.
    function allowance(
        address owner,
        address token,
        address spender
    ) external view returns (uint160 amount, uint48 expiration, uint48 nonce);
}
