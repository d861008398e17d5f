// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IMakerVault } from "../../../contracts/interfaces/IMakerVault.sol";
import { Strategy } from "../../../contracts/interfaces/Strategy.sol";
import { Quote, Side } from "../../../contracts/interfaces/Types.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { VaultTest } from "./utils/VaultTest.sol";

/// @notice Bounds that remember earlier fills: outflow, turnover, drawdown.
contract RunningBoundsTest is VaultTest {
    function setUp() public {
        deployAll();
    }

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
        fill(q, Side.Ask, 5);
        (, , , left) = vault.headroom();
        eq(left, 50_000, "5 lots sold 100 ticks below cost");
        fill(q, Side.Ask, 5);
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

    /// @notice Quote is no part of PnL: that it comes or goes forgives no loss.
    function test_quoteAloneDoesNotRestartTheStop() public {
        Strategy memory s = quoteStrategy();
        s.limits.maxDrawdown = 100_000;
        VaultAbi vault = createFunded(plain, s);
        Quote memory q = offer(vault);
        fill(q, Side.Ask, 10);
        // The peak is 20,000; 5 lots sold 100 ticks below cost lose half of what may be lost.
        (q.bidPrice, q.askPrice) = (850, 900);
        fill(q, Side.Ask, 5);
        vm.startPrank(owner);
        vault.withdraw(0, 1_000_000, owner);
        (, , , uint256 left) = vault.headroom();
        eq(left, 50_000, "quote left");
        vault.deposit(0, 1_000_000);
        (, , , left) = vault.headroom();
        eq(left, 50_000, "quote came");
        vault.withdraw(1, 0, owner);
        (, , , left) = vault.headroom();
        eq(left, 100_000, "base left");
        vm.stopPrank();
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
