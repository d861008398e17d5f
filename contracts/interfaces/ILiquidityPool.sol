// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IGridMaker } from "./IMaker.sol";

/// @notice Everything a pool knows about itself.
/// @param cursor Lots sold since the bottom of the grid; while dormant, cells below the cursor.
/// @param sizePerCell Lots per cell; zero while dormant: too little is left for one lot per cell, so nothing rests.
/// @param reserveBase Base atoms that belong to the shares.
/// @param reserveQuote Quote atoms that belong to the shares, fees not included.
/// @param supply LP units, the locked ones included.
/// @param fills Fills so far, the last `seq`.
/// @param events Events of its own so far, the last `eventSeq`.
struct PoolState {
    uint256 cursor;
    uint256 sizePerCell;
    uint256 reserveBase;
    uint256 reserveQuote;
    uint256 supply;
    uint256 fills;
    uint256 events;
}

/// @notice What a provider accepts when joining or leaving. Which mix a pool asks for depends on its cursor.
/// @param minBase Fewest base atoms.
/// @param maxBase Most base atoms.
/// @param minQuote Fewest quote atoms.
/// @param maxQuote Most quote atoms.
/// @param minCursor Lowest cursor, relative to the size: `cursor * 1e18 / sizePerCell` rounded down (`cursor * 1e18` while dormant).
/// @param maxCursor Highest cursor, likewise.
/// @param deadline Last second (inclusive).
struct LiquidityBounds {
    uint256 minBase;
    uint256 maxBase;
    uint256 minQuote;
    uint256 maxQuote;
    uint256 minCursor;
    uint256 maxCursor;
    uint64 deadline;
}

/// @title ILiquidityPool
/// @notice A grid owned by many. LP units are an ERC-20 (with permit) on the pool itself.
interface ILiquidityPool is IGridMaker {
    /// @notice `provider` joined: paid `base` and `quote` atoms (rounded up), `lp` units were minted to `to`; the grid was refitted.
    event LiquidityAdded(
        address indexed provider,
        address indexed to,
        uint40 eventSeq,
        uint256 lp,
        uint256 base,
        uint256 quote,
        uint64 sizePerCell,
        uint64 cursor
    );
    /// @notice `provider` left: `lp` units were burnt, `base` and `quote` atoms (rounded down) sent to `to`; the grid was refitted.
    event LiquidityRemoved(
        address indexed provider,
        address indexed to,
        uint40 eventSeq,
        uint256 lp,
        uint256 base,
        uint256 quote,
        uint64 sizePerCell,
        uint64 cursor
    );
    /// @notice `setAside` atoms of `token` wait for `provider`, who left without them.
    event SetAside(address indexed provider, address indexed token, uint40 eventSeq, uint256 amount);
    /// @notice `provider` took what was set aside.
    event SetAsideClaimed(
        address indexed provider,
        address indexed token,
        address indexed to,
        uint40 eventSeq,
        uint256 amount
    );
    /// @notice `amount` quote atoms began to stream to providers, given by `from`. (Those of fills are in `Fill`.)
    event FeesDistributed(address indexed from, uint40 eventSeq, uint256 amount);
    /// @notice A provider took streamed fees.
    event FeesClaimed(address indexed provider, address indexed to, uint40 eventSeq, uint256 amount);
    /// @notice The operator wants to move the grid to `prices` around `referencePrice`, from `executableAt` on.
    event MoveProposed(uint40 eventSeq, uint64[] prices, uint64 referencePrice, uint64 executableAt);
    /// @notice The proposal was withdrawn.
    event MoveCancelled(uint40 eventSeq);
    /// @notice The grid moved.
    event GridMoved(
        uint40 eventSeq,
        uint64 referencePrice,
        uint64 sizePerCell,
        uint64 cursor,
        uint8 priceWidth,
        bytes packedPrices
    );
    /// @notice The operator handed the role over.
    event OperatorChanged(address indexed operator, uint40 eventSeq);

    /// @notice Only the exchange fills.
    error PoolNotExchange(address caller);
    /// @notice Only the factory founds.
    error PoolNotFactory(address caller);
    /// @notice Only the operator moves the grid or hands the role over.
    error PoolNotOperator(address caller);
    /// @notice A pool is founded once.
    error PoolAlreadyInitialised();
    /// @notice The reserves fund not one lot in each cell of the new grid.
    error PoolDormant();
    /// @notice An amount is zero, or a first deposit is no more than what is locked.
    error ZeroLiquidity();
    /// @notice Base atoms of a join or leave are not what the provider accepts.
    error BaseOutOfBounds(uint256 amount, uint256 min, uint256 max);
    /// @notice Quote atoms of a join or leave are not what the provider accepts.
    error QuoteOutOfBounds(uint256 amount, uint256 min, uint256 max);
    /// @notice The relative cursor is not where the provider accepts it.
    error CursorOutOfBounds(uint256 cursor, uint256 min, uint256 max);
    /// @notice The call came too late.
    error PoolDeadlinePassed(uint64 deadline, uint256 timestamp);
    /// @notice All units but the locked ones are gone.
    error NobodyToReceive();
    /// @notice Nothing is due to `provider`.
    error NothingClaimable(address provider);
    /// @notice A token did not arrive in full.
    error PoolUnexpectedBalance(address token, uint256 received, uint256 expected);
    /// @notice No such move is announced.
    error NoMoveProposed();
    /// @notice The move cannot be made before `executableAt`.
    error MoveNotDue(uint256 executableAt);
    /// @notice The move had to be made by `expiredAt`.
    error MoveExpired(uint256 expiredAt);
    /// @notice The reference price is below `bid` or above `ask` (ticks): best prices of the old grid, or the oracle's band.
    error MovePriceOutOfBounds(uint256 price, uint256 bid, uint256 ask);

    /// @notice Mint exactly `lp` units to `to` for the ceiling of both reserves pro rata, pulled from the caller's allowance to
    /// this pool.
    function addLiquidity(
        uint256 lp,
        LiquidityBounds calldata bounds,
        address to
    ) external returns (uint256 base, uint256 quote);

    /// @notice Burn exactly `lp` units of the caller for the floor of both reserves pro rata. Never blocked. Fees already
    /// streamed stay claimable.
    function removeLiquidity(
        uint256 lp,
        LiquidityBounds calldata bounds,
        address to
    ) external returns (uint256 base, uint256 quote);

    /// @notice Burn `lp` units of the caller and send only base (`base`) or only quote: for when the other token refuses to move.
    /// What the units are worth in the other token is set aside for the caller, who takes it by `claimSetAside`.
    function removeLiquidityOneToken(
        uint256 lp,
        LiquidityBounds calldata bounds,
        bool base,
        address to
    ) external returns (uint256 amount, uint256 setAside);

    /// @notice Take what `removeLiquidityOneToken` set aside for the caller in base (`base`) or quote.
    function claimSetAside(bool base, address to) external returns (uint256 amount);

    /// @notice Give `amount` quote atoms, pulled from the caller's allowance, to providers over the streaming time.
    function distributeFees(uint256 amount) external;

    /// @notice Take the caller's streamed fees, in quote atoms.
    function claimFees(address to) external returns (uint256 amount);

    /// @notice Operator: announce a move of the grid. It can be executed after `MOVE_DELAY` and for `MOVE_WINDOW`.
    function proposeMove(uint64[] calldata prices, uint64 referencePrice) external;

    /// @notice Operator: withdraw the announcement.
    function cancelMove() external;

    /// @notice Operator: move to what was announced. `referencePrice` must lie between best bid and ask of the old grid, and within
    /// the market's oracle band if it has an oracle, which must be live; where a side of the old grid is empty, that band alone bounds
    /// it, or without an oracle the grid's first or last price. Refused while the market is halted. The new grid starts around
    /// `referencePrice`; reserves do not change, size per cell becomes the most that both fund and must not be zero.
    function executeMove(uint64[] calldata prices, uint64 referencePrice) external;

    /// @notice Operator: hand the role over; zero for nobody, for good.
    function setOperator(address operator) external;

    /// @notice State in one call.
    function state() external view returns (PoolState memory);
    /// @notice Base and quote atoms that resting orders need now: never more than the reserves.
    function requiredFunds() external view returns (uint256 baseNeeded, uint256 quoteNeeded);
    /// @notice Base and quote atoms that `addLiquidity` would ask for `lp` units now.
    function previewAdd(uint256 lp) external view returns (uint256 base, uint256 quote);
    /// @notice Base and quote atoms that `removeLiquidity` would give for `lp` units now.
    function previewRemove(uint256 lp) external view returns (uint256 base, uint256 quote);
    /// @notice Quote atoms that `claimFees` would give `provider` now.
    function claimable(address provider) external view returns (uint256);
    /// @notice Base and quote atoms set aside for `provider`.
    function setAsideFor(address provider) external view returns (uint256 base, uint256 quote);
    /// @notice Fee stream: quote atoms not yet streamed, and when the last of them will be.
    function stream() external view returns (uint256 remaining, uint64 end);
    /// @notice The grid's prices in ticks, ascending.
    function prices() external view returns (uint64[] memory);
    /// @notice Who may move the grid.
    function operator() external view returns (address);
    /// @notice Market the pool makes.
    function marketId() external view returns (uint32);
}
