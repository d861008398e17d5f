// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { Market, Quote, Side, Take } from "../../../contracts/interfaces/Types.sol";
import { MarketLib } from "../../../contracts/libraries/MarketLib.sol";
import { RebateLib, RebateSchedule } from "../../../contracts/libraries/RebateLib.sol";
import { TestToken } from "../../../contracts/mocks/TestToken.sol";
import { PoolAbi } from "../utils/Abis.sol";
import { HostileWorld } from "../utils/HostileWorld.sol";

/// @notice Rows of "rebate farming": what maker, taker and provider acting together get back is never more than they pay.
/// Rates are 0/1/2/3 bps from 0, 1,000, 10,000 and 50,000 whole quote tokens; the market's fee is 5 bps.
contract HostileRebatesTest is HostileWorld {
    uint256 private constant WHOLE = 1e6;
    uint256[3] private keys = [uint256(0xA1), 0xA2, 0xA3];
    uint256 private salt = 1_000;

    function setUp() public {
        deployWorld();
        market = plain;
        for (uint256 i = 0; i < 3; ++i) rich(vm.addr(keys[i]));
    }

    /// @dev `taker_` buys one lot for `price` ticks from the holder of `key`: `price * 100` atoms. Returns fee and rebate.
    function trade(
        uint256 key,
        address taker_,
        uint64 price,
        uint64 size
    ) private returns (uint256 fee, uint256 rebate) {
        address maker = vm.addr(key);
        Quote memory q = Quote(maker, market, 0, 0, price, size, 0, 0, FOREVER, address(0), salt++);
        bytes memory signature = sign(key, q);
        uint256 takerBefore = quote.balanceOf(taker_);
        uint256 makerBefore = quote.balanceOf(maker);
        vm.prank(taker_);
        exchange.takeQuote(q, signature, Take(Side.Ask, size, size, FOREVER, taker_, FOREVER));
        uint256 notional = uint256(price) * TICK * size;
        fee = takerBefore - quote.balanceOf(taker_) - notional;
        rebate = quote.balanceOf(maker) - makerBefore - notional;
    }

    function ringHolds() private view returns (uint256 sum) {
        for (uint256 i = 0; i < 3; ++i) sum += quote.balanceOf(vm.addr(keys[i]));
    }

    /// @notice Row "ring of 3": three wallets trading in a circle through every tier lose with every trade.
    function test_ringOfThree() public {
        uint256 held = ringHolds();
        for (uint256 i = 0; i < 60; ++i) {
            // 3,000 whole tokens: through all tiers to 60,000 each.
            trade(keys[i % 3], vm.addr(keys[(i + 1) % 3]), 30_000_000, 1);
            uint256 now_ = ringHolds();
            yes(now_ < held, "every trade costs");
            held = now_;
        }
        yes(exchange.makerVolume(vm.addr(keys[0]), address(quote)) == 60_000 * WHOLE, "platinum");
    }

    /// @notice Row "maker == taker".
    function test_makerIsTaker() public {
        Quote memory q = Quote(vm.addr(keys[0]), market, 0, 0, 1000, 1, 0, 0, FOREVER, address(0), 1);
        bytes memory data = abi.encodeCall(IExchange.takeQuote, (q, sign(keys[0], q), terms(Side.Ask, 1)));
        refuse(vm.addr(keys[0]), address(exchange), data, IExchange.SelfTrade.selector);
    }

    /// @notice Row "dust split x 10,000": fees round up on every piece, rebates down on the period's whole volume, so splitting costs the
    /// taker more and earns the maker what one fill would. A thousand pieces are settled; ten thousand are computed by the same libraries.
    function test_dustSplit() public {
        // Into the highest tier, where a piece would earn most.
        trade(keys[0], taker, 600_000_000, 1);
        address maker = vm.addr(keys[0]);
        // One lot at 3 ticks is 300 atoms: 3 bps of it are less than one.
        Quote memory q = Quote(maker, market, 0, 0, 3, 1_000, 0, 0, FOREVER, address(0), 7);
        bytes memory signature = sign(keys[0], q);
        uint256 takerBefore = quote.balanceOf(taker);
        uint256 makerBefore = quote.balanceOf(maker);
        Take memory take = Take(Side.Ask, 1, 1, FOREVER, taker, FOREVER);
        vm.startPrank(taker);
        for (uint256 i = 0; i < 1_000; ++i) exchange.takeQuote(q, signature, take);
        vm.stopPrank();
        eq(takerBefore - quote.balanceOf(taker) - 300_000, 1_000, "an atom each");
        eq(quote.balanceOf(maker) - makerBefore - 300_000, 90, "3 bps of 300,000, as in one fill");
        (uint256 feeWhole, uint256 rebateWhole) = trade(keys[0], taker, 30_000, 1);
        eq(feeWhole, 1_500, "5 bps of 3,000,000");
        eq(rebateWhole, 900, "3 bps of 3,000,000");

        RebateSchedule schedule = RebateLib.withDecimals(
            RebateLib.pack([uint64(1_000), 10_000, 50_000], [uint8(0), 1, 2, 3]),
            6
        );
        uint256 fees = 0;
        uint256 rebates = 0;
        for (uint256 i = 0; i < 10_000; ++i) {
            fees += MarketLib.feeUp(300, 5);
            rebates += RebateLib.rebateDown(schedule, 60_000 * WHOLE + 300 * i, 300);
        }
        eq(fees, 10_000, "an atom each, against 1,500 at once");
        eq(rebates, 900, "as at once");
    }

    /// @notice Since a piece may get the fraction that earlier ones left, a rebate can exceed its own fill's exact rate: together with
    /// the pool's share it never exceeds the fee even so, at the highest rate a market bears.
    function testFuzz_rebateAndPoolFeeWithinTheFee(
        uint8 feeBps,
        uint16 shareBps,
        uint128 volume,
        uint64 notional
    ) public pure {
        uint256 fee = bound(feeBps, 1, 100);
        uint256 share = bound(shareBps, 0, 10_000);
        uint8 rate = uint8(MarketLib.rebateCapBps(fee, share));
        RebateSchedule schedule = RebateLib.withDecimals(
            RebateLib.pack([uint64(1), 2, 3], [rate / 3, rate / 2, rate, rate]),
            2
        );
        uint256 dust = bound(notional, 1, 20_000);
        for (uint256 i = 0; i < 2; ++i) {
            uint256 amount = i == 0 ? dust : uint256(notional) + 1;
            uint256 paid = MarketLib.feeUp(amount, fee);
            uint256 back = RebateLib.rebateDown(schedule, volume, amount) + MarketLib.poolFeeDown(paid, share);
            yes(back <= paid, "never more than was paid");
            uint256 young = RebateLib.rebateDown(schedule, volume % 400, amount) + MarketLib.poolFeeDown(paid, share);
            yes(young <= paid, "nor across tiers");
        }
    }

    /// @notice Splits of any size never earn more than the whole, nor cost less.
    function testFuzz_splitsNeverPay(uint32 price, uint8 pieces, uint64 start) public {
        uint64 ticks = uint64(bound(price, 1, 1e9));
        uint64 n = uint64(bound(pieces, 2, 20));
        uint64 volume = uint64(bound(start, 1, 1e9));
        // Two makers of equal volume: one fills at once, the other in pieces.
        trade(keys[0], taker, volume, 1);
        trade(keys[1], taker, volume, 1);
        (uint256 feeWhole, uint256 rebateWhole) = trade(keys[0], taker, ticks, n);
        uint256 fees = 0;
        uint256 rebates = 0;
        for (uint256 i = 0; i < n; ++i) {
            (uint256 fee, uint256 rebate) = trade(keys[1], taker, ticks, 1);
            fees += fee;
            rebates += rebate;
        }
        yes(fees >= feeWhole, "not cheaper");
        yes(rebates <= rebateWhole, "not dearer");
        yes(rebates <= fees, "never more than was paid");
    }

    /// @notice Row "reorg of epoch boundary", "period boundary straddle": the last second of a period counts for it, the next begins at
    /// the bottom; volume does not carry over.
    function test_periodBoundary() public {
        (uint32 length, uint64 start) = exchange.periodTerms();
        vm.warp(uint256(start) + length - 1);
        // 2,000 tokens: the second thousand at 1 bps.
        (, uint256 rebate) = trade(keys[0], taker, 20_000_000, 1);
        eq(rebate, 100_000, "1 bps of 1,000 tokens");
        (, rebate) = trade(keys[0], taker, 10_000_000, 1);
        eq(rebate, 100_000, "1 bps of 1,000 tokens");
        vm.warp(uint256(start) + length);
        eq(exchange.makerVolume(vm.addr(keys[0]), address(quote)), 0, "a new period");
        (, rebate) = trade(keys[0], taker, 10_000_000, 1);
        eq(rebate, 0, "bronze again");
        // A proposer who puts the clock back by fifteen seconds finds the old volume again? It was overwritten: it is smaller.
        vm.warp(uint256(start) + length - 15);
        (, rebate) = trade(keys[0], taker, 10_000_000, 1);
        eq(rebate, 0, "never more than once");
    }

    /// @notice Row "rate change mid-epoch": rates change at the boundary, exactly, and not for volume made before.
    function test_rateChangeMidPeriod() public {
        trade(keys[0], taker, 10_000_000, 1);
        vm.prank(governor);
        exchange.scheduleRebates([uint64(1), uint64(2), uint64(3)], [uint8(5), uint8(5), uint8(5), uint8(5)]);
        (, uint256 rebate) = trade(keys[0], taker, 10_000_000, 1);
        eq(rebate, 100_000, "1 bps still");
        (uint32 length, uint64 start) = exchange.periodTerms();
        vm.warp(uint256(start) + length - 1);
        (, rebate) = trade(keys[0], taker, 10_000_000, 1);
        eq(rebate, 100_000, "to the last second");
        vm.warp(uint256(start) + length);
        uint256 fee;
        (fee, rebate) = trade(keys[0], taker, 10_000_000, 1);
        eq(rebate, 500_000, "5 bps of 1,000 tokens");
        eq(fee, 500_000, "all of the fee, and no more");
    }

    /// @notice Row "rate change mid-epoch", the fee's side: a fee that no longer bears the rates ends them at the same instant, so no
    /// moment exists in which a rebate exceeds its fee.
    function test_feeChangeMidPeriod() public {
        trade(keys[0], taker, 600_000_000, 1);
        vm.prank(governor);
        exchange.scheduleFees(market, 2, 0);
        (uint256 fee, uint256 rebate) = trade(keys[0], taker, 10_000_000, 1);
        eq(fee, 500_000, "5 bps still");
        eq(rebate, 300_000, "3 bps still");
        (uint32 length, uint64 start) = exchange.periodTerms();
        vm.warp(uint256(start) + length);
        (fee, rebate) = trade(keys[0], taker, 600_000_000, 1);
        eq(fee, 12_000_000, "2 bps");
        eq(rebate, 0, "less than the highest rate: none");
        eq(exchange.makerVolume(vm.addr(keys[0]), address(quote)), 0, "and no volume counts");
        yes(!exchange.paysRebates(market), "as it says");
    }

    /// @notice Rows "rate change": both changed for one boundary, in either order, never pay more than the fee.
    function test_bothChange() public {
        vm.startPrank(governor);
        exchange.scheduleRebates([uint64(1), uint64(2), uint64(3)], [uint8(0), uint8(10), uint8(20), uint8(20)]);
        exchange.scheduleFees(market, 20, 0);
        vm.stopPrank();
        skip(PERIOD);
        for (uint64 i = 1; i < 30; ++i) {
            (uint256 fee, uint256 rebate) = trade(keys[0], taker, 77_777 * i + 1, 1);
            yes(rebate <= fee, "never more");
        }
    }

    /// @notice Row "token decimals differ between fee and rebate": both are the quote token; volume is counted per quote token, so
    /// volume in a worthless one earns nothing in another.
    function test_volumeOfAWorthlessToken() public {
        TestToken junk = new TestToken("Junk", "JUNK", 0);
        Market memory m = marketTerms(5, 0, address(0));
        m.quote = address(junk);
        vm.prank(governor);
        uint32 worthless = exchange.createMarket(m);
        junk.mint(taker, 1e30);
        vm.startPrank(taker);
        junk.approve(address(exchange), type(uint256).max);
        Quote memory q = Quote(vm.addr(keys[0]), worthless, 0, 0, 1e9, 1, 0, 0, FOREVER, address(0), 1);
        vm.stopPrank();
        takeQuote(keys[0], q, Side.Ask, 1);
        yes(exchange.makerVolume(vm.addr(keys[0]), address(junk)) == 1e11, "platinum in junk");
        (, uint256 rebate) = trade(keys[0], taker, 10_000_000, 1);
        eq(rebate, 0, "bronze in money");
    }

    /// @notice Row "cancel-after-accrue": a rebate is paid in its fill; what is cancelled later was never paid for.
    function test_cancelAfterFill() public {
        trade(keys[0], taker, 600_000_000, 1);
        address maker = vm.addr(keys[0]);
        Quote memory q = Quote(maker, market, 0, 0, 10_000_000, 10, 0, 0, FOREVER, address(0), 1);
        takeQuote(keys[0], q, Side.Ask, 1);
        uint256 held = quote.balanceOf(maker);
        uint256 volume = exchange.makerVolume(maker, address(quote));
        vm.prank(maker);
        exchange.cancelQuote(q);
        eq(quote.balanceOf(maker), held, "nothing more");
        eq(exchange.makerVolume(maker, address(quote)), volume, "nor less");
    }

    /// @notice Row "pot drained to 0 mid-epoch": there is no pot. With all fees collected, the next fill pays its own rebate.
    function test_noPot() public {
        trade(keys[0], taker, 600_000_000, 1);
        vm.prank(governor);
        exchange.collectFees(address(quote), governor);
        eq(quote.balanceOf(address(exchange)), 0, "empty");
        (uint256 fee, uint256 rebate) = trade(keys[0], taker, 10_000_000, 1);
        eq(rebate, 300_000, "3 bps of 1,000 tokens");
        eq(quote.balanceOf(address(exchange)), fee - rebate, "the rest is kept");
    }

    /// @notice Row "wash trade" with a pool: a party that is provider and taker, and holds all but the locked units, gets back less
    /// than it pays.
    function test_providerIsTaker() public {
        PoolAbi p = createPool(pooled);
        uint256 before = quote.balanceOf(provider);
        uint256 baseBefore = base.balanceOf(provider);
        uint256 lp = p.balanceOf(provider);
        (uint256 baseWorth, uint256 quoteWorth) = p.previewRemove(lp);
        vm.startPrank(provider);
        for (uint256 i = 0; i < 40; ++i) {
            exchange.takeGrid(address(p), Take(Side.Ask, 1_000, 1_000, FOREVER, provider, FOREVER));
            exchange.takeGrid(address(p), Take(Side.Bid, 4_000, 4_000, 0, provider, FOREVER));
            exchange.takeGrid(address(p), Take(Side.Ask, 3_000, 3_000, FOREVER, provider, FOREVER));
        }
        vm.stopPrank();
        yes(exchange.makerVolume(address(p), address(quote)) > 10_000 * WHOLE, "beyond a tier");
        skip(10 days);
        vm.startPrank(provider);
        p.removeLiquidity(lp, anyBounds(), provider);
        p.claimFees(provider);
        vm.stopPrank();
        yes(base.balanceOf(provider) <= baseBefore + baseWorth, "no base gained");
        yes(quote.balanceOf(provider) < before + quoteWorth, "quote lost");
    }
}
