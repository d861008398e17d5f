// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { IExchangeDesk } from "../../../contracts/interfaces/IExchangeDesk.sol";
import { ILiquidityPool, PoolState } from "../../../contracts/interfaces/ILiquidityPool.sol";
import { IMakerVault, VaultStats } from "../../../contracts/interfaces/IMakerVault.sol";
import { IPoolFactory, PoolParams } from "../../../contracts/interfaces/IPoolFactory.sol";
import { IVaultDesk } from "../../../contracts/interfaces/IVaultDesk.sol";
import { IVaultFactory, VaultParams } from "../../../contracts/interfaces/IVaultFactory.sol";
import { Limits, Strategy, StrategyKind } from "../../../contracts/interfaces/Strategy.sol";
import { Leg, Quote, Route, Side } from "../../../contracts/interfaces/Types.sol";
import { TestToken } from "../../../contracts/mocks/TestToken.sol";
import { PoolAbi, VaultAbi } from "./Abis.sol";
import { cheats } from "./Cheats.sol";
import { World } from "./World.sol";

/// @notice Every public flow that moves a token.
enum Flow {
    VaultBuy,
    VaultSell,
    PoolBuy,
    PoolSell,
    SignerBuy,
    SignerSell,
    ManagerBuy,
    ManagerSell,
    RouteBuy,
    RouteSell,
    PartialBuy,
    PartialSell,
    CreateVault,
    DepositBase,
    DepositQuote,
    WithdrawBase,
    WithdrawQuote,
    ClaimShare,
    Hedge,
    CreatePool,
    Add,
    Remove,
    RemoveBaseOnly,
    RemoveQuoteOnly,
    ClaimFees,
    Distribute,
    CollectFees
}

/// @notice A call that one of the world's accounts may make.
struct Call {
    address caller;
    address target;
    bytes data;
}

/// @notice A market on any two tokens, with every kind of maker in it and something to take out of each, and every flow as a call.
/// The market charges 10 bps, half of it the pools'. Hedges go to a second market of the same tokens, with an oracle.
abstract contract HostileWorld is World {
    uint256 internal constant FLOWS = uint256(type(Flow).max) + 1;

    uint32 internal market;
    uint32 internal hedging;
    VaultAbi internal grid;
    VaultAbi internal quoting;
    VaultAbi internal hedged;
    VaultAbi internal counter;
    PoolAbi internal pool;
    uint256 private _salt = 1;

    /// @dev List `base_`/`quote_` and fill the market: trades happened, fees and profit share wait to be taken.
    function openShop(address base_, address quote_) internal {
        list(base_, quote_);
        grid = createVault(saltedParams(gridStrategy()));
        VaultParams memory params = saltedParams(quoteStrategy());
        params.baseAmount = 200 * LOT;
        params.quoteAmount = 100e6;
        quoting = createVault(params);
        params = saltedParams(hedgeStrategy());
        params.baseAmount = 200 * LOT;
        params.quoteAmount = 100e6;
        hedged = createVault(params);
        params = saltedParams(gridStrategy());
        params.marketId = hedging;
        counter = createVault(params);
        pool = createPool(market);
        // Down and up until the vault is flat: profit to share, then fees in the pool and in the exchange.
        sell(address(grid), 10);
        buy(address(grid), 12);
        sell(address(grid), 22);
        buy(address(grid), 30);
        grid.crystallise();
        sell(address(grid), 20);
        sell(address(pool), 500);
        buy(address(pool), 700);
        skip(1 hours);
        feed.set(10e8);
    }

    /// @dev A market on these tokens; everybody has plenty of both.
    function list(address base_, address quote_) internal {
        (base, quote) = (TestToken(base_), TestToken(quote_));
        vm.prank(governor);
        market = exchange.createMarket(marketTerms(10, 5_000, address(0)));
        // 1000 ticks per lot when base has 18 decimals and quote 6; nobody hedges on other tokens.
        feed.set(10e8);
        vm.prank(governor);
        hedging = exchange.createMarket(marketTerms(5, 0, address(feed)));
        address[7] memory accounts = [owner, manager, signer, taker, provider, operator, stranger];
        for (uint256 i = 0; i < accounts.length; ++i) rich(accounts[i]);
    }

    function saltedParams(Strategy memory strategy) internal returns (VaultParams memory params) {
        params = vaultParams(market, strategy);
        params.salt = bytes32(_salt++);
    }

    /// @dev Its 200 lots are the target, give or take 50; hedges may cost 10 quote tokens a day.
    function hedgeStrategy() internal view returns (Strategy memory strategy) {
        strategy = quoteStrategy();
        Limits memory limits = strategy.limits;
        strategy.kind = StrategyKind.DeltaNeutral;
        limits.deltaRatioBps = 10_000;
        limits.deltaTarget = 200;
        limits.deltaBand = 50;
        limits.hedgeMarketId = hedging;
        limits.hedgeBudget = 10e6;
    }

    /// @dev The time now. Within one function the compiler takes `block.timestamp` for a constant, which a warp makes untrue.
    function time() internal view returns (uint256) {
        return cheats.getBlockTimestamp();
    }

    function skip(uint256 duration) internal {
        vm.warp(time() + duration);
    }

    // ---- flows ----------------------------------------------------------------------------------------------------

    function flow(Flow which) internal returns (Call memory) {
        if (which <= Flow.PoolSell) return _gridTake(which);
        if (which <= Flow.ManagerSell) return _quoteTake(which);
        if (which <= Flow.PartialSell) return _route(which);
        if (which <= Flow.Hedge) return _vaultFlow(which);
        return _poolFlow(which);
    }

    function _gridTake(Flow which) private view returns (Call memory) {
        address maker = which <= Flow.VaultSell ? address(grid) : address(pool);
        Side side = which == Flow.VaultBuy || which == Flow.PoolBuy ? Side.Ask : Side.Bid;
        return Call(taker, address(exchange), abi.encodeCall(IExchange.takeGrid, (maker, terms(side, 5))));
    }

    function standing(address maker) internal returns (Quote memory q) {
        q = quoteOf(maker, market);
        (q.nonce, q.salt, q.expiry) = (0, _salt++, uint64(time() + 60));
        if (maker != signer) q.epoch = VaultAbi(maker).managerEpoch();
    }

    function _quoteTake(Flow which) private returns (Call memory) {
        bool signed = which <= Flow.SignerSell;
        Side side = which == Flow.SignerBuy || which == Flow.ManagerBuy ? Side.Ask : Side.Bid;
        Quote memory q = standing(signed ? signer : address(quoting));
        bytes memory signature = sign(signed ? SIGNER_KEY : MANAGER_KEY, q);
        return Call(taker, address(exchange), abi.encodeCall(IExchange.takeQuote, (q, signature, terms(side, 5))));
    }

    function _route(Flow which) private returns (Call memory) {
        Side side = which == Flow.RouteBuy || which == Flow.PartialBuy ? Side.Ask : Side.Bid;
        Leg[] memory legs = new Leg[](4);
        legs[0] = gridLeg(address(grid), 2, side);
        legs[1] = gridLeg(address(pool), 2, side);
        legs[2] = quoteLeg(SIGNER_KEY, standing(signer), 2, side);
        legs[3] = quoteLeg(MANAGER_KEY, standing(address(quoting)), 2, side);
        Route memory route = routeOf(market, side, 8);
        route.partialFill = which >= Flow.PartialBuy;
        return Call(taker, address(exchange), abi.encodeCall(IExchange.takeRoute, (route, legs)));
    }

    function _vaultFlow(Flow which) private returns (Call memory) {
        if (which == Flow.CreateVault) {
            VaultParams memory params = saltedParams(gridStrategy());
            return Call(owner, address(vaults), abi.encodeCall(IVaultFactory.createVault, (params)));
        }
        if (which == Flow.ClaimShare) {
            return Call(manager, address(grid), abi.encodeCall(IVaultDesk.claimProfitShare, (manager)));
        }
        if (which == Flow.Hedge) {
            Leg[] memory legs = new Leg[](1);
            legs[0] = gridLeg(address(counter), 5, Side.Ask);
            Route memory route = routeOf(hedging, Side.Ask, 5);
            route.recipient = address(hedged);
            return Call(manager, address(hedged), abi.encodeCall(IVaultDesk.hedge, (route, legs)));
        }
        bytes memory data;
        if (which == Flow.DepositBase) data = abi.encodeCall(IMakerVault.deposit, (2 * LOT, 0));
        if (which == Flow.DepositQuote) data = abi.encodeCall(IMakerVault.deposit, (0, 1000));
        if (which == Flow.WithdrawBase) data = abi.encodeCall(IMakerVault.withdraw, (2 * LOT, 0, owner));
        if (which == Flow.WithdrawQuote) data = abi.encodeCall(IMakerVault.withdraw, (0, 1000, owner));
        return Call(owner, address(grid), data);
    }

    function _poolFlow(Flow which) private returns (Call memory) {
        if (which == Flow.CreatePool) {
            return Call(provider, address(pools), abi.encodeCall(IPoolFactory.createPool, (poolParams())));
        }
        if (which == Flow.CollectFees) {
            return
                Call(
                    governor,
                    address(exchange),
                    abi.encodeCall(IExchangeDesk.collectFees, (address(quote), governor))
                );
        }
        bytes memory data;
        uint256 lp = 10e6;
        if (which == Flow.Add) data = abi.encodeCall(ILiquidityPool.addLiquidity, (lp, anyBounds(), provider));
        if (which == Flow.Remove) data = abi.encodeCall(ILiquidityPool.removeLiquidity, (lp, anyBounds(), provider));
        if (which == Flow.RemoveBaseOnly || which == Flow.RemoveQuoteOnly) {
            bool only = which == Flow.RemoveBaseOnly;
            data = abi.encodeCall(ILiquidityPool.removeLiquidityOneToken, (lp, anyBounds(), only, provider));
        }
        if (which == Flow.ClaimFees) data = abi.encodeCall(ILiquidityPool.claimFees, (provider));
        if (which == Flow.Distribute) data = abi.encodeCall(ILiquidityPool.distributeFees, (1000));
        return Call(provider, address(pool), data);
    }

    function poolParams() internal returns (PoolParams memory) {
        return
            PoolParams({
                marketId: market,
                operator: operator,
                prices: gridTerms().prices,
                sizePerCell: 1_000,
                referencePrice: 1_000,
                minReferencePrice: 0,
                maxReferencePrice: FOREVER,
                deadline: FOREVER,
                name: "LP",
                symbol: "LP",
                salt: bytes32(_salt++)
            });
    }

    /// @dev Make a call as its caller; `reason` is the selector of its revert.
    function attempt(Call memory call) internal returns (bool ok, bytes4 reason) {
        bytes memory answer;
        vm.prank(call.caller);
        (ok, answer) = call.target.call(call.data);
        if (!ok && answer.length >= 4) reason = bytes4(answer);
    }

    function attemptAs(address caller, address target, bytes memory data) internal returns (bool ok, bytes4 reason) {
        return attempt(Call(caller, target, data));
    }

    /// @dev Make a call that must fail with `reason`.
    function refuse(address caller, address target, bytes memory data, bytes4 reason) internal {
        (bool ok, bytes4 actual) = attemptAs(caller, target, data);
        yes(!ok, "must be refused");
        yes(actual == reason, "refused for this reason");
    }

    // ---- what must hold -------------------------------------------------------------------------------------------

    /// @dev Nobody is credited with what is not there: books of vaults and pool against balances.
    function backed() internal view {
        VaultAbi[4] memory all = [grid, quoting, hedged, counter];
        for (uint256 i = 0; i < all.length; ++i) vaultBacked(all[i]);
        poolBacked(pool);
    }

    function vaultBacked(VaultAbi vault) internal view {
        VaultStats memory s = vault.stats();
        (uint256 baseHeld, uint256 quoteHeld) = balances(address(vault));
        yes(baseHeld >= s.baseLots * LOT, "position is backed");
        yes(quoteHeld >= vault.profitShare().owed, "owed is backed");
        if (s.halted) return;
        (uint256 baseNeeded, uint256 quoteNeeded) = vault.requiredFunds();
        yes(baseHeld >= baseNeeded && quoteHeld >= quoteNeeded, "orders are backed");
    }

    function poolBacked(PoolAbi p) internal view {
        PoolState memory s = p.state();
        (uint256 baseHeld, uint256 quoteHeld) = balances(address(p));
        (uint256 baseAside, uint256 quoteAside) = p.setAsideFor(provider);
        (uint256 streaming, ) = p.stream();
        yes(baseHeld >= s.reserveBase + baseAside, "base reserve is backed");
        yes(
            quoteHeld >= s.reserveQuote + quoteAside + streaming + p.claimable(provider),
            "quote reserve and fees are backed"
        );
        (uint256 baseNeeded, uint256 quoteNeeded) = p.requiredFunds();
        yes(s.reserveBase >= baseNeeded && s.reserveQuote >= quoteNeeded, "orders are backed");
    }

    /// @dev Everything a fill or flow may change, as one number.
    function stateHash() internal view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    grid.stats(),
                    grid.profitShare(),
                    quoting.stats(),
                    hedged.stats(),
                    counter.stats(),
                    pool.state(),
                    pool.claimable(provider),
                    pool.balanceOf(provider),
                    exchange.makerVolume(address(grid), address(quote)),
                    exchange.makerVolume(signer, address(quote))
                )
            );
    }
}
