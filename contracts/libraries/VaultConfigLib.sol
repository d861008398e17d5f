// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Market } from "../interfaces/Types.sol";
import { PriceList } from "./GridLib.sol";

/// @notice What never changes about a vault: it lives in the clone's own code, read for a few gas per word.
struct VaultConfig {
    address owner;
    address base;
    address quote;
    uint256 lotSize;
    uint256 tickSize;
    uint32 marketId;
    uint64 sizePerCell;
    uint64 referencePrice;
    PriceList prices;
}

/// @title VaultConfigLib
/// @notice Packs a vault's constants, price list last, for a clone's immutable arguments.
library VaultConfigLib {
    /// @dev owner 20, base 20, quote 20, lotSize 12, tickSize 10, marketId 4, sizePerCell 8, referencePrice 8, width 1.
    uint256 private constant HEADER = 103;

    /// @notice Pack. Layout as in `decode`.
    function encode(
        address owner,
        Market memory market,
        uint32 marketId,
        uint64 sizePerCell,
        uint64 referencePrice,
        uint256 width,
        bytes memory packed
    ) internal pure returns (bytes memory) {
        return
            abi.encodePacked(
                owner,
                market.base,
                market.quote,
                market.lotSize,
                market.tickSize,
                marketId,
                sizePerCell,
                referencePrice,
                uint8(width),
                packed
            );
    }

    /// @notice Unpack; the price list points into `args` and is not copied.
    function decode(bytes memory args) internal pure returns (VaultConfig memory config) {
        uint256 pointer;
        assembly ("memory-safe") {
            pointer := add(args, 32)
        }
        config.owner = address(uint160(_read(pointer, 20)));
        config.base = address(uint160(_read(pointer + 20, 20)));
        config.quote = address(uint160(_read(pointer + 40, 20)));
        config.lotSize = _read(pointer + 60, 12);
        config.tickSize = _read(pointer + 72, 10);
        config.marketId = uint32(_read(pointer + 82, 4));
        config.sizePerCell = uint64(_read(pointer + 86, 8));
        config.referencePrice = uint64(_read(pointer + 94, 8));
        uint256 width = _read(pointer + 102, 1);
        config.prices = PriceList({ pointer: pointer + HEADER, width: width, count: (args.length - HEADER) / width });
    }

    function _read(uint256 pointer, uint256 size) private pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := shr(sub(256, mul(8, size)), mload(pointer))
        }
    }
}
