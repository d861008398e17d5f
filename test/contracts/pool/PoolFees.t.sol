// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ILiquidityPool } from "../../../contracts/interfaces/ILiquidityPool.sol";
import { GridFill } from "../../../contracts/interfaces/IMaker.sol";
import { Vm } from "../utils/Test.sol";
import { PoolVenue } from "./PoolVenue.sol";

contract PoolFeesTest is PoolVenue {
    function setUp() public {
        deployVenue();
        createPool();
        // Founder and alice hold 384,999,000 units each: equal shares of all fees.
        add(alice, SUPPLY - 1_000);
    }

    function test_Claim_SaysWhoseFeesWentWhere() public {
        distribute(bob, 8_640_000);
        later(1 days);
        vm.recordLogs();
        vm.prank(alice);
        uint256 claimed = pool.claimFees(bob);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        yes(logs[0].topics[0] == ILiquidityPool.FeesClaimed.selector, "what");
        yes(logs[0].topics[1] == bytes32(uint256(uint160(alice))), "whose");
        yes(logs[0].topics[2] == bytes32(uint256(uint160(bob))), "where");
        (, uint256 amount) = abi.decode(logs[0].data, (uint40, uint256));
        eq(amount, claimed, "how much");
    }

    function test_Distribute_StreamsOverADay() public {
        distribute(bob, 8_640_000);
        (uint256 remaining, uint64 end) = pool.stream();
        eq(remaining, 8_640_000, "all of it");
        eq(end, time + 86_400, "a day");
        eq(pool.claimable(alice), 0, "nothing in the same second");
        later(1_000);
        // 100 atoms a second, half each; what each holds rounds down.
        eq(pool.claimable(alice), 49_999, "half of 100,000, down");
        (remaining, ) = pool.stream();
        eq(remaining, 8_540_000, "the rest");
        later(85_399);
        near(pool.claimable(alice), 4_319_950, "a second before the end");
        later(1);
        near(pool.claimable(alice), 4_320_000, "all");
        later(1_000_000);
        near(pool.claimable(alice), 4_320_000, "no more");
        uint256 before = quote.balanceOf(alice);
        vm.prank(alice);
        uint256 claimed = pool.claimFees(alice);
        near(claimed, 4_320_000, "claimed");
        eq(quote.balanceOf(alice) - before, claimed, "paid");
        eq(pool.claimable(alice), 0, "once");
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.NothingClaimable.selector, alice));
        pool.claimFees(alice);
        eq(pool.claimable(pool.LOCKED()), 0, "the locked units earn nothing");
    }

    function test_Distribute_NeedsSomebodyAndSomething() public {
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.ZeroLiquidity.selector));
        pool.distributeFees(0);
        remove(alice, SUPPLY - 1_000);
        remove(founder, SUPPLY - 1_000);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.NobodyToReceive.selector));
        pool.distributeFees(1);
    }

    function test_Distribute_ASecondTimeTakesTheMeanTime() public {
        distribute(bob, 8_640_000);
        later(43_200);
        // 4,320,000 left for 43,200 s and 4,320,000 for 86,400 s: 64,800 s.
        distribute(bob, 4_320_000);
        (uint256 remaining, uint64 end) = pool.stream();
        eq(remaining, 8_640_000, "both");
        eq(end, time + 64_800, "mean");
    }

    function test_Distribute_DustHoldsNothingBack() public {
        distribute(bob, 8_640_000);
        later(80_000);
        (, uint64 end) = pool.stream();
        for (uint256 i = 0; i < 50; ++i) distribute(bob, 1);
        (, uint64 later) = pool.stream();
        eq(later, end, "the same end");
    }

    function test_Fill_EarnsFeeShareAndRebate() public {
        exchange.setRebates([1, 2, 3, 4]);
        GridFill memory fill = buy(100);
        // 100 lots at 1100: 11,000,000 atoms. Fee 10 bps 11,000, the pool's half 5,500. Thresholds at one, two and three
        // tokens: 1,000,000 at 1 bps, 1,000,000 at 2, 1,000,000 at 3 and 8,000,000 at 4: 100 + 200 + 300 + 3,200.
        eq(fill.notional, 11_000_000, "notional");
        eq(fill.poolFee, 5_500, "pool fee");
        eq(fill.rebate, 3_800, "rebate");
        (uint256 remaining, uint64 end) = pool.stream();
        eq(remaining, 9_300, "both stream");
        eq(end, time + 86_400, "from the fill");
        // Alice's join brought 284,999,260: 285,000,000 less what the locked units are of it, rounded up.
        eq(pool.state().reserveQuote, 569_999_260 + 11_000_000, "reserves take the notional");
        eq(quote.balanceOf(address(pool)), 569_999_260 + 11_009_300, "balance takes all");
        later(43_200);
        near(pool.claimable(alice), 2_325, "without anyone touching the pool");
        later(43_200);
        near(pool.claimable(founder), 4_650, "all of it");
    }

    function test_Fill_OfBidsKeepsItsFees() public {
        uint256 before = quote.balanceOf(address(exchange));
        GridFill memory fill = sell(100);
        // 100 lots at 1000: 10,000,000; fee 10,000; half stays, as fees.
        eq(fill.poolFee, 5_000, "pool fee");
        eq(quote.balanceOf(address(exchange)) - before, 9_995_000, "pushed");
        (uint256 remaining, ) = pool.stream();
        eq(remaining, 5_000, "streams");
        checkSolvent();
    }

    function test_Fill_ASecondTimeTakesTheMeanTime() public {
        sell(100);
        later(3_600);
        sell(100);
        // Of the first 5,000, 5,000 * 3,600 / 86,400 = 208.3 are due. 4,792 for 82,800 s and 5,000 for 86,400 s: 84,638.2 s.
        (uint256 remaining, uint64 end) = pool.stream();
        eq(remaining, 4_792 + 5_000, "left");
        eq(end, time + 84_638, "end");
        near(pool.claimable(alice), 104, "half of what is due");
    }

    function test_Fill_FeesWaitWhileNobodyHolds() public {
        remove(alice, SUPPLY - 1_000);
        remove(founder, SUPPLY - 1_000 - 1_000_000);
        sell(1);
        later(1_000);
        remove(founder, 1_000_000);
        (uint256 remaining, ) = pool.stream();
        later(500_000);
        (uint256 still, uint64 end) = pool.stream();
        eq(still, remaining, "none is lost");
        eq(end, time + 86_400, "streams anew");
        add(bob, 1_000_000);
        eq(pool.claimable(bob), 0, "nothing yet");
        later(86_400);
        near(pool.claimable(bob), remaining, "then all of it");
    }

    function test_Fill_FeesOfAPoolThatNobodyHoldsStreamToWhoComes() public {
        remove(alice, SUPPLY - 1_000);
        distribute(bob, 8_640_000);
        later(21_600);
        remove(founder, SUPPLY - 1_000);
        near(claim(founder), 2_160_000, "a quarter, before anyone else came");
        later(21_600);
        // 4,320,000 left for 43,200 s, 2,160,000 released to nobody for 86,400 s: 57,600 s.
        (uint256 remaining, uint64 end) = pool.stream();
        eq(remaining, 6_480_000, "the rest");
        eq(end, time + 57_600, "mean");
        add(bob, 1_000_000);
        later(28_800);
        near(pool.claimable(bob), 3_240_000, "half of it in half the time");
    }

    function test_JustInTime_EarnsNothing() public {
        uint256 before = quote.balanceOf(bob) + base.balanceOf(bob);
        add(bob, 1_000_000_000);
        distribute(founder, 1_000_000);
        eq(pool.claimable(bob), 0, "same block");
        remove(bob, 1_000_000_000);
        eq(pool.claimable(bob), 0, "and gone");
        yes(quote.balanceOf(bob) + base.balanceOf(bob) <= before, "no profit");
    }

    function test_Transfer_LeavesFeesWithWhoEarnedThem() public {
        distribute(bob, 8_640_000);
        later(43_200);
        uint256 units = pool.balanceOf(alice);
        vm.prank(alice);
        pool.transfer(bob, units / 4);
        near(pool.claimable(alice), 2_160_000, "alice keeps hers");
        eq(pool.claimable(bob), 0, "bob starts now");
        later(43_200);
        // The other 4,320,000: founder a half, alice three eighths, bob an eighth.
        near(pool.claimable(founder), 4_320_000, "founder");
        near(pool.claimable(alice), 3_780_000, "alice");
        near(pool.claimable(bob), 540_000, "bob");
        uint256 all = claim(founder) + claim(alice) + claim(bob);
        yes(all <= 8_640_000 && all + 3 >= 8_640_000, "all of it");
    }

    function test_Leave_FeesStayClaimable() public {
        distribute(bob, 8_640_000);
        later(43_200);
        remove(alice, SUPPLY - 1_000);
        near(pool.claimable(alice), 2_160_000, "owed");
        later(43_200);
        near(pool.claimable(alice), 2_160_000, "no more");
        near(claim(alice), 2_160_000, "claimed");
        add(alice, 1_000);
        eq(pool.claimable(alice), 0, "starts anew");
        near(pool.claimable(founder), 6_480_000, "the rest");
    }

    function test_Leave_AlmostAllSpillsIntoWhatIsOwed() public {
        distribute(bob, 100_000_000);
        later(86_400);
        // 50,000,000 atoms do not fit one unit: at most 65,535 do.
        remove(alice, SUPPLY - 1_001);
        near(pool.claimable(alice), 50_000_000, "owed");
        distribute(bob, 100_000_000);
        later(86_400);
        near(claim(alice), 50_000_000, "one unit of many");
    }

    function test_Transfer_ToOneself() public {
        distribute(bob, 8_640_000);
        later(43_200);
        vm.startPrank(alice);
        pool.transfer(alice, SUPPLY - 1_000);
        pool.transfer(alice, 1);
        vm.stopPrank();
        eq(pool.balanceOf(alice), SUPPLY - 1_000, "balance");
        near(pool.claimable(alice), 2_160_000, "fees");
    }

    function distribute(address who, uint256 amount) private {
        vm.startPrank(who);
        quote.approve(address(pool), type(uint256).max);
        pool.distributeFees(amount);
        vm.stopPrank();
    }

    function claim(address who) private returns (uint256) {
        vm.prank(who);
        return pool.claimFees(who);
    }

    /// @dev Equal, or one atom less: what an account earns rounds down once.
    function near(uint256 actual, uint256 expected, string memory what) private pure {
        if (actual + 1 != expected) eq(actual, expected, what);
    }
}
