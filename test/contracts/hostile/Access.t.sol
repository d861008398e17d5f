// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { Part } from "../../../contracts/exchange/Routes.sol";
import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { IExchangeDesk } from "../../../contracts/interfaces/IExchangeDesk.sol";
import { ILiquidityPool } from "../../../contracts/interfaces/ILiquidityPool.sol";
import { GridOrder, IGridMaker, IQuoteMaker, QuoteOrder } from "../../../contracts/interfaces/IMaker.sol";
import { IMakerVault } from "../../../contracts/interfaces/IMakerVault.sol";
import { IVaultDesk } from "../../../contracts/interfaces/IVaultDesk.sol";
import { Leg, MakerKind, Quote, Route, Side } from "../../../contracts/interfaces/Types.sol";
import { ExchangeAbi, VaultAbi } from "../utils/Abis.sol";
import { Callers } from "./Callers.sol";

/// @notice Row "admin": who may call what, tried with everybody.
contract HostileAccessTest is Callers {
    // ---- access ---------------------------------------------------------------------------------------------------

    /// @notice Every function of the exchange that not everybody may call.
    function test_accessToTheExchange() public {
        address x = address(exchange);
        bytes4 notOwner = Ownable.OwnableUnauthorizedAccount.selector;
        onlyFor(GOVERNOR, x, abi.encodeCall(IExchangeDesk.createMarket, (marketTerms(1, 0, address(0)))), notOwner);
        onlyFor(GOVERNOR, x, abi.encodeCall(IExchangeDesk.scheduleFees, (market, 1, 0)), notOwner);
        onlyFor(
            GOVERNOR,
            x,
            abi.encodeCall(
                IExchangeDesk.scheduleRebates,
                ([uint64(1), uint64(2), uint64(3)], [uint8(0), uint8(1), uint8(2), uint8(3)])
            ),
            notOwner
        );
        onlyFor(GOVERNOR, x, abi.encodeCall(IExchangeDesk.resumeMarket, (market)), notOwner);
        onlyFor(GOVERNOR, x, abi.encodeCall(IExchangeDesk.setGuardian, (stranger)), notOwner);
        onlyFor(GOVERNOR, x, abi.encodeCall(IExchangeDesk.setFactory, (MakerKind.Vault, stranger)), notOwner);
        onlyFor(GOVERNOR, x, abi.encodeCall(IExchangeDesk.collectFees, (address(quote), governor)), notOwner);
        onlyFor(GOVERNOR, x, abi.encodeWithSignature("transferOwnership(address)", stranger), notOwner);
        onlyFor(0, x, abi.encodeWithSignature("acceptOwnership()"), notOwner);
        bytes memory halt = abi.encodeCall(IExchangeDesk.haltMarket, (market));
        onlyFor(GOVERNOR | GUARDIAN, x, halt, IExchange.NotGuardian.selector);
        bytes memory register = abi.encodeCall(IExchangeDesk.registerMaker, (stranger, market));
        onlyFor(VAULTS | POOLS, x, register, IExchange.NotFactory.selector);
        Quote memory q = quoteOf(signer, market);
        q.nonce = 0;
        onlyFor(SIGNER, x, abi.encodeCall(IExchangeDesk.cancelQuote, (q)), IExchange.NotMaker.selector);
        onlyFor(SIGNER, x, abi.encodeCall(IExchangeDesk.cancelUpTo, (signer, market, 5)), IExchange.NotMaker.selector);
        q.maker = address(quoting);
        onlyFor(
            OWNER | MANAGER | QUOTING,
            x,
            abi.encodeCall(IExchangeDesk.cancelQuote, (q)),
            IExchange.NotMaker.selector
        );
        onlyFor(
            OWNER | MANAGER | QUOTING,
            x,
            abi.encodeCall(IExchangeDesk.cancelUpTo, (address(quoting), market, 5)),
            IExchange.NotMaker.selector
        );
        q.maker = address(0);
        onlyFor(0, x, abi.encodeCall(IExchangeDesk.cancelQuote, (q)), IExchange.NotMaker.selector);
        onlyFor(0, x, abi.encodeCall(IExchangeDesk.cancelUpTo, (address(0), market, 5)), IExchange.NotMaker.selector);
    }

    /// @notice What the exchange does in calls to itself, nobody else may do.
    function test_accessToSelfCalls() public {
        Leg[] memory legs = new Leg[](1);
        legs[0] = gridLeg(address(grid), 1, Side.Ask);
        for (uint256 i = 0; i < 2; ++i) {
            // As if it were part of the governor's route, who would pay.
            Part memory part = Part({ first: 0, end: 1, settle: i == 0, taker: governor, left: 1 });
            bytes memory data = abi.encodeCall(exchange.fillPart, (part, routeOf(market, Side.Ask, 1), legs));
            onlyFor(EXCHANGE, address(exchange), data, IExchange.OnlySelf.selector);
            bytes[] memory calls = new bytes[](1);
            calls[0] = data;
            data = abi.encodeCall(exchange.multicall, (calls));
            onlyFor(EXCHANGE, address(exchange), data, IExchange.OnlySelf.selector);
        }
    }

    /// @notice Every function of a vault that not everybody may call.
    function test_accessToAVault() public {
        address v = address(grid);
        bytes4 reason = IMakerVault.NotOwner.selector;
        onlyFor(OWNER, v, abi.encodeCall(IMakerVault.deposit, (LOT, 1)), reason);
        onlyFor(OWNER, v, abi.encodeCall(IMakerVault.withdraw, (1, 1, stranger)), reason);
        onlyFor(OWNER, v, abi.encodeCall(IMakerVault.resume, ()), reason);
        onlyFor(OWNER, v, abi.encodeWithSignature("setManager(address)", stranger), reason);
        onlyFor(OWNER, v, abi.encodeWithSignature("setProfitShare(uint16)", uint16(0)), reason);
        onlyFor(
            OWNER,
            v,
            bytes.concat(IVaultDesk.setStrategy.selector, abi.encode(gridStrategy(), grid.strategyState())),
            reason
        );
        reason = IMakerVault.NotManager.selector;
        onlyFor(OWNER | MANAGER, v, abi.encodeCall(IMakerVault.halt, ()), reason);
        onlyFor(OWNER | MANAGER, v, abi.encodeCall(IMakerVault.raiseManagerEpoch, ()), reason);
        Leg[] memory legs = new Leg[](1);
        legs[0] = gridLeg(address(counter), 5, Side.Ask);
        Route memory route = routeOf(hedging, Side.Ask, 5);
        route.recipient = address(hedged);
        bytes memory hedge = bytes.concat(IVaultDesk.hedge.selector, abi.encode(route, legs));
        onlyFor(MANAGER, address(hedged), hedge, reason);
        reason = IMakerVault.NotExchange.selector;
        GridOrder memory order;
        order.size = 1;
        order.recipient = stranger;
        onlyFor(EXCHANGE, v, abi.encodeCall(IGridMaker.onTake, (order)), reason);
        QuoteOrder memory quoteOrder;
        Quote memory q = vaultQuote(quoting);
        onlyFor(
            EXCHANGE,
            address(quoting),
            abi.encodeCall(IQuoteMaker.onQuote, (q, exchange.hashQuote(q), sign(MANAGER_KEY, q), quoteOrder)),
            reason
        );
        bytes memory claim = abi.encodeWithSignature("claimProfitShare(address)", stranger);
        onlyFor(MANAGER, v, claim, IMakerVault.NothingOwed.selector);
    }

    /// @notice Every function of a pool that not everybody may call. What the rest may do, they do with their own units.
    function test_accessToAPool() public {
        address p = address(pool);
        bytes4 reason = ILiquidityPool.PoolNotOperator.selector;
        uint64[] memory prices = gridTerms().prices;
        onlyFor(OPERATOR, p, abi.encodeCall(ILiquidityPool.proposeMove, (prices, 1000)), reason);
        onlyFor(OPERATOR, p, abi.encodeCall(ILiquidityPool.cancelMove, ()), reason);
        onlyFor(OPERATOR, p, abi.encodeCall(ILiquidityPool.executeMove, (prices, 1000)), reason);
        onlyFor(OPERATOR, p, abi.encodeCall(ILiquidityPool.setOperator, (stranger)), reason);
        GridOrder memory order;
        order.size = 1;
        order.recipient = stranger;
        onlyFor(EXCHANGE, p, abi.encodeCall(IGridMaker.onTake, (order)), ILiquidityPool.PoolNotExchange.selector);
        address[17] memory callers = everybody();
        for (uint256 i = 0; i < callers.length; ++i) {
            if (callers[i] == provider) continue;
            bytes[4] memory calls = [
                abi.encodeCall(ILiquidityPool.removeLiquidity, (1, anyBounds(), callers[i])),
                abi.encodeCall(ILiquidityPool.removeLiquidityOneToken, (1, anyBounds(), true, callers[i])),
                abi.encodeCall(ILiquidityPool.claimFees, (callers[i])),
                abi.encodeCall(ILiquidityPool.claimSetAside, (true, callers[i]))
            ];
            for (uint256 j = 0; j < 4; ++j) {
                (bool ok, ) = attemptAs(callers[i], p, calls[j]);
                yes(!ok, "who has nothing takes nothing");
            }
        }
    }

    // ---- creation -------------------------------------------------------------------------------------------------

    function vaultInit() private view returns (bytes memory) {
        return
            abi.encodeWithSignature(
                "initialise(address,uint16,uint256,uint256,uint256)",
                stranger,
                uint16(5_000),
                uint256(0),
                uint256(0),
                uint256(0)
            );
    }

    function poolInit() private view returns (bytes memory) {
        return
            abi.encodeWithSignature(
                "initialise(address,address,(uint256,uint256,uint256),uint256,uint256,uint256)",
                stranger,
                stranger,
                uint256(0),
                uint256(1),
                uint256(0),
                uint256(1),
                uint256(1),
                uint256(1e12)
            );
    }

    /// @notice Rows "initialiser twice reverts", "implementation not takeable": by nobody, not even the factory.
    function test_initialiseOnce() public {
        onlyFor(VAULTS, address(grid), vaultInit(), IMakerVault.NotVaultFactory.selector);
        refuse(address(vaults), address(grid), vaultInit(), IMakerVault.AlreadyInitialised.selector);
        onlyFor(POOLS, address(pool), poolInit(), ILiquidityPool.PoolNotFactory.selector);
        refuse(address(pools), address(pool), poolInit(), ILiquidityPool.PoolAlreadyInitialised.selector);
    }

    /// @notice Row "implementation not takeable": it is nobody's, initialised, and no maker.
    function test_implementations() public {
        address v = vaults.vaultImplementation();
        address p = pools.poolImplementation();
        refuse(address(vaults), v, vaultInit(), IMakerVault.AlreadyInitialised.selector);
        refuse(address(pools), p, poolInit(), ILiquidityPool.PoolAlreadyInitialised.selector);
        address desk = VaultAbi(v).desk();
        address[3] memory targets = [v, p, desk];
        for (uint256 i = 0; i < 3; ++i) {
            (uint32 id, ) = exchange.makerOf(targets[i]);
            eq(id, 0, "no maker");
        }
        address[17] memory callers = everybody();
        for (uint256 i = 0; i < callers.length; ++i) {
            bytes[8] memory calls = [
                abi.encodeCall(IMakerVault.withdraw, (0, 0, stranger)),
                abi.encodeCall(IMakerVault.deposit, (0, 0)),
                abi.encodeCall(IMakerVault.halt, ()),
                abi.encodeCall(IMakerVault.resume, ()),
                abi.encodeWithSignature("setManager(address)", stranger),
                abi.encodeWithSignature("setProfitShare(uint16)", uint16(1)),
                abi.encodeWithSignature("claimProfitShare(address)", stranger),
                abi.encodeCall(IMakerVault.raiseManagerEpoch, ())
            ];
            for (uint256 j = 0; j < calls.length; ++j) {
                (bool ok, ) = attemptAs(callers[i], v, calls[j]);
                yes(!ok, "the implementation obeys nobody");
                (ok, ) = attemptAs(callers[i], desk, calls[j]);
                yes(!ok, "nor does the desk");
            }
            (bool passes, ) = attemptAs(callers[i], p, abi.encodeCall(ILiquidityPool.setOperator, (stranger)));
            yes(!passes, "nor the pool's");
        }
        yes(v.code.length != 0 && desk.code.length != 0 && p.code.length != 0, "and stays");
    }

    /// @notice Row "factory set once", and only for kinds that have one.
    function test_factories() public {
        bytes4 reason = IExchange.FactoryAlreadySet.selector;
        address other = address(deployVaultFactory(address(exchange)));
        refuse(governor, address(exchange), abi.encodeCall(IExchangeDesk.setFactory, (MakerKind.Vault, other)), reason);
        refuse(governor, address(exchange), abi.encodeCall(IExchangeDesk.setFactory, (MakerKind.Pool, other)), reason);
        refuse(
            governor,
            address(exchange),
            abi.encodeCall(IExchangeDesk.setFactory, (MakerKind.Signer, other)),
            IExchange.InvalidKind.selector
        );
        ExchangeAbi fresh = freshExchange();
        refuse(
            governor,
            address(fresh),
            abi.encodeCall(IExchangeDesk.setFactory, (MakerKind.Vault, stranger)),
            IExchange.NoCode.selector
        );
        // A factory the exchange does not know admits nobody.
        (bool ok, bytes4 actual) = attemptAs(
            owner,
            other,
            abi.encodeWithSelector(vaults.createVault.selector, saltedParams(gridStrategy()))
        );
        yes(!ok && actual == IExchange.NotFactory.selector, "unknown factory");
        (ok, actual) = attemptAs(
            provider,
            address(deployPoolFactory(address(exchange))),
            abi.encodeCall(pools.createPool, (poolParams()))
        );
        yes(!ok && actual == IExchange.NotFactory.selector, "nor does one of pools");
    }

    /// @notice A factory admits a maker to a known market only, as one of its kind.
    function test_registration() public {
        refuse(
            address(vaults),
            address(exchange),
            abi.encodeCall(IExchangeDesk.registerMaker, (stranger, 999)),
            IExchange.UnknownMarket.selector
        );
        (uint32 id, MakerKind kind) = exchange.makerOf(address(grid));
        eq(id, market, "its market");
        eq(uint256(kind), uint256(MakerKind.Vault), "its kind");
    }

    function freshExchange() private returns (ExchangeAbi) {
        return
            deployExchange(
                governor,
                PERIOD,
                [uint64(1_000), uint64(10_000), uint64(50_000)],
                [uint8(0), uint8(1), uint8(2), uint8(3)]
            );
    }
}
