// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchangeDesk } from "../../../contracts/interfaces/IExchangeDesk.sol";
import { IPermit2 } from "../../../contracts/interfaces/IPermit2.sol";
import { Test } from "./Test.sol";

/// @notice The real Permit2 at its address, and allowances signed for it.
abstract contract Permit2 is Test {
    IPermit2 internal constant PERMIT2 = IPermit2(0x000000000022D473030F116dDEE9F6B43aC78BA3);

    bytes32 private constant DETAILS = keccak256(
        "PermitDetails(address token,uint160 amount,uint48 expiration,uint48 nonce)"
    );
    bytes32 private constant SINGLE = keccak256(
        "PermitSingle(PermitDetails details,address spender,uint256 sigDeadline)PermitDetails(address token,uint160 amount,uint48 expiration,uint48 nonce)"
    );
    bytes32 private constant DOMAIN = keccak256("EIP712Domain(string name,uint256 chainId,address verifyingContract)");

    function deployPermit2() internal {
        vm.etch(address(PERMIT2), vm.parseJsonBytes(vm.readFile("test/vectors/permit2.json"), ".code"));
    }

    function signPermit2(
        uint256 key,
        address token,
        uint160 amount,
        uint48 expiration,
        address spender
    ) internal view returns (IPermit2.PermitSingle memory terms, bytes memory signature) {
        (, , uint48 nonce) = PERMIT2.allowance(vm.addr(key), token, spender);
        terms = IPermit2.PermitSingle(
            IPermit2.PermitDetails(token, amount, expiration, nonce),
            spender,
            type(uint64).max
        );
        bytes32 details = keccak256(abi.encode(DETAILS, terms.details));
        bytes32 domain = keccak256(abi.encode(DOMAIN, keccak256("Permit2"), block.chainid, PERMIT2));
        bytes32 message = keccak256(abi.encode(SINGLE, details, terms.spender, terms.sigDeadline));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256(abi.encodePacked(hex"1901", domain, message)));
        signature = abi.encodePacked(r, s, v);
    }

    /// @dev Signed and handed in: `key` lets `spender` spend `amount` of `token` until `expiration`.
    function allowPermit2(uint256 key, address token, uint160 amount, uint48 expiration, address spender) internal {
        (IPermit2.PermitSingle memory terms, bytes memory signature) = signPermit2(
            key,
            token,
            amount,
            expiration,
            spender
        );
        PERMIT2.permit(vm.addr(key), terms, signature);
    }

    /// @dev The exchange's own call for a signature.
    function permit2Call(
        IPermit2.PermitSingle memory terms,
        bytes memory signature
    ) internal pure returns (bytes memory) {
        IPermit2.PermitDetails memory d = terms.details;
        return
            abi.encodeCall(
                IExchangeDesk.permit2,
                (d.token, d.amount, d.expiration, d.nonce, terms.sigDeadline, signature)
            );
    }
}
