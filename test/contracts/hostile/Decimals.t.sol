// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { PoolParams } from "../../../contracts/interfaces/IPoolFactory.sol";
import { VaultParams } from "../../../contracts/interfaces/IVaultFactory.sol";
import { Grid, GridMode, Strategy, StrategyKind } from "../../../contracts/interfaces/Strategy.sol";
import { Market, Quote, Side, Take, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { TestToken } from "../../../contracts/mocks/TestToken.sol";
import { PoolAbi, VaultAbi } from "../utils/Abis.sol";
import { HostileWorld } from "../utils/HostileWorld.sol";

/// @notice Row "low/high decimals": 0, 6, 8, 18 and 24 on either side, with supplies of 1e30 and more, and sizes and prices at
/// the ends of their ranges.
contract HostileDecimalsTest is HostileWorld {
    uint8[5] private decimals = [0, 6, 8, 18, 24];
    uint88 private lot;
    uint72 private tick;

    function setUp() public {
        deployWorld();
    }

    /// @dev A market in hundredths of a base token and ten-thousandths of a quote token, as far as decimals reach.
    function open(uint8 baseDecimals, uint8 quoteDecimals) private {
        lot = uint88(10 ** (baseDecimals > 2 ? baseDecimals - 2 : 0));
        tick = uint72(10 ** (quoteDecimals > 4 ? quoteDecimals - 4 : 0));
        base = new TestToken("Base", "B", baseDecimals);
        quote = new TestToken("Quote", "Q", quoteDecimals);
        Market memory m = marketTerms(10, 5_000, address(0));
        (m.lotSize, m.tickSize) = (lot, tick);
        vm.prank(governor);
        market = exchange.createMarket(m);
        address[4] memory accounts = [owner, signer, taker, provider];
        for (uint256 i = 0; i < accounts.length; ++i) {
            rich(accounts[i]);
            base.mint(accounts[i], 1e45);
            quote.mint(accounts[i], 1e45);
        }
    }

    function feeUp(uint256 notional) private pure returns (uint256) {
        return (notional * 10 + 9_999) / 10_000;
    }

    /// @notice Every pair: a grid round trip earns a step per lot, exactly, and both sides' balances follow by hand.
    function test_gridOfEveryPair() public {
        for (uint256 i = 0; i < 25; ++i) {
            open(decimals[i / 5], decimals[i % 5]);
            VaultAbi vault = createVault(saltedParams(gridStrategy()));
            (uint256 baseBefore, uint256 quoteBefore) = balances(address(vault));
            eq(baseBefore, 10 * uint256(lot), "the upper cell's base");
            eq(quoteBefore, 28_500 * uint256(tick), "10 * (900 + 950 + 1000) ticks");
            TakeResult memory sold = sell(address(vault), 12);
            // 10 at 1000 and 2 at 950.
            eq(sold.notional, 11_900 * uint256(tick), "notional");
            eq(sold.fee, feeUp(sold.notional), "fee");
            TakeResult memory bought = buy(address(vault), 12);
            // 2 at 1000 and 10 at 1050.
            eq(bought.notional, 12_500 * uint256(tick), "notional");
            (uint256 baseAfter, uint256 quoteAfter) = balances(address(vault));
            eq(baseAfter, baseBefore, "inventory is back");
            // With 0 decimals the first fill's 11,900 atoms are as many whole tokens, in the second tier and the third: 0.9 + 0.38,
            // rounded down, and 2.5 for the next 12,500.
            uint256 rebates = decimals[i % 5] == 0 ? 1 + 2 : 0;
            eq(quoteAfter, quoteBefore + 600 * uint256(tick) + rebates, "12 lots, 50 ticks each");
            eq(vault.stats().baseLots, 10, "position");
        }
    }

    /// @notice Every pair: founding, joining and leaving a pool never mints a share for nothing and never pays.
    function test_poolOfEveryPair() public {
        for (uint256 i = 0; i < 25; ++i) {
            open(decimals[i / 5], decimals[i % 5]);
            PoolAbi p = createPool(market);
            poolBacked(p);
            uint256 lp = p.totalSupply() / 7;
            yes(lp != 0, "shares are worth something");
            vm.startPrank(owner);
            (uint256 baseIn, uint256 quoteIn) = p.addLiquidity(lp, anyBounds(), owner);
            yes(quoteIn != 0, "nothing is minted for nothing");
            vm.stopPrank();
            sell(address(p), 300);
            buy(address(p), 300);
            poolBacked(p);
            vm.startPrank(owner);
            (uint256 baseOut, ) = p.removeLiquidity(lp, anyBounds(), owner);
            vm.stopPrank();
            yes(baseOut <= baseIn, "no base gained");
            poolBacked(p);
        }
    }

    /// @notice Every pair: one LP unit costs at least an atom of what the pool holds, and gives back no more.
    function test_oneUnitOfEveryPair() public {
        for (uint256 i = 0; i < 25; ++i) {
            open(decimals[i / 5], decimals[i % 5]);
            PoolAbi p = createPool(market);
            vm.startPrank(owner);
            (uint256 baseIn, uint256 quoteIn) = p.addLiquidity(1, anyBounds(), owner);
            yes(baseIn != 0 && quoteIn != 0, "rounded up");
            (uint256 baseOut, uint256 quoteOut) = p.removeLiquidity(1, anyBounds(), owner);
            vm.stopPrank();
            yes(baseOut <= baseIn && quoteOut <= quoteIn, "rounded down");
            poolBacked(p);
        }
    }

    /// @notice Every quote token: rebates begin at 1,000 whole tokens of volume, whatever a whole token is.
    function test_tiersOfEveryQuoteToken() public {
        for (uint256 i = 0; i < 5; ++i) {
            open(18, decimals[i]);
            // One lot for 1,000 whole tokens: volume is then at the threshold, and not a unit has earned.
            uint256 whole = 10 ** decimals[i];
            uint64 price = uint64((1_000 * whole) / tick);
            Quote memory q = standing(signer);
            (q.bidPrice, q.askPrice, q.askSize) = (1, price, 3);
            bytes memory signature = sign(SIGNER_KEY, q);
            uint256 before = quote.balanceOf(signer);
            vm.startPrank(taker);
            exchange.takeQuote(q, signature, terms(Side.Ask, 1));
            eq(quote.balanceOf(signer) - before, 1_000 * whole, "bronze earns nothing");
            exchange.takeQuote(q, signature, terms(Side.Ask, 1));
            vm.stopPrank();
            // The next 1,000 at 1 bps: a tenth of a token, rounded down.
            eq(quote.balanceOf(signer) - before, 2_000 * whole + whole / 10, "silver earns 1 bps");
            eq(exchange.makerVolume(signer, address(quote)), 2_000 * whole, "volume");
        }
    }

    function gridAt(uint64 low, uint64 high, uint64 size) private pure returns (Strategy memory) {
        uint64[] memory prices = new uint64[](2);
        (prices[0], prices[1]) = (low, high);
        return Strategy(StrategyKind.GridTrading, noLimits(), Grid(GridMode.Adjacent, size, low, 0, prices));
    }

    /// @notice Row "price at tick 0/max": the lowest prices there are, and the highest, on every pair; zero is refused.
    function test_pricesAtTheEnds() public {
        for (uint256 i = 0; i < 25; ++i) {
            open(decimals[i / 5], decimals[i % 5]);
            VaultAbi cheap = createVault(saltedParams(gridAt(1, 2, 1)));
            eq(sell(address(cheap), 1).notional, tick, "one tick");
            eq(buy(address(cheap), 1).notional, 2 * uint256(tick), "two ticks");
            VaultAbi dear = createVault(saltedParams(gridAt(FOREVER - 1, FOREVER, 1)));
            vaultBacked(cheap);
            // In 24 decimals a lot is 1.8e39 atoms there, more than books of 112 bits hold: refused by name, and the owner leaves.
            uint64 last = FOREVER;
            if (decimals[i % 5] == 24) {
                beyondTheBooks(dear);
                // The highest price whose lot they hold: 51,922,968,585,348 ticks of 1e20 atoms.
                last = 51_922_968_585_348;
                dear = createVault(saltedParams(gridAt(last - 1, last, 1)));
            }
            eq(sell(address(dear), 1).notional, uint256(last - 1) * tick, "the last but one");
            eq(buy(address(dear), 1).notional, uint256(last) * tick, "the last");
            vaultBacked(dear);
        }
        VaultParams memory params = saltedParams(gridAt(0, 1, 1));
        (bool ok, ) = attemptAs(owner, address(vaults), abi.encodeCall(vaults.createVault, (params)));
        yes(!ok, "no price of zero");
    }

    function beyondTheBooks(VaultAbi vault) private {
        bytes memory call = abi.encodeCall(exchange.takeGrid, (address(vault), terms(Side.Bid, 1)));
        refuse(taker, address(exchange), call, SafeCast.SafeCastOverflowedUintDowncast.selector);
        vaultBacked(vault);
        (, uint256 held) = balances(address(vault));
        eq(held, uint256(FOREVER - 1) * tick, "the bid's quote");
        uint256 before = quote.balanceOf(owner);
        vm.prank(owner);
        vault.withdraw(0, held, owner);
        eq(quote.balanceOf(owner) - before, held, "all of it");
    }

    /// @notice The largest cell there is, filled whole in one take.
    function test_sizeAtTheEnd() public {
        open(18, 6);
        base.mint(taker, 1e60);
        base.mint(owner, 1e60);
        VaultAbi vault = createVault(saltedParams(gridAt(1, 2, FOREVER)));
        eq(sell(address(vault), FOREVER).notional, uint256(FOREVER) * tick, "all of it");
        eq(buy(address(vault), FOREVER).notional, uint256(FOREVER) * 2 * tick, "and back");
        vaultBacked(vault);
    }

    /// @notice Largest price times largest size: the numbers do not wrap, they are refused or exact.
    function test_priceAndSizeAtTheEnd() public {
        open(24, 24);
        quote.mint(signer, 1e70);
        quote.mint(taker, 1e70);
        base.mint(taker, 1e60);
        Quote memory q = standing(signer);
        (q.bidPrice, q.bidSize, q.askSize) = (FOREVER, FOREVER, 0);
        bytes memory signature = sign(SIGNER_KEY, q);
        uint256 before = quote.balanceOf(taker);
        vm.prank(taker);
        TakeResult memory result = exchange.takeQuote(q, signature, terms(Side.Bid, FOREVER));
        uint256 notional = uint256(FOREVER) * FOREVER * tick;
        eq(result.notional, notional, "exact");
        eq(quote.balanceOf(taker) - before, notional - feeUp(notional), "exact");
        // Volume keeps what fits; a maker beyond every threshold stays there.
        yes(exchange.makerVolume(signer, address(quote)) > 50_000e24, "highest tier");
        (, , , uint64 seq) = exchange.makerState(signer, market);
        eq(seq, 1, "booked");
    }

    /// @notice Supplies of 1e30 whole tokens in one vault: no sum of the books overflows, and all of it comes out again.
    function test_hugeDeposits() public {
        open(18, 18);
        base.mint(owner, 1e48);
        quote.mint(owner, 1e48);
        VaultAbi vault = createVault(saltedParams(gridStrategy()));
        (uint256 baseBefore, uint256 quoteBefore) = balances(address(vault));
        vm.startPrank(owner);
        vault.deposit(uint256(lot) * 1e14, 1e38);
        eq(vault.stats().cost, 10_000 * uint256(tick) + 1e17 * uint256(tick), "at the reference price of 1000");
        vault.withdraw(uint256(lot) * 1e14 + baseBefore, 1e38 + quoteBefore, owner);
        vm.stopPrank();
        (uint256 baseAfter, uint256 quoteAfter) = balances(address(vault));
        eq(baseAfter + quoteAfter, 0, "all out");
    }

    /// @notice A fill beyond what a vault's books can hold is refused whole, never cut off.
    function test_beyondAVaultsBooks() public {
        open(24, 24);
        base.mint(owner, 1e60);
        quote.mint(taker, 1e70);
        Strategy memory strategy = gridAt(1, FOREVER, FOREVER);
        strategy.grid.referencePrice = 0;
        strategy.grid.sizePerCell = 1e12;
        VaultAbi vault = createVault(saltedParams(strategy));
        uint64[4] memory sizes = [uint64(1), 1e3, 1e6, 9e11];
        int256 expected = 0;
        for (uint256 i = 0; i < 4; ++i) {
            Take memory take = terms(Side.Ask, sizes[i]);
            (bool ok, ) = attemptAs(
                taker,
                address(exchange),
                abi.encodeCall(exchange.takeGrid, (address(vault), take))
            );
            // Bought for the lowest price of one tick.
            if (ok) expected += int256(uint256(FOREVER - 1) * tick * sizes[i]);
            int256 rebates = vault.pnl() - expected;
            // At most 3 bps of rebates on top, and a fraction of a tick.
            yes(rebates >= 0 && rebates <= expected / 3_000 + 1, "exact or not at all");
            vaultBacked(vault);
        }
    }

    /// @notice A pool beyond what its books can hold is refused at its founding.
    function test_beyondAPoolsBooks() public {
        open(24, 24);
        quote.mint(provider, 1e70);
        base.mint(provider, 1e70);
        PoolParams memory params = poolParams();
        params.sizePerCell = 1e18;
        (bool ok, ) = attemptAs(provider, address(pools), abi.encodeCall(pools.createPool, (params)));
        yes(!ok, "112 bits");
    }
}
