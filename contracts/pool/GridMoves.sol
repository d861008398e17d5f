// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { SSTORE2 } from "solady/src/utils/SSTORE2.sol";
import { IExchange } from "../interfaces/IExchange.sol";
import { ILiquidityPool } from "../interfaces/ILiquidityPool.sol";
import { Market } from "../interfaces/Types.sol";
import { GridLib, PriceList } from "../libraries/GridLib.sol";
import { MarketLib } from "../libraries/MarketLib.sol";
import { MarkLib } from "../libraries/MarkLib.sol";
import { PoolConfig, PoolConfigLib } from "../libraries/PoolConfigLib.sol";
import { PoolGridState, PoolLib } from "../libraries/PoolLib.sol";
import { PoolGrid } from "./PoolGrid.sol";

/// @title GridMoves
/// @notice The operator's one power: to move the grid, announced a day ahead, around a price that the grid itself (and the
/// market's oracle) confirms when it is done.
///
/// The reference price lies between the old grid's best bid and ask. Where a side is empty (the price has left the grid) the oracle's
/// band alone bounds it; without an oracle, the end of the grid does. The new grid needs no such check: its bids are at or below
/// the reference price and its asks above it by construction.
///
/// WORST CASE On a market without oracle an operator can push the old grid to an end by trading, move at that price and trade back,
/// if what was announced allows it. Providers have `MOVE_DELAY` to leave; a pool without operator has no such risk.
abstract contract GridMoves is PoolGrid {
    using GridLib for PriceList;
    using PoolLib for PriceList;

    /// @notice Seconds between announcement and move.
    uint256 public constant MOVE_DELAY = 1 days;
    /// @notice Seconds in which the move can be made.
    uint256 public constant MOVE_WINDOW = 3 days;

    modifier onlyOperator() {
        require(msg.sender == _operator.account, PoolNotOperator(msg.sender));
        _;
    }

    /// @inheritdoc ILiquidityPool
    function proposeMove(
        uint64[] calldata newPrices,
        uint64 referencePrice
    ) external override nonReentrant onlyOperator {
        // Only prices that could be executed are worth announcing.
        GridLib.pack(newPrices);
        uint40 executableAt = uint40(block.timestamp + MOVE_DELAY);
        _proposal = _hashMove(newPrices, referencePrice);
        _operator.executableAt = executableAt;
        emit MoveProposed(_nextEvent(), newPrices, referencePrice, executableAt);
    }

    /// @inheritdoc ILiquidityPool
    function cancelMove() external override nonReentrant onlyOperator {
        require(_proposal != 0, NoMoveProposed());
        delete _proposal;
        emit MoveCancelled(_nextEvent());
    }

    /// @inheritdoc ILiquidityPool
    function executeMove(
        uint64[] calldata newPrices,
        uint64 referencePrice
    ) external override nonReentrant onlyOperator {
        _checkProposal(_hashMove(newPrices, referencePrice));
        delete _proposal;
        GridWord memory grid = _grid;
        PoolConfig memory config = _config(grid.moved);
        _checkReference(referencePrice, config.prices, PoolGridState(grid.cursor, grid.size, grid.bidTicks));

        (uint256 width, bytes memory packed) = GridLib.pack(newPrices);
        PoolGridState memory state = GridLib.view_(packed, width).fresh(
            referencePrice,
            _reserves.base / config.lotSize,
            _reserves.quote / config.tickSize
        );
        require(state.size != 0, PoolDormant());
        _place(grid, state);
        grid.moved = true;
        _grid = grid;
        _movedGrid = SSTORE2.write(PoolConfigLib.encodeMoved(grid.size, _shares.supply, uint8(width), packed));
        emit GridMoved(_nextEvent(), referencePrice, grid.size, grid.cursor, uint8(width), packed);
    }

    /// @inheritdoc ILiquidityPool
    function setOperator(address operator_) external override nonReentrant onlyOperator {
        _operator.account = operator_;
        emit OperatorChanged(operator_, _nextEvent());
    }

    /// @inheritdoc ILiquidityPool
    function operator() external view override returns (address) {
        return _operator.account;
    }

    function _checkProposal(bytes32 hash) private view {
        require(hash == _proposal, NoMoveProposed());
        uint256 executableAt = _operator.executableAt;
        require(block.timestamp >= executableAt, MoveNotDue(executableAt));
        require(block.timestamp <= executableAt + MOVE_WINDOW, MoveExpired(executableAt + MOVE_WINDOW));
    }

    function _checkReference(uint256 price, PriceList memory list, PoolGridState memory state) private view {
        uint32 id = PoolConfigLib.marketIdOf(_args());
        Market memory market = IExchange(exchange).getMarket(id);
        require(!market.halted, IExchange.MarketIsHalted(id));
        (uint256 bid, uint256 ask) = list.bestPrices(state);
        if (market.oracle == address(0)) {
            bid = list.clamp(bid);
            ask = list.clamp(ask);
        } else {
            (bool live, uint256 mark) = IExchange(exchange).markOf(id);
            require(live, IExchange.OracleUnavailable(id));
            uint256 slack = (mark * market.oracleBandBps) / MarketLib.BPS;
            require(
                MarkLib.within(price, mark, market.oracleBandBps),
                MovePriceOutOfBounds(
                    price,
                    (mark > slack ? mark - slack : 0) / MarkLib.ONE,
                    (mark + slack) / MarkLib.ONE
                )
            );
        }
        require(price >= bid && price <= ask, MovePriceOutOfBounds(price, bid, ask));
    }

    function _hashMove(uint64[] calldata newPrices, uint64 referencePrice) private pure returns (bytes32) {
        return keccak256(abi.encode(newPrices, referencePrice));
    }
}
