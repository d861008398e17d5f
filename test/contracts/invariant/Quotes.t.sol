// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Part } from "../../../contracts/exchange/Routes.sol";
import { Leg, Quote, Route, Side, Take, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { Campaign } from "./Campaign.sol";
import { Signed } from "./QuoteLedger.sol";
import { QuoteMakers } from "./QuoteMakers.sol";

/// @notice Everything that may happen at the exchange: quotes of a key, of a wallet (ERC-1271) and of an account with code (EIP-7702),
/// streaming and standing; grids of a vault and a pool; takes and routes of every kind; cancels, epochs, halts, revoked
/// allowances, forgeries, calls meant for the exchange itself, and a market of a token with whims.
contract QuoteHandler is QuoteMakers {
    // ---- makers -----------------------------------------------------------------------------------------------------

    /// @notice A maker signs one more quote; of every twelve signed, one is forgotten by takers, not by the exchange.
    function signQuote(uint256 seed, uint256 maker, uint256 nonce) external action {
        _sign(seed, maker, nonce);
    }

    function cancel(uint256 which, bool byStranger) external action {
        Signed storage s = _quoteAt(which);
        Quote memory q = s.quote;
        vm.prank(byStranger ? stranger : q.maker);
        try exchange.cancelQuote(q) {
            check(!byStranger, "22: only its maker cancels a quote");
            s.cancelled = true;
        } catch {
            check(byStranger || q.nonce != 0, "17: a maker can cancel its standing quote");
            ++idle;
        }
    }

    function cancelUpTo(uint256 who, uint256 step, bool byStranger) external action {
        address maker = _makers[who % 3];
        uint64 nonce = nonces[maker][pooled] + uint64(step % 3);
        vm.prank(byStranger ? stranger : maker);
        try exchange.cancelUpTo(maker, pooled, nonce) {
            check(!byStranger, "22: only a maker retires its quotes");
            nonces[maker][pooled] = nonce;
        } catch {
            check(byStranger, "17: a maker can retire its quotes");
            ++idle;
        }
    }

    function raiseEpoch(uint256 who) external action {
        address maker = _makers[who % 3];
        vm.prank(maker);
        exchange.raiseEpoch();
        ++epochs[maker];
        // It signs afresh.
        for (uint256 i = 0; i < 3; ++i) _sign(who / 3 + i, who % 3, i);
    }

    // ---- takers -----------------------------------------------------------------------------------------------------

    function takeQuote(uint256 which, bool ask, uint256 size, uint256 who) external action {
        Signed storage s = _quoteAt(which);
        Quote memory q = s.quote;
        size = bound(size, 1, 30);
        uint256 left = _left(s, ask);
        address from = _takerAt(who);
        bytes memory signature = sign(s.key, q);
        Take memory take = Take(ask ? Side.Ask : Side.Bid, uint64(size), 1, ask ? FOREVER : 0, provider, FOREVER);
        bool fits = q.taker == address(0) || q.taker == from;
        _snapshot();
        vm.prank(from);
        try exchange.takeQuote(q, signature, take) returns (TakeResult memory r) {
            check(r.size == _min(size, left), "16: a fill is what was asked or what is left");
        } catch {
            check(left == 0 || !fits, "17: a live quote fills");
            ++idle;
        }
        _settle(provider);
    }

    function takeGrid(bool ofVault, bool ask, uint256 size) external action {
        address maker = ofVault ? address(vault) : address(pool);
        Take memory take = Take(
            ask ? Side.Ask : Side.Bid,
            uint64(bound(size, 1, ofVault ? 25 : 2_000)),
            1,
            ask ? FOREVER : 0,
            provider,
            FOREVER
        );
        _snapshot();
        vm.prank(taker);
        try exchange.takeGrid(maker, take) {} catch {
            ++idle;
        }
        _settle(provider);
    }

    /// @notice A route of up to four legs, whole or partial, for lots or for a notional; in partial ones a leg may be dead.
    function takeRoute(uint256 seed, uint256 amount, bool ask, bool partialFill, bool exactNotional) external action {
        Side side = ask ? Side.Ask : Side.Bid;
        Leg[] memory legs = new Leg[](1 + (seed % 4));
        for (uint256 i = 0; i < legs.length; ++i) legs[i] = _leg(uint256(keccak256(abi.encode(seed, i))), side, ask);
        Route memory route = routeOf(pooled, side, bound(amount, 1, partialFill ? 120 : 20));
        route.exactNotional = exactNotional;
        route.partialFill = partialFill;
        route.recipient = provider;
        if (exactNotional) {
            route.amount *= 1000 * TICK;
            // Buying: no fewer lots than none. Selling: the most lots that anybody has.
            route.limit = ask ? 0 : 1e9;
        } else if (partialFill) {
            // Worst all-in price: 1300 ticks a lot buying, 700 selling.
            route.limit = route.amount * (ask ? 1300 : 700) * TICK;
        }
        _snapshot();
        vm.prank(taker);
        try exchange.takeRoute(route, legs) returns (TakeResult memory r) {
            _checkTerms(route, r);
        } catch {
            ++idle;
        }
        _settle(provider);
    }

    /// @notice A maker's allowance is gone while a partial route goes by: its leg is skipped, the grid's fills.
    function routePastRevoked(uint256 which, bool ask, uint256 amount) external action {
        Signed storage s = _quoteAt(which);
        address maker = s.quote.maker;
        Side side = ask ? Side.Ask : Side.Bid;
        Leg[] memory legs = new Leg[](2);
        legs[0] = quoteLeg(s.key, s.quote, FOREVER, side);
        legs[1] = gridLeg(address(pool), FOREVER, side);
        vm.startPrank(maker);
        base.approve(address(exchange), 0);
        quote.approve(address(exchange), 0);
        vm.stopPrank();
        Route memory route = routeOf(pooled, side, bound(amount, 1, 50));
        route.partialFill = true;
        route.recipient = provider;
        _snapshot();
        vm.prank(taker);
        try exchange.takeRoute(route, legs) {} catch {
            ++idle;
        }
        _settle(provider);
        allow(maker, address(exchange));
    }

    // ---- attacks ----------------------------------------------------------------------------------------------------

    /// @notice Another key, other terms, another maker's name: nothing moves.
    function forge(uint256 which, uint256 how, bool ask) external action {
        Signed storage s = _quoteAt(which);
        Quote memory q = s.quote;
        bytes memory signature = sign(how % 5 == 0 ? MANAGER_KEY : s.key, q);
        if (how % 5 == 1) q.askPrice = 1;
        if (how % 5 == 2) q.bidPrice = 5_000;
        if (how % 5 == 3) (q.bidSize, q.askSize) = (1e9, 1e9);
        if (how % 5 == 4) q.maker = _makers[(which + 1) % 3] == q.maker ? provider : _makers[(which + 1) % 3];
        Take memory take = Take(ask ? Side.Ask : Side.Bid, 1, 1, ask ? FOREVER : 0, stranger, FOREVER);
        _snapshot();
        vm.prank(stranger);
        try exchange.takeQuote(q, signature, take) {
            check(false, "22: a forged quote fills");
        } catch {}
        _settle(stranger);
    }

    /// @notice The wallet takes its word back: its signatures are asked about on every fill.
    function mute(uint256 which, bool ask) external action {
        Signed storage s = _quoteAt(which);
        if (s.quote.maker != address(wallet)) return;
        bytes memory signature = sign(s.key, s.quote);
        wallet.setMute(true);
        Take memory take = Take(ask ? Side.Ask : Side.Bid, 1, 1, ask ? FOREVER : 0, stranger, FOREVER);
        _snapshot();
        vm.prank(stranger);
        try exchange.takeQuote(s.quote, signature, take) {
            check(false, "22: a wallet's word counts when it fills");
        } catch {}
        _settle(stranger);
        wallet.setMute(false);
    }

    /// @notice What the exchange calls on itself, and makers let only the exchange call, called by somebody.
    function intrude(uint256 which, uint256 seed) external action {
        address[3] memory targets = [address(exchange), address(vault), address(pool)];
        bytes[5] memory calls = [
            abi.encodeCall(exchange.fillPart, (Part(taker, 10, 0, 1, true), routeOf(pooled, Side.Ask, 10), _oneLeg())),
            abi.encodeCall(exchange.registerMaker, (stranger, pooled)),
            abi.encodeCall(exchange.collectFees, (address(quote), stranger)),
            abi.encodeCall(exchange.haltMarket, (pooled)),
            abi.encodeCall(exchange.setGuardian, (stranger))
        ];
        _snapshot();
        vm.prank(stranger);
        (bool ok, ) = targets[which % 3].call(calls[seed % 5]);
        check(!ok, "22: nobody but the exchange itself, its factories and governors");
        _settle(stranger);
    }

    /// @notice A token with whims is traded on a market of its own; whatever it does stays there.
    function takeWhimsical(uint256 whim, uint256 size, bool ask) external action {
        Quote memory q = Quote(signer, _side, 990, 50, 1010, 50, 0, epochs[signer], FOREVER, address(0), ++_salt);
        bytes memory signature = sign(SIGNER_KEY, q);
        whimsical.mint(taker, 1e24);
        vm.prank(taker);
        whimsical.approve(address(exchange), type(uint256).max);
        Signed storage s = _quoteAt(size);
        Take memory inner = Take(Side.Ask, 1, 1, FOREVER, stranger, FOREVER);
        whimsical.setCall(
            address(exchange),
            abi.encodeCall(exchange.takeQuote, (s.quote, sign(s.key, s.quote), inner))
        );
        Take memory take = Take(
            ask ? Side.Ask : Side.Bid,
            uint64(bound(size, 1, 60)),
            1,
            ask ? FOREVER : 0,
            taker,
            FOREVER
        );
        whimsical.setWhim(whim % 5);
        uint256 held = whimsical.balanceOf(signer);
        vm.prank(taker);
        try exchange.takeQuote(q, signature, take) returns (TakeResult memory r) {
            check(whim % 5 < 2 || whim % 5 == 4, "21: a token that does not move is not traded");
            check(r.size == _min(size, 50) || r.size <= 50, "16: no quote fills beyond its size");
            if (ask) check(held - whimsical.balanceOf(signer) == r.size * LOT, "22: a maker gives the lots it sold");
        } catch {
            check(whim % 5 >= 1, "17: a live quote fills");
            ++idle;
        }
        whimsical.setWhim(0);
        check(!whimsical.gotIn(), "22: nothing gets in while a fill is settled");
        _readLogs();
        delete fills;
    }

    // ---- the world --------------------------------------------------------------------------------------------------

    /// @notice While a market is halted nothing fills, and cancels go on.
    function halt(uint256 which, bool ask) external action {
        Signed storage s = _quoteAt(which);
        bytes memory signature = sign(s.key, s.quote);
        vm.prank(guardian);
        exchange.haltMarket(pooled);
        Take memory take = Take(ask ? Side.Ask : Side.Bid, 1, 1, ask ? FOREVER : 0, taker, FOREVER);
        _snapshot();
        vm.startPrank(taker);
        try exchange.takeQuote(s.quote, signature, take) {
            check(false, "17: nothing fills on a halted market");
        } catch {}
        try exchange.takeGrid(address(pool), take) {
            check(false, "17: nothing fills on a halted market");
        } catch {}
        vm.stopPrank();
        if (s.quote.nonce == 0) {
            vm.prank(s.quote.maker);
            exchange.cancelQuote(s.quote);
            s.cancelled = true;
        }
        _settle(taker);
        vm.prank(governor);
        exchange.resumeMarket(pooled);
    }

    function warp(uint256 time) external action {
        _setClock(block.timestamp + (time % 8 == 0 ? bound(time, 1 hours, 40 days) : bound(time, 1, 300)));
    }

    function collect() external action {
        (, uint256 held) = balances(governor);
        vm.prank(governor);
        uint256 amount = exchange.collectFees(address(quote), governor);
        (, uint256 after_) = balances(governor);
        check(after_ - held == amount, "20: fees collected arrive");
        feesCollected += amount;
    }

    // ---- parts ------------------------------------------------------------------------------------------------------

    function signedCount() external view returns (uint256) {
        return signed.length;
    }
}

/// @notice Campaign D: what holds at the exchange after any sequence of quotes, takes, routes, cancels, epochs, halts, forgeries and
/// misbehaving tokens.
///
/// Security invariants 16, 17, 18, 20, 21 and 22. Price, conservation and authority are checked by the handler on every
/// fill; it keeps the name of the first one broken.
contract QuotesCampaign is Campaign {
    QuoteHandler private handler;

    function setUp() public {
        handler = new QuoteHandler();
        _target(handler);
    }

    /// @notice After every call.
    function invariant_quotes() public view {
        nothingBroken(handler);
        handler.rule20_exchangeHoldsFees();
    }

    /// @notice After every run: every quote ever signed, and that most calls did something.
    function afterInvariant() public view {
        for (uint256 i = 0; i < handler.signedCount(); ++i) handler.rule16_filled(i);
        mostCallsDoSomething(handler);
    }
}
