// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { GridLib, PriceList } from "../libraries/GridLib.sol";
import { PoolConfig, PoolConfigLib, PoolTerms } from "../libraries/PoolConfigLib.sol";
import { PoolGridState, PoolLib } from "../libraries/PoolLib.sol";
import { Stream, StreamLib } from "../libraries/StreamLib.sol";
import { BatchHarness } from "./BatchHarness.sol";

/// @title PoolHarness
/// @notice Pools' grids, fee streams and packing by the names of the TypeScript core. For tests only.
contract PoolHarness is BatchHarness {
    using GridLib for PriceList;
    using PoolLib for PriceList;
    using PoolConfigLib for PoolConfig;
    using StreamLib for Stream;

    /// @notice A pool's grid as the TypeScript core holds it.
    struct Anchor {
        uint256 anchorSize;
        uint256 anchorSupply;
        uint64[] prices;
    }

    function refitPoolGrid(
        uint64[] calldata prices,
        PoolGridState memory grid,
        uint256 target,
        uint256 lots,
        uint256 ticks
    ) external pure returns (PoolGridState memory) {
        _list(prices).refit(grid, target, lots, ticks);
        return grid;
    }

    function freshPoolGrid(
        uint64[] calldata prices,
        uint256 referencePrice,
        uint256 lots,
        uint256 ticks
    ) external pure returns (PoolGridState memory) {
        return _list(prices).fresh(referencePrice, lots, ticks);
    }

    function poolSizeDown(uint256 supply, uint256 anchorSize, uint256 anchorSupply) external pure returns (uint256) {
        return PoolLib.sizeDown(supply, anchorSize, anchorSupply);
    }

    function spreadTicks(
        uint64[] calldata prices,
        uint256 size,
        uint256 from,
        uint256 to
    ) external pure returns (uint256) {
        return _list(prices).spreadTicks(size, from, to);
    }

    function bestPoolPrices(
        uint64[] calldata prices,
        PoolGridState memory grid
    ) external pure returns (uint256 bid, uint256 ask) {
        return _list(prices).bestPrices(grid);
    }

    // ---- fees -----------------------------------------------------------------------------------------------------

    function feesDueDown(uint256 remaining, uint256 elapsed, uint256 duration) external pure returns (uint256) {
        return StreamLib.dueDown(remaining, elapsed, duration);
    }

    function feesReleasedAt(Stream memory stream, uint256 time) external pure returns (uint256) {
        return StreamLib.releasedAt(stream.pack(), time);
    }

    function advanceFees(Stream memory stream, uint256 time) external pure returns (Stream memory) {
        stream = StreamLib.unpack(stream.pack());
        stream.advance(time);
        return stream;
    }

    function extendFees(Stream memory stream, uint256 amount) external pure returns (Stream memory) {
        stream.extend(amount);
        return stream;
    }

    function giveBackFees(Stream memory stream, uint256 settled) external pure returns (Stream memory) {
        stream.giveBack(settled);
        return stream;
    }

    function unsettledFees(uint256 released, uint256 settled) external pure returns (uint256) {
        return StreamLib.unsettled(released, settled);
    }

    function accumulateFeesDown(uint256 accumulator, uint256 amount, uint256 units) external pure returns (uint256) {
        return StreamLib.accumulateDown(accumulator, amount, units);
    }

    function feesEarnedDown(
        uint256 accumulator,
        uint256 checkpoint,
        uint256 balance
    ) external pure returns (uint256 earned, uint256 newCheckpoint) {
        return StreamLib.earnedDown(accumulator, checkpoint, balance);
    }

    function carryFees(
        uint256 accumulator,
        uint256 checkpoint,
        uint256 balance,
        uint256 newBalance
    ) external pure returns (uint256 newCheckpoint, uint256 spilled) {
        return StreamLib.carry(accumulator, checkpoint, balance, newBalance);
    }

    // ---- packing --------------------------------------------------------------------------------------------------

    function encodePoolFounding(PoolTerms memory terms) external pure returns (bytes memory) {
        return PoolConfigLib.encode(terms);
    }

    function decodePoolFounding(
        bytes memory args
    ) external pure returns (PoolTerms memory terms, Anchor memory anchor) {
        PoolConfig memory config;
        config.decode(args);
        (terms.base, terms.quote) = PoolConfigLib.tokensOf(args);
        terms.lotSize = uint88(config.lotSize);
        terms.tickSize = uint72(config.tickSize);
        terms.marketId = PoolConfigLib.marketIdOf(args);
        terms.decimals = PoolConfigLib.decimalsOf(args);
        terms.firstSize = uint64(config.anchorSize);
        terms.firstSupply = uint112(config.anchorSupply);
        terms.name = PoolConfigLib.nameOf(args);
        terms.symbol = PoolConfigLib.symbolOf(args);
        terms.width = uint8(config.prices.width);
        anchor = _anchor(config);
    }

    function encodeMovedGrid(
        uint64 anchorSize,
        uint112 anchorSupply,
        uint8 width,
        bytes memory packed
    ) external pure returns (bytes memory) {
        return PoolConfigLib.encodeMoved(anchorSize, anchorSupply, width, packed);
    }

    function decodeMovedGrid(bytes memory moved) external pure returns (Anchor memory) {
        PoolConfig memory config;
        config.replaceGrid(moved);
        return _anchor(config);
    }

    function _anchor(PoolConfig memory config) private pure returns (Anchor memory anchor) {
        anchor.anchorSize = config.anchorSize;
        anchor.anchorSupply = config.anchorSupply;
        anchor.prices = new uint64[](config.prices.count);
        for (uint256 i = 0; i < anchor.prices.length; ++i) anchor.prices[i] = uint64(config.prices.priceAt(i));
    }

    function _list(uint64[] calldata prices) private pure returns (PriceList memory) {
        (uint256 width, bytes memory packed) = GridLib.pack(prices);
        return GridLib.view_(packed, width);
    }
}
