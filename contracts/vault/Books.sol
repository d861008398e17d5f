// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Position } from "../libraries/PositionLib.sol";

/// @notice Where the grid stands and what every fill must know.
/// @param cursor Lots sold since the bottom of the grid.
/// @param seq Grid fills so far.
/// @param eventSeq Events of the vault's own so far.
/// @param halted Whether fills are refused.
/// @param moved Whether the strategy lives in `_strategyAt` rather than in the clone.
/// @param managerTag Low bits of the manager's address: only a taker who shares them costs the reading of all of it.
struct VaultState {
    uint64 cursor;
    uint32 seq;
    uint40 eventSeq;
    bool halted;
    bool moved;
    uint16 managerTag;
}

/// @title BooksLib
/// @notice A vault's position and state in two words, so that a fill reads and writes no third, but that bids of a grid which fills every
/// level once keep a cursor of their own. From the lowest bit:
///
/// `holding`: cursor 64, lots 64, cost 112, managerTag 14, halted, moved.
/// `record`: realised PnL 112, trips 32, wins 32, eventSeq 40, unused 8, seq 32.
///
/// Fills change the words themselves where they need few of their fields; the rest of the vault takes them apart and puts them together.
library BooksLib {
    uint256 internal constant HALTED = 1 << 254;
    uint256 internal constant MOVED = 1 << 255;
    uint256 internal constant EVENT_SEQ_SHIFT = 176;
    /// @notice The highest field: counting beyond its end reverts and cannot run into another.
    uint256 internal constant SEQ_SHIFT = 224;

    uint256 private constant LOTS_SHIFT = 64;
    uint256 private constant COST_SHIFT = 128;
    uint256 private constant TAG_SHIFT = 240;
    uint256 private constant TAG = 0x3fff;
    uint256 private constant TRIPS_SHIFT = 112;
    uint256 private constant WINS_SHIFT = 144;
    uint256 private constant POSITION_IN_HOLDING = ((1 << 176) - 1) << LOTS_SHIFT;
    uint256 private constant POSITION_IN_RECORD = (1 << 176) - 1;

    /// @notice Low bits of `account` that the books keep of a manager.
    function tagOf(address account) internal pure returns (uint16) {
        return uint16(uint160(account) & TAG);
    }

    /// @notice Whether `account` may be the manager: it shares the bits that are kept of his address.
    function sharesTag(uint256 holding, address account) internal pure returns (bool) {
        return ((holding >> TAG_SHIFT) ^ uint160(account)) & TAG == 0;
    }

    function stateOf(uint256 holding, uint256 record) internal pure returns (VaultState memory state) {
        state.cursor = uint64(holding);
        state.seq = uint32(record >> SEQ_SHIFT);
        state.eventSeq = uint40(record >> EVENT_SEQ_SHIFT);
        state.halted = holding & HALTED != 0;
        state.moved = holding & MOVED != 0;
        state.managerTag = uint16((holding >> TAG_SHIFT) & TAG);
    }

    function positionOf(uint256 holding, uint256 record) internal pure returns (Position memory position) {
        position.lots = uint64(holding >> LOTS_SHIFT);
        position.cost = uint112(holding >> COST_SHIFT);
        position.realisedPnl = int112(uint112(record));
        position.trips = uint32(record >> TRIPS_SHIFT);
        position.wins = uint32(record >> WINS_SHIFT);
    }

    /// @notice The words with this state in place of theirs.
    function withState(
        uint256 holding,
        uint256 record,
        VaultState memory state
    ) internal pure returns (uint256, uint256) {
        holding =
            (holding & POSITION_IN_HOLDING) |
            state.cursor |
            (uint256(state.managerTag) << TAG_SHIFT) |
            (state.halted ? HALTED : 0) |
            (state.moved ? MOVED : 0);
        record =
            (record & POSITION_IN_RECORD) |
            (uint256(state.eventSeq) << EVENT_SEQ_SHIFT) |
            (uint256(state.seq) << SEQ_SHIFT);
        return (holding, record);
    }

    /// @notice The words with this position in place of theirs.
    function withPosition(
        uint256 holding,
        uint256 record,
        Position memory position
    ) internal pure returns (uint256, uint256) {
        holding =
            (holding & ~POSITION_IN_HOLDING) |
            (uint256(position.lots) << LOTS_SHIFT) |
            (uint256(position.cost) << COST_SHIFT);
        record =
            (record & ~POSITION_IN_RECORD) |
            uint112(position.realisedPnl) |
            (uint256(position.trips) << TRIPS_SHIFT) |
            (uint256(position.wins) << WINS_SHIFT);
        return (holding, record);
    }
}
