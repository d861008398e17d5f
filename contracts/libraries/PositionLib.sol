// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { SignedMath } from "@openzeppelin/contracts/utils/math/SignedMath.sol";
import { U256Lib } from "./U256Lib.sol";

/// @notice A maker's inventory at average cost.
/// @param lots Base lots held.
/// @param cost What those lots cost, in quote atoms.
/// @param realisedPnl Sum of proceeds less cost over everything sold, and of rebates, in quote atoms, signed.
/// @param trips Fills that reduced the position.
/// @param wins Those of them whose proceeds exceeded their cost.
struct Position {
    uint64 lots;
    uint112 cost;
    int112 realisedPnl;
    uint32 trips;
    uint32 wins;
}

/// @title PositionLib
/// @notice Average-cost accounting of one position.
/// @dev Mirrored by `sdk/src/core/position.ts`. Cost rounds up where base enters or is sold and down where it is withdrawn, so
/// realised profit never overstates; what remains reaches exactly zero with the last lot. Works on a memory copy: the
/// caller loads once and stores once.
library PositionLib {
    using SafeCast for uint256;
    using SafeCast for int256;

    uint256 internal constant WAD = 1e18;

    /// @notice More lots were sold or withdrawn than are held.
    error InsufficientLots(uint256 held, uint256 size);

    /// @notice Add `size` lots that cost `cost` quote atoms: a bid that filled, or base deposited.
    function add(Position memory position, uint256 size, uint256 cost) internal pure {
        position.lots = (position.lots + size).toUint64();
        position.cost = (position.cost + cost).toUint112();
    }

    /// @notice Sell `size` lots for `proceeds` quote atoms, realising proceeds less the average cost of what was sold.
    /// @return cost Cost taken out, rounded up.
    function sell(Position memory position, uint256 size, uint256 proceeds) internal pure returns (uint256 cost) {
        cost = costOfUp(position, size);
        _takeOut(position, size, cost);
        int256 profit = proceeds.toInt256();
        // Cost has 112 bits.
        unchecked {
            profit -= int256(cost);
        }
        position.realisedPnl = (int256(position.realisedPnl) + profit).toInt112();
        position.trips += 1;
        if (proceeds > cost) position.wins += 1;
    }

    /// @notice Add a rebate: realised profit that belongs to no lot and wins no round trip.
    function addRebate(Position memory position, uint256 rebate) internal pure {
        if (rebate == 0) return;
        position.realisedPnl = (int256(position.realisedPnl) + rebate.toInt256()).toInt112();
    }

    /// @notice Average cost of `size` of the lots held, rounded up.
    function costOfUp(Position memory position, uint256 size) internal pure returns (uint256) {
        _checkHeld(position, size);
        if (size == 0) return 0;
        uint256 lots = position.lots;
        // Cost has 112 bits and `size`, at most `lots`, 64: neither product nor sum can overflow.
        unchecked {
            return (position.cost * size + lots - 1) / lots;
        }
    }

    /// @notice Take `size` lots out at average cost and realise nothing.
    /// @return cost Cost taken out, rounded down.
    function withdraw(Position memory position, uint256 size) internal pure returns (uint256 cost) {
        _checkHeld(position, size);
        if (size != 0) cost = U256Lib.mulDivDown(position.cost, size, position.lots);
        _takeOut(position, size, cost);
    }

    /// @notice Cost at which `size` deposited lots enter: the current average, rounded up, or the reference notional.
    /// @param referenceNotional Notional of `size` lots at the reference price, used when no lots are held.
    function entryCostUp(
        Position memory position,
        uint256 size,
        uint256 referenceNotional
    ) internal pure returns (uint256) {
        if (position.lots == 0) return referenceNotional;
        return U256Lib.mulDivUp(position.cost, size, position.lots);
    }

    /// @notice `amount / basis` in WAD, rounded toward minus infinity. Panics with 0x12 when `basis` is zero.
    function ratioWadFloor(int256 amount, uint256 basis) internal pure returns (int256) {
        uint256 magnitude = SignedMath.abs(amount);
        return
            amount < 0
                ? -U256Lib.mulDivUp(magnitude, WAD, basis).toInt256()
                : U256Lib.mulDivDown(magnitude, WAD, basis).toInt256();
    }

    function _checkHeld(Position memory position, uint256 size) private pure {
        require(size <= position.lots, InsufficientLots(position.lots, size));
    }

    /// @dev The caller has checked `size`, and a share of the cost is never above it.
    function _takeOut(Position memory position, uint256 size, uint256 cost) private pure {
        // `_checkHeld` came first: `size` is within the lots, and its share of their cost within it.
        unchecked {
            position.lots = uint64(position.lots - size);
            position.cost = uint112(position.cost - cost);
        }
    }
}
