// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Strategy } from "./Strategy.sol";

/// @notice What the owner chooses for a vault.
/// @param marketId Market to trade, for good.
/// @param manager Signs quotes, hedges, may halt; the zero address for none.
/// @param profitShareBps Manager's share of profit.
/// @param strategy What the vault may do.
/// @param baseAmount Base atoms to start with: at least these, and what a grid's resting orders need if that is more.
/// @param quoteAmount Quote atoms, likewise.
/// @param salt Distinguishes an owner's vaults of equal terms; manager, share and amounts are no part of the terms.
struct VaultParams {
    uint32 marketId;
    address manager;
    uint16 profitShareBps;
    Strategy strategy;
    uint256 baseAmount;
    uint256 quoteAmount;
    bytes32 salt;
}

/// @title IVaultFactory
/// @notice Creates vaults at predictable addresses and funds them in the same call.
interface IVaultFactory {
    /// @notice A vault exists and is funded; its own events (`StrategySet`, `ProfitShareSet`, `Deposited`) come with it.
    event VaultCreated(
        address indexed vault,
        address indexed owner,
        uint32 indexed marketId,
        address manager,
        uint16 profitShareBps
    );

    /// @notice Create a vault for the caller and pull its funds from the caller's allowance to this factory: see
    /// `requiredFunds`.
    function createVault(VaultParams calldata params) external returns (address vault);

    /// @notice Address the caller's vault with these parameters will have.
    function predictVault(address owner, VaultParams calldata params) external view returns (address);

    /// @notice Base and quote atoms that `createVault` will pull.
    function requiredFunds(VaultParams calldata params) external view returns (uint256 baseNeeded, uint256 quoteNeeded);

    /// @notice Check a strategy for a market and pack it as vaults keep it; `cursor` is where its grid starts. For vaults, and for
    /// whoever wants to know whether a strategy would be accepted.
    function encodeStrategy(
        Strategy calldata strategy,
        uint32 marketId
    ) external view returns (bytes memory packed, uint256 cursor);

    /// @notice Use an ERC-2612 permit of the caller for this factory, as `IExchange.permit` does.
    function permit(address token, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external;
}
