// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { IMakerVault } from "../../../contracts/interfaces/IMakerVault.sol";
import { Leg, Quote, Route, Side, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { Answer, PlainDelegate, Wallet } from "../utils/Wallets.sol";
import { SignedWorld } from "./SignedWorld.sol";

/// @notice Signers that are contracts, delegated accounts, managers of vaults, or nobody.
contract HostileSignersTest is SignedWorld {
    // ---- ERC-1271 -------------------------------------------------------------------------------------------------

    function wallet(Answer answer) private returns (Wallet w) {
        w = new Wallet();
        w.set(answer);
        base.mint(address(w), 1e30);
        quote.mint(address(w), 1e30);
        w.approve(IERC20(address(base)), address(exchange));
        w.approve(IERC20(address(quote)), address(exchange));
    }

    /// @notice Row "EIP-1271: wrong magic, reverts, too short, dirty magic, 2^20 bytes of revert": refused, at a bounded price in gas.
    function test_walletsThatSayNo() public {
        Answer[5] memory answers = [Answer.No, Answer.Short, Answer.DirtyMagic, Answer.Reverts, Answer.HugeRevert];
        for (uint256 i = 0; i < answers.length; ++i) {
            Quote memory q = standing(signer);
            q.maker = address(wallet(answers[i]));
            forged(q, "whatever");
        }
    }

    /// @notice Row "EIP-1271: 2^20 bytes": an answer that begins with the magic word counts, what follows is not copied.
    function test_walletThatSaysALot() public {
        Quote memory q = standing(signer);
        q.maker = address(wallet(Answer.Huge));
        filled(q, "", 1);
    }

    /// @notice Row "EIP-1271: burns gas": alone it fails; in a partial route it is skipped and the others fill.
    function test_walletThatBurnsGas() public {
        Quote memory burner = standing(signer);
        burner.maker = address(wallet(Answer.BurnsGas));
        Quote memory good = standing(signer);
        Leg[] memory legs = new Leg[](2);
        legs[0] = Leg(burner.maker, 5, FOREVER, abi.encode(burner));
        legs[1] = quoteLeg(SIGNER_KEY, good, 5, Side.Ask);
        Route memory route = routeOf(market, Side.Ask, 10);
        route.partialFill = true;
        uint256 before = gasleft();
        vm.prank(taker);
        TakeResult memory result = exchange.takeRoute(route, legs);
        yes(before - gasleft() < 6_000_000, "a bounded price");
        eq(result.size, 5, "the other's");
    }

    /// @notice Row "EIP-1271: changes answer between calls": asked on every fill, so a wallet may change its mind; lots are counted
    /// before it is paid, so it never sells more than it signed.
    function test_walletThatChangesItsMind() public {
        Quote memory q = standing(signer);
        Wallet w = wallet(Answer.Yes);
        q.maker = address(w);
        filled(q, "", 20);
        w.set(Answer.No);
        forged(q, "");
        w.set(Answer.Yes);
        filled(q, "", 10);
        refused(q, "", IExchange.NothingToTake.selector);
    }

    /// @notice Row "EIP-1271: staticcall used": a wallet that wants to change something while it is asked cannot.
    function test_walletIsAskedStatically() public {
        Quote memory q = standing(signer);
        q.maker = address(wallet(Answer.ChangesState));
        forged(q, "");
    }

    /// @notice Row "EIP-1271: re-enters fill/cancel": while it is asked nothing can change; a wallet as taker of its own quote is refused.
    function test_walletTakesItsOwnQuote() public {
        Quote memory q = standing(signer);
        Wallet w = wallet(Answer.Yes);
        q.maker = address(w);
        bytes memory data = abi.encodeCall(IExchange.takeQuote, (q, "", terms(Side.Ask, 1)));
        refuse(address(w), address(exchange), data, IExchange.SelfTrade.selector);
    }

    /// @notice Row "ERC-6492 counterfactual": a wallet that is not deployed yet has not signed.
    function test_counterfactualWallet() public {
        Quote memory q = standing(signer);
        q.maker = address(0xC0FFEE);
        bytes32 magic = 0x6492649264926492649264926492649264926492649264926492649264926492;
        forged(q, bytes.concat(abi.encode(address(vaults), "", sign(SIGNER_KEY, q)), magic));
    }

    /// @notice A manager that is an ERC-1271 wallet signs for the vault as long as it says so.
    function test_managerWallet() public {
        VaultAbi vault = createQuoteVault(market);
        Wallet w = wallet(Answer.Yes);
        vm.prank(owner);
        vault.setManager(address(w));
        Quote memory q = vaultQuote(vault);
        filled(q, "", 1);
        Answer[4] memory answers = [Answer.No, Answer.Reverts, Answer.DirtyMagic, Answer.HugeRevert];
        for (uint256 i = 0; i < answers.length; ++i) {
            w.set(answers[i]);
            refused(q, "", IMakerVault.InvalidManagerSignature.selector);
        }
    }

    // ---- EIP-7702 -------------------------------------------------------------------------------------------------

    function delegate(address account, address implementation) private {
        vm.etch(account, implementation == address(0) ? bytes("") : abi.encodePacked(hex"ef0100", implementation));
    }

    /// @notice Row "EIP-7702: delegated without 1271": the account's own key signs as before.
    function test_delegatedWithout1271() public {
        Quote memory q = standing(signer);
        bytes memory signature = sign(SIGNER_KEY, q);
        delegate(signer, address(new PlainDelegate()));
        filled(q, signature, 1);
        forged(q, sign(MANAGER_KEY, q));
    }

    /// @notice Row "EIP-7702: delegated with 1271": its own key, and whatever its delegate accepts.
    function test_delegatedWith1271() public {
        Quote memory q = standing(signer);
        bytes memory signature = sign(SIGNER_KEY, q);
        delegate(signer, address(new Wallet()));
        Wallet(signer).set(Answer.No);
        filled(q, signature, 1);
        forged(q, "session key");
        Wallet(signer).set(Answer.Yes);
        filled(q, "session key", 1);
    }

    /// @notice Row "EIP-7702: delegation set after signing and removed": a signature of the key holds throughout; one that only the
    /// delegate accepted is void without it. Nothing fills twice.
    function test_delegationThatComesAndGoes() public {
        Quote memory q = standing(signer);
        bytes memory signature = sign(SIGNER_KEY, q);
        filled(q, signature, 10);
        delegate(signer, address(new Wallet()));
        filled(q, signature, 10);
        delegate(signer, address(0));
        forged(q, "session key");
        filled(q, signature, 10);
        refused(q, signature, IExchange.NothingToTake.selector);
    }

    /// @notice Row "EIP-7702", a vault's manager.
    function test_delegatedManager() public {
        VaultAbi vault = createQuoteVault(market);
        Quote memory q = vaultQuote(vault);
        bytes memory signature = sign(MANAGER_KEY, q);
        delegate(manager, address(new PlainDelegate()));
        filled(q, signature, 1);
        delegate(manager, address(0));
        filled(q, signature, 1);
        refused(q, "session key", IMakerVault.InvalidManagerSignature.selector);
    }

    // ---- vaults ---------------------------------------------------------------------------------------------------

    /// @notice A vault's quote counts under its manager's key alone, under the current epoch, and a retired manager's is void at once.
    function test_vaultQuotesFollowTheManager() public {
        VaultAbi vault = createQuoteVault(market);
        Quote memory q = vaultQuote(vault);
        refused(q, sign(SIGNER_KEY, q), IMakerVault.InvalidManagerSignature.selector);
        bytes memory signature = sign(MANAGER_KEY, q);
        filled(q, signature, 1);
        vm.prank(owner);
        vault.setManager(signer);
        refused(q, signature, IMakerVault.ManagerEpochMismatch.selector);
        q.epoch = vault.managerEpoch();
        refused(q, sign(MANAGER_KEY, q), IMakerVault.InvalidManagerSignature.selector);
        filled(q, sign(SIGNER_KEY, q), 1);
    }

    /// @notice Without a manager nobody signs: not even a signature that recovers to nobody.
    function test_vaultWithoutManager() public {
        VaultAbi vault = createQuoteVault(market);
        vm.prank(owner);
        vault.setManager(address(0));
        Quote memory q = vaultQuote(vault);
        bytes4 reason = IMakerVault.InvalidManagerSignature.selector;
        refused(q, new bytes(65), reason);
        refused(q, "", reason);
        refused(q, abi.encodePacked(bytes32(0), bytes32(0), uint8(27)), reason);
    }

    /// @notice A pool signs nothing: a quote in its name is forged whoever signs it.
    function test_poolSignsNothing() public {
        address p = address(createPool(market));
        Quote memory q = standing(signer);
        q.maker = p;
        forged(q, sign(SIGNER_KEY, q));
        forged(q, "");
    }
}
