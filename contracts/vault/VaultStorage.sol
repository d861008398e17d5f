// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { IExchange } from "../interfaces/IExchange.sol";
import { IMakerVault } from "../interfaces/IMakerVault.sol";
import { IVaultFactory } from "../interfaces/IVaultFactory.sol";
import { Bucket, Window } from "../libraries/BucketLib.sol";
import { Position } from "../libraries/PositionLib.sol";
import { VaultConfig, VaultConfigLib } from "../libraries/VaultConfigLib.sol";

/// @notice Where the grid stands and what every fill must know, in one word.
/// @param cursor Lots sold since the bottom of the grid.
/// @param bidCursor `OneShot` only: lots below it are still bid for.
/// @param seq Grid fills so far.
/// @param eventSeq Events of the vault's own so far.
/// @param halted Whether fills are refused.
/// @param moved Whether the strategy lives in `_strategyAt` rather than in the clone.
/// @param managerTag Low bits of the manager's address: only a taker who shares them costs the reading of all of it.
struct VaultState {
    uint64 cursor;
    uint64 bidCursor;
    uint56 seq;
    uint40 eventSeq;
    bool halted;
    bool moved;
    uint16 managerTag;
}

/// @notice Who trades for the owner, in one word.
struct ManagerState {
    address account;
    uint32 epoch;
    uint16 shareBps;
}

/// @notice What one manager, present or former, has earned and not taken.
/// @param setAside Quote atoms kept for him.
/// @param carried Quote atoms he earned that no free quote covered yet.
struct Claim {
    uint256 setAside;
    uint256 carried;
}

/// @notice Highest PnL since the drawdown stop started.
struct Peak {
    int248 pnl;
    bool started;
}

/// @title VaultStorage
/// @notice Everything a vault remembers, and how its parts reach it. A part loads a word once, passes it on in memory, and stores it
/// once. `MakerVault` and `VaultDesk` share this layout: they are one contract in two pieces of code.
abstract contract VaultStorage is ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @dev No price reaches it; an oracle that answers beyond it is as good as dead, and may not break a change of manager.
    uint256 private constant MARK_LIMIT = 1 << 128;

    /// @dev Fields of `VaultState` in its word; the cursor is lowest.
    uint256 internal constant BID_CURSOR_SHIFT = 64;
    uint256 internal constant SEQ_SHIFT = 128;
    uint256 internal constant HALTED = 1 << 224;
    uint256 internal constant MOVED = 1 << 232;
    uint256 internal constant MANAGER_TAG_SHIFT = 240;

    /// @notice The only contract that may fill.
    IExchange public immutable exchange;
    /// @notice The only contract that may initialise; checks and packs strategies.
    IVaultFactory public immutable factory;

    VaultState internal _state;
    Position internal _position;
    ManagerState internal _manager;
    uint256 internal _contributed;
    /// @dev Contract whose code is the strategy that replaced the first.
    address internal _strategyAt;
    int256 internal _highWaterMark;
    /// @dev Sum of what is set aside for managers.
    uint256 internal _owed;
    mapping(address manager => Claim) internal _claims;
    Bucket internal _outflow;
    Window internal _turnover;
    /// @dev Cost of hedges, and when the last one was.
    Bucket internal _hedged;
    Peak internal _peak;

    modifier onlyOwner() {
        require(msg.sender == _owner(), IMakerVault.NotOwner(msg.sender));
        _;
    }

    modifier onlyExchange() {
        require(msg.sender == address(exchange), IMakerVault.NotExchange(msg.sender));
        _;
    }

    constructor(IExchange exchange_, IVaultFactory factory_) {
        exchange = exchange_;
        factory = factory_;
    }

    function _owner() internal view returns (address) {
        return VaultConfigLib.loadOwner();
    }

    function _config(VaultState memory state) internal view returns (VaultConfig) {
        return _config(state.moved);
    }

    function _config(bool moved) internal view returns (VaultConfig) {
        return moved ? VaultConfigLib.loadMoved(_strategyAt) : VaultConfigLib.load();
    }

    /// @dev Fills of quotes change nothing but the position: a purchase its lots, a sale its trips, and whatever takes lots out
    /// otherwise is an event. So no state comes twice.
    function _stateHash() internal view returns (uint256) {
        return uint256(keccak256(abi.encode(_state, _position)));
    }

    /// @dev The whole word at once: assigning a struct would read it again for each field.
    function _save(VaultState memory state) internal {
        _saveWord(
            uint256(state.cursor) |
                (uint256(state.bidCursor) << BID_CURSOR_SHIFT) |
                (uint256(state.seq) << SEQ_SHIFT) |
                (uint256(state.eventSeq) << 184) |
                (state.halted ? HALTED : 0) |
                (state.moved ? MOVED : 0) |
                (uint256(state.managerTag) << MANAGER_TAG_SHIFT)
        );
    }

    /// @dev `VaultState` as it is stored. Fills read and change it as one number, since they need few of its fields.
    function _word() internal view returns (uint256 word) {
        assembly ("memory-safe") {
            word := sload(_state.slot)
        }
    }

    function _saveWord(uint256 word) internal {
        assembly ("memory-safe") {
            sstore(_state.slot, word)
        }
    }

    /// @dev Likewise.
    function _save(Position memory position) internal {
        uint256 holding = uint256(position.lots) | (uint256(position.cost) << 64);
        uint256 record =
            uint256(uint144(position.realisedPnl)) | (uint256(position.trips) << 144) | (uint256(position.wins) << 200);
        assembly ("memory-safe") {
            sstore(_position.slot, holding)
            sstore(add(_position.slot, 1), record)
        }
    }

    function _halt(VaultState memory state, address by) internal {
        state.halted = true;
        emit IMakerVault.Halted(by, ++state.eventSeq);
    }

    /// @dev The market's mark, asked for only where there is an oracle.
    function _mark(VaultConfig config) internal view returns (bool live, uint256 mark) {
        if (!config.hasOracle()) return (false, 0);
        (live, mark) = exchange.markOf(config.marketId());
        live = live && mark < MARK_LIMIT;
    }

    function _push(address token, address to, uint256 amount) internal {
        if (amount != 0) IERC20(token).safeTransfer(to, amount);
    }
}
