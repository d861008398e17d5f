// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Strategy } from "./Strategy.sol";
import { Leg, Route, TakeResult } from "./Types.sol";

/// @title IVaultDesk
/// @notice The part of a vault that is called seldom: part of `IMakerVault`, and called on the vault like the rest of it.
interface IVaultDesk {
    /// @notice Owner: replace the manager, effective at once. Voids his signed quotes; shares profit first where it can be told.
    function setManager(address manager) external;

    /// @notice Owner: change the manager's share of future profit (at most `MAX_PROFIT_SHARE_BPS`). Shares past profit first,
    /// and is refused while that cannot be told: inventory without a live oracle.
    function setProfitShare(uint16 shareBps) external;

    /// @notice Owner: replace bounds or grid. `expectedState` must be `strategyState()`: nothing has filled in between. A grid
    /// starts at its reference price; while the vault lacks what it needs, the vault is halted. Shares profit first where it can be
    /// told. Limits that remember (outflow, turnover, hedging cost, drawdown) start afresh.
    function setStrategy(Strategy calldata strategy, uint256 expectedState) external;

    /// @notice Manager: trade as taker for the vault, on a market with a live oracle of the same two tokens, within the
    /// strategy's hedge bounds. `route.recipient` must be the vault.
    function hedge(Route calldata route, Leg[] calldata legs) external returns (TakeResult memory);

    /// @notice A present or former manager: take what is set aside for the caller, and of what is carried for
    /// him as much as quote covers that no resting bid needs.
    function claimProfitShare(address to) external returns (uint256 amount);
}
