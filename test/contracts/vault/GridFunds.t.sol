// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IMakerVault, VaultStats } from "../../../contracts/interfaces/IMakerVault.sol";
import { Side } from "../../../contracts/interfaces/Types.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { VaultTest } from "./utils/VaultTest.sol";

/// @notice Deposits, withdrawals and gifts of a vault with a grid: what they do to its cost, and when they halt it.
contract GridFundsTest is VaultTest {
    VaultAbi private vault;

    function setUp() public {
        deployAll();
        vault = createGrid();
    }

    function test_depositEntersAtTheAverage() public {
        sell(vault, 15);
        // 25 lots cost 2,475,000: 99,000 each.
        vm.prank(owner);
        vault.deposit(5 * uint256(LOT), 7);
        VaultStats memory s = vault.stats();
        eq(s.baseLots, 30, "lots");
        eq(s.cost, 2_970_000, "cost");
        eq(s.contributed, 3_850_000 + 495_000 + 7, "contributed");
        eqSigned(s.realisedPnl, 0, "no profit");
    }

    function test_depositRefusesStartedLots() public {
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.NotWholeLots.selector, LOT + 1, LOT));
        vault.deposit(LOT + 1, 0);
    }

    function test_withdrawSpareKeepsTheGridLive() public {
        vm.startPrank(owner);
        vault.deposit(LOT, 1000);
        vault.withdraw(LOT, 1000, address(0xBEEF));
        vm.stopPrank();
        eq(base.balanceOf(address(0xBEEF)), LOT, "base");
        eq(quote.balanceOf(address(0xBEEF)), 1000, "quote");
        yes(!vault.stats().halted, "live");
    }

    function test_withdrawIntoRestingFundsHalts() public {
        vm.prank(owner);
        vault.withdraw(0, 1, owner);
        yes(vault.stats().halted, "halted");
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.VaultHalted.selector));
        exchange.take(address(vault), Side.Ask, 1);

        vm.startPrank(owner);
        vm.expectRevert(
            abi.encodeWithSelector(IMakerVault.Underfunded.selector, 10 * LOT, 10 * LOT, 2_849_999, 2_850_000)
        );
        vault.resume();
        vault.deposit(0, 1);
        vault.resume();
        vm.stopPrank();
        buy(vault, 1);
    }

    function test_withdrawEverythingTakesAllCost() public {
        sell(vault, 7);
        vm.startPrank(owner);
        vault.withdraw(base.balanceOf(address(vault)), quote.balanceOf(address(vault)), owner);
        vm.stopPrank();
        VaultStats memory s = vault.stats();
        eq(s.baseLots, 0, "lots");
        eq(s.cost, 0, "cost");
        eqSigned(s.realisedPnl, 0, "pnl");
        eq(base.balanceOf(address(vault)), 0, "base");
        eq(quote.balanceOf(address(vault)), 0, "quote");
    }

    function test_startedLotLeavesThePosition() public {
        vm.prank(owner);
        vault.withdraw(1, 0, owner);
        eq(vault.stats().baseLots, 9, "lots");
        eq(vault.stats().cost, 900_000, "cost");
    }

    function test_donationsAreTheOwnersAndNoProfit() public {
        base.mint(address(vault), 3 * LOT);
        quote.mint(address(vault), 500);
        eqSigned(vault.pnl(), 0, "pnl");
        vm.startPrank(owner);
        vault.withdraw(13 * uint256(LOT), 2_850_500, owner);
        vm.stopPrank();
        eq(base.balanceOf(address(vault)), 0, "base");
    }

    function test_donatedBaseCannotKeepAnEmptyGridLive() public {
        base.mint(address(vault), 10 * LOT);
        vm.startPrank(owner);
        vault.withdraw(10 * uint256(LOT), 0, owner);
        yes(vault.stats().halted, "ten lots are there, but none of them is the position's to sell");
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.Underfunded.selector, 0, 10 * LOT, 2_850_000, 2_850_000));
        vault.resume();
        vault.withdraw(10 * uint256(LOT), 0, owner);
        vault.deposit(10 * uint256(LOT), 0);
        vault.resume();
        vm.stopPrank();
        buy(vault, 10);
    }

    /// @notice Costs round so that profit never overstates: a deposit up, a withdrawal down, a sale up.
    function test_costRoundsAgainstProfit() public {
        sell(vault, 11);
        // 10 lots at 1000 entered, 10 more were bought at 1000 and one at 950: 21 lots, 99,761.904… each.
        eq(vault.stats().cost, 2_095_000, "cost");
        vm.startPrank(owner);
        vault.deposit(LOT, 0);
        eq(vault.stats().cost, 2_095_000 + 99_762, "enters at the average, rounded up");
        // 22 lots, 99,761.909… each.
        vault.withdraw(LOT, 0, owner);
        eq(vault.stats().cost, 2_194_762 - 99_761, "leaves at the average, rounded down");
        vm.stopPrank();
        // 21 lots, 99,761.952… each; one is sold at 1000.
        buy(vault, 1);
        eqSigned(vault.pnl(), 100_000 - 99_762, "sold at the average, rounded up");
    }
}
