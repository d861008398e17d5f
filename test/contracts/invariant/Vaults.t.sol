// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { MakerVault } from "../../../contracts/MakerVault.sol";
import { Campaign } from "./Campaign.sol";
import { VaultHandler } from "./VaultHandler.sol";

/// @notice Campaign A: what holds for vaults of every strategy after any sequence of fills, hedges, deposits, withdrawals, donations,
/// halts, moves, changes of manager and rate, claims, oracle jumps and failures, and time.
///
/// Security invariants 1, 2, 3, 4, 5, 6, 8 and 19. Those that show only in the middle of an action (4, 6, 8, 19) are checked by the
/// handler, which keeps the name of the first one broken.
contract VaultsCampaign is Campaign {
    VaultHandler private handler;

    function setUp() public {
        handler = new VaultHandler();
        _target(handler, "VaultHandler");
    }

    /// @notice After every call: the rules of the vault it touched.
    function invariant_vaults() public view {
        nothingBroken(handler);
        rules(handler.touched());
    }

    /// @notice After every run: the rules of all of them, the fees, and that most calls did something.
    function afterInvariant() public view {
        for (uint256 i = 0; i < 6; ++i) rules(handler.vaultsHeld(i));
        handler.rule20_exchangeHoldsFees();
        mostCallsDoSomething(handler);
    }

    function rules(MakerVault vault) private view {
        handler.rule01_solvency(vault);
        handler.rule02_conservation(vault);
        handler.rule03_highWaterMark(vault);
        handler.rule05_share(vault);
    }
}
