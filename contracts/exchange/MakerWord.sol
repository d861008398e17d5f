// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { MakerKind } from "../interfaces/Types.sol";

/// @notice What is known of a maker, in one word of storage: a registered one's market and kind, a signer's epoch. From the lowest
/// bit: market 32 (zero for signers), kind 8, rebate period 24 and quote atoms made in it 128 (of a vault or pool), epoch 64 (of a
/// signer).
type MakerWord is uint256;

using MakerWordLib for MakerWord global;

/// @title MakerWordLib
/// @notice Fields of a `MakerWord`.
library MakerWordLib {
    uint256 private constant KIND = 32;
    uint256 private constant PERIOD = 40;
    uint256 private constant VOLUME = 64;
    uint256 private constant EPOCH = 192;
    uint256 private constant IDENTITY = type(uint40).max;

    function pack(uint32 market, MakerKind kind_) internal pure returns (MakerWord) {
        return MakerWord.wrap(uint256(market) | (uint256(kind_) << KIND));
    }

    function marketId(MakerWord word) internal pure returns (uint32) {
        return uint32(MakerWord.unwrap(word));
    }

    function kind(MakerWord word) internal pure returns (MakerKind) {
        return MakerKind(uint8(MakerWord.unwrap(word) >> KIND));
    }

    function isSigner(MakerWord word) internal pure returns (bool) {
        return uint8(MakerWord.unwrap(word) >> KIND) == uint8(MakerKind.Signer);
    }

    function isVault(MakerWord word) internal pure returns (bool) {
        return uint8(MakerWord.unwrap(word) >> KIND) == uint8(MakerKind.Vault);
    }

    function epoch(MakerWord word) internal pure returns (uint64) {
        return uint64(MakerWord.unwrap(word) >> EPOCH);
    }

    /// @notice The next epoch; reverts after the last.
    function withNextEpoch(MakerWord word) internal pure returns (MakerWord) {
        return MakerWord.wrap(MakerWord.unwrap(word) + (1 << EPOCH));
    }

    /// @notice Quote atoms that a registered maker made in `period`, the running one.
    function volumeIn(MakerWord word, uint24 period) internal pure returns (uint256) {
        uint256 fields = MakerWord.unwrap(word);
        return uint24(fields >> PERIOD) == period ? uint128(fields >> VOLUME) : 0;
    }

    /// @notice A registered maker, which has no epoch, after it made `volume` in `period`.
    function withVolume(MakerWord word, uint24 period, uint128 volume) internal pure returns (MakerWord) {
        return
            MakerWord.wrap(
                (MakerWord.unwrap(word) & IDENTITY) | (uint256(period) << PERIOD) | (uint256(volume) << VOLUME)
            );
    }
}
