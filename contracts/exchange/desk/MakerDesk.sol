// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../interfaces/IExchange.sol";
import { IExchangeDesk } from "../../interfaces/IExchangeDesk.sol";
import { IQuoteMaker } from "../../interfaces/IMaker.sol";
import { MakerKind, Quote } from "../../interfaces/Types.sol";
import { MakerWord, MakerWordLib } from "../MakerWord.sol";
import { MarketDesk } from "./MarketDesk.sol";

/// @title MakerDesk
/// @notice Who may make, what makers withdraw, and what is known of them.
abstract contract MakerDesk is MarketDesk {
    /// @inheritdoc IExchangeDesk
    function setFactory(MakerKind kind, address factory) external override onlyOwner {
        require(kind != MakerKind.Signer, IExchange.InvalidKind(kind));
        require(_factories[kind] == address(0), IExchange.FactoryAlreadySet(kind, _factories[kind]));
        require(factory.code.length != 0, IExchange.NoCode(factory));
        _factories[kind] = factory;
        emit IExchange.FactorySet(kind, factory);
    }

    /// @inheritdoc IExchangeDesk
    function registerMaker(address maker, uint32 marketId) external override {
        MakerKind kind = msg.sender == _factories[MakerKind.Vault] ? MakerKind.Vault : MakerKind.Pool;
        require(msg.sender == _factories[kind], IExchange.NotFactory(msg.sender));
        _known(marketId);
        _makers[maker] = MakerWordLib.pack(marketId, kind);
        emit IExchange.MakerRegistered(maker, marketId, kind);
    }

    /// @inheritdoc IExchangeDesk
    function raiseEpoch() external override returns (uint64 epoch) {
        MakerWord word = _makers[msg.sender].withNextEpoch();
        _makers[msg.sender] = word;
        epoch = word.epoch();
        emit IExchange.EpochRaised(msg.sender, epoch);
    }

    /// @inheritdoc IExchangeDesk
    function factoryOf(MakerKind kind) external view override returns (address) {
        return _factories[kind];
    }

    /// @inheritdoc IExchangeDesk
    function makerOf(address maker) external view override returns (uint32 marketId, MakerKind kind) {
        MakerWord word = _makers[maker];
        return (word.marketId(), word.kind());
    }

    /// @inheritdoc IExchangeDesk
    function epochOf(address maker) external view override returns (uint64) {
        return _makers[maker].epoch();
    }

    /// @inheritdoc IExchangeDesk
    function makerVolume(address maker, address quote) external view override returns (uint256) {
        MakerWord word = _makers[maker];
        if (word.isSigner()) return _signerVolume(maker, quote, _currentPeriod());
        return quote == _quoteOf(word.marketId()) ? word.volumeIn(_currentPeriod()) : 0;
    }

    /// @inheritdoc IExchangeDesk
    function cancelQuote(Quote calldata quote) external override {
        _checkMayCancel(quote.maker);
        require(quote.nonce == 0, IExchange.QuoteNotStanding(quote.nonce));
        bytes32 hash = _hashQuote(quote);
        _standing[hash] |= STANDING_CANCELLED;
        emit IExchange.QuoteCancelled(quote.maker, hash);
    }

    /// @inheritdoc IExchangeDesk
    function cancelUpTo(address maker, uint32 marketId, uint64 nonce) external override {
        _checkMayCancel(maker);
        _stream[maker][marketId] = _advanced(_stream[maker][marketId], nonce);
        emit IExchange.QuotesCancelledUpTo(maker, marketId, nonce);
    }

    /// @inheritdoc IExchangeDesk
    function hashQuote(Quote calldata quote) external view override returns (bytes32) {
        return _hashQuote(quote);
    }

    /// @inheritdoc IExchangeDesk
    function makerState(
        address maker,
        uint32 marketId
    ) external view override returns (uint64 nonce, uint64 bidFilled, uint64 askFilled, uint64 seq) {
        uint256 word = _stream[maker][marketId];
        return (uint64(word), uint64(word >> 64), uint64(word >> 128), uint64(word >> 192));
    }

    /// @inheritdoc IExchangeDesk
    function standingState(
        bytes32 hash
    ) external view override returns (uint64 bidFilled, uint64 askFilled, bool cancelled) {
        uint256 word = _standing[hash];
        return (uint64(word), uint64(word >> 64), word & STANDING_CANCELLED != 0);
    }

    /// @dev A maker cancels for itself; for a vault, whom it says may.
    function _checkMayCancel(address maker) private view {
        if (msg.sender == maker) return;
        require(
            _maker(maker).isVault() && IQuoteMaker(maker).mayCancelQuotes(msg.sender),
            IExchange.NotMaker(maker, msg.sender)
        );
    }
}
