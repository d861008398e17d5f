// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { IERC1271 } from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import { Exchange } from "../../contracts/Exchange.sol";
import { IExchange } from "../../contracts/interfaces/IExchange.sol";
import { Market, Quote, Side, Take, TakeResult } from "../../contracts/interfaces/Types.sol";
import { Vm } from "./utils/Test.sol";
import { Venue } from "./utils/Venue.sol";

/// @notice A wallet whose owner's word is its signature.
contract Wallet is IERC1271 {
    bytes32 public approved;

    function approve(bytes32 hash) external {
        approved = hash;
    }

    function isValidSignature(bytes32 hash, bytes memory) external view returns (bytes4) {
        return hash == approved ? IERC1271.isValidSignature.selector : bytes4(0);
    }
}

contract ExchangeTest is Venue {
    uint256 private constant KEY = 0xA11CE;
    address private maker;

    function setUp() public {
        deployVenue();
        vm.warp(1_000_000);
        maker = vm.addr(KEY);
        rich(maker);
    }

    // ---- markets --------------------------------------------------------------------------------------------------

    function test_marketTerms() public view {
        Market memory m = exchange.getMarket(market);
        yes(m.base == address(base) && m.quote == address(quote), "tokens");
        eq(m.lotSize, LOT, "lot");
        eq(m.tickSize, TICK, "tick");
        eq(m.takerFeeBps, FEE_BPS, "fee");
    }

    function test_refusesBadMarkets() public {
        vm.startPrank(governor);
        vm.expectRevert(
            abi.encodeWithSelector(IExchange.InvalidMarket.selector, address(base), address(base), LOT, TICK)
        );
        exchange.createMarket(address(base), address(base), LOT, TICK, 0);
        vm.expectRevert(abi.encodeWithSelector(IExchange.InvalidMarket.selector, address(base), address(quote), 0, 1));
        exchange.createMarket(address(base), address(quote), 0, 1, 0);
        vm.expectRevert(abi.encodeWithSelector(IExchange.InvalidMarket.selector, address(base), address(quote), 1, 0));
        exchange.createMarket(address(base), address(quote), 1, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IExchange.NoCode.selector, address(7)));
        exchange.createMarket(address(7), address(quote), 1, 1, 0);
        vm.expectRevert(abi.encodeWithSelector(IExchange.NoCode.selector, address(7)));
        exchange.createMarket(address(base), address(7), 1, 1, 0);
        vm.expectRevert(abi.encodeWithSelector(IExchange.FeeTooHigh.selector, 101, 100));
        exchange.createMarket(address(base), address(quote), 1, 1, 101);
        vm.stopPrank();
    }

    function test_onlyTheGovernor() public {
        vm.startPrank(taker);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, taker));
        exchange.createMarket(address(base), address(quote), 1, 1, 0);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, taker));
        exchange.setVaultFactory(address(factory));
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, taker));
        exchange.collectFees(address(quote), taker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.NotVaultFactory.selector, taker));
        exchange.registerVault(taker, market);
        vm.stopPrank();
        vm.prank(governor);
        vm.expectRevert(abi.encodeWithSelector(IExchange.GovernorRequired.selector));
        exchange.renounceOwnership();
        vm.prank(governor);
        vm.expectRevert(abi.encodeWithSelector(IExchange.VaultFactoryAlreadySet.selector, address(factory)));
        exchange.setVaultFactory(address(exchange));
    }

    function test_vaultFactoryIsAContract() public {
        Exchange fresh = new Exchange(governor);
        vm.prank(governor);
        vm.expectRevert(abi.encodeWithSelector(IExchange.NoCode.selector, taker));
        fresh.setVaultFactory(taker);
    }

    function test_feesAreCollected() public {
        takeAs(taker, standing(1), Side.Ask, 10);
        vm.startPrank(governor);
        vm.expectRevert(abi.encodeWithSelector(IExchange.ZeroAddress.selector));
        exchange.collectFees(address(quote), address(0));
        // 10 lots at 1010 = 1,010,000; 5 bps = 505.
        vm.recordLogs();
        eq(exchange.collectFees(address(quote), address(0xFEE)), 505, "fees");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        Vm.Log memory collected = logs[logs.length - 1];
        yes(collected.topics[0] == IExchange.FeesCollected.selector, "event");
        eq(abi.decode(collected.data, (uint256)), 505, "amount");
        vm.stopPrank();
        eq(quote.balanceOf(address(0xFEE)), 505, "received");
        eq(quote.balanceOf(address(exchange)), 0, "nothing left");
    }

    // ---- quotes ---------------------------------------------------------------------------------------------------

    /// @dev Bid 20 lots at 990, ask 30 at 1010.
    function standing(uint256 salt) private view returns (Quote memory) {
        return Quote(maker, market, 990, 20, 1010, 30, 0, 0, 2_000_000, address(0), salt);
    }

    function streaming(uint64 nonce) private view returns (Quote memory q) {
        q = standing(0);
        q.nonce = nonce;
    }

    function takeAs(address who, Quote memory q, Side side, uint64 size) private returns (TakeResult memory) {
        bytes memory signature = signQuote(KEY, q);
        Take memory take = Take(side, size, 1, side == Side.Ask ? type(uint64).max : 0, who, FOREVER);
        vm.prank(who);
        return exchange.takeQuote(q, signature, take);
    }

    function expectTake(Quote memory q, bytes memory signature, bytes memory failure) private {
        Take memory take = Take(Side.Ask, 1, 1, type(uint64).max, taker, FOREVER);
        vm.prank(taker);
        vm.expectRevert(failure);
        exchange.takeQuote(q, signature, take);
    }

    function test_buyFromQuote() public {
        uint256 makerQuote = quote.balanceOf(maker);
        uint256 takerQuote = quote.balanceOf(taker);
        uint256 makerBase = base.balanceOf(maker);
        TakeResult memory r = takeAs(taker, standing(0), Side.Ask, 7);
        // 7 lots at 1010 = 707,000; fee ceil(353.5) = 354.
        eq(r.notional, 707_000, "notional");
        eq(r.fee, 354, "fee");
        eq(quote.balanceOf(maker) - makerQuote, 707_000, "maker receives");
        eq(takerQuote - quote.balanceOf(taker), 707_354, "taker pays");
        eq(makerBase - base.balanceOf(maker), 7 * LOT, "maker gives");
        eq(quote.balanceOf(address(exchange)), 354, "fee");
    }

    function test_sellToQuote() public {
        uint256 makerQuote = quote.balanceOf(maker);
        uint256 takerQuote = quote.balanceOf(taker);
        TakeResult memory r = takeAs(taker, standing(0), Side.Bid, 20);
        // 20 lots at 990 = 1,980,000; fee 990.
        eq(r.notional, 1_980_000, "notional");
        eq(makerQuote - quote.balanceOf(maker), 1_980_000, "maker pays");
        eq(quote.balanceOf(taker) - takerQuote, 1_980_000 - 990, "taker receives");
    }

    function test_recipientReceives() public {
        Quote memory q = standing(0);
        bytes memory signature = signQuote(KEY, q);
        vm.startPrank(taker);
        exchange.takeQuote(q, signature, Take(Side.Ask, 2, 2, FOREVER, address(0xBEEF), FOREVER));
        exchange.takeQuote(q, signature, Take(Side.Bid, 2, 2, 0, address(0xCAFE), FOREVER));
        vm.stopPrank();
        eq(base.balanceOf(address(0xBEEF)), 2 * LOT, "base");
        // 2 lots at 990 = 198,000 less a fee of 99.
        eq(quote.balanceOf(address(0xCAFE)), 197_901, "quote");
    }

    function test_fillEvent() public {
        Quote memory q = standing(0);
        vm.recordLogs();
        takeAs(taker, q, Side.Bid, 20);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        // State, event, tokens: the fill comes before every transfer.
        yes(logs[0].topics[0] == IExchange.Fill.selector && logs[0].emitter == address(exchange), "first");
        eq(uint256(logs[0].topics[1]), market, "market");
        eq(uint256(logs[0].topics[2]), uint160(maker), "maker");
        eq(uint256(logs[0].topics[3]), uint160(taker), "taker");
        yes(
            keccak256(logs[0].data) == keccak256(abi.encode(1, Side.Bid, 20, 1_980_000, 990, 0, exchange.hashQuote(q))),
            "seq, side, size, notional, fee, rebate, ref"
        );
    }

    function test_partialFillsStopAtTheSize() public {
        Quote memory q = standing(0);
        eq(takeAs(taker, q, Side.Ask, 25).size, 25, "first");
        eq(takeAs(taker, q, Side.Ask, 25).size, 5, "rest");
        expectTake(q, signQuote(KEY, q), abi.encodeWithSelector(IExchange.NothingToTake.selector));
        eq(takeAs(taker, q, Side.Bid, 20).size, 20, "the other side is its own");
        (uint64 bidFilled, uint64 askFilled, bool cancelled) = exchange.standingState(exchange.hashQuote(q));
        yes(bidFilled == 20 && askFilled == 30 && !cancelled, "state");
        (, , , uint64 seq) = exchange.makerState(maker, market);
        eq(seq, 3, "one number per fill");
    }

    function test_newerNonceRetiresOlder() public {
        takeAs(taker, streaming(5), Side.Ask, 30);
        expectTake(
            streaming(5),
            signQuote(KEY, streaming(5)),
            abi.encodeWithSelector(IExchange.NothingToTake.selector)
        );
        eq(takeAs(taker, streaming(6), Side.Ask, 30).size, 30, "fresh size");
        Quote memory old = streaming(5);
        expectTake(old, signQuote(KEY, old), abi.encodeWithSelector(IExchange.QuoteRetired.selector, 5, 6));
        eq(takeAs(taker, standing(0), Side.Ask, 1).size, 1, "standing quotes live on");
    }

    function test_nonceJumpIsBounded() public {
        uint64 jump = exchange.MAX_NONCE_JUMP();
        Quote memory q = streaming(jump + 1);
        expectTake(
            q,
            signQuote(KEY, q),
            abi.encodeWithSelector(IExchange.NonceJumpTooLarge.selector, jump + 1, 0, jump)
        );
        takeAs(taker, streaming(jump), Side.Ask, 1);
    }

    function test_cancels() public {
        Quote memory q = standing(0);
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.NotMaker.selector, maker, taker));
        exchange.cancelQuote(q);
        vm.prank(maker);
        exchange.cancelQuote(q);
        expectTake(
            q,
            signQuote(KEY, q),
            abi.encodeWithSelector(IExchange.CancelledQuote.selector, exchange.hashQuote(q))
        );

        vm.prank(maker);
        exchange.cancelUpTo(market, 8);
        q = streaming(7);
        vm.prank(maker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.QuoteNotStanding.selector, 7));
        exchange.cancelQuote(q);
        expectTake(q, signQuote(KEY, q), abi.encodeWithSelector(IExchange.QuoteRetired.selector, 7, 8));
        takeAs(taker, streaming(8), Side.Ask, 1);

        vm.prank(maker);
        exchange.raiseEpoch();
        q = streaming(9);
        expectTake(q, signQuote(KEY, q), abi.encodeWithSelector(IExchange.QuoteEpochMismatch.selector, 0, 1));
        q.epoch = 1;
        takeAs(taker, q, Side.Ask, 1);
    }

    function test_expiryAndTaker() public {
        Quote memory q = standing(0);
        q.expiry = 1_000_000;
        takeAs(taker, q, Side.Ask, 1);
        vm.warp(1_000_001);
        expectTake(q, signQuote(KEY, q), abi.encodeWithSelector(IExchange.QuoteExpired.selector, 1_000_000, 1_000_001));
        q = standing(0);
        q.taker = owner;
        expectTake(q, signQuote(KEY, q), abi.encodeWithSelector(IExchange.QuoteNotForTaker.selector, owner, taker));
        takeAs(owner, q, Side.Ask, 1);
    }

    function test_limitPrice() public {
        Quote memory q = standing(0);
        bytes memory signature = signQuote(KEY, q);
        vm.startPrank(taker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.PriceBeyondLimit.selector, 1010, 1009));
        exchange.takeQuote(q, signature, Take(Side.Ask, 1, 1, 1009, taker, FOREVER));
        vm.expectRevert(abi.encodeWithSelector(IExchange.PriceBeyondLimit.selector, 990, 991));
        exchange.takeQuote(q, signature, Take(Side.Bid, 1, 1, 991, taker, FOREVER));
        vm.stopPrank();
    }

    function test_signatures() public {
        Quote memory q = standing(0);
        bytes memory failure = abi.encodeWithSelector(IExchange.InvalidSignature.selector, maker);
        expectTake(q, signQuote(0xB0B, q), failure);
        expectTake(q, "", failure);
        expectTake(q, new bytes(65), failure);
        bytes memory signature = signQuote(KEY, q);
        q.askPrice = 1;
        expectTake(q, signature, failure);
        // A maker of zero must not match a failed recovery.
        q.maker = address(0);
        expectTake(q, new bytes(65), abi.encodeWithSelector(IExchange.InvalidSignature.selector, address(0)));
    }

    function test_contractWallets() public {
        Wallet wallet = new Wallet();
        rich(address(wallet));
        Quote memory q = standing(0);
        q.maker = address(wallet);
        expectTake(q, "", abi.encodeWithSelector(IExchange.InvalidSignature.selector, address(wallet)));
        wallet.approve(exchange.hashQuote(q));
        vm.prank(taker);
        eq(exchange.takeQuote(q, "", Take(Side.Ask, 3, 3, FOREVER, taker, FOREVER)).size, 3, "filled");
    }

    function test_delegatedAccountSignsWithItsKey() public {
        // EIP-7702: an account with code still signs with its key.
        vm.etch(maker, abi.encodePacked(hex"ef0100", address(new Wallet())));
        eq(takeAs(taker, standing(0), Side.Ask, 2).size, 2, "filled");
    }

    function test_selfTradeIsRefused() public {
        Quote memory q = standing(0);
        bytes memory signature = signQuote(KEY, q);
        vm.prank(maker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.SelfTrade.selector, maker));
        exchange.takeQuote(q, signature, Take(Side.Ask, 1, 1, FOREVER, maker, FOREVER));
    }

    /// @notice However a quote is nibbled, the maker gets its price for every lot and never gives more than the size.
    function testFuzz_quoteNeverOverfills(uint64[5] memory sizes) public {
        Quote memory q = standing(0);
        uint256 before = quote.balanceOf(maker);
        uint256 filled = 0;
        for (uint256 i = 0; i < sizes.length && filled < 30; ++i) {
            filled += takeAs(taker, q, Side.Ask, uint64(bound(sizes[i], 1, 20))).size;
        }
        yes(filled <= 30, "size");
        eq(quote.balanceOf(maker) - before, filled * 1010 * TICK, "price");
    }
}
