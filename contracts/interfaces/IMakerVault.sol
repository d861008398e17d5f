// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Side } from "./Types.sol";

/// @notice Everything a vault knows about its record.
/// @param baseLots Base lots held by the position.
/// @param cost Quote atoms those lots cost.
/// @param realisedPnl Quote atoms, signed.
/// @param contributed Quote atoms ever deposited, base at its entry cost.
/// @param trips Fills that reduced the position; `wins` of them at a profit.
/// @param fills Fills of either side, the last `seq`.
/// @param cursor Lots sold since the bottom of the grid.
/// @param halted Whether the grid refuses fills.
struct VaultStats {
    uint256 baseLots;
    uint256 cost;
    int256 realisedPnl;
    uint256 contributed;
    uint256 trips;
    uint256 wins;
    uint256 fills;
    uint256 cursor;
    bool halted;
}

/// @title IMakerVault
/// @notice One owner's isolated collateral, trading one grid on one market.
interface IMakerVault {
    /// @notice Funds came in. `lots` of base entered the position at `cost` quote atoms.
    event Deposited(uint256 baseAmount, uint256 quoteAmount, uint256 lots, uint256 cost);
    /// @notice Funds left for `to`. `lots` of base left the position with `cost` quote atoms of its cost.
    event Withdrawn(address indexed to, uint256 baseAmount, uint256 quoteAmount, uint256 lots, uint256 cost);
    /// @notice The grid stopped filling. `by` is the owner or manager, or the vault itself when a withdrawal cut in.
    event Halted(address indexed by);
    /// @notice The grid fills again.
    event Resumed();
    /// @notice The manager was replaced.
    event ManagerChanged(address indexed manager);

    error NotOwner(address caller);
    error NotManager(address caller);
    error NotExchange(address caller);
    error NotFactory(address caller);
    error AlreadyInitialised();
    error VaultHalted();
    error NotWholeLots(uint256 baseAmount, uint256 lotSize);
    error Underfunded(uint256 baseHeld, uint256 baseNeeded, uint256 quoteHeld, uint256 quoteNeeded);
    error UnexpectedBalance(address token, uint256 received, uint256 expected);

    /// @notice Owner: add base (whole lots) and quote atoms, pulled from the owner's allowance to this vault.
    function deposit(uint256 baseAmount, uint256 quoteAmount) external;

    /// @notice Owner: take out any amount held, at any time; base leaves the position first, donated base last. Cutting into
    /// resting funds halts the grid.
    function withdraw(uint256 baseAmount, uint256 quoteAmount, address to) external;

    /// @notice Owner or manager: stop the grid.
    function halt() external;

    /// @notice Owner: start the grid again; reverts unless it holds what its orders need.
    function resume() external;

    /// @notice Owner: replace the manager, effective at once.
    function setManager(address manager) external;

    /// @notice Exchange only: fill `size` lots or as many as rest at `limitPrice` or better, and push the proceeds.
    /// @param taker Who crosses; may not be the owner.
    /// @param recipient Receives base (`Ask`) or notional less fee (`Bid`).
    /// @param feeBps Taker fee; on `Bid` the vault pays it to the exchange out of the notional.
    function onTake(
        Side side,
        uint256 size,
        uint256 limitPrice,
        address taker,
        address recipient,
        uint256 feeBps
    ) external returns (uint256 filled, uint256 notional, uint256 fee, uint64 seq, uint256 cursorBefore);

    /// @notice Realised PnL in quote atoms, signed.
    function pnl() external view returns (int256);
    /// @notice Realised PnL over contributed cost, WAD, rounded toward minus infinity; undefined before any deposit.
    function roi() external view returns (bool defined, int256 wad);
    /// @notice Share of round trips won, WAD, rounded down; undefined before the first.
    function winRate() external view returns (bool defined, uint256 wad);
    /// @notice The whole record in one call.
    function stats() external view returns (VaultStats memory);
    /// @notice Base and quote atoms that the grid's resting orders need now.
    function requiredFunds() external view returns (uint256 baseNeeded, uint256 quoteNeeded);
    /// @notice What the grid was created with.
    /// @return prices In ticks, ascending.
    /// @return sizePerCell Lots per cell.
    /// @return referencePrice Ticks; brought within the grid it is the entry price of base deposited while flat.
    function grid() external view returns (uint64[] memory prices, uint64 sizePerCell, uint64 referencePrice);
    /// @notice Who owns the collateral. Fixed at creation.
    function owner() external view returns (address);
    /// @notice Who may halt the grid besides the owner.
    function manager() external view returns (address);
    /// @notice Market the vault trades.
    function marketId() external view returns (uint32);
}
