// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { GridLib, PriceList } from "./GridLib.sol";

/// @notice What a pool needs to price and size its grid.
/// @param anchorSize With `anchorSupply` the fixed ratio of lots per cell to LP units: those of the founding or the last move.
/// @param prices Points into the bytes it was read from; not copied.
struct PoolConfig {
    address base;
    address quote;
    uint256 lotSize;
    uint256 tickSize;
    uint256 anchorSize;
    uint256 anchorSupply;
    PriceList prices;
}

/// @notice What a pool is founded with, as packed into its clone's code.
struct PoolTerms {
    address base;
    address quote;
    uint88 lotSize;
    uint72 tickSize;
    uint32 marketId;
    uint8 decimals;
    uint64 firstSize;
    uint112 firstSupply;
    string name;
    string symbol;
    uint8 width;
    bytes packedPrices;
}

/// @title PoolConfigLib
/// @notice Packs a pool's constants for a clone's immutable arguments, and a moved grid for a data contract.
/// @dev Both are read in place from code, for a few gas per word.
library PoolConfigLib {
    /// @dev base 20, quote 20, lotSize 11, tickSize 9, marketId 4, decimals 1, firstSize 8, firstSupply 14, length of name 1,
    /// of symbol 1, width 1; then name, symbol, prices.
    uint256 private constant HEADER = 90;
    uint256 private constant TEXTS = 87;
    /// @dev anchorSize 8, anchorSupply 14, width 1; then prices.
    uint256 private constant MOVED_HEADER = 23;

    /// @notice Pack the founding terms. The caller keeps both texts below 256 bytes.
    function encode(PoolTerms memory terms) internal pure returns (bytes memory) {
        return
            abi.encodePacked(
                abi.encodePacked(
                    terms.base,
                    terms.quote,
                    terms.lotSize,
                    terms.tickSize,
                    terms.marketId,
                    terms.decimals
                ),
                terms.firstSize,
                terms.firstSupply,
                uint8(bytes(terms.name).length),
                uint8(bytes(terms.symbol).length),
                terms.width,
                terms.name,
                terms.symbol,
                terms.packedPrices
            );
    }

    /// @notice Unpack what the founding terms say about the grid.
    function decode(bytes memory args) internal pure returns (PoolConfig memory config) {
        config.base = address(uint160(_read(args, 0, 20)));
        config.quote = address(uint160(_read(args, 20, 20)));
        config.lotSize = _read(args, 40, 11);
        config.tickSize = _read(args, 51, 9);
        config.anchorSize = _read(args, 65, 8);
        config.anchorSupply = _read(args, 73, 14);
        (uint256 nameLength, uint256 symbolLength) = _lengths(args);
        config.prices = _prices(args, HEADER + nameLength + symbolLength, _read(args, 89, 1));
    }

    /// @notice Pack a grid that replaces the founding one.
    function encodeMoved(
        uint64 anchorSize,
        uint112 anchorSupply,
        uint8 width,
        bytes memory packedPrices
    ) internal pure returns (bytes memory) {
        return abi.encodePacked(anchorSize, anchorSupply, width, packedPrices);
    }

    /// @notice Put the grid of `moved` in the place of the founding one.
    function replaceGrid(PoolConfig memory config, bytes memory moved) internal pure {
        config.anchorSize = _read(moved, 0, 8);
        config.anchorSupply = _read(moved, 8, 14);
        config.prices = _prices(moved, MOVED_HEADER, _read(moved, 22, 1));
    }

    /// @notice Market the pool makes.
    function marketIdOf(bytes memory args) internal pure returns (uint32) {
        return uint32(_read(args, 60, 4));
    }

    /// @notice Decimals of the LP token.
    function decimalsOf(bytes memory args) internal pure returns (uint8) {
        return uint8(_read(args, 64, 1));
    }

    /// @notice Name of the LP token.
    function nameOf(bytes memory args) internal pure returns (string memory) {
        (uint256 nameLength, ) = _lengths(args);
        return _text(args, HEADER, nameLength);
    }

    /// @notice Symbol of the LP token.
    function symbolOf(bytes memory args) internal pure returns (string memory) {
        (uint256 nameLength, uint256 symbolLength) = _lengths(args);
        return _text(args, HEADER + nameLength, symbolLength);
    }

    function _lengths(bytes memory args) private pure returns (uint256 nameLength, uint256 symbolLength) {
        return (_read(args, TEXTS, 1), _read(args, TEXTS + 1, 1));
    }

    function _prices(bytes memory data, uint256 offset, uint256 width) private pure returns (PriceList memory list) {
        list = GridLib.view_(data, width);
        list.pointer += offset;
        list.count = (data.length - offset) / width;
    }

    function _text(bytes memory data, uint256 offset, uint256 length) private pure returns (string memory text) {
        text = new string(length);
        assembly ("memory-safe") {
            mcopy(add(text, 32), add(add(data, 32), offset), length)
        }
    }

    function _read(bytes memory data, uint256 offset, uint256 size) private pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(sub(256, mul(8, size)), mload(add(add(data, 32), offset)))
        }
    }
}
