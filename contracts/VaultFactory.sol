// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { MakerVault } from "./MakerVault.sol";
import { SelfPermit } from "./SelfPermit.sol";
import { IExchange } from "./interfaces/IExchange.sol";
import { IVaultFactory, VaultParams } from "./interfaces/IVaultFactory.sol";
import { GridMode, Strategy } from "./interfaces/Strategy.sol";
import { Market } from "./interfaces/Types.sol";
import { GridLib, PriceList } from "./libraries/GridLib.sol";
import { StrategyCodec } from "./libraries/StrategyCodec.sol";
import { StrategyLib } from "./libraries/StrategyLib.sol";
import { VaultConfigLib } from "./libraries/VaultConfigLib.sol";

/// @title VaultFactory
/// @notice Creates vaults as deterministic clones, funded at once; checks and packs strategies for them.
///
/// TOKENS What funds a vault must arrive in full, else creation reverts: a token that takes a fee on transfer is found out by
/// the side it funds.
/// ROLES None. Whoever calls becomes the vault's owner.
contract VaultFactory is IVaultFactory, SelfPermit {
    using SafeERC20 for IERC20;
    using GridLib for PriceList;

    /// @notice Where the vaults made here trade.
    IExchange public immutable exchange;
    /// @notice Code that every vault delegates to.
    address public immutable vaultImplementation;

    /// @dev A strategy checked, packed and priced: all that creation and its previews need.
    struct Plan {
        Market market;
        bytes packed;
        uint256 cursor;
        uint256 baseNeeded;
        uint256 quoteNeeded;
    }

    constructor(IExchange exchange_) {
        exchange = exchange_;
        vaultImplementation = address(new MakerVault(exchange_));
    }

    /// @inheritdoc IVaultFactory
    function createVault(VaultParams calldata params) external override returns (address vault) {
        Plan memory plan = _plan(params.marketId, params.strategy);
        _raise(plan, params);
        vault = Clones.cloneDeterministicWithImmutableArgs(
            vaultImplementation,
            VaultConfigLib.encode(msg.sender, plan.market, params.marketId, plan.packed),
            _salt(msg.sender, params.salt)
        );
        exchange.registerMaker(vault, params.marketId);
        emit VaultCreated(vault, msg.sender, params.marketId, params.manager, params.profitShareBps);
        // Booked before it arrives, so that a token's hook meets a vault in its final state; unfunded fills revert.
        MakerVault(vault).initialise(
            params.manager,
            params.profitShareBps,
            plan.cursor,
            plan.baseNeeded,
            plan.quoteNeeded
        );
        _fund(plan.market.base, vault, plan.baseNeeded);
        _fund(plan.market.quote, vault, plan.quoteNeeded);
    }

    /// @inheritdoc IVaultFactory
    function predictVault(address owner, VaultParams calldata params) external view override returns (address) {
        Plan memory plan = _plan(params.marketId, params.strategy);
        return
            Clones.predictDeterministicAddressWithImmutableArgs(
                vaultImplementation,
                VaultConfigLib.encode(owner, plan.market, params.marketId, plan.packed),
                _salt(owner, params.salt)
            );
    }

    /// @inheritdoc IVaultFactory
    function requiredFunds(
        VaultParams calldata params
    ) external view override returns (uint256 baseNeeded, uint256 quoteNeeded) {
        Plan memory plan = _plan(params.marketId, params.strategy);
        _raise(plan, params);
        return (plan.baseNeeded, plan.quoteNeeded);
    }

    /// @inheritdoc IVaultFactory
    function encodeStrategy(
        Strategy calldata strategy,
        uint32 marketId
    ) external view override returns (bytes memory packed, uint256 cursor) {
        Plan memory plan = _plan(marketId, strategy);
        return (plan.packed, plan.cursor);
    }

    /// @inheritdoc IVaultFactory
    function permit(
        address token,
        uint256 value,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) public override(IVaultFactory, SelfPermit) {
        super.permit(token, value, deadline, v, r, s);
    }

    function _plan(uint32 marketId, Strategy calldata strategy) private view returns (Plan memory plan) {
        plan.market = exchange.getMarket(marketId);
        StrategyLib.check(strategy, plan.market.oracle != address(0));
        (bytes memory prices, uint256 width) = StrategyCodec.packPrices(strategy.grid);
        plan.packed = StrategyCodec.encode(strategy, prices, width);
        if (width == 0) return plan;
        PriceList memory list = GridLib.view_(prices, width);
        list.askOffset = strategy.grid.mode == GridMode.SameLevel ? 0 : 1;
        plan.cursor = list.cursorAt(strategy.grid.sizePerCell, strategy.grid.referencePrice);
        (uint256 lots, uint256 ticks) = list.funding(strategy.grid.sizePerCell, plan.cursor);
        plan.baseNeeded = lots * plan.market.lotSize;
        plan.quoteNeeded = ticks * plan.market.tickSize;
    }

    /// @dev What a grid needs, or more if the owner brings more.
    function _raise(Plan memory plan, VaultParams calldata params) private pure {
        if (params.baseAmount > plan.baseNeeded) plan.baseNeeded = params.baseAmount;
        if (params.quoteAmount > plan.quoteNeeded) plan.quoteNeeded = params.quoteAmount;
    }

    function _salt(address owner, bytes32 salt) private pure returns (bytes32) {
        return keccak256(abi.encode(owner, salt));
    }

    function _fund(address token, address vault, uint256 amount) private {
        if (amount == 0) return;
        uint256 before = IERC20(token).balanceOf(vault);
        IERC20(token).safeTransferFrom(msg.sender, vault, amount);
        uint256 received = IERC20(token).balanceOf(vault) - before;
        require(received == amount, IExchange.UnexpectedBalance(token, received, amount));
    }
}
