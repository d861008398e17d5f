// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IOracle } from "../../../contracts/interfaces/IOracle.sol";

/// @notice A price feed that says what it is told: 8 decimals, fresh at every `set`, or dead.
contract Feed is IOracle {
    uint8 public constant override decimals = 8;
    int256 public answer;
    uint256 public updatedAt;
    bool public broken;

    function set(int256 answer_) external {
        answer = answer_;
        updatedAt = block.timestamp;
        broken = false;
    }

    /// @notice Make every read revert until the next `set`.
    function kill() external {
        broken = true;
    }

    function latestRoundData() external view override returns (uint80, int256, uint256, uint256, uint80) {
        require(!broken, "feed is dead");
        return (1, answer, updatedAt, updatedAt, 1);
    }
}
