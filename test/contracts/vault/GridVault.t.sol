// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { GridFill, GridOrder } from "../../../contracts/interfaces/IMaker.sol";
import { IMakerVault, VaultStats } from "../../../contracts/interfaces/IMakerVault.sol";
import { VaultParams } from "../../../contracts/interfaces/IVaultFactory.sol";
import { GridMode, Strategy } from "../../../contracts/interfaces/Strategy.sol";
import { Side } from "../../../contracts/interfaces/Types.sol";
import { GridLib } from "../../../contracts/libraries/GridLib.sol";
import { RebateLib } from "../../../contracts/libraries/RebateLib.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { VaultTest } from "./utils/VaultTest.sol";

contract GridVaultTest is VaultTest {
    VaultAbi private vault;

    function setUp() public {
        deployAll();
        vault = createGrid();
    }

    function test_creationPullsExactlyWhatRestingOrdersNeed() public view {
        // Cells 900, 950, 1000 bid: 10 lots each at 100 atoms per tick = (900+950+1000)*10*100. Cell 1050 asks: 10 lots.
        eq(quote.balanceOf(address(vault)), 2_850_000, "quote");
        eq(base.balanceOf(address(vault)), 10 * LOT, "base");
        VaultStats memory s = vault.stats();
        eq(s.cursor, 30, "cursor");
        eq(s.bidCursor, 0, "no second cursor");
        eq(s.baseLots, 10, "lots");
        // Base enters at the reference price: 10 lots at 1000.
        eq(s.cost, 1_000_000, "cost");
        eq(s.contributed, 3_850_000, "contributed");
        eq(s.events, 3, "strategy, share, deposit");
        eq(exchange.registered(address(vault)), plain, "registered");
        (uint256 b, uint256 q) = vault.requiredFunds();
        eq(b, 10 * LOT, "needs base");
        eq(q, 2_850_000, "needs quote");
    }

    function test_predictedAddressIsTheVault() public view {
        yes(factory.predictVault(owner, params(plain, gridStrategy())) == address(vault), "address");
    }

    function test_moreFundsThanNeededComeIn() public {
        VaultParams memory p = params(plain, gridStrategy());
        p.salt = bytes32(uint256(1));
        p.baseAmount = 12 * uint256(LOT);
        p.quoteAmount = 1;
        (uint256 b, uint256 q) = factory.requiredFunds(p);
        eq(b, 12 * LOT, "the owner's");
        eq(q, 2_850_000, "the grid's");
        VaultAbi other = create(p);
        eq(base.balanceOf(address(other)), 12 * LOT, "base");
        eq(other.stats().cost, 1_200_000, "cost");
    }

    function test_takerBuysOneCell() public {
        uint256 quoteBefore = quote.balanceOf(taker);
        uint256 baseBefore = base.balanceOf(taker);
        GridFill memory r = buy(vault, 10);
        // 10 lots at 1100 = 1,100,000; fee 5 bps = 550. Cost was 1,000,000.
        eq(r.notional, 1_100_000, "notional");
        eq(r.seq, 1, "seq");
        eq(r.cursorBefore, 30, "cursor before");
        eq(quoteBefore - quote.balanceOf(taker), 1_100_550, "paid");
        eq(base.balanceOf(taker) - baseBefore, 10 * LOT, "received");
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
        GridFill memory r = sell(vault, 15);
        // 10 lots at 1000 and 5 at 950 = 1,000,000 + 475,000; fee ceil(1,475,000 * 5 / 10,000) = 738.
        eq(r.notional, 1_475_000, "notional");
        eq(quote.balanceOf(taker) - quoteBefore, 1_475_000 - 738, "received");
        eq(base.balanceOf(address(vault)), 25 * LOT, "base");
        VaultStats memory s = vault.stats();
        eq(s.cursor, 15, "cursor");
        eq(s.cost, 2_475_000, "cost");
        eqSigned(s.realisedPnl, 0, "a purchase realises nothing");
    }

    function test_rebatesAreProfitOfBothSides() public {
        // 2 bps in the lowest tier.
        exchange.setRebates(RebateLib.withDecimals(RebateLib.pack([uint64(1), 2, 3], [uint8(2), 2, 2, 2]), 6), 0);
        uint256 before = quote.balanceOf(address(vault));
        GridFill memory r = sell(vault, 10);
        // 1,000,000 at 2 bps: 200. The vault pays 999,800 and books a cost of 1,000,000.
        eq(r.rebate, 200, "rebate");
        eq(before - quote.balanceOf(address(vault)), 999_800, "paid");
        eqSigned(vault.pnl(), 200, "pnl");
        eq(vault.stats().cost, 2_000_000, "cost");
        eq(vault.stats().trips, 0, "no trip");
        before = quote.balanceOf(address(vault));
        r = buy(vault, 10);
        // 1,050,000 at 2 bps: 210.
        eq(quote.balanceOf(address(vault)) - before, 1_050_210, "received");
        eqSigned(vault.pnl(), 200 + 50_000 + 210, "pnl of a round trip");
    }

    function test_rebateAloneWinsNoTrip() public {
        Strategy memory s = gridStrategy();
        s.grid.mode = GridMode.SameLevel;
        VaultParams memory p = params(plain, s);
        VaultAbi same = create(p);
        exchange.setRebates(RebateLib.withDecimals(RebateLib.pack([uint64(1), 2, 3], [uint8(2), 2, 2, 2]), 6), 0);
        // Five cells; 900, 950, 1000 bid; 1050 and 1100 ask: 20 lots in at 1000.
        eq(same.stats().cursor, 30, "cursor");
        eq(same.stats().cost, 2_000_000, "cost");
        sell(same, 10);
        GridFill memory r = buy(same, 10);
        eq(r.notional, 1_000_000, "sold where it was bought");
        eqSigned(same.pnl(), 400, "earns rebates only");
        eq(same.stats().trips, 1, "trip");
        eq(same.stats().wins, 0, "not won");
        buy(same, 20);
        eq(same.stats().cursor, 50, "all five cells sold");
        eq(base.balanceOf(address(same)), 0, "base");
    }

    function test_oneShotStaysFilled() public {
        Strategy memory s = gridStrategy();
        s.grid.mode = GridMode.OneShot;
        VaultAbi once = create(params(plain, s));
        eq(once.stats().cursor, 30, "asks start");
        eq(once.stats().bidCursor, 30, "bids start");
        GridFill memory r = sell(once, 15);
        eq(r.notional, 1_475_000, "bought as an adjacent grid would");
        eq(r.cursorBefore, 30, "cursor that moved");
        eq(once.stats().cursor, 30, "asks stay");
        eq(once.stats().bidCursor, 15, "bids fell");
        (uint256 b, uint256 q) = once.requiredFunds();
        eq(b, 10 * LOT, "ten lots for sale still");
        // 5 lots at 950 and 10 at 900.
        eq(q, 475_000 + 900_000, "bids left");
        r = buy(once, 100);
        eq(r.size, 10, "only what was for sale from the start");
        eq(r.notional, 1_100_000, "at 1100");
        eq(once.stats().cursor, 40, "asks done");
        eq(buy(once, 1).size, 0, "bought lots are not for sale");
        r = sell(once, 100);
        eq(r.size, 15, "the rest of the bids");
        eq(r.cursorBefore, 15, "bid cursor");
        eq(sell(once, 1).size, 0, "sold lots are not bid for");
        eq(once.stats().fills, 3, "fills");
    }

    function test_exactNotional() public {
        vm.startPrank(taker);
        // Only cell 3 asks, at 1100: 110,000 a lot.
        GridFill memory r = exchange.takeWithin(address(vault), Side.Ask, 100, FOREVER, 329_999);
        eq(r.size, 2, "two lots fit, three would be 330,000");
        r = exchange.takeWithin(address(vault), Side.Ask, 100, FOREVER, 330_000);
        eq(r.size, 3, "three lots");
        r = exchange.takeWithin(address(vault), Side.Ask, 100, FOREVER, 1e18);
        eq(r.size, 5, "all that rests");
        // Bids: 10 at 1100-cell bought back at 1050, then 1000.
        r = exchange.takeWithin(address(vault), Side.Bid, 100, 0, 1_050_001);
        eq(r.size, 11, "ten at 1050 bring 1,050,000; one more is needed");
        eq(r.notional, 1_050_000 + 100_000, "at least what was asked");
        r = exchange.takeWithin(address(vault), Side.Bid, 100, 0, 100_000);
        eq(r.size, 1, "exactly one");
        vm.stopPrank();
    }

    function test_limitPriceBoundsEveryLot() public {
        vm.prank(taker);
        eq(exchange.takeWithin(address(vault), Side.Bid, 100, 950, type(uint256).max).size, 20, "1000 and 950");
        vm.prank(taker);
        eq(exchange.takeWithin(address(vault), Side.Ask, 1, 949, type(uint256).max).size, 0, "nothing at that price");
        eq(vault.stats().fills, 1, "nothing happened");
    }

    function test_ownerAndManagerMayNotTake() public {
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(IExchange.SelfTrade.selector, owner));
        exchange.take(address(vault), Side.Ask, 1);
        vm.prank(manager);
        vm.expectRevert(abi.encodeWithSelector(IExchange.SelfTrade.selector, manager));
        exchange.take(address(vault), Side.Ask, 1);
        // Somebody else whose address ends like the manager's may.
        address like = address(uint160(manager) ^ (1 << 100));
        rich(like);
        vm.prank(like);
        eq(exchange.take(address(vault), Side.Ask, 1).size, 1, "a stranger");
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

    function test_strategyReadsBack() public view {
        Strategy memory s = vault.strategy();
        eq(s.grid.prices.length, 5, "count");
        eq(s.grid.prices[0], 900, "first");
        eq(s.grid.prices[4], 1100, "last");
        eq(s.grid.sizePerCell, 10, "size");
        eq(s.grid.referencePrice, 1000, "reference");
        yes(vault.owner() == owner, "owner");
        yes(vault.manager() == manager, "manager");
        eq(vault.marketId(), plain, "market");
    }

    function refuse(Strategy memory s, bytes memory reason) private {
        VaultParams memory p = params(plain, s);
        p.salt = bytes32(uint256(1));
        vm.prank(owner);
        vm.expectRevert(reason);
        factory.createVault(p);
    }

    function test_refusesBadGrids() public {
        Strategy memory s = gridStrategy();
        s.grid.prices[2] = 950;
        refuse(s, abi.encodeWithSelector(GridLib.GridNotIncreasing.selector, 2, 950, 950));
        s.grid.prices = new uint64[](1);
        s.grid.prices[0] = 7;
        refuse(s, abi.encodeWithSelector(GridLib.GridPriceCount.selector, 1, 2, 256));
        s.grid.prices = new uint64[](257);
        s.grid.mode = GridMode.SameLevel;
        refuse(s, abi.encodeWithSelector(GridLib.GridPriceCount.selector, 257, 1, 256));
        s = gridStrategy();
        s.grid.sizePerCell = type(uint64).max / 4 + 1;
        refuse(
            s,
            abi.encodeWithSelector(GridLib.GridTooLarge.selector, uint256(s.grid.sizePerCell) * 4, type(uint64).max)
        );
        s.grid.sizePerCell = 0;
        refuse(s, abi.encodeWithSelector(GridLib.ZeroCellSize.selector));
        // The smallest step is 1050 to 1100: 50 / 1050 = 476.19 bps.
        s = gridStrategy();
        s.grid.minStepBps = 477;
        refuse(s, abi.encodeWithSelector(GridLib.GridStepTooSmall.selector, 4, 1050, 1100, 477));
        s.grid.minStepBps = 476;
        VaultParams memory p = params(plain, s);
        eq(create(p).strategy().grid.minStepBps, 476, "accepted at the bound");
        p = params(9, gridStrategy());
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(IExchange.UnknownMarket.selector, 9));
        factory.createVault(p);
    }

    function test_oneLevelIsEnoughWhereItsCellHasOnePrice() public {
        Strategy memory s = gridStrategy();
        s.grid.mode = GridMode.SameLevel;
        s.grid.prices = new uint64[](1);
        s.grid.prices[0] = 1000;
        VaultAbi one = create(params(plain, s));
        eq(sell(one, 10).notional, 1_000_000, "bought");
        eq(buy(one, 10).notional, 1_000_000, "sold");
    }

    /// @notice However far off the reference price, base enters within the grid: profit cannot be declared.
    function test_entryPriceStaysWithinTheGrid() public {
        VaultParams memory p = params(plain, gridStrategy());
        p.strategy.grid.referencePrice = 1;
        VaultStats memory s = create(p).stats();
        eq(s.cursor, 0, "all asks");
        eq(s.cost, 40 * 900 * TICK, "at the lowest price");
        p.strategy.grid.referencePrice = type(uint64).max;
        VaultAbi high = create(p);
        eq(high.stats().cursor, 40, "all bids");
        vm.prank(owner);
        high.deposit(3 * uint256(LOT), 0);
        eq(high.stats().cost, 3 * 1100 * TICK, "at the highest price");
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

    function test_undefinedBeforeTheFirstTrip() public view {
        (bool defined, ) = vault.winRate();
        yes(!defined, "no trip, no rate");
    }

    function test_movedGridFillsAtItsNewPrices() public {
        sell(vault, 10);
        Strategy memory s = gridStrategy();
        for (uint256 i = 0; i < 5; ++i) s.grid.prices[i] += 10;
        uint256 state = vault.strategyState();
        buy(vault, 1);
        vm.startPrank(owner);
        uint256 now_ = vault.strategyState();
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.UnexpectedState.selector, now_, state));
        vault.setStrategy(s, state);
        // 910, 960 bid at a reference of 1000: 20 lots for sale, 19 are held: not enough.
        vault.setStrategy(s, now_);
        vm.stopPrank();
        yes(vault.stats().halted, "lacks a lot");
        eq(vault.stats().cursor, 20, "starts at the reference");
        eq(vault.stats().baseLots, 19, "position kept");
        vm.startPrank(owner);
        vault.deposit(LOT, 0);
        vault.resume();
        vm.stopPrank();
        // The first ask of cell 2 (1010/1060).
        eq(buy(vault, 10).notional, 10 * 1060 * TICK, "new prices");
        eq(vault.strategy().grid.prices[0], 910, "reads back");
    }

    function test_haltedStaysHaltedThroughAMove() public {
        vm.startPrank(owner);
        vault.halt();
        vault.setStrategy(gridStrategy(), vault.strategyState());
        vm.stopPrank();
        yes(vault.stats().halted, "only resume lets it fill");
    }

    /// @notice Gas of the vault's own work on a plain grid, taker's transfers included.
    function test_gasOfAPlainFill() public {
        sell(vault, 1);
        buy(vault, 1);
        vm.prank(taker);
        uint256 before = gasleft();
        exchange.take(address(vault), Side.Ask, 1);
        yes(before - gasleft() < 130_000, "cheap");
    }

    /// @notice Two takes leave exactly the books of one of their sum, going down and coming back.
    function testFuzz_fillsArePathIndependent(uint64 first, uint64 second) public {
        first = uint64(bound(first, 1, 29));
        second = uint64(bound(second, 1, 30 - first));
        VaultParams memory p = params(plain, gridStrategy());
        p.salt = bytes32(uint256(1));
        VaultAbi other = create(p);
        uint256 parts = sell(vault, first).notional + sell(vault, second).notional;
        eq(parts, sell(other, first + second).notional, "notional");
        eq(vault.stats().cursor, other.stats().cursor, "cursor");
        eq(vault.stats().cost, other.stats().cost, "cost");
        parts = buy(vault, second).notional + buy(vault, first).notional;
        eq(parts, buy(other, first + second).notional, "notional up");
        eq(vault.stats().cursor, other.stats().cursor, "cursor up");
    }

    /// @notice Selling k lots to the grid and buying them back pays the maker exactly one cell step per lot.
    function testFuzz_roundTripPaysTheSpread(uint64 size) public {
        size = uint64(bound(size, 1, 30));
        uint256 before = quote.balanceOf(address(vault));
        sell(vault, size);
        buy(vault, size);
        eq(quote.balanceOf(address(vault)) - before, uint256(size) * 50 * TICK, "spread");
        eq(base.balanceOf(address(vault)), 10 * LOT, "inventory back");
    }

    /// @notice A budget buys as many lots as it can and not one more; a demand takes the fewest that meet it.
    function testFuzz_exactNotionalIsTight(uint64 lots, uint256 amount) public {
        lots = uint64(bound(lots, 1, 30));
        sell(vault, lots);
        uint256 total = vault.stats().cursor;
        amount = bound(amount, 1, 5_000_000);
        vm.prank(taker);
        GridFill memory bids = exchange.takeWithin(address(vault), Side.Bid, FOREVER, 0, amount);
        if (bids.size < total) yes(bids.notional >= amount, "meets the demand");
        if (bids.size != 0) yes(bids.notional < amount + 110_000, "with no lot too many");
        vm.prank(taker);
        GridFill memory asks = exchange.takeWithin(address(vault), Side.Ask, FOREVER, FOREVER, amount);
        yes(asks.notional <= amount, "within the budget");
        if (vault.stats().cursor < 40) yes(asks.notional + 110_000 > amount, "one more would not fit");
    }
}
