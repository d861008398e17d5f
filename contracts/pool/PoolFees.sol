// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { ILiquidityPool } from "../interfaces/ILiquidityPool.sol";
import { PoolConfigLib } from "../libraries/PoolConfigLib.sol";
import { Stream, StreamLib } from "../libraries/StreamLib.sol";
import { PoolStorage } from "./PoolStorage.sol";

/// @title PoolFees
/// @notice The fee stream, and what of it each provider may claim.
/// @dev The units locked at the founding earn nothing: all fees reach those who can claim them.
abstract contract PoolFees is PoolStorage {
    using SafeCast for uint256;
    using StreamLib for Stream;

    /// @notice LP units locked for good at the founding, so that the pool can never be emptied and a unit never made dear.
    uint256 public constant MIN_LIQUIDITY = 1_000;
    /// @notice Who holds them.
    address public constant LOCKED = 0x000000000000000000000000000000000000dEaD;

    /// @inheritdoc ILiquidityPool
    function distributeFees(uint256 amount) external override nonReentrant {
        require(amount != 0, ZeroLiquidity());
        Stream memory fees = _accrued();
        require(_earningUnits() != 0, NobodyToReceive());
        fees.extend(amount);
        // Refused here rather than cut off in `_store`.
        fees.remaining.toUint112();
        _store(fees);
        emit FeesDistributed(msg.sender, _nextEvent(), amount);
        _pull(PoolConfigLib.decode(_args()).quote, amount);
    }

    /// @inheritdoc ILiquidityPool
    function claimFees(address to) external override nonReentrant returns (uint256 amount) {
        _requireRecipient(to);
        uint256 accumulator = _accrue();
        Holder memory holder = _holders[msg.sender];
        (uint256 earned, uint256 checkpoint) = StreamLib.earnedDown(accumulator, holder.checkpoint, holder.balance);
        amount = earned + _owed[msg.sender];
        require(amount != 0, NothingClaimable(msg.sender));
        _holders[msg.sender].checkpoint = uint144(checkpoint);
        delete _owed[msg.sender];
        emit FeesClaimed(msg.sender, to, _nextEvent(), amount);
        _push(PoolConfigLib.decode(_args()).quote, to, amount);
    }

    /// @inheritdoc ILiquidityPool
    function claimable(address provider) external view override nonReentrantView returns (uint256) {
        // Whoever sends units to the locked ones gives up their fees with them.
        if (provider == LOCKED) return 0;
        Holder memory holder = _holders[provider];
        (uint256 earned, ) = StreamLib.earnedDown(_accrued().accumulator, holder.checkpoint, holder.balance);
        return earned + _owed[provider];
    }

    /// @inheritdoc ILiquidityPool
    function stream() external view override nonReentrantView returns (uint256 remaining, uint64 end) {
        Stream memory fees = _accrued();
        return (fees.remaining, uint64(fees.updatedAt + fees.duration));
    }

    /// @dev Add what a fill earned. Only one word, written in every such fill; the stream takes it up when next it moves.
    function _earn(uint256 amount) internal {
        if (amount == 0) return;
        StreamWord memory word = _stream;
        word.pendingAt = uint40(StreamLib.pendingTime(word.pending, word.pendingAt, amount, block.timestamp));
        word.pending = (word.pending + amount).toUint104();
        _stream = word;
    }

    /// @dev Bring the stream up to date. Returns the accumulator.
    function _accrue() internal returns (uint256) {
        if (_stream.remaining == 0 && _stream.pending == 0) return _shares.accumulator;
        Stream memory fees = _accrued();
        _store(fees);
        return fees.accumulator;
    }

    /// @dev Give `account` the balance `newBalance`; what it earned so far stays its own.
    function _setBalance(address account, uint256 newBalance, uint256 accumulator) internal {
        Holder memory holder = _holders[account];
        (uint256 checkpoint, uint256 spilled) = StreamLib.carry(
            accumulator,
            holder.checkpoint,
            holder.balance,
            newBalance
        );
        if (spilled != 0) _owed[account] += spilled;
        // No balance is above the supply, which fits.
        _holders[account] = Holder(uint112(newBalance), newBalance == 0 ? 0 : uint144(checkpoint));
    }

    function _earningUnits() private view returns (uint256) {
        uint256 supply = _shares.supply;
        return supply > MIN_LIQUIDITY ? supply - MIN_LIQUIDITY : 0;
    }

    function _accrued() private view returns (Stream memory fees) {
        StreamWord memory word = _stream;
        ClockWord memory clock = _clock;
        fees.accumulator = _shares.accumulator;
        fees.remaining = word.remaining;
        fees.pending = word.pending;
        fees.pendingAt = word.pendingAt;
        fees.updatedAt = clock.updatedAt;
        fees.duration = clock.duration;
        fees.advance(block.timestamp, _earningUnits());
    }

    /// @dev Every exit passes here, so nothing may revert: an absurd sum of fees is cut off instead.
    function _store(Stream memory fees) private {
        uint256 most = type(uint112).max;
        _stream = StreamWord(uint112(fees.remaining < most ? fees.remaining : most), 0, 0);
        _shares.accumulator = uint144(fees.accumulator);
        ClockWord storage clock = _clock;
        clock.updatedAt = uint40(fees.updatedAt);
        clock.duration = uint32(fees.duration);
    }
}
