// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ILiquidityPool, PoolState } from "./interfaces/ILiquidityPool.sol";
import { PoolConfigLib } from "./libraries/PoolConfigLib.sol";
import { PoolGridState } from "./libraries/PoolLib.sol";
import { GridMoves } from "./pool/GridMoves.sol";
import { PoolLiquidity } from "./pool/PoolLiquidity.sol";
import { PoolStorage } from "./pool/PoolStorage.sol";

/// @title LiquidityPool
/// @notice A grid owned by many, its shares an ERC-20. Deployed as a clone whose constants live in its code. Made of: `PoolGrid`
/// (fills, refits), `PoolLiquidity` (joins, leaves), `PoolFees` (the stream), `PoolToken` (the shares), `GridMoves` (the operator).
///
/// ROUNDING Who joins pays the ceiling, who leaves receives the floor, of both reserves pro rata; fees earned round down. A share's
/// part of the reserves never falls by what others do with theirs.
/// CUSTODY Nothing can pull from a pool and it grants no allowance. Its books, not its balances, say what belongs to the shares:
/// tokens sent here directly belong to nobody and stay.
/// TOKENS What joins must arrive in full, else the call reverts: tokens that take a fee on transfer are refused. Tokens whose balances
/// change by themselves are not supported: what they add stays, and if they shrink, who leaves first is paid in full while it lasts
/// (a leave that asked for balances would hang on both tokens' answers, and could not tell reserves from fees or what was set aside).
/// ROLES Factory: founds, once. Exchange: fills. Operator: moves the grid, see `GridMoves`. Nobody can stop a leave.
/// LIVENESS Leaving needs no one but the tokens themselves, and with `removeLiquidityOneToken` not even both.
contract LiquidityPool is PoolLiquidity, GridMoves {
    constructor(address exchange_) PoolStorage(exchange_) {}

    /// @notice Factory only, once: open the grid, book the funds that the same transaction moves in, and mint the first units.
    function initialise(
        address founder,
        address operator_,
        PoolGridState calldata grid,
        uint256 base,
        uint256 quote,
        uint256 supply
    ) external {
        require(msg.sender == factory, PoolNotFactory(msg.sender));
        require(!_book.initialised, PoolAlreadyInitialised());
        // Also spares the first provider the price of a new word.
        _book.initialised = true;
        _grid = GridWord(uint64(grid.cursor), uint64(grid.size), uint112(grid.bidTicks), false);
        // The factory has checked that all of these fit.
        _reserves = ReserveWord(uint112(base), uint112(quote), 0);
        _operator.account = operator_;
        _mint(LOCKED, MIN_LIQUIDITY);
        _mint(founder, supply - MIN_LIQUIDITY);
    }

    /// @inheritdoc ILiquidityPool
    function state() external view override nonReentrantView returns (PoolState memory) {
        GridWord memory grid = _grid;
        ReserveWord memory reserves = _reserves;
        return
            PoolState({
                cursor: grid.cursor,
                sizePerCell: grid.size,
                reserveBase: reserves.base,
                reserveQuote: reserves.quote,
                supply: totalSupply(),
                fills: reserves.seq,
                events: _book.events
            });
    }

    /// @inheritdoc ILiquidityPool
    function marketId() external view override returns (uint32) {
        return PoolConfigLib.marketIdOf(_args());
    }
}
