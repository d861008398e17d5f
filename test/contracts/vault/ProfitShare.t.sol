// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IMakerVault, ProfitShareState } from "../../../contracts/interfaces/IMakerVault.sol";
import { VaultParams } from "../../../contracts/interfaces/IVaultFactory.sol";
import { Strategy } from "../../../contracts/interfaces/Strategy.sol";
import { Quote, Side } from "../../../contracts/interfaces/Types.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { VaultTest } from "./utils/VaultTest.sol";

/// @dev 50 lots at 1000 and 10,000,000 quote atoms; a share of 20 %; wide bounds.
contract ProfitShareTest is VaultTest {
    function setUp() public {
        deployAll();
    }

    function shared(uint32 market) private returns (VaultAbi vault) {
        Strategy memory s = quoteStrategy();
        s.limits.maxOutflow = 1e18;
        VaultParams memory p = params(market, s);
        p.profitShareBps = 2_000;
        p.baseAmount = 50 * uint256(LOT);
        p.quoteAmount = 10_000_000;
        vault = create(p);
    }

    function tradeAt(VaultAbi vault, Side side, uint64 price, uint64 size) private {
        Quote memory q = offer(vault);
        (q.bidSize, q.askSize) = side == Side.Bid ? (size, uint64(0)) : (uint64(0), size);
        q.bidPrice = q.askPrice = price;
        fill(q, side, size);
    }

    function expect(VaultAbi vault, int256 mark, uint256 owed, uint256 carried) private view {
        ProfitShareState memory p = vault.profitShare();
        eqSigned(p.highWaterMark, mark, "mark");
        eq(p.owed, owed, "owed");
        eq(p.carried, carried, "carried");
    }

    function test_withoutAnOracleOnlyWhileFlat() public {
        VaultAbi vault = shared(plain);
        tradeAt(vault, Side.Ask, 1100, 49);
        vault.crystallise();
        expect(vault, 0, 0, 0);
        tradeAt(vault, Side.Ask, 1100, 1);
        // 50 lots, 100 ticks up: 500,000. A fifth is 100,000.
        eqSigned(vault.pnl(), 500_000, "pnl");
        vault.crystallise();
        expect(vault, 500_000, 100_000, 0);
        eq(vault.owedTo(manager), 100_000, "the manager's");
        uint256 events = vault.stats().events;
        vault.crystallise();
        eq(vault.stats().events, events, "nothing new, no event");
    }

    function test_evenASingleAtomIsOwed() public {
        Strategy memory s = quoteStrategy();
        VaultParams memory p = params(marked, s);
        p.profitShareBps = 100;
        p.baseAmount = 50 * uint256(LOT);
        p.quoteAmount = 10_000_000;
        VaultAbi vault = create(p);
        // One lot, one tick up: 100 atoms. A hundredth is 1.
        tradeAt(vault, Side.Ask, 1001, 1);
        vault.crystallise();
        expect(vault, 100, 1, 0);
        eq(vault.owedTo(manager), 1, "the manager's");
    }

    function test_lossesMustBeWonBackFirst() public {
        VaultAbi vault = shared(marked);
        tradeAt(vault, Side.Ask, 1100, 10);
        // 10 lots, 100 ticks up: 100,000. The rest is worth its cost.
        vault.crystallise();
        expect(vault, 100_000, 20_000, 0);
        // 10 sold 50 ticks below cost: 50,000 lost.
        tradeAt(vault, Side.Ask, 950, 10);
        vault.crystallise();
        expect(vault, 100_000, 20_000, 0);
        tradeAt(vault, Side.Ask, 1050, 10);
        vault.crystallise();
        expect(vault, 100_000, 20_000, 0);
        tradeAt(vault, Side.Ask, 1001, 1);
        vault.crystallise();
        // 100 atoms above the mark: 20.
        expect(vault, 100_100, 20_020, 0);
    }

    function test_unrealisedLossCountsAndGainDoesNot() public {
        VaultAbi vault = shared(marked);
        tradeAt(vault, Side.Ask, 1100, 10);
        exchange.setMark(marked, true, 1500);
        vault.crystallise();
        expect(vault, 100_000, 20_000, 0);
        exchange.setMark(marked, true, 1000);
        tradeAt(vault, Side.Ask, 1100, 10);
        // Realised 200,000; 30 lots, 20 ticks under cost: 60,000. 40,000 above the mark.
        exchange.setMark(marked, true, 980);
        vault.crystallise();
        expect(vault, 140_000, 28_000, 0);
        // Under water as a whole: no negative share, no lower mark.
        exchange.setMark(marked, true, 500);
        vault.crystallise();
        expect(vault, 140_000, 28_000, 0);
    }

    function test_deadOracleAccruesNothing() public {
        VaultAbi vault = shared(marked);
        tradeAt(vault, Side.Ask, 1100, 10);
        exchange.setMark(marked, false, 0);
        vault.crystallise();
        expect(vault, 0, 0, 0);
        vm.startPrank(owner);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.ProfitShareUnsettled.selector));
        vault.setProfitShare(1_000);
        // A manager leaves unpaid for what cannot be told, but he leaves.
        vault.setManager(address(0xCAFE));
        vault.withdraw(40 * uint256(LOT), 11_100_000, owner);
        vm.stopPrank();
        expect(vault, 0, 0, 0);
        eq(quote.balanceOf(address(vault)), 0, "all left");
    }

    function test_absurdMarkIsADeadOne() public {
        VaultAbi vault = shared(marked);
        tradeAt(vault, Side.Ask, 1100, 10);
        exchange.setMark(marked, true, 1 << 64);
        vm.prank(owner);
        vault.setManager(address(0xCAFE));
        expect(vault, 0, 0, 0);
    }

    function test_rateChangeSharesThePastAtTheOldRate() public {
        VaultAbi vault = shared(marked);
        tradeAt(vault, Side.Ask, 1100, 10);
        vm.startPrank(owner);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.ProfitShareTooHigh.selector, 5_001, 5_000));
        vault.setProfitShare(5_001);
        vault.setProfitShare(5_000);
        vm.stopPrank();
        expect(vault, 100_000, 20_000, 0);
        tradeAt(vault, Side.Ask, 1100, 10);
        vault.crystallise();
        // 20,000 and half of another 100,000.
        expect(vault, 200_000, 70_000, 0);
        vm.prank(owner);
        vault.setProfitShare(0);
        tradeAt(vault, Side.Ask, 1100, 10);
        vault.crystallise();
        expect(vault, 300_000, 70_000, 0);
        VaultParams memory p = params(plain, gridStrategy());
        p.profitShareBps = 5_001;
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.ProfitShareTooHigh.selector, 5_001, 5_000));
        factory.createVault(p);
    }

    function test_shareRoundsDown() public {
        VaultAbi vault = shared(marked);
        vm.prank(owner);
        vault.setProfitShare(3_333);
        tradeAt(vault, Side.Ask, 1001, 1);
        vault.crystallise();
        // 100 * 33.33 %.
        expect(vault, 100, 33, 0);
    }

    function test_eachManagerKeepsHisOwn() public {
        VaultAbi vault = shared(marked);
        tradeAt(vault, Side.Ask, 1100, 10);
        vm.prank(owner);
        vault.setManager(vm.addr(7));
        expect(vault, 100_000, 20_000, 0);
        Quote memory q = offer(vault);
        q.askPrice = 1100;
        bytes memory signature = sign(7, q);
        vm.prank(taker);
        exchange.takeQuote(q, signature, Side.Ask, 20, 0);
        vault.crystallise();
        eq(vault.owedTo(manager), 20_000, "first");
        eq(vault.owedTo(vm.addr(7)), 40_000, "second");
        vm.prank(manager);
        eq(vault.claimProfitShare(address(0xBEEF)), 20_000, "claimed");
        eq(quote.balanceOf(address(0xBEEF)), 20_000, "paid where he said");
        expect(vault, 300_000, 40_000, 0);
        vm.prank(manager);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.NothingOwed.selector, manager));
        vault.claimProfitShare(manager);
        // Without a manager, profit is the owner's alone.
        vm.prank(owner);
        vault.setManager(address(0));
        vm.prank(vm.addr(7));
        vault.claimProfitShare(vm.addr(7));
        eq(vault.stats().cost, 2_000_000, "20 lots left");
    }

    function test_withoutManagerTheMarkRisesAndNothingAccrues() public {
        VaultAbi vault = shared(marked);
        tradeAt(vault, Side.Ask, 1100, 10);
        vm.prank(owner);
        vault.setManager(address(0));
        vm.prank(manager);
        vault.claimProfitShare(manager);
        // A manager of one fill, then nobody again.
        vm.startPrank(owner);
        vault.setManager(manager);
        vm.stopPrank();
        tradeAt(vault, Side.Ask, 1100, 10);
        expect(vault, 100_000, 0, 0);
        vault.crystallise();
        expect(vault, 200_000, 20_000, 0);
    }

    function test_ownerTakesAllButWhatIsSetAside() public {
        VaultAbi vault = shared(marked);
        tradeAt(vault, Side.Ask, 1100, 10);
        vault.crystallise();
        // 10,000,000 + 1,100,000, of which 20,000 are the manager's.
        vm.startPrank(owner);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.OwedToManager.selector, 11_080_001, 11_080_000));
        vault.withdraw(0, 11_080_001, owner);
        vault.withdraw(40 * uint256(LOT), 11_080_000, owner);
        vm.stopPrank();
        vm.prank(manager);
        vault.claimProfitShare(manager);
        eq(quote.balanceOf(address(vault)), 0, "everybody has his own");
    }

    function test_whatNoQuoteCoversIsCarried() public {
        VaultAbi vault = shared(marked);
        tradeAt(vault, Side.Ask, 1100, 10);
        // The owner takes all quote but 5,000 before the share is told.
        vm.prank(owner);
        vault.withdraw(0, 11_095_000, owner);
        vault.crystallise();
        expect(vault, 100_000, 5_000, 15_000);
        // A debt that stops nobody from leaving.
        vm.prank(owner);
        vault.withdraw(LOT, 0, owner);
        tradeAt(vault, Side.Ask, 1000, 1);
        vault.crystallise();
        // 100,000 came in: 15,000 of it cover the rest.
        expect(vault, 100_000, 20_000, 0);
    }

    function test_formerManagerIsCoveredWhenHeClaims() public {
        VaultAbi vault = shared(marked);
        tradeAt(vault, Side.Ask, 1100, 10);
        vm.startPrank(owner);
        vault.withdraw(0, 11_095_000, owner);
        vault.setManager(address(0xCAFE));
        vm.stopPrank();
        expect(vault, 100_000, 5_000, 0);
        vm.prank(manager);
        eq(vault.claimProfitShare(manager), 5_000, "what was set aside");
        vm.prank(owner);
        vault.deposit(0, 10_000);
        vm.prank(manager);
        eq(vault.claimProfitShare(manager), 10_000, "what free quote covers");
        vm.prank(owner);
        vault.deposit(0, 10_000);
        vm.prank(manager);
        eq(vault.claimProfitShare(manager), 5_000, "and no more");
        expect(vault, 100_000, 0, 0);
    }

    function test_restingBidsAreCoveredBeforeTheShare() public {
        VaultParams memory p = params(marked, gridStrategy());
        p.profitShareBps = 5_000;
        VaultAbi vault = create(p);
        buy(vault, 10);
        // Sold 10 at 1100: 100,000 profit. Bids now need 2,850,000 + 1,050,000 of 3,950,000: 50,000 are free.
        vault.crystallise();
        expect(vault, 100_000, 50_000, 0);
        vm.prank(owner);
        vault.withdraw(0, 1, owner);
        yes(vault.stats().halted, "what is set aside covers no bid");
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.Underfunded.selector, 0, 0, 3_899_999, 3_900_000));
        vault.resume();
    }

    function test_bidsDoNotSpendWhatIsSetAside() public {
        VaultAbi vault = shared(marked);
        tradeAt(vault, Side.Ask, 1100, 10);
        vault.crystallise();
        vm.prank(owner);
        vault.withdraw(0, 10_980_000, owner);
        // 100,000 are left beside the 20,000 set aside: a lot at 1000, but not one at 1001.
        Quote memory q = offer(vault);
        q.askSize = 0;
        q.bidPrice = 1001;
        refuseFill(q, Side.Bid, 1, abi.encodeWithSelector(IMakerVault.OwedToManager.selector, 100_100, 100_000));
        q.bidPrice = 1000;
        fill(q, Side.Bid, 1);
    }

    function test_strategyChangeSharesFirst() public {
        VaultAbi vault = shared(marked);
        tradeAt(vault, Side.Ask, 1100, 10);
        vm.startPrank(owner);
        vault.setStrategy(quoteStrategy(), vault.strategyState());
        vm.stopPrank();
        expect(vault, 100_000, 20_000, 0);
    }

    /// @notice Deposits, withdrawals and donations are no profit: what is shared never exceeds the share of realised PnL.
    function testFuzz_onlyTradingIsShared(uint64 lots, uint64 price, uint256 gift) public {
        VaultAbi vault = shared(marked);
        lots = uint64(bound(lots, 1, 49));
        price = uint64(bound(price, 900, 1100));
        tradeAt(vault, Side.Ask, price, lots);
        quote.mint(address(vault), bound(gift, 0, 1e20));
        vm.startPrank(owner);
        vault.deposit(uint256(lots) * LOT, 12_345);
        vault.withdraw(LOT, 1, owner);
        vm.stopPrank();
        vault.crystallise();
        int256 realised = vault.pnl();
        uint256 most = realised > 0 ? (uint256(realised) * 2_000) / 10_000 : 0;
        yes(vault.profitShare().owed <= most, "shared what was not earned");
        yes(vault.profitShare().owed + 1 >= most, "earned and not shared");
    }
}
