// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { IOracle } from "../../../contracts/interfaces/IOracle.sol";
import { Quote, Side } from "../../../contracts/interfaces/Types.sol";
import { Fault, MakerDouble } from "./Doubles.sol";
import { ExchangeBase } from "./ExchangeBase.sol";

/// @notice A live feed that needs three quarters of the gas a feed may use.
contract SlowFeed is IOracle {
    function decimals() external pure override returns (uint8) {
        return 8;
    }

    function latestRoundData() external view override returns (uint80, int256, uint256, uint256, uint80) {
        uint256 start = gasleft();
        while (start - gasleft() < 150_000) {}
        return (1, 1e9, block.timestamp, block.timestamp, 1);
    }
}

/// @notice What an oracle says of a market: which makers are told, when it says nothing, and that want of gas is not its fault.
contract MarksTest is ExchangeBase {
    function test_oracleMark() public {
        MakerDouble vault = makerDouble(oracleMarket, false);
        MakerDouble pool = makerDouble(oracleMarket, true);
        bytes memory dead = abi.encodeWithSelector(IExchange.OracleUnavailable.selector, oracleMarket);
        vm.prank(taker);
        vm.expectRevert(dead);
        exchange.takeGrid(address(vault), order(Side.Ask, 1));
        takeGrid(pool, Side.Ask, 1);
        eq(pool.mark(), 0, "pools do without");
        Quote memory q = standing(1);
        q.marketId = oracleMarket;
        takeQuote(q, Side.Ask, 1);
        q.maker = address(vault);
        failTake(q, "", dead);
        // 10.00000001 quote per base: a lot is 0.01 base, 100,000.0001 atoms, 1000.000001 ticks.
        oracle.set(1_000_000_001, block.timestamp);
        uint256 mark = (uint256(1_000_000_001) << 64) / 1_000_000;
        takeGrid(vault, Side.Ask, 1);
        eq(vault.mark(), mark, "grid");
        vault.setBook(0, 0, 0);
        vm.prank(taker);
        exchange.takeQuote(q, "", order(Side.Ask, 1));
        eq(vault.mark(), mark, "quote");
    }

    function test_marksThatAreNone() public {
        vm.expectRevert(abi.encodeWithSelector(IExchange.UnknownMarket.selector, 9));
        exchange.markOf(9);
        (bool live, uint256 mark) = exchange.markOf(market);
        yes(!live && mark == 0, "no oracle");
        uint256 now_ = block.timestamp;
        oracle.set(1e9, now_ - 3600);
        expectLive(true);
        oracle.set(1e9, now_ - 3601);
        expectLive(false);
        oracle.set(1e9, now_ + 1);
        expectLive(false);
        oracle.set(1e9, 0);
        expectLive(false);
        oracle.set(0, now_);
        expectLive(false);
        oracle.set(-1, now_);
        expectLive(false);
        oracle.set(type(int256).min, now_);
        expectLive(false);
        oracle.set(type(int256).max, now_);
        expectLive(false);
        // The last mark below 2^64 ticks: ticks = answer / 1e6.
        oracle.set(int256(uint256(1e6) << 64) - 1, now_);
        expectLive(true);
        oracle.set(int256(uint256(1e6) << 64), now_);
        expectLive(false);
        oracle.set(1, now_);
        expectLive(true);
        for (uint256 i = 1; i < 4; ++i) {
            oracle.setFault(Fault(i));
            expectLive(false);
        }
        oracle.setFault(Fault.None);
        oracle.setShort(true);
        expectLive(false);
        oracle.setShort(false);
        expectLive(true);
        vm.etch(address(oracle), "");
        expectLive(false);
    }

    function expectLive(bool expected) private view {
        (bool live, uint256 mark) = exchange.markOf(oracleMarket);
        yes(live == expected, "live");
        yes(live == (mark != 0), "mark");
    }

    /// @notice Nobody can make a live oracle look dead by giving the call too little gas.
    function test_starvedOracle() public {
        oracle.set(1e9, block.timestamp);
        for (uint256 gas = 20_000; gas < 300_000; gas += 5_000) {
            try exchange.markOf{ gas: gas }(oracleMarket) returns (bool live, uint256) {
                yes(live, "live or a revert");
            } catch {}
        }
    }

    /// @notice With less gas than a feed may use and what a call holds back of it, 200,000 * 33/32, nothing is said about the feed.
    function test_starvedSlowOracle() public {
        vm.etch(address(oracle), address(new SlowFeed()).code);
        expectLive(true);
        for (uint256 gas = 20_000; gas < 300_000; gas += 5_000) {
            try exchange.markOf{ gas: gas }(oracleMarket) returns (bool live, uint256) {
                yes(live && gas > 206_250, "live, with enough");
            } catch {}
        }
        try exchange.markOf{ gas: 200_000 }(oracleMarket) {
            yes(false, "too little gas");
        } catch (bytes memory reason) {
            (uint256 left, uint256 needed) = shortOfGas(reason);
            eq(needed, 206_250, "needed");
            yes(left < 200_000, "left");
        }
    }
}
