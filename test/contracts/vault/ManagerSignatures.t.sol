// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC1271 } from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import { IMakerVault } from "../../../contracts/interfaces/IMakerVault.sol";
import { Quote, Side } from "../../../contracts/interfaces/Types.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { VaultTest } from "./utils/VaultTest.sol";

/// @notice A smart wallet that accepts one hash.
contract Wallet is IERC1271 {
    bytes32 public accepted;

    function accept(bytes32 hash) external {
        accepted = hash;
    }

    function isValidSignature(bytes32 hash, bytes calldata) external view override returns (bytes4) {
        return hash == accepted ? IERC1271.isValidSignature.selector : bytes4(0);
    }
}

/// @notice Whose signature makes a quote the vault's.
contract ManagerSignaturesTest is VaultTest {
    function setUp() public {
        deployAll();
    }

    function test_onlyTheManagersSignatureOfThisEpoch() public {
        VaultAbi vault = createFunded(plain, quoteStrategy());
        Quote memory q = offer(vault);
        bytes memory wrong = sign(0xBAD, q);
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.InvalidManagerSignature.selector, manager));
        exchange.takeQuote(q, wrong, Side.Bid, 1, 0);
        // A compact (64-byte) form is not a second way to say the same.
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.InvalidManagerSignature.selector, manager));
        exchange.takeQuote(q, new bytes(64), Side.Bid, 1, 0);
        vm.prank(manager);
        vault.raiseManagerEpoch();
        refuseFill(q, Side.Bid, 1, abi.encodeWithSelector(IMakerVault.ManagerEpochMismatch.selector, 0, 1));
        q.epoch = 1;
        fill(q, Side.Bid, 1);
        vm.prank(owner);
        vault.setManager(address(0));
        q.epoch = 2;
        refuseFill(q, Side.Bid, 1, abi.encodeWithSelector(IMakerVault.InvalidManagerSignature.selector, address(0)));
    }

    function test_highSignaturesAreRefused() public {
        VaultAbi vault = createFunded(plain, quoteStrategy());
        Quote memory q = offer(vault);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(MANAGER_KEY, exchange.hashQuote(q));
        uint256 order = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
        bytes memory high = abi.encodePacked(r, bytes32(order - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.InvalidManagerSignature.selector, manager));
        exchange.takeQuote(q, high, Side.Bid, 1, 0);
    }

    function test_smartWalletMayManage() public {
        VaultAbi vault = createFunded(plain, quoteStrategy());
        Wallet wallet = new Wallet();
        vm.prank(owner);
        vault.setManager(address(wallet));
        Quote memory q = offer(vault);
        bytes32 hash = exchange.hashQuote(q);
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.InvalidManagerSignature.selector, address(wallet)));
        exchange.takeQuote(q, "", Side.Bid, 1, 0);
        wallet.accept(hash);
        vm.prank(taker);
        exchange.takeQuote(q, "", Side.Bid, 1, 0);
        eq(vault.stats().baseLots, 51, "filled");
    }
}
