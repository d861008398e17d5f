// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IERC20Metadata } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { LiquidityPool } from "./LiquidityPool.sol";
import { SelfPermit } from "./SelfPermit.sol";
import { IExchange } from "./interfaces/IExchange.sol";
import { ILiquidityPool } from "./interfaces/ILiquidityPool.sol";
import { IPoolFactory, PoolParams } from "./interfaces/IPoolFactory.sol";
import { Market } from "./interfaces/Types.sol";
import { GridLib, PriceList } from "./libraries/GridLib.sol";
import { MarketLib } from "./libraries/MarketLib.sol";
import { MarkLib } from "./libraries/MarkLib.sol";
import { PoolConfigLib, PoolTerms } from "./libraries/PoolConfigLib.sol";
import { PoolGridState } from "./libraries/PoolLib.sol";

/// @title PoolFactory
/// @notice Creates pools as deterministic clones together with their first deposit, which funds exactly their resting orders.
///
/// ROUNDING None: the first units are the deposit's exact value at the reference price, in quote atoms.
/// TOKENS What funds a pool must arrive in full, else creation reverts.
/// ROLES None. Whoever calls becomes the pool's first provider.
contract PoolFactory is IPoolFactory, SelfPermit {
    using GridLib for PriceList;
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @notice Fewest lots per cell of a first deposit, so that refits are fine-grained.
    uint256 public constant MIN_FIRST_SIZE = 1_000;
    /// @notice Most bytes of a name or symbol.
    uint256 public constant MAX_TEXT = 31;

    /// @notice Where the pools made here trade.
    IExchange public immutable exchange;
    /// @notice Code that every pool delegates to.
    address public immutable poolImplementation;
    /// @dev LP units that each pool locks.
    uint256 private immutable _locked;

    /// @dev A pool checked, packed and priced: all that creation and its previews need.
    struct Plan {
        address base;
        address quote;
        uint8 width;
        bytes packed;
        PoolGridState grid;
        uint256 baseNeeded;
        uint256 quoteNeeded;
        uint256 supply;
        bytes args;
    }

    constructor(IExchange exchange_) {
        LiquidityPool implementation = new LiquidityPool(address(exchange_));
        exchange = exchange_;
        poolImplementation = address(implementation);
        _locked = implementation.MIN_LIQUIDITY();
    }

    /// @inheritdoc IPoolFactory
    function createPool(PoolParams calldata params) external override returns (address pool) {
        require(
            block.timestamp <= params.deadline,
            ILiquidityPool.PoolDeadlinePassed(params.deadline, block.timestamp)
        );
        Plan memory plan = _plan(params);
        _checkReference(params);
        pool = Clones.cloneDeterministicWithImmutableArgs(
            poolImplementation,
            plan.args,
            _salt(msg.sender, params.salt)
        );
        exchange.registerMaker(pool, params.marketId);
        emit PoolCreated(
            pool,
            msg.sender,
            params.marketId,
            params.operator,
            params.sizePerCell,
            params.referencePrice,
            plan.grid.cursor,
            plan.width,
            plan.packed,
            plan.baseNeeded,
            plan.quoteNeeded,
            plan.supply - _locked,
            _locked
        );
        // Booked before it arrives, so that a token's hook meets a pool in its final state; unfunded fills revert.
        LiquidityPool(pool).initialise(
            msg.sender,
            params.operator,
            plan.grid,
            plan.baseNeeded,
            plan.quoteNeeded,
            plan.supply
        );
        _fund(plan.base, pool, plan.baseNeeded);
        _fund(plan.quote, pool, plan.quoteNeeded);
    }

    /// @inheritdoc IPoolFactory
    function permit(
        address token,
        uint256 value,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) public override(IPoolFactory, SelfPermit) {
        super.permit(token, value, deadline, v, r, s);
    }

    /// @inheritdoc IPoolFactory
    function predictPool(address founder, PoolParams calldata params) external view override returns (address) {
        return
            Clones.predictDeterministicAddressWithImmutableArgs(
                poolImplementation,
                _plan(params).args,
                _salt(founder, params.salt)
            );
    }

    /// @inheritdoc IPoolFactory
    function previewCreate(
        PoolParams calldata params
    ) external view override returns (uint256 base, uint256 quote, uint256 lp) {
        Plan memory plan = _plan(params);
        return (plan.baseNeeded, plan.quoteNeeded, plan.supply - _locked);
    }

    function _plan(PoolParams calldata params) private view returns (Plan memory plan) {
        require(params.sizePerCell >= MIN_FIRST_SIZE, FirstSizeTooSmall(params.sizePerCell, MIN_FIRST_SIZE));
        _checkText(params.name);
        _checkText(params.symbol);
        Market memory market = exchange.getMarket(params.marketId);
        (uint256 width, bytes memory packed) = GridLib.pack(params.prices);
        PriceList memory list = GridLib.view_(packed, width);
        plan.base = market.base;
        plan.quote = market.quote;
        plan.width = uint8(width);
        plan.packed = packed;
        plan.grid.size = params.sizePerCell;
        plan.grid.cursor = list.cursorAt(params.sizePerCell, params.referencePrice);
        uint256 lots;
        (lots, plan.grid.bidTicks) = list.funding(params.sizePerCell, plan.grid.cursor);
        // Reserves and supply have 112 bits in a pool; the supply is at least the quote reserve.
        plan.baseNeeded = MarketLib.baseAmount(lots, market.lotSize).toUint112();
        plan.quoteNeeded = plan.grid.bidTicks * market.tickSize;
        plan.supply = plan.quoteNeeded + MarketLib.notional(params.referencePrice, market.tickSize, lots);
        require(plan.supply > _locked, ILiquidityPool.ZeroLiquidity());
        plan.args = PoolConfigLib.encode(
            PoolTerms({
                base: market.base,
                quote: market.quote,
                lotSize: market.lotSize,
                tickSize: market.tickSize,
                marketId: params.marketId,
                decimals: IERC20Metadata(market.quote).decimals(),
                firstSize: params.sizePerCell,
                firstSupply: plan.supply.toUint112(),
                name: params.name,
                symbol: params.symbol,
                width: plan.width,
                packedPrices: packed
            })
        );
    }

    /// @dev What the founder signed may execute later: the price may not have left the founder's bounds.
    function _checkReference(PoolParams calldata params) private view {
        (uint256 min, uint256 max) = (params.minReferencePrice, params.maxReferencePrice);
        uint256 price = params.referencePrice;
        require(price >= min && price <= max, MarkOutOfBounds(price, min, max));
        if (exchange.getMarket(params.marketId).oracle == address(0)) return;
        (bool live, uint256 mark) = exchange.markOf(params.marketId);
        require(live, IExchange.OracleUnavailable(params.marketId));
        require(mark >= min * MarkLib.ONE && mark <= max * MarkLib.ONE, MarkOutOfBounds(mark / MarkLib.ONE, min, max));
    }

    function _checkText(string calldata text) private pure {
        require(bytes(text).length <= MAX_TEXT, NameTooLong(bytes(text).length, MAX_TEXT));
    }

    function _salt(address founder, bytes32 salt) private pure returns (bytes32) {
        return keccak256(abi.encode(founder, salt));
    }

    function _fund(address token, address pool, uint256 amount) private {
        if (amount == 0) return;
        uint256 before = IERC20(token).balanceOf(pool);
        IERC20(token).safeTransferFrom(msg.sender, pool, amount);
        uint256 received = IERC20(token).balanceOf(pool) - before;
        require(received == amount, ILiquidityPool.PoolUnexpectedBalance(token, received, amount));
    }
}
