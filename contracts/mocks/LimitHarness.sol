// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IOracle } from "../interfaces/IOracle.sol";
import { Side } from "../interfaces/Types.sol";
import { Bucket, BucketLib, Window } from "../libraries/BucketLib.sol";
import { MarkLib } from "../libraries/MarkLib.sol";
import { OracleLib, OracleScale } from "../libraries/OracleLib.sol";
import { ProfitShareLib } from "../libraries/ProfitShareLib.sol";
import { QuoteLib } from "../libraries/QuoteLib.sol";
import { BatchHarness } from "./BatchHarness.sol";

/// @title LimitHarness
/// @notice Buckets, marks, oracles, profit share and quote sizes by the names of the TypeScript core. For tests only.
contract LimitHarness is BatchHarness, IOracle {
    using BucketLib for Bucket;
    using BucketLib for Window;

    int256 private _answer;
    uint256 private _updatedAt;

    function bucketUsedAt(
        Bucket memory bucket,
        uint256 capacity,
        uint256 refillSeconds,
        uint256 timestamp
    ) external pure returns (uint256) {
        return bucket.usedAt(capacity, refillSeconds, timestamp);
    }

    function bucketAvailable(
        Bucket memory bucket,
        uint256 capacity,
        uint256 refillSeconds,
        uint256 timestamp
    ) external pure returns (uint256) {
        return bucket.available(capacity, refillSeconds, timestamp);
    }

    function takeFromBucket(
        Bucket memory bucket,
        uint256 capacity,
        uint256 refillSeconds,
        uint256 timestamp,
        uint256 amount
    ) external pure returns (Bucket memory) {
        bucket.take(capacity, refillSeconds, timestamp, amount);
        return bucket;
    }

    function windowLeft(
        Window memory window,
        uint256 budget,
        uint256 length,
        uint256 timestamp
    ) external pure returns (uint256) {
        return window.left(budget, length, timestamp);
    }

    function spendInWindow(
        Window memory window,
        uint256 length,
        uint256 timestamp,
        uint256 amount
    ) external pure returns (Window memory) {
        window.spend(length, timestamp, amount);
        return window;
    }

    function markValueDown(uint256 lots, uint256 tickSize, uint256 mark) external pure returns (uint256) {
        return MarkLib.valueDown(lots, tickSize, mark);
    }

    function markValueUp(uint256 lots, uint256 tickSize, uint256 mark) external pure returns (uint256) {
        return MarkLib.valueUp(lots, tickSize, mark);
    }

    function isWithinBand(uint256 price, uint256 mark, uint256 bandBps) external pure returns (bool) {
        return MarkLib.within(price, mark, bandBps);
    }

    function tryOracleScale(
        uint256 lotSize,
        uint256 tickSize,
        uint256 baseDecimals,
        uint256 quoteDecimals,
        uint256 oracleDecimals
    ) external pure returns (bool fits, OracleScale memory scale) {
        return OracleLib.tryScale(lotSize, tickSize, baseDecimals, quoteDecimals, oracleDecimals);
    }

    function markDown(uint256 answer, OracleScale memory scale) external pure returns (uint256) {
        return OracleLib.markDown(answer, scale);
    }

    /// @dev This contract is the feed. Its answer came `age` seconds before now, in the future when that is below zero.
    function isLiveAnswer(int256 answer, int256 age, uint256 maxAge) external returns (bool live) {
        _answer = answer;
        _updatedAt = uint256(int256(block.timestamp) - age);
        (live, ) = OracleLib.tryRead(address(this), maxAge);
    }

    function shareableProfit(int256 realisedPnl, uint256 cost, uint256 markValue) external pure returns (int256) {
        return ProfitShareLib.profit(realisedPnl, cost, markValue);
    }

    function shareDown(int256 profit, int256 highWaterMark, uint256 shareBps) external pure returns (uint256) {
        return ProfitShareLib.shareDown(profit, highWaterMark, shareBps);
    }

    function lotsFor(
        Side side,
        uint256 price,
        uint256 tickSize,
        uint256 size,
        uint256 notional
    ) external pure returns (uint256) {
        return QuoteLib.lotsFor(side, price, tickSize, size, notional);
    }

    function decimals() external pure override returns (uint8) {
        return 8;
    }

    function latestRoundData() external view override returns (uint80, int256, uint256, uint256, uint80) {
        return (1, _answer, _updatedAt, _updatedAt, 1);
    }
}
