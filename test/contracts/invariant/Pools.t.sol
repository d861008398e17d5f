// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { LiquidityPool } from "../../../contracts/LiquidityPool.sol";
import { Campaign } from "./Campaign.sol";
import { PoolHandler } from "./PoolHandler.sol";

/// @notice Campaign C: what holds for two pools of one market after any sequence of joins, leaves, transfers, claims, gifts, distributed
/// fees, fills, moves of their grids, stuck tokens, halts and time.
///
/// Security invariants 9 to 15, and 1, 2 and 8 for providers. Those that show only in the middle of an action are checked by the
/// handler, which keeps the name of the first one broken.
contract PoolsCampaign is Campaign {
    PoolHandler private handler;

    function setUp() public {
        handler = new PoolHandler();
        _target(handler, "PoolHandler");
    }

    /// @notice After every call: the rules of the pool it touched.
    function invariant_pools() public view {
        nothingBroken(handler);
        if (address(handler.touched()) != address(0)) rules(handler.touched());
    }

    /// @notice After every run: the rules of both, and that most calls did something.
    function afterInvariant() public view {
        rules(handler.poolsHeld(0));
        rules(handler.poolsHeld(1));
        mostCallsDoSomething(handler);
    }

    function rules(LiquidityPool pool) private view {
        handler.rule09_supply(pool);
        handler.rule10_reserves(pool);
        handler.rule13_fees(pool);
    }
}
