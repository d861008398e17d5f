// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { SignedMath } from "@openzeppelin/contracts/utils/math/SignedMath.sol";
import { U256Lib } from "./U256Lib.sol";

/// @notice A maker's inventory at average cost, in two storage words.
/// @param lots Base lots held.
/// @param cost What those lots cost, in quote atoms.
/// @param realisedPnl Sum of proceeds less cost over everything sold, in quote atoms, signed.
/// @param trips Fills that reduced the position.
/// @param wins Those of them whose proceeds exceeded their cost.
struct Position {
    uint64 lots;
    uint192 cost;
    int144 realisedPnl;
    uint56 trips;
    uint56 wins;
}

/// @title PositionLib
/// @notice Average-cost accounting of one position.
/// @dev Mirrored by `sdk/src/core/position.ts`. Cost taken out rounds up, so realised profit never overstates, and what
/// remains reaches exactly zero with the last lot. Works on a memory copy: the caller loads once and stores once.
library PositionLib {
    using SafeCast for uint256;
    using SafeCast for int256;

    uint256 internal constant WAD = 1e18;

    /// @notice More lots were sold or withdrawn than are held.
    error InsufficientLots(uint256 held, uint256 size);

    /// @notice Add `size` lots that cost `cost` quote atoms: a bid that filled, or base deposited.
    function add(Position memory position, uint256 size, uint256 cost) internal pure {
        position.lots = (position.lots + size).toUint64();
        position.cost = (position.cost + cost).toUint192();
    }

    /// @notice Sell `size` lots for `proceeds` quote atoms, realising proceeds less the average cost of what was sold.
    /// @return cost Cost taken out, rounded up.
    function sell(Position memory position, uint256 size, uint256 proceeds) internal pure returns (uint256 cost) {
        cost = remove(position, size);
        position.realisedPnl = (int256(position.realisedPnl) + proceeds.toInt256() - cost.toInt256()).toInt144();
        position.trips += 1;
        if (proceeds > cost) position.wins += 1;
    }

    /// @notice Take `size` lots out at average cost and realise nothing: base withdrawn.
    /// @return cost Cost taken out, rounded up.
    function remove(Position memory position, uint256 size) internal pure returns (uint256 cost) {
        uint256 held = position.lots;
        require(size <= held, InsufficientLots(held, size));
        if (size == 0) return 0;
        cost = U256Lib.mulDivUp(position.cost, size, held);
        position.lots = uint64(held - size);
        position.cost = uint192(position.cost - cost);
    }

    /// @notice Cost at which `size` deposited lots enter: the current average, rounded down, or the reference notional.
    /// @param referenceNotional Notional of `size` lots at the reference price, used when no lots are held.
    function entryCostDown(
        Position memory position,
        uint256 size,
        uint256 referenceNotional
    ) internal pure returns (uint256) {
        if (position.lots == 0) return referenceNotional;
        return U256Lib.mulDivDown(position.cost, size, position.lots);
    }

    /// @notice `amount / basis` in WAD, rounded toward minus infinity. Panics with 0x12 when `basis` is zero.
    function ratioWadFloor(int256 amount, uint256 basis) internal pure returns (int256) {
        uint256 magnitude = SignedMath.abs(amount);
        return
            amount < 0
                ? -U256Lib.mulDivUp(magnitude, WAD, basis).toInt256()
                : U256Lib.mulDivDown(magnitude, WAD, basis).toInt256();
    }
}
