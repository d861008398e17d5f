// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Test } from "../utils/Test.sol";
import { Handler } from "./Handler.sol";

/// @notice A campaign calls one handler. Its rules are functions named after the number of the security invariant they state;
/// one `invariant_` function runs them after each call, so that a run is made once for all of them.
abstract contract Campaign is Test {
    Handler private _handler;

    /// @notice What the runner calls. (It knows the ABI of contracts in files that end in `.t.sol`.)
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    function _target(Handler handler) internal {
        _handler = handler;
    }

    function nothingBroken(Handler handler) internal view {
        string memory broken = handler.broken();
        yes(bytes(broken).length == 0, broken);
    }

    /// @dev At least seven calls in ten. (Measured at 500 calls: vaults 88 %, manager 90 %, pools 92 %, quotes 86 %, fees 100 %.)
    function mostCallsDoSomething(Handler handler) internal view {
        yes(handler.actions() < 200 || handler.idle() * 10 <= handler.actions() * 3, "most calls do something");
    }
}
