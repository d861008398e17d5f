// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { SSTORE2 } from "solady/src/utils/SSTORE2.sol";
import { IExchange } from "../interfaces/IExchange.sol";
import { IMakerVault } from "../interfaces/IMakerVault.sol";
import { IVaultFactory } from "../interfaces/IVaultFactory.sol";
import { GridMode } from "../interfaces/Strategy.sol";
import { BytesReader } from "../libraries/BytesReader.sol";
import { GridLib, PriceList } from "../libraries/GridLib.sol";
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

/// @title VaultStorage
/// @notice What a vault remembers, and how its parts reach it. A part loads a word once, passes it on in memory, and stores it once.
abstract contract VaultStorage is IMakerVault, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;
    using GridLib for PriceList;

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

    modifier onlyOwner() {
        require(msg.sender == owner(), NotOwner(msg.sender));
        _;
    }

    modifier onlyExchange() {
        require(msg.sender == address(exchange), NotExchange(msg.sender));
        _;
    }

    constructor(IExchange exchange_) {
        exchange = exchange_;
        factory = IVaultFactory(msg.sender);
    }

    /// @inheritdoc IMakerVault
    function owner() public view override returns (address) {
        return address(uint160(BytesReader.read(BytesReader.start(Clones.fetchCloneArgs(address(this))), 20)));
    }

    function _config(VaultState memory state) internal view returns (VaultConfig memory) {
        bytes memory args = Clones.fetchCloneArgs(address(this));
        if (!state.moved) return VaultConfigLib.decode(args);
        return VaultConfigLib.decodeMoved(args, SSTORE2.read(_strategyAt));
    }

    /// @dev Base and quote atoms that resting orders need.
    function _required(
        VaultConfig memory config,
        VaultState memory state
    ) internal pure returns (uint256 baseNeeded, uint256 quoteNeeded) {
        if (config.prices.count == 0) return (0, 0);
        uint256 bids = config.mode == GridMode.OneShot ? state.bidCursor : state.cursor;
        (uint256 lots, uint256 ticks) = config.prices.fundingOf(config.sizePerCell, state.cursor, bids);
        return (lots * config.lotSize, ticks * config.tickSize);
    }

    function _halt(VaultState memory state, address by) internal {
        state.halted = true;
        emit Halted(by, ++state.eventSeq);
    }

    function _push(address token, address to, uint256 amount) internal {
        if (amount != 0) IERC20(token).safeTransfer(to, amount);
    }
}
