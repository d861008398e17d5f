// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { RebateSchedule } from "../libraries/RebateLib.sol";
import { Quote, Side } from "./Types.sol";

/// @notice What the exchange asks of a grid, and what it needs to answer.
/// @param side The maker's side.
/// @param size Most lots.
/// @param limitPrice Worst price in ticks for every lot.
/// @param notional Quote atoms before the fee. `Ask`: as many lots as cost no more than this. `Bid`: as few lots as bring at
/// least this. `type(uint256).max` for no bound.
/// @param taker Who crosses.
/// @param recipient Receives the base of an `Ask`. (The quote of a `Bid` goes to the exchange.)
/// @param takerFeeBps Fee on notional that the exchange charges the taker.
/// @param poolFeeShareBps Share of that fee which a pool keeps; zero for vaults.
/// @param schedule Rebate rates and thresholds, scaled for the quote token; zero on a market that pays none.
/// @param volume Quote atoms this maker has made in the running period.
/// @param mark Oracle price in ticks, Q64.64; zero on a market without oracle and for pools. Never stale.
struct GridOrder {
    Side side;
    uint64 size;
    uint64 limitPrice;
    uint256 notional;
    address taker;
    address recipient;
    uint16 takerFeeBps;
    uint16 poolFeeShareBps;
    RebateSchedule schedule;
    uint256 volume;
    uint256 mark;
}

/// @notice What a grid did.
/// @param size Lots filled; zero when nothing rests within the order's bounds, and then nothing happened.
/// @param notional Quote atoms, before the fee.
/// @param rebate Quote atoms of the fee that the maker keeps for the volume it made, by `RebateLib`.
/// @param poolFee Quote atoms of the fee that a pool keeps for its providers, by `MarketLib.poolFeeDown`.
/// @param seq Number of this fill, from 1, gapless per maker.
/// @param cursorBefore The cursor that moved, before it did.
struct GridFill {
    uint256 size;
    uint256 notional;
    uint256 rebate;
    uint256 poolFee;
    uint64 seq;
    uint256 cursorBefore;
}

/// @notice A quote leg that the exchange has checked against the quote book and priced; the vault decides.
/// @param side The maker's side.
/// @param size Lots.
/// @param notional Quote atoms, before the fee.
/// @param rebate Quote atoms of the fee that the vault keeps.
/// @param taker Who crosses.
/// @param recipient Receives the base of an `Ask`. (The quote of a `Bid` goes to the exchange.)
/// @param mark Oracle price in ticks, Q64.64; zero on a market without oracle. Never stale.
// Never stored, so its order is that of its meaning.
// solhint-disable-next-line gas-struct-packing
struct QuoteOrder {
    Side side;
    uint64 size;
    uint256 notional;
    uint256 rebate;
    address taker;
    address recipient;
    uint256 mark;
}

/// @title IGridMaker
/// @notice A contract whose grid the exchange may fill: a vault or a pool.
interface IGridMaker {
    /// @notice Exchange only. Fill as much of `order` as rests within its bounds; book it; push base to the recipient (`Ask`)
    /// or `notional - rebate - poolFee` quote atoms to the exchange (`Bid`). The exchange then brings the other side:
    /// `notional + rebate + poolFee` quote atoms (`Ask`) or the lots (`Bid`).
    function onTake(GridOrder calldata order) external returns (GridFill memory fill);
}

/// @title IQuoteMaker
/// @notice A vault whose manager signs quotes.
interface IQuoteMaker {
    /// @notice Exchange only. Refuse, by reverting, unless the manager signed the quote under the current `managerEpoch` and the
    /// strategy allows the fill; book it; push base to the recipient (`Ask`) or `notional - rebate` quote atoms to the
    /// exchange (`Bid`). The exchange then brings the other side: `notional + rebate` quote atoms or the lots.
    /// @param hash EIP-712 digest of the quote, which was signed.
    function onQuote(Quote calldata quote, bytes32 hash, bytes calldata signature, QuoteOrder calldata order) external;

    /// @notice Whether `account` may cancel this vault's quotes: its manager or owner.
    function mayCancelQuotes(address account) external view returns (bool);
}
