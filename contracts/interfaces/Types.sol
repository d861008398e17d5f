// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice The maker's side of a fill: `Bid` buys base, `Ask` sells base.
enum Side {
    Bid,
    Ask
}

/// @notice How a maker fills. Signers are accounts that were never registered.
enum MakerKind {
    Signer,
    Vault,
    Pool
}

/// @notice A trading pair, its units and its terms as they hold now.
/// @param base Token that is traded.
/// @param lotSize Base atoms per lot, the smallest size step.
/// @param quote Token that prices are in.
/// @param tickSize Quote atoms per lot per tick, the smallest price step.
/// @param takerFeeBps Fee on notional, paid by the taker in quote, in 1/10 000.
/// @param poolFeeShareBps Share of that fee, in 1/10 000, which a pool keeps of fills it made.
/// @param halted Whether fills are stopped.
/// @param oracle Price feed of base in quote, or zero.
/// @param oracleBandBps How far from the oracle a vault may fill and a pool may be moved, in 1/10 000 of the oracle's price.
/// @param maxOracleAge Seconds after which an answer is too old to trade on.
struct Market {
    address base;
    uint88 lotSize;
    address quote;
    uint72 tickSize;
    uint16 takerFeeBps;
    uint16 poolFeeShareBps;
    bool halted;
    address oracle;
    uint16 oracleBandBps;
    uint32 maxOracleAge;
}

/// @notice A maker's two-sided offer, signed as EIP-712. A side of size zero is absent.
/// @param maker Who signed and whose allowance to the exchange pays; or a vault, whose manager signed.
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

/// @notice What a taker asks of one maker: the fast path of a route with one leg.
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

/// @notice What a taker asks of any number of makers on one side of one market.
///
/// The all-in price (fee included) is worst at `limit` for `amount`. All or nothing: the whole amount fills within that
/// limit, else the call reverts. Partial: legs that fail are skipped, and the total that did fill may not be worse than
/// that price, checked by cross-multiplication, nor fewer lots than `minSize`.
///
/// | side | `exactNotional` | `amount` | `limit` |
/// |---|---|---|---|
/// | Ask (taker buys) | no | lots to buy | most quote atoms to pay, fee included |
/// | Bid (taker sells) | no | lots to sell | fewest quote atoms to receive, fee deducted |
/// | Ask | yes | quote atoms to spend at most, fee included: as many lots as they buy | fewest lots to receive |
/// | Bid | yes | quote atoms to receive at least, fee deducted: as few lots as bring them | most lots to pay |
///
/// Spending an exact notional rarely comes out even: what remains buys no further lot at the legs that had more. So for
/// Ask with `exactNotional`, all or nothing means at least `limit` lots for at most `amount`.
/// @param marketId Market of every leg.
/// @param side The makers' side.
/// @param exactNotional Whether `amount` is quote atoms rather than lots.
/// @param partialFill Whether legs may fail.
/// @param amount See the table.
/// @param limit See the table.
/// @param minSize Fewest lots to accept.
/// @param recipient Who receives what the taker buys.
/// @param deadline Last second (inclusive) at which this may execute.
// Never stored, so its order is that of its meaning.
// solhint-disable-next-line gas-struct-packing
struct Route {
    uint32 marketId;
    Side side;
    bool exactNotional;
    bool partialFill;
    uint256 amount;
    uint256 limit;
    uint64 minSize;
    address recipient;
    uint64 deadline;
}

/// @notice One maker of a route, filled in the order given. Legs of one maker in a row are paid in one transfer.
/// @param maker A vault or pool (grid leg), or the maker of a quote.
/// @param size Most lots from this leg.
/// @param limitPrice Worst price in ticks, fee not included, for every lot of this leg.
/// @param quote Empty for a grid; else the ABI encoding of the `Quote` followed by its signature.
struct Leg {
    address maker;
    uint64 size;
    uint64 limitPrice;
    bytes quote;
}

/// @notice What a take came to.
/// @param size Lots filled.
/// @param notional Quote atoms exchanged between makers and taker, before the fee.
/// @param fee Quote atoms the taker pays on top (buying) or out of the proceeds (selling).
struct TakeResult {
    uint256 size;
    uint256 notional;
    uint256 fee;
}
