// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { MakerKind } from "../interfaces/Types.sol";
import { MakerWord } from "./MakerWord.sol";
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
    mapping(MakerKind kind => address) internal _factories;
    mapping(address maker => MakerWord) internal _makers;
    mapping(address maker => mapping(address quote => SignerVolume)) private _signerVolumes;

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
