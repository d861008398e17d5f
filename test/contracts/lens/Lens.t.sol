// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {
    Book,
    ILens,
    MarketView,
    PoolView,
    PriceLevel,
    TierView,
    VaultView
} from "../../../contracts/interfaces/ILens.sol";
import { StrategyKind } from "../../../contracts/interfaces/Strategy.sol";
import { PoolAbi, VaultAbi } from "../utils/Abis.sol";
import { World } from "../utils/World.sol";

/// @notice Markets, books, vaults, pools and tiers, as the lens tells them of the real venue.
contract LensTest is World {
    ILens private lens;

    function setUp() public {
        deployWorld();
        lens = ILens(deploy("Lens", abi.encode(exchange)));
    }

    // ---- market ---------------------------------------------------------------------------------------------------

    function test_MarketTellsTermsMarkAndWhatChanges() public {
        vm.prank(governor);
        exchange.scheduleFees(watched, 2, 4_000);
        MarketView memory v = lens.market(watched);
        yes(v.terms.base == address(base) && v.terms.quote == address(quote), "tokens");
        eq(v.terms.takerFeeBps, 5, "fee");
        eq(v.nextTakerFeeBps, 2, "next fee");
        eq(v.nextPoolFeeShareBps, 4_000, "next share");
        eq(v.feesFrom, 1, "from period");
        eq(v.baseDecimals, 18, "base decimals");
        eq(v.quoteDecimals, 6, "quote decimals");
        // 10 quote per base are 1000 ticks.
        yes(v.markIsLive && v.mark == 1000 << 64, "mark");
        yes(v.paysRebates, "pays");
        vm.warp(block.timestamp + 1 hours + 1);
        v = lens.market(watched);
        yes(!v.markIsLive && v.mark == 0, "stale");
        yes(!lens.market(free).paysRebates, "free");
        vm.expectRevert();
        lens.market(99);
    }

    // ---- book -----------------------------------------------------------------------------------------------------

    function test_BookAddsUpVaultsAndPools() public {
        VaultAbi vault = createGridVault(pooled);
        PoolAbi pool = createPool(pooled);
        Book memory b = lens.book(pooled, list(address(vault), address(pool)), 10);
        levels(b.bids, [uint256(1000), 1010, 950, 1010, 900, 1010]);
        levels(b.asks, [uint256(1100), 1010, 0, 0, 0, 0]);
        eq(b.skipped.length, 0, "skipped");
        b = lens.book(pooled, list(address(vault), address(pool)), 2);
        levels(b.bids, [uint256(1000), 1010, 950, 1010, 0, 0]);

        // Four lots of the vault's ten for sale: they are bid for at 1050 now.
        buy(address(vault), 4);
        b = lens.book(pooled, list(address(vault), address(pool)), 10);
        eq(b.asks[0].lots, 1006, "asks left");
        eq(b.bids[0].price, 1050, "new best bid");
        eq(b.bids[0].lots, 4, "its lots");
    }

    function test_WhatTheBookShowsFills() public {
        VaultAbi vault = createGridVault(plain);
        PriceLevel[] memory bids = lens.book(plain, list(address(vault), address(0)), 10).bids;
        uint256 lots;
        uint256 notional;
        for (uint256 i = 0; i < bids.length; ++i) {
            lots += bids[i].lots;
            notional += bids[i].lots * bids[i].price * TICK;
        }
        eq(sell(address(vault), uint64(lots)).notional, notional, "notional");
        eq(lens.book(plain, list(address(vault), address(0)), 10).bids.length, 0, "bids left");
    }

    function test_MakersThatCannotFillAreSkipped() public {
        VaultAbi vault = createGridVault(plain);
        VaultAbi quoting = createQuoteVault(plain);
        PoolAbi pool = createPool(pooled);
        address[] memory makers = new address[](5);
        (makers[0], makers[1], makers[2]) = (address(pool), address(quoting), stranger);
        (makers[3], makers[4]) = (address(base), address(vault));
        Book memory b = lens.book(plain, makers, 10);
        eq(b.skipped.length, 4, "skipped");
        for (uint256 i = 0; i < 4; ++i) yes(b.skipped[i] == makers[i], "who");
        eq(b.bids.length, 3, "bids of the vault");
        vm.expectRevert(abi.encodeWithSelector(ILens.NotSuchMaker.selector, address(pool)));
        lens.grid(plain, address(pool), 10);

        vm.prank(owner);
        vault.halt();
        b = lens.book(plain, makers, 10);
        eq(b.skipped.length, 5, "the halted one too");
        vm.expectRevert(abi.encodeWithSelector(ILens.CannotFill.selector, address(vault)));
        lens.grid(plain, address(vault), 10);
    }

    function test_AHaltedMarketHasNoBook() public {
        PoolAbi pool = createPool(pooled);
        vm.prank(guardian);
        exchange.haltMarket(pooled);
        Book memory b = lens.book(pooled, list(address(pool), address(0)), 10);
        eq(b.bids.length + b.asks.length, 0, "levels");
        eq(b.skipped.length, 2, "skipped");
    }

    function test_VaultsFillWithinTheOraclesBandOnly() public {
        VaultAbi vault = createGridVault(watched);
        PoolAbi pool = createPool(watched);
        // Ten percent of 1000: all of it.
        eq(lens.book(watched, list(address(vault), address(0)), 10).bids.length, 3, "bids");
        // 950: from 855 to 1045. The ask at 1100 is out, of the pool it is not.
        feed.set(9.5e8);
        Book memory b = lens.book(watched, list(address(vault), address(0)), 10);
        eq(b.bids.length, 3, "bids at 950");
        eq(b.asks.length, 0, "asks at 950");
        eq(lens.book(watched, list(address(vault), address(pool)), 10).asks[0].lots, 1000, "asks of the pool");
        // 2000: from 1800. Nothing of the vault is in.
        feed.set(20e8);
        b = lens.book(watched, list(address(vault), address(0)), 1);
        eq(b.bids.length + b.asks.length, 0, "nothing at 2000");
        yes(b.skipped.length == 2 && b.skipped[0] == address(vault), "so it is skipped");
        feed.kill();
        b = lens.book(watched, list(address(vault), address(pool)), 10);
        eq(b.skipped.length, 1, "skipped without a mark");
        eq(b.bids[0].lots, 1000, "bids of the pool");
    }

    // ---- vaults and pools -----------------------------------------------------------------------------------------

    function test_VaultsTellTheirRecord() public {
        VaultAbi vault = createGridVault(plain);
        sell(address(vault), 3);
        buy(address(vault), 3);
        VaultView[] memory views = lens.vaults(list(stranger, address(vault)));
        yes(!views[0].known && views[0].vault == stranger && views[0].owner == address(0), "stranger");
        VaultView memory v = views[1];
        yes(v.known && v.vault == address(vault) && v.owner == owner && v.manager == manager, "who");
        eq(v.marketId, plain, "market");
        eq(v.seq, exchangeSeq(address(vault)), "seq");
        eq(v.baseHeld, base.balanceOf(address(vault)), "base");
        eq(v.quoteHeld, quote.balanceOf(address(vault)), "quote");
        eq(v.baseNeeded, 10 * LOT, "base needed");
        // Ten lots each at 900, 950 and 1000.
        eq(v.quoteNeeded, 10 * (900 + 950 + 1000) * TICK, "quote needed");
        eqSigned(v.pnl, vault.pnl(), "pnl");
        eq(v.stats.cursor, 30, "cursor");
        eq(v.stats.fills, 2, "fills");
        eq(v.profitShare.shareBps, 2_000, "share");
        yes(v.strategy.kind == StrategyKind.GridTrading && v.strategy.grid.prices.length == 5, "strategy");
        eq(v.strategyState, vault.strategyState(), "state");
        vm.expectRevert(abi.encodeWithSelector(ILens.NotSuchMaker.selector, stranger));
        lens.vault(stranger);
    }

    function test_PoolsTellStateAndShare() public {
        PoolAbi pool = createPool(pooled);
        uint256 lp = pool.balanceOf(provider);
        PoolView[] memory views = lens.pools(list(address(pool), stranger), provider);
        yes(views[0].known && !views[1].known && views[1].pool == stranger, "known");
        PoolView memory p = views[0];
        eq(p.marketId, pooled, "market");
        yes(p.operator == operator, "operator");
        eq(p.lp, lp, "lp");
        (uint256 baseShare, uint256 quoteShare) = pool.previewRemove(lp);
        eq(p.baseShare, baseShare, "base share");
        eq(p.quoteShare, quoteShare, "quote share");
        eq(p.state.sizePerCell, 1_000, "size");
        eq(p.state.cursor, 3_000, "cursor");
        eq(p.baseNeeded, 1_000 * LOT, "base needed");
        eq(p.prices.length, 5, "prices");
        p = lens.pool(address(pool), address(0));
        eq(p.lp + p.claimable + p.baseShare, 0, "of nobody");
    }

    // ---- tiers ----------------------------------------------------------------------------------------------------

    function test_TierAndWhatIsMissing() public view {
        TierView memory t = lens.makerTier(signer, address(quote));
        eq(t.period, 0, "period");
        eq(t.periodEnd, 1_800_000_000 + 30 days, "end");
        eq(t.tier + t.rateBps + t.volume, 0, "start");
        eq(t.toNextTier, 1_000e6, "to silver");
        eq(t.nextRateBps, 1, "rate of silver");

        // 1,000 tokens at nothing, 1,000 at 1 bps.
        (uint256 rebate, TierView memory after_) = lens.previewRebate(signer, plain, 2_000e6);
        eq(rebate, 100_000, "rebate");
        eq(after_.tier, 1, "silver");
        eq(after_.volume, 2_000e6, "volume");
        eq(after_.toNextTier, 8_000e6, "to gold");
        eq(after_.nextRateBps, 2, "rate of gold");
        (, after_) = lens.previewRebate(signer, plain, 50_000e6);
        eq(after_.tier, 3, "platinum");
        eq(after_.toNextTier, 0, "nothing above");
        eq(after_.nextRateBps, 3, "its own rate");
        (rebate, after_) = lens.previewRebate(signer, free, 2_000e6);
        eq(rebate + after_.volume + after_.tier, 0, "a market that pays none");
    }

    function test_VolumeIsThePeriods() public {
        VaultAbi vault = createGridVault(plain);
        // Two lots at 1100.
        buy(address(vault), 2);
        eq(lens.makerTier(address(vault), address(quote)).volume, 220_000, "volume");
        eq(lens.makerTier(address(vault), address(base)).volume, 0, "of another token");
        vm.warp(block.timestamp + 30 days);
        TierView memory t = lens.makerTier(address(vault), address(quote));
        eq(t.volume, 0, "next period");
        eq(t.period, 1, "period");
    }

    // ---- helpers --------------------------------------------------------------------------------------------------

    function exchangeSeq(address maker) private view returns (uint256 seq) {
        (, , , seq) = exchange.makerState(maker, plain);
    }

    function list(address a, address b) private pure returns (address[] memory addresses) {
        addresses = new address[](2);
        (addresses[0], addresses[1]) = (a, b);
    }

    /// @dev `expected`: price and lots of up to three levels; a price of zero ends them.
    function levels(PriceLevel[] memory actual, uint256[6] memory expected) private pure {
        uint256 count = 0;
        while (count < 3 && expected[2 * count] != 0) ++count;
        eq(actual.length, count, "levels");
        for (uint256 i = 0; i < count; ++i) {
            eq(actual[i].price, expected[2 * i], "price");
            eq(actual[i].lots, expected[2 * i + 1], "lots");
        }
    }
}
