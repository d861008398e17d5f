// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { IMakerVault, VaultStats } from "../../../contracts/interfaces/IMakerVault.sol";
import { VaultParams } from "../../../contracts/interfaces/IVaultFactory.sol";
import { Strategy, StrategyKind } from "../../../contracts/interfaces/Strategy.sol";
import { Leg, Market, Quote, Route, Side, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { TestToken } from "../../../contracts/mocks/TestToken.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { Vm } from "../utils/Test.sol";
import { VaultTest } from "./utils/VaultTest.sol";

/// @dev 50 lots at 1000, 10,000,000 quote atoms; hedges on `marked`, mark 1000; budget 5,000 a day, every 10 minutes.
contract HedgingTest is VaultTest {
    VaultAbi private vault;

    function setUp() public {
        deployAll();
        vault = createFunded(plain, deltaStrategy());
        exchange.setHedge(1000, 0, "");
    }

    function route(Side side, uint256 lots) private view returns (Route memory r) {
        r.marketId = marked;
        r.side = side;
        r.amount = lots;
        r.limit = side == Side.Ask ? type(uint256).max : 0;
        r.recipient = address(vault);
        r.deadline = FOREVER;
    }

    function hedge(Route memory r) private returns (TakeResult memory) {
        vm.prank(manager);
        return vault.hedge(r, new Leg[](1));
    }

    function refuse(Route memory r, bytes memory reason) private {
        vm.prank(manager);
        vm.expectRevert(reason);
        vault.hedge(r, new Leg[](1));
    }

    function test_purchaseEntersAtFullCost() public {
        // 10 lots at 1002 = 1,002,000, and a fee of 1,000: against a mark of 1000 that costs 3,000.
        exchange.setHedge(1002, 1_000, "");
        TakeResult memory r = hedge(route(Side.Ask, 10));
        eq(r.size, 10, "size");
        eq(r.notional, 1_002_000, "notional");
        VaultStats memory s = vault.stats();
        eq(s.baseLots, 60, "lots");
        eq(s.cost, 5_000_000 + 1_003_000, "cost, fee included");
        eq(quote.balanceOf(address(vault)), 10_000_000 - 1_003_000, "paid");
        eq(quote.allowance(address(vault), address(exchange)), 0, "no allowance stays");
        (, , uint256 left, ) = vault.headroom();
        eq(left, 2_000, "5,000 - 3,000");
        eq(s.events, 4, "event");
    }

    function test_saleRealisesNetProceeds() public {
        // 10 lots at 999 less a fee of 500: 998,500 against a cost of 1,000,000.
        exchange.setHedge(999, 500, "");
        hedge(route(Side.Ask, 0 + 1));
        vm.warp(block.timestamp + 600);
        VaultStats memory before = vault.stats();
        hedge(route(Side.Bid, 10));
        // 51 lots cost 5,000,000 + 99,900 + 500 = 5,100,400: ten of them 1,000,078.43…, rounded up.
        eq(before.cost, 5_100_400, "cost");
        eqSigned(vault.pnl(), 998_500 - 1_000_079, "realised");
        eq(vault.stats().baseLots, 41, "lots");
        eq(vault.stats().trips, 1, "a sale is a round trip");
        eq(base.allowance(address(vault), address(exchange)), 0, "no allowance stays");
    }

    function test_betterThanTheMarkCostsNothing() public {
        exchange.setHedge(990, 0, "");
        hedge(route(Side.Ask, 10));
        (, , uint256 left, ) = vault.headroom();
        eq(left, 5_000, "whole");
    }

    function test_budgetRefillsInADay() public {
        exchange.setHedge(1004, 0, "");
        // 400 atoms a lot.
        hedge(route(Side.Ask, 10));
        vm.warp(block.timestamp + 600);
        // 1,000 are left, and 5,000 * 600 / 86,400 = 34.7 came back.
        refuse(route(Side.Ask, 3), abi.encodeWithSelector(IMakerVault.HedgeTooCostly.selector, 1_200, 1_034));
        hedge(route(Side.Ask, 2));
        vm.warp(block.timestamp + 1 days);
        exchange.setHedge(996, 0, "");
        // Sales cost as well: 12 lots, 400 each.
        hedge(route(Side.Bid, 12));
        (, , uint256 left, ) = vault.headroom();
        eq(left, 200, "4,800 of 5,000");
    }

    function test_cooldown() public {
        hedge(route(Side.Ask, 1));
        vm.warp(block.timestamp + 599);
        refuse(route(Side.Ask, 1), abi.encodeWithSelector(IMakerVault.HedgeTooSoon.selector, block.timestamp + 1));
        vm.warp(block.timestamp + 1);
        hedge(route(Side.Ask, 1));
    }

    /// @notice The cooldown counts from the last hedge: the first waits for nothing, though the clock says less than a year.
    function test_firstHedgeNeedsNoCooldown() public {
        Strategy memory s = deltaStrategy();
        s.limits.hedgeCooldown = 365 days;
        vault = createFunded(plain, s);
        hedge(route(Side.Ask, 1));
        eq(vault.stats().baseLots, 51, "at once");
        refuse(
            route(Side.Ask, 1),
            abi.encodeWithSelector(IMakerVault.HedgeTooSoon.selector, uint256(1_000_000) + 365 days)
        );
    }

    function test_deltaMustBeInItsBandOrShrink() public {
        refuse(
            route(Side.Ask, 21),
            abi.encodeWithSelector(IMakerVault.DeltaOutOfBand.selector, int256(71), int256(50), 20)
        );
        vm.prank(owner);
        vault.deposit(100 * uint256(LOT), 0);
        // 150: far out. Selling 10 brings it closer.
        hedge(route(Side.Bid, 10));
        eq(vault.stats().baseLots, 140, "closer");
    }

    function test_otherLimitsHold() public {
        Strategy memory s = deltaStrategy();
        s.limits.maxFillSize = 5;
        s.limits.maxTurnover = 600_000;
        s.limits.turnoverPeriod = 1 days;
        s.limits.maxPrice = 1001;
        vm.startPrank(owner);
        vault.setStrategy(s, vault.strategyState());
        vm.stopPrank();
        refuse(route(Side.Ask, 6), abi.encodeWithSelector(IMakerVault.FillTooLarge.selector, 6, 5));
        exchange.setHedge(1001, 1, "");
        // 1,001 ticks and one atom: the average is beyond the range.
        refuse(route(Side.Ask, 1), abi.encodeWithSelector(IMakerVault.PriceOutOfRange.selector, 1002, 800, 1001));
        exchange.setHedge(1000, 0, "");
        hedge(route(Side.Ask, 5));
        vm.warp(block.timestamp + 600);
        refuse(route(Side.Ask, 2), abi.encodeWithSelector(IMakerVault.TurnoverExceeded.selector, 200_000, 100_000));
    }

    function test_whoWhereAndFor() public {
        Route memory r = route(Side.Ask, 1);
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.NotManager.selector, owner));
        vault.hedge(r, new Leg[](1));
        r.recipient = manager;
        refuse(r, abi.encodeWithSelector(IExchange.InvalidRecipient.selector, manager));
        r = route(Side.Ask, 1);
        r.marketId = plain;
        refuse(r, abi.encodeWithSelector(IMakerVault.HedgeNotAllowed.selector));
        r = route(Side.Ask, 1);
        exchange.setMark(marked, false, 0);
        refuse(r, abi.encodeWithSelector(IExchange.OracleUnavailable.selector, marked));
        exchange.setMark(marked, true, 1000);
        r.amount = 0;
        refuse(r, abi.encodeWithSelector(IExchange.NothingToTake.selector));
        vm.prank(owner);
        vault.halt();
        refuse(route(Side.Ask, 1), abi.encodeWithSelector(IMakerVault.VaultHalted.selector));
    }

    function test_withoutHedgeBoundsNoHedge() public {
        vault = createFunded(plain, quoteStrategy());
        refuse(route(Side.Ask, 1), abi.encodeWithSelector(IMakerVault.HedgeNotAllowed.selector));
        Route memory r = route(Side.Ask, 1);
        r.marketId = 0;
        refuse(r, abi.encodeWithSelector(IMakerVault.HedgeNotAllowed.selector));
    }

    function test_marketOfOtherTokens() public {
        Market memory other = terms(address(1));
        other.quote = address(new TestToken("Other", "OTH", 6));
        uint32 id = exchange.createMarket(other);
        exchange.setMark(id, true, 1000);
        Strategy memory s = deltaStrategy();
        s.limits.hedgeMarketId = id;
        vm.startPrank(owner);
        vault.setStrategy(s, vault.strategyState());
        vm.stopPrank();
        Route memory r = route(Side.Ask, 1);
        r.marketId = id;
        refuse(r, abi.encodeWithSelector(IMakerVault.HedgeMarketMismatch.selector, id));
    }

    /// @notice A hedge market with lots of another size and ticks of another value: lots and costs convert exactly.
    function test_otherUnits() public {
        Market memory other = terms(address(1));
        // Four of its lots make one of ours; its tick is 5 atoms a quarter lot: 20 a lot. A price of 1000 ours is 5000.
        (other.lotSize, other.tickSize) = (LOT / 4, 5);
        uint32 id = exchange.createMarket(other);
        exchange.setMark(id, true, 5000);
        Strategy memory s = deltaStrategy();
        s.limits.hedgeMarketId = id;
        vm.startPrank(owner);
        vault.setStrategy(s, vault.strategyState());
        vm.stopPrank();
        exchange.setHedge(5010, 0, "");
        Route memory r = route(Side.Ask, 7);
        r.marketId = id;
        refuse(r, abi.encodeWithSelector(IMakerVault.NotWholeLots.selector, (7 * uint256(LOT)) / 4, LOT));
        r.amount = 8;
        hedge(r);
        // 8 * 5010 * 5 = 200,400 for two lots worth 200,000.
        eq(vault.stats().baseLots, 52, "two lots");
        eq(vault.stats().cost, 5_200_400, "cost");
        (, , uint256 left, ) = vault.headroom();
        eq(left, 4_600, "400 spent");
    }

    function test_restingOrdersStayCovered() public {
        Strategy memory s = gridStrategy();
        s.kind = StrategyKind.DeltaNeutral;
        s.limits.deltaRatioBps = 10_000;
        s.limits.deltaTarget = 10;
        s.limits.deltaBand = 50;
        s.limits.hedgeMarketId = marked;
        s.limits.hedgeBudget = 5_000;
        vault = create(params(plain, s));
        refuse(
            route(Side.Bid, 1),
            abi.encodeWithSelector(IMakerVault.Underfunded.selector, 9 * LOT, 10 * LOT, 2_950_000, 2_850_000)
        );
        refuse(
            route(Side.Ask, 1),
            abi.encodeWithSelector(IMakerVault.Underfunded.selector, 11 * LOT, 10 * LOT, 2_750_000, 2_850_000)
        );
        vm.prank(owner);
        vault.deposit(0, 100_000);
        hedge(route(Side.Ask, 1));
        eq(vault.stats().baseLots, 11, "with spare quote");
        hedge(route(Side.Bid, 1));
    }

    function test_onlyLotsOfThePositionAreSold() public {
        base.mint(address(vault), 100 * LOT);
        refuse(route(Side.Bid, 51), beyondAllowance(50 * uint256(LOT), 51 * uint256(LOT)));
    }

    function beyondAllowance(uint256 allowed, uint256 asked) private view returns (bytes memory) {
        return abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, exchange, allowed, asked);
    }

    /// @notice Whatever a hedge may cost, what is set aside for the manager is not spent on it.
    function test_quoteOwedToTheManagerIsNotSpent() public {
        Strategy memory s = deltaStrategy();
        s.limits.hedgeBudget = 100_000;
        VaultParams memory p = params(marked, s);
        (p.profitShareBps, p.baseAmount) = (2_000, 50 * uint256(LOT));
        vault = create(p);
        Quote memory q = offer(vault);
        q.askPrice = 1100;
        fill(q, Side.Ask, 10);
        vault.crystallise();
        // 1,100,000 came in, 100,000 of it profit, a fifth of which is the manager's: 1,080,000 are free.
        eq(vault.owedTo(manager), 20_000, "owed");
        exchange.setHedge(1080, 1, "");
        refuse(route(Side.Ask, 10), beyondAllowance(1_080_000, 1_080_001));
        exchange.setHedge(1080, 0, "");
        hedge(route(Side.Ask, 10));
        eq(quote.balanceOf(address(vault)), 20_000, "all but what is owed");
        vm.prank(manager);
        eq(vault.claimProfitShare(manager), 20_000, "claimed");
    }

    /// @dev What a hedge allowed the exchange to draw of `token`, by the first approval it logged.
    function allowedFor(Route memory r, TestToken token) private returns (uint256 amount) {
        vm.recordLogs();
        hedge(r);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != IERC20.Approval.selector) continue;
            yes(logs[i].emitter == address(token), "token");
            yes(logs[i].topics[2] == bytes32(uint256(uint160(address(exchange)))), "exchange");
            return abi.decode(logs[i].data, (uint256));
        }
        yes(false, "no approval");
    }

    /// @notice The exchange may draw what the route may cost, though the vault has more.
    function test_allowanceIsNoMoreThanTheRouteMayCost() public {
        Route memory r = route(Side.Ask, 10);
        r.limit = 1_002_000;
        eq(allowedFor(r, quote), 1_002_000, "of 10,000,000");
        vm.warp(block.timestamp + 600);
        eq(allowedFor(route(Side.Bid, 3), base), 3 * uint256(LOT), "of 60 lots");
    }

    function test_drawdownStopCountsHedges() public {
        Strategy memory s = deltaStrategy();
        s.limits.maxDrawdown = 3_999;
        vm.startPrank(owner);
        vault.setStrategy(s, vault.strategyState());
        vm.stopPrank();
        exchange.setHedge(996, 0, "");
        hedge(route(Side.Bid, 10));
        yes(vault.stats().halted, "4,000 lost");
        eqSigned(vault.pnl(), -4_000, "booked");
    }

    function test_lockedMeanwhile() public {
        bytes memory locked = abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        bytes[4] memory calls = [
            abi.encodeCall(IMakerVault.crystallise, ()),
            abi.encodeCall(IMakerVault.pnl, ()),
            abi.encodeCall(IMakerVault.stats, ()),
            abi.encodeCall(IMakerVault.strategyState, ())
        ];
        for (uint256 i = 0; i < 4; ++i) {
            exchange.setHedge(1000, 0, calls[i]);
            refuse(route(Side.Ask, 1), locked);
        }
    }

    /// @notice Whatever price and fee: what a hedge lost against the mark was in the budget.
    function testFuzz_budgetBoundsTheCost(uint256 price, uint256 fee, uint64 lots, bool buys) public {
        price = bound(price, 800, 1200);
        fee = bound(fee, 0, 10_000);
        lots = uint64(bound(lots, 1, 20));
        exchange.setHedge(price, fee, "");
        uint256 before = quote.balanceOf(address(vault)) + vault.stats().baseLots * 1000 * TICK;
        vm.prank(manager);
        try vault.hedge(route(buys ? Side.Ask : Side.Bid, lots), new Leg[](1)) {} catch {}
        uint256 worth = quote.balanceOf(address(vault)) + vault.stats().baseLots * 1000 * TICK;
        yes(worth + 5_000 >= before, "cost more than the budget");
        eq(base.balanceOf(address(vault)), vault.stats().baseLots * LOT, "books and tokens agree");
    }
}
