// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { IMakerVault, VaultStats } from "../../../contracts/interfaces/IMakerVault.sol";
import { VaultParams } from "../../../contracts/interfaces/IVaultFactory.sol";
import { Strategy } from "../../../contracts/interfaces/Strategy.sol";
import { Quote, Side } from "../../../contracts/interfaces/Types.sol";
import { PositionLib } from "../../../contracts/libraries/PositionLib.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { VaultTest } from "./utils/VaultTest.sol";

/// @notice Fills of signed quotes, and the bounds of one fill, whatever was filled before.
contract QuotingTest is VaultTest {
    function setUp() public {
        deployAll();
    }

    // ---- fills ----------------------------------------------------------------------------------------------------

    function test_quoteFillsBothSides() public {
        VaultAbi vault = createFunded(plain, quoteStrategy());
        Quote memory q = offer(vault);
        bytes memory signature = sign(MANAGER_KEY, q);
        uint256 before = quote.balanceOf(address(vault));
        vm.prank(taker);
        exchange.takeQuote(q, signature, Side.Bid, 10, 100);
        // 10 lots at 980 = 980,000, less a rebate of 100.
        eq(before - quote.balanceOf(address(vault)), 979_900, "paid");
        VaultStats memory s = vault.stats();
        eq(s.baseLots, 60, "lots");
        eq(s.cost, 5_980_000, "50 at 1000 and 10 at 980");
        eqSigned(s.realisedPnl, 100, "the rebate");
        vm.prank(taker);
        exchange.takeQuote(q, signature, Side.Ask, 60, 0);
        // 60 lots at 1020 = 6,120,000.
        eqSigned(vault.pnl(), 100 + 140_000, "sold above cost");
        eq(vault.stats().fills, 0, "quote fills are numbered by the exchange");
        eq(base.balanceOf(address(vault)), 0, "sold out");
        refuseFill(q, Side.Ask, 1, abi.encodeWithSelector(PositionLib.InsufficientLots.selector, 0, 1));
    }

    function test_eachVaultFillsOneWay() public {
        VaultAbi grid = createGrid();
        Quote memory q = offer(grid);
        refuseFill(q, Side.Bid, 1, abi.encodeWithSelector(IMakerVault.QuotesNotAllowed.selector));
        VaultAbi vault = createFunded(plain, quoteStrategy());
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.NoGrid.selector));
        exchange.take(address(vault), Side.Bid, 1);
        (uint256 b, uint256 n) = vault.requiredFunds();
        eq(b + n, 0, "nothing rests");
        yes(vault.mayCancelQuotes(manager) && vault.mayCancelQuotes(owner), "cancel");
        yes(!vault.mayCancelQuotes(taker) && !vault.mayCancelQuotes(address(0)), "nobody else");
    }

    function test_ownerAndManagerMayNotTakeQuotes() public {
        VaultAbi vault = createFunded(plain, quoteStrategy());
        Quote memory q = offer(vault);
        bytes memory signature = sign(MANAGER_KEY, q);
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(IExchange.SelfTrade.selector, owner));
        exchange.takeQuote(q, signature, Side.Bid, 1, 0);
        vm.prank(manager);
        vm.expectRevert(abi.encodeWithSelector(IExchange.SelfTrade.selector, manager));
        exchange.takeQuote(q, signature, Side.Bid, 1, 0);
        vm.prank(owner);
        vault.halt();
        refuseFill(q, Side.Bid, 1, abi.encodeWithSelector(IMakerVault.VaultHalted.selector));
    }

    // ---- bounds of one fill ---------------------------------------------------------------------------------------

    function test_priceRange() public {
        VaultAbi vault = createFunded(plain, quoteStrategy());
        Quote memory q = offer(vault);
        (q.bidPrice, q.askPrice) = (799, 1201);
        refuseFill(q, Side.Bid, 1, abi.encodeWithSelector(IMakerVault.PriceOutOfRange.selector, 799, 800, 1200));
        refuseFill(q, Side.Ask, 1, abi.encodeWithSelector(IMakerVault.PriceOutOfRange.selector, 1201, 800, 1200));
        (q.bidPrice, q.askPrice) = (800, 1200);
        fill(q, Side.Bid, 1);
        fill(q, Side.Ask, 1);
    }

    function test_fillSizeAndInventory() public {
        Strategy memory s = quoteStrategy();
        s.limits.maxLots = 120;
        VaultAbi vault = createFunded(plain, s);
        Quote memory q = offer(vault);
        (q.bidSize, q.askSize) = (1000, 1000);
        refuseFill(q, Side.Bid, 101, abi.encodeWithSelector(IMakerVault.FillTooLarge.selector, 101, 100));
        refuseFill(q, Side.Bid, 71, abi.encodeWithSelector(IMakerVault.InventoryTooLarge.selector, 121, 120));
        fill(q, Side.Bid, 70);
        refuseFill(q, Side.Bid, 1, abi.encodeWithSelector(IMakerVault.InventoryTooLarge.selector, 121, 120));
        fill(q, Side.Ask, 100);
    }

    function test_spreadAndLifetime() public {
        VaultAbi vault = createFunded(plain, quoteStrategy());
        Quote memory q = offer(vault);
        // 1 % of 1000 is 10.
        (q.bidPrice, q.askPrice) = (1000, 1009);
        refuseFill(q, Side.Bid, 1, abi.encodeWithSelector(IMakerVault.SpreadTooNarrow.selector, 1000, 1009, 100));
        q.askPrice = 1010;
        fill(q, Side.Bid, 1);
        (q.askPrice, q.askSize) = (0, 0);
        fill(q, Side.Bid, 1);
        q.expiry = uint64(block.timestamp) + 3601;
        refuseFill(
            q,
            Side.Bid,
            1,
            abi.encodeWithSelector(IMakerVault.QuoteTooLong.selector, q.expiry, block.timestamp + 3600)
        );
        vm.warp(block.timestamp + 1);
        fill(q, Side.Bid, 1);
    }

    function test_oracleBand() public {
        Strategy memory s = quoteStrategy();
        (s.limits.minPrice, s.limits.maxPrice) = (0, 0);
        VaultAbi vault = createFunded(marked, s);
        Quote memory q = offer(vault);
        // 10 % of 1000.
        (q.bidPrice, q.askPrice) = (900, 1101);
        fill(q, Side.Bid, 1);
        refuseFill(
            q,
            Side.Ask,
            1,
            abi.encodeWithSelector(IMakerVault.PriceOutOfBand.selector, 1101, uint256(1000) << 64, 1000)
        );
        (q.bidPrice, q.askPrice) = (899, 1100);
        fill(q, Side.Ask, 1);
        refuseFill(
            q,
            Side.Bid,
            1,
            abi.encodeWithSelector(IMakerVault.PriceOutOfBand.selector, 899, uint256(1000) << 64, 1000)
        );
        exchange.setMark(marked, false, 0);
        refuseFill(q, Side.Ask, 1, abi.encodeWithSelector(IExchange.OracleUnavailable.selector, marked));
    }

    function test_bandHoldsForEveryLotOfAGrid() public {
        VaultParams memory p = params(marked, gridStrategy());
        VaultAbi vault = create(p);
        exchange.setMark(marked, true, 1050);
        // 10 % of 1050 reaches from 945 to 1155: the bid at 1000 is inside, those at 950 too, 900 is not.
        sell(vault, 20);
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.PriceOutOfBand.selector, 900, uint256(1050) << 64, 1000));
        exchange.take(address(vault), Side.Bid, 1);
        exchange.setMark(marked, true, 1000);
        sell(vault, 1);
        // A good last lot does not pay for a bad first one: asks from 950 up, mark 1056.
        exchange.setMark(marked, true, 1056);
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.PriceOutOfBand.selector, 950, uint256(1056) << 64, 1000));
        exchange.take(address(vault), Side.Ask, 20);
    }

    function test_gridWithLimitsIsHeldToThem() public {
        Strategy memory s = gridStrategy();
        s.limits.minPrice = 950;
        s.limits.maxFillSize = 15;
        s.limits.maxLots = 25;
        VaultAbi vault = create(params(plain, s));
        vm.startPrank(taker);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.FillTooLarge.selector, 16, 15));
        exchange.take(address(vault), Side.Bid, 16);
        exchange.take(address(vault), Side.Bid, 15);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.InventoryTooLarge.selector, 26, 25));
        exchange.take(address(vault), Side.Bid, 1);
        exchange.take(address(vault), Side.Ask, 15);
        vm.stopPrank();
        s.limits.maxLots = 0;
        vm.startPrank(owner);
        vault.setStrategy(s, vault.strategyState());
        vm.stopPrank();
        vm.startPrank(taker);
        exchange.take(address(vault), Side.Bid, 15);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.PriceOutOfRange.selector, 900, 950, type(uint256).max));
        exchange.take(address(vault), Side.Bid, 6);
        exchange.take(address(vault), Side.Bid, 5);
        vm.stopPrank();
    }

    // ---- delta ----------------------------------------------------------------------------------------------------

    function test_deltaStaysInItsBandOrShrinks() public {
        Strategy memory s = deltaStrategy();
        VaultAbi vault = createFunded(plain, s);
        Quote memory q = offer(vault);
        // Target 50, band 20, 50 held.
        refuseFill(
            q,
            Side.Bid,
            21,
            abi.encodeWithSelector(IMakerVault.DeltaOutOfBand.selector, int256(71), int256(50), 20)
        );
        fill(q, Side.Bid, 20);
        fill(q, Side.Ask, 40);
        refuseFill(
            q,
            Side.Ask,
            1,
            abi.encodeWithSelector(IMakerVault.DeltaOutOfBand.selector, int256(29), int256(50), 20)
        );
        // The owner brings 100 more: 130 is far outside, but selling brings it closer.
        vm.prank(owner);
        vault.deposit(100 * uint256(LOT), 0);
        refuseFill(
            q,
            Side.Bid,
            1,
            abi.encodeWithSelector(IMakerVault.DeltaOutOfBand.selector, int256(131), int256(50), 20)
        );
        fill(q, Side.Ask, 1);
        // From 129 to 29: inside neither, but |29 - 50| < |129 - 50|.
        fill(q, Side.Ask, 100);
    }

    function test_deltaRatioRoundsTowardZero() public {
        Strategy memory s = deltaStrategy();
        // Each lot counts -0.5: 50 lots are -25.
        s.limits.deltaRatioBps = -5_000;
        s.limits.deltaTarget = -25;
        s.limits.deltaBand = 1;
        VaultAbi vault = createFunded(plain, s);
        Quote memory q = offer(vault);
        // 53 lots are -26.5, rounded to -26: within. 54 are -27.
        refuseFill(
            q,
            Side.Bid,
            4,
            abi.encodeWithSelector(IMakerVault.DeltaOutOfBand.selector, int256(-27), int256(-25), 1)
        );
        fill(q, Side.Bid, 3);
    }
}
