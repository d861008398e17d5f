// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { ILiquidityPool, PoolState } from "../../../contracts/interfaces/ILiquidityPool.sol";
import { GridLib } from "../../../contracts/libraries/GridLib.sol";
import { PoolVenue } from "./PoolVenue.sol";

contract GridMovesTest is PoolVenue {
    function setUp() public {
        deployVenue();
        createPool();
        vm.startPrank(boss);
    }

    function test_Move_SizesTheNewGridByBothReserves() public {
        uint64[] memory list = prices(980, 10, 6);
        pool.proposeMove(list, 1005);
        later(1 days);
        pool.executeMove(list, 1005);
        PoolState memory s = pool.state();
        // Bids at 980, 990, 1000 cost 2970 ticks a lot: 2,850,000 / 2970 = 959.6. Two cells of asks: 1,000 / 2 = 500.
        eq(s.sizePerCell, 500, "size");
        eq(s.cursor, 1_500, "cursor");
        eq(s.reserveBase, BASE, "base");
        eq(s.reserveQuote, QUOTE, "quote");
        eq(s.events, 2, "events");
        eq(pool.prices()[5], 1030, "prices");
        vm.stopPrank();
        checkSolvent();
        // Half of the units carry half of the new size.
        remove(founder, 192_500_000);
        eq(pool.state().sizePerCell, 250, "new ratio");
        // 50 lots at 1020.
        eq(buy(50).notional, 5_100_000, "new prices");
        eq(sell(60).notional, 5_050_000 + 1_000_000, "and bids: 50 at 1010, 10 at 1000");
        checkSolvent();
    }

    function test_Move_Again() public {
        for (uint64 i = 1; i < 4; ++i) {
            uint64[] memory list = prices(900 + i, 50, 5);
            pool.proposeMove(list, 1010);
            later(1 days);
            pool.executeMove(list, 1010);
            eq(pool.prices()[0], 900 + i, "moved");
        }
        vm.stopPrank();
        checkSolvent();
    }

    function test_Move_InItsTime() public {
        uint64[] memory list = prices(900, 50, 6);
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.NoMoveProposed.selector));
        pool.executeMove(list, 1000);
        pool.proposeMove(list, 1000);
        later(1 days - 1);
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.MoveNotDue.selector, time + 1));
        pool.executeMove(list, 1000);
        later(1 + 3 days + 1);
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.MoveExpired.selector, time - 1));
        pool.executeMove(list, 1000);
        pool.proposeMove(list, 1000);
        later(4 days);
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.NoMoveProposed.selector));
        pool.executeMove(list, 1001);
        pool.executeMove(list, 1000);
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.NoMoveProposed.selector));
        pool.executeMove(list, 1000);
    }

    function test_Cancel() public {
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.NoMoveProposed.selector));
        pool.cancelMove();
        pool.proposeMove(prices(900, 50, 5), 1000);
        pool.cancelMove();
        later(1 days);
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.NoMoveProposed.selector));
        pool.executeMove(prices(900, 50, 5), 1000);
    }

    function test_Propose_ChecksThePrices() public {
        vm.expectRevert(abi.encodeWithSelector(GridLib.GridPriceCount.selector, 1, 2, 256));
        pool.proposeMove(prices(900, 50, 1), 900);
    }

    function test_Roles() public {
        pool.setOperator(alice);
        yes(pool.operator() == alice, "operator");
        bytes memory reason = abi.encodeWithSelector(ILiquidityPool.PoolNotOperator.selector, boss);
        uint64[] memory list = prices(900, 50, 5);
        vm.expectRevert(reason);
        pool.setOperator(boss);
        vm.expectRevert(reason);
        pool.proposeMove(list, 1000);
        vm.expectRevert(reason);
        pool.cancelMove();
        vm.expectRevert(reason);
        pool.executeMove(list, 1000);
        vm.stopPrank();
        vm.prank(alice);
        pool.setOperator(address(0));
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.PoolNotOperator.selector, alice));
        pool.setOperator(alice);
    }

    function test_Reference_BetweenBestBidAndAskWhenExecuted() public {
        uint64[] memory list = prices(1000, 50, 3);
        outOfBounds(list, 999, 1000, 1100);
        outOfBounds(list, 1101, 1000, 1100);
        pool.proposeMove(list, 1100);
        later(1 days);
        // Bids 1050 now: 1000 … 1100 has become 1050 … 1100.
        vm.stopPrank();
        buy(1);
        vm.startPrank(boss);
        outOfBounds(list, 1049, 1050, 1100);
        // The grid sold out: its last price bounds what it no longer asks.
        vm.stopPrank();
        buy(999);
        vm.startPrank(boss);
        outOfBounds(list, 1101, 1050, 1100);
        // All bought back: its first price is the lowest.
        vm.stopPrank();
        sell(4_000);
        vm.startPrank(boss);
        outOfBounds(list, 899, 900, 950);
        outOfBounds(list, 951, 900, 950);
    }

    function test_Reference_WithinTheOraclesBand() public {
        uint64[] memory list = prices(960, 10, 9);
        // A band of 1 % around 1000: 990 … 1010.
        exchange.setOracle(true, uint256(1000) << 64, 100);
        pool.proposeMove(list, 1011);
        later(1 days);
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.MovePriceOutOfBounds.selector, 1011, 990, 1010));
        pool.executeMove(list, 1011);
        pool.proposeMove(list, 1010);
        later(1 days);
        exchange.setOracle(false, uint256(1000) << 64, 100);
        vm.expectRevert(abi.encodeWithSelector(IExchange.OracleUnavailable.selector, uint32(1)));
        pool.executeMove(list, 1010);
        exchange.setOracle(true, uint256(1000) << 64, 100);
        exchange.setHalted(true);
        vm.expectRevert(abi.encodeWithSelector(IExchange.MarketIsHalted.selector, uint32(1)));
        pool.executeMove(list, 1010);
        exchange.setHalted(false);
        pool.executeMove(list, 1010);
    }

    function test_Reference_WithOracleFollowsAPriceThatLeftTheGrid() public {
        exchange.setOracle(true, uint256(700) << 64, 100);
        vm.stopPrank();
        sell(3_000);
        vm.startPrank(boss);
        // All base, 4,000 lots; above 951 no ask confirms it, below 950 the oracle does.
        uint64[] memory list = prices(710, 10, 5);
        pool.proposeMove(list, 700);
        later(1 days);
        pool.executeMove(list, 700);
        eq(pool.state().sizePerCell, 1_000, "four cells of asks");
        eq(pool.state().cursor, 0, "no bids");
    }

    function test_Move_ThatNothingFunds() public {
        uint64[] memory list = prices(1010, 10, 4);
        vm.stopPrank();
        // Sold out: no base for asks above 1050.
        buy(1_000);
        vm.startPrank(boss);
        pool.proposeMove(list, 1050);
        later(1 days);
        pool.executeMove(list, 1050);
        eq(pool.state().cursor, 3 * pool.state().sizePerCell, "all bids");
        list = prices(1050, 10, 4);
        pool.proposeMove(list, 1050);
        later(1 days);
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.MovePriceOutOfBounds.selector, 1050, 1030, 1040));
        pool.executeMove(list, 1050);
        list = prices(1040, 10, 4);
        pool.proposeMove(list, 1035);
        later(1 days);
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.PoolDormant.selector));
        pool.executeMove(list, 1035);
    }

    function outOfBounds(uint64[] memory list, uint64 price, uint256 bid, uint256 ask) private {
        pool.proposeMove(list, price);
        later(1 days);
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.MovePriceOutOfBounds.selector, price, bid, ask));
        pool.executeMove(list, price);
    }
}
