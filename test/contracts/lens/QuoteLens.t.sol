// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ILens, QuoteReason, QuoteStatus } from "../../../contracts/interfaces/ILens.sol";
import { IMakerVault } from "../../../contracts/interfaces/IMakerVault.sol";
import { Quote, Side } from "../../../contracts/interfaces/Types.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { Permit2 } from "../utils/Permit2.sol";
import { World } from "../utils/World.sol";

/// @notice A wallet contract that burns all the gas it is given, or returns more than anybody wants.
contract HostileWallet {
    bool public floods;

    constructor(bool floods_) {
        floods = floods_;
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes memory) {
        if (floods) return new bytes(200_000);
        uint256 i = 0;
        while (true) ++i;
        return "";
    }
}

/// @notice What is left of quotes, as the lens tells it and as the exchange then fills it.
contract QuoteLensTest is World, Permit2 {
    ILens private lens;

    function setUp() public {
        deployWorld();
        lens = ILens(deploy("Lens", abi.encode(exchange)));
    }

    // ---- signers --------------------------------------------------------------------------------------------------

    function test_AFreshQuoteIsWholeAndAFilledOneIsNot() public {
        Quote memory q = quoteOf(signer, plain);
        QuoteStatus memory s = statusOf(q, SIGNER_KEY);
        yes(s.hash == exchange.hashQuote(q), "hash");
        expectLots(s, 20, 30);
        takeQuote(SIGNER_KEY, q, Side.Ask, 12);
        expectLots(statusOf(q, SIGNER_KEY), 20, 18);
        takeQuote(SIGNER_KEY, q, Side.Ask, 18);
        s = statusOf(q, SIGNER_KEY);
        eq(s.bidLots, 20, "bid");
        expectReason(s.askReason, QuoteReason.Filled);
    }

    function test_StandingQuotesAreToldByHash() public {
        Quote memory q = quoteOf(signer, plain);
        q.nonce = 0;
        takeQuote(SIGNER_KEY, q, Side.Bid, 5);
        expectLots(statusOf(q, SIGNER_KEY), 15, 30);
        vm.prank(signer);
        exchange.cancelQuote(q);
        expectBoth(q, SIGNER_KEY, QuoteReason.Cancelled);
    }

    function test_WhatMakesAQuoteWorthless() public {
        Quote memory q = quoteOf(signer, plain);
        expectBoth(q, MANAGER_KEY, QuoteReason.Signature);
        q.marketId = 99;
        expectBoth(q, SIGNER_KEY, QuoteReason.UnknownMarket);
        q.marketId = 0;
        expectBoth(q, SIGNER_KEY, QuoteReason.UnknownMarket);
        q.marketId = plain;
        q.expiry = uint64(block.timestamp - 1);
        expectBoth(q, SIGNER_KEY, QuoteReason.Expired);
        q.expiry = uint64(block.timestamp);
        expectLots(statusOf(q, SIGNER_KEY), 20, 30);
        q.epoch = 1;
        expectBoth(q, SIGNER_KEY, QuoteReason.Epoch);
        q.epoch = 0;
        q.nonce = (1 << 42) + 1;
        expectBoth(q, SIGNER_KEY, QuoteReason.NonceJump);
        q.nonce = 1 << 42;
        expectLots(statusOf(q, SIGNER_KEY), 20, 30);
        vm.prank(signer);
        exchange.cancelUpTo(signer, plain, 8);
        expectLots(statusOf(q, SIGNER_KEY), 20, 30);
        q.nonce = 7;
        expectBoth(q, SIGNER_KEY, QuoteReason.Retired);
        vm.prank(guardian);
        exchange.haltMarket(plain);
        expectBoth(q, SIGNER_KEY, QuoteReason.MarketHalted);
    }

    function test_OneSideMayBeEmpty() public view {
        Quote memory q = quoteOf(signer, plain);
        q.bidSize = 0;
        QuoteStatus memory s = statusOf(q, SIGNER_KEY);
        expectReason(s.bidReason, QuoteReason.Empty);
        eq(s.askLots, 30, "ask");
        // Lots without a price do not make a side.
        (q.bidPrice, q.bidSize) = (0, 20);
        s = statusOf(q, SIGNER_KEY);
        expectReason(s.bidReason, QuoteReason.Empty);
        eq(s.askLots, 30, "ask");
    }

    function test_FundsBoundASigner() public {
        Quote memory q = quoteOf(signer, plain);
        vm.startPrank(signer);
        // Seven lots and almost an eighth; two lots at 990 and almost a third.
        base.approve(address(exchange), 8 * LOT - 1);
        quote.approve(address(exchange), 3 * 990 * TICK - 1);
        vm.stopPrank();
        expectLots(statusOf(q, SIGNER_KEY), 2, 7);
        takeQuote(SIGNER_KEY, q, Side.Ask, 7);
        takeQuote(SIGNER_KEY, q, Side.Bid, 2);
        vm.prank(signer);
        quote.approve(address(exchange), 0);
        expectBoth(q, SIGNER_KEY, QuoteReason.Unfunded);
    }

    /// @notice By way of Permit2, three things bound it: what it allows the exchange, what the token allows Permit2, and the balance.
    function test_FundsByPermit2BoundASigner() public {
        deployPermit2();
        Quote memory q = quoteOf(signer, plain);
        vm.startPrank(signer);
        base.approve(address(exchange), 2 * LOT);
        quote.approve(address(exchange), 0);
        base.approve(address(PERMIT2), 6 * LOT);
        quote.approve(address(PERMIT2), type(uint256).max);
        vm.stopPrank();
        expectFunds(q, 0, 2);
        allow(address(base), type(uint160).max);
        allow(address(quote), 3 * 990 * TICK);
        expectFunds(q, 3, 6);
        allow(address(base), 1 * LOT);
        expectFunds(q, 3, 2);
        allow(address(base), 5 * LOT);
        takeQuote(SIGNER_KEY, q, Side.Ask, 5);
        takeQuote(SIGNER_KEY, q, Side.Bid, 3);
        expectFunds(q, 0, 2);
        vm.warp(block.timestamp + 1);
        allow(address(quote), 990 * TICK);
        vm.warp(block.timestamp + 1);
        expectFunds(q, 0, 2);
    }

    /// @dev Lots there is money for, none of them for want of it.
    function expectFunds(Quote memory q, uint256 bid, uint256 ask) private view {
        QuoteStatus memory s = statusOf(q, SIGNER_KEY);
        eq(s.bidLots, bid, "bid");
        eq(s.askLots, ask, "ask");
        expectReason(s.bidReason, bid == 0 ? QuoteReason.Unfunded : QuoteReason.Fillable);
        expectReason(s.askReason, ask == 0 ? QuoteReason.Unfunded : QuoteReason.Fillable);
    }

    /// @dev Until the end of this second.
    function allow(address token, uint160 amount) private {
        allowPermit2(SIGNER_KEY, token, amount, uint48(block.timestamp), address(exchange));
    }

    function test_HostileWalletsHarmOnlyThemselves() public {
        Quote[] memory quotes = new Quote[](3);
        quotes[0] = quoteOf(address(new HostileWallet(false)), plain);
        quotes[1] = quoteOf(address(new HostileWallet(true)), plain);
        quotes[2] = quoteOf(signer, plain);
        bytes[] memory signatures = new bytes[](3);
        signatures[2] = sign(SIGNER_KEY, quotes[2]);
        QuoteStatus[] memory statuses = lens.quoteStatus{ gas: 20_000_000 }(quotes, signatures);
        expectReason(statuses[0].bidReason, QuoteReason.Signature);
        expectReason(statuses[1].bidReason, QuoteReason.Signature);
        expectLots(statuses[2], 20, 30);
        vm.expectRevert(abi.encodeWithSelector(ILens.LengthMismatch.selector, 3, 0));
        lens.quoteStatus(quotes, new bytes[](0));
    }

    // ---- vaults ---------------------------------------------------------------------------------------------------

    function test_AVaultsQuoteIsItsManagers() public {
        VaultAbi vault = createQuoteVault(plain);
        Quote memory q = vaultQuote(vault);
        expectLots(statusOf(q, MANAGER_KEY), 20, 30);
        expectBoth(q, SIGNER_KEY, QuoteReason.Signature);
        takeQuote(MANAGER_KEY, q, Side.Bid, 20);
        QuoteStatus memory s = statusOf(q, MANAGER_KEY);
        expectReason(s.bidReason, QuoteReason.Filled);
        eq(s.askLots, 30, "ask");
        vm.prank(owner);
        vault.setManager(stranger);
        expectBoth(q, MANAGER_KEY, QuoteReason.Epoch);
        vm.prank(owner);
        vault.halt();
        expectBoth(q, MANAGER_KEY, QuoteReason.MakerHalted);
    }

    function test_AVaultsBoundsAreTold() public {
        VaultAbi vault = createQuoteVault(plain);
        Quote memory q = vaultQuote(vault);
        q.expiry += 1;
        expectBoth(q, MANAGER_KEY, QuoteReason.Strategy);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.QuoteTooLong.selector, q.expiry, q.expiry - 1));
        lens.checkStrategy(q, Side.Bid, 1);
        q.expiry -= 1;
        // Ten bps of 990 and a little: 0.99 ticks.
        q.askPrice = 990;
        expectBoth(q, MANAGER_KEY, QuoteReason.Strategy);
        q.askPrice = 991;
        expectLots(statusOf(q, MANAGER_KEY), 20, 30);
        q.askPrice = 1201;
        QuoteStatus memory s = statusOf(q, MANAGER_KEY);
        eq(s.bidLots, 20, "bid");
        expectReason(s.askReason, QuoteReason.Strategy);
        // It holds 200 lots and may hold 500; it has quote for 1,010 at 990.
        (q.askPrice, q.bidSize, q.askSize) = (1010, 900, 900);
        expectLots(statusOf(q, MANAGER_KEY), 300, 200);
    }

    function test_AVaultNeedsALiveMark() public {
        VaultAbi vault = createQuoteVault(watched);
        Quote memory q = vaultQuote(vault);
        expectLots(statusOf(q, MANAGER_KEY), 20, 30);
        // Within 10 % of 1110: from 999.
        feed.set(11.1e8);
        QuoteStatus memory s = statusOf(q, MANAGER_KEY);
        expectReason(s.bidReason, QuoteReason.Strategy);
        eq(s.askLots, 30, "ask");
        feed.kill();
        expectBoth(q, MANAGER_KEY, QuoteReason.MarkUnavailable);
    }

    function test_GridsAndPoolsSignNothing() public {
        Quote memory q = quoteOf(address(createPool(plain)), plain);
        expectBoth(q, MANAGER_KEY, QuoteReason.WrongMaker);
        VaultAbi vault = createGridVault(plain);
        q = vaultQuote(vault);
        expectBoth(q, MANAGER_KEY, QuoteReason.Strategy);
        q.marketId = pooled;
        expectBoth(q, MANAGER_KEY, QuoteReason.WrongMaker);
    }

    function test_AVaultThatDoesNotAnswerMakesNothing() public {
        Quote memory q = vaultQuote(createQuoteVault(plain));
        vm.etch(q.maker, hex"fe");
        expectBoth(q, MANAGER_KEY, QuoteReason.WrongMaker);
    }

    // ---- helpers --------------------------------------------------------------------------------------------------

    function statusOf(Quote memory q, uint256 key) private view returns (QuoteStatus memory) {
        Quote[] memory quotes = new Quote[](1);
        bytes[] memory signatures = new bytes[](1);
        quotes[0] = q;
        signatures[0] = sign(key, q);
        return lens.quoteStatus(quotes, signatures)[0];
    }

    function expectLots(QuoteStatus memory s, uint256 bid, uint256 ask) private pure {
        expectReason(s.bidReason, QuoteReason.Fillable);
        expectReason(s.askReason, QuoteReason.Fillable);
        eq(s.bidLots, bid, "bid lots");
        eq(s.askLots, ask, "ask lots");
    }

    function expectBoth(Quote memory q, uint256 key, QuoteReason reason) private view {
        QuoteStatus memory s = statusOf(q, key);
        expectReason(s.bidReason, reason);
        expectReason(s.askReason, reason);
        eq(s.bidLots + s.askLots, 0, "lots");
    }

    function expectReason(QuoteReason actual, QuoteReason expected) private pure {
        eq(uint256(actual), uint256(expected), "reason");
    }
}
