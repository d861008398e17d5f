// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { MakerVault } from "../../contracts/MakerVault.sol";
import { IExchange } from "../../contracts/interfaces/IExchange.sol";
import { IMakerVault, VaultStats } from "../../contracts/interfaces/IMakerVault.sol";
import { GridVaultParams } from "../../contracts/interfaces/IVaultFactory.sol";
import { Side, Take, TakeResult } from "../../contracts/interfaces/Types.sol";
import { GridLib } from "../../contracts/libraries/GridLib.sol";
import { Venue } from "./utils/Venue.sol";

contract MakerVaultTest is Venue {
    MakerVault private vault;

    function setUp() public {
        deployVenue();
        vault = createVault();
    }

    function test_creationPullsExactlyWhatRestingOrdersNeed() public view {
        // Cells 900, 950, 1000 bid: 10 lots each at 100 atoms per tick = (900+950+1000)*10*100. Cell 1050 asks: 10 lots.
        eq(quote.balanceOf(address(vault)), 2_850_000, "quote");
        eq(base.balanceOf(address(vault)), 10 * LOT, "base");
        VaultStats memory s = vault.stats();
        eq(s.cursor, 30, "cursor");
        eq(s.baseLots, 10, "lots");
        // Base enters at the reference price: 10 lots at 1000.
        eq(s.cost, 1_000_000, "cost");
        eq(s.contributed, 3_850_000, "contributed");
    }

    function test_predictedAddressIsTheVault() public view {
        yes(factory.predictGridVault(owner, gridParams()) == address(vault), "address");
    }

    function test_takerBuysOneCell() public {
        uint256 quoteBefore = quote.balanceOf(taker);
        uint256 baseBefore = base.balanceOf(taker);
        TakeResult memory r = buy(address(vault), 10);
        // 10 lots at 1100 = 1,100,000; fee 5 bps = 550. Cost was 1,000,000.
        eq(r.notional, 1_100_000, "notional");
        eq(r.fee, 550, "fee");
        eq(quoteBefore - quote.balanceOf(taker), 1_100_550, "paid");
        eq(base.balanceOf(taker) - baseBefore, 10 * LOT, "received");
        eq(quote.balanceOf(address(exchange)), 550, "fees");
        eqSigned(vault.pnl(), 100_000, "pnl");
        (bool defined, uint256 rate) = vault.winRate();
        yes(defined && rate == 1e18, "win rate");
        (bool hasRoi, int256 roi) = vault.roi();
        // 100,000 / 3,850,000, rounded down.
        yes(hasRoi && roi == 25974025974025974, "roi");
        eq(vault.stats().cursor, 40, "cursor");
    }

    function test_takerSellsAcrossCells() public {
        uint256 quoteBefore = quote.balanceOf(taker);
        TakeResult memory r = sell(address(vault), 15);
        // 10 lots at 1000 and 5 at 950 = 1,000,000 + 475,000; fee ceil(1,475,000 * 5 / 10,000) = 738.
        eq(r.notional, 1_475_000, "notional");
        eq(r.fee, 738, "fee");
        eq(quote.balanceOf(taker) - quoteBefore, 1_475_000 - 738, "received");
        eq(quote.balanceOf(address(exchange)), 738, "fees");
        eq(base.balanceOf(address(vault)), 25 * LOT, "base");
        VaultStats memory s = vault.stats();
        eq(s.cursor, 15, "cursor");
        eq(s.cost, 2_475_000, "cost");
        eqSigned(s.realisedPnl, 0, "a purchase realises nothing");
    }

    function test_recipientReceivesWhatIsSold() public {
        Take memory take = terms(Side.Bid, 10);
        take.recipient = address(0xBEEF);
        vm.prank(taker);
        exchange.takeGrid(address(vault), take);
        // 10 lots at 1000 less a fee of 500.
        eq(quote.balanceOf(address(0xBEEF)), 999_500, "quote");
    }

    function test_roundTripEarnsTheCell() public {
        sell(address(vault), 10);
        buy(address(vault), 10);
        // Bought 10 at 1000 beside 10 held at 1000, sold 10 at 1050.
        eqSigned(vault.pnl(), 50_000, "pnl");
        eq(vault.stats().cursor, 30, "cursor back");
    }

    function test_limitPriceBoundsEveryLot() public {
        Take memory take = Take(Side.Bid, 100, 1, 950, taker, FOREVER);
        vm.prank(taker);
        TakeResult memory r = exchange.takeGrid(address(vault), take);
        eq(r.size, 20, "only the bids at 1000 and 950");

        take.minSize = 21;
        take.limitPrice = 900;
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.SizeBelowMinimum.selector, 10, 21));
        exchange.takeGrid(address(vault), take);
    }

    function test_nothingAtThatPrice() public {
        Take memory take = Take(Side.Ask, 1, 1, 1099, taker, FOREVER);
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.NothingToTake.selector));
        exchange.takeGrid(address(vault), take);
    }

    function test_deadlineAndRecipient() public {
        vm.warp(1000);
        Take memory take = Take(Side.Ask, 1, 1, FOREVER, taker, 999);
        vm.startPrank(taker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.DeadlinePassed.selector, 999, 1000));
        exchange.takeGrid(address(vault), take);
        take.deadline = 1000;
        take.recipient = address(0);
        vm.expectRevert(abi.encodeWithSelector(IExchange.InvalidRecipient.selector, address(0)));
        exchange.takeGrid(address(vault), take);
        take.recipient = address(exchange);
        vm.expectRevert(abi.encodeWithSelector(IExchange.InvalidRecipient.selector, address(exchange)));
        exchange.takeGrid(address(vault), take);
        take.recipient = address(0xBEEF);
        exchange.takeGrid(address(vault), take);
        vm.stopPrank();
        eq(base.balanceOf(address(0xBEEF)), LOT, "recipient");
    }

    function test_ownerMayNotTakeHisOwnVault() public {
        Take memory take = Take(Side.Ask, 1, 1, FOREVER, owner, FOREVER);
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(IExchange.SelfTrade.selector, owner));
        exchange.takeGrid(address(vault), take);
    }

    function test_unknownVault() public {
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.UnknownVault.selector, taker));
        exchange.takeGrid(taker, terms(Side.Ask, 1));
    }

    function test_depositEntersAtTheAverage() public {
        sell(address(vault), 15);
        // 25 lots cost 2,475,000: 99,000 each.
        vm.prank(owner);
        vault.deposit(5 * LOT, 7);
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
        exchange.takeGrid(address(vault), terms(Side.Ask, 1));

        vm.startPrank(owner);
        vm.expectRevert(
            abi.encodeWithSelector(IMakerVault.Underfunded.selector, 10 * LOT, 10 * LOT, 2_849_999, 2_850_000)
        );
        vault.resume();
        vault.deposit(0, 1);
        vault.resume();
        vm.stopPrank();
        buy(address(vault), 1);
    }

    function test_withdrawEverythingTakesAllCost() public {
        sell(address(vault), 7);
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
        vault.withdraw(13 * LOT, 2_850_500, owner);
        vm.stopPrank();
        eq(base.balanceOf(address(vault)), 0, "base");
    }

    function test_donatedBaseCannotKeepAnEmptyGridLive() public {
        base.mint(address(vault), 10 * LOT);
        vm.startPrank(owner);
        vault.withdraw(10 * LOT, 0, owner);
        yes(vault.stats().halted, "ten lots are there, but none of them is the position's to sell");
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.Underfunded.selector, 0, 10 * LOT, 2_850_000, 2_850_000));
        vault.resume();
        vault.withdraw(10 * LOT, 0, owner);
        vault.deposit(10 * LOT, 0);
        vault.resume();
        vm.stopPrank();
        buy(address(vault), 10);
    }

    function test_onlyTheirOwners() public {
        vm.startPrank(taker);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.NotOwner.selector, taker));
        vault.deposit(0, 1);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.NotOwner.selector, taker));
        vault.withdraw(0, 1, taker);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.NotOwner.selector, taker));
        vault.resume();
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.NotOwner.selector, taker));
        vault.setManager(taker);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.NotManager.selector, taker));
        vault.halt();
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.NotExchange.selector, taker));
        vault.onTake(Side.Ask, 1, FOREVER, taker, taker, 0);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.NotFactory.selector, taker));
        vault.initialise(taker, 0, 0, 0);
        vm.stopPrank();
        vm.prank(address(factory));
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.AlreadyInitialised.selector));
        vault.initialise(taker, 0, 0, 0);
        MakerVault implementation = MakerVault(factory.vaultImplementation());
        vm.prank(address(factory));
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.AlreadyInitialised.selector));
        implementation.initialise(taker, 0, 0, 0);
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
        vm.prank(manager);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.NotManager.selector, manager));
        vault.halt();
    }

    function test_gridOfTheClone() public view {
        (uint64[] memory prices, uint64 size, uint64 reference_) = vault.grid();
        eq(prices.length, 5, "count");
        eq(prices[0], 900, "first");
        eq(prices[4], 1100, "last");
        eq(size, CELL, "size");
        eq(reference_, 1000, "reference");
        yes(vault.owner() == owner, "owner");
        eq(vault.marketId(), market, "market");
    }

    function test_refusesBadGrids() public {
        GridVaultParams memory params = gridParams();
        params.salt = bytes32(uint256(1));
        params.prices[2] = 950;
        vm.startPrank(owner);
        vm.expectRevert(abi.encodeWithSelector(GridLib.GridNotIncreasing.selector, 2, 950, 950));
        factory.createGridVault(params);
        params.prices = new uint64[](1);
        vm.expectRevert(abi.encodeWithSelector(GridLib.GridPriceCount.selector, 1, 2, 256));
        factory.createGridVault(params);
        params = gridParams();
        params.sizePerCell = type(uint64).max / 4 + 1;
        vm.expectRevert(
            abi.encodeWithSelector(GridLib.GridTooLarge.selector, uint256(params.sizePerCell) * 4, type(uint64).max)
        );
        factory.createGridVault(params);
        params.sizePerCell = 0;
        vm.expectRevert(abi.encodeWithSelector(GridLib.ZeroCellSize.selector));
        factory.createGridVault(params);
        params = gridParams();
        params.marketId = 9;
        vm.expectRevert(abi.encodeWithSelector(IExchange.UnknownMarket.selector, 9));
        factory.createGridVault(params);
        vm.stopPrank();
    }

    /// @notice However far off the reference price, base enters within the grid: profit cannot be declared.
    function test_entryPriceStaysWithinTheGrid() public {
        GridVaultParams memory params = gridParams();
        params.referencePrice = 1;
        params.salt = bytes32(uint256(1));
        vm.startPrank(owner);
        VaultStats memory s = MakerVault(factory.createGridVault(params)).stats();
        eq(s.cursor, 0, "all asks");
        eq(s.cost, 40 * 900 * TICK, "at the lowest price");
        params.referencePrice = type(uint64).max;
        MakerVault high = MakerVault(factory.createGridVault(params));
        eq(high.stats().cursor, 40, "all bids");
        base.approve(address(high), type(uint256).max);
        high.deposit(3 * LOT, 0);
        eq(high.stats().cost, 3 * 1100 * TICK, "at the highest price");
        vm.stopPrank();
    }

    /// @notice Costs round so that profit never overstates: a deposit up, a withdrawal down, a sale up.
    function test_costRoundsAgainstProfit() public {
        sell(address(vault), 11);
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
        buy(address(vault), 1);
        eqSigned(vault.pnl(), 100_000 - 99_762, "sold at the average, rounded up");
    }

    function test_undefinedBeforeTheFirstTrip() public view {
        (bool defined, ) = vault.winRate();
        yes(!defined, "no trip, no rate");
    }

    /// @notice Two takes leave exactly the books of one of their sum, going down and coming back.
    function testFuzz_fillsArePathIndependent(uint64 first, uint64 second) public {
        first = uint64(bound(first, 1, 29));
        second = uint64(bound(second, 1, 30 - first));
        TakeResult memory a = sell(address(vault), first);
        TakeResult memory b = sell(address(vault), second);
        GridVaultParams memory params = gridParams();
        params.salt = bytes32(uint256(1));
        vm.prank(owner);
        address other = factory.createGridVault(params);
        TakeResult memory whole = sell(other, first + second);
        eq(a.notional + b.notional, whole.notional, "notional");
        eq(vault.stats().cursor, MakerVault(other).stats().cursor, "cursor");
        eq(vault.stats().cost, MakerVault(other).stats().cost, "cost");
        a = buy(address(vault), second);
        b = buy(address(vault), first);
        whole = buy(other, first + second);
        eq(a.notional + b.notional, whole.notional, "notional up");
        eq(vault.stats().cursor, MakerVault(other).stats().cursor, "cursor up");
    }

    /// @notice Selling k lots to the grid and buying them back pays the maker exactly one cell step per lot.
    function testFuzz_roundTripPaysTheSpread(uint64 size) public {
        size = uint64(bound(size, 1, 30));
        uint256 before = quote.balanceOf(address(vault));
        sell(address(vault), size);
        buy(address(vault), size);
        eq(quote.balanceOf(address(vault)) - before, uint256(size) * 50 * TICK, "spread");
        eq(base.balanceOf(address(vault)), 10 * LOT, "inventory back");
    }
}
