// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { GridFill } from "../../../../contracts/interfaces/IMaker.sol";
import { VaultParams } from "../../../../contracts/interfaces/IVaultFactory.sol";
import { Strategy, StrategyKind } from "../../../../contracts/interfaces/Strategy.sol";
import { Market, Quote, Side } from "../../../../contracts/interfaces/Types.sol";
import { TestToken } from "../../../../contracts/mocks/TestToken.sol";
import { VaultAbi, VaultFactoryAbi } from "../../utils/Abis.sol";
import { Deploy } from "../../utils/Deploy.sol";
import { StandInExchange } from "./StandInExchange.sol";

/// @notice Vaults against a stand-in exchange, in units small enough to check by hand:
/// 1 lot = 1e16 atoms of an 18-decimal base, 1 tick = 100 atoms of a 6-decimal quote per lot, taker fee 5 bps.
abstract contract VaultTest is Deploy {
    uint88 internal constant LOT = 1e16;
    uint72 internal constant TICK = 100;
    uint64 internal constant FOREVER = type(uint64).max;
    uint256 internal constant MANAGER_KEY = 0xA11CE;

    address internal owner = address(0x01);
    address internal manager = vm.addr(MANAGER_KEY);
    address internal taker = address(0x03);

    StandInExchange internal exchange;
    VaultFactoryAbi internal factory;
    TestToken internal base;
    TestToken internal quote;
    /// @dev Without an oracle, and with one whose band is 10 %.
    uint32 internal plain;
    uint32 internal marked;

    function deployAll() internal {
        vm.warp(1_000_000);
        exchange = new StandInExchange();
        factory = deployVaultFactory(address(exchange));
        base = new TestToken("Base", "BASE", 18);
        quote = new TestToken("Quote", "USD", 6);
        plain = exchange.createMarket(terms(address(0)));
        marked = exchange.createMarket(terms(address(0x0AC1E)));
        exchange.setMark(marked, true, 1000);
        rich(taker);
        rich(owner);
        rich(address(exchange));
    }

    function terms(address oracle) internal view returns (Market memory m) {
        m.base = address(base);
        m.lotSize = LOT;
        m.quote = address(quote);
        m.tickSize = TICK;
        m.takerFeeBps = 5;
        m.oracle = oracle;
        if (oracle != address(0)) (m.oracleBandBps, m.maxOracleAge) = (1_000, 60);
    }

    function rich(address account) internal {
        base.mint(account, 1e30);
        quote.mint(account, 1e30);
        vm.startPrank(account);
        base.approve(address(exchange), type(uint256).max);
        quote.approve(address(exchange), type(uint256).max);
        base.approve(address(factory), type(uint256).max);
        quote.approve(address(factory), type(uint256).max);
        vm.stopPrank();
    }

    /// @dev Prices 900, 950, 1000, 1050, 1100; ten lots a cell; reference 1000.
    function gridStrategy() internal pure returns (Strategy memory s) {
        s.grid.sizePerCell = 10;
        s.grid.referencePrice = 1000;
        s.grid.prices = new uint64[](5);
        for (uint64 i = 0; i < 5; ++i) s.grid.prices[i] = 900 + 50 * i;
    }

    /// @dev Everything a quoting vault must bound, generously: range 800 to 1200, 100 lots a fill, 1,000 held, spread 1 %, an
    /// hour, a bucket of 10,000,000 refilled in a day.
    function quoteStrategy() internal pure returns (Strategy memory s) {
        s.kind = StrategyKind.TwoSidedQuotes;
        s.limits.minPrice = 800;
        s.limits.maxPrice = 1200;
        s.limits.maxFillSize = 100;
        s.limits.maxLots = 1_000;
        s.limits.minSpreadBps = 100;
        s.limits.maxTtl = 3600;
        s.limits.maxOutflow = 10_000_000;
        s.limits.outflowRefill = 1 days;
        s.grid.referencePrice = 1000;
    }

    /// @dev Quotes; delta of one per lot shall be 50 give or take 20; hedges on `marked`, 5,000 a day, every 10 minutes.
    function deltaStrategy() internal view returns (Strategy memory s) {
        s = quoteStrategy();
        s.kind = StrategyKind.DeltaNeutral;
        s.limits.maxOutflow = 1_000_000_000;
        s.limits.deltaRatioBps = 10_000;
        s.limits.deltaTarget = 50;
        s.limits.deltaBand = 20;
        s.limits.hedgeMarketId = marked;
        s.limits.hedgeBudget = 5_000;
        s.limits.hedgeCooldown = 600;
    }

    function params(uint32 market, Strategy memory s) internal view returns (VaultParams memory) {
        return VaultParams(market, manager, 0, s, 0, 0, bytes32(0));
    }

    function create(VaultParams memory p) internal returns (VaultAbi vault) {
        vm.prank(owner);
        vault = VaultAbi(factory.createVault(p));
        vm.startPrank(owner);
        base.approve(address(vault), type(uint256).max);
        quote.approve(address(vault), type(uint256).max);
        vm.stopPrank();
    }

    function createGrid() internal returns (VaultAbi) {
        return create(params(plain, gridStrategy()));
    }

    /// @dev A quoting vault with 50 lots and 10,000,000 quote atoms.
    function createFunded(uint32 market, Strategy memory s) internal returns (VaultAbi) {
        VaultParams memory p = params(market, s);
        p.baseAmount = 50 * uint256(LOT);
        p.quoteAmount = 10_000_000;
        return create(p);
    }

    function buy(VaultAbi vault, uint64 size) internal returns (GridFill memory) {
        vm.prank(taker);
        return exchange.take(address(vault), Side.Ask, size);
    }

    function sell(VaultAbi vault, uint64 size) internal returns (GridFill memory) {
        vm.prank(taker);
        return exchange.take(address(vault), Side.Bid, size);
    }

    /// @dev Bid 980, ask 1020, a hundred lots each, for ten minutes.
    function offer(VaultAbi vault) internal view returns (Quote memory q) {
        q.maker = address(vault);
        q.marketId = vault.marketId();
        (q.bidPrice, q.bidSize, q.askPrice, q.askSize) = (980, 100, 1020, 100);
        q.nonce = 1;
        q.epoch = vault.managerEpoch();
        q.expiry = uint64(block.timestamp) + 600;
    }

    function sign(uint256 key, Quote memory q) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, exchange.hashQuote(q));
        return abi.encodePacked(r, s, v);
    }

    function fill(Quote memory q, Side side, uint64 size) internal {
        bytes memory signature = sign(MANAGER_KEY, q);
        vm.prank(taker);
        exchange.takeQuote(q, signature, side, size, 0);
    }

    function refuseFill(Quote memory q, Side side, uint64 size, bytes memory reason) internal {
        bytes memory signature = sign(MANAGER_KEY, q);
        vm.prank(taker);
        vm.expectRevert(reason);
        exchange.takeQuote(q, signature, side, size, 0);
    }
}
