// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What the owner chooses for a grid vault, for good.
/// @param marketId Market to trade.
/// @param manager May halt the grid; the zero address for none.
/// @param prices Ticks, strictly increasing, 2 to 256 of them.
/// @param sizePerCell Lots per cell.
/// @param referencePrice Ticks: cells whose buy price is at or below it start as bids, the others as asks.
/// @param salt Distinguishes an owner's vaults of equal terms; the manager is no part of the terms.
struct GridVaultParams {
    uint32 marketId;
    address manager;
    uint64[] prices;
    uint64 sizePerCell;
    uint64 referencePrice;
    bytes32 salt;
}

/// @title IVaultFactory
/// @notice Creates vaults at predictable addresses and funds them in the same call.
interface IVaultFactory {
    /// @notice A vault exists and is funded. `packedPrices` holds `priceWidth`-byte big-endian ticks.
    event VaultCreated(
        address indexed vault,
        address indexed owner,
        uint32 indexed marketId,
        address manager,
        uint64 sizePerCell,
        uint64 referencePrice,
        uint256 cursor,
        uint8 priceWidth,
        bytes packedPrices
    );

    /// @notice Create a grid vault for the caller and pull exactly what its resting orders need from the caller's
    /// allowance to this factory: see `requiredFunds`.
    function createGridVault(GridVaultParams calldata params) external returns (address vault);

    /// @notice Address the caller's vault with these parameters will have.
    function predictGridVault(address owner, GridVaultParams calldata params) external view returns (address);

    /// @notice Base and quote atoms that `createGridVault` will pull.
    function requiredFunds(
        GridVaultParams calldata params
    ) external view returns (uint256 baseNeeded, uint256 quoteNeeded);
}
