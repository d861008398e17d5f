// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { GridFill } from "../../../contracts/interfaces/IMaker.sol";
import { VaultStats } from "../../../contracts/interfaces/IMakerVault.sol";
import { VaultParams } from "../../../contracts/interfaces/IVaultFactory.sol";
import { GridMode, Strategy } from "../../../contracts/interfaces/Strategy.sol";
import { Side } from "../../../contracts/interfaces/Types.sol";
import { RebateLib } from "../../../contracts/libraries/RebateLib.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { VaultTest } from "./utils/VaultTest.sol";

/// @notice Fills of a grid: what is paid, what is booked, where the cursor goes.
contract GridVaultTest is VaultTest {
    VaultAbi private vault;

    function setUp() public {
        deployAll();
        vault = createGrid();
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
        r = exchange.takeWithin(address(vault), Side.Bid, 100, 0, 99_999);
        eq(r.size, 1, "what is missing of a tick is one tick");
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

    function test_whoBecomesManagerMayNotTakeAnyMore() public {
        vm.prank(owner);
        vault.setManager(taker);
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.SelfTrade.selector, taker));
        exchange.take(address(vault), Side.Ask, 1);
        vm.prank(owner);
        vault.setManager(manager);
        vm.prank(taker);
        eq(exchange.take(address(vault), Side.Ask, 1).size, 1, "and who no longer is may");
    }

    function test_undefinedBeforeTheFirstTrip() public view {
        (bool defined, ) = vault.winRate();
        yes(!defined, "no trip, no rate");
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
