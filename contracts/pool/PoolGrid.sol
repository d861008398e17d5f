// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { ILiquidityPool } from "../interfaces/ILiquidityPool.sol";
import { IGridMaker, GridFill, GridOrder } from "../interfaces/IMaker.sol";
import { Side } from "../interfaces/Types.sol";
import { GridLib, PriceList } from "../libraries/GridLib.sol";
import { MarketLib } from "../libraries/MarketLib.sol";
import { PoolConfig } from "../libraries/PoolConfigLib.sol";
import { PoolGridState, PoolLib } from "../libraries/PoolLib.sol";
import { RebateLib } from "../libraries/RebateLib.sol";
import { PoolFees } from "./PoolFees.sol";

/// @title PoolGrid
/// @notice Fills against the grid, and its refit to what the shares own.
/// @dev Conservation: a fill moves lots between cells and reserves one to one; asks are paid at prices above those of the bids they
/// become, bids pay exactly what was set apart for them; refits are checked. So reserves cover resting orders always.
abstract contract PoolGrid is PoolFees {
    using GridLib for PriceList;
    using PoolLib for PriceList;
    using SafeCast for uint256;

    /// @inheritdoc IGridMaker
    function onTake(GridOrder calldata order) external override nonReentrant returns (GridFill memory fill) {
        require(msg.sender == exchange, PoolNotExchange(msg.sender));
        GridWord memory grid = _grid;
        PoolConfig memory config = _config(grid.moved);
        uint256 lots = _lotsToFill(order, config, grid);
        // Nothing rests within the order's bounds: the exchange decides what that means.
        if (lots == 0) return fill;

        uint256 cursor = grid.cursor;
        ReserveWord memory reserves = _reserves;
        uint256 ticks;
        fill.size = lots;
        fill.cursorBefore = cursor;
        fill.seq = ++reserves.seq;
        // Neither cursor nor bids can outgrow their width: capacity fits 64 bits, the quote reserve 112.
        if (order.side == Side.Ask) {
            ticks = config.prices.askTicks(grid.size, cursor, lots);
            uint256 spread = config.prices.spreadTicks(grid.size, cursor, cursor + lots);
            grid.cursor = uint64(cursor + lots);
            grid.bidTicks += (ticks - spread).toUint112();
            fill.notional = ticks * config.tickSize;
            reserves.base -= uint112(lots * config.lotSize);
            reserves.quote = (reserves.quote + fill.notional).toUint112();
        } else {
            ticks = config.prices.bidTicks(grid.size, cursor, lots);
            grid.cursor = uint64(cursor - lots);
            grid.bidTicks -= uint112(ticks);
            fill.notional = ticks * config.tickSize;
            reserves.base = (reserves.base + lots * config.lotSize).toUint112();
            reserves.quote -= uint112(fill.notional);
        }
        uint256 fee = MarketLib.feeUp(fill.notional, order.takerFeeBps);
        fill.poolFee = MarketLib.poolFeeDown(fee, order.poolFeeShareBps);
        fill.rebate = RebateLib.rebateDown(order.schedule, order.volume, fill.notional);
        _grid = grid;
        _keep(reserves);
        _earn(fill.poolFee + fill.rebate);

        if (order.side == Side.Ask) _push(config.base, order.recipient, lots * config.lotSize);
        else _push(config.quote, exchange, fill.notional - fill.rebate - fill.poolFee);
    }

    /// @inheritdoc ILiquidityPool
    function requiredFunds() external view override nonReentrantView returns (uint256 baseNeeded, uint256 quoteNeeded) {
        GridWord memory grid = _grid;
        if (grid.size == 0) return (0, 0);
        PoolConfig memory config = _config(grid.moved);
        uint256 lots = config.prices.cells() * grid.size - grid.cursor;
        return (lots * config.lotSize, uint256(grid.bidTicks) * config.tickSize);
    }

    /// @inheritdoc ILiquidityPool
    function prices() external view override returns (uint64[] memory list) {
        PriceList memory packed = _config(_grid.moved).prices;
        list = new uint64[](packed.count);
        for (uint256 i = 0; i < list.length; ++i) list[i] = uint64(packed.priceAt(i));
    }

    /// @dev Size the grid for `supply` LP units that own `reserves`, and store both.
    function _refit(
        PoolConfig memory config,
        GridWord memory grid,
        ReserveWord memory reserves,
        uint256 supply
    ) internal {
        PoolGridState memory state = PoolGridState(grid.cursor, grid.size, grid.bidTicks);
        config.prices.refit(
            state,
            PoolLib.sizeDown(supply, config.anchorSize, config.anchorSupply),
            reserves.base / config.lotSize,
            reserves.quote / config.tickSize
        );
        _place(grid, state);
        _grid = grid;
        _keep(reserves);
    }

    /// @dev Named one by one, the three make one write; as a whole they would be read and written twice.
    function _keep(ReserveWord memory reserves) private {
        _reserves = ReserveWord({ base: reserves.base, quote: reserves.quote, seq: reserves.seq });
    }

    /// @dev All fit: `PoolLib` keeps capacity within 64 bits and bids within the quote reserve.
    function _place(GridWord memory grid, PoolGridState memory state) internal pure {
        grid.cursor = uint64(state.cursor);
        grid.size = uint64(state.size);
        grid.bidTicks = state.bidTicks.toUint112();
    }

    function _lotsToFill(
        GridOrder calldata order,
        PoolConfig memory config,
        GridWord memory grid
    ) private pure returns (uint256 lots) {
        if (grid.size == 0) return 0;
        bool ask = order.side == Side.Ask;
        lots =
            ask
                ? config.prices.asksWithin(grid.size, grid.cursor, order.limitPrice)
                : config.prices.bidsWithin(grid.size, grid.cursor, order.limitPrice);
        if (lots > order.size) lots = order.size;
        uint256 notional = order.notional;
        if (notional == type(uint256).max) return lots;
        if (ask) return config.prices.asksForTicksDown(grid.size, grid.cursor, lots, notional / config.tickSize);
        // Rounded up without the overflow that adding first would risk.
        uint256 ticks = notional / config.tickSize + (notional % config.tickSize == 0 ? 0 : 1);
        return config.prices.bidsForTicksUp(grid.size, grid.cursor, lots, ticks);
    }
}
