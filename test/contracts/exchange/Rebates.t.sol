// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { Quote, Side } from "../../../contracts/interfaces/Types.sol";
import { Vm } from "../utils/Test.sol";
import { MakerDouble } from "./Doubles.sol";
import { ExchangeBase } from "./ExchangeBase.sol";

/// @notice Who earns what for volume, and when rates change.
contract RebatesTest is ExchangeBase {
    function build(uint32 length, uint64[3] memory thresholds, uint8[4] memory rates, bytes memory failure) private {
        vm.expectRevert(failure);
        deployExchange(governor, length, thresholds, rates);
    }

    function test_badSchedules() public {
        uint64[3] memory t = [uint64(1), 2, 3];
        bytes4 period = IExchange.InvalidPeriod.selector;
        build(1 days - 1, t, [0, 1, 2, 3], abi.encodeWithSelector(period, 1 days - 1, 1 days, 365 days));
        build(365 days + 1, t, [0, 1, 2, 3], abi.encodeWithSelector(period, 365 days + 1, 1 days, 365 days));
        bytes4 schedule = IExchange.InvalidSchedule.selector;
        build(1 days, t, [2, 1, 2, 3], abi.encodeWithSelector(schedule, 1, 2, 1));
        build(1 days, t, [0, 1, 3, 2], abi.encodeWithSelector(schedule, 3, 3, 2));
        build(1 days, [uint64(1), 1, 3], [0, 1, 2, 3], abi.encodeWithSelector(schedule, 1, 1, 1));
        build(1 days, [uint64(1), 3, 2], [0, 1, 2, 3], abi.encodeWithSelector(schedule, 2, 3, 2));
        build(1 days, t, [0, 1, 2, 101], abi.encodeWithSelector(IExchange.RebateTooHigh.selector, 101, 100));
        deployExchange(governor, 365 days, [uint64(0), 1, type(uint64).max], [100, 100, 100, 100]);
    }

    function test_periods() public {
        (uint32 length, uint64 start) = exchange.periodTerms();
        yes(length == PERIOD && start == 1_000_000, "terms");
        eq(exchange.currentPeriod(), 0, "first");
        vm.warp(1_000_000 + PERIOD - 1);
        eq(exchange.currentPeriod(), 0, "its last second");
        vm.warp(1_000_000 + PERIOD);
        eq(exchange.currentPeriod(), 1, "second");
    }

    /// @notice Each unit of volume earns the rate of its own bracket.
    function test_marginalBrackets() public {
        MakerDouble vault = makerDouble(market, false);
        vm.recordLogs();
        takeGrid(vault, Side.Ask, 30);
        // 3,030,000: 1,000,000 at 0, 2,030,000 at 1 bps = 203.
        eq(rebate(), 203, "across one threshold");
        eq(exchange.makerVolume(address(vault), address(quote)), 3_030_000, "volume");
        vm.recordLogs();
        takeGrid(vault, Side.Ask, 70);
        // 7,070,000: up to 10,000,000 at 1 bps = 697, the last 100,000 at 2 bps = 20.
        eq(rebate(), 717, "across two");
        vault.setBook(1010, 1010, 1000);
        vm.recordLogs();
        takeGrid(vault, Side.Bid, 500);
        // 50,500,000 from 10,100,000: 39,900,000 at 2 bps = 7,980, 10,600,000 at 3 bps = 3,180.
        eq(rebate(), 11_160, "both sides count");
        eq(exchange.makerVolume(address(vault), address(quote)), 60_600_000, "volume");
        eq(exchange.makerVolume(address(vault), address(base)), 0, "other token");
        vm.warp(1_000_000 + PERIOD);
        eq(exchange.makerVolume(address(vault), address(quote)), 0, "a new period");
        vm.recordLogs();
        takeGrid(vault, Side.Ask, 9);
        eq(rebate(), 0, "starts at Bronze");
        eq(exchange.makerVolume(address(vault), address(quote)), 909_000, "volume");
    }

    function rebate() private returns (uint256) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != IExchange.Fill.selector) continue;
            (, , , , , uint256 r, ) = abi.decode(
                logs[i].data,
                (uint64, Side, uint64, uint256, uint256, uint256, bytes32)
            );
            return r;
        }
        revert("no fill");
    }

    function test_signersEarnPerToken() public {
        Quote memory q = standing(1);
        q.askSize = 1000;
        takeQuote(q, Side.Ask, 30);
        eq(exchange.makerVolume(maker, address(quote)), 3_030_000, "volume");
        eq(quote.balanceOf(maker), 1e30 + 3_030_000 + 203, "paid with the fill");
        // Fee 1515.
        eq(quote.balanceOf(address(exchange)), 1515 - 203, "out of its fee");
        vm.warp(1_000_000 + PERIOD);
        eq(exchange.makerVolume(maker, address(quote)), 0, "a new period");
        takeQuote(q, Side.Ask, 10);
        eq(exchange.makerVolume(maker, address(quote)), 1_010_000, "anew");
        eq(quote.balanceOf(maker), 1e30 + 4_040_000 + 203 + 1, "10,000 at 1 bps");
    }

    function test_sellingPaysTheRebateToo() public {
        Quote memory q = standing(1);
        (q.bidSize, q.bidPrice) = (100, 1000);
        takeQuote(q, Side.Bid, 100);
        // 10,000,000: 9,000,000 at 1 bps. Fee 5,000.
        eq(quote.balanceOf(maker), 1e30 - 10_000_000 + 900, "maker");
        eq(quote.balanceOf(taker), 1e30 + 9_995_000, "taker");
        eq(quote.balanceOf(address(exchange)), 4_100, "fees");
    }

    function test_cheapMarketsPayNone() public {
        yes(exchange.paysRebates(market), "5 bps less a fifth are 4");
        yes(!exchange.paysRebates(freeMarket), "no fee");
        MakerDouble vault = makerDouble(freeMarket, false);
        takeGrid(vault, Side.Ask, 100);
        eq(exchange.makerVolume(address(vault), address(quote)), 0, "no volume");
        vm.startPrank(governor);
        yes(exchange.paysRebates(exchange.createMarket(terms(4, 2500))), "4 bps less a quarter are 3");
        yes(!exchange.paysRebates(exchange.createMarket(terms(4, 2501))), "a little less are not");
        exchange.scheduleFees(market, 3, 1);
        vm.stopPrank();
        yes(exchange.paysRebates(market), "until the boundary");
        vm.warp(1_000_000 + PERIOD);
        yes(!exchange.paysRebates(market), "from it on");
        vault = makerDouble(market, false);
        takeGrid(vault, Side.Ask, 100);
        eq(exchange.makerVolume(address(vault), address(quote)), 0, "no volume");
    }

    function test_ratesChangeAtTheBoundary() public {
        MakerDouble vault = makerDouble(market, false);
        vm.warp(1_000_000 + 5 * uint256(PERIOD) - 10);
        vm.prank(governor);
        exchange.scheduleRebates([uint64(2), 3, 4], [1, 1, 1, 4]);
        (uint64[3] memory t, uint8[4] memory r) = exchange.rebateSchedule(4);
        yes(t[0] == 1 && t[2] == 50 && r[0] == 0 && r[3] == 3, "still");
        (t, r) = exchange.rebateSchedule(5);
        yes(t[0] == 2 && t[1] == 3 && t[2] == 4 && r[0] == 1 && r[3] == 4, "next");
        vm.recordLogs();
        takeGrid(vault, Side.Ask, 30);
        eq(rebate(), 203, "old rates");
        vm.warp(1_000_000 + 5 * uint256(PERIOD));
        vault.setBook(990, 1010, 100);
        vm.recordLogs();
        takeGrid(vault, Side.Ask, 50);
        // 5,050,000: 4,000,000 at 1 bps, 1,050,000 at 4 bps.
        eq(rebate(), 820, "new rates");
        // Two changes without a fill between them.
        vm.startPrank(governor);
        exchange.scheduleRebates([uint64(1), 2, 3], [0, 0, 0, 5]);
        yes(exchange.paysRebates(market), "now 4 of 4");
        vm.warp(1_000_000 + 6 * uint256(PERIOD));
        yes(!exchange.paysRebates(market), "5 of 4");
        exchange.scheduleRebates([uint64(1), 2, 3], [0, 0, 0, 0]);
        vm.stopPrank();
        (, r) = exchange.rebateSchedule(6);
        eq(r[3], 5, "the running one was kept");
        vm.warp(1_000_000 + 7 * uint256(PERIOD));
        yes(!exchange.paysRebates(market), "a highest rate of zero");
        (, r) = exchange.rebateSchedule(7);
        eq(r[3], 0, "zero");
    }
}
