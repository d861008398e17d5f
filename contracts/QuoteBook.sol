// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import { IExchange } from "./interfaces/IExchange.sol";
import { Quote, Side } from "./interfaces/Types.sol";
import { QuoteLib } from "./libraries/QuoteLib.sol";

/// @notice Streaming quotes of one maker in one market, in one word. `seq` counts all of that maker's fills there.
struct StreamState {
    uint64 nonce;
    uint64 bidFilled;
    uint64 askFilled;
    uint64 seq;
}

/// @notice One standing quote, in one word.
struct StandingState {
    uint64 bidFilled;
    uint64 askFilled;
    bool cancelled;
}

/// @title QuoteBook
/// @notice What signed quotes are still good for: signatures, epochs, nonces and lots already filled.
///
/// STREAMING A fill of a newer nonce retires the older ones; until then they live to their expiry or `cancelUpTo`.
/// A jump is bounded, so that no single signature can use up the range.
/// STANDING Nonce 0 is tracked by hash and retired only by its own fills, its cancel, its expiry or the epoch.
abstract contract QuoteBook is IExchange, EIP712 {
    using QuoteLib for Quote;

    /// @notice How far a streaming nonce may run ahead of the last one filled: enough for a clock in milliseconds, and a
    /// four-millionth of the range.
    uint64 public constant MAX_NONCE_JUMP = 1 << 42;

    /// @inheritdoc IExchange
    mapping(address maker => uint64 epoch) public override epochOf;
    mapping(address maker => mapping(uint32 marketId => StreamState)) private _stream;
    mapping(bytes32 quoteHash => StandingState) private _standing;

    constructor() EIP712("Tidemark", "1") {}

    /// @inheritdoc IExchange
    function cancelQuote(Quote calldata quote) external override {
        require(msg.sender == quote.maker, NotMaker(quote.maker, msg.sender));
        require(quote.nonce == 0, QuoteNotStanding(quote.nonce));
        bytes32 hash = hashQuote(quote);
        _standing[hash].cancelled = true;
        emit QuoteCancelled(msg.sender, hash);
    }

    /// @inheritdoc IExchange
    function cancelUpTo(uint32 marketId, uint64 nonce) external override {
        StreamState memory state = _stream[msg.sender][marketId];
        _advance(state, nonce);
        _stream[msg.sender][marketId] = state;
        emit QuotesCancelledUpTo(msg.sender, marketId, nonce);
    }

    /// @inheritdoc IExchange
    function raiseEpoch() external override returns (uint64 epoch) {
        epoch = ++epochOf[msg.sender];
        emit EpochRaised(msg.sender, epoch);
    }

    /// @inheritdoc IExchange
    function hashQuote(Quote calldata quote) public view override returns (bytes32) {
        return _hashTypedDataV4(quote.structHash());
    }

    /// @inheritdoc IExchange
    function makerState(
        address maker,
        uint32 marketId
    ) external view override returns (uint64 nonce, uint64 bidFilled, uint64 askFilled, uint64 seq) {
        StreamState memory state = _stream[maker][marketId];
        return (state.nonce, state.bidFilled, state.askFilled, state.seq);
    }

    /// @inheritdoc IExchange
    function standingState(
        bytes32 hash
    ) external view override returns (uint64 bidFilled, uint64 askFilled, bool cancelled) {
        StandingState memory state = _standing[hash];
        return (state.bidFilled, state.askFilled, state.cancelled);
    }

    /// @notice Check that `quote` is live for `msg.sender`, and book up to `size` lots of it as filled.
    /// @return filled Lots booked, 0 when the side is exhausted.
    /// @return seq This fill's number, for a `filled` above 0.
    /// @return hash EIP-712 digest of the quote.
    function _consume(
        Quote calldata quote,
        bytes calldata signature,
        Side side,
        uint64 size
    ) internal returns (uint64 filled, uint64 seq, bytes32 hash) {
        require(block.timestamp <= quote.expiry, QuoteExpired(quote.expiry, block.timestamp));
        require(quote.taker == address(0) || quote.taker == msg.sender, QuoteNotForTaker(quote.taker, msg.sender));
        uint64 epoch = epochOf[quote.maker];
        require(quote.epoch == epoch, QuoteEpochMismatch(quote.epoch, epoch));
        hash = hashQuote(quote);
        _checkSignature(quote.maker, hash, signature);

        StreamState memory stream = _stream[quote.maker][quote.marketId];
        (, uint64 offered) = quote.sideOf(side);
        if (quote.nonce == 0) {
            StandingState memory standing = _standing[hash];
            require(!standing.cancelled, CancelledQuote(hash));
            (filled, standing.bidFilled, standing.askFilled) = _book(
                side,
                size,
                offered,
                standing.bidFilled,
                standing.askFilled
            );
            _standing[hash] = standing;
        } else {
            _advance(stream, quote.nonce);
            (filled, stream.bidFilled, stream.askFilled) = _book(
                side,
                size,
                offered,
                stream.bidFilled,
                stream.askFilled
            );
        }
        seq = ++stream.seq;
        _stream[quote.maker][quote.marketId] = stream;
    }

    /// @dev Lots of `size` that `offered` still covers on `side`, and both sides' filled lots after them.
    function _book(
        Side side,
        uint64 size,
        uint64 offered,
        uint64 bidFilled,
        uint64 askFilled
    ) private pure returns (uint64 filled, uint64 bidAfter, uint64 askAfter) {
        uint64 before = side == Side.Bid ? bidFilled : askFilled;
        uint64 left = offered > before ? offered - before : 0;
        filled = size < left ? size : left;
        return side == Side.Bid ? (filled, bidFilled + filled, askFilled) : (filled, bidFilled, askFilled + filled);
    }

    /// @dev Move to `nonce`: an older one is retired, a newer one starts with nothing filled.
    function _advance(StreamState memory state, uint64 nonce) private pure {
        require(nonce >= state.nonce, QuoteRetired(nonce, state.nonce));
        if (nonce == state.nonce) return;
        require(nonce - state.nonce <= MAX_NONCE_JUMP, NonceJumpTooLarge(nonce, state.nonce, MAX_NONCE_JUMP));
        state.nonce = nonce;
        state.bidFilled = 0;
        state.askFilled = 0;
    }

    /// @dev ECDSA first, so that an account with code (EIP-7702) may still sign with its key; then ERC-1271.
    function _checkSignature(address maker, bytes32 hash, bytes calldata signature) private view {
        (address signer, ECDSA.RecoverError failure, ) = ECDSA.tryRecoverCalldata(hash, signature);
        if (failure == ECDSA.RecoverError.NoError && signer == maker) return;
        require(SignatureChecker.isValidERC1271SignatureNow(maker, hash, signature), InvalidSignature(maker));
    }
}
