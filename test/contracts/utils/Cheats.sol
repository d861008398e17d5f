// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice Cheatcodes that only the hostile cases need.
interface Cheats {
    function chainId(uint256 id) external;
    function deal(address account, uint256 balance) external;
    function snapshotState() external returns (uint256 id);
    function revertToState(uint256 id) external returns (bool);
    function getBlockTimestamp() external view returns (uint256);
    function load(address target, bytes32 slot) external view returns (bytes32);
}

Cheats constant cheats = Cheats(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);
