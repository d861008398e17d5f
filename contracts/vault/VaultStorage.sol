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
import { BooksLib, VaultState } from "./Books.sol";

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

    /// @notice The only contract that may fill.
    IExchange public immutable exchange;
    /// @notice The only contract that may initialise; checks and packs strategies.
    IVaultFactory public immutable factory;

    /// @dev State and position: see `BooksLib`.
    uint256 internal _holding;
    uint256 internal _record;
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
    /// @dev `OneShot` only: lots below it are still bid for.
    uint64 internal _bidCursor;

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
        return uint256(keccak256(abi.encode(_holding, _record, _bidCursor)));
    }

    function _state() internal view returns (VaultState memory) {
        return BooksLib.stateOf(_holding, _record);
    }

    function _position() internal view returns (Position memory) {
        return BooksLib.positionOf(_holding, _record);
    }

    function _save(VaultState memory state) internal {
        (_holding, _record) = BooksLib.withState(_holding, _record, state);
    }

    function _save(Position memory position) internal {
        (_holding, _record) = BooksLib.withPosition(_holding, _record, position);
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
