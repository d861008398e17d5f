// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { PriceList } from "./GridLib.sol";

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
// Never stored, so its order is that of its meaning.
// solhint-disable-next-line gas-struct-packing
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

    /// @notice Unpack what the founding terms say about the grid into `config`.
    function decode(PoolConfig memory config, bytes memory args) internal pure {
        (config.base, config.quote) = tokensOf(args);
        config.lotSize = _word(args, 40) >> 168;
        config.tickSize = _word(args, 51) >> 184;
        // anchorSize 64 bits, anchorSupply 112, then the three lengths of 8.
        uint256 word = _word(args, 65);
        config.anchorSize = word >> 192;
        config.anchorSupply = (word >> 80) & type(uint112).max;
        unchecked {
            uint256 texts = ((word >> 72) & 0xff) + ((word >> 64) & 0xff);
            _setPrices(config.prices, args, HEADER + texts, (word >> 56) & 0xff);
        }
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
        uint256 word = _word(moved, 0);
        config.anchorSize = word >> 192;
        config.anchorSupply = (word >> 80) & type(uint112).max;
        _setPrices(config.prices, moved, MOVED_HEADER, (word >> 72) & 0xff);
    }

    /// @notice Tokens of the market.
    function tokensOf(bytes memory args) internal pure returns (address base, address quote) {
        return (address(uint160(_word(args, 0) >> 96)), address(uint160(_word(args, 20) >> 96)));
    }

    /// @notice Market the pool makes.
    function marketIdOf(bytes memory args) internal pure returns (uint32) {
        return uint32(_word(args, 60) >> 224);
    }

    /// @notice Decimals of the LP token.
    function decimalsOf(bytes memory args) internal pure returns (uint8) {
        return uint8(_word(args, 64) >> 248);
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
        return (_word(args, TEXTS) >> 248, _word(args, TEXTS + 1) >> 248);
    }

    /// @dev Prices are all that follows `offset`.
    function _setPrices(PriceList memory list, bytes memory data, uint256 offset, uint256 width) private pure {
        uint256 pointer;
        assembly ("memory-safe") {
            pointer := add(add(data, 32), offset)
        }
        list.pointer = pointer;
        list.width = width;
        list.count = (data.length - offset) / width;
        list.askOffset = 1;
    }

    function _text(bytes memory data, uint256 offset, uint256 length) private pure returns (string memory text) {
        text = new string(length);
        assembly ("memory-safe") {
            mcopy(add(text, 32), add(add(data, 32), offset), length)
        }
    }

    /// @dev The 32 bytes from `offset` on; those beyond the data count for nothing.
    function _word(bytes memory data, uint256 offset) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(add(data, 32), offset))
        }
    }
}
