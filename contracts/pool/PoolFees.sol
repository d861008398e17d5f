// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { ILiquidityPool } from "../interfaces/ILiquidityPool.sol";
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
        (, address quote) = _tokens();
        _pull(quote, amount);
    }

    /// @inheritdoc ILiquidityPool
    function claimFees(address to) external override nonReentrant returns (uint256 amount) {
        _requireRecipient(to);
        (uint256 accumulator, ) = _accrue();
        _shares.accumulator = uint144(accumulator);
        Holder memory holder = _holders[msg.sender];
        (uint256 earned, uint256 checkpoint) = StreamLib.earnedDown(accumulator, holder.checkpoint, holder.balance);
        amount = earned + _owed[msg.sender];
        require(amount != 0, NothingClaimable(msg.sender));
        _holders[msg.sender].checkpoint = uint144(checkpoint);
        delete _owed[msg.sender];
        emit FeesClaimed(msg.sender, to, _nextEvent(), amount);
        (, address quote) = _tokens();
        _push(quote, to, amount);
    }

    /// @inheritdoc ILiquidityPool
    function claimable(address provider) external view override nonReentrantView returns (uint256) {
        // Whoever sends units to the locked ones gives up their fees with them.
        if (provider == LOCKED) return 0;
        Holder memory holder = _holders[provider];
        (uint256 accumulator, , , ) = _accrued();
        (uint256 earned, ) = StreamLib.earnedDown(accumulator, holder.checkpoint, holder.balance);
        return earned + _owed[provider];
    }

    /// @inheritdoc ILiquidityPool
    function stream() external view override nonReentrantView returns (uint256 remaining, uint64 end) {
        Stream memory fees = StreamLib.unpack(_stream);
        fees.advance(block.timestamp);
        if (_earningUnits(_shares.supply) == 0) fees.giveBack(_book.settled);
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

    /// @dev Take up what the stream released. Returns the new accumulator, for the caller to store, and the supply.
    function _accrue() internal returns (uint256 accumulator, uint256 supply) {
        uint256 released;
        bool earned;
        (accumulator, supply, released, earned) = _accrued();
        if (earned) {
            _book.settled = uint104(released);
        } else if (released != _book.settled) {
            Stream memory fees = StreamLib.unpack(_stream);
            fees.advance(block.timestamp);
            fees.giveBack(_book.settled);
            _stream = fees.pack();
        }
    }

    /// @dev Give `account`, which is `holder`, the balance `newBalance`; what it earned so far stays its own.
    function _setBalance(address account, Holder memory holder, uint256 newBalance, uint256 accumulator) internal {
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

    /// @dev The accumulator as it is now, the supply, what the stream released, and whether anybody was there to earn more of it than the
    /// accumulator had taken up. Every exit passes here: nothing in it may revert.
    function _accrued() private view returns (uint256 accumulator, uint256 supply, uint256 released, bool earned) {
        (accumulator, supply) = (_shares.accumulator, _shares.supply);
        released = StreamLib.releasedAt(_stream, block.timestamp);
        uint256 amount = StreamLib.unsettled(released, _book.settled);
        uint256 units = _earningUnits(supply);
        earned = amount != 0 && units != 0;
        if (earned) accumulator = StreamLib.accumulateDown(accumulator, amount, units);
    }

    function _earningUnits(uint256 supply) private pure returns (uint256) {
        unchecked {
            return supply > MIN_LIQUIDITY ? supply - MIN_LIQUIDITY : 0;
        }
    }
}
