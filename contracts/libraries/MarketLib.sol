// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { U256Lib } from "./U256Lib.sol";

/// @title MarketLib
/// @notice What a fill is worth and what the taker pays for it.
/// @dev Mirrored by `sdk/src/core/market.ts`. Notional is exact; only the fee rounds.
library MarketLib {
    /// @notice One hundred percent in basis points.
    uint256 internal constant BPS = 10_000;

    /// @notice Notional of `size` lots at `price`, in quote atoms: `price * tickSize * size`. Exact.
    /// @param price In ticks.
    /// @param tickSize Quote atoms per lot per tick.
    /// @param size In lots.
    function notional(uint256 price, uint256 tickSize, uint256 size) internal pure returns (uint256) {
        // What 85 bits hold thrice needs no check.
        if ((price | tickSize | size) >> 85 == 0) {
            unchecked {
                return price * tickSize * size;
            }
        }
        return price * tickSize * size;
    }

    /// @notice Base atoms of `size` lots: `size * lotSize`. Exact.
    /// @param size In lots.
    /// @param lotSize Base atoms per lot.
    function baseAmount(uint256 size, uint256 lotSize) internal pure returns (uint256) {
        // Nor what 128 hold twice.
        if ((size | lotSize) >> 128 == 0) {
            unchecked {
                return size * lotSize;
            }
        }
        return size * lotSize;
    }

    /// @notice Taker fee on `notional_`, in quote atoms: `ceil(notional * feeBps / 10_000)`. Favours the venue.
    function feeUp(uint256 notional_, uint256 feeBps) internal pure returns (uint256) {
        if (feeBps == 0) return 0;
        // What a product of 256 bits holds needs no 512.
        if ((notional_ | feeBps) >> 127 == 0) {
            unchecked {
                return (notional_ * feeBps + BPS - 1) / BPS;
            }
        }
        return U256Lib.mulDivUp(notional_, feeBps, BPS);
    }

    /// @notice What a pool keeps of a taker fee on a fill it made: `floor(fee * shareBps / 10_000)`. Favours the venue.
    function poolFeeDown(uint256 fee, uint256 shareBps) internal pure returns (uint256) {
        return U256Lib.mulDivDown(fee, shareBps, BPS);
    }

    /// @notice Most notional whose sum with its fee is within `amount`: `floor(amount * 10_000 / (10_000 + feeBps))`.
    /// @dev For n so chosen, `n + feeUp(n) = ceil(n * (10_000 + feeBps) / 10_000) <= amount`; for n + 1 it is above.
    function notionalForCostDown(uint256 amount, uint256 feeBps) internal pure returns (uint256) {
        return U256Lib.mulDivDown(amount, BPS, BPS + feeBps);
    }

    /// @notice Least notional that leaves at least `amount` after its fee: `ceil(amount * 10_000 / (10_000 - feeBps))`.
    /// @dev For n so chosen, `n - feeUp(n) = floor(n * (10_000 - feeBps) / 10_000) >= amount`; for n - 1 it is below.
    function notionalForProceedsUp(uint256 amount, uint256 feeBps) internal pure returns (uint256) {
        return U256Lib.mulDivUp(amount, BPS, BPS - feeBps);
    }

    /// @notice Highest rebate, in whole bps, that a market bears: what is left of the taker fee after the pools' share,
    /// `floor(takerFeeBps * (10_000 - poolFeeShareBps) / 10_000)`.
    ///
    /// A market pays rebates only while this is at least the highest rate. Then any volume's exact rebate is at most
    /// `notional * takerFeeBps * (10_000 - share) / 10^8 <= fee * (10_000 - share) / 10_000 <= fee - poolFee`, an integer, so
    /// that rebate and pool fee never exceed the fee, not even where `RebateLib` brings an atom forward. Summed over fills the
    /// same holds of what washing adds to a period's rebates: maker, taker and pool acting together get back at most what
    /// they pay, and no further cap is needed.
    function rebateCapBps(uint256 takerFeeBps, uint256 poolFeeShareBps) internal pure returns (uint256) {
        return (takerFeeBps * (BPS - poolFeeShareBps)) / BPS;
    }
}
