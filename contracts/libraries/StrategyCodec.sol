// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Grid, GridMode, Limits, Strategy, StrategyKind } from "../interfaces/Strategy.sol";
import { BytesReader } from "./BytesReader.sol";
import { GridLib, PriceList } from "./GridLib.sol";
import { VaultConfig } from "./VaultConfigLib.sol";

/// @title StrategyCodec
/// @notice Packs a strategy into bytes that live in code: a header of 20 bytes, 158 bytes of limits if there are any, prices.
library StrategyCodec {
    using BytesReader for uint256;

    /// @dev kind, mode and whether limits follow 1; price width 1; sizePerCell 8; referencePrice 8; minStepBps 2.
    uint256 private constant HEADER = 20;
    uint256 private constant LIMITS = 158;

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
        packed = bytes.concat(
            abi.encodePacked(
                limits.minPrice,
                limits.maxPrice,
                limits.maxFillSize,
                limits.maxLots,
                limits.minSpreadBps,
                limits.maxTtl,
                limits.maxOutflow,
                limits.outflowRefill,
                limits.maxTurnover
            ),
            abi.encodePacked(
                limits.turnoverPeriod,
                limits.maxDrawdown,
                limits.deltaRatioBps,
                limits.deltaTarget,
                limits.deltaBand,
                limits.hedgeMarketId,
                limits.hedgeBudget,
                limits.hedgeCooldown,
                limits.guard
            )
        );
        if (keccak256(packed) == keccak256(new bytes(LIMITS))) return "";
    }

    /// @notice Unpack all but the limits, which are only pointed at. The strategy lies in memory from `pointer` to `end`.
    function decodeInto(VaultConfig memory config, uint256 pointer, uint256 end) internal pure {
        uint256 shape = pointer.read(1);
        config.kind = StrategyKind(shape & 3);
        config.mode = GridMode((shape >> 2) & 3);
        uint256 width = (pointer + 1).read(1);
        config.sizePerCell = uint64((pointer + 2).read(8));
        config.referencePrice = uint64((pointer + 10).read(8));
        config.minStepBps = uint16((pointer + 18).read(2));
        pointer += HEADER;
        if (shape & 16 != 0) {
            config.limitsAt = pointer;
            pointer += LIMITS;
        }
        config.prices = PriceList({
            pointer: pointer,
            width: width,
            count: width == 0 ? 0 : (end - pointer) / width,
            askOffset: config.mode == GridMode.SameLevel ? 0 : 1
        });
    }

    /// @notice Unpack the limits at `pointer`; none when it is zero.
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
