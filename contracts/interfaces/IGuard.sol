// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Side } from "./Types.sol";

/// @title IGuard
/// @notice Chosen by the owner of a `Custom` vault and asked, with bounded gas and without the right to change anything, about
/// every fill before it is booked. The vault's own views of its books are closed meanwhile.
interface IGuard {
    /// @notice Whether the vault may fill. Anything but `true` (false, a revert, garbage, too much gas) refuses the fill.
    /// @param side The vault's side.
    /// @param size Lots of this fill.
    /// @param notional Quote atoms of this fill, before the fee.
    /// @param lotsAfter Lots the vault will hold.
    /// @param taker Who crosses.
    function mayFill(
        Side side,
        uint256 size,
        uint256 notional,
        uint256 lotsAfter,
        address taker
    ) external view returns (bool);
}
