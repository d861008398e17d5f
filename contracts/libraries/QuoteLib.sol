// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Quote, Side } from "../interfaces/Types.sol";

/// @title QuoteLib
/// @notice EIP-712 encoding of a `Quote` and the choice of its side.
library QuoteLib {
    bytes32 internal constant TYPEHASH = keccak256(
        "Quote(address maker,uint32 marketId,uint64 bidPrice,uint64 bidSize,uint64 askPrice,uint64 askSize,uint64 nonce,uint64 epoch,uint64 expiry,address taker,uint256 salt)"
    );

    /// @notice EIP-712 struct hash.
    function structHash(Quote calldata quote) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    TYPEHASH,
                    quote.maker,
                    quote.marketId,
                    quote.bidPrice,
                    quote.bidSize,
                    quote.askPrice,
                    quote.askSize,
                    quote.nonce,
                    quote.epoch,
                    quote.expiry,
                    quote.taker,
                    quote.salt
                )
            );
    }

    /// @notice Price in ticks and size in lots of the maker's side.
    function sideOf(Quote calldata quote, Side side) internal pure returns (uint64 price, uint64 size) {
        return side == Side.Bid ? (quote.bidPrice, quote.bidSize) : (quote.askPrice, quote.askSize);
    }
}
