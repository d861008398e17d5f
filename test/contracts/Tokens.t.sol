// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { MakerVault } from "../../contracts/MakerVault.sol";
import { IMakerVault, VaultStats } from "../../contracts/interfaces/IMakerVault.sol";
import { Side } from "../../contracts/interfaces/Types.sol";
import { TestToken } from "../../contracts/mocks/TestToken.sol";
import { HostileToken, NoReturnToken } from "./utils/HostileTokens.sol";
import { Venue } from "./utils/Venue.sol";

/// @notice Markets whose tokens misbehave. What must hold: nobody is credited with what did not arrive, and a token that
/// refuses to move holds back nothing but itself.
contract TokensTest is Venue {
    HostileToken private hostile;
    MakerVault private vault;

    function setUp() public {
        deployVenue();
        hostile = new HostileToken();
    }

    function listBase(address token) private {
        base = TestToken(token);
        list();
    }

    function listQuote(address token) private {
        quote = TestToken(token);
        list();
    }

    function list() private {
        vm.prank(governor);
        market = exchange.createMarket(address(base), address(quote), LOT, TICK, FEE_BPS);
        rich(owner);
        rich(taker);
    }

    function withdrawAll(address to) private {
        uint256 baseHeld = base.balanceOf(address(vault));
        uint256 quoteHeld = quote.balanceOf(address(vault));
        vm.prank(owner);
        vault.withdraw(baseHeld, quoteHeld, to);
    }

    function test_feeOnTransferIsRefusedAtCreation() public {
        listQuote(address(hostile));
        hostile.setFeeBps(100);
        vm.prank(owner);
        vm.expectRevert(
            abi.encodeWithSelector(IMakerVault.UnexpectedBalance.selector, address(hostile), 2_821_500, 2_850_000)
        );
        factory.createGridVault(gridParams());
    }

    function test_feeOnTransferIsRefusedAtDeposit() public {
        listQuote(address(hostile));
        vault = createVault();
        hostile.setFeeBps(100);
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.UnexpectedBalance.selector, address(hostile), 990, 1000));
        vault.deposit(0, 1000);
    }

    function test_falseIsFailure() public {
        listQuote(address(hostile));
        vault = createVault();
        hostile.setReturnsFalse(true);
        bytes memory failure = abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(hostile));
        vm.prank(taker);
        vm.expectRevert(failure);
        exchange.takeGrid(address(vault), terms(Side.Ask, 1));
        vm.prank(owner);
        vm.expectRevert(failure);
        vault.withdraw(0, 1, owner);
        eq(vault.stats().cursor, 30, "as if nothing had happened");
    }

    function test_tokensWithoutReturnValueWork() public {
        listQuote(address(new NoReturnToken()));
        vault = createVault();
        sell(address(vault), 12);
        buy(address(vault), 12);
        // Held 10 at 1000, bought 10 at 1000 and 2 at 950: 22 lots for 2,190,000. Sold 12 of them, ceil(1,194,545.45), for
        // 2 at 1000 and 10 at 1050 = 1,250,000.
        eqSigned(vault.pnl(), 1_250_000 - 1_194_546, "pnl");
        withdrawAll(owner);
        eq(quote.balanceOf(address(vault)), 0, "out");
    }

    function test_aBrokenQuoteTokenHoldsBackOnlyItself() public {
        listQuote(address(hostile));
        vault = createVault();
        hostile.setPaused(true);
        vm.prank(owner);
        vault.withdraw(10 * LOT, 0, address(0xBEEF));
        eq(base.balanceOf(address(0xBEEF)), 10 * LOT, "base");
    }

    function test_aBrokenBaseTokenHoldsBackOnlyItself() public {
        listBase(address(hostile));
        vault = createVault();
        hostile.setPaused(true);
        vm.prank(owner);
        vault.withdraw(0, 2_850_000, address(0xBEEF));
        eq(quote.balanceOf(address(0xBEEF)), 2_850_000, "quote");
    }

    function test_aBlockedOwnerWithdrawsElsewhere() public {
        listQuote(address(hostile));
        vault = createVault();
        hostile.setBlocked(owner, true);
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(HostileToken.Blocked.selector, owner));
        vault.withdraw(0, 1, owner);
        withdrawAll(address(0xBEEF));
        eq(quote.balanceOf(address(0xBEEF)), 2_850_000, "quote");
    }

    /// @notice Any decimals: units are the market's, and the books stay exact.
    function testFuzz_decimals(uint8 baseDecimals, uint8 quoteDecimals, uint64 size) public {
        baseDecimals = uint8(bound(baseDecimals, 0, 24));
        quoteDecimals = uint8(bound(quoteDecimals, 0, 24));
        size = uint64(bound(size, 1, 30));
        uint96 lot = uint96(10 ** (baseDecimals > 2 ? baseDecimals - 2 : 0));
        uint80 tick = uint80(10 ** (quoteDecimals > 4 ? quoteDecimals - 4 : 0));
        base = new TestToken("B", "B", baseDecimals);
        quote = new TestToken("Q", "Q", quoteDecimals);
        vm.prank(governor);
        market = exchange.createMarket(address(base), address(quote), lot, tick, FEE_BPS);
        rich(owner);
        rich(taker);
        vault = createVault();
        uint256 before = quote.balanceOf(address(vault));
        sell(address(vault), size);
        buy(address(vault), size);
        eq(quote.balanceOf(address(vault)) - before, uint256(size) * 50 * tick, "a step per lot");
        eq(base.balanceOf(address(vault)), uint256(10) * lot, "inventory back");
        VaultStats memory s = vault.stats();
        yes(s.baseLots == 10 && s.cursor == 30, "books");
    }

    /// @notice A supply of 1e30 whole tokens of 18 decimals does not overflow anything.
    function test_hugeSupplies() public {
        base.mint(taker, 1e48);
        quote.mint(taker, 1e48);
        base.mint(owner, 1e48);
        vault = createVault();
        vm.prank(owner);
        vault.deposit(uint256(LOT) * 1e18, 0);
        // 1e18 lots at the reference price of 1000 ticks of 100 atoms.
        eq(vault.stats().cost, 1_000_000 + 1e23, "cost");
        buy(address(vault), 10);
        yes(vault.pnl() == 100_000, "pnl");
    }
}
