// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IMakerVault, ProfitShareState } from "../interfaces/IMakerVault.sol";
import { MarkLib } from "../libraries/MarkLib.sol";
import { Position } from "../libraries/PositionLib.sol";
import { ProfitShareLib } from "../libraries/ProfitShareLib.sol";
import { VaultConfig } from "../libraries/VaultConfigLib.sol";
import { VaultState, VaultStorage } from "./VaultStorage.sol";

/// @notice What one manager, present or former, has earned and not taken.
/// @param setAside Quote atoms kept for him.
/// @param carried Quote atoms he earned that no free quote covered yet.
struct Claim {
    uint256 setAside;
    uint256 carried;
}

/// @title ProfitShare
/// @notice The manager's share of profit above the high-water mark: told, set aside, pulled.
///
/// Profit can be told while the vault is flat, or at a live mark. When it cannot, nothing accrues and no mark moves. What is set
/// aside comes out of quote that no resting bid needs; the rest is carried, a debt that stops nobody from leaving.
abstract contract ProfitShare is VaultStorage {
    /// @dev No price reaches it; an oracle that answers beyond it is as good as dead, and may not break a change of manager.
    uint256 private constant MARK_LIMIT = 1 << 128;

    int256 internal _highWaterMark;
    /// @dev Sum of what is set aside for managers.
    uint256 internal _owed;
    mapping(address manager => Claim) private _claims;

    /// @inheritdoc IMakerVault
    function crystallise() external override nonReentrant {
        VaultState memory state = _state;
        _crystallise(_config(state), state);
        _state = state;
    }

    /// @inheritdoc IMakerVault
    function claimProfitShare(address to) external override nonReentrant returns (uint256 amount) {
        VaultState memory state = _state;
        VaultConfig memory config = _config(state);
        Claim memory claim = _claims[msg.sender];
        uint256 covered = _coverable(config, state, claim.carried);
        claim.carried -= covered;
        amount = claim.setAside + covered;
        require(amount != 0, NothingOwed(msg.sender));
        _owed -= claim.setAside;
        claim.setAside = 0;
        _claims[msg.sender] = claim;
        emit ProfitShareClaimed(msg.sender, to, ++state.eventSeq, amount);
        _state = state;
        _push(config.quote, to, amount);
    }

    /// @inheritdoc IMakerVault
    function setProfitShare(uint16 shareBps) external override onlyOwner nonReentrant {
        VaultState memory state = _state;
        require(_crystallise(_config(state), state), ProfitShareUnsettled());
        _setShare(state, shareBps);
        _state = state;
    }

    /// @inheritdoc IMakerVault
    function profitShare() external view override nonReentrantView returns (ProfitShareState memory) {
        return
            ProfitShareState({
                shareBps: _manager.shareBps,
                highWaterMark: _highWaterMark,
                owed: _owed,
                carried: _claims[_manager.account].carried
            });
    }

    /// @inheritdoc IMakerVault
    function owedTo(address account) external view override nonReentrantView returns (uint256) {
        return _claims[account].setAside;
    }

    function _setShare(VaultState memory state, uint16 shareBps) internal {
        require(shareBps <= ProfitShareLib.MAX_SHARE_BPS, ProfitShareTooHigh(shareBps, ProfitShareLib.MAX_SHARE_BPS));
        _manager.shareBps = shareBps;
        emit ProfitShareSet(++state.eventSeq, shareBps);
    }

    /// @dev Share profit above the mark as far as it can be told. Never reverts, whatever oracle and quote token do.
    /// @return told Whether it could be.
    function _crystallise(VaultConfig memory config, VaultState memory state) internal returns (bool told) {
        address account = _manager.account;
        int256 highWaterMark = _highWaterMark;
        uint256 accrued = 0;
        bool raised = false;
        int256 profit;
        (told, profit) = _profit(config);
        if (told && profit > highWaterMark) {
            raised = true;
            // Without a manager there is nobody to share with: the profit is the owner's alone.
            if (account != address(0)) {
                accrued = ProfitShareLib.shareDown(profit, highWaterMark, _manager.shareBps);
            }
            _highWaterMark = highWaterMark = profit;
        }
        Claim memory claim = _claims[account];
        uint256 due = claim.carried + accrued;
        uint256 covered = _coverable(config, state, due);
        if (!raised && covered == 0) return told;
        claim.setAside += covered;
        claim.carried = due - covered;
        if (due != 0) {
            _claims[account] = claim;
            _owed += covered;
        }
        emit Crystallised(account, ++state.eventSeq, highWaterMark, accrued, covered);
    }

    function _profit(VaultConfig memory config) private view returns (bool told, int256 profit) {
        Position memory position = _position;
        if (position.lots == 0) return (true, position.realisedPnl);
        (bool live, uint256 mark) = _mark(config);
        if (!live) return (false, 0);
        uint256 worth = MarkLib.valueDown(position.lots, config.tickSize, mark);
        return (true, ProfitShareLib.profit(position.realisedPnl, position.cost, worth));
    }

    /// @dev The market's mark, asked for only where there is an oracle.
    function _mark(VaultConfig memory config) internal view returns (bool live, uint256 mark) {
        if (!config.hasOracle) return (false, 0);
        (live, mark) = exchange.markOf(config.marketId);
        live = live && mark < MARK_LIMIT;
    }

    /// @dev As much of `amount` as quote covers that is neither set aside nor needed by resting bids.
    function _coverable(
        VaultConfig memory config,
        VaultState memory state,
        uint256 amount
    ) private view returns (uint256) {
        if (amount == 0) return 0;
        (, uint256 needed) = _required(config, state);
        // A halted grid bids for nothing, but may be resumed: its bids stay covered.
        uint256 kept = _owed + needed;
        (bool ok, bytes memory data) = config.quote.staticcall(abi.encodeCall(IERC20.balanceOf, (address(this))));
        if (!ok || data.length < 32) return 0;
        uint256 held = abi.decode(data, (uint256));
        uint256 free = held > kept ? held - kept : 0;
        return amount < free ? amount : free;
    }
}
