// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IMakerVault } from "../../../contracts/interfaces/IMakerVault.sol";
import { IVaultDesk } from "../../../contracts/interfaces/IVaultDesk.sol";
import { VaultParams } from "../../../contracts/interfaces/IVaultFactory.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { HostileWorld } from "../utils/HostileWorld.sol";

/// @notice Rows "malicious manager" and "malicious owner" about the share of profit.
contract HostileProfitShareTest is HostileWorld {
    function setUp() public {
        deployWorld();
        list(address(base), address(quote));
    }

    // ---- profit share ---------------------------------------------------------------------------------------------

    /// @dev Ten lots that cost 1000 go for 1100: a profit of 100,000 atoms, and the vault is flat.
    function profitable(uint32 marketId) private returns (VaultAbi vault) {
        vault = createGridVault(marketId);
        buy(address(vault), 10);
        eqSigned(vault.pnl(), 100_000, "10 * 100 ticks");
    }

    function expectOwed(VaultAbi vault, uint256 amount) private {
        attemptAs(stranger, address(vault), abi.encodeCall(IMakerVault.crystallise, ()));
        eq(vault.owedTo(manager), amount, "owed");
    }

    /// @notice Row "crystallise-before-loss (HWM blocks)": after a loss, only what goes beyond the old mark is shared.
    function test_crystalliseBeforeALoss() public {
        VaultAbi vault = profitable(plain);
        expectOwed(vault, 20_000);
        expectOwed(vault, 20_000);
        sell(address(vault), 40);
        // 40 at an average of 975; ten of them go for 950.
        buy(address(vault), 10);
        eqSigned(vault.pnl(), 75_000, "a loss of 25,000");
        expectOwed(vault, 20_000);
        // 10 each at 1000, 1050, 1100: 3,150,000 for 2,925,000.
        buy(address(vault), 30);
        eqSigned(vault.pnl(), 300_000, "recovered and more");
        // 20 % of 300,000 in all, and not of the 25,000 twice.
        expectOwed(vault, 60_000);
        eqSigned(vault.profitShare().highWaterMark, 300_000, "mark");
    }

    /// @notice Row "donating to raise price then crystallise (fee <= donation share)": a gift is no profit.
    function test_donationIsNoProfit() public {
        VaultAbi vault = profitable(plain);
        quote.mint(address(vault), 1e12);
        base.mint(address(vault), 100 * LOT);
        expectOwed(vault, 20_000);
        vm.prank(owner);
        vault.deposit(0, 1e12);
        expectOwed(vault, 20_000);
        vm.prank(owner);
        vault.withdraw(0, 1e12, owner);
        expectOwed(vault, 20_000);
    }

    /// @notice Rows "fee-change cooldown (Orion #178)", "owner changes profit share retroactively": profit made so far is shared at the
    /// rate it was made under, once, however often the rate changes.
    function test_shareChanges() public {
        VaultAbi vault = profitable(plain);
        uint16[4] memory rates = [uint16(0), 5_000, 2_000, 5_000];
        for (uint256 i = 0; i < 4; ++i) {
            vm.prank(owner);
            vault.setProfitShare(rates[i]);
            eq(vault.owedTo(manager), 20_000, "at the old rate, once");
        }
        // Down to the bottom and up again: 10 * 50 ticks in each of four cells.
        sell(address(vault), 40);
        buy(address(vault), 40);
        expectOwed(vault, 20_000 + 100_000);
    }

    /// @notice Row "profit share retroactively": while profit cannot be told, the rate cannot change, and never beyond its cap.
    function test_shareThatCannotBeTold() public {
        VaultAbi vault = profitable(plain);
        sell(address(vault), 10);
        refuse(
            owner,
            address(vault),
            abi.encodeCall(IVaultDesk.setProfitShare, (0)),
            IMakerVault.ProfitShareUnsettled.selector
        );
        buy(address(vault), 10);
        refuse(
            owner,
            address(vault),
            abi.encodeCall(IVaultDesk.setProfitShare, (5_001)),
            IMakerVault.ProfitShareTooHigh.selector
        );
        VaultParams memory params = vaultParams(plain, gridStrategy());
        (params.profitShareBps, params.salt) = (5_001, bytes32(uint256(9)));
        bytes memory data = abi.encodeCall(vaults.createVault, (params));
        refuse(owner, address(vaults), data, IMakerVault.ProfitShareTooHigh.selector);
    }

    /// @notice Row "crystallise", unrealised: with an oracle, loss not realised yet counts against profit, gain not realised yet does
    /// not count, whatever the oracle says; a dead one accrues nothing and moves no mark.
    function test_unrealised() public {
        VaultAbi vault = profitable(watched);
        sell(address(vault), 40);
        // 40 lots cost 3,900,000; at 900 they are worth 3,600,000.
        feed.set(9e8);
        expectOwed(vault, 0);
        feed.kill();
        expectOwed(vault, 0);
        eqSigned(vault.profitShare().highWaterMark, 0, "no mark moved");
        // A gain of a thousand times the cost is not realised and not shared.
        feed.set(9_750e8);
        expectOwed(vault, 20_000);
        feed.set(10e8);
        expectOwed(vault, 20_000);
    }

    /// @notice Row "blocks manager claim -> pull": no withdrawal, halt, change of manager or halted market takes what was earned.
    function test_ownerCannotKeepTheShare() public {
        VaultAbi vault = profitable(plain);
        vm.startPrank(owner);
        vault.setManager(stranger);
        eq(vault.owedTo(manager), 20_000, "shared before he goes");
        (uint256 baseHeld, uint256 quoteHeld) = balances(address(vault));
        vm.stopPrank();
        refuse(
            owner,
            address(vault),
            abi.encodeCall(IMakerVault.withdraw, (baseHeld, quoteHeld - 19_999, owner)),
            IMakerVault.OwedToManager.selector
        );
        vm.startPrank(owner);
        vault.withdraw(baseHeld, quoteHeld - 20_000, owner);
        vault.setManager(address(0));
        vm.stopPrank();
        vm.prank(guardian);
        exchange.haltMarket(plain);
        uint256 before = quote.balanceOf(address(0xE15E));
        vm.prank(manager);
        vault.claimProfitShare(address(0xE15E));
        eq(quote.balanceOf(address(0xE15E)) - before, 20_000, "wherever he likes");
        refuse(
            manager,
            address(vault),
            abi.encodeCall(IVaultDesk.claimProfitShare, (manager)),
            IMakerVault.NothingOwed.selector
        );
        refuse(
            stranger,
            address(vault),
            abi.encodeCall(IVaultDesk.claimProfitShare, (stranger)),
            IMakerVault.NothingOwed.selector
        );
    }

    /// @notice Row "malicious owner", the documented limit: profit that cannot be told yet (inventory, no oracle) is not the old
    /// manager's when the owner replaces him; it goes to whoever is manager when it can be told. With an oracle it can be told always.
    function test_replacedBeforeProfitCanBeTold() public {
        VaultAbi blind = profitable(plain);
        sell(address(blind), 10);
        VaultAbi seeing = createGridVault(watched);
        buy(address(seeing), 10);
        sell(address(seeing), 10);
        vm.startPrank(owner);
        blind.setManager(stranger);
        seeing.setManager(stranger);
        vm.stopPrank();
        eq(blind.owedTo(manager), 0, "not told");
        // Sold at 1100, bought back at 1050, worth 1000: 100,000 less 50,000 not realised, of it 20 %.
        eq(seeing.owedTo(manager), 10_000, "told");
        buy(address(blind), 10);
        blind.crystallise();
        // 100,000 and then 50,000 of the step from 1050 to 1100.
        eq(blind.owedTo(stranger), 30_000, "told later");
    }
}
