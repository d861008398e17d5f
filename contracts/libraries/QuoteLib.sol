// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Quote, Side } from "../interfaces/Types.sol";
import { MarketLib } from "./MarketLib.sol";

/// @title QuoteLib
/// @notice EIP-712 encoding of a `Quote`, the choice of its side, and how many lots a notional stands for.
/// @dev Mirrored by `sdk/src/core/quote.ts`.
library QuoteLib {
    bytes32 internal constant TYPEHASH = keccak256(
        "Quote(address maker,uint32 marketId,uint64 bidPrice,uint64 bidSize,uint64 askPrice,uint64 askSize,uint64 nonce,uint64 epoch,uint64 expiry,address taker,uint256 salt)"
    );
    /// @notice Bytes of an encoded `Quote`.
    uint256 internal constant ENCODED_LENGTH = 352;
    /// @notice How far a streaming nonce may run ahead of the last one filled: enough for a clock in milliseconds, and a
    /// four-millionth of the range.
    uint64 internal constant MAX_NONCE_JUMP = 1 << 42;

    /// @notice EIP-712 struct hash. Reverts, as the ABI decoder would, when a field does not fit its type.
    /// @dev Every field fills one word in calldata as in the encoding that is hashed, so one copy replaces eleven. What the
    /// decoder would have checked field by field is checked here at once.
    function structHash(Quote calldata quote) internal pure returns (bytes32 hash) {
        bytes32 typehash = TYPEHASH;
        assembly ("memory-safe") {
            let addresses := or(calldataload(quote), calldataload(add(quote, 288)))
            let numbers := or(calldataload(add(quote, 64)), calldataload(add(quote, 96)))
            numbers := or(numbers, or(calldataload(add(quote, 128)), calldataload(add(quote, 160))))
            numbers := or(numbers, or(calldataload(add(quote, 192)), calldataload(add(quote, 224))))
            numbers := or(numbers, calldataload(add(quote, 256)))
            if or(shr(160, addresses), or(shr(32, calldataload(add(quote, 32))), shr(64, numbers))) {
                revert(0, 0)
            }
            let free := mload(0x40)
            mstore(free, typehash)
            calldatacopy(add(free, 32), quote, ENCODED_LENGTH)
            hash := keccak256(free, 384)
        }
    }

    /// @notice Price in ticks and size in lots of the maker's side.
    function sideOf(Quote calldata quote, Side side) internal pure returns (uint64 price, uint64 size) {
        return side == Side.Bid ? (quote.bidPrice, quote.bidSize) : (quote.askPrice, quote.askSize);
    }

    /// @notice Most lots within `size` that `notional` allows at `price`: for an ask as many as cost no more (rounded down), for a
    /// bid as few as bring at least that (rounded up). At a price of zero no number of lots does: none.
    function lotsFor(
        Side side,
        uint256 price,
        uint256 tickSize,
        uint256 size,
        uint256 notional
    ) internal pure returns (uint256) {
        uint256 lotPrice = MarketLib.notional(price, tickSize, 1);
        if (lotPrice == 0) return 0;
        uint256 lots = notional / lotPrice;
        if (side == Side.Bid && lots * lotPrice != notional) ++lots;
        return lots < size ? lots : size;
    }
}
