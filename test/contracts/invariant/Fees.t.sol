// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Campaign } from "./Campaign.sol";
import { FeeHandler } from "./FeeHandler.sol";

/// @notice Campaign E: what holds for fees and rebates after any sequence of fills, washed or not, from dust to several tiers at once,
/// of schedule changes and of periods.
///
/// Security invariants 23, 24 and 25; the handler checks fee, rebate and volume of every fill by its own arithmetic.
contract FeesCampaign is Campaign {
    FeeHandler private handler;

    function setUp() public {
        handler = new FeeHandler();
        _target(handler, "FeeHandler");
    }

    /// @notice After every call.
    function invariant_fees() public view {
        nothingBroken(handler);
        handler.rule23_solvent();
        handler.rule24_washing();
    }

    /// @notice After every run.
    function afterInvariant() public view {
        mostCallsDoSomething(handler);
    }
}
