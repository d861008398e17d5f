// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IMakerVault } from "../interfaces/IMakerVault.sol";
import { GridMode } from "../interfaces/Strategy.sol";
import { GridLib, PriceList } from "../libraries/GridLib.sol";
import { VaultConfig } from "../libraries/VaultConfigLib.sol";
import { VaultState } from "./Books.sol";
import { VaultStorage } from "./VaultStorage.sol";

/// @title Coverage
/// @notice What resting orders need, and whether it is there.
abstract contract Coverage is VaultStorage {
    using GridLib for PriceList;

    /// @dev Base and quote atoms that resting orders need.
    function _required(
        VaultConfig config,
        VaultState memory state
    ) internal view returns (uint256 baseNeeded, uint256 quoteNeeded) {
        if (!config.hasGrid()) return (0, 0);
        uint256 bids = config.mode() == GridMode.OneShot ? _bidCursor : state.cursor;
        (uint256 lots, uint256 ticks) = config.prices().fundingOf(config.sizePerCell(), state.cursor, bids);
        return (lots * config.lotSize(), ticks * config.tickSize());
    }

    /// @dev Quote atoms that are not set aside for managers.
    function _quoteHeld(VaultConfig config) internal view returns (uint256) {
        uint256 held = IERC20(config.quote()).balanceOf(address(this));
        uint256 owed = _owed;
        return held > owed ? held - owed : 0;
    }

    /// @dev Only lots of the position can be sold, so donated base covers nothing.
    function _requireCovered(VaultConfig config, VaultState memory state, uint256 lots) internal view {
        (uint256 baseNeeded, uint256 quoteNeeded) = _required(config, state);
        uint256 baseHeld = lots * config.lotSize();
        uint256 quoteHeld = _quoteHeld(config);
        require(
            baseHeld >= baseNeeded && quoteHeld >= quoteNeeded,
            IMakerVault.Underfunded(baseHeld, baseNeeded, quoteHeld, quoteNeeded)
        );
    }

    function _covered(VaultConfig config, VaultState memory state, uint256 lots) internal view returns (bool) {
        (uint256 baseNeeded, uint256 quoteNeeded) = _required(config, state);
        return lots * config.lotSize() >= baseNeeded && _quoteHeld(config) >= quoteNeeded;
    }
}
