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
    using StreamLib for Stream;

    /// @notice LP units locked for good at the founding, so that the pool can never be emptied and a unit never made dear.
    uint256 public constant MIN_LIQUIDITY = 1_000;
    /// @notice Who holds them.
    address public constant LOCKED = 0x000000000000000000000000000000000000dEaD;

    /// @inheritdoc ILiquidityPool
    function distributeFees(uint256 amount) external override nonReentrant {
        require(amount != 0, ZeroLiquidity());
        require(_earningUnits(_shares.supply) != 0, NobodyToReceive());
        _earn(amount);
        emit FeesDistributed(msg.sender, _nextEvent(), amount);
        _pull(PoolConfigLib.decode(_args()).quote, amount);
    }

    /// @inheritdoc ILiquidityPool
    function claimFees(address to) external override nonReentrant returns (uint256 amount) {
        _requireRecipient(to);
        ShareWord memory shares = _accrue();
        _shares = shares;
        Holder memory holder = _holders[msg.sender];
        (uint256 earned, uint256 checkpoint) = StreamLib.earnedDown(
            shares.accumulator,
            holder.checkpoint,
            holder.balance
        );
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
        (ShareWord memory shares, , ) = _accrued();
        (uint256 earned, ) = StreamLib.earnedDown(shares.accumulator, holder.checkpoint, holder.balance);
        return earned + _owed[provider];
    }

    /// @inheritdoc ILiquidityPool
    function stream() external view override nonReentrantView returns (uint256 remaining, uint64 end) {
        (, Stream memory fees, ) = _accrued();
        return (fees.remaining, uint64(block.timestamp + fees.duration));
    }

    /// @dev Add fees to the stream: its one word is all that changes.
    function _earn(uint256 amount) internal {
        if (amount == 0) return;
        Stream memory fees = StreamLib.unpack(_stream);
        fees.advance(block.timestamp);
        fees.extend(amount);
        // Refused rather than cut off.
        require(fees.remaining <= StreamLib.MOST, SafeCast.SafeCastOverflowedUintDowncast(103, fees.remaining));
        _stream = fees.pack();
    }

    /// @dev Take up what the stream released. Returns the shares with their new accumulator, for the caller to store.
    function _accrue() internal returns (ShareWord memory shares) {
        Stream memory fees;
        uint256 amount;
        (shares, fees, amount) = _accrued();
        if (amount == 0) return shares;
        if (_earningUnits(shares.supply) == 0) _stream = fees.pack();
        else _book.settled = uint104(fees.released);
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

    /// @dev Shares and stream as they are now, and how much was released since they were last stored. Every exit passes here:
    /// nothing in it may revert.
    function _accrued() private view returns (ShareWord memory shares, Stream memory fees, uint256 amount) {
        shares = _shares;
        uint256 settled = _book.settled;
        fees = StreamLib.unpack(_stream);
        fees.advance(block.timestamp);
        amount = fees.unsettled(settled);
        if (amount == 0) return (shares, fees, 0);
        uint256 units = _earningUnits(shares.supply);
        if (units == 0) fees.giveBack(settled);
        else shares.accumulator = uint144(StreamLib.accumulateDown(shares.accumulator, amount, units));
    }

    function _earningUnits(uint256 supply) private pure returns (uint256) {
        return supply > MIN_LIQUIDITY ? supply - MIN_LIQUIDITY : 0;
    }
}
