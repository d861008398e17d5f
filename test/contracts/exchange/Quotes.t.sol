// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { Quote, Side, Take, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { Vm } from "../utils/Test.sol";
import { Fault, MakerDouble, Wallet } from "./Doubles.sol";
import { ExchangeBase } from "./ExchangeBase.sol";

/// @notice What signed quotes are good for, whoever signed them.
contract QuotesTest is ExchangeBase {
    function test_buy() public {
        TakeResult memory r = takeQuote(standing(0), Side.Ask, 7);
        // 7 lots at 1010 = 707,000; fee ceil(353.5) = 354.
        yes(r.size == 7 && r.notional == 707_000 && r.fee == 354, "result");
        eq(quote.balanceOf(maker), 1e30 + 707_000, "maker receives");
        eq(quote.balanceOf(taker), 1e30 - 707_354, "taker pays");
        eq(base.balanceOf(maker), 1e30 - 7 * uint256(LOT), "maker gives");
        eq(quote.balanceOf(address(exchange)), 354, "fee");
    }

    function test_sell() public {
        Take memory t = order(Side.Bid, 7);
        t.recipient = sink;
        bytes memory signature = sign(standing(0));
        vm.prank(taker);
        exchange.takeQuote(standing(0), signature, t);
        // 7 lots at 990 = 693,000; fee ceil(346.5) = 347.
        eq(quote.balanceOf(sink), 692_653, "recipient");
        eq(quote.balanceOf(taker), 1e30, "not the taker");
        eq(base.balanceOf(maker), 1e30 + 7 * uint256(LOT), "lots");
        eq(quote.balanceOf(maker), 1e30 - 693_000, "maker");
        eq(quote.balanceOf(address(exchange)), 347, "fee");
    }

    function test_fillEvent() public {
        bytes32 hash = exchange.hashQuote(standing(0));
        takeQuote(standing(0), Side.Bid, 1);
        vm.recordLogs();
        takeQuote(standing(0), Side.Ask, 10);
        Vm.Log memory log = vm.getRecordedLogs()[0];
        yes(log.topics[0] == IExchange.Fill.selector && log.topics[1] == bytes32(uint256(market)), "market");
        yes(log.topics[2] == bytes32(uint256(uint160(maker))), "maker");
        yes(log.topics[3] == bytes32(uint256(uint160(taker))), "taker");
        // After 99,000 of volume, 1,010,000 more: 109,000 above the first token earn 10.
        bytes memory data = abi.encode(2, 1, 10, 1_010_000, 505, 10, hash);
        yes(keccak256(log.data) == keccak256(data), "data");
    }

    function test_partialFillsStopAtTheSize() public {
        eq(takeQuote(standing(0), Side.Ask, 20).size, 20, "first");
        eq(takeQuote(standing(0), Side.Ask, 20).size, 10, "what is left");
        eq(takeQuote(standing(0), Side.Bid, 50).size, 20, "the other side is apart");
        (uint64 bid, uint64 ask, bool cancelled) = exchange.standingState(exchange.hashQuote(standing(0)));
        yes(bid == 20 && ask == 30 && !cancelled, "state");
        failTake(standing(0), sign(standing(0)), abi.encodeWithSelector(IExchange.NothingToTake.selector));
        Take memory t = order(Side.Ask, 40);
        t.minSize = 31;
        bytes memory signature = sign(standing(1));
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.SizeBelowMinimum.selector, 30, 31));
        exchange.takeQuote(standing(1), signature, t);
    }

    function test_newerNonceRetiresOlder() public {
        takeQuote(streaming(5), Side.Ask, 3);
        takeQuote(streaming(5), Side.Bid, 4);
        (uint64 nonce, uint64 bid, uint64 ask, uint64 seq) = exchange.makerState(maker, market);
        yes(nonce == 5 && bid == 4 && ask == 3 && seq == 2, "state");
        takeQuote(streaming(6), Side.Ask, 1);
        (nonce, bid, ask, seq) = exchange.makerState(maker, market);
        yes(nonce == 6 && bid == 0 && ask == 1 && seq == 3, "anew");
        Quote memory q = streaming(5);
        failTake(q, sign(q), abi.encodeWithSelector(IExchange.QuoteRetired.selector, 5, 6));
        takeQuote(standing(1), Side.Ask, 2);
        (nonce, bid, ask, seq) = exchange.makerState(maker, market);
        yes(nonce == 6 && ask == 1 && seq == 4, "standing quotes count fills only");
        // A re-quote of the same nonce shares what was filled.
        q = streaming(6);
        q.askSize = 1;
        failTake(q, sign(q), abi.encodeWithSelector(IExchange.NothingToTake.selector));
    }

    function test_nonceJumpIsBounded() public {
        uint64 jump = exchange.MAX_NONCE_JUMP();
        Quote memory q = streaming(jump + 1);
        failTake(q, sign(q), abi.encodeWithSelector(IExchange.NonceJumpTooLarge.selector, jump + 1, 0, jump));
        takeQuote(streaming(jump), Side.Ask, 1);
        vm.prank(maker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.NonceJumpTooLarge.selector, 2 * jump + 1, jump, jump));
        exchange.cancelUpTo(maker, market, 2 * jump + 1);
    }

    function test_cancels() public {
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.NotMaker.selector, maker, taker));
        exchange.cancelQuote(standing(0));
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.NotMaker.selector, maker, taker));
        exchange.cancelUpTo(maker, market, 5);
        takeQuote(standing(0), Side.Ask, 3);
        vm.startPrank(maker);
        exchange.cancelQuote(standing(0));
        vm.expectRevert(abi.encodeWithSelector(IExchange.QuoteNotStanding.selector, 4));
        exchange.cancelQuote(streaming(4));
        exchange.cancelUpTo(maker, market, 5);
        vm.expectRevert(abi.encodeWithSelector(IExchange.QuoteRetired.selector, 4, 5));
        exchange.cancelUpTo(maker, market, 4);
        vm.stopPrank();
        (, uint64 ask, bool cancelled) = exchange.standingState(exchange.hashQuote(standing(0)));
        yes(ask == 3 && cancelled, "state");
        bytes32 hash = exchange.hashQuote(standing(0));
        failTake(standing(0), sign(standing(0)), abi.encodeWithSelector(IExchange.CancelledQuote.selector, hash));
        failTake(streaming(4), sign(streaming(4)), abi.encodeWithSelector(IExchange.QuoteRetired.selector, 4, 5));
        eq(takeQuote(streaming(5), Side.Ask, 1).size, 1, "not below");
        vm.prank(maker);
        eq(exchange.raiseEpoch(), 1, "epoch");
        eq(exchange.epochOf(maker), 1, "epoch");
        bytes memory failure = abi.encodeWithSelector(IExchange.QuoteEpochMismatch.selector, 0, 1);
        failTake(standing(2), sign(standing(2)), failure);
        Quote memory q = standing(2);
        q.epoch = 1;
        eq(takeQuote(q, Side.Ask, 1).size, 1, "signed anew");
    }

    function test_vaultsCancel() public {
        MakerDouble vault = makerDouble(market, false);
        vault.setManager(sink);
        Quote memory q = standing(1);
        q.maker = address(vault);
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.NotMaker.selector, vault, taker));
        exchange.cancelQuote(q);
        vm.startPrank(sink);
        exchange.cancelQuote(q);
        exchange.cancelUpTo(address(vault), market, 9);
        vm.stopPrank();
        failTake(q, "", abi.encodeWithSelector(IExchange.CancelledQuote.selector, exchange.hashQuote(q)));
        q.nonce = 8;
        failTake(q, "", abi.encodeWithSelector(IExchange.QuoteRetired.selector, 8, 9));
        // A contract that was never registered is not asked.
        MakerDouble other = new MakerDouble(address(exchange), IERC20(base), IERC20(quote), LOT, TICK, false);
        other.setManager(sink);
        vm.prank(sink);
        vm.expectRevert(abi.encodeWithSelector(IExchange.NotMaker.selector, other, sink));
        exchange.cancelUpTo(address(other), market, 9);
    }

    function test_vaultQuotes() public {
        MakerDouble vault = makerDouble(market, false);
        Quote memory q = standing(1);
        (q.maker, q.epoch) = (address(vault), 77);
        vm.startPrank(taker);
        exchange.takeQuote(q, "manager's word", order(Side.Ask, 20));
        // 2,020,000, fee 1,010, rebate 1,020,000 at 1 bps = 102.
        eq(quote.balanceOf(address(vault)), 1e30 + 2_020_102, "paid with its rebate");
        eq(quote.balanceOf(taker), 1e30 - 2_021_010, "taker");
        yes(vault.hash() == exchange.hashQuote(q), "hash");
        yes(keccak256(vault.signature()) == keccak256("manager's word"), "the vault checks it");
        exchange.takeQuote(q, "", order(Side.Bid, 10));
        // 990,000, fee 495, rebate 99.
        eq(quote.balanceOf(address(vault)), 1e30 + 2_020_102 - 989_901, "gave less its rebate");
        eq(quote.balanceOf(taker), 1e30 - 2_021_010 + 989_505, "taker");
        eq(quote.balanceOf(address(exchange)), 1010 - 102 + 495 - 99, "fees");
        q.marketId = freeMarket;
        vm.expectRevert(abi.encodeWithSelector(IExchange.WrongMarket.selector, vault, freeMarket));
        exchange.takeQuote(q, "", order(Side.Ask, 1));
        vm.stopPrank();
        vault.setFault(Fault.PushLess);
        q.marketId = market;
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.UnexpectedBalance.selector, quote, 98_990, 98_991));
        exchange.takeQuote(q, "", order(Side.Bid, 1));
    }

    function test_poolsDoNotSign() public {
        Quote memory q = standing(1);
        q.maker = address(makerDouble(market, true));
        failTake(q, sign(q), abi.encodeWithSelector(IExchange.InvalidSignature.selector, q.maker));
    }

    function test_expiryTakerAndLimit() public {
        Quote memory q = standing(1);
        q.expiry = uint64(block.timestamp);
        q.taker = taker;
        takeQuote(q, Side.Ask, 1);
        vm.warp(block.timestamp + 1);
        failTake(
            q,
            sign(q),
            abi.encodeWithSelector(IExchange.QuoteExpired.selector, block.timestamp - 1, block.timestamp)
        );
        q = standing(1);
        q.taker = sink;
        failTake(q, sign(q), abi.encodeWithSelector(IExchange.QuoteNotForTaker.selector, sink, taker));
        bytes memory signature = sign(standing(1));
        Take memory t = order(Side.Ask, 1);
        t.limitPrice = 1009;
        vm.startPrank(taker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.PriceBeyondLimit.selector, 1010, 1009));
        exchange.takeQuote(standing(1), signature, t);
        (t.side, t.limitPrice) = (Side.Bid, 991);
        vm.expectRevert(abi.encodeWithSelector(IExchange.PriceBeyondLimit.selector, 990, 991));
        exchange.takeQuote(standing(1), signature, t);
        t.limitPrice = 990;
        exchange.takeQuote(standing(1), signature, t);
        t.deadline = uint64(block.timestamp - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IExchange.DeadlinePassed.selector, block.timestamp - 1, block.timestamp)
        );
        exchange.takeQuote(standing(1), signature, t);
        (t.deadline, t.recipient) = (FOREVER, address(0));
        vm.expectRevert(abi.encodeWithSelector(IExchange.InvalidRecipient.selector, address(0)));
        exchange.takeQuote(standing(1), signature, t);
        t.recipient = address(exchange);
        vm.expectRevert(abi.encodeWithSelector(IExchange.InvalidRecipient.selector, exchange));
        exchange.takeQuote(standing(1), signature, t);
        vm.stopPrank();
    }

    function test_signatures() public {
        Quote memory q = standing(1);
        bytes memory failure = abi.encodeWithSelector(IExchange.InvalidSignature.selector, maker);
        bytes memory signature = sign(q);
        q.askPrice = 1;
        failTake(q, signature, failure);
        q.askPrice = 1010;
        failTake(q, "", failure);
        failTake(q, bytes.concat(signature, hex"00"), failure);
        failTake(q, new bytes(65), failure);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, exchange.hashQuote(q));
        uint256 order_ = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
        failTake(q, abi.encodePacked(r, order_ - uint256(s), v == 27 ? uint8(28) : uint8(27)), failure);
        q.maker = address(0);
        failTake(q, new bytes(65), abi.encodeWithSelector(IExchange.InvalidSignature.selector, address(0)));
    }

    function test_hashIsEip712() public view {
        Quote memory q = standing(3);
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Tidemark"),
                keccak256("1"),
                block.chainid,
                address(exchange)
            )
        );
        bytes32 typehash = keccak256(
            "Quote(address maker,uint32 marketId,uint64 bidPrice,uint64 bidSize,uint64 askPrice,uint64 askSize,uint64 nonce,uint64 epoch,uint64 expiry,address taker,uint256 salt)"
        );
        bytes32 expected = keccak256(
            abi.encodePacked(hex"1901", domain, keccak256(bytes.concat(typehash, abi.encode(q))))
        );
        yes(exchange.hashQuote(q) == expected, "digest");
    }

    function test_contractWallets() public {
        Wallet wallet = new Wallet();
        rich(address(wallet));
        Quote memory q = standing(1);
        q.maker = address(wallet);
        bytes memory failure = abi.encodeWithSelector(IExchange.InvalidSignature.selector, wallet);
        failTake(q, "", failure);
        wallet.approve(exchange.hashQuote(q));
        vm.prank(taker);
        eq(exchange.takeQuote(q, "", order(Side.Ask, 1)).size, 1, "its word");
        // Asked at every fill.
        wallet.approve(0);
        failTake(q, "", failure);
        wallet.approve(exchange.hashQuote(q));
        wallet.setFault(Fault.Revert);
        failTake(q, "", failure);
        wallet.setFault(Fault.HugeRevert);
        failTake(q, "", failure);
    }

    function test_delegatedAccountSignsWithItsKey() public {
        vm.etch(maker, abi.encodePacked(hex"ef0100", address(new Wallet())));
        eq(takeQuote(standing(1), Side.Ask, 1).size, 1, "ECDSA first");
    }

    function test_selfTradeIsRefused() public {
        bytes memory signature = sign(standing(1));
        vm.prank(maker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.SelfTrade.selector, maker));
        exchange.takeQuote(standing(1), signature, order(Side.Ask, 1));
    }

    function testFuzz_quoteNeverOverfills(uint64[5] memory sizes, bool isStreaming) public {
        Quote memory q = isStreaming ? streaming(1) : standing(1);
        bytes memory signature = sign(q);
        uint256 filled = 0;
        for (uint256 i = 0; i < 5; ++i) {
            vm.prank(taker);
            try exchange.takeQuote(q, signature, order(Side.Ask, sizes[i])) returns (TakeResult memory r) {
                filled += r.size;
                yes(r.size <= sizes[i], "no more than asked");
            } catch {}
        }
        yes(filled <= 30, "no more than offered");
        (, , , uint64 seq) = exchange.makerState(maker, market);
        yes(seq <= 5 && (filled == 0) == (seq == 0), "a number per fill");
    }
}
