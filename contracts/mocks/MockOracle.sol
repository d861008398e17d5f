// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IOracle } from "../interfaces/IOracle.sol";

/// @title MockOracle
/// @notice A price feed in Chainlink's shape whose answer anyone may set: for devnets and tests only.
contract MockOracle is IOracle {
    uint8 private immutable _decimals;
    uint80 private _round;
    int256 private _answer;
    uint256 private _updatedAt;

    constructor(uint8 decimals_, int256 answer) {
        _decimals = decimals_;
        setAnswer(answer);
    }

    /// @notice Answer `answer` from now on, as of now.
    function setAnswer(int256 answer) public {
        setAnswerAt(answer, block.timestamp);
    }

    /// @notice Answer `answer` from now on, as of `updatedAt` (UTC seconds).
    function setAnswerAt(int256 answer, uint256 updatedAt) public {
        ++_round;
        (_answer, _updatedAt) = (answer, updatedAt);
    }

    /// @inheritdoc IOracle
    function decimals() external view override returns (uint8) {
        return _decimals;
    }

    /// @inheritdoc IOracle
    function latestRoundData() external view override returns (uint80, int256, uint256, uint256, uint80) {
        return (_round, _answer, _updatedAt, _updatedAt, _round);
    }
}
