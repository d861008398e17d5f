// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { MarketLib } from "./MarketLib.sol";
import { U256Lib } from "./U256Lib.sol";

/// @title ProfitShareLib
/// @notice What a manager earns of a vault's profit above its high-water mark.
/// @dev Mirrored by `sdk/src/core/profitShare.ts`. The share rounds down, in the owner's favour.
library ProfitShareLib {
    using SafeCast for uint256;

    /// @notice Highest share a vault may promise, in 1/10 000.
    uint256 internal constant MAX_SHARE_BPS = 5_000;

    /// @notice Realised profit less unrealised loss, inventory counting at the lower of its cost and its value.
    function profit(int256 realisedPnl, uint256 cost, uint256 markValue) internal pure returns (int256) {
        return cost > markValue ? realisedPnl - (cost - markValue).toInt256() : realisedPnl;
    }

    /// @notice Share of what `profit_` is above `highWaterMark`: `floor(gain * shareBps / 10_000)`, zero when it is not above.
    function shareDown(int256 profit_, int256 highWaterMark, uint256 shareBps) internal pure returns (uint256) {
        if (profit_ <= highWaterMark) return 0;
        return U256Lib.mulDivDown(uint256(profit_ - highWaterMark), shareBps, MarketLib.BPS);
    }
}
