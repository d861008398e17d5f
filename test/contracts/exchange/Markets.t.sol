// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { MakerKind, Market, Side } from "../../../contracts/interfaces/Types.sol";
import { ExchangeAbi } from "../utils/Abis.sol";
import { Vm } from "../utils/Test.sol";
import { Decimals, MakerDouble, Nothing } from "./Doubles.sol";
import { ExchangeBase } from "./ExchangeBase.sol";

/// @notice What the governor and guardian may do, and when it takes effect.
contract MarketsTest is ExchangeBase {
    function create(Market memory m) private returns (uint32) {
        vm.prank(governor);
        return exchange.createMarket(m);
    }

    function refuse(Market memory m, bytes memory failure) private {
        vm.prank(governor);
        vm.expectRevert(failure);
        exchange.createMarket(m);
    }

    function refuseInvalid(Market memory m) private {
        refuse(m, abi.encodeWithSelector(IExchange.InvalidMarket.selector, m.base, m.quote, m.lotSize, m.tickSize));
    }

    function refuseOracle(Market memory m) private {
        refuse(m, abi.encodeWithSelector(IExchange.InvalidOracle.selector, m.oracle, m.oracleBandBps, m.maxOracleAge));
    }

    function test_terms() public {
        eq(exchange.marketCount(), 3, "count");
        Market memory m = exchange.getMarket(oracleMarket);
        yes(m.base == address(base) && m.quote == address(quote) && m.oracle == address(oracle), "addresses");
        yes(m.lotSize == LOT && m.tickSize == TICK && m.takerFeeBps == 5 && m.poolFeeShareBps == 2000, "numbers");
        yes(!m.halted && m.oracleBandBps == 500 && m.maxOracleAge == 3600, "oracle");
        vm.recordLogs();
        Market memory t = terms(7, 10_000);
        eq(create(t), 4, "id");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        yes(logs[0].topics[0] == IExchange.MarketCreated.selector, "event");
        yes(
            keccak256(logs[0].data) ==
                keccak256(abi.encode(LOT, TICK, uint16(7), uint16(10_000), address(0), uint16(0), uint32(0))),
            "data"
        );
    }

    function test_refusesBadMarkets() public {
        Market memory m = terms(0, 0);
        m.quote = address(base);
        refuseInvalid(m);
        m = terms(0, 0);
        m.lotSize = 0;
        refuseInvalid(m);
        m = terms(0, 0);
        m.tickSize = 0;
        refuseInvalid(m);
        m = terms(0, 0);
        m.halted = true;
        refuseInvalid(m);
        m = terms(0, 0);
        m.base = address(7);
        refuse(m, abi.encodeWithSelector(IExchange.NoCode.selector, address(7)));
        m = terms(0, 0);
        m.quote = address(7);
        refuse(m, abi.encodeWithSelector(IExchange.NoCode.selector, address(7)));
        m.quote = address(new Nothing());
        refuseInvalid(m);
        m.quote = address(new Decimals(37));
        refuseInvalid(m);
        m.quote = address(new Decimals(36));
        create(m);
        refuse(terms(101, 0), abi.encodeWithSelector(IExchange.FeeTooHigh.selector, 101, 100));
        refuse(terms(100, 10_001), abi.encodeWithSelector(IExchange.FeeTooHigh.selector, 10_001, 10_000));
        create(terms(100, 10_000));
        vm.expectRevert(abi.encodeWithSelector(IExchange.UnknownMarket.selector, 77));
        exchange.getMarket(77);
    }

    function test_refusesBadOracles() public {
        Market memory m = terms(0, 0);
        m.maxOracleAge = 1;
        refuseOracle(m);
        (m.maxOracleAge, m.oracleBandBps) = (0, 1);
        refuseOracle(m);
        m.oracle = address(oracle);
        refuseOracle(m);
        (m.maxOracleAge, m.oracleBandBps) = (1, 0);
        refuseOracle(m);
        m.oracleBandBps = 10_001;
        refuseOracle(m);
        (m.oracle, m.oracleBandBps) = (address(new Decimals(37)), 10_000);
        refuseOracle(m);
        // 18 + 36 decimals below, 6 above: 10^48 * tickSize fits; with a base of 36 decimals, 10^66 * 2^72 does not.
        m.oracle = address(new Decimals(36));
        create(m);
        (m.base, m.tickSize) = (address(new Decimals(36)), type(uint72).max);
        refuseOracle(m);
        m.oracle = address(7);
        refuse(m, abi.encodeWithSelector(IExchange.NoCode.selector, address(7)));
    }

    function test_onlyTheGovernor() public {
        bytes memory failure = abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, taker);
        vm.startPrank(taker);
        vm.expectRevert(failure);
        exchange.createMarket(terms(0, 0));
        vm.expectRevert(failure);
        exchange.scheduleFees(market, 1, 0);
        vm.expectRevert(failure);
        exchange.scheduleRebates([uint64(1), 2, 3], [0, 0, 0, 1]);
        vm.expectRevert(failure);
        exchange.resumeMarket(market);
        vm.expectRevert(failure);
        exchange.setGuardian(taker);
        vm.expectRevert(failure);
        exchange.setFactory(MakerKind.Vault, address(base));
        vm.expectRevert(failure);
        exchange.collectFees(address(quote), taker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.NotGuardian.selector, taker));
        exchange.haltMarket(market);
        vm.expectRevert(abi.encodeWithSelector(IExchange.NotFactory.selector, taker));
        exchange.registerMaker(taker, market);
        vm.stopPrank();
        vm.prank(governor);
        vm.expectRevert(abi.encodeWithSelector(IExchange.GovernorRequired.selector));
        exchange.renounceOwnership();
    }

    function test_governorChangesInTwoSteps() public {
        vm.prank(governor);
        exchange.transferOwnership(taker);
        yes(exchange.owner() == governor, "not yet");
        vm.prank(taker);
        exchange.acceptOwnership();
        yes(exchange.owner() == taker, "now");
    }

    function test_factories() public {
        vm.startPrank(governor);
        vm.expectRevert(abi.encodeWithSelector(IExchange.InvalidKind.selector, MakerKind.Signer));
        exchange.setFactory(MakerKind.Signer, address(base));
        vm.expectRevert(abi.encodeWithSelector(IExchange.FactoryAlreadySet.selector, MakerKind.Pool, address(pools)));
        exchange.setFactory(MakerKind.Pool, address(base));
        ExchangeAbi fresh = deployExchange(governor, PERIOD, [uint64(1), 10, 50], [0, 1, 2, 3]);
        vm.stopPrank();
        vm.prank(governor);
        vm.expectRevert(abi.encodeWithSelector(IExchange.NoCode.selector, taker));
        fresh.setFactory(MakerKind.Vault, taker);
        // Nobody is the factory that was not named.
        vm.prank(address(0));
        vm.expectRevert();
        fresh.registerMaker(taker, 1);
        vm.expectRevert(abi.encodeWithSelector(IExchange.UnknownMarket.selector, 9));
        vaults.register(exchange, taker, 9);
        (uint32 id, MakerKind kind) = exchange.makerOf(address(makerDouble(freeMarket, true)));
        yes(id == freeMarket && kind == MakerKind.Pool, "pool");
        (id, kind) = exchange.makerOf(address(makerDouble(market, false)));
        yes(id == market && kind == MakerKind.Vault, "vault");
        (id, kind) = exchange.makerOf(maker);
        yes(id == 0 && kind == MakerKind.Signer, "signer");
    }

    function test_guardianHaltsAndTheGovernorResumes() public {
        MakerDouble vault = makerDouble(market, false);
        vm.prank(governor);
        exchange.setGuardian(sink);
        yes(exchange.guardian() == sink, "named");
        vm.prank(sink);
        exchange.haltMarket(market);
        yes(exchange.getMarket(market).halted, "halted");
        bytes memory failure = abi.encodeWithSelector(IExchange.MarketIsHalted.selector, market);
        failTake(standing(1), "", failure);
        vm.prank(taker);
        vm.expectRevert(failure);
        exchange.takeGrid(address(vault), order(Side.Ask, 1));
        failRoute(route(Side.Ask, true, 1, FOREVER), one(gridLeg(vault, Side.Ask, 1)), failure);
        vm.startPrank(maker);
        exchange.cancelQuote(standing(1));
        exchange.cancelUpTo(maker, market, 5);
        exchange.raiseEpoch();
        vm.stopPrank();
        vm.prank(sink);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, sink));
        exchange.resumeMarket(market);
        vm.startPrank(governor);
        exchange.resumeMarket(market);
        eq(takeAfter(vault), 1, "fills again");
        vm.prank(governor);
        exchange.haltMarket(market);
        vm.prank(governor);
        vm.expectRevert(abi.encodeWithSelector(IExchange.UnknownMarket.selector, 9));
        exchange.haltMarket(9);
    }

    function takeAfter(MakerDouble vault) private returns (uint256) {
        vm.stopPrank();
        return takeGrid(vault, Side.Ask, 1).size;
    }

    function test_feesChangeAtTheBoundary() public {
        MakerDouble pool = makerDouble(market, true);
        vm.warp(1_000_000 + PERIOD / 2);
        vm.prank(governor);
        exchange.scheduleFees(market, 10, 5000);
        (uint16 fee, uint16 share, uint24 from) = exchange.scheduledFees(market);
        yes(fee == 10 && share == 5000 && from == 1, "scheduled");
        vm.warp(1_000_000 + PERIOD - 1);
        // 10 lots: 1,010,000; 5 bps = 505.
        eq(takeGrid(pool, Side.Ask, 10).fee, 505, "the last second");
        eq(exchange.getMarket(market).takerFeeBps, 5, "view");
        vm.warp(1_000_000 + PERIOD);
        yes(exchange.getMarket(market).takerFeeBps == 10, "view");
        eq(exchange.getMarket(market).poolFeeShareBps, 5000, "view");
        (fee, share, from) = exchange.scheduledFees(market);
        yes(fee == 10 && share == 5000 && from == 0, "none due");
        eq(takeGrid(pool, Side.Ask, 10).fee, 1010, "the first second");
        eq(pool.share(), 5000, "share");
        eq(takeGrid(pool, Side.Ask, 10).fee, 1010, "stays");
        // A change that nobody filled under is in place before the next.
        vm.prank(governor);
        exchange.scheduleFees(market, 20, 0);
        vm.warp(1_000_000 + 2 * uint256(PERIOD));
        vm.prank(governor);
        exchange.scheduleFees(market, 30, 0);
        eq(exchange.getMarket(market).takerFeeBps, 20, "the one before");
        // Until it begins, a change may be changed.
        vm.startPrank(governor);
        exchange.scheduleFees(market, 40, 0);
        vm.expectRevert(abi.encodeWithSelector(IExchange.FeeTooHigh.selector, 101, 100));
        exchange.scheduleFees(market, 101, 0);
        vm.expectRevert(abi.encodeWithSelector(IExchange.FeeTooHigh.selector, 10_001, 10_000));
        exchange.scheduleFees(market, 100, 10_001);
        vm.expectRevert(abi.encodeWithSelector(IExchange.UnknownMarket.selector, 9));
        exchange.scheduleFees(9, 1, 1);
        vm.stopPrank();
        vm.warp(1_000_000 + 9 * uint256(PERIOD));
        eq(takeGrid(pool, Side.Ask, 1).fee, 404, "101,000 at 40 bps");
    }

    function test_feesAreCollected() public {
        takeQuote(standing(1), Side.Ask, 10);
        vm.startPrank(governor);
        vm.expectRevert(abi.encodeWithSelector(IExchange.ZeroAddress.selector));
        exchange.collectFees(address(quote), address(0));
        // 5 bps of 1,010,000, less a rebate of one atom.
        eq(exchange.collectFees(address(quote), sink), 504, "fees");
        eq(quote.balanceOf(sink), 504, "received");
        eq(quote.balanceOf(address(exchange)), 0, "nothing left");
        vm.stopPrank();
    }
}
