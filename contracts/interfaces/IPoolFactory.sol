// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @notice What the founder chooses for a pool.
/// @param marketId Market to make.
/// @param operator May move the grid; zero for nobody.
/// @param prices Ticks, strictly increasing, 2 to 256 of them.
/// @param sizePerCell Lots per cell of the first deposit, at least `MIN_FIRST_SIZE`.
/// @param referencePrice Ticks: cells whose buy price is at or below it start as bids.
/// @param minReferencePrice Bounds the founder sets for a price chosen earlier: `referencePrice` must lie between them and, on a
/// market with oracle, the mark too.
/// @param maxReferencePrice Likewise.
/// @param deadline Last second (inclusive).
/// @param name Of the LP token, at most 31 bytes.
/// @param symbol Of the LP token, at most 31 bytes.
/// @param salt Distinguishes a founder's pools of equal terms.
struct PoolParams {
    uint32 marketId;
    address operator;
    uint64[] prices;
    uint64 sizePerCell;
    uint64 referencePrice;
    uint64 minReferencePrice;
    uint64 maxReferencePrice;
    uint64 deadline;
    string name;
    string symbol;
    bytes32 salt;
}

/// @title IPoolFactory
/// @notice Creates pools together with their first deposit.
interface IPoolFactory {
    /// @notice A pool exists, holds `base` and `quote` atoms, and minted `lp` units to its founder and `locked` to nobody.
    event PoolCreated(
        address indexed pool,
        address indexed founder,
        uint32 indexed marketId,
        address operator,
        uint64 sizePerCell,
        uint64 referencePrice,
        uint256 cursor,
        uint8 priceWidth,
        bytes packedPrices,
        uint256 base,
        uint256 quote,
        uint256 lp,
        uint256 locked
    );

    /// @notice Lots per cell of a first deposit are too few for fine-grained refits.
    error FirstSizeTooSmall(uint256 size, uint256 min);
    /// @notice Oracle price or reference price (ticks, rounded down) is outside the founder's bounds.
    error MarkOutOfBounds(uint256 mark, uint256 min, uint256 max);
    /// @notice Name or symbol has too many bytes.
    error NameTooLong(uint256 length, uint256 max);

    /// @notice Create a pool and fund its resting orders from the caller's allowance to this factory. Mints one LP unit per quote
    /// atom of the deposit's value at the reference price, less the locked minimum.
    function createPool(PoolParams calldata params) external returns (address pool);

    /// @notice Address the founder's pool with these parameters will have.
    function predictPool(address founder, PoolParams calldata params) external view returns (address);

    /// @notice Base and quote atoms that `createPool` will pull, and LP units it will mint to the founder.
    function previewCreate(PoolParams calldata params) external view returns (uint256 base, uint256 quote, uint256 lp);

    /// @notice Use an ERC-2612 permit of the caller for this factory, as `IExchange.permit` does.
    function permit(address token, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external;
}
