// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { LiquidityBounds } from "../../../contracts/interfaces/ILiquidityPool.sol";
import { PoolParams } from "../../../contracts/interfaces/IPoolFactory.sol";
import { VaultParams } from "../../../contracts/interfaces/IVaultFactory.sol";
import { Grid, GridMode, Limits, Strategy, StrategyKind } from "../../../contracts/interfaces/Strategy.sol";
import { Leg, MakerKind, Market, Quote, Route, Side, Take, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { TestToken } from "../../../contracts/mocks/TestToken.sol";
import { ExchangeAbi, PoolAbi, PoolFactoryAbi, VaultAbi, VaultFactoryAbi } from "./Abis.sol";
import { Deploy } from "./Deploy.sol";
import { Feed } from "./Feed.sol";

/// @notice The whole venue with real tokens, in units small enough to check by hand: 1 lot = 1e16 atoms of an 18-decimal base,
/// 1 tick = 100 atoms of a 6-decimal quote per lot, so that 1000 ticks are 10 quote per base.
///
/// Markets: `plain` (fee 5 bps, all of it the venue's), `pooled` (fee 10 bps, half of it the pools'), `watched` (fee 5 bps,
/// an oracle at 10.00 with a band of 10 %, answers good for an hour), `free` (no fee, no rebates).
/// Rebates: 0/1/2/3 bps from 0, 1,000, 10,000, 50,000 whole quote tokens, periods of 30 days.
abstract contract World is Deploy {
    uint88 internal constant LOT = 1e16;
    uint72 internal constant TICK = 100;
    uint64 internal constant CELL = 10;
    uint64 internal constant FOREVER = type(uint64).max;
    uint32 internal constant PERIOD = 30 days;
    uint256 internal constant MANAGER_KEY = 0xBEEF;
    uint256 internal constant SIGNER_KEY = 0xA11CE;

    address internal governor = address(0x60);
    address internal guardian = address(0x61);
    address internal owner = address(0x01A);
    address internal manager = vm.addr(MANAGER_KEY);
    address internal signer = vm.addr(SIGNER_KEY);
    address internal taker = address(0x03A);
    address internal provider = address(0x04A);
    address internal operator = address(0x05A);
    address internal stranger = address(0x06A);

    ExchangeAbi internal exchange;
    VaultFactoryAbi internal vaults;
    PoolFactoryAbi internal pools;
    TestToken internal base;
    TestToken internal quote;
    Feed internal feed;
    uint32 internal plain;
    uint32 internal pooled;
    uint32 internal watched;
    uint32 internal free;

    /// @dev Deploy everything; `rich` are owner, manager, signer, taker, provider, operator and stranger.
    function deployWorld() internal {
        vm.warp(1_800_000_000);
        exchange = deployExchange(
            governor,
            PERIOD,
            [uint64(1_000), uint64(10_000), uint64(50_000)],
            [uint8(0), uint8(1), uint8(2), uint8(3)]
        );
        vaults = deployVaultFactory(address(exchange));
        pools = deployPoolFactory(address(exchange));
        base = new TestToken("Base", "BASE", 18);
        quote = new TestToken("Quote", "USD", 6);
        feed = new Feed();
        feed.set(10e8);
        vm.startPrank(governor);
        exchange.setFactory(MakerKind.Vault, address(vaults));
        exchange.setFactory(MakerKind.Pool, address(pools));
        exchange.setGuardian(guardian);
        plain = exchange.createMarket(marketTerms(5, 0, address(0)));
        pooled = exchange.createMarket(marketTerms(10, 5_000, address(0)));
        watched = exchange.createMarket(marketTerms(5, 0, address(feed)));
        free = exchange.createMarket(marketTerms(0, 0, address(0)));
        vm.stopPrank();
        address[7] memory accounts = [owner, manager, signer, taker, provider, operator, stranger];
        for (uint256 i = 0; i < accounts.length; ++i) rich(accounts[i]);
    }

    function marketTerms(uint16 feeBps, uint16 shareBps, address oracle) internal view returns (Market memory) {
        return
            Market({
                base: address(base),
                lotSize: LOT,
                quote: address(quote),
                tickSize: TICK,
                takerFeeBps: feeBps,
                poolFeeShareBps: shareBps,
                halted: false,
                oracle: oracle,
                oracleBandBps: oracle == address(0) ? 0 : 1_000,
                maxOracleAge: oracle == address(0) ? 0 : 1 hours
            });
    }

    /// @dev Give `account` plenty of both tokens, and exchange and factories leave to take them.
    function rich(address account) internal {
        base.mint(account, 1e30);
        quote.mint(account, 1e30);
        allow(account, address(exchange));
        allow(account, address(vaults));
        allow(account, address(pools));
    }

    function allow(address account, address spender) internal {
        vm.startPrank(account);
        base.approve(spender, type(uint256).max);
        quote.approve(spender, type(uint256).max);
        vm.stopPrank();
    }

    // ---- strategies -----------------------------------------------------------------------------------------------

    function noLimits() internal pure returns (Limits memory limits) {}

    /// @dev Five prices 900…1100 and four cells of ten lots; at 1000 the lower three are bids.
    function gridTerms() internal pure returns (Grid memory grid) {
        uint64[] memory prices = new uint64[](5);
        for (uint64 i = 0; i < 5; ++i) prices[i] = 900 + 50 * i;
        return Grid(GridMode.Adjacent, CELL, 1000, 0, prices);
    }

    function noGrid() internal pure returns (Grid memory grid) {
        grid.referencePrice = 1000;
    }

    function gridStrategy() internal pure returns (Strategy memory) {
        return Strategy(StrategyKind.GridTrading, noLimits(), gridTerms());
    }

    /// @dev Quotes within 800…1200 ticks, spread at least 10 bps, at most 50 lots a fill and 500 held, a minute to live, an
    /// outflow of 20 quote tokens that refills in an hour.
    function quoteStrategy() internal pure returns (Strategy memory) {
        Limits memory limits;
        limits.minPrice = 800;
        limits.maxPrice = 1200;
        limits.maxFillSize = 50;
        limits.maxLots = 500;
        limits.minSpreadBps = 10;
        limits.maxTtl = 60;
        limits.maxOutflow = 20e6;
        limits.outflowRefill = 3600;
        return Strategy(StrategyKind.TwoSidedQuotes, limits, noGrid());
    }

    // ---- makers ---------------------------------------------------------------------------------------------------

    function vaultParams(uint32 marketId, Strategy memory strategy) internal view returns (VaultParams memory) {
        return VaultParams(marketId, manager, 2_000, strategy, 0, 0, bytes32(0));
    }

    /// @dev A vault of `owner`'s, which may pull deposits from it.
    function createVault(VaultParams memory params) internal returns (VaultAbi vault) {
        vm.prank(owner);
        vault = VaultAbi(vaults.createVault(params));
        allow(owner, address(vault));
    }

    function createGridVault(uint32 marketId) internal returns (VaultAbi) {
        return createVault(vaultParams(marketId, gridStrategy()));
    }

    /// @dev With 200 lots and 100 quote tokens.
    function createQuoteVault(uint32 marketId) internal returns (VaultAbi) {
        VaultParams memory params = vaultParams(marketId, quoteStrategy());
        params.baseAmount = 200 * LOT;
        params.quoteAmount = 100e6;
        return createVault(params);
    }

    /// @dev The grid of `gridTerms` with a thousand lots per cell, founded by `provider`.
    function createPool(uint32 marketId) internal returns (PoolAbi pool) {
        Grid memory grid = gridTerms();
        PoolParams memory params = PoolParams({
            marketId: marketId,
            operator: operator,
            prices: grid.prices,
            sizePerCell: 1_000,
            referencePrice: grid.referencePrice,
            minReferencePrice: 0,
            maxReferencePrice: FOREVER,
            deadline: FOREVER,
            name: "Tidemark BASE/USD",
            symbol: "TIDE-LP",
            salt: bytes32(0)
        });
        vm.prank(provider);
        pool = PoolAbi(pools.createPool(params));
        address[4] memory accounts = [provider, taker, stranger, owner];
        for (uint256 i = 0; i < accounts.length; ++i) allow(accounts[i], address(pool));
    }

    function anyBounds() internal pure returns (LiquidityBounds memory) {
        return LiquidityBounds(0, type(uint256).max, 0, type(uint256).max, 0, type(uint256).max, FOREVER);
    }

    // ---- quotes ---------------------------------------------------------------------------------------------------

    /// @dev 990 for 20 lots and 1010 for 30, for anyone, for ever, streaming with nonce 1.
    function quoteOf(address maker, uint32 marketId) internal pure returns (Quote memory) {
        return Quote(maker, marketId, 990, 20, 1010, 30, 1, 0, FOREVER, address(0), 0);
    }

    /// @dev The same by a vault's manager: it lives for the minute that `quoteStrategy` allows.
    function vaultQuote(VaultAbi vault) internal view returns (Quote memory q) {
        q = quoteOf(address(vault), vault.marketId());
        q.epoch = vault.managerEpoch();
        q.expiry = uint64(block.timestamp + 60);
    }

    function sign(uint256 key, Quote memory q) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, exchange.hashQuote(q));
        return abi.encodePacked(r, s, v);
    }

    // ---- takes ----------------------------------------------------------------------------------------------------

    function terms(Side side, uint64 size) internal view returns (Take memory) {
        return Take(side, size, size, side == Side.Ask ? FOREVER : 0, taker, FOREVER);
    }

    function buy(address maker, uint64 size) internal returns (TakeResult memory) {
        Take memory take = terms(Side.Ask, size);
        vm.prank(taker);
        return exchange.takeGrid(maker, take);
    }

    function sell(address maker, uint64 size) internal returns (TakeResult memory) {
        Take memory take = terms(Side.Bid, size);
        vm.prank(taker);
        return exchange.takeGrid(maker, take);
    }

    function takeQuote(uint256 key, Quote memory q, Side side, uint64 size) internal returns (TakeResult memory) {
        bytes memory signature = sign(key, q);
        Take memory take = terms(side, size);
        vm.prank(taker);
        return exchange.takeQuote(q, signature, take);
    }

    function gridLeg(address maker, uint64 size, Side side) internal pure returns (Leg memory) {
        return Leg(maker, size, side == Side.Ask ? FOREVER : 0, "");
    }

    function quoteLeg(uint256 key, Quote memory q, uint64 size, Side side) internal view returns (Leg memory) {
        return Leg(q.maker, size, side == Side.Ask ? FOREVER : 0, bytes.concat(abi.encode(q), sign(key, q)));
    }

    /// @dev All or nothing for `amount` lots at any price.
    function routeOf(uint32 marketId, Side side, uint256 amount) internal view returns (Route memory) {
        uint256 limit = side == Side.Ask ? type(uint128).max : 0;
        return Route(marketId, side, false, false, amount, limit, 0, taker, FOREVER);
    }

    function balances(address account) internal view returns (uint256 baseHeld, uint256 quoteHeld) {
        return (IERC20(base).balanceOf(account), IERC20(quote).balanceOf(account));
    }
}
