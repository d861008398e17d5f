// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { ILens, PoolView, VaultView } from "../interfaces/ILens.sol";
import { ILiquidityPool } from "../interfaces/ILiquidityPool.sol";
import { IMakerVault } from "../interfaces/IMakerVault.sol";
import { MakerKind, Market } from "../interfaces/Types.sol";
import { LensBase } from "./LensBase.sol";

/// @title MakerLens
/// @notice Vaults and pools, one or many at a time.
abstract contract MakerLens is LensBase {
    /// @inheritdoc ILens
    function vault(address vaultAddress) public view override returns (VaultView memory v) {
        v.vault = vaultAddress;
        v.known = true;
        v.marketId = _marketOf(vaultAddress, MakerKind.Vault);
        IMakerVault maker = IMakerVault(vaultAddress);
        Market memory terms = exchange.getMarket(v.marketId);
        v.owner = maker.owner();
        v.manager = maker.manager();
        v.managerEpoch = maker.managerEpoch();
        (, , , v.seq) = exchange.makerState(vaultAddress, v.marketId);
        v.baseHeld = _balance(terms.base, vaultAddress);
        v.quoteHeld = _balance(terms.quote, vaultAddress);
        (v.baseNeeded, v.quoteNeeded) = maker.requiredFunds();
        v.pnl = maker.pnl();
        (v.roiDefined, v.roi) = maker.roi();
        (v.winRateDefined, v.winRate) = maker.winRate();
        v.strategyState = maker.strategyState();
        v.stats = maker.stats();
        v.profitShare = maker.profitShare();
        v.strategy = maker.strategy();
    }

    /// @inheritdoc ILens
    function vaults(address[] calldata addresses) external view override returns (VaultView[] memory views) {
        views = new VaultView[](addresses.length);
        for (uint256 i = 0; i < addresses.length; ++i) {
            try this.vault(addresses[i]) returns (VaultView memory v) {
                views[i] = v;
            } catch {
                views[i].vault = addresses[i];
            }
        }
    }

    /// @inheritdoc ILens
    function pool(address poolAddress, address provider) public view override returns (PoolView memory p) {
        p.pool = poolAddress;
        p.known = true;
        p.marketId = _marketOf(poolAddress, MakerKind.Pool);
        ILiquidityPool maker = ILiquidityPool(poolAddress);
        p.operator = maker.operator();
        (p.baseNeeded, p.quoteNeeded) = maker.requiredFunds();
        (p.streaming, p.streamEnd) = maker.stream();
        p.state = maker.state();
        p.prices = maker.prices();
        if (provider == address(0)) return p;
        p.lp = IERC20(poolAddress).balanceOf(provider);
        if (p.lp != 0) (p.baseShare, p.quoteShare) = maker.previewRemove(p.lp);
        p.claimable = maker.claimable(provider);
        (p.baseSetAside, p.quoteSetAside) = maker.setAsideFor(provider);
    }

    /// @inheritdoc ILens
    function pools(
        address[] calldata addresses,
        address provider
    ) external view override returns (PoolView[] memory views) {
        views = new PoolView[](addresses.length);
        for (uint256 i = 0; i < addresses.length; ++i) {
            try this.pool(addresses[i], provider) returns (PoolView memory p) {
                views[i] = p;
            } catch {
                views[i].pool = addresses[i];
            }
        }
    }
}
