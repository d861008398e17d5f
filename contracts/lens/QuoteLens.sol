// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { ILens, QuoteReason, QuoteStatus, VaultView } from "../interfaces/ILens.sol";
import { IMakerVault } from "../interfaces/IMakerVault.sol";
import { Limits } from "../interfaces/Strategy.sol";
import { MakerKind, Market, Quote, Side } from "../interfaces/Types.sol";
import { MarketLib } from "../libraries/MarketLib.sol";
import { Permit2Lib } from "../libraries/Permit2Lib.sol";
import { QuoteLib } from "../libraries/QuoteLib.sol";
import { FillTerms, StrategyLib } from "../libraries/StrategyLib.sol";
import { LensBase } from "./LensBase.sol";
import { Probe } from "./Probe.sol";

/// @title QuoteLens
/// @notice What signed quotes are still good for.
abstract contract QuoteLens is LensBase {
    using QuoteLib for Quote;

    /// @dev What a maker can pay with, and what else bounds it.
    struct Means {
        bool isVault;
        uint256 baseAtoms;
        uint256 quoteAtoms;
        uint256 lotsToBuy;
        uint256 lotsToSell;
    }

    /// @inheritdoc ILens
    function quoteStatus(
        Quote[] calldata quotes,
        bytes[] calldata signatures
    ) external view override returns (QuoteStatus[] memory statuses) {
        require(quotes.length == signatures.length, LengthMismatch(quotes.length, signatures.length));
        statuses = new QuoteStatus[](quotes.length);
        uint32 markets = exchange.marketCount();
        for (uint256 i = 0; i < quotes.length; ++i) {
            Quote calldata quote = quotes[i];
            QuoteStatus memory status = statuses[i];
            status.hash = exchange.hashQuote(quote);
            if (quote.marketId == 0 || quote.marketId > markets) {
                (status.bidReason, status.askReason) = (QuoteReason.UnknownMarket, QuoteReason.UnknownMarket);
                continue;
            }
            Market memory terms = exchange.getMarket(quote.marketId);
            (QuoteReason reason, Means memory means) = _check(quote, signatures[i], status.hash, terms);
            (status.bidLots, status.bidReason) = _side(quote, Side.Bid, status.hash, terms, means, reason);
            (status.askLots, status.askReason) = _side(quote, Side.Ask, status.hash, terms, means, reason);
        }
    }

    /// @dev What holds for both sides of a quote, and what its maker has.
    function _check(
        Quote calldata quote,
        bytes calldata signature,
        bytes32 hash,
        Market memory terms
    ) private view returns (QuoteReason reason, Means memory means) {
        if (terms.halted) return (QuoteReason.MarketHalted, means);
        if (block.timestamp > quote.expiry) return (QuoteReason.Expired, means);
        (uint32 marketId, MakerKind kind) = exchange.makerOf(quote.maker);
        if (marketId == 0) return _checkSigner(quote, signature, hash, terms);
        if (kind != MakerKind.Vault || marketId != quote.marketId) return (QuoteReason.WrongMaker, means);
        return _checkVault(quote, signature, hash, terms);
    }

    function _checkSigner(
        Quote calldata quote,
        bytes calldata signature,
        bytes32 hash,
        Market memory terms
    ) private view returns (QuoteReason, Means memory means) {
        if (quote.epoch != exchange.epochOf(quote.maker)) return (QuoteReason.Epoch, means);
        if (!Probe.signed(quote.maker, hash, signature)) return (QuoteReason.Signature, means);
        means.baseAtoms = _spendable(terms.base, quote.maker);
        means.quoteAtoms = _spendable(terms.quote, quote.maker);
        means.lotsToBuy = means.lotsToSell = type(uint256).max;
        return (QuoteReason.Fillable, means);
    }

    function _checkVault(
        Quote calldata quote,
        bytes calldata signature,
        bytes32 hash,
        Market memory terms
    ) private view returns (QuoteReason, Means memory means) {
        VaultView memory v;
        try this.vault(quote.maker) returns (VaultView memory answer) {
            v = answer;
        } catch {
            return (QuoteReason.WrongMaker, means);
        }
        if (v.stats.halted) return (QuoteReason.MakerHalted, means);
        if (quote.epoch != v.managerEpoch) return (QuoteReason.Epoch, means);
        if (!Probe.signed(v.manager, hash, signature)) return (QuoteReason.Signature, means);
        (bool live, ) = _mark(quote.marketId, terms);
        if (!live) return (QuoteReason.MarkUnavailable, means);
        if (v.strategy.grid.prices.length != 0) return (QuoteReason.Strategy, means);
        means.isVault = true;
        means.baseAtoms = v.baseHeld;
        means.quoteAtoms = v.quoteHeld > v.profitShare.owed ? v.quoteHeld - v.profitShare.owed : 0;
        means.lotsToBuy = _lotsToBuy(v.strategy.limits, v.stats.baseLots);
        means.lotsToSell = v.stats.baseLots;
        return (QuoteReason.Fillable, means);
    }

    /// @inheritdoc ILens
    function checkStrategy(Quote calldata quote, Side side, uint64 size) external view override {
        IMakerVault maker = IMakerVault(quote.maker);
        require(_marketOf(quote.maker, MakerKind.Vault) == quote.marketId, NotSuchMaker(quote.maker));
        Market memory terms = exchange.getMarket(quote.marketId);
        Limits memory limits = maker.strategy().limits;
        StrategyLib.checkQuote(limits, quote, block.timestamp);
        FillTerms memory fill;
        (uint64 price, ) = quote.sideOf(side);
        (fill.side, fill.size, fill.lowPrice, fill.highPrice) = (side, size, price, price);
        (, fill.mark) = _mark(quote.marketId, terms);
        if (fill.mark != 0) StrategyLib.checkBand(fill, terms.oracleBandBps);
        StrategyLib.checkFill(limits, fill, maker.stats().baseLots);
    }

    /// @dev Lots of one side that can fill now, else why not.
    function _side(
        Quote calldata quote,
        Side side,
        bytes32 hash,
        Market memory terms,
        Means memory means,
        QuoteReason reason
    ) private view returns (uint64 lots, QuoteReason) {
        (uint64 price, uint64 size) = quote.sideOf(side);
        if (size == 0 || price == 0) return (0, QuoteReason.Empty);
        if (reason != QuoteReason.Fillable) return (0, reason);
        uint64 filled;
        (filled, reason) = quote.nonce == 0 ? _standing(hash, side) : _streaming(quote, side);
        if (reason != QuoteReason.Fillable) return (0, reason);
        if (filled >= size) return (0, QuoteReason.Filled);
        lots = size - filled;

        bool isBid = side == Side.Bid;
        uint256 perLot = isBid ? MarketLib.notional(price, terms.tickSize, 1) : terms.lotSize;
        uint256 funded = (isBid ? means.quoteAtoms : means.baseAtoms) / perLot;
        funded = _min(funded, isBid ? type(uint256).max : means.lotsToSell);
        if (funded == 0) return (0, QuoteReason.Unfunded);
        lots = uint64(_min(_min(lots, funded), isBid ? means.lotsToBuy : type(uint256).max));
        if (means.isVault && !_accepts(quote, side)) lots = 0;
        return (lots, lots == 0 ? QuoteReason.Strategy : QuoteReason.Fillable);
    }

    /// @dev Whether the vault would take one lot.
    function _accepts(Quote calldata quote, Side side) private view returns (bool) {
        try this.checkStrategy(quote, side, 1) {
            return true;
        } catch {
            return false;
        }
    }

    function _streaming(Quote calldata quote, Side side) private view returns (uint64 filled, QuoteReason) {
        (uint64 nonce, uint64 bidFilled, uint64 askFilled, ) = exchange.makerState(quote.maker, quote.marketId);
        if (quote.nonce < nonce) return (0, QuoteReason.Retired);
        if (quote.nonce - nonce > QuoteLib.MAX_NONCE_JUMP) return (0, QuoteReason.NonceJump);
        if (quote.nonce > nonce) return (0, QuoteReason.Fillable);
        return (side == Side.Bid ? bidFilled : askFilled, QuoteReason.Fillable);
    }

    function _standing(bytes32 hash, Side side) private view returns (uint64 filled, QuoteReason) {
        (uint64 bidFilled, uint64 askFilled, bool cancelled) = exchange.standingState(hash);
        if (cancelled) return (0, QuoteReason.Cancelled);
        return (side == Side.Bid ? bidFilled : askFilled, QuoteReason.Fillable);
    }

    /// @dev What the exchange can pull from `account` at once: by the allowance of the token, or by that of Permit2.
    function _spendable(address token, address account) private view returns (uint256) {
        uint256 direct = _allowance(token, account, address(exchange));
        uint256 through = Permit2Lib.allowance(token, account, address(exchange));
        if (through != 0) through = _min(through, _allowance(token, account, Permit2Lib.PERMIT2));
        return _min(direct > through ? direct : through, _balance(token, account));
    }

    function _allowance(address token, address account, address spender) private view returns (uint256 atoms) {
        (, atoms) = Probe.word(token, abi.encodeCall(IERC20.allowance, (account, spender)));
    }
}
