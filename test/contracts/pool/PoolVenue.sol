// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { LiquidityBounds, PoolState } from "../../../contracts/interfaces/ILiquidityPool.sol";
import { GridFill } from "../../../contracts/interfaces/IMaker.sol";
import { PoolParams } from "../../../contracts/interfaces/IPoolFactory.sol";
import { Market } from "../../../contracts/interfaces/Types.sol";
import { TestToken } from "../../../contracts/mocks/TestToken.sol";
import { PoolAbi, PoolFactoryAbi } from "../utils/Abis.sol";
import { Deploy } from "../utils/Deploy.sol";
import { ExchangeDouble } from "./ExchangeDouble.sol";

/// @notice A pool in units small enough to check by hand: 1 lot = 1e16 atoms of an 18-decimal base, 1 tick = 100 atoms of a
/// 6-decimal quote per lot. Prices 900, 950 … 1100, four cells of 1,000 lots; at 1000 the lower three are bids:
/// base 1,000 lots = 1e19, quote (900 + 950 + 1000) * 1,000 * 100 = 285,000,000, and at 1000 the lots are worth
/// 1,000 * 1000 * 100 = 100,000,000: 385,000,000 LP units, of which 1,000 are locked.
abstract contract PoolVenue is Deploy {
    uint256 internal constant LOT = 1e16;
    uint256 internal constant TICK = 100;
    uint64 internal constant SIZE = 1_000;
    uint256 internal constant SUPPLY = 385_000_000;
    uint256 internal constant BASE = 1e19;
    uint256 internal constant QUOTE = 285_000_000;
    uint64 internal constant FOREVER = type(uint64).max;

    address internal founder = address(0x01);
    address internal alice = address(0x0A);
    address internal bob = address(0x0B);
    address internal taker = address(0x03);
    address internal boss = address(0x04);

    ExchangeDouble internal exchange;
    PoolFactoryAbi internal factory;
    TestToken internal base;
    TestToken internal quote;
    PoolAbi internal pool;
    /// @dev The clock. (The compiler takes `block.timestamp` for a constant of the transaction, which warping breaks.)
    uint256 internal time;

    function deployVenue() internal {
        later(1_800_000_000);
        base = new TestToken("Base", "BASE", 18);
        quote = new TestToken("Quote", "USD", 6);
        deployAround(address(base), address(quote));
    }

    function later(uint256 howLong) internal {
        time += howLong;
        vm.warp(time);
    }

    function deployAround(address baseToken, address quoteToken) internal {
        exchange = new ExchangeDouble(
            Market(baseToken, uint88(LOT), quoteToken, uint72(TICK), 10, 5_000, false, address(0), 0, 0)
        );
        factory = deployPoolFactory(address(exchange));
        base = TestToken(baseToken);
        quote = TestToken(quoteToken);
        address[4] memory people = [founder, alice, bob, taker];
        for (uint256 i = 0; i < people.length; ++i) {
            base.mint(people[i], 1e30);
            quote.mint(people[i], 1e30);
            allow(people[i], address(factory));
            allow(people[i], address(exchange));
        }
    }

    function allow(address who, address spender) internal {
        vm.startPrank(who);
        base.approve(spender, type(uint256).max);
        quote.approve(spender, type(uint256).max);
        vm.stopPrank();
    }

    function params() internal view returns (PoolParams memory) {
        return
            PoolParams(1, boss, prices(900, 50, 5), SIZE, 1000, 0, FOREVER, FOREVER, "Tidemark LP", "TLP", bytes32(0));
    }

    function prices(uint64 first, uint64 step, uint64 count) internal pure returns (uint64[] memory list) {
        list = new uint64[](count);
        for (uint64 i = 0; i < count; ++i) list[i] = first + i * step;
    }

    function createPool() internal {
        createPool(params());
    }

    function createPool(PoolParams memory p) internal {
        vm.prank(founder);
        pool = PoolAbi(factory.createPool(p));
        allow(founder, address(pool));
        allow(alice, address(pool));
        allow(bob, address(pool));
    }

    function anyBounds() internal pure returns (LiquidityBounds memory) {
        uint256 max = type(uint256).max;
        return LiquidityBounds(0, max, 0, max, 0, max, FOREVER);
    }

    function add(address who, uint256 lp) internal returns (uint256 baseIn, uint256 quoteIn) {
        vm.prank(who);
        return pool.addLiquidity(lp, anyBounds(), who);
    }

    function remove(address who, uint256 lp) internal returns (uint256 baseOut, uint256 quoteOut) {
        vm.prank(who);
        return pool.removeLiquidity(lp, anyBounds(), who);
    }

    function buy(uint64 size) internal returns (GridFill memory) {
        vm.prank(taker);
        return exchange.buy(address(pool), size);
    }

    function sell(uint64 size) internal returns (GridFill memory) {
        vm.prank(taker);
        return exchange.sell(address(pool), size);
    }

    /// @dev Reserves cover resting orders, balances cover reserves, bids are counted exactly.
    function checkSolvent() internal view {
        PoolState memory s = pool.state();
        (uint256 baseNeeded, uint256 quoteNeeded) = pool.requiredFunds();
        yes(s.reserveBase >= baseNeeded, "base reserve covers asks");
        yes(s.reserveQuote >= quoteNeeded, "quote reserve covers bids");
        yes(base.balanceOf(address(pool)) >= s.reserveBase, "base held");
        yes(quote.balanceOf(address(pool)) >= s.reserveQuote, "quote held");
        uint64[] memory list = pool.prices();
        if (s.sizePerCell == 0) return;
        uint256 bids = 0;
        for (uint256 i = 0; i + 1 < list.length; ++i) {
            uint256 top = (i + 1) * s.sizePerCell;
            uint256 lots =
                s.cursor >= top
                    ? s.sizePerCell
                    : s.cursor > i * s.sizePerCell
                        ? s.cursor - i * s.sizePerCell
                        : 0;
            bids += lots * list[i];
        }
        eq(quoteNeeded, bids * TICK, "cost of all bids");
        eq(baseNeeded, ((list.length - 1) * s.sizePerCell - s.cursor) * LOT, "lots for sale");
    }
}
