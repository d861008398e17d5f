// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../interfaces/IExchange.sol";
import { Limits } from "../interfaces/Strategy.sol";
import { Market } from "../interfaces/Types.sol";
import { MarketLib } from "../libraries/MarketLib.sol";

/// @title VaultBounds
/// @notice What a vault's strategy lets it fill whatever the fill, as bounds of prices and lots.
library VaultBounds {
    /// @notice Lowest and highest price in ticks that the vault's own range and the market's oracle band allow.
    /// @return live False when the market's oracle is dead: then no vault fills.
    function prices(
        IExchange exchange,
        uint32 marketId,
        Market memory terms,
        Limits memory limits
    ) internal view returns (bool live, uint256 min, uint256 max) {
        (min, max) = (limits.minPrice, limits.maxPrice == 0 ? type(uint256).max : limits.maxPrice);
        if (terms.oracle == address(0)) return (true, min, max);
        uint256 mark;
        (live, mark) = exchange.markOf(marketId);
        if (!live) return (false, 0, 0);
        uint256 bps = MarketLib.BPS;
        uint256 band = terms.oracleBandBps;
        uint256 low = band >= bps ? 0 : (mark * (bps - band) + (bps << 64) - 1) / (bps << 64);
        uint256 high = (mark * (bps + band)) / (bps << 64);
        if (low > min) min = low;
        if (high < max) max = high;
    }

    /// @notice Lots that the vault may add to the `held` ones.
    function lotsToBuy(Limits memory limits, uint256 held) internal pure returns (uint256) {
        if (limits.maxLots == 0) return type(uint256).max;
        return limits.maxLots > held ? limits.maxLots - held : 0;
    }
}
