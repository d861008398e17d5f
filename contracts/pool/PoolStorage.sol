// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { SSTORE2 } from "solady/src/utils/SSTORE2.sol";
import { IExchange } from "../interfaces/IExchange.sol";
import { ILiquidityPool } from "../interfaces/ILiquidityPool.sol";
import { PoolConfig, PoolConfigLib } from "../libraries/PoolConfigLib.sol";

/// @title PoolStorage
/// @notice What a pool remembers, packed so that a fill writes three words (grid, reserves, stream), a join or leave
/// five (grid, reserves, shares, book and the provider's own).
abstract contract PoolStorage is ILiquidityPool, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;
    using PoolConfigLib for PoolConfig;

    /// @dev Where the grid stands: `PoolGridState`. Bids are covered by the quote reserve, so their ticks fit its 112 bits.
    struct GridWord {
        uint64 cursor;
        uint64 size;
        uint112 bidTicks;
        bool moved;
    }

    /// @dev What belongs to the shares, in atoms, and the fills so far.
    struct ReserveWord {
        uint112 base;
        uint112 quote;
        uint32 seq;
    }

    /// @dev Earned per LP unit (modulo 2^144, Q128), and LP units.
    struct ShareWord {
        uint144 accumulator;
        uint112 supply;
    }

    /// @dev Events so far, and how much of what the stream released the accumulator has taken up.
    struct BookWord {
        uint40 events;
        uint104 settled;
        bool initialised;
    }

    /// @dev LP units of an account, and the accumulator from which on they earn.
    struct Holder {
        uint112 balance;
        uint144 checkpoint;
    }

    /// @dev Who may move the grid, and when the proposed move may be executed.
    struct OperatorWord {
        address account;
        uint40 executableAt;
    }

    /// @dev What `removeLiquidityOneToken` left for an account, in atoms.
    struct SetAsideWord {
        uint128 base;
        uint128 quote;
    }

    /// @notice The only contract that may fill.
    address public immutable exchange;
    /// @notice The only contract that may found.
    address public immutable factory;

    GridWord internal _grid;
    ReserveWord internal _reserves;
    /// @dev `Stream`, packed by `StreamLib`.
    uint256 internal _stream;
    ShareWord internal _shares;
    BookWord internal _book;
    OperatorWord internal _operator;
    /// @dev Hash of the proposed move, or zero.
    bytes32 internal _proposal;
    /// @dev Data contract of a grid that replaced the founding one; counts only while `_grid.moved`.
    address internal _movedGrid;
    mapping(address account => Holder) internal _holders;
    /// @dev Fees earned by LP units an account no longer has.
    mapping(address account => uint256) internal _owed;
    mapping(address account => SetAsideWord) internal _setAside;

    constructor(address exchange_) {
        exchange = exchange_;
        factory = msg.sender;
        _book.initialised = true;
    }

    /// @dev The founding terms, from the clone's own code.
    function _args() internal view returns (bytes memory) {
        return Clones.fetchCloneArgs(address(this));
    }

    function _config(bool moved) internal view returns (PoolConfig memory config) {
        config.decode(_args());
        if (moved) config.replaceGrid(SSTORE2.read(_movedGrid));
    }

    function _tokens() internal view returns (address base, address quote) {
        return PoolConfigLib.tokensOf(_args());
    }

    /// @dev Number of the next event.
    function _nextEvent() internal returns (uint40) {
        return ++_book.events;
    }

    function _requireRecipient(address to) internal view {
        require(to != address(0) && to != address(this), IExchange.InvalidRecipient(to));
    }

    function _pull(address token, uint256 amount) internal {
        if (amount == 0) return;
        uint256 before = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = IERC20(token).balanceOf(address(this)) - before;
        require(received == amount, PoolUnexpectedBalance(token, received, amount));
    }

    function _push(address token, address to, uint256 amount) internal {
        if (amount != 0) IERC20(token).safeTransfer(to, amount);
    }
}
