// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { GridOrder } from "../../../contracts/interfaces/IMaker.sol";
import { IMakerVault } from "../../../contracts/interfaces/IMakerVault.sol";
import { Strategy } from "../../../contracts/interfaces/Strategy.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { VaultTest } from "./utils/VaultTest.sol";

/// @notice Who may call what of a vault.
contract VaultRolesTest is VaultTest {
    VaultAbi private vault;

    function setUp() public {
        deployAll();
        vault = createGrid();
    }

    function test_onlyTheirOwners() public {
        Strategy memory s = gridStrategy();
        GridOrder memory order;
        bytes memory notOwner = abi.encodeWithSelector(IMakerVault.NotOwner.selector, taker);
        vm.startPrank(taker);
        vm.expectRevert(notOwner);
        vault.deposit(0, 1);
        vm.expectRevert(notOwner);
        vault.withdraw(0, 1, taker);
        vm.expectRevert(notOwner);
        vault.resume();
        vm.expectRevert(notOwner);
        vault.setManager(taker);
        vm.expectRevert(notOwner);
        vault.setProfitShare(1);
        vm.expectRevert(notOwner);
        vault.setStrategy(s, 0);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.NotManager.selector, taker));
        vault.halt();
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.NotManager.selector, taker));
        vault.raiseManagerEpoch();
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.NotExchange.selector, taker));
        vault.onTake(order);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.NotVaultFactory.selector, taker));
        vault.initialise(taker, 0, 0, 0, 0);
        vm.stopPrank();
        vm.startPrank(address(factory));
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.AlreadyInitialised.selector));
        vault.initialise(taker, 0, 0, 0, 0);
        VaultAbi implementation = VaultAbi(factory.vaultImplementation());
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.AlreadyInitialised.selector));
        implementation.initialise(taker, 0, 0, 0, 0);
        vm.stopPrank();
    }

    function test_managerHaltsAndNothingElse() public {
        vm.startPrank(manager);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.NotOwner.selector, manager));
        vault.withdraw(0, 1, manager);
        vault.halt();
        vm.stopPrank();
        yes(vault.stats().halted, "halted");
        vm.startPrank(owner);
        vault.setManager(taker);
        vault.resume();
        vm.stopPrank();
        eq(vault.managerEpoch(), 1, "epoch");
        vm.prank(manager);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.NotManager.selector, manager));
        vault.halt();
    }
}
