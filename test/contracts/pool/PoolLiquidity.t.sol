// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { ILiquidityPool, LiquidityBounds, PoolState } from "../../../contracts/interfaces/ILiquidityPool.sol";
import { HostileToken } from "../utils/HostileTokens.sol";
import { Vm } from "../utils/Test.sol";
import { PoolVenue } from "./PoolVenue.sol";

contract PoolLiquidityTest is PoolVenue {
    function setUp() public {
        deployVenue();
        createPool();
    }

    function test_Add_PaysBothReservesProRata() public {
        (uint256 baseIn, uint256 quoteIn) = pool.previewAdd(38_500_000);
        (uint256 b, uint256 q) = add(alice, 38_500_000);
        // A tenth of 1e19 and of 285,000,000.
        eq(b, 1e18, "base");
        eq(q, 28_500_000, "quote");
        eq(baseIn, b, "preview base");
        eq(quoteIn, q, "preview quote");
        PoolState memory s = pool.state();
        eq(s.sizePerCell, 1_100, "size");
        eq(s.cursor, 3_300, "cursor");
        eq(s.supply, 423_500_000, "supply");
        eq(s.reserveBase, 11e18, "base reserve");
        eq(s.reserveQuote, 313_500_000, "quote reserve");
        eq(s.events, 1, "event");
        eq(pool.balanceOf(alice), 38_500_000, "units");
        eq(base.balanceOf(alice), 1e30 - 1e18, "paid base");
        eq(quote.balanceOf(alice), 1e30 - 28_500_000, "paid quote");
        checkSolvent();
    }

    function test_Add_RoundsUpAndRemoveDown() public {
        // One unit: 1e19 / 385e6 = 25974025974.03 base atoms, 285 / 385 = 0.74 quote atoms.
        (uint256 b, uint256 q) = add(alice, 1);
        eq(b, 25_974_025_975, "base up");
        eq(q, 1, "quote up");
        (b, q) = pool.previewRemove(1);
        eq(b, 25_974_025_974, "base down");
        eq(q, 0, "quote down");
        (b, q) = remove(alice, 1);
        eq(b, 25_974_025_974, "base out");
        eq(q, 0, "quote out");
        PoolState memory s = pool.state();
        eq(s.reserveBase, 1e19 + 1, "the rest is the shares'");
        eq(s.reserveQuote, 285_000_001, "the rest is the shares'");
    }

    /// @dev The log of `pool` with `topic`: of whom, for whom, and its data.
    function logged(bytes32 topic, address who, address to) private returns (bytes memory) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != topic) continue;
            yes(logs[i].emitter == address(pool), "emitter");
            yes(logs[i].topics[1] == bytes32(uint256(uint160(who))), "provider");
            yes(logs[i].topics[2] == bytes32(uint256(uint160(to))), "to");
            return logs[i].data;
        }
        revert NotTrue("not logged");
    }

    /// @notice Joins and leaves tell base and quote each for what it is.
    function test_AddAndRemove_AreLogged() public {
        vm.recordLogs();
        vm.prank(alice);
        pool.addLiquidity(38_500_000, anyBounds(), bob);
        bytes memory data = logged(ILiquidityPool.LiquidityAdded.selector, alice, bob);
        // A tenth of 1e19 and of 285,000,000; cells of 1,100, three of them bids.
        yes(keccak256(data) == keccak256(abi.encode(1, 38_500_000, 1e18, 28_500_000, 1_100, 3_300)), "added");
        vm.recordLogs();
        vm.prank(bob);
        pool.removeLiquidity(38_500_000, anyBounds(), alice);
        data = logged(ILiquidityPool.LiquidityRemoved.selector, bob, alice);
        yes(keccak256(data) == keccak256(abi.encode(2, 38_500_000, 1e18, 28_500_000, 1_000, 3_000)), "removed");
    }

    function test_Remove_Half() public {
        (uint256 b, uint256 q) = remove(founder, 192_500_000);
        eq(b, 5e18, "base");
        eq(q, 142_500_000, "quote");
        PoolState memory s = pool.state();
        eq(s.sizePerCell, 500, "size");
        eq(s.cursor, 1_500, "cursor");
        checkSolvent();
    }

    function test_Refit_KeepsThePlaceInTheCell() public {
        buy(333);
        // Lots 3,333 of 4,000; three tenths more units: 1,300 lots per cell, 333 * 1.3 = 432.9.
        add(alice, 115_500_000);
        PoolState memory s = pool.state();
        eq(s.sizePerCell, 1_300, "size");
        eq(s.cursor, 3 * 1_300 + 433, "to the nearest lot");
        checkSolvent();
    }

    function test_Refit_RoundsTheOtherWayWhenReservesAskForIt() public {
        buy(333);
        // Leaving a thousandth: 999 lots per cell, 333 * 0.999 = 332.667. To 333 would need 285,000,000 * 0.999 + 333 * 105,000,
        // and the spread earned is there: 333 lots sold at 1100, to be bought at 1050.
        remove(founder, 385_000);
        PoolState memory s = pool.state();
        eq(s.sizePerCell, 999, "size");
        eq(s.cursor, 3 * 999 + 333, "up");
        // All back to bids but one: base is short of a lot when rounded down, so it is rounded up.
        buy(uint64(4 * 999 - s.cursor - 1));
        remove(founder, 385_000);
        s = pool.state();
        eq(s.sizePerCell, 998, "size");
        checkSolvent();
    }

    function test_Refit_HundredAndFiftyJoinsAndLeavesDoNotShrinkIt() public {
        buy(421);
        uint256 size = pool.state().sizePerCell;
        for (uint256 i = 0; i < 150; ++i) {
            add(alice, 1_234_567 + i * 777);
            remove(alice, pool.balanceOf(alice));
            checkSolvent();
        }
        eq(pool.totalSupply(), SUPPLY, "supply");
        eq(pool.state().sizePerCell, size, "size");
    }

    function test_Dormant_LeavingAndJoiningGoOn() public {
        buy(500);
        // 384,999 of 385,000,000 units left fund 0.99 lots per cell.
        remove(founder, SUPPLY - 1_000 - 383_999);
        PoolState memory s = pool.state();
        eq(s.sizePerCell, 0, "dormant");
        eq(s.cursor, 3, "keeps its cell");
        eq(s.supply, 384_999, "supply");
        (uint256 b, uint256 q) = pool.requiredFunds();
        eq(b + q, 0, "nothing rests");
        eq(buy(1).size + sell(1).size, 0, "nothing to fill");
        eq(pool.state().fills, 1, "an empty fill is none");
        (b, q) = remove(founder, 383_999);
        yes(b != 0 && q != 0, "leaving works");
        add(alice, SUPPLY);
        s = pool.state();
        yes(s.sizePerCell != 0, "awake");
        eq(s.cursor / s.sizePerCell, 3, "same cell");
        checkSolvent();
        (b, q) = remove(alice, SUPPLY);
        eq(pool.state().supply, 1_000, "only the locked units");
    }

    function test_Bounds() public {
        LiquidityBounds memory bounds = LiquidityBounds(1e18, 1e18, 28_500_000, 28_500_000, 3e18, 3e18, 1_800_000_000);
        vm.prank(alice);
        pool.addLiquidity(38_500_000, bounds, alice);
        vm.prank(alice);
        pool.removeLiquidity(38_500_000, bounds, alice);

        bounds.deadline = 1_799_999_999;
        refused(
            bounds,
            abi.encodeWithSelector(ILiquidityPool.PoolDeadlinePassed.selector, 1_799_999_999, 1_800_000_000)
        );
        bounds.deadline = FOREVER;
        bounds.minBase = 1e18 + 1;
        refused(bounds, abi.encodeWithSelector(ILiquidityPool.BaseOutOfBounds.selector, 1e18, 1e18 + 1, 1e18));
        (bounds.minBase, bounds.maxBase) = (0, 1e18 - 1);
        refused(bounds, abi.encodeWithSelector(ILiquidityPool.BaseOutOfBounds.selector, 1e18, 0, 1e18 - 1));
        (bounds.maxBase, bounds.minQuote) = (1e18, 28_500_001);
        refused(
            bounds,
            abi.encodeWithSelector(ILiquidityPool.QuoteOutOfBounds.selector, 28_500_000, 28_500_001, 28_500_000)
        );
        (bounds.minQuote, bounds.maxQuote) = (0, 28_499_999);
        refused(bounds, abi.encodeWithSelector(ILiquidityPool.QuoteOutOfBounds.selector, 28_500_000, 0, 28_499_999));
        (bounds.maxQuote, bounds.minCursor) = (28_500_000, 3e18 + 1);
        refused(bounds, abi.encodeWithSelector(ILiquidityPool.CursorOutOfBounds.selector, 3e18, 3e18 + 1, 3e18));
        (bounds.minCursor, bounds.maxCursor) = (0, 3e18 - 1);
        refused(bounds, abi.encodeWithSelector(ILiquidityPool.CursorOutOfBounds.selector, 3e18, 0, 3e18 - 1));
    }

    /// @dev Neither a join nor a leave of a tenth (always the same amounts: the pool has been left as it was).
    function refused(LiquidityBounds memory bounds, bytes memory reason) private {
        vm.prank(alice);
        vm.expectRevert(reason);
        pool.addLiquidity(38_500_000, bounds, alice);
        vm.prank(founder);
        vm.expectRevert(reason);
        pool.removeLiquidity(38_500_000, bounds, founder);
    }

    function test_ZeroAndTooMuch() public {
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.ZeroLiquidity.selector));
        pool.addLiquidity(0, anyBounds(), alice);
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.ZeroLiquidity.selector));
        pool.removeLiquidity(0, anyBounds(), alice);
        vm.prank(founder);
        vm.expectRevert(abi.encodeWithSignature("InsufficientBalance()"));
        pool.removeLiquidity(SUPPLY - 999, anyBounds(), founder);
        vm.prank(founder);
        vm.expectRevert(abi.encodeWithSignature("InsufficientBalance()"));
        pool.removeLiquidity(SUPPLY + 1, anyBounds(), founder);
        vm.prank(alice);
        vm.expectRevert();
        pool.addLiquidity(1 << 112, anyBounds(), alice);
    }

    function test_RecipientsThatCannotBeMeant() public {
        address[2] memory wrong = [address(0), address(pool)];
        for (uint256 i = 0; i < 2; ++i) {
            bytes memory reason = abi.encodeWithSelector(IExchange.InvalidRecipient.selector, wrong[i]);
            vm.startPrank(founder);
            vm.expectRevert(reason);
            pool.addLiquidity(1, anyBounds(), wrong[i]);
            vm.expectRevert(reason);
            pool.removeLiquidity(1, anyBounds(), wrong[i]);
            vm.expectRevert(reason);
            pool.removeLiquidityOneToken(1, anyBounds(), true, wrong[i]);
            vm.expectRevert(reason);
            pool.claimSetAside(true, wrong[i]);
            vm.expectRevert(reason);
            pool.claimFees(wrong[i]);
            vm.expectRevert(reason);
            pool.transfer(wrong[i], 1);
            vm.stopPrank();
        }
    }

    function test_ToAnother() public {
        vm.prank(alice);
        pool.addLiquidity(38_500_000, anyBounds(), bob);
        eq(pool.balanceOf(bob), 38_500_000, "units");
        vm.prank(bob);
        pool.removeLiquidity(38_500_000, anyBounds(), address(0x77));
        eq(base.balanceOf(address(0x77)), 1e18, "base");
        eq(quote.balanceOf(address(0x77)), 28_500_000, "quote");
    }

    function test_OneToken_TheOtherIsSetAside() public {
        vm.startPrank(founder);
        (uint256 amount, uint256 kept) = pool.removeLiquidityOneToken(38_500_000, anyBounds(), true, founder);
        eq(amount, 1e18, "base");
        eq(kept, 28_500_000, "quote kept");
        (uint256 b, uint256 q) = pool.setAsideFor(founder);
        eq(b, 0, "no base aside");
        eq(q, 28_500_000, "quote aside");
        // Of 346,500,000 units another 38,500,000: the same again.
        (amount, kept) = pool.removeLiquidityOneToken(38_500_000, anyBounds(), false, founder);
        eq(amount, 28_500_000, "quote");
        eq(kept, 1e18, "base kept");
        eq(pool.state().events, 4, "two events each");
        eq(pool.claimSetAside(true, address(0x77)), 1e18, "claim base");
        eq(pool.claimSetAside(false, address(0x77)), 28_500_000, "claim quote");
        eq(base.balanceOf(address(0x77)), 1e18, "base arrived");
        eq(quote.balanceOf(address(0x77)), 28_500_000, "quote arrived");
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.NothingClaimable.selector, founder));
        pool.claimSetAside(true, founder);
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.NothingClaimable.selector, founder));
        pool.claimSetAside(false, founder);
        vm.stopPrank();
        checkSolvent();
    }

    function test_OneToken_EvenASingleAtomIsKept() public {
        vm.startPrank(founder);
        // Two of 385,000,000 units: 1.48 quote atoms, rounded down.
        (, uint256 kept) = pool.removeLiquidityOneToken(2, anyBounds(), true, founder);
        eq(kept, 1, "quote kept");
        eq(pool.claimSetAside(false, founder), 1, "claimed");
        vm.stopPrank();
    }

    function test_OneToken_WhenTheOtherRefusesToMove() public {
        HostileToken token = new HostileToken();
        deployAround(address(token), address(quote));
        createPool();
        token.setPaused(true);
        vm.startPrank(founder);
        vm.expectRevert(abi.encodeWithSelector(HostileToken.Paused.selector));
        pool.removeLiquidity(38_500_000, anyBounds(), founder);
        (uint256 amount, uint256 kept) = pool.removeLiquidityOneToken(38_500_000, anyBounds(), false, founder);
        eq(amount, 28_500_000, "quote");
        eq(kept, 1e18, "base kept");
        token.setPaused(false);
        eq(pool.claimSetAside(true, founder), 1e18, "later");
        vm.stopPrank();
    }

    function test_Add_RefusesTokensThatTakeAFee() public {
        HostileToken token = new HostileToken();
        deployAround(address(token), address(quote));
        createPool();
        token.setFeeBps(100);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(ILiquidityPool.PoolUnexpectedBalance.selector, address(token), 0.99e18, 1e18)
        );
        pool.addLiquidity(38_500_000, anyBounds(), alice);
    }

    function test_Donations_AreIgnored() public {
        base.mint(address(pool), 1e24);
        quote.mint(address(pool), 1e24);
        (uint256 b, uint256 q) = add(alice, 38_500_000);
        eq(b, 1e18, "base");
        eq(q, 28_500_000, "quote");
        (b, q) = remove(alice, 38_500_000);
        eq(b, 1e18, "base back");
        eq(q, 28_500_000, "quote back");
        eq(pool.claimable(founder), 0, "no fees");
    }

    function test_FirstDepositor_CannotMakeAUnitDear() public {
        remove(founder, SUPPLY - 1_000);
        base.mint(address(pool), 1e30);
        quote.mint(address(pool), 1e30);
        (uint256 b, uint256 q) = add(alice, 1_000_000);
        // 1,000 of 385,000,000 units kept 1e19 / 385,000 = 25974025974025.97 base atoms and 740.3 quote atoms, rounded up.
        eq(b, 25_974_025_974_026_000, "base");
        eq(q, 741_000, "quote");
        (uint256 b2, uint256 q2) = remove(alice, 1_000_000);
        yes(b - b2 < 1_000 && q - q2 <= 1, "and back");
    }

    function test_Sandwich_OfAJoinIsBoundedByTheVictimsBounds() public {
        (uint256 b, uint256 q) = pool.previewAdd(38_500_000);
        LiquidityBounds memory bounds = LiquidityBounds(b, b, q, q, 2.9e18, 3.1e18, FOREVER);
        // The attacker moves the mix: sells base into the bids ahead of the join.
        uint256 snapshot = uint256(3_000);
        sell(500);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.CursorOutOfBounds.selector, 2.5e18, 2.9e18, 3.1e18));
        pool.addLiquidity(38_500_000, bounds, alice);
        buy(uint64(snapshot - pool.state().cursor));
        // Within the cursor range the victim pays at most maxBase and maxQuote: here 10 % more base, no more quote.
        (bounds.minBase, bounds.maxBase, bounds.minQuote, bounds.maxQuote) = (b, (b * 11) / 10, (q * 9) / 10, q);
        sell(100);
        vm.prank(alice);
        (uint256 b2, uint256 q2) = pool.addLiquidity(38_500_000, bounds, alice);
        yes(b2 <= bounds.maxBase && q2 <= bounds.maxQuote, "within");
        buy(uint64(3 * pool.state().sizePerCell - pool.state().cursor));
        (uint256 b3, uint256 q3) = remove(alice, 38_500_000);
        // At the fair 1000 ticks: 1e16 atoms are worth 100,000.
        uint256 paid = b2 / 1e11 + q2;
        uint256 got = b3 / 1e11 + q3;
        yes(got + paid / 1_000 >= paid, "loss below 0.1 %");
    }

    function test_Halted_ExitsGoOn() public {
        exchange.setHalted(true);
        exchange.setOracle(false, 0, 0);
        remove(founder, 1_000_000);
        vm.prank(boss);
        pool.setOperator(address(0));
        remove(founder, 1_000_000);
    }
}
