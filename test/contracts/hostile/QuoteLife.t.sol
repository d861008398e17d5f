// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { IExchangeDesk } from "../../../contracts/interfaces/IExchangeDesk.sol";
import { Leg, Quote, Side, Take } from "../../../contracts/interfaces/Types.sol";
import { SignedWorld } from "./SignedWorld.sol";

/// @notice Signed quotes that are cut short, late, cancelled, outdated or meant for somebody else.
contract HostileQuoteLifeTest is SignedWorld {
    /// @notice A leg's bytes cut short, or naming another maker or market than the leg, are refused.
    function test_legsThatLie() public {
        Quote memory q = standing(signer);
        bytes memory whole = bytes.concat(abi.encode(q), sign(SIGNER_KEY, q));
        Leg[] memory legs = new Leg[](1);
        for (uint256 length = 1; length < 352; length += 50) {
            bytes memory cut = new bytes(length);
            for (uint256 i = 0; i < length; ++i) cut[i] = whole[i];
            legs[0] = Leg(signer, 1, FOREVER, cut);
            refuseRoute(market, legs, IExchange.InvalidQuoteLeg.selector);
        }
        legs[0] = Leg(stranger, 1, FOREVER, whole);
        refuseRoute(market, legs, IExchange.NotMaker.selector);
        legs[0] = Leg(signer, 1, FOREVER, whole);
        refuseRoute(plain, legs, IExchange.WrongMarket.selector);
    }

    function refuseRoute(uint32 marketId, Leg[] memory legs, bytes4 reason) private {
        bytes memory data = abi.encodeCall(IExchange.takeRoute, (routeOf(marketId, Side.Ask, 1), legs));
        refuse(taker, address(exchange), data, reason);
    }

    // ---- life of a quote ------------------------------------------------------------------------------------------

    /// @notice Row "expired at exact second": the last second is inclusive.
    function test_expiryAtTheExactSecond() public {
        Quote memory q = standing(signer);
        q.expiry = uint64(time() + 10);
        bytes memory signature = sign(SIGNER_KEY, q);
        vm.warp(q.expiry);
        filled(q, signature, 1);
        vm.warp(uint256(q.expiry) + 1);
        refused(q, signature, IExchange.QuoteExpired.selector);
    }

    /// @notice Row "cancel then fill in same block": whoever comes first in the block is respected.
    function test_cancelThenFill() public {
        Quote memory q = standing(signer);
        bytes memory signature = sign(SIGNER_KEY, q);
        filled(q, signature, 1);
        vm.prank(signer);
        exchange.cancelQuote(q);
        refused(q, signature, IExchange.CancelledQuote.selector);
        q.nonce = 5;
        signature = sign(SIGNER_KEY, q);
        filled(q, signature, 1);
        vm.prank(signer);
        exchange.cancelUpTo(signer, market, 6);
        refused(q, signature, IExchange.QuoteRetired.selector);
        q.nonce = 7;
        signature = sign(SIGNER_KEY, q);
        vm.prank(signer);
        exchange.raiseEpoch();
        refused(q, signature, IExchange.QuoteEpochMismatch.selector);
    }

    /// @notice Row "nonce reuse across orders" (LooksRare): two quotes of one streaming nonce share one count of lots, so signing the
    /// nonce twice sells no more than the larger of them.
    function test_nonceReuse() public {
        Quote memory first = quoteOf(signer, market);
        Quote memory second = quoteOf(signer, market);
        (first.salt, second.salt, second.askSize) = (1, 2, 40);
        filled(first, sign(SIGNER_KEY, first), 30);
        filled(second, sign(SIGNER_KEY, second), 10);
        refused(second, sign(SIGNER_KEY, second), IExchange.NothingToTake.selector);
        refused(first, sign(SIGNER_KEY, first), IExchange.NothingToTake.selector);
        (uint64 nonce, , uint64 askFilled, uint64 seq) = exchange.makerState(signer, market);
        eq(nonce, 1, "nonce");
        eq(askFilled, 40, "never more than the larger");
        eq(seq, 2, "fills");
    }

    /// @notice A single signature cannot burn the range of nonces: the jump is bounded, and a failed fill moves nothing.
    function test_nonceJump() public {
        Quote memory q = quoteOf(signer, market);
        q.nonce = FOREVER;
        refused(q, sign(SIGNER_KEY, q), IExchange.NonceJumpTooLarge.selector);
        refuse(
            signer,
            address(exchange),
            abi.encodeCall(IExchangeDesk.cancelUpTo, (signer, market, FOREVER)),
            IExchange.NonceJumpTooLarge.selector
        );
        q.nonce = 1;
        filled(q, sign(SIGNER_KEY, q), 1);
    }

    /// @notice A quote for one taker is for nobody else.
    function test_privateQuote() public {
        Quote memory q = standing(signer);
        q.taker = stranger;
        bytes memory signature = sign(SIGNER_KEY, q);
        refused(q, signature, IExchange.QuoteNotForTaker.selector);
        Take memory take = terms(Side.Ask, 1);
        vm.prank(stranger);
        exchange.takeQuote(q, signature, take);
    }
}
