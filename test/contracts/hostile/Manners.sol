// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Manner } from "../utils/HostileTokens.sol";
import { Matrix } from "../utils/Matrix.sol";

/// @notice The matrix with a token that behaves again after each try.
abstract contract Manners is Matrix {
    function behave() internal override {
        hostile.setManner(Manner.Plain);
        hostile.setPaused(false);
    }
}
