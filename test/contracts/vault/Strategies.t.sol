// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { EntryPrice, IMakerVault } from "../../../contracts/interfaces/IMakerVault.sol";
import { VaultParams } from "../../../contracts/interfaces/IVaultFactory.sol";
import { GridMode, Limits, Strategy, StrategyKind } from "../../../contracts/interfaces/Strategy.sol";
import { Market } from "../../../contracts/interfaces/Types.sol";
import { StrategyLib } from "../../../contracts/libraries/StrategyLib.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { HostileToken } from "../utils/HostileTokens.sol";
import { Vm } from "../utils/Test.sol";
import { VaultTest } from "./utils/VaultTest.sol";

contract StrategiesTest is VaultTest {
    function setUp() public {
        deployAll();
    }

    function refuse(uint32 market, Strategy memory s, bytes memory reason) private {
        vm.expectRevert(reason);
        factory.encodeStrategy(s, market);
    }

    function missing(bytes32 name) private pure returns (bytes memory) {
        return abi.encodeWithSelector(StrategyLib.MissingBound.selector, name);
    }

    function unused(bytes32 name, StrategyKind kind) private pure returns (bytes memory) {
        return abi.encodeWithSelector(StrategyLib.UnusedBound.selector, name, kind);
    }

    function invalid(bytes32 name, uint256 value, uint256 min, uint256 max) private pure returns (bytes memory) {
        return abi.encodeWithSelector(StrategyLib.InvalidBound.selector, name, value, min, max);
    }

    // ---- what each kind demands -----------------------------------------------------------------------------------

    function test_gridDemands() public {
        Strategy memory s = gridStrategy();
        s.limits.minSpreadBps = 1;
        refuse(plain, s, unused("minSpreadBps", StrategyKind.GridTrading));
        s = gridStrategy();
        s.limits.maxTtl = 1;
        refuse(plain, s, unused("maxTtl", StrategyKind.GridTrading));
        s.grid.prices = new uint64[](0);
        refuse(plain, s, abi.encodeWithSelector(StrategyLib.GridRequired.selector));
    }

    function test_quotesDemand() public {
        Strategy memory s = quoteStrategy();
        s.limits.minSpreadBps = 0;
        refuse(plain, s, missing("minSpreadBps"));
        s = quoteStrategy();
        s.limits.maxFillSize = 0;
        refuse(plain, s, missing("maxFillSize"));
        s = quoteStrategy();
        s.limits.maxTtl = 0;
        refuse(plain, s, missing("maxTtl"));
        s = quoteStrategy();
        s.limits.maxLots = 0;
        refuse(plain, s, missing("maxLots"));
        s = quoteStrategy();
        s.limits.minPrice = 0;
        refuse(plain, s, missing("minPrice"));
        factory.encodeStrategy(s, marked);
        s.grid.referencePrice = 0;
        refuse(marked, s, missing("referencePrice"));
        s = quoteStrategy();
        s.limits.maxPrice = 0;
        refuse(plain, s, missing("maxPrice"));
        factory.encodeStrategy(s, marked);
        s = quoteStrategy();
        s.limits.maxOutflow = 0;
        refuse(plain, s, missing("maxOutflow"));
        s = gridStrategy();
        s.kind = StrategyKind.TwoSidedQuotes;
        refuse(plain, s, abi.encodeWithSelector(StrategyLib.GridNotAllowed.selector));
        s = quoteStrategy();
        s.grid.sizePerCell = 1;
        refuse(plain, s, unused("sizePerCell", StrategyKind.TwoSidedQuotes));
        s = quoteStrategy();
        s.grid.mode = GridMode.OneShot;
        refuse(plain, s, unused("mode", StrategyKind.TwoSidedQuotes));
        s = quoteStrategy();
        s.grid.minStepBps = 1;
        refuse(plain, s, unused("minStepBps", StrategyKind.TwoSidedQuotes));
    }

    function test_deltaDemands() public {
        Strategy memory s = deltaStrategy();
        s.limits.deltaRatioBps = 0;
        refuse(plain, s, missing("deltaRatioBps"));
        s = deltaStrategy();
        s.limits.deltaBand = 0;
        refuse(plain, s, missing("deltaBand"));
        s = deltaStrategy();
        s.limits.hedgeBudget = 0;
        refuse(plain, s, missing("hedgeBudget"));
        s = deltaStrategy();
        s.limits.hedgeMarketId = 0;
        refuse(plain, s, unused("hedgeBudget", StrategyKind.DeltaNeutral));
        s.limits.hedgeBudget = 0;
        refuse(plain, s, unused("hedgeCooldown", StrategyKind.DeltaNeutral));
        s.limits.hedgeCooldown = 0;
        factory.encodeStrategy(s, plain);
        s = quoteStrategy();
        s.limits.deltaRatioBps = -1;
        refuse(plain, s, unused("deltaRatioBps", StrategyKind.TwoSidedQuotes));
        s = quoteStrategy();
        s.limits.deltaTarget = -1;
        refuse(plain, s, unused("deltaTarget", StrategyKind.TwoSidedQuotes));
        s = quoteStrategy();
        s.limits.deltaBand = 1;
        refuse(plain, s, unused("deltaBand", StrategyKind.TwoSidedQuotes));
        s = quoteStrategy();
        s.limits.hedgeMarketId = 1;
        refuse(plain, s, unused("hedgeMarketId", StrategyKind.TwoSidedQuotes));
    }

    function test_customDemands() public {
        Strategy memory s;
        s.kind = StrategyKind.Custom;
        s.grid.referencePrice = 1;
        s.limits.guard = address(0x9999);
        refuse(plain, s, abi.encodeWithSelector(StrategyLib.GuardHasNoCode.selector, address(0x9999)));
        s.limits.guard = address(exchange);
        factory.encodeStrategy(s, plain);
        s.kind = StrategyKind.GridTrading;
        s = gridStrategy();
        s.limits.guard = address(exchange);
        refuse(plain, s, unused("guard", StrategyKind.GridTrading));
    }

    function test_absurdBounds() public {
        Strategy memory s = quoteStrategy();
        s.limits.minPrice = 1201;
        refuse(plain, s, invalid("minPrice", 1201, 0, 1200));
        s = quoteStrategy();
        s.limits.minSpreadBps = 10_001;
        refuse(plain, s, invalid("minSpreadBps", 10_001, 0, 10_000));
        s = quoteStrategy();
        s.limits.maxTtl = 30 days + 1;
        refuse(plain, s, invalid("maxTtl", 30 days + 1, 0, 30 days));
        s = quoteStrategy();
        s.limits.outflowRefill = 59;
        refuse(plain, s, invalid("outflowRefill", 59, 60, 365 days));
        s.limits.outflowRefill = 365 days + 1;
        refuse(plain, s, invalid("outflowRefill", 365 days + 1, 60, 365 days));
        s = quoteStrategy();
        s.limits.turnoverPeriod = 1;
        refuse(plain, s, invalid("turnoverPeriod", 1, 0, 0));
        s.limits.maxTurnover = 1;
        refuse(plain, s, invalid("turnoverPeriod", 1, 60, 365 days));
        s = gridStrategy();
        s.limits.outflowRefill = 60;
        refuse(plain, s, invalid("outflowRefill", 60, 0, 0));
        s = deltaStrategy();
        s.limits.deltaRatioBps = -1_000_001;
        refuse(plain, s, invalid("deltaRatioBps", 1_000_001, 0, 1_000_000));
        s = deltaStrategy();
        s.limits.hedgeCooldown = 365 days + 1;
        refuse(plain, s, invalid("hedgeCooldown", 365 days + 1, 0, 365 days));
    }

    // ---- storage of strategies ------------------------------------------------------------------------------------

    function testFuzz_everyFieldReadsBack(Limits memory limits) public {
        Strategy memory s = deltaStrategy();
        limits.guard = address(0);
        limits.minSpreadBps = uint16(bound(limits.minSpreadBps, 0, 10_000));
        limits.maxTtl = uint32(bound(limits.maxTtl, 0, 30 days));
        limits.maxOutflow = uint128(bound(limits.maxOutflow, 1, type(uint128).max));
        limits.outflowRefill = uint32(bound(limits.outflowRefill, 60, 365 days));
        limits.maxTurnover = uint128(bound(limits.maxTurnover, 1, type(uint128).max));
        limits.turnoverPeriod = uint32(bound(limits.turnoverPeriod, 60, 365 days));
        limits.minPrice = uint64(bound(limits.minPrice, 1, type(uint32).max));
        limits.maxPrice = uint64(bound(limits.maxPrice, limits.minPrice, type(uint64).max));
        limits.deltaRatioBps = limits.deltaRatioBps < 0 ? int32(-7) : int32(9);
        limits.deltaBand = uint64(bound(limits.deltaBand, 1, type(uint64).max));
        limits.hedgeMarketId = uint32(bound(limits.hedgeMarketId, 1, type(uint32).max));
        limits.hedgeBudget = uint128(bound(limits.hedgeBudget, 1, type(uint128).max));
        limits.hedgeCooldown = uint32(bound(limits.hedgeCooldown, 0, 365 days));
        s.limits = limits;
        VaultAbi vault = create(params(plain, s));
        same(vault.strategy(), s);
        // And again from a contract of its own.
        vm.startPrank(owner);
        vault.setStrategy(s, vault.strategyState());
        vm.stopPrank();
        same(vault.strategy(), s);
    }

    function same(Strategy memory a, Strategy memory b) private pure {
        yes(keccak256(abi.encode(a)) == keccak256(abi.encode(b)), "strategy");
    }

    function test_gridsAndQuotesDoNotTurnIntoEachOther() public {
        VaultAbi vault = createGrid();
        uint256 state = vault.strategyState();
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.FillSourceFixed.selector));
        vault.setStrategy(quoteStrategy(), state);
        same(vault.strategy(), gridStrategy());
    }

    function test_unlimitedHeadroomSaysSo() public {
        (uint256 a, uint256 b, uint256 c, uint256 d) = createGrid().headroom();
        yes(a == b && b == c && c == d && d == type(uint256).max, "no limits");
    }

    // ---- entry prices ---------------------------------------------------------------------------------------------

    function entryOf(VaultAbi vault, uint256 lots) private returns (EntryPrice entry, uint256 cost) {
        vm.recordLogs();
        vm.prank(owner);
        vault.deposit(lots * LOT, 0);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != IMakerVault.Deposited.selector) continue;
            (, , , , cost, entry) = abi.decode(logs[i].data, (uint40, uint256, uint256, uint256, uint256, EntryPrice));
        }
    }

    function test_entryAtMarkThenAverageThenReference() public {
        Strategy memory s = quoteStrategy();
        s.grid.referencePrice = 700;
        VaultAbi vault = create(params(marked, s));
        exchange.setMark(marked, false, 0);
        (EntryPrice entry, uint256 cost) = entryOf(vault, 1);
        yes(entry == EntryPrice.Reference, "flat, no mark");
        eq(cost, 80_000, "700 brought up to the range's 800");
        (entry, cost) = entryOf(vault, 2);
        yes(entry == EntryPrice.Average, "average");
        eq(cost, 160_000, "two at 800");
        exchange.setMark(marked, true, 1100);
        (entry, cost) = entryOf(vault, 3);
        yes(entry == EntryPrice.Mark, "mark");
        eq(cost, 330_000, "three at 1100");
        (entry, cost) = entryOf(vault, 0);
        yes(entry == EntryPrice.None, "no base");
    }

    function test_referenceAboveTheRange() public {
        Strategy memory s = quoteStrategy();
        s.grid.referencePrice = 5_000;
        VaultAbi vault = create(params(plain, s));
        (, uint256 cost) = entryOf(vault, 1);
        eq(cost, 120_000, "brought down to 1200");
    }

    // ---- tokens ---------------------------------------------------------------------------------------------------

    function test_tokensThatChargeAreRefusedAndCannotBlockTheOther() public {
        HostileToken charging = new HostileToken();
        Market memory m = terms(address(0));
        m.quote = address(charging);
        uint32 id = exchange.createMarket(m);
        charging.mint(owner, 1e18);
        vm.prank(owner);
        charging.approve(address(factory), type(uint256).max);
        charging.setFeeBps(100);
        VaultParams memory p = params(id, gridStrategy());
        vm.prank(owner);
        vm.expectRevert(
            abi.encodeWithSelector(IExchange.UnexpectedBalance.selector, address(charging), 2_821_500, 2_850_000)
        );
        factory.createVault(p);
        charging.setFeeBps(0);
        VaultAbi vault = create(p);
        charging.setFeeBps(100);
        vm.startPrank(owner);
        charging.approve(address(vault), type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(IExchange.UnexpectedBalance.selector, address(charging), 99, 100));
        vault.deposit(0, 100);
        charging.setPaused(true);
        // The quote token is dead; base leaves, and the manager can be changed.
        vault.setManager(taker);
        vault.withdraw(10 * uint256(LOT), 0, owner);
        vm.stopPrank();
        yes(vault.stats().halted, "cut into resting funds");
        eq(base.balanceOf(address(vault)), 0, "gone");
    }

    function test_permitAndMulticall() public {
        VaultParams memory p = params(plain, gridStrategy());
        bytes[] memory calls = new bytes[](2);
        // A token without permit: passed over, the allowance is there.
        calls[0] = abi.encodeCall(factory.permit, (address(base), 1, FOREVER, 27, bytes32(0), bytes32(0)));
        calls[1] = abi.encodeCall(factory.createVault, (p));
        vm.prank(owner);
        bytes[] memory results = factory.multicall(calls);
        yes(VaultAbi(abi.decode(results[1], (address))).owner() == owner, "the caller's own");
    }

    function test_sameTermsTwiceNeedAnotherSalt() public {
        createGrid();
        VaultParams memory p = params(plain, gridStrategy());
        p.manager = taker;
        vm.prank(owner);
        vm.expectRevert();
        factory.createVault(p);
        p.salt = bytes32(uint256(1));
        create(p);
    }

    /// @dev Every event a vault emits carries its number in the first data word, or in the first after the indexed ones.
    function test_eventsAreNumberedWithoutGaps() public {
        vm.recordLogs();
        VaultParams memory p = params(plain, gridStrategy());
        p.profitShareBps = 1_000;
        VaultAbi vault = create(p);
        buy(vault, 10);
        vm.startPrank(owner);
        vault.deposit(0, 1);
        vault.withdraw(0, 3_000_000, owner);
        vault.deposit(0, 3_000_000);
        vault.resume();
        vault.setProfitShare(0);
        vault.setStrategy(gridStrategy(), vault.strategyState());
        vault.setManager(taker);
        vm.stopPrank();
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 last = 0;
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter != address(vault)) continue;
            eq(abi.decode(logs[i].data, (uint256)), ++last, "event number");
        }
        eq(vault.stats().events, last, "as many as it says");
        yes(last >= 12, "all kinds seen");
    }
}
