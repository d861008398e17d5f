// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { Leg, Quote, Route, Side, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { Part, Routes } from "../../../contracts/exchange/Routes.sol";
import { TestToken } from "../../../contracts/mocks/TestToken.sol";
import { HostileToken } from "../utils/HostileTokens.sol";
import { Vm } from "../utils/Test.sol";
import { Fault, MakerDouble, Refused, Wallet } from "./Doubles.sol";
import { ExchangeBase } from "./ExchangeBase.sol";

/// @notice Partial routes: what fails is undone alone, logged and skipped; the rest keeps the taker's price.
contract PartialRoutesTest is ExchangeBase {
    HostileToken private hostile;
    MakerDouble private vault;

    function setUp() public override {
        super.setUp();
        hostile = new HostileToken();
        quote = TestToken(address(hostile));
        list();
        rich(taker);
        rich(maker);
        rich(maker2);
        vault = makerDouble(market, false);
    }

    function ofMaker2(uint256 salt) private view returns (Quote memory q) {
        q = standing(salt);
        q.maker = maker2;
    }

    /// @dev Take 10 lots of `first`, then 5 of maker 2; the first shall be skipped for `reason`.
    function expectSkipped(Leg memory first, bytes memory reason) private {
        Leg[] memory legs = two(first, quoteLeg(ofMaker2(uint256(keccak256(first.quote))), Side.Ask, 5));
        uint256 before = quote.balanceOf(taker);
        uint256 firstBefore = quote.balanceOf(first.maker);
        uint256 baseBefore = base.balanceOf(first.maker);
        vm.recordLogs();
        TakeResult memory r = takeRoute(route(Side.Ask, true, 15, 1_520_000), legs);
        eq(r.size, 5, "the second leg");
        eq(before - quote.balanceOf(taker), 505_253, "paid");
        eq(quote.balanceOf(first.maker), firstBefore, "undone");
        eq(base.balanceOf(first.maker), baseBefore, "undone");
        (uint256 count, uint256 index, bytes memory logged) = skipped(first.maker);
        eq(count, 1, "one skipped");
        eq(index, 0, "index");
        yes(keccak256(logged) == keccak256(reason), "reason");
    }

    /// @dev How many legs were skipped, all of them of one maker; index and reason of the last.
    function skipped(address of_) private returns (uint256 count, uint256 index, bytes memory reason) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] != IExchange.LegSkipped.selector) continue;
            yes(logs[i].topics[1] == bytes32(uint256(market)), "market");
            yes(logs[i].topics[2] == bytes32(uint256(uint160(of_))), "maker");
            ++count;
            (index, reason) = abi.decode(logs[i].data, (uint256, bytes));
        }
    }

    function test_staleQuote() public {
        Quote memory q = standing(1);
        q.expiry = uint64(block.timestamp - 1);
        expectSkipped(
            quoteLeg(q, Side.Ask, 10),
            abi.encodeWithSelector(IExchange.QuoteExpired.selector, q.expiry, block.timestamp)
        );
    }

    function test_revertingMaker() public {
        vault.setFault(Fault.Revert);
        expectSkipped(gridLeg(vault, Side.Ask, 10), abi.encodeWithSelector(Refused.selector, 7));
    }

    function test_nothingLeft() public {
        vault.setBook(990, 1010, 0);
        expectSkipped(gridLeg(vault, Side.Ask, 10), abi.encodeWithSelector(IExchange.NothingToTake.selector));
    }

    function test_gasBurningMaker() public {
        vault.setFault(Fault.BurnGas);
        uint256 gas = gasleft();
        expectSkipped(gridLeg(vault, Side.Ask, 10), "");
        yes(gas - gasleft() < 3_000_000, "a bounded loss");
    }

    function test_hugeReason() public {
        vault.setFault(Fault.HugeRevert);
        expectSkipped(gridLeg(vault, Side.Ask, 10), new bytes(256));
    }

    function test_hostileWallet() public {
        Wallet wallet = new Wallet();
        Quote memory q = standing(1);
        q.maker = address(wallet);
        wallet.setFault(Fault.BurnGas);
        Leg memory leg = Leg(address(wallet), 10, FOREVER, abi.encode(q));
        expectSkipped(leg, abi.encodeWithSelector(IExchange.InvalidSignature.selector, wallet));
        wallet.setFault(Fault.HugeRevert);
        leg.quote = bytes.concat(leg.quote, "other");
        expectSkipped(leg, abi.encodeWithSelector(IExchange.InvalidSignature.selector, wallet));
    }

    function test_blockedMaker() public {
        hostile.setBlocked(maker, true);
        expectSkipped(
            quoteLeg(standing(1), Side.Ask, 10),
            abi.encodeWithSelector(HostileToken.Blocked.selector, maker)
        );
        (, , bool cancelled) = exchange.standingState(exchange.hashQuote(standing(1)));
        (uint64 bid, uint64 ask, ) = exchange.standingState(exchange.hashQuote(standing(1)));
        yes(!cancelled && bid == 0 && ask == 0, "its quote is as it was");
        (, , , uint64 seq) = exchange.makerState(maker, market);
        eq(seq, 0, "no fill");
    }

    /// @notice A maker that cannot be paid is undone with all its legs, and each is logged.
    function test_blockedMakerOfSeveralLegs() public {
        hostile.setBlocked(address(vault), true);
        Leg[] memory legs = new Leg[](3);
        legs[0] = gridLeg(vault, Side.Ask, 4);
        legs[1] = gridLeg(vault, Side.Ask, 6);
        legs[2] = quoteLeg(standing(1), Side.Ask, 5);
        vm.recordLogs();
        TakeResult memory r = takeRoute(route(Side.Ask, true, 15, FOREVER), legs);
        eq(r.size, 5, "the third");
        (uint256 count, , ) = skipped(address(vault));
        eq(count, 2, "both");
        eq(vault.seq(), 0, "undone");
        eq(exchange.makerVolume(address(vault), address(quote)), 0, "no volume");
    }

    /// @notice In a group a failing leg is undone alone.
    function test_oneBadLegOfAGroup() public {
        Quote memory stale = standing(2);
        stale.expiry = 1;
        Leg[] memory legs = new Leg[](4);
        legs[0] = quoteLeg(ofMaker2(9), Side.Ask, 1);
        legs[1] = quoteLeg(standing(1), Side.Ask, 2);
        legs[2] = quoteLeg(stale, Side.Ask, 3);
        legs[3] = quoteLeg(standing(3), Side.Ask, 4);
        vm.recordLogs();
        TakeResult memory r = takeRoute(route(Side.Ask, true, 15, FOREVER), legs);
        eq(r.size, 7, "three of four");
        (uint256 count, uint256 index, ) = skipped(maker);
        eq(count, 1, "one skipped");
        eq(index, 2, "index in the route");
        // 7 lots; fees ceil(50.5), ceil(101), ceil(202).
        eq(r.fee, 51 + 101 + 202, "fee");
        eq(quote.balanceOf(maker), 1e30 + 606_000, "six lots paid at once");
    }

    /// @notice The leg after a failing one of its group fills, and nothing is said of it.
    function test_onlyTheFailingLegOfAGroupIsSkipped() public {
        Quote memory stale = standing(2);
        stale.expiry = 1;
        Leg[] memory legs = two(quoteLeg(stale, Side.Ask, 3), quoteLeg(standing(1), Side.Ask, 2));
        vm.recordLogs();
        eq(takeRoute(route(Side.Ask, true, 15, FOREVER), legs).size, 2, "the second");
        (uint256 count, uint256 index, ) = skipped(maker);
        eq(count, 1, "one skipped");
        eq(index, 0, "the first");
        eq(quote.balanceOf(maker), 1e30 + 202_000, "2 lots at 1010");
    }

    /// @notice A failing leg that ends its group, and the route, undoes nothing but itself.
    function test_onlyTheLastLegOfAGroupIsSkipped() public {
        Quote memory stale = standing(2);
        stale.expiry = 1;
        Leg[] memory legs = two(quoteLeg(standing(1), Side.Ask, 2), quoteLeg(stale, Side.Ask, 3));
        vm.recordLogs();
        eq(takeRoute(route(Side.Ask, true, 15, FOREVER), legs).size, 2, "the first");
        (uint256 count, uint256 index, ) = skipped(maker);
        eq(count, 1, "one skipped");
        eq(index, 1, "the second");
        eq(quote.balanceOf(maker), 1e30 + 202_000, "2 lots at 1010");
    }

    function test_aGroupOfNothing() public {
        Quote memory stale = standing(2);
        stale.expiry = 1;
        Leg memory bad = quoteLeg(stale, Side.Ask, 3);
        Leg[] memory legs = new Leg[](3);
        (legs[0], legs[1], legs[2]) = (bad, bad, quoteLeg(ofMaker2(1), Side.Ask, 1));
        eq(takeRoute(route(Side.Ask, true, 15, FOREVER), legs).size, 1, "only the last");
    }

    function test_makerThatPaysTooLittle() public {
        vault.setFault(Fault.PushLess);
        Leg[] memory legs = two(gridLeg(vault, Side.Bid, 10), quoteLeg(standing(1), Side.Bid, 5));
        vm.recordLogs();
        eq(takeRoute(route(Side.Bid, true, 15, 0), legs).size, 5, "the second");
        (uint256 count, , bytes memory reason) = skipped(address(vault));
        eq(count, 1, "one skipped");
        bytes memory expected = abi.encodeWithSelector(IExchange.UnexpectedBalance.selector, quote, 989_999, 990_000);
        yes(keccak256(reason) == keccak256(expected), "reason");
    }

    /// @notice Too little gas for a leg to be at fault itself: the route reverts, at every amount of gas at which it does not fill all.
    function test_starvedLegsFailTheRoute() public {
        Leg[] memory legs = two(gridLeg(vault, Side.Ask, 10), quoteLeg(standing(1), Side.Ask, 5));
        Route memory r = route(Side.Ask, true, 15, FOREVER);
        uint256 filled = 0;
        for (uint256 gas = 60_000; gas < 600_000; gas += 4_000) {
            vm.prank(taker);
            try exchange.takeRoute{ gas: gas }(r, legs) returns (TakeResult memory t) {
                eq(t.size, 15, "all or nothing");
                ++filled;
                vault.setBook(990, 1010, 100);
                legs[1] = quoteLeg(standing(gas), Side.Ask, 5);
            } catch {}
        }
        yes(filled != 0, "enough gas fills");
        vault.setFault(Fault.Revert);
        vm.prank(taker);
        vm.expectRevert();
        exchange.takeRoute{ gas: 900_000 }(r, legs);
    }

    /// @dev Gas that a route had to have for its failing group, which it did not get.
    function gasMissed(Leg[] memory legs) private returns (uint256 needed) {
        vm.prank(taker);
        try exchange.takeRoute{ gas: 1_500_000 }(route(Side.Ask, true, 15, FOREVER), legs) {
            yes(false, "too little gas");
        } catch (bytes memory reason) {
            (, needed) = shortOfGas(reason);
        }
    }

    /// @notice What a group may use depends on its own legs, not on its place: 33/32 of a million for each and one more.
    function test_gasOfAGroupIsByItsOwnLegs() public {
        vault.setFault(Fault.Revert);
        Leg memory bad = gridLeg(vault, Side.Ask, 10);
        Leg memory good = quoteLeg(ofMaker2(1), Side.Ask, 5);
        eq(gasMissed(two(bad, good)), 2_062_500, "one leg, first");
        eq(gasMissed(two(good, bad)), 2_062_500, "one leg, second");
        hostile.setBlocked(maker, true);
        Leg[] memory legs = new Leg[](3);
        (legs[0], legs[1]) = (good, quoteLeg(standing(1), Side.Ask, 1));
        legs[2] = quoteLeg(standing(2), Side.Ask, 1);
        eq(gasMissed(legs), 3_093_750, "two legs, second");
    }

    function test_priceOfTheWhole() public {
        // 15 lots at 1010 cost 1,515,758 with fees; the expensive leg alone is worse than the price asked.
        Quote memory dear = ofMaker2(1);
        dear.askPrice = 1100;
        Leg[] memory legs = two(gridLeg(vault, Side.Ask, 10), quoteLeg(dear, Side.Ask, 5));
        // 10 lots for 1,010,505 and 5 for 550,275: 1,560,780 for 15.
        Route memory r = route(Side.Ask, true, 30, 3_121_559);
        failRoute(r, legs, abi.encodeWithSelector(IExchange.LimitExceeded.selector, 1_560_780, 3_121_559));
        r.limit = 3_121_560;
        eq(takeRoute(r, legs).size, 15, "exactly");
        // Without the cheap leg the rest is too dear, though cheaper than an absolute limit.
        vault.setFault(Fault.Revert);
        failRoute(r, legs, abi.encodeWithSelector(IExchange.LimitExceeded.selector, 550_275, 3_121_560));
    }

    function test_priceOfTheWholeSelling() public {
        Leg[] memory legs = two(gridLeg(vault, Side.Bid, 10), quoteLeg(standing(1), Side.Bid, 5));
        // 989,505 and 494,752 (fee 248): 1,484,257 for 15 of 30.
        Route memory r = route(Side.Bid, true, 30, 2_968_515);
        failRoute(r, legs, abi.encodeWithSelector(IExchange.LimitExceeded.selector, 1_484_257, 2_968_515));
        r.limit = 2_968_514;
        eq(takeRoute(r, legs).size, 15, "exactly");
    }

    function test_priceOfTheWholeByNotional() public {
        Leg[] memory legs = one(gridLeg(vault, Side.Ask, 10));
        // 10 lots for 1,010,505: of 10,105,050 at most that should be 100.
        Route memory r = route(Side.Ask, true, 10_105_050, 101);
        r.exactNotional = true;
        failRoute(r, legs, abi.encodeWithSelector(IExchange.LimitExceeded.selector, 10, 101));
        r.limit = 100;
        eq(takeRoute(r, legs).size, 10, "exactly");
        // 10 lots bring 989,505; 9,895,050 for 100 lots at most.
        legs = one(gridLeg(vault, Side.Bid, 10));
        (r.side, r.amount, r.limit) = (Side.Bid, 9_895_050, 99);
        failRoute(r, legs, abi.encodeWithSelector(IExchange.LimitExceeded.selector, 10, 99));
        r.limit = 100;
        eq(takeRoute(r, legs).size, 10, "exactly");
    }

    function test_minSizeAndNothing() public {
        Leg[] memory legs = one(gridLeg(vault, Side.Ask, 10));
        Route memory r = route(Side.Ask, true, 30, FOREVER);
        r.minSize = 11;
        failRoute(r, legs, abi.encodeWithSelector(IExchange.SizeBelowMinimum.selector, 10, 11));
        vault.setFault(Fault.Revert);
        r.minSize = 0;
        failRoute(r, legs, abi.encodeWithSelector(IExchange.NothingToTake.selector));
    }

    function test_throughMulticall() public {
        Leg[] memory legs = two(gridLeg(vault, Side.Ask, 4), gridLeg(vault, Side.Ask, 6));
        bytes[] memory calls = new bytes[](1);
        calls[0] = abi.encodeCall(IExchange.takeRoute, (route(Side.Ask, true, 10, FOREVER), legs));
        vm.prank(taker);
        bytes[] memory results = exchange.multicall(calls);
        eq(abi.decode(results[0], (TakeResult)).size, 10, "filled");
    }

    function test_partsAreTheExchangesOwn() public {
        Part memory part = Part(maker, 1, 0, 1, true);
        Leg[] memory legs = one(gridLeg(vault, Side.Ask, 10));
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.OnlySelf.selector, taker));
        exchange.fillPart(part, route(Side.Ask, true, 10, FOREVER), legs);
        bytes[] memory calls = new bytes[](1);
        calls[0] = abi.encodeCall(Routes.fillPart, (part, route(Side.Ask, true, 10, FOREVER), legs));
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.OnlySelf.selector, taker));
        exchange.multicall(calls);
    }
}
