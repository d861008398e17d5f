// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IERC1271 } from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @notice How a wallet answers `isValidSignature`.
enum Answer {
    Yes,
    No,
    Short,
    DirtyMagic,
    Reverts,
    Huge,
    HugeRevert,
    BurnsGas,
    ChangesState
}

/// @notice An ERC-1271 wallet that says what it is told.
contract Wallet is IERC1271 {
    Answer public answer;
    uint256 private _asked;

    function set(Answer value) external {
        answer = value;
    }

    function approve(IERC20 token, address spender) external {
        token.approve(spender, type(uint256).max);
    }

    function call(address target, bytes calldata data) external returns (bytes memory result) {
        bool ok;
        (ok, result) = target.call(data);
        require(ok, "call failed");
    }

    function isValidSignature(bytes32, bytes calldata) external view override returns (bytes4) {
        Answer how = answer;
        if (how == Answer.Yes) return IERC1271.isValidSignature.selector;
        if (how == Answer.Reverts) revert("no");
        if (how == Answer.BurnsGas) while (true) {}
        if (how == Answer.ChangesState) {
            // Asked by a static call, this fails.
            (bool ok, ) = address(this).staticcall(abi.encodeCall(this.count, ()));
            return ok ? IERC1271.isValidSignature.selector : bytes4(0);
        }
        uint256 word = uint256(bytes32(IERC1271.isValidSignature.selector));
        if (how == Answer.DirtyMagic) word |= 1;
        uint256 length = how == Answer.Short ? 4 : 32;
        if (how == Answer.Huge || how == Answer.HugeRevert) length = 1 << 20;
        bool fails = how == Answer.HugeRevert;
        assembly {
            mstore(0, word)
            if fails {
                revert(0, length)
            }
            if iszero(eq(how, 1)) {
                return(0, length)
            }
        }
        return 0xffffffff;
    }

    function count() external {
        ++_asked;
    }
}

/// @notice What an account that delegates by EIP-7702 may delegate to when it wants no ERC-1271: takes calls, answers no questions.
contract PlainDelegate {
    receive() external payable {}
}
