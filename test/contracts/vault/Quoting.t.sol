// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC1271 } from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { IGuard } from "../../../contracts/interfaces/IGuard.sol";
import { IMakerVault, VaultStats } from "../../../contracts/interfaces/IMakerVault.sol";
import { VaultParams } from "../../../contracts/interfaces/IVaultFactory.sol";
import { Strategy, StrategyKind } from "../../../contracts/interfaces/Strategy.sol";
import { Quote, Side } from "../../../contracts/interfaces/Types.sol";
import { PositionLib } from "../../../contracts/libraries/PositionLib.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { VaultTest } from "./utils/VaultTest.sol";

/// @notice A smart wallet that accepts one hash.
contract Wallet is IERC1271 {
    bytes32 public accepted;

    function accept(bytes32 hash) external {
        accepted = hash;
    }

    function isValidSignature(bytes32 hash, bytes calldata) external view override returns (bytes4) {
        return hash == accepted ? IERC1271.isValidSignature.selector : bytes4(0);
    }
}

/// @notice A guard that answers as told, and remembers nothing.
contract TestGuard is IGuard {
    enum Answer {
        Yes,
        No,
        Revert,
        Garbage,
        Empty,
        Burn,
        Flood,
        SmallOnly
    }
    Answer public answer;

    function set(Answer value) external {
        answer = value;
    }

    function mayFill(Side, uint256 size, uint256 notional, uint256 lotsAfter, address) external view returns (bool) {
        if (answer == Answer.Yes) return true;
        if (answer == Answer.No) return false;
        if (answer == Answer.SmallOnly) return size <= 2 && notional <= 204_000 && lotsAfter >= 48;
        if (answer == Answer.Revert) revert("no");
        if (answer == Answer.Burn) while (true) {}
        uint256 length =
            answer == Answer.Garbage
                ? 32
                : answer == Answer.Empty
                    ? 0
                    : 20_000;
        assembly {
            mstore(0, 2)
            return(0, length)
        }
    }
}

contract QuotingTest is VaultTest {
    function setUp() public {
        deployAll();
    }

    // ---- fills and signatures -------------------------------------------------------------------------------------

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

    function test_onlyTheManagersSignatureOfThisEpoch() public {
        VaultAbi vault = createFunded(plain, quoteStrategy());
        Quote memory q = offer(vault);
        bytes memory wrong = sign(0xBAD, q);
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.InvalidManagerSignature.selector, manager));
        exchange.takeQuote(q, wrong, Side.Bid, 1, 0);
        // A compact (64-byte) form is not a second way to say the same.
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.InvalidManagerSignature.selector, manager));
        exchange.takeQuote(q, new bytes(64), Side.Bid, 1, 0);
        vm.prank(manager);
        vault.raiseManagerEpoch();
        refuseFill(q, Side.Bid, 1, abi.encodeWithSelector(IMakerVault.ManagerEpochMismatch.selector, 0, 1));
        q.epoch = 1;
        fill(q, Side.Bid, 1);
        vm.prank(owner);
        vault.setManager(address(0));
        q.epoch = 2;
        refuseFill(q, Side.Bid, 1, abi.encodeWithSelector(IMakerVault.InvalidManagerSignature.selector, address(0)));
    }

    function test_highSignaturesAreRefused() public {
        VaultAbi vault = createFunded(plain, quoteStrategy());
        Quote memory q = offer(vault);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(MANAGER_KEY, exchange.hashQuote(q));
        uint256 order = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
        bytes memory high = abi.encodePacked(r, bytes32(order - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.InvalidManagerSignature.selector, manager));
        exchange.takeQuote(q, high, Side.Bid, 1, 0);
    }

    function test_smartWalletMayManage() public {
        VaultAbi vault = createFunded(plain, quoteStrategy());
        Wallet wallet = new Wallet();
        vm.prank(owner);
        vault.setManager(address(wallet));
        Quote memory q = offer(vault);
        bytes32 hash = exchange.hashQuote(q);
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.InvalidManagerSignature.selector, address(wallet)));
        exchange.takeQuote(q, "", Side.Bid, 1, 0);
        wallet.accept(hash);
        vm.prank(taker);
        exchange.takeQuote(q, "", Side.Bid, 1, 0);
        eq(vault.stats().baseLots, 51, "filled");
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

    // ---- bounds that remember -------------------------------------------------------------------------------------

    function test_outflowDrainsAndRefills() public {
        Strategy memory s = quoteStrategy();
        s.limits.maxOutflow = 1_000_000;
        s.limits.outflowRefill = 1000;
        VaultAbi vault = createFunded(plain, s);
        Quote memory q = offer(vault);
        // 11 lots at 980 = 1,078,000.
        refuseFill(q, Side.Bid, 11, abi.encodeWithSelector(IMakerVault.OutflowExceeded.selector, 1_078_000, 1_000_000));
        fill(q, Side.Bid, 10);
        (uint256 left, , , ) = vault.headroom();
        eq(left, 20_000, "1,000,000 - 980,000");
        refuseFill(q, Side.Bid, 1, abi.encodeWithSelector(IMakerVault.OutflowExceeded.selector, 98_000, 20_000));
        // A thousand atoms come back each second: 78 seconds for the 78,000 that are missing.
        vm.warp(block.timestamp + 77);
        refuseFill(q, Side.Bid, 1, abi.encodeWithSelector(IMakerVault.OutflowExceeded.selector, 98_000, 97_000));
        vm.warp(block.timestamp + 1);
        fill(q, Side.Bid, 1);
        (left, , , ) = vault.headroom();
        eq(left, 0, "empty");
        vm.warp(block.timestamp + 100_000);
        (left, , , ) = vault.headroom();
        eq(left, 1_000_000, "never more than full");
    }

    function test_lossesDrainTheBucket() public {
        Strategy memory s = quoteStrategy();
        s.limits.maxOutflow = 1_000_000;
        VaultAbi vault = createFunded(plain, s);
        Quote memory q = offer(vault);
        // 50 lots cost 1000 each. At 900 each loses 10,000 atoms.
        (q.bidPrice, q.askPrice) = (850, 900);
        fill(q, Side.Ask, 40);
        (uint256 left, , , ) = vault.headroom();
        eq(left, 600_000, "40 lots at 10,000");
        q.askPrice = 1020;
        fill(q, Side.Ask, 5);
        (left, , , ) = vault.headroom();
        eq(left, 600_000, "a sale at a profit drains nothing");
    }

    function test_lossAgainstTheOracle() public {
        Strategy memory s = quoteStrategy();
        s.limits.maxOutflow = 100_000;
        VaultAbi vault = createFunded(marked, s);
        exchange.setMark(marked, true, 1050);
        Quote memory q = offer(vault);
        // Cost is 1000, but the mark is 1050: at 1020 a lot loses 3,000 atoms.
        fill(q, Side.Ask, 30);
        (uint256 left, , , ) = vault.headroom();
        eq(left, 10_000, "30 lots at 3,000");
        refuseFill(q, Side.Ask, 4, abi.encodeWithSelector(IMakerVault.OutflowExceeded.selector, 12_000, 10_000));
    }

    function test_turnoverPerWindow() public {
        Strategy memory s = quoteStrategy();
        s.limits.maxTurnover = 2_000_000;
        s.limits.turnoverPeriod = 1000;
        VaultAbi vault = createFunded(plain, s);
        // 1,000,000 is the start of a window.
        Quote memory q = offer(vault);
        fill(q, Side.Bid, 10);
        fill(q, Side.Ask, 10);
        // 980,000 + 1,020,000: nothing is left.
        refuseFill(q, Side.Bid, 1, abi.encodeWithSelector(IMakerVault.TurnoverExceeded.selector, 98_000, 0));
        vm.warp(1_000_999);
        refuseFill(q, Side.Bid, 1, abi.encodeWithSelector(IMakerVault.TurnoverExceeded.selector, 98_000, 0));
        vm.warp(1_001_000);
        q.expiry += 1000;
        fill(q, Side.Bid, 1);
        (, uint256 left, , ) = vault.headroom();
        eq(left, 1_902_000, "a new window");
    }

    function test_drawdownStopsTheVault() public {
        Strategy memory s = quoteStrategy();
        s.limits.maxDrawdown = 100_000;
        VaultAbi vault = createFunded(plain, s);
        Quote memory q = offer(vault);
        fill(q, Side.Ask, 10);
        // 10 lots at 1020 against 1000: 20,000, the peak.
        (, , , uint256 left) = vault.headroom();
        eq(left, 100_000, "at the peak");
        (q.bidPrice, q.askPrice) = (850, 900);
        fill(q, Side.Ask, 10);
        eqSigned(vault.pnl(), 20_000 - 100_000, "exactly 100,000 down");
        yes(!vault.stats().halted, "not beyond");
        (, , , left) = vault.headroom();
        eq(left, 0, "nothing left");
        fill(q, Side.Ask, 1);
        yes(vault.stats().halted, "beyond: the fill stands, the vault halts");
        eqSigned(vault.pnl(), -90_000, "booked");
        eq(vault.stats().events, 4, "halted by itself");
        refuseFill(q, Side.Ask, 1, abi.encodeWithSelector(IMakerVault.VaultHalted.selector));
        // Resuming starts it afresh, from -90,000.
        vm.prank(owner);
        vault.resume();
        fill(q, Side.Ask, 10);
        yes(!vault.stats().halted, "another 100,000");
        fill(q, Side.Ask, 1);
        yes(vault.stats().halted, "and no more");
    }

    function test_drawdownAtTheMark() public {
        Strategy memory s = quoteStrategy();
        s.limits.maxDrawdown = 100_000;
        VaultAbi vault = createFunded(marked, s);
        Quote memory q = offer(vault);
        // Bought at 980 with the mark at 1000: up 2,000. The peak.
        fill(q, Side.Bid, 1);
        exchange.setMark(marked, true, 980);
        (, , , uint256 left) = vault.headroom();
        // 51 lots fell 20 ticks: 102,000 atoms.
        eq(left, 0, "already below");
        fill(q, Side.Bid, 1);
        yes(vault.stats().halted, "no lot was sold, but they are worth less");
        eqSigned(vault.pnl(), 0, "nothing realised");
    }

    function test_baseThatComesOrGoesRestartsTheStop() public {
        Strategy memory s = quoteStrategy();
        s.limits.maxDrawdown = 100_000;
        VaultAbi vault = createFunded(marked, s);
        exchange.setMark(marked, true, 1050);
        Quote memory q = offer(vault);
        fill(q, Side.Bid, 1);
        // 50 lots are 50 ticks up: 250,000 unrealised. They leave; that is no loss.
        vm.prank(owner);
        vault.withdraw(50 * uint256(LOT), 0, owner);
        fill(q, Side.Bid, 1);
        yes(!vault.stats().halted, "goes on");
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

    // ---- guard ----------------------------------------------------------------------------------------------------

    function test_guardIsAskedAboutEveryFill() public {
        TestGuard guard = new TestGuard();
        Strategy memory s;
        s.kind = StrategyKind.Custom;
        s.limits.guard = address(guard);
        s.grid.referencePrice = 1000;
        VaultAbi vault = createFunded(plain, s);
        Quote memory q = offer(vault);
        fill(q, Side.Bid, 1);
        bytes memory refused = abi.encodeWithSelector(IMakerVault.RefusedByGuard.selector, address(guard));
        for (uint8 i = 1; i < 7; ++i) {
            guard.set(TestGuard.Answer(i));
            refuseFill(q, Side.Bid, 1, refused);
        }
        guard.set(TestGuard.Answer.SmallOnly);
        refuseFill(q, Side.Ask, 3, refused);
        fill(q, Side.Ask, 2);
        // 49 are left: two more would leave 47.
        refuseFill(q, Side.Ask, 2, refused);
        fill(q, Side.Ask, 1);
    }

    function test_guardOfAGrid() public {
        TestGuard guard = new TestGuard();
        Strategy memory s = gridStrategy();
        s.kind = StrategyKind.Custom;
        s.limits.guard = address(guard);
        VaultAbi vault = create(params(plain, s));
        buy(vault, 1);
        guard.set(TestGuard.Answer.No);
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.RefusedByGuard.selector, address(guard)));
        exchange.take(address(vault), Side.Ask, 1);
    }

    /// @notice Whatever the manager signs within his bounds, one bucket's fill loses the owner no more than the bucket holds.
    function testFuzz_outflowBoundsALoss(uint64[6] memory prices, uint64[6] memory sizes, uint8 sides) public {
        Strategy memory s = quoteStrategy();
        s.limits.maxOutflow = 1_000_000;
        VaultAbi vault = createFunded(marked, s);
        uint256 before = quote.balanceOf(address(vault)) + 50 * 1000 * TICK;
        for (uint256 i = 0; i < 6; ++i) {
            Quote memory q = offer(vault);
            bool bids = (sides >> i) & 1 == 0;
            (q.bidSize, q.askSize) = bids ? (100, 0) : (0, 100);
            q.bidPrice = q.askPrice = uint64(bound(prices[i], 900, 1100));
            bytes memory signature = sign(MANAGER_KEY, q);
            vm.prank(taker);
            try
                exchange.takeQuote(q, signature, bids ? Side.Bid : Side.Ask, uint64(bound(sizes[i], 1, 100)), 0)
            {} catch {}
        }
        uint256 worth = quote.balanceOf(address(vault)) + vault.stats().baseLots * 1000 * TICK;
        yes(worth + 1_000_000 >= before, "more was lost than the bucket held");
    }
}
