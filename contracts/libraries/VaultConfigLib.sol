// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { GridMode, StrategyKind } from "../interfaces/Strategy.sol";
import { Market } from "../interfaces/Types.sol";
import { PriceList } from "./GridLib.sol";
import { StrategyCodec } from "./StrategyCodec.sol";

/// @notice What never changes about a vault, and the strategy in force: a memory address where both lie packed, one after the other,
/// after a word with their length. Fields are read where they are used; a fill needs few of them.
type VaultConfig is uint256;

using VaultConfigLib for VaultConfig global;

/// @title VaultConfigLib
/// @notice A vault's constants as its clone's immutable arguments: they live in code, read for a few gas per word.
///
/// A market's tokens, units, oracle and band never change, so they are constants too. The first strategy follows them; a later
/// one lives in a contract of its own, and is copied over the first.
library VaultConfigLib {
    /// @notice Bytes of the constants: owner 20, base 20, quote 20, lotSize 11, tickSize 9, marketId 4, hasOracle 1, bandBps 2.
    uint256 internal constant HEADER = 87;

    /// @dev Where a clone's immutable arguments begin in its code: see OpenZeppelin's `Clones.fetchCloneArgs`.
    uint256 private constant ARGS_START = 0x2d;

    /// @notice Pack.
    function encode(
        address owner_,
        Market memory market,
        uint32 marketId_,
        bytes memory strategy
    ) internal pure returns (bytes memory) {
        return
            abi.encodePacked(
                owner_,
                market.base,
                market.quote,
                market.lotSize,
                market.tickSize,
                marketId_,
                market.oracle != address(0),
                market.oracleBandBps,
                strategy
            );
    }

    /// @notice Copy what this vault, a clone, has in its code.
    function load() internal view returns (VaultConfig config) {
        uint256 start = ARGS_START;
        assembly ("memory-safe") {
            config := mload(0x40)
            let length := sub(extcodesize(address()), start)
            mstore(config, length)
            extcodecopy(address(), add(config, 32), start, length)
            mstore(0x40, and(add(add(config, length), 63), not(31)))
        }
    }

    /// @notice Copy this vault's constants, and the strategy that is the code of `strategyAt` (`SSTORE2`: after one byte).
    function loadMoved(address strategyAt) internal view returns (VaultConfig config) {
        uint256 start = ARGS_START;
        uint256 header = HEADER;
        assembly ("memory-safe") {
            config := mload(0x40)
            let strategy := add(add(config, 32), header)
            let length := sub(extcodesize(strategyAt), 1)
            mstore(config, add(header, length))
            extcodecopy(address(), add(config, 32), start, header)
            extcodecopy(strategyAt, strategy, 1, length)
            mstore(0x40, and(add(add(strategy, length), 31), not(31)))
        }
    }

    /// @notice Owner of this vault, without the rest.
    function loadOwner() internal view returns (address account) {
        uint256 start = ARGS_START;
        assembly ("memory-safe") {
            extcodecopy(address(), 0, start, 32)
            account := shr(96, mload(0))
        }
    }

    // ---- constants ------------------------------------------------------------------------------------------------

    function owner(VaultConfig config) internal pure returns (address) {
        return address(uint160(_from(config, 0) >> 96));
    }

    function base(VaultConfig config) internal pure returns (address) {
        return address(uint160(_from(config, 20) >> 96));
    }

    function quote(VaultConfig config) internal pure returns (address) {
        return address(uint160(_from(config, 40) >> 96));
    }

    function lotSize(VaultConfig config) internal pure returns (uint256) {
        return _from(config, 60) >> 168;
    }

    function tickSize(VaultConfig config) internal pure returns (uint256) {
        return _from(config, 71) >> 184;
    }

    function marketId(VaultConfig config) internal pure returns (uint32) {
        return uint32(_from(config, 80) >> 224);
    }

    /// @notice Whether the market has an oracle, for good.
    function hasOracle(VaultConfig config) internal pure returns (bool) {
        return _from(config, 84) >> 248 != 0;
    }

    /// @notice How far from the oracle the vault may fill.
    function bandBps(VaultConfig config) internal pure returns (uint256) {
        return _from(config, 85) >> 240;
    }

    // ---- strategy: layout in `StrategyCodec` ------------------------------------------------------------------------

    function kind(VaultConfig config) internal pure returns (StrategyKind) {
        return StrategyKind((_from(config, HEADER) >> 248) & 3);
    }

    function mode(VaultConfig config) internal pure returns (GridMode) {
        return GridMode((_from(config, HEADER) >> 250) & 3);
    }

    function sizePerCell(VaultConfig config) internal pure returns (uint64) {
        return uint64(_from(config, HEADER + 2) >> 192);
    }

    function referencePrice(VaultConfig config) internal pure returns (uint64) {
        return uint64(_from(config, HEADER + 10) >> 192);
    }

    function minStepBps(VaultConfig config) internal pure returns (uint16) {
        return uint16(_from(config, HEADER + 18) >> 240);
    }

    /// @notice Memory address of the packed limits, zero when there are none: see `StrategyCodec`.
    function limitsAt(VaultConfig config) internal pure returns (uint256) {
        return hasLimits(config) ? VaultConfig.unwrap(config) + 32 + HEADER + StrategyCodec.HEADER : 0;
    }

    function hasLimits(VaultConfig config) internal pure returns (bool) {
        return (_from(config, HEADER) >> 252) & 1 != 0;
    }

    function hasGrid(VaultConfig config) internal pure returns (bool) {
        return _width(config) != 0;
    }

    /// @notice Prices of the grid; `count` is zero without one.
    function prices(VaultConfig config) internal pure returns (PriceList memory list) {
        uint256 width = _width(config);
        if (width == 0) return list;
        uint256 offset = HEADER + StrategyCodec.HEADER;
        uint256 at = VaultConfig.unwrap(config);
        uint256 length;
        assembly ("memory-safe") {
            length := mload(at)
        }
        // The factory packed whole prices behind the header.
        unchecked {
            if (hasLimits(config)) offset += StrategyCodec.LIMITS;
            list.pointer = at + 32 + offset;
            list.width = width;
            list.count = (length - offset) / width;
        }
        list.askOffset = mode(config) == GridMode.SameLevel ? 0 : 1;
    }

    function _width(VaultConfig config) private pure returns (uint256) {
        return _from(config, HEADER + 1) >> 248;
    }

    /// @dev The word that begins `offset` bytes into the packed fields: one field in its highest bits, others or nothing below.
    function _from(VaultConfig config, uint256 offset) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(add(config, 32), offset))
        }
    }
}
