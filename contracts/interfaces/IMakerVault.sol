// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IGridMaker, IQuoteMaker } from "./IMaker.sol";
import { IVaultDesk } from "./IVaultDesk.sol";
import { GridMode, Limits, Strategy, StrategyKind } from "./Strategy.sol";

/// @notice Where the entry price of deposited base came from.
enum EntryPrice {
    None,
    Mark,
    Average,
    Reference
}

/// @notice Everything a vault knows about its record.
/// @param baseLots Base lots held by the position.
/// @param cost Quote atoms those lots cost.
/// @param realisedPnl Quote atoms, signed, rebates included.
/// @param contributed Quote atoms ever deposited, base at its entry cost.
/// @param trips Fills that reduced the position; `wins` of them at a profit.
/// @param fills Grid fills of either side, the last `seq`. (Quote fills are numbered by the exchange.)
/// @param events Events of its own so far, the last `eventSeq`.
/// @param cursor Lots sold since the bottom of the grid; zero without a grid.
/// @param bidCursor `OneShot` only: lots below it are still bid for.
/// @param halted Whether the vault refuses fills.
struct VaultStats {
    uint256 baseLots;
    uint256 cost;
    int256 realisedPnl;
    uint256 contributed;
    uint256 trips;
    uint256 wins;
    uint256 fills;
    uint256 events;
    uint256 cursor;
    uint256 bidCursor;
    bool halted;
}

/// @notice Profit share of a vault.
/// @param shareBps Manager's share of profit above the high-water mark, in 1/10 000.
/// @param highWaterMark Highest profit, in quote atoms, on which the share was accrued.
/// @param owed Quote atoms set aside for managers, present and former; not the owner's to withdraw.
/// @param carried Quote atoms accrued for the present manager that no free quote covered yet; not set aside.
struct ProfitShareState {
    uint16 shareBps;
    int256 highWaterMark;
    uint256 owed;
    uint256 carried;
}

/// @title IMakerVault
/// @notice One owner's isolated collateral, trading one strategy on one market.
interface IMakerVault is IGridMaker, IQuoteMaker, IVaultDesk {
    // Every event of its own carries `eventSeq`, gapless from 1, so that a missing log can be proved.

    /// @notice Funds came in. `lots` of base entered the position at `cost` quote atoms, priced as `entry` says.
    event Deposited(
        uint40 eventSeq,
        uint256 baseAmount,
        uint256 quoteAmount,
        uint256 lots,
        uint256 cost,
        EntryPrice entry
    );
    /// @notice Funds left for `to`. `lots` of base left the position with `cost` quote atoms of its cost.
    event Withdrawn(
        address indexed to,
        uint40 eventSeq,
        uint256 baseAmount,
        uint256 quoteAmount,
        uint256 lots,
        uint256 cost
    );
    /// @notice The vault stopped filling. `by` is the owner or manager, or the vault itself when a withdrawal cut into resting
    /// funds or the drawdown stop was hit.
    event Halted(address indexed by, uint40 eventSeq);
    /// @notice The vault fills again.
    event Resumed(uint40 eventSeq);
    /// @notice The manager was replaced, or the same one began anew; quotes signed under an earlier `managerEpoch` are void.
    event ManagerChanged(address indexed manager, uint40 eventSeq, uint32 managerEpoch);
    /// @notice What the vault may do from now on. `packedPrices` holds `priceWidth`-byte big-endian ticks, empty without a grid.
    event StrategySet(
        uint40 eventSeq,
        StrategyKind kind,
        Limits limits,
        GridMode mode,
        uint64 sizePerCell,
        uint64 referencePrice,
        uint256 cursor,
        uint8 priceWidth,
        bytes packedPrices
    );
    /// @notice The manager's share of future profit.
    event ProfitShareSet(uint40 eventSeq, uint16 shareBps);
    /// @notice Profit above the old mark was shared: `accrued` quote atoms for `manager`, of which `setAside` (carried ones
    /// included) are now covered.
    event Crystallised(
        address indexed manager,
        uint40 eventSeq,
        int256 highWaterMark,
        uint256 accrued,
        uint256 setAside
    );
    /// @notice A manager took what was set aside for him.
    event ProfitShareClaimed(address indexed manager, address indexed to, uint40 eventSeq, uint256 amount);
    /// @notice The manager traded as taker for the vault. `cost` quote atoms against the oracle's price, fees included.
    event Hedged(
        uint40 eventSeq,
        uint32 indexed marketId,
        bool bought,
        uint256 lots,
        uint256 notional,
        uint256 fee,
        uint256 cost
    );

    error NotOwner(address caller);
    error NotManager(address caller);
    error NotExchange(address caller);
    error NotVaultFactory(address caller);
    error AlreadyInitialised();
    error VaultHalted();
    error NoGrid();
    /// @notice A vault fills from its grid or from signed quotes, for good: each is numbered by another contract, without a gap.
    error FillSourceFixed();
    error QuotesNotAllowed();
    error NotWholeLots(uint256 baseAmount, uint256 lotSize);
    error Underfunded(uint256 baseHeld, uint256 baseNeeded, uint256 quoteHeld, uint256 quoteNeeded);
    error OwedToManager(uint256 amount, uint256 available);
    error UnexpectedState(uint256 actual, uint256 expected);
    error ProfitShareTooHigh(uint256 shareBps, uint256 maxBps);
    error ProfitShareUnsettled();
    error NothingOwed(address manager);
    error ManagerEpochMismatch(uint64 epoch, uint32 current);
    error InvalidManagerSignature(address manager);
    // A strategy refuses a fill.
    error PriceOutOfRange(uint256 price, uint256 min, uint256 max);
    error PriceOutOfBand(uint256 price, uint256 mark, uint256 bandBps);
    error FillTooLarge(uint256 size, uint256 max);
    error InventoryTooLarge(uint256 lots, uint256 max);
    error SpreadTooNarrow(uint256 bidPrice, uint256 askPrice, uint256 minSpreadBps);
    error QuoteTooLong(uint256 expiry, uint256 latest);
    error OutflowExceeded(uint256 amount, uint256 available);
    error TurnoverExceeded(uint256 amount, uint256 available);
    error DeltaOutOfBand(int256 delta, int256 target, uint256 band);
    error RefusedByGuard(address guard);
    // A hedge is refused.
    error HedgeNotAllowed();
    error HedgeTooSoon(uint256 earliest);
    error HedgeTooCostly(uint256 cost, uint256 available);
    error HedgeMarketMismatch(uint32 marketId);

    // ---- owner ----------------------------------------------------------------------------------------------------

    /// @notice Owner: add base (whole lots) and quote atoms, pulled from the owner's allowance to this vault.
    function deposit(uint256 baseAmount, uint256 quoteAmount) external;

    /// @notice Owner: take out any amount held but what is set aside for managers, at any time; base leaves the position first,
    /// donated base last. Cutting into resting funds halts the vault.
    function withdraw(uint256 baseAmount, uint256 quoteAmount, address to) external;

    /// @notice Owner: let the vault fill again; reverts unless it holds what resting orders need. Restarts the drawdown stop.
    function resume() external;

    // ---- manager --------------------------------------------------------------------------------------------------

    /// @notice Owner or manager: stop all fills.
    function halt() external;

    /// @notice Manager or owner: void every quote signed before.
    function raiseManagerEpoch() external;

    /// @notice Anyone: share profit above the high-water mark with the manager, as far as it can be told now.
    function crystallise() external;

    // ---- views ----------------------------------------------------------------------------------------------------

    /// @notice Realised PnL in quote atoms, signed, rebates included, before the manager's share.
    function pnl() external view returns (int256);
    /// @notice Realised PnL over contributed cost, WAD, rounded toward minus infinity; undefined before any deposit.
    function roi() external view returns (bool defined, int256 wad);
    /// @notice Share of round trips won, WAD, rounded down; undefined before the first.
    function winRate() external view returns (bool defined, uint256 wad);
    /// @notice The whole record in one call.
    function stats() external view returns (VaultStats memory);
    /// @notice Profit share: rate, mark, what is set aside and what is carried.
    function profitShare() external view returns (ProfitShareState memory);
    /// @notice Quote atoms set aside for one manager.
    function owedTo(address manager) external view returns (uint256);
    /// @notice Base and quote atoms that resting orders need now.
    function requiredFunds() external view returns (uint256 baseNeeded, uint256 quoteNeeded);
    /// @notice The strategy in force, prices unpacked.
    function strategy() external view returns (Strategy memory);
    /// @notice Changes with every fill, strategy change and switch: what `setStrategy` expects.
    function strategyState() external view returns (uint256);
    /// @notice What limits leave: quote atoms of outflow and turnover until refused now, of hedging cost, and how far PnL
    /// may still fall before the drawdown stop; at the mark if it is live, else realised only (`type(uint256).max` where there is no limit).
    function headroom() external view returns (uint256 outflow, uint256 turnover, uint256 hedgeCost, uint256 drawdown);
    /// @notice Who owns the collateral. Fixed at creation.
    function owner() external view returns (address);
    /// @notice Who signs quotes, hedges and may halt.
    function manager() external view returns (address);
    /// @notice Epoch that quotes must carry.
    function managerEpoch() external view returns (uint32);
    /// @notice Market the vault trades.
    function marketId() external view returns (uint32);
}
