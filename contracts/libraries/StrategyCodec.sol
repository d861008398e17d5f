// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Grid, GridMode, Limits, Strategy } from "../interfaces/Strategy.sol";
import { BytesReader } from "./BytesReader.sol";
import { GridLib, PriceList } from "./GridLib.sol";

/// @title StrategyCodec
/// @notice Packs a strategy into bytes that live in code: a header of 20 bytes, 158 bytes of limits if there are any, prices.
library StrategyCodec {
    using BytesReader for uint256;

    /// @notice Bytes of the header: kind (2 bits), mode (2 bits) and whether limits follow 1; price width, zero without a grid, 1;
    /// sizePerCell 8; referencePrice 8; minStepBps 2. `VaultConfigLib` reads it.
    uint256 internal constant HEADER = 20;
    /// @notice Bytes of the limits.
    uint256 internal constant LIMITS = 158;
    /// @dev Bytes of each field of `Limits`, in its order: a struct of value types has one word per field, in memory as in calldata.
    bytes18 private constant SIZES = hex"080808080204100410041004080804100414";
    uint256 private constant FIELDS = 18;

    /// @notice Check and pack the prices of a grid; nothing without one.
    function packPrices(Grid calldata grid) internal pure returns (bytes memory packed, uint256 width) {
        if (grid.prices.length == 0) return ("", 0);
        uint256 minPrices = grid.mode == GridMode.SameLevel ? 1 : GridLib.MIN_PRICES;
        (width, packed) = GridLib.packAtLeast(grid.prices, minPrices);
        GridLib.checkStep(grid.prices, grid.minStepBps);
    }

    /// @notice Pack a strategy that `StrategyLib` has checked, with its packed prices.
    function encode(
        Strategy calldata strategy,
        bytes memory prices,
        uint256 width
    ) internal pure returns (bytes memory) {
        bytes memory limits = encodeLimits(strategy.limits);
        uint8 shape = uint8(strategy.kind) | (uint8(strategy.grid.mode) << 2) | (limits.length == 0 ? 0 : 16);
        return
            abi.encodePacked(
                shape,
                uint8(width),
                strategy.grid.sizePerCell,
                strategy.grid.referencePrice,
                strategy.grid.minStepBps,
                limits,
                prices
            );
    }

    /// @notice Pack limits; nothing when all are zero.
    function encodeLimits(Limits calldata limits) internal pure returns (bytes memory packed) {
        packed = new bytes(LIMITS);
        uint256 pointer = BytesReader.start(packed);
        uint256 word = 0;
        uint256 any = 0;
        for (uint256 i = 0; i < FIELDS; ++i) {
            uint256 size = uint8(SIZES[i]);
            assembly ("memory-safe") {
                word := shl(sub(256, mul(8, size)), calldataload(add(limits, mul(32, i))))
            }
            any |= word;
            for (uint256 j = 0; j < size; ++j) {
                assembly ("memory-safe") {
                    mstore8(add(pointer, j), byte(j, word))
                }
            }
            pointer += size;
        }
        if (any == 0) return "";
    }

    /// @notice Unpack the limits at `pointer`; none when it is zero. Field by field, because every fill of a bounded vault pays for
    /// it: a loop over `SIZES` costs five times as much.
    function decodeLimits(uint256 pointer) internal pure returns (Limits memory limits) {
        if (pointer == 0) return limits;
        limits.minPrice = uint64(pointer.read(8));
        limits.maxPrice = uint64((pointer + 8).read(8));
        limits.maxFillSize = uint64((pointer + 16).read(8));
        limits.maxLots = uint64((pointer + 24).read(8));
        limits.minSpreadBps = uint16((pointer + 32).read(2));
        limits.maxTtl = uint32((pointer + 34).read(4));
        limits.maxOutflow = uint128((pointer + 38).read(16));
        limits.outflowRefill = uint32((pointer + 54).read(4));
        limits.maxTurnover = uint128((pointer + 58).read(16));
        limits.turnoverPeriod = uint32((pointer + 74).read(4));
        limits.maxDrawdown = uint128((pointer + 78).read(16));
        limits.deltaRatioBps = int32(uint32((pointer + 94).read(4)));
        limits.deltaTarget = int64(uint64((pointer + 98).read(8)));
        limits.deltaBand = uint64((pointer + 106).read(8));
        limits.hedgeMarketId = uint32((pointer + 114).read(4));
        limits.hedgeBudget = uint128((pointer + 118).read(16));
        limits.hedgeCooldown = uint32((pointer + 134).read(4));
        limits.guard = address(uint160((pointer + 138).read(20)));
    }

    /// @notice The packed prices of a grid, copied.
    function packedPrices(PriceList memory prices) internal pure returns (bytes memory packed) {
        uint256 length = prices.count * prices.width;
        packed = new bytes(length);
        uint256 from = prices.pointer;
        assembly ("memory-safe") {
            mcopy(add(packed, 32), from, length)
        }
    }
}
