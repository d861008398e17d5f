// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What every fill must know of its market, in one word of storage; zero for an unknown market. From the lowest bit: quote
/// token 160, tick size 72, taker fee in bps 7, rebate cap in bps 7, decimals of the quote token 6, halted, pending, oracle.
type MarketWord is uint256;

using MarketWordLib for MarketWord global;

/// @title MarketWordLib
/// @notice Fields of a `MarketWord`. The caller keeps each within its bits: `Markets` checks fees and decimals.
library MarketWordLib {
    uint256 private constant TICK_SIZE = 160;
    uint256 private constant FEE = 232;
    uint256 private constant REBATE_CAP = 239;
    uint256 private constant DECIMALS = 246;
    uint256 private constant HALTED = 1 << 252;
    uint256 private constant PENDING = 1 << 253;
    uint256 private constant ORACLE = 1 << 254;

    function pack(
        address quote_,
        uint72 tickSize_,
        uint256 feeBps,
        uint256 capBps,
        uint256 decimals,
        bool oracle
    ) internal pure returns (MarketWord) {
        return
            MarketWord.wrap(
                uint256(uint160(quote_)) |
                    (uint256(tickSize_) << TICK_SIZE) |
                    (feeBps << FEE) |
                    (capBps << REBATE_CAP) |
                    (decimals << DECIMALS) |
                    (oracle ? ORACLE : 0)
            );
    }

    function isKnown(MarketWord word) internal pure returns (bool) {
        return MarketWord.unwrap(word) != 0;
    }

    function quote(MarketWord word) internal pure returns (address) {
        return address(uint160(MarketWord.unwrap(word)));
    }

    function tickSize(MarketWord word) internal pure returns (uint72) {
        return uint72(MarketWord.unwrap(word) >> TICK_SIZE);
    }

    function takerFeeBps(MarketWord word) internal pure returns (uint256) {
        return (MarketWord.unwrap(word) >> FEE) & 0x7f;
    }

    function rebateCapBps(MarketWord word) internal pure returns (uint256) {
        return (MarketWord.unwrap(word) >> REBATE_CAP) & 0x7f;
    }

    function quoteDecimals(MarketWord word) internal pure returns (uint256) {
        return (MarketWord.unwrap(word) >> DECIMALS) & 0x3f;
    }

    function isHalted(MarketWord word) internal pure returns (bool) {
        return MarketWord.unwrap(word) & HALTED != 0;
    }

    /// @notice Whether a change of fees is scheduled.
    function isPending(MarketWord word) internal pure returns (bool) {
        return MarketWord.unwrap(word) & PENDING != 0;
    }

    /// @notice Whether vaults need a live mark.
    function hasOracle(MarketWord word) internal pure returns (bool) {
        return MarketWord.unwrap(word) & ORACLE != 0;
    }

    function withHalted(MarketWord word, bool halted) internal pure returns (MarketWord) {
        uint256 rest = MarketWord.unwrap(word) & ~HALTED;
        return MarketWord.wrap(halted ? rest | HALTED : rest);
    }

    function withPending(MarketWord word) internal pure returns (MarketWord) {
        return MarketWord.wrap(MarketWord.unwrap(word) | PENDING);
    }

    /// @notice With these fees, and no change of them pending.
    function withFees(MarketWord word, uint256 feeBps, uint256 capBps) internal pure returns (MarketWord) {
        uint256 rest = MarketWord.unwrap(word) & ~((uint256(0x3fff) << FEE) | PENDING);
        return MarketWord.wrap(rest | (feeBps << FEE) | (capBps << REBATE_CAP));
    }
}
