// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { IExchange } from "../interfaces/IExchange.sol";
import { IOracle } from "../interfaces/IOracle.sol";

/// @notice Converts answers of a feed to ticks: `mark = floor(answer * numerator / denominator)`.
/// @param numerator `lotSize * 10^quoteDecimals * 2^64`, common powers of ten removed.
/// @param denominator `tickSize * 10^(baseDecimals + oracleDecimals)`, likewise.
struct OracleScale {
    uint256 numerator;
    uint256 denominator;
}

/// @title OracleLib
/// @notice A price feed's answer as a price in ticks, Q64.64, and whether it may be traded on.
/// @dev Chainlink's answer is whole quote tokens per whole base token. Mirrored by `sdk/src/core/oracle.ts`.
library OracleLib {
    /// @notice Gas a feed may use. One that needs more is not live.
    uint256 internal constant ORACLE_GAS = 200_000;
    /// @notice Marks are below `2^64` ticks; prices are.
    uint256 internal constant MARK_END = 1 << 128;

    /// @notice The scale of a market, or `fits` false when its decimals are too far apart for 256 bits.
    function tryScale(
        uint256 lotSize,
        uint256 tickSize,
        uint256 baseDecimals,
        uint256 quoteDecimals,
        uint256 oracleDecimals
    ) internal pure returns (bool fits, OracleScale memory scale) {
        uint256 down = baseDecimals + oracleDecimals;
        uint256 up = quoteDecimals > down ? quoteDecimals - down : 0;
        uint256 by = quoteDecimals > down ? 0 : down - quoteDecimals;
        // 10^77 is the last power of ten below 2^256; decimals are at most 36 each.
        (bool upFits, uint256 numerator) = Math.tryMul(lotSize << 64, 10 ** up);
        (bool downFits, uint256 denominator) = Math.tryMul(tickSize, 10 ** by);
        return (upFits && downFits, OracleScale(numerator, denominator));
    }

    /// @notice `answer` in ticks, Q64.64, rounded down, exact in 512 bits; zero when it is no price in ticks.
    function markDown(uint256 answer, OracleScale memory scale) internal pure returns (uint256) {
        (uint256 high, ) = Math.mul512(answer, scale.numerator);
        if (high >= scale.denominator) return 0;
        uint256 mark = Math.mulDiv(answer, scale.numerator, scale.denominator);
        return mark < MARK_END ? mark : 0;
    }

    /// @notice The feed's latest answer; `live` is false when it is not positive, dated 0 or in the future, older than `maxAge`,
    /// or when the feed reverts, answers too little or needs too much gas.
    /// @dev Reverts only when this call has too little gas left to blame the feed.
    function tryRead(address oracle, uint256 maxAge) internal view returns (bool live, uint256 answer) {
        uint256 needed = ORACLE_GAS + ORACLE_GAS / 32;
        require(gasleft() >= needed, IExchange.InsufficientGas(gasleft(), needed));
        bytes4 selector = IOracle.latestRoundData.selector;
        uint256 updatedAt;
        // A high-level call would revert on garbage and copy as much of it as the feed likes to return.
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, selector)
            live := staticcall(ORACLE_GAS, oracle, free, 4, free, 160)
            live := and(live, gt(returndatasize(), 159))
            answer := mload(add(free, 32))
            updatedAt := mload(add(free, 96))
        }
        live =
            live &&
            int256(answer) > 0 &&
            updatedAt != 0 &&
            updatedAt <= block.timestamp &&
            block.timestamp - updatedAt <= maxAge;
    }
}
