// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Peak, VaultStorage } from "./VaultStorage.sol";

/// @title DrawdownStop
/// @notice The highest PnL since the stop was last started. It starts with the first fill after the vault was created, resumed or
/// given a strategy, or after base came in or left, at the PnL before that fill: no oracle is needed to start it.
abstract contract DrawdownStop is VaultStorage {
    /// @dev `pnl` before a fill.
    function _startDrawdown(int256 pnl) internal {
        if (!_peak.started) _peak = Peak(int248(pnl), true);
    }

    /// @dev `pnl` after a fill.
    function _raisePeak(int256 pnl) internal returns (int256 peak) {
        peak = _peak.pnl;
        if (pnl > peak) _peak.pnl = int248(peak = pnl);
    }

    function _restartDrawdown() internal {
        if (_peak.started) delete _peak;
    }

    /// @dev How much further PnL may fall from `pnl`.
    function _drawdownLeft(int256 pnl, uint256 most) internal view returns (uint256) {
        Peak memory peak = _peak;
        if (!peak.started || pnl >= peak.pnl) return most;
        uint256 fallen = uint256(peak.pnl - pnl);
        return most > fallen ? most - fallen : 0;
    }
}
