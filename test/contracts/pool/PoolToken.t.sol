// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { Vm } from "../utils/Test.sol";
import { PoolVenue } from "./PoolVenue.sol";

contract PoolTokenTest is PoolVenue {
    uint256 private constant KEY = 0xA11CE;
    bytes32 private constant PERMIT = keccak256(
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
    );

    function setUp() public {
        deployVenue();
        createPool();
    }

    function test_Transfer() public {
        vm.prank(founder);
        yes(pool.transfer(alice, 1_000_000), "returns true");
        eq(pool.balanceOf(alice), 1_000_000, "alice");
        eq(pool.balanceOf(founder), SUPPLY - 1_001_000, "founder");
        eq(pool.totalSupply(), SUPPLY, "supply");
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSignature("InsufficientBalance()"));
        pool.transfer(bob, 1_000_001);
    }

    /// @dev The one movement of units that was logged.
    function expectMoved(address from, address to, uint256 amount) private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 moves = 0;
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter != address(pool) || logs[i].topics[0] != IERC20.Transfer.selector) continue;
            ++moves;
            yes(logs[i].topics[1] == bytes32(uint256(uint160(from))), "from");
            yes(logs[i].topics[2] == bytes32(uint256(uint160(to))), "to");
            eq(abi.decode(logs[i].data, (uint256)), amount, "amount");
        }
        eq(moves, 1, "moves");
    }

    /// @notice Units come from address zero and go there, as the standard has it.
    function test_EveryMovementIsLogged() public {
        vm.recordLogs();
        add(alice, 38_500_000);
        expectMoved(address(0), alice, 38_500_000);
        vm.recordLogs();
        vm.prank(alice);
        pool.transfer(bob, 500_000);
        expectMoved(alice, bob, 500_000);
        vm.recordLogs();
        remove(alice, 38_000_000);
        expectMoved(alice, address(0), 38_000_000);
    }

    function test_TransferFrom_SpendsTheAllowance() public {
        vm.prank(founder);
        pool.approve(alice, 1_000);
        vm.startPrank(alice);
        yes(pool.transferFrom(founder, bob, 600), "returns true");
        eq(pool.allowance(founder, alice), 400, "left");
        vm.expectRevert(abi.encodeWithSignature("InsufficientAllowance()"));
        pool.transferFrom(founder, bob, 401);
        vm.stopPrank();
        eq(pool.balanceOf(bob), 600, "bob");
        // Permit2 is no exception.
        vm.prank(0x000000000022D473030F116dDEE9F6B43aC78BA3);
        vm.expectRevert(abi.encodeWithSignature("InsufficientAllowance()"));
        pool.transferFrom(founder, bob, 1);
    }

    function test_Permit_IsForThisPool() public {
        address signer = vm.addr(KEY);
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Tidemark LP"),
                keccak256("1"),
                block.chainid,
                address(pool)
            )
        );
        yes(pool.DOMAIN_SEPARATOR() == domain, "domain");
        bytes32 digest = keccak256(
            abi.encodePacked("\x19\x01", domain, keccak256(abi.encode(PERMIT, signer, bob, 777, 0, time)))
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, digest);
        pool.permit(signer, bob, 777, time, v, r, s);
        eq(pool.allowance(signer, bob), 777, "allowance");
        eq(pool.nonces(signer), 1, "nonce");
        vm.expectRevert(abi.encodeWithSignature("InvalidPermit()"));
        pool.permit(signer, bob, 777, time, v, r, s);
        later(1);
        vm.expectRevert(abi.encodeWithSignature("PermitExpired()"));
        pool.permit(signer, bob, 777, time - 1, v, r, s);
    }
}
