// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { Permit2Lib } from "../../../contracts/libraries/Permit2Lib.sol";
import { TestToken } from "../../../contracts/mocks/TestToken.sol";
import { Permit2 } from "../utils/Permit2.sol";

/// @notice A token that says no without reverting.
contract Refusal {
    function transferFrom(address, address, uint256) external pure returns (bool) {
        return false;
    }
}

/// @notice The edges of what can be allowed by way of Permit2.
contract Permit2LibTest is Permit2 {
    uint256 private constant KEY = 0xCAFE;

    TestToken private token;
    address private owner;

    function setUp() public {
        vm.warp(1_000_000);
        deployPermit2();
        token = new TestToken("Token", "TOK", 18);
        owner = vm.addr(KEY);
        token.mint(owner, 1 << 170);
        vm.prank(owner);
        token.approve(address(PERMIT2), type(uint256).max);
    }

    function move(address what, uint256 amount) external {
        Permit2Lib.transferFrom(what, owner, address(0x51), amount);
    }

    function allow(uint160 amount, uint48 expiration) private {
        allowPermit2(KEY, address(token), amount, expiration, address(this));
    }

    function test_allowance_IsThatOfThisSecond() public {
        eq(Permit2Lib.allowance(address(token), owner, address(this)), 0, "none");
        allow(777, 1_000_000);
        eq(Permit2Lib.allowance(address(token), owner, address(this)), 777, "the last second");
        vm.warp(1_000_001);
        eq(Permit2Lib.allowance(address(token), owner, address(this)), 0, "over");
        allow(type(uint160).max, type(uint48).max);
        eq(Permit2Lib.allowance(address(token), owner, address(this)), type(uint160).max, "without end");
        vm.etch(address(PERMIT2), "");
        eq(Permit2Lib.allowance(address(token), owner, address(this)), 0, "not here");
    }

    function test_transferFrom_MovesUpTo160Bits() public {
        allow(type(uint160).max, type(uint48).max);
        this.move(address(token), type(uint160).max);
        eq(token.balanceOf(address(0x51)), type(uint160).max, "moved");
        // 2^160 + 1 is 1 in 160 bits.
        uint256 beyond = (1 << 160) + 1;
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(this), 0, beyond)
        );
        this.move(address(token), beyond);
    }

    function test_transferFrom_NamesATokenThatSaysNo() public {
        address refusal = address(new Refusal());
        vm.expectRevert(abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, refusal));
        this.move(refusal, 1);
    }
}
