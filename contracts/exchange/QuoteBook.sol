// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import { IExchange } from "../interfaces/IExchange.sol";
import { Quote, Side } from "../interfaces/Types.sol";
import { QuoteLib } from "../libraries/QuoteLib.sol";
import { MakerRegistry } from "./MakerRegistry.sol";

/// @title QuoteBook
/// @notice What signed quotes are still good for: signatures, epochs, nonces and lots already filled.
///
/// STREAMING A fill of a newer nonce retires the older ones; until then they live to their expiry or `cancelUpTo`.
/// A jump is bounded, so that no single signature can use up the range.
/// STANDING Nonce 0 is tracked by hash and retired only by its own fills, its cancel, its expiry or the epoch.
/// STORAGE A word per (maker, market), from the lowest bit: nonce, lots filled of its bid, of its ask, number of fills, 64 bits each.
/// A word per standing quote: lots filled of its bid, of its ask, 64 bits each; cancelled.
abstract contract QuoteBook is MakerRegistry, EIP712 {
    using QuoteLib for Quote;

    /// @notice How far a streaming nonce may run ahead of the last one filled: enough for a clock in milliseconds, and a
    /// four-millionth of the range.
    uint64 public constant MAX_NONCE_JUMP = QuoteLib.MAX_NONCE_JUMP;

    uint256 internal constant STANDING_CANCELLED = 1 << 128;

    mapping(address maker => mapping(uint32 marketId => uint256)) internal _stream;
    mapping(bytes32 quoteHash => uint256) internal _standing;

    constructor() EIP712("Tidemark", "1") {}

    /// @dev EIP-712 digest.
    function _hashQuote(Quote calldata quote) internal view returns (bytes32) {
        return _hashTypedDataV4(quote.structHash());
    }

    /// @dev Whether `quote` is live for `taker`, as far as its own words say.
    function _checkLive(Quote calldata quote, address taker) internal view {
        require(block.timestamp <= quote.expiry, IExchange.QuoteExpired(quote.expiry, block.timestamp));
        require(quote.taker == address(0) || quote.taker == taker, IExchange.QuoteNotForTaker(quote.taker, taker));
    }

    /// @dev ECDSA first, so that an account with code (EIP-7702) may still sign with its key; then ERC-1271.
    function _checkSignature(address maker, bytes32 hash, bytes calldata signature) internal view {
        (address signer, ECDSA.RecoverError failure, ) = ECDSA.tryRecoverCalldata(hash, signature);
        if (failure == ECDSA.RecoverError.NoError && signer == maker) return;
        require(
            SignatureChecker.isValidERC1271SignatureNowCalldata(maker, hash, signature),
            IExchange.InvalidSignature(maker)
        );
    }

    /// @notice Book up to `size` lots of one side of `quote` as filled. Nothing happens when none are left.
    /// @return filled Lots booked.
    /// @return seq This fill's number, for a `filled` above 0.
    function _book(
        Quote calldata quote,
        bytes32 hash,
        Side side,
        uint256 offered,
        uint256 size
    ) internal returns (uint256 filled, uint64 seq) {
        mapping(uint32 => uint256) storage streams = _stream[quote.maker];
        uint32 marketId = quote.marketId;
        uint256 word = streams[marketId];
        if (quote.nonce == 0) {
            uint256 standing = _standing[hash];
            require(standing & STANDING_CANCELLED == 0, IExchange.CancelledQuote(hash));
            (filled, standing) = _fill(standing, side == Side.Bid ? 0 : 64, offered, size);
            if (filled == 0) return (0, 0);
            _standing[hash] = standing;
        } else {
            (filled, word) = _fill(_advanced(word, quote.nonce), side == Side.Bid ? 64 : 128, offered, size);
            if (filled == 0) return (0, 0);
        }
        // The highest field: an overflow reverts and cannot run into another.
        word += 1 << 192;
        streams[marketId] = word;
        seq = uint64(word >> 192);
    }

    /// @dev Lots of `size` that `offered` still covers on the side counted at bit `shift` of `word`, and the word after them.
    function _fill(
        uint256 word,
        uint256 shift,
        uint256 offered,
        uint256 size
    ) private pure returns (uint256 filled, uint256) {
        uint256 before = uint64(word >> shift);
        // Stays within its field: never above `offered`, which is a uint64.
        unchecked {
            uint256 left = offered > before ? offered - before : 0;
            filled = size < left ? size : left;
            return (filled, word + (filled << shift));
        }
    }

    /// @dev A stream moved to `nonce`: an older one is retired, a newer one starts with nothing filled.
    function _advanced(uint256 word, uint64 nonce) internal pure returns (uint256) {
        uint64 current = uint64(word);
        if (nonce == current) return word;
        require(nonce > current, IExchange.QuoteRetired(nonce, current));
        require(nonce - current <= MAX_NONCE_JUMP, IExchange.NonceJumpTooLarge(nonce, current, MAX_NONCE_JUMP));
        return ((word >> 192) << 192) | nonce;
    }
}
