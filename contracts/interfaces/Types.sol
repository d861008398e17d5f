// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice The maker's side of a fill: `Bid` buys base, `Ask` sells base.
enum Side {
    Bid,
    Ask
}

/// @notice A trading pair and its units.
/// @dev Two words, and in each what the token of that word needs: a grid take that buys base reads only the second.
/// @param base Token that is traded.
/// @param lotSize Base atoms per lot, the smallest size step.
/// @param quote Token that prices are in.
/// @param tickSize Quote atoms per lot per tick, the smallest price step.
/// @param takerFeeBps Fee on notional, paid by the taker in quote, in 1/10 000.
struct Market {
    address base;
    uint96 lotSize;
    address quote;
    uint80 tickSize;
    uint16 takerFeeBps;
}

/// @notice A maker's two-sided offer, signed as EIP-712. A side of size zero is absent.
/// @param maker Who signed, and whose allowance to the exchange pays.
/// @param marketId Market it is for.
/// @param bidPrice Price in ticks at which the maker buys; `bidSize` lots at most.
/// @param askPrice Price in ticks at which the maker sells; `askSize` lots at most.
/// @param nonce Above 0: streaming, a fill of a newer nonce retires the older ones. 0: standing, tracked by hash.
/// @param epoch Must equal the maker's epoch; raising it cancels every quote signed before.
/// @param expiry Last second (inclusive) at which it may fill.
/// @param taker Only this address may fill it; zero means anyone.
/// @param salt Makes otherwise equal standing quotes distinct.
struct Quote {
    address maker;
    uint32 marketId;
    uint64 bidPrice;
    uint64 bidSize;
    uint64 askPrice;
    uint64 askSize;
    uint64 nonce;
    uint64 epoch;
    uint64 expiry;
    address taker;
    uint256 salt;
}

/// @notice What a taker asks of a maker, common to grids and quotes.
/// @param side The maker's side: `Ask` to buy base, `Bid` to sell it.
/// @param size Most lots to take.
/// @param minSize Fewest lots to accept, else the call reverts.
/// @param limitPrice Worst price in ticks, fee not included, for every lot.
/// @param recipient Who receives what the taker buys.
/// @param deadline Last second (inclusive) at which this may execute.
struct Take {
    Side side;
    uint64 size;
    uint64 minSize;
    uint64 limitPrice;
    address recipient;
    uint64 deadline;
}

/// @notice What a take came to.
/// @param size Lots filled.
/// @param notional Quote atoms exchanged between maker and taker, before the fee.
/// @param fee Quote atoms the taker pays on top (buying) or out of the proceeds (selling).
struct TakeResult {
    uint256 size;
    uint256 notional;
    uint256 fee;
}
