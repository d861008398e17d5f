// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { Leg, Market, Quote, Route, Side, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { Vm } from "../utils/Test.sol";
import { MakerDouble } from "./Doubles.sol";
import { ExchangeBase } from "./ExchangeBase.sol";

/// @notice All-or-nothing routes, with all four kinds of amounts and money worked out by hand.
contract RoutesTest is ExchangeBase {
    MakerDouble private vault;
    MakerDouble private pool;

    function setUp() public override {
        super.setUp();
        vault = makerDouble(market, false);
        pool = makerDouble(market, true);
        // An exact start: what the taker holds is what the sums below change.
    }

    /// @dev Vault 10 lots, pool 5 lots, then a signer's quote.
    function mixed(Side side, uint64 last) private view returns (Leg[] memory legs) {
        legs = new Leg[](3);
        legs[0] = gridLeg(vault, side, 10);
        legs[1] = gridLeg(pool, side, 5);
        legs[2] = quoteLeg(standing(1), side, last);
    }

    function test_buyLotsOfThreeMakers() public {
        uint256 before = quote.balanceOf(taker);
        uint256 makerBefore = quote.balanceOf(maker);
        TakeResult memory r = takeRoute(route(Side.Ask, false, 20, 2_021_011), mixed(Side.Ask, 30));
        // Vault: 10 * 1010 * 100 = 1,010,000, fee 505, rebate on 10,000 above the first token at 1 bps = 1.
        // Pool: 505,000, fee ceil(252.5) = 253, of which floor(253 / 5) = 50 stay. Signer: the last 5 lots, fee 253. Volumes below 1.
        eq(r.size, 20, "size");
        eq(r.notional, 2_020_000, "notional");
        eq(r.fee, 1011, "fee");
        eq(before - quote.balanceOf(taker), 2_021_011, "paid");
        eq(base.balanceOf(taker), 1e30 + 20 * uint256(LOT), "received");
        eq(quote.balanceOf(address(vault)), 1e30 + 1_010_001, "vault");
        eq(quote.balanceOf(address(pool)), 1e30 + 505_050, "pool");
        eq(quote.balanceOf(maker) - makerBefore, 505_000, "signer");
        eq(quote.balanceOf(address(exchange)), 1011 - 1 - 50, "fees");
    }

    function test_sellLotsToThreeMakers() public {
        TakeResult memory r = takeRoute(route(Side.Bid, false, 20, 1_979_009), mixed(Side.Bid, 20));
        // Vault: 990,000, fee 495, no rebate yet. Pool: 495,000, fee 248 (247.5), keeps 49. Signer: 495,000, fee 248.
        eq(r.notional, 1_980_000, "notional");
        eq(r.fee, 991, "fee");
        eq(quote.balanceOf(taker), 1e30 + 1_979_009, "received");
        eq(base.balanceOf(taker), 1e30 - 20 * uint256(LOT), "gave");
        eq(quote.balanceOf(address(vault)), 1e30 - 990_000, "vault");
        eq(base.balanceOf(address(vault)), 1e30 + 10 * uint256(LOT), "vault's lots");
        eq(quote.balanceOf(address(pool)), 1e30 - 495_000 + 49, "pool");
        eq(quote.balanceOf(maker), 1e30 - 495_000, "signer");
        eq(base.balanceOf(maker), 1e30 + 5 * uint256(LOT), "signer's lots");
        eq(quote.balanceOf(address(exchange)), 991 - 49, "fees");
    }

    function test_spendExactNotional() public {
        Route memory r = route(Side.Ask, false, 1_500_000, 14);
        r.exactNotional = true;
        TakeResult memory t = takeRoute(r, mixed(Side.Ask, 30));
        // Vault: 10 lots for 1,010,505. Left 489,495: 4 lots at the pool for 404,000 + 202. Left 85,293: less than a lot.
        eq(t.size, 14, "size");
        eq(t.notional, 1_414_000, "notional");
        eq(t.fee, 707, "fee");
        r.limit = 15;
        // Now the vault has 90, and 1,500,000 buy 10 + 4 again.
        failRoute(r, mixed(Side.Ask, 30), abi.encodeWithSelector(IExchange.LimitExceeded.selector, 14, 15));
    }

    function test_receiveExactNotional() public {
        Route memory r = route(Side.Bid, false, 1_200_000, 13);
        r.exactNotional = true;
        TakeResult memory t = takeRoute(r, mixed(Side.Bid, 20));
        // Vault: 10 lots bring 990,000 - 495 = 989,505. Left 210,495: notional ceil(210,495 / 0.9995) = 210,601, 3 lots at the pool,
        // 297,000 - ceil(148.5) = 296,851.
        eq(t.size, 13, "size");
        eq(t.notional - t.fee, 989_505 + 296_851, "proceeds");
        r.limit = 12;
        failRoute(r, mixed(Side.Bid, 20), abi.encodeWithSelector(IExchange.LimitExceeded.selector, 13, 12));
        (r.amount, r.limit) = (1e12, 1000);
        // Everything there is: 10, 5, and 20 of the quote.
        failRoute(
            r,
            mixed(Side.Bid, 20),
            abi.encodeWithSelector(IExchange.AmountNotFilled.selector, 989_505 + 494_752 + 1_979_010, 1e12)
        );
    }

    function test_exactNotionalOfQuotes() public {
        Leg[] memory legs = one(quoteLeg(standing(1), Side.Ask, 30));
        Route memory r = route(Side.Ask, false, 303_151, 2);
        r.exactNotional = true;
        // 3 lots are 303,000 + 152 (151.5): one atom short.
        eq(takeRoute(r, legs).size, 2, "rounded down");
        r.amount = 303_152;
        eq(takeRoute(r, legs).size, 3, "just");
        legs = one(quoteLeg(standing(2), Side.Bid, 30));
        r.side = Side.Bid;
        // 3 lots bring 297,000 - 149.
        (r.amount, r.limit) = (296_851, 10);
        eq(takeRoute(r, legs).size, 3, "just");
        r.amount = 296_852;
        eq(takeRoute(r, legs).size, 4, "rounded up");
    }

    /// @dev Sell a lot at `atoms` on a market with ticks of one atom, for the sink; a fee of 5 bps.
    function sellFor(uint64 atoms) private returns (TakeResult memory) {
        Market memory m = terms(5, 2000);
        m.tickSize = 1;
        vm.prank(governor);
        uint32 id = exchange.createMarket(m);
        Quote memory q = standing(1);
        (q.marketId, q.bidPrice) = (id, atoms);
        Route memory r = route(Side.Bid, false, 1, 0);
        (r.marketId, r.recipient) = (id, sink);
        Leg[] memory legs = one(quoteLeg(q, Side.Bid, 1));
        vm.recordLogs();
        return takeRoute(r, legs);
    }

    function test_aSaleForOneAtomIsPaid() public {
        TakeResult memory r = sellFor(2);
        yes(r.notional == 2 && r.fee == 1, "the fee rounds up");
        eq(quote.balanceOf(sink), 1, "proceeds");
        eq(quote.balanceOf(address(exchange)), 1, "fee");
        eq(vm.getRecordedLogs().length, 4, "fill, quote, base, proceeds");
    }

    /// @notice Where the fee is all a sale brings, nothing is paid out: some tokens refuse to move nothing.
    function test_aSaleForNothingMovesNothing() public {
        TakeResult memory r = sellFor(1);
        yes(r.notional == 1 && r.fee == 1, "the fee rounds up");
        eq(quote.balanceOf(sink), 0, "proceeds");
        eq(quote.balanceOf(address(exchange)), 1, "fee");
        eq(vm.getRecordedLogs().length, 3, "fill, quote, base");
    }

    function test_wholeAmountOrNothing() public {
        failRoute(
            route(Side.Ask, false, 20, FOREVER),
            mixed(Side.Ask, 4),
            abi.encodeWithSelector(IExchange.AmountNotFilled.selector, 19, 20)
        );
        failRoute(
            route(Side.Ask, false, 20, 2_021_010),
            mixed(Side.Ask, 30),
            abi.encodeWithSelector(IExchange.LimitExceeded.selector, 2_021_011, 2_021_010)
        );
        failRoute(
            route(Side.Bid, false, 20, 1_979_010),
            mixed(Side.Bid, 20),
            abi.encodeWithSelector(IExchange.LimitExceeded.selector, 1_979_009, 1_979_010)
        );
    }

    function test_termsOfARoute() public {
        Route memory r = route(Side.Ask, false, 5, FOREVER);
        failRoute(r, new Leg[](0), abi.encodeWithSelector(IExchange.EmptyRoute.selector));
        r.amount = 0;
        failRoute(r, mixed(Side.Ask, 1), abi.encodeWithSelector(IExchange.NothingToTake.selector));
        (r.amount, r.minSize) = (5, 6);
        failRoute(r, mixed(Side.Ask, 1), abi.encodeWithSelector(IExchange.SizeBelowMinimum.selector, 5, 6));
        (r.minSize, r.deadline) = (0, uint64(block.timestamp - 1));
        failRoute(
            r,
            mixed(Side.Ask, 1),
            abi.encodeWithSelector(IExchange.DeadlinePassed.selector, block.timestamp - 1, block.timestamp)
        );
        (r.deadline, r.recipient) = (uint64(block.timestamp), address(0));
        failRoute(r, mixed(Side.Ask, 1), abi.encodeWithSelector(IExchange.InvalidRecipient.selector, address(0)));
        r.recipient = address(exchange);
        failRoute(r, mixed(Side.Ask, 1), abi.encodeWithSelector(IExchange.InvalidRecipient.selector, exchange));
        (r.recipient, r.marketId) = (sink, 99);
        failRoute(r, mixed(Side.Ask, 1), abi.encodeWithSelector(IExchange.UnknownMarket.selector, 99));
        r.marketId = market;
        eq(takeRoute(r, mixed(Side.Ask, 1)).size, 5, "at the deadline");
        eq(base.balanceOf(sink), 5 * uint256(LOT), "recipient");
    }

    function test_legsThatDoNotBelong() public {
        Route memory r = route(Side.Ask, false, 5, FOREVER);
        r.marketId = freeMarket;
        failRoute(
            r,
            one(gridLeg(vault, Side.Ask, 1)),
            abi.encodeWithSelector(IExchange.WrongMarket.selector, vault, freeMarket)
        );
        failRoute(
            r,
            one(quoteLeg(standing(1), Side.Ask, 1)),
            abi.encodeWithSelector(IExchange.WrongMarket.selector, maker, market)
        );
        r.marketId = market;
        failRoute(r, one(Leg(maker, 5, FOREVER, "")), abi.encodeWithSelector(IExchange.UnknownMaker.selector, maker));
        failRoute(
            r,
            one(Leg(maker, 5, FOREVER, new bytes(351))),
            abi.encodeWithSelector(IExchange.InvalidQuoteLeg.selector, 351, 352)
        );
        Leg memory leg = quoteLeg(standing(1), Side.Ask, 5);
        leg.maker = maker2;
        failRoute(r, one(leg), abi.encodeWithSelector(IExchange.NotMaker.selector, maker, maker2));
        leg = quoteLeg(standing(1), Side.Ask, 5);
        leg.limitPrice = 1009;
        failRoute(r, one(leg), abi.encodeWithSelector(IExchange.PriceBeyondLimit.selector, 1010, 1009));
    }

    /// @notice Bits above a field's type make another encoding of the same quote: it is no quote at all.
    function test_dirtyBitsAreRefused() public {
        Leg memory leg = quoteLeg(standing(1), Side.Ask, 5);
        for (uint256 field = 0; field < 10; ++field) {
            bytes memory dirty = bytes.concat(leg.quote);
            dirty[32 * field] = 0x01;
            failRoute(route(Side.Ask, false, 5, FOREVER), one(Leg(maker, 5, FOREVER, dirty)), "");
        }
    }

    /// @notice Legs of one maker in a row are paid once: two transfers and a fee, whatever the number of legs.
    function test_transfersAreNetted() public {
        Leg[] memory legs = new Leg[](3);
        for (uint256 i = 0; i < 3; ++i) legs[i] = quoteLeg(standing(i), Side.Ask, 2);
        vm.recordLogs();
        takeRoute(route(Side.Ask, false, 6, FOREVER), legs);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 transfers = 0;
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == keccak256("Transfer(address,address,uint256)")) ++transfers;
        }
        eq(logs.length - transfers, 3, "fills");
        eq(transfers, 3, "quote, base, fee");
        vm.recordLogs();
        takeRoute(route(Side.Bid, false, 6, 0), legsOf(Side.Bid));
        logs = vm.getRecordedLogs();
        // Three fills; the signer's quote in, the lots, the proceeds out.
        eq(logs.length, 6, "events");
    }

    function legsOf(Side side) private view returns (Leg[] memory legs) {
        legs = new Leg[](3);
        for (uint256 i = 0; i < 3; ++i) legs[i] = quoteLeg(standing(i), side, 2);
    }

    function test_stopsWhenFilled() public {
        Leg[] memory legs = two(gridLeg(vault, Side.Ask, 10), Leg(address(0xDEAD), 5, FOREVER, ""));
        eq(takeRoute(route(Side.Ask, false, 10, FOREVER), legs).size, 10, "the second leg is not looked at");
    }

    function test_hugeAmountsCorruptNothing() public {
        Route memory r = route(Side.Ask, true, type(uint256).max / 2, type(uint256).max);
        // Two atoms per lot, in 512 bits.
        failRoute(r, mixed(Side.Ask, 30), abi.encodeWithSelector(IExchange.LimitExceeded.selector, 4_547_273, r.limit));
        r.amount = type(uint256).max >> 17;
        eq(takeRoute(r, mixed(Side.Ask, 30)).size, 45, "131,072 atoms per lot: all there is");
        r.exactNotional = true;
        r.limit = 0;
        eq(takeRoute(r, one(gridLeg(vault, Side.Ask, 1))).size, 1, "any price");
        r.side = Side.Bid;
        (r.amount, r.limit) = (type(uint256).max, type(uint256).max);
        failRoute(r, one(gridLeg(vault, Side.Bid, 1)), abi.encodeWithSelector(IExchange.NothingToTake.selector));
    }
}
