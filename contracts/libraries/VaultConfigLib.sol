// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { GridMode, StrategyKind } from "../interfaces/Strategy.sol";
import { Market } from "../interfaces/Types.sol";
import { BytesReader } from "./BytesReader.sol";
import { PriceList } from "./GridLib.sol";
import { StrategyCodec } from "./StrategyCodec.sol";

/// @notice What never changes about a vault, and the strategy in force.
/// @param hasOracle Whether the market has an oracle, for good; `bandBps` how far from it the vault may fill.
/// @param limitsAt Memory address of the packed limits, zero when there are none: see `StrategyCodec`.
/// @param prices Points into memory; `count` is zero without a grid.
struct VaultConfig {
    address owner;
    address base;
    address quote;
    uint256 lotSize;
    uint256 tickSize;
    uint32 marketId;
    bool hasOracle;
    uint16 bandBps;
    StrategyKind kind;
    GridMode mode;
    uint64 sizePerCell;
    uint64 referencePrice;
    uint16 minStepBps;
    uint256 limitsAt;
    PriceList prices;
}

/// @title VaultConfigLib
/// @notice A vault's constants as its clone's immutable arguments: they live in code, read for a few gas per word.
///
/// A market's tokens, units, oracle and band never change, so they are constants too. The first strategy follows them; a later
/// one lives in a contract of its own, and then `decode` is told to pass over the first.
library VaultConfigLib {
    using BytesReader for uint256;

    /// @dev owner 20, base 20, quote 20, lotSize 11, tickSize 9, marketId 4, hasOracle 1, bandBps 2.
    uint256 private constant HEADER = 87;

    /// @notice Pack. Layout as in `decode`.
    function encode(
        address owner,
        Market memory market,
        uint32 marketId,
        bytes memory strategy
    ) internal pure returns (bytes memory) {
        return
            abi.encodePacked(
                owner,
                market.base,
                market.quote,
                market.lotSize,
                market.tickSize,
                marketId,
                market.oracle != address(0),
                market.oracleBandBps,
                strategy
            );
    }

    /// @notice Unpack the constants, and the strategy that comes with them.
    function decode(bytes memory args) internal pure returns (VaultConfig memory config) {
        decodeConstants(args, config);
        uint256 pointer = BytesReader.start(args);
        StrategyCodec.decodeInto(config, pointer + HEADER, pointer + args.length);
    }

    /// @notice Unpack the constants, and a strategy that replaced the first.
    function decodeMoved(bytes memory args, bytes memory strategy) internal pure returns (VaultConfig memory config) {
        decodeConstants(args, config);
        uint256 pointer = BytesReader.start(strategy);
        StrategyCodec.decodeInto(config, pointer, pointer + strategy.length);
    }

    /// @notice Unpack the constants alone.
    function decodeConstants(bytes memory args, VaultConfig memory config) internal pure {
        uint256 pointer = BytesReader.start(args);
        config.owner = address(uint160(pointer.read(20)));
        config.base = address(uint160((pointer + 20).read(20)));
        config.quote = address(uint160((pointer + 40).read(20)));
        config.lotSize = (pointer + 60).read(11);
        config.tickSize = (pointer + 71).read(9);
        config.marketId = uint32((pointer + 80).read(4));
        config.hasOracle = (pointer + 84).read(1) != 0;
        config.bandBps = uint16((pointer + 85).read(2));
    }
}
