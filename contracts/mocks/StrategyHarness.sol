// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Grid, Limits, Strategy } from "../interfaces/Strategy.sol";
import { Market, Quote, Side } from "../interfaces/Types.sol";
import { BytesReader } from "../libraries/BytesReader.sol";
import { GridLib, PriceList } from "../libraries/GridLib.sol";
import { Position } from "../libraries/PositionLib.sol";
import { QuoteLib } from "../libraries/QuoteLib.sol";
import { StrategyCodec } from "../libraries/StrategyCodec.sol";
import { FillTerms, StrategyLib } from "../libraries/StrategyLib.sol";
import { VaultConfig, VaultConfigLib } from "../libraries/VaultConfigLib.sol";
import { BatchHarness } from "./BatchHarness.sol";

/// @title StrategyHarness
/// @notice Strategies, their checks and their packing by the names of the TypeScript core. For tests only.
contract StrategyHarness is BatchHarness {
    using BytesReader for uint256;
    using GridLib for PriceList;

    /// @notice The constants of `VaultConfig` as the TypeScript core holds them.
    struct Constants {
        address owner;
        address base;
        address quote;
        uint256 lotSize;
        uint256 tickSize;
        uint32 marketId;
        bool hasOracle;
        uint16 bandBps;
    }

    /// @notice `VaultConfig` as the TypeScript core holds it: prices and limits by value.
    struct Decoded {
        address owner;
        address base;
        address quote;
        uint256 lotSize;
        uint256 tickSize;
        uint32 marketId;
        bool hasOracle;
        uint16 bandBps;
        Strategy strategy;
    }

    // ---- checks ---------------------------------------------------------------------------------------------------

    function checkStrategy(Strategy calldata strategy, bool hasOracle) external view {
        StrategyLib.check(strategy, hasOracle);
    }

    function checkBand(FillTerms memory fill, uint256 bandBps) external pure {
        StrategyLib.checkBand(fill, bandBps);
    }

    function checkFill(Limits memory limits, FillTerms memory fill, uint256 lots) external pure {
        StrategyLib.checkFill(limits, fill, lots);
    }

    function checkDelta(Limits memory limits, uint256 lots, uint256 lotsNow) external pure {
        StrategyLib.checkDelta(limits, lots, lotsNow);
    }

    function deltaOf(Limits memory limits, uint256 lots) external pure returns (int256) {
        return StrategyLib.deltaOf(limits, lots);
    }

    function lotsAfter(FillTerms memory fill, uint256 lots) external pure returns (uint256) {
        return StrategyLib.lotsAfter(fill, lots);
    }

    function checkQuoteTerms(Limits memory limits, Quote calldata quote, uint256 timestamp) external pure {
        StrategyLib.checkQuote(limits, quote, timestamp);
    }

    function outflowUp(
        FillTerms memory fill,
        Position memory position,
        uint256 tickSize
    ) external pure returns (uint256) {
        return StrategyLib.outflowUp(fill, position, tickSize);
    }

    function pnlAt(Position memory position, uint256 tickSize, uint256 mark) external pure returns (int256) {
        return StrategyLib.pnlAt(position, tickSize, mark);
    }

    function quoteSide(Quote calldata quote, Side side) external pure returns (uint64 price, uint64 size) {
        return QuoteLib.sideOf(quote, side);
    }

    // ---- packing --------------------------------------------------------------------------------------------------

    function readUint(bytes calldata data, uint256 offset, uint256 size) external pure returns (uint256) {
        bytes memory copied = data;
        return (BytesReader.start(copied) + offset).read(size);
    }

    function packGridPrices(Grid calldata grid) external pure returns (bytes memory packed, uint256 width) {
        return StrategyCodec.packPrices(grid);
    }

    function encodeLimits(Limits calldata limits) external pure returns (bytes memory) {
        return StrategyCodec.encodeLimits(limits);
    }

    function decodeLimits(bytes calldata data) external pure returns (Limits memory) {
        bytes memory copied = data;
        return StrategyCodec.decodeLimits(copied.length == 0 ? 0 : BytesReader.start(copied));
    }

    function encodeStrategy(Strategy calldata strategy) external pure returns (bytes memory) {
        (bytes memory packed, uint256 width) = StrategyCodec.packPrices(strategy.grid);
        return StrategyCodec.encode(strategy, packed, width);
    }

    function decodeStrategy(bytes calldata data) external pure returns (Strategy memory) {
        return _strategy(_config(abi.encodePacked(new bytes(VaultConfigLib.HEADER), data)));
    }

    function encodeVaultConfig(
        address owner,
        Market memory market,
        uint32 marketId,
        bytes memory strategy
    ) external pure returns (bytes memory) {
        return VaultConfigLib.encode(owner, market, marketId, strategy);
    }

    /// @dev An empty `moved` stands for none.
    function decodeVaultConfig(bytes calldata args, bytes calldata moved) external pure returns (Decoded memory) {
        VaultConfig config = _config(moved.length == 0 ? args : abi.encodePacked(args[:VaultConfigLib.HEADER], moved));
        return
            Decoded({
                owner: config.owner(),
                base: config.base(),
                quote: config.quote(),
                lotSize: config.lotSize(),
                tickSize: config.tickSize(),
                marketId: config.marketId(),
                hasOracle: config.hasOracle(),
                bandBps: uint16(config.bandBps()),
                strategy: _strategy(config)
            });
    }

    function decodeVaultConstants(bytes memory args) external pure returns (Constants memory) {
        VaultConfig config = _config(args);
        return
            Constants({
                owner: config.owner(),
                base: config.base(),
                quote: config.quote(),
                lotSize: config.lotSize(),
                tickSize: config.tickSize(),
                marketId: config.marketId(),
                hasOracle: config.hasOracle(),
                bandBps: uint16(config.bandBps())
            });
    }

    /// @dev A configuration is where such bytes lie in memory.
    function _config(bytes memory packed) private pure returns (VaultConfig config) {
        assembly ("memory-safe") {
            config := packed
        }
    }

    function _strategy(VaultConfig config) private pure returns (Strategy memory) {
        PriceList memory list = config.prices();
        bytes memory packed = StrategyCodec.packedPrices(list);
        uint64[] memory prices = new uint64[](config.hasGrid() ? list.count : 0);
        if (prices.length != 0) {
            PriceList memory copied = GridLib.view_(packed, list.width);
            for (uint256 i = 0; i < prices.length; ++i) prices[i] = uint64(copied.priceAt(i));
        }
        return
            Strategy({
                kind: config.kind(),
                limits: StrategyCodec.decodeLimits(config.limitsAt()),
                grid: Grid({
                    mode: config.mode(),
                    sizePerCell: config.sizePerCell(),
                    referencePrice: config.referencePrice(),
                    minStepBps: config.minStepBps(),
                    prices: prices
                })
            });
    }
}
