// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @title IOracle
/// @notice The part of a Chainlink price feed that is read: the price of one whole base token in whole quote tokens.
interface IOracle {
    /// @notice Decimals of the answer.
    function decimals() external view returns (uint8);
    /// @notice The latest answer and when it was made, UTC seconds.
    function latestRoundData()
        external
        view
        returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound);
}
