// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IMakerVault } from "../interfaces/IMakerVault.sol";
import { MarkLib } from "../libraries/MarkLib.sol";
import { Position } from "../libraries/PositionLib.sol";
import { ProfitShareLib } from "../libraries/ProfitShareLib.sol";
import { VaultConfig } from "../libraries/VaultConfigLib.sol";
import { VaultState } from "./Books.sol";
import { Coverage } from "./Coverage.sol";
import { Claim } from "./VaultStorage.sol";

/// @title ProfitShare
/// @notice The manager's share of profit above the high-water mark: told, set aside, pulled.
///
/// Profit can be told while the vault is flat, or at a live mark. When it cannot, nothing accrues and no mark moves. What is set
/// aside comes out of quote that no resting bid needs; the rest is carried, a debt that stops nobody from leaving.
abstract contract ProfitShare is Coverage {
    function _setShare(VaultState memory state, uint16 shareBps) internal {
        require(
            shareBps <= ProfitShareLib.MAX_SHARE_BPS,
            IMakerVault.ProfitShareTooHigh(shareBps, ProfitShareLib.MAX_SHARE_BPS)
        );
        _manager.shareBps = shareBps;
        emit IMakerVault.ProfitShareSet(++state.eventSeq, shareBps);
    }

    /// @notice Share profit above the mark as far as it can be told. Never reverts, whatever oracle and quote token do.
    /// @return told Whether it could be.
    function _crystallise(VaultConfig config, VaultState memory state) internal returns (bool told) {
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
        emit IMakerVault.Crystallised(account, ++state.eventSeq, highWaterMark, accrued, covered);
    }

    function _profit(VaultConfig config) private view returns (bool told, int256 profit) {
        Position memory position = _position();
        if (position.lots == 0) return (true, position.realisedPnl);
        (bool live, uint256 mark) = _mark(config);
        if (!live) return (false, 0);
        uint256 worth = MarkLib.valueDown(position.lots, config.tickSize(), mark);
        return (true, ProfitShareLib.profit(position.realisedPnl, position.cost, worth));
    }

    /// @dev As much of `amount` as quote covers that is neither set aside nor needed by resting bids.
    function _coverable(VaultConfig config, VaultState memory state, uint256 amount) internal view returns (uint256) {
        if (amount == 0) return 0;
        (, uint256 needed) = _required(config, state);
        // A halted grid bids for nothing, but may be resumed: its bids stay covered.
        uint256 kept = _owed + needed;
        (bool ok, bytes memory data) = config.quote().staticcall(abi.encodeCall(IERC20.balanceOf, (address(this))));
        if (!ok || data.length < 32) return 0;
        uint256 held = abi.decode(data, (uint256));
        uint256 free = held > kept ? held - kept : 0;
        return amount < free ? amount : free;
    }
}
