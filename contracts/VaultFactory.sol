// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { MakerVault } from "./MakerVault.sol";
import { IExchange } from "./interfaces/IExchange.sol";
import { IMakerVault } from "./interfaces/IMakerVault.sol";
import { GridVaultParams, IVaultFactory } from "./interfaces/IVaultFactory.sol";
import { Market } from "./interfaces/Types.sol";
import { GridLib, PriceList } from "./libraries/GridLib.sol";
import { VaultConfigLib } from "./libraries/VaultConfigLib.sol";

/// @title VaultFactory
/// @notice Creates grid vaults as deterministic clones, funded exactly for their resting orders.
///
/// TOKENS What funds a vault must arrive in full, else creation reverts: a token that takes a fee on transfer is found out by
/// the side it funds.
/// ROLES None. Whoever calls becomes the vault's owner.
contract VaultFactory is IVaultFactory {
    using SafeERC20 for IERC20;
    using GridLib for PriceList;

    /// @notice Where the vaults made here trade.
    IExchange public immutable exchange;
    /// @notice Code that every vault delegates to.
    address public immutable vaultImplementation;

    /// @dev A grid checked, packed and priced: all that creation and its previews need.
    struct Plan {
        Market market;
        uint256 width;
        bytes packed;
        uint256 cursor;
        uint256 baseNeeded;
        uint256 quoteNeeded;
    }

    constructor(IExchange exchange_) {
        exchange = exchange_;
        vaultImplementation = address(new MakerVault(address(exchange_)));
    }

    /// @inheritdoc IVaultFactory
    function createGridVault(GridVaultParams calldata params) external override returns (address vault) {
        Plan memory plan = _plan(params);
        vault = Clones.cloneDeterministicWithImmutableArgs(
            vaultImplementation,
            _args(msg.sender, params, plan),
            _salt(msg.sender, params.salt)
        );
        exchange.registerVault(vault, params.marketId);
        emit VaultCreated(
            vault,
            msg.sender,
            params.marketId,
            params.manager,
            params.sizePerCell,
            params.referencePrice,
            plan.cursor,
            uint8(plan.width),
            plan.packed
        );
        // Booked before it arrives, so that a token's hook meets a vault in its final state; unfunded fills revert.
        MakerVault(vault).initialise(params.manager, plan.cursor, plan.baseNeeded, plan.quoteNeeded);
        _fund(plan.market.base, vault, plan.baseNeeded);
        _fund(plan.market.quote, vault, plan.quoteNeeded);
    }

    /// @inheritdoc IVaultFactory
    function predictGridVault(address owner, GridVaultParams calldata params) external view override returns (address) {
        return
            Clones.predictDeterministicAddressWithImmutableArgs(
                vaultImplementation,
                _args(owner, params, _plan(params)),
                _salt(owner, params.salt)
            );
    }

    /// @inheritdoc IVaultFactory
    function requiredFunds(
        GridVaultParams calldata params
    ) external view override returns (uint256 baseNeeded, uint256 quoteNeeded) {
        Plan memory plan = _plan(params);
        return (plan.baseNeeded, plan.quoteNeeded);
    }

    function _plan(GridVaultParams calldata params) private view returns (Plan memory plan) {
        plan.market = exchange.getMarket(params.marketId);
        (plan.width, plan.packed) = GridLib.pack(params.prices);
        PriceList memory list = GridLib.view_(plan.packed, plan.width);
        plan.cursor = list.cursorAt(params.sizePerCell, params.referencePrice);
        (uint256 lots, uint256 ticks) = list.funding(params.sizePerCell, plan.cursor);
        plan.baseNeeded = lots * plan.market.lotSize;
        plan.quoteNeeded = ticks * plan.market.tickSize;
    }

    function _args(
        address owner,
        GridVaultParams calldata params,
        Plan memory plan
    ) private pure returns (bytes memory) {
        return
            VaultConfigLib.encode(
                owner,
                plan.market,
                params.marketId,
                params.sizePerCell,
                params.referencePrice,
                plan.width,
                plan.packed
            );
    }

    function _salt(address owner, bytes32 salt) private pure returns (bytes32) {
        return keccak256(abi.encode(owner, salt));
    }

    function _fund(address token, address vault, uint256 amount) private {
        if (amount == 0) return;
        uint256 before = IERC20(token).balanceOf(vault);
        IERC20(token).safeTransferFrom(msg.sender, vault, amount);
        uint256 received = IERC20(token).balanceOf(vault) - before;
        require(received == amount, IMakerVault.UnexpectedBalance(token, received, amount));
    }
}
