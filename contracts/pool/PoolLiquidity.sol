// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { ILiquidityPool, LiquidityBounds } from "../interfaces/ILiquidityPool.sol";
import { PoolConfig } from "../libraries/PoolConfigLib.sol";
import { PoolGrid } from "./PoolGrid.sol";
import { PoolToken } from "./PoolToken.sol";

/// @title PoolLiquidity
/// @notice Joining and leaving: both reserves pro rata, whatever the price.
abstract contract PoolLiquidity is PoolToken, PoolGrid {
    using SafeCast for uint256;

    /// @dev Scale of relative cursors.
    uint256 private constant WAD = 1e18;

    /// @inheritdoc ILiquidityPool
    function addLiquidity(
        uint256 lp,
        LiquidityBounds calldata bounds,
        address to
    ) external override nonReentrant returns (uint256 base, uint256 quote) {
        _requireRecipient(to);
        GridWord memory grid = _grid;
        ReserveWord memory reserves = _reserves;
        _checkTerms(lp, bounds, grid);
        uint256 supply;
        (base, quote, supply) = _previewAdd(lp, reserves);
        _checkAmounts(base, quote, bounds);

        reserves.base = (reserves.base + base).toUint112();
        reserves.quote = (reserves.quote + quote).toUint112();
        _mint(to, lp);
        PoolConfig memory config = _config(grid.moved);
        _refit(config, grid, reserves, supply + lp);
        emit LiquidityAdded(msg.sender, to, _nextEvent(), lp, base, quote, grid.size, grid.cursor);
        _pull(config.base, base);
        _pull(config.quote, quote);
    }

    /// @inheritdoc ILiquidityPool
    function removeLiquidity(
        uint256 lp,
        LiquidityBounds calldata bounds,
        address to
    ) external override nonReentrant returns (uint256 base, uint256 quote) {
        address baseToken;
        address quoteToken;
        (baseToken, quoteToken, base, quote) = _leave(lp, bounds, to);
        _push(baseToken, to, base);
        _push(quoteToken, to, quote);
    }

    /// @inheritdoc ILiquidityPool
    function removeLiquidityOneToken(
        uint256 lp,
        LiquidityBounds calldata bounds,
        bool base,
        address to
    ) external override nonReentrant returns (uint256 amount, uint256 setAside) {
        (address baseToken, address quoteToken, uint256 baseAmount, uint256 quoteAmount) = _leave(lp, bounds, to);
        (amount, setAside) = base ? (baseAmount, quoteAmount) : (quoteAmount, baseAmount);
        if (setAside != 0) {
            SetAsideWord storage kept = _setAside[msg.sender];
            if (base) kept.quote += uint128(setAside);
            else kept.base += uint128(setAside);
            emit SetAside(msg.sender, base ? quoteToken : baseToken, _nextEvent(), setAside);
        }
        _push(base ? baseToken : quoteToken, to, amount);
    }

    /// @inheritdoc ILiquidityPool
    function claimSetAside(bool base, address to) external override nonReentrant returns (uint256 amount) {
        _requireRecipient(to);
        SetAsideWord storage kept = _setAside[msg.sender];
        amount = base ? kept.base : kept.quote;
        require(amount != 0, NothingClaimable(msg.sender));
        if (base) kept.base = 0;
        else kept.quote = 0;
        (address baseToken, address quoteToken) = _tokens();
        address token = base ? baseToken : quoteToken;
        emit SetAsideClaimed(msg.sender, token, to, _nextEvent(), amount);
        _push(token, to, amount);
    }

    /// @inheritdoc ILiquidityPool
    function previewAdd(uint256 lp) external view override nonReentrantView returns (uint256 base, uint256 quote) {
        (base, quote, ) = _previewAdd(lp, _reserves);
    }

    /// @inheritdoc ILiquidityPool
    function previewRemove(uint256 lp) external view override nonReentrantView returns (uint256 base, uint256 quote) {
        (base, quote, ) = _previewRemove(lp, _reserves);
    }

    /// @inheritdoc ILiquidityPool
    function setAsideFor(address provider) external view override returns (uint256 base, uint256 quote) {
        SetAsideWord memory kept = _setAside[provider];
        return (kept.base, kept.quote);
    }

    /// @dev Everything of a leave but the transfers.
    function _leave(
        uint256 lp,
        LiquidityBounds calldata bounds,
        address to
    ) private returns (address baseToken, address quoteToken, uint256 base, uint256 quote) {
        _requireRecipient(to);
        GridWord memory grid = _grid;
        ReserveWord memory reserves = _reserves;
        _checkTerms(lp, bounds, grid);
        uint256 supply;
        (base, quote, supply) = _previewRemove(lp, reserves);
        _checkAmounts(base, quote, bounds);

        _burn(msg.sender, lp);
        PoolConfig memory config = _config(grid.moved);
        // Never more than the reserves and the supply: nobody owns more units.
        unchecked {
            reserves.base -= uint112(base);
            reserves.quote -= uint112(quote);
            _refit(config, grid, reserves, supply - lp);
        }
        emit LiquidityRemoved(msg.sender, to, _nextEvent(), lp, base, quote, grid.size, grid.cursor);
        return (config.base, config.quote, base, quote);
    }

    function _previewAdd(
        uint256 lp,
        ReserveWord memory reserves
    ) private view returns (uint256 base, uint256 quote, uint256 supply) {
        lp = lp.toUint112();
        supply = totalSupply();
        // Units and reserves have 112 bits each, so nothing overflows.
        unchecked {
            base = (reserves.base * lp + supply - 1) / supply;
            quote = (reserves.quote * lp + supply - 1) / supply;
        }
    }

    function _previewRemove(
        uint256 lp,
        ReserveWord memory reserves
    ) private view returns (uint256 base, uint256 quote, uint256 supply) {
        supply = totalSupply();
        require(lp <= supply, InsufficientBalance());
        unchecked {
            base = (reserves.base * lp) / supply;
            quote = (reserves.quote * lp) / supply;
        }
    }

    function _checkTerms(uint256 lp, LiquidityBounds calldata bounds, GridWord memory grid) private view {
        require(lp != 0, ZeroLiquidity());
        require(block.timestamp <= bounds.deadline, PoolDeadlinePassed(bounds.deadline, block.timestamp));
        uint256 cursor;
        // A cursor has 64 bits.
        unchecked {
            cursor = (grid.cursor * WAD) / (grid.size == 0 ? 1 : grid.size);
        }
        require(
            cursor >= bounds.minCursor && cursor <= bounds.maxCursor,
            CursorOutOfBounds(cursor, bounds.minCursor, bounds.maxCursor)
        );
    }

    function _checkAmounts(uint256 base, uint256 quote, LiquidityBounds calldata bounds) private pure {
        require(
            base >= bounds.minBase && base <= bounds.maxBase,
            BaseOutOfBounds(base, bounds.minBase, bounds.maxBase)
        );
        require(
            quote >= bounds.minQuote && quote <= bounds.maxQuote,
            QuoteOutOfBounds(quote, bounds.minQuote, bounds.maxQuote)
        );
    }
}
