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
        return price * tickSize * size;
    }

    /// @notice Base atoms of `size` lots: `size * lotSize`. Exact.
    /// @param size In lots.
    /// @param lotSize Base atoms per lot.
    function baseAmount(uint256 size, uint256 lotSize) internal pure returns (uint256) {
        return size * lotSize;
    }

    /// @notice Taker fee on `notional_`, in quote atoms: `ceil(notional * feeBps / 10_000)`. Favours the venue.
    function feeUp(uint256 notional_, uint256 feeBps) internal pure returns (uint256) {
        return U256Lib.mulDivUp(notional_, feeBps, BPS);
    }
}
