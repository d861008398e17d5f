// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../interfaces/IExchange.sol";
import { MakerKind } from "../interfaces/Types.sol";
import { MakerWord, MakerWordLib } from "./MakerWord.sol";
import { Markets } from "./Markets.sol";

/// @notice What a signer made in one quote token.
struct SignerVolume {
    uint24 period;
    uint128 volume;
}

/// @title MakerRegistry
/// @notice Who makes, and how much volume they made in the running period. One word of a maker is read by every fill; it is
/// registry, epoch and volume at once, so that a fill pays for one.
abstract contract MakerRegistry is Markets {
    mapping(MakerKind kind => address) private _factories;
    mapping(address maker => MakerWord) private _makers;
    mapping(address maker => mapping(address quote => SignerVolume)) private _signerVolumes;

    /// @inheritdoc IExchange
    function setFactory(MakerKind kind, address factory) external override onlyOwner {
        require(kind != MakerKind.Signer, InvalidKind(kind));
        require(_factories[kind] == address(0), FactoryAlreadySet(kind, _factories[kind]));
        require(factory.code.length != 0, NoCode(factory));
        _factories[kind] = factory;
        emit FactorySet(kind, factory);
    }

    /// @inheritdoc IExchange
    function registerMaker(address maker, uint32 marketId) external override {
        MakerKind kind = msg.sender == _factories[MakerKind.Vault] ? MakerKind.Vault : MakerKind.Pool;
        require(msg.sender == _factories[kind], NotFactory(msg.sender));
        _known(marketId);
        _makers[maker] = MakerWordLib.pack(marketId, kind);
        emit MakerRegistered(maker, marketId, kind);
    }

    /// @inheritdoc IExchange
    function raiseEpoch() external override returns (uint64 epoch) {
        MakerWord word = _makers[msg.sender].withNextEpoch();
        _makers[msg.sender] = word;
        epoch = word.epoch();
        emit EpochRaised(msg.sender, epoch);
    }

    /// @inheritdoc IExchange
    function factoryOf(MakerKind kind) external view override returns (address) {
        return _factories[kind];
    }

    /// @inheritdoc IExchange
    function makerOf(address maker) external view override returns (uint32 marketId, MakerKind kind) {
        MakerWord word = _makers[maker];
        return (word.marketId(), word.kind());
    }

    /// @inheritdoc IExchange
    function epochOf(address maker) external view override returns (uint64) {
        return _makers[maker].epoch();
    }

    /// @inheritdoc IExchange
    function makerVolume(address maker, address quote) external view override returns (uint256) {
        MakerWord word = _makers[maker];
        if (word.isSigner()) return _signerVolume(maker, quote, currentPeriod());
        return quote == _quoteOf(word.marketId()) ? word.volumeIn(currentPeriod()) : 0;
    }

    function _maker(address maker) internal view returns (MakerWord) {
        return _makers[maker];
    }

    /// @dev Quote atoms that a signer made in `period`, the running one.
    function _signerVolume(address maker, address quote, uint24 period) internal view returns (uint256) {
        SignerVolume memory made = _signerVolumes[maker][quote];
        return made.period == period ? made.volume : 0;
    }

    /// @dev Set what a registered maker made in the running period.
    function _setVolume(address maker, MakerWord word, uint24 period, uint256 volume) internal {
        _makers[maker] = word.withVolume(period, _capped(volume));
    }

    /// @dev Set what a signer made in the running period.
    function _setSignerVolume(address maker, address quote, uint24 period, uint256 volume) internal {
        _signerVolumes[maker][quote] = SignerVolume(period, _capped(volume));
    }

    /// @dev Volume that would not fit is beyond every threshold; it keeps its tier.
    function _capped(uint256 volume) private pure returns (uint128) {
        return volume < type(uint128).max ? uint128(volume) : type(uint128).max;
    }
}
