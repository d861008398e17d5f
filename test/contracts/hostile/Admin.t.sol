// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { Exchange } from "../../../contracts/Exchange.sol";
import { LiquidityPool } from "../../../contracts/LiquidityPool.sol";
import { MakerVault } from "../../../contracts/MakerVault.sol";
import { PoolFactory } from "../../../contracts/PoolFactory.sol";
import { VaultFactory } from "../../../contracts/VaultFactory.sol";
import { Part } from "../../../contracts/exchange/Routes.sol";
import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { IExchangeDesk } from "../../../contracts/interfaces/IExchangeDesk.sol";
import { ILiquidityPool } from "../../../contracts/interfaces/ILiquidityPool.sol";
import { GridOrder, IGridMaker, IQuoteMaker, QuoteOrder } from "../../../contracts/interfaces/IMaker.sol";
import { IMakerVault } from "../../../contracts/interfaces/IMakerVault.sol";
import { Leg, MakerKind, Market, Quote, Route, Side } from "../../../contracts/interfaces/Types.sol";
import { TestToken } from "../../../contracts/mocks/TestToken.sol";
import { cheats } from "../utils/Cheats.sol";
import { Flow, HostileWorld } from "../utils/HostileWorld.sol";

/// @notice Row "admin": who may call what, tried with everybody, and what the powerful cannot do.
contract HostileAdminTest is HostileWorld {
    /// @dev Everybody there is; a bit of a mask each, in this order.
    uint256 private constant GOVERNOR = 1 << 0;
    uint256 private constant GUARDIAN = 1 << 1;
    uint256 private constant OWNER = 1 << 2;
    uint256 private constant MANAGER = 1 << 3;
    uint256 private constant SIGNER = 1 << 4;
    uint256 private constant OPERATOR = 1 << 7;
    uint256 private constant EXCHANGE = 1 << 9;
    uint256 private constant VAULTS = 1 << 10;
    uint256 private constant POOLS = 1 << 11;

    error GotThrough(address target, bytes4 selector, address caller, bytes4 reason);
    error KeptOut(address target, bytes4 selector, address caller);

    function setUp() public {
        deployWorld();
        openShop(address(new TestToken("Base", "BASE", 18)), address(new TestToken("Quote", "USD", 6)));
    }

    function everybody() private view returns (address[17] memory) {
        return
            [
                governor,
                guardian,
                owner,
                manager,
                signer,
                taker,
                provider,
                operator,
                stranger,
                address(exchange),
                address(vaults),
                address(pools),
                address(grid),
                address(quoting),
                address(pool),
                vaults.vaultImplementation(),
                address(this)
            ];
    }

    /// @dev Whoever is not in `allowed` is kept out for `reason`; whoever is, is not.
    function onlyFor(uint256 allowed, address target, bytes memory data, bytes4 reason) private {
        address[17] memory callers = everybody();
        for (uint256 i = 0; i < callers.length; ++i) {
            uint256 id = cheats.snapshotState();
            (bool ok, bytes4 actual) = attemptAs(callers[i], target, data);
            if (allowed & (1 << i) == 0) {
                require(!ok && actual == reason, GotThrough(target, bytes4(data), callers[i], actual));
            } else {
                require(ok || actual != reason, KeptOut(target, bytes4(data), callers[i]));
            }
            cheats.revertToStateAndDelete(id);
        }
    }

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
            OWNER | MANAGER | (1 << 13),
            x,
            abi.encodeCall(IExchangeDesk.cancelQuote, (q)),
            IExchange.NotMaker.selector
        );
        onlyFor(
            OWNER | MANAGER | (1 << 13),
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
            bytes.concat(MakerVault.setStrategy.selector, abi.encode(gridStrategy(), grid.strategyState())),
            reason
        );
        reason = IMakerVault.NotManager.selector;
        onlyFor(OWNER | MANAGER, v, abi.encodeCall(IMakerVault.halt, ()), reason);
        onlyFor(OWNER | MANAGER, v, abi.encodeCall(IMakerVault.raiseManagerEpoch, ()), reason);
        Leg[] memory legs = new Leg[](1);
        legs[0] = gridLeg(address(counter), 5, Side.Ask);
        Route memory route = routeOf(hedging, Side.Ask, 5);
        route.recipient = address(hedged);
        bytes memory hedge = bytes.concat(MakerVault.hedge.selector, abi.encode(route, legs));
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
        address desk = MakerVault(v).desk();
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
        Exchange fresh = freshExchange();
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
        ok = address(deployPoolFactory(address(exchange))).code.length != 0;
        yes(ok, "whoever may deploy one");
    }

    /// @notice A factory admits a maker to a known market only, and not a second time to another.
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

    function freshExchange() private returns (Exchange) {
        return
            deployExchange(
                governor,
                PERIOD,
                [uint64(1_000), uint64(10_000), uint64(50_000)],
                [uint8(0), uint8(1), uint8(2), uint8(3)]
            );
    }

    // ---- governor -------------------------------------------------------------------------------------------------

    /// @notice Row "two-step ownership": the governor's office passes when the new one takes it, and not before.
    function test_twoSteps() public {
        vm.prank(governor);
        exchange.transferOwnership(stranger);
        yes(exchange.owner() == governor && exchange.pendingOwner() == stranger, "offered");
        refuse(
            stranger,
            address(exchange),
            abi.encodeCall(IExchangeDesk.resumeMarket, (market)),
            Ownable.OwnableUnauthorizedAccount.selector
        );
        vm.prank(stranger);
        exchange.acceptOwnership();
        yes(exchange.owner() == stranger, "taken");
        refuse(
            governor,
            address(exchange),
            abi.encodeCall(IExchangeDesk.resumeMarket, (market)),
            Ownable.OwnableUnauthorizedAccount.selector
        );
    }

    /// @notice Row "renounced owner cannot brick exits": it cannot renounce at all, by anybody.
    function test_renounceIsRefused() public {
        onlyFor(
            0,
            address(exchange),
            abi.encodeWithSignature("renounceOwnership()"),
            IExchange.GovernorRequired.selector
        );
    }

    /// @notice Row "guardian": halts, and nothing else; what it halts the governor resumes.
    function test_guardian() public {
        vm.prank(guardian);
        exchange.haltMarket(market);
        (bool ok, ) = attempt(flow(Flow.VaultBuy));
        yes(!ok, "no fills");
        vm.prank(governor);
        exchange.resumeMarket(market);
        (ok, ) = attempt(flow(Flow.VaultBuy));
        yes(ok, "fills");
        vm.prank(governor);
        exchange.setGuardian(address(0));
        refuse(
            guardian,
            address(exchange),
            abi.encodeCall(IExchangeDesk.haltMarket, (market)),
            IExchange.NotGuardian.selector
        );
        vm.prank(governor);
        exchange.haltMarket(market);
    }

    /// @notice Row "pause stops entry but not exit": with every market halted no fill passes, on any path, and every exit and cancel does.
    function test_haltedMarkets() public {
        vm.startPrank(guardian);
        exchange.haltMarket(market);
        exchange.haltMarket(hedging);
        vm.stopPrank();
        for (uint256 i = 0; i <= uint256(Flow.PartialSell); ++i) {
            (bool ok, bytes4 reason) = attempt(flow(Flow(i)));
            yes(!ok && reason == IExchange.MarketIsHalted.selector, "no fill");
        }
        (bool hedges, ) = attempt(flow(Flow.Hedge));
        yes(!hedges, "no hedge");
        Flow[8] memory exits = [
            Flow.WithdrawBase,
            Flow.WithdrawQuote,
            Flow.ClaimShare,
            Flow.Remove,
            Flow.RemoveBaseOnly,
            Flow.RemoveQuoteOnly,
            Flow.ClaimFees,
            Flow.CollectFees
        ];
        for (uint256 i = 0; i < exits.length; ++i) {
            (bool ok, ) = attempt(flow(exits[i]));
            yes(ok, "exit");
        }
        Quote memory q = standing(signer);
        vm.startPrank(signer);
        exchange.cancelQuote(q);
        exchange.cancelUpTo(signer, market, 9);
        exchange.raiseEpoch();
        vm.stopPrank();
        leaveWithEverything();
    }

    /// @notice Rows "renounced owner, pause, dead oracle": owner and providers leave with all that is theirs whatever the venue does:
    /// halted markets, fees at their caps, a governor that is gone and an oracle that is dead.
    function test_exitsWhateverTheVenueDoes() public {
        vm.startPrank(governor);
        exchange.haltMarket(market);
        exchange.haltMarket(hedging);
        exchange.scheduleFees(market, 100, 10_000);
        exchange.transferOwnership(address(0xDEAD));
        vm.stopPrank();
        feed.kill();
        skip(2 * PERIOD);
        // Even the exchange's code may be gone.
        vm.etch(address(exchange), hex"fe");
        leaveWithEverything();
    }

    function leaveWithEverything() private {
        MakerVault[4] memory all = [grid, quoting, hedged, counter];
        for (uint256 i = 0; i < 4; ++i) {
            (uint256 baseHeld, uint256 quoteHeld) = balances(address(all[i]));
            uint256 owed = all[i].profitShare().owed;
            vm.startPrank(owner);
            all[i].withdraw(baseHeld, quoteHeld - owed, owner);
            vm.stopPrank();
            eq(base.balanceOf(address(all[i])), 0, "all base");
            eq(quote.balanceOf(address(all[i])), owed, "all quote but what is owed");
        }
        uint256 lp = pool.balanceOf(provider);
        (uint256 b, uint256 q) = pool.previewRemove(lp);
        vm.startPrank(provider);
        (uint256 bOut, uint256 qOut) = pool.removeLiquidity(lp, anyBounds(), provider);
        if (pool.claimable(provider) != 0) pool.claimFees(provider);
        vm.stopPrank();
        eq(bOut, b, "base");
        eq(qOut, q, "quote");
    }

    /// @notice Row "caps on every parameter": each at its cap, and one beyond.
    function test_caps() public {
        bytes4 fee = IExchange.FeeTooHigh.selector;
        bool ok;
        (ok, ) = attemptAs(governor, address(exchange), abi.encodeCall(IExchangeDesk.scheduleFees, (market, 100, 10_000)));
        yes(ok, "caps");
        refuse(governor, address(exchange), abi.encodeCall(IExchangeDesk.scheduleFees, (market, 101, 0)), fee);
        refuse(governor, address(exchange), abi.encodeCall(IExchangeDesk.scheduleFees, (market, 0, 10_001)), fee);
        refuse(governor, address(exchange), abi.encodeCall(IExchangeDesk.scheduleFees, (market, 256, 0)), fee);
        refuse(governor, address(exchange), abi.encodeCall(IExchangeDesk.scheduleFees, (market, 65_535, 0)), fee);
        refuseMarket(marketTerms(101, 0, address(0)), fee);
        refuseMarket(marketTerms(5, 10_001, address(0)), fee);
        Market memory m = marketTerms(5, 0, address(0));
        m.lotSize = 0;
        refuseMarket(m, IExchange.InvalidMarket.selector);
        m = marketTerms(5, 0, address(0));
        m.tickSize = 0;
        refuseMarket(m, IExchange.InvalidMarket.selector);
        m = marketTerms(5, 0, address(0));
        m.halted = true;
        refuseMarket(m, IExchange.InvalidMarket.selector);
        m = marketTerms(5, 0, address(feed));
        m.oracleBandBps = 10_001;
        refuseMarket(m, IExchange.InvalidOracle.selector);
        m.oracleBandBps = 0;
        refuseMarket(m, IExchange.InvalidOracle.selector);
        m = marketTerms(5, 0, address(feed));
        m.maxOracleAge = 0;
        refuseMarket(m, IExchange.InvalidOracle.selector);
        m = marketTerms(5, 0, address(0));
        m.oracleBandBps = 1;
        refuseMarket(m, IExchange.InvalidOracle.selector);
        m = marketTerms(5, 0, address(0xFEED));
        refuseMarket(m, IExchange.NoCode.selector);
        refuseRebates([uint64(1), 1, 3], [uint8(0), 1, 2, 3], IExchange.InvalidSchedule.selector);
        refuseRebates([uint64(1), 2, 2], [uint8(0), 1, 2, 3], IExchange.InvalidSchedule.selector);
        refuseRebates([uint64(1), 2, 3], [uint8(1), 0, 2, 3], IExchange.InvalidSchedule.selector);
        refuseRebates([uint64(1), 2, 3], [uint8(0), 1, 2, 101], IExchange.RebateTooHigh.selector);
        refuse(
            governor,
            address(exchange),
            abi.encodeCall(IExchangeDesk.collectFees, (address(quote), address(0))),
            IExchange.ZeroAddress.selector
        );
        bytes4 unknown = IExchange.UnknownMarket.selector;
        refuse(governor, address(exchange), abi.encodeCall(IExchangeDesk.scheduleFees, (999, 1, 1)), unknown);
        refuse(governor, address(exchange), abi.encodeCall(IExchangeDesk.haltMarket, (0)), unknown);
    }

    function refuseMarket(Market memory m, bytes4 reason) private {
        refuse(governor, address(exchange), abi.encodeCall(IExchangeDesk.createMarket, (m)), reason);
    }

    function refuseRebates(uint64[3] memory thresholds, uint8[4] memory rates, bytes4 reason) private {
        refuse(governor, address(exchange), abi.encodeCall(IExchangeDesk.scheduleRebates, (thresholds, rates)), reason);
    }

    /// @notice Row "caps on every parameter": a period's length and the governor himself, at deployment.
    function test_deployment() public {
        uint32[3] memory lengths = [uint32(0), 1 days - 1, 365 days + 1];
        for (uint256 i = 0; i < 3; ++i) {
            try this.deploy(governor, lengths[i]) {
                yes(false, "refused");
            } catch (bytes memory reason) {
                yes(bytes4(reason) == IExchange.InvalidPeriod.selector, "length");
            }
        }
        try this.deploy(address(0), PERIOD) {
            yes(false, "refused");
        } catch (bytes memory reason) {
            yes(bytes4(reason) == Ownable.OwnableInvalidOwner.selector, "governor");
        }
        this.deploy(governor, 1 days);
        this.deploy(governor, 365 days);
    }

    function deploy(address governor_, uint32 length) external returns (Exchange) {
        return
            deployExchange(
                governor_,
                length,
                [uint64(1_000), uint64(10_000), uint64(50_000)],
                [uint8(0), uint8(1), uint8(2), uint8(3)]
            );
    }

    /// @notice Row "governor": changes of terms wait for the period's end, and no sum of them reaches what belongs to makers.
    function test_governorCannotReachFunds() public {
        uint256 fees = quote.balanceOf(address(exchange));
        uint256 before = quote.balanceOf(governor);
        vm.startPrank(governor);
        exchange.scheduleFees(market, 100, 0);
        eq(exchange.getMarket(market).takerFeeBps, 10, "not yet");
        address[3] memory tokens = [address(base), address(quote), address(pool)];
        for (uint256 i = 0; i < 3; ++i) exchange.collectFees(tokens[i], governor);
        vm.stopPrank();
        eq(quote.balanceOf(governor) - before, fees, "fees and nothing else");
        backed();
    }

    /// @notice Row "operator": a pool's operator who is gone, or nobody, moves nothing for good; moves wait a day and end after three.
    function test_operator() public {
        uint64[] memory prices = gridTerms().prices;
        bytes memory execute = abi.encodeCall(ILiquidityPool.executeMove, (prices, 1_050));
        refuse(operator, address(pool), execute, ILiquidityPool.NoMoveProposed.selector);
        vm.prank(operator);
        pool.proposeMove(prices, 1_050);
        refuse(operator, address(pool), execute, ILiquidityPool.MoveNotDue.selector);
        skip(4 days + 1);
        refuse(operator, address(pool), execute, ILiquidityPool.MoveExpired.selector);
        vm.startPrank(operator);
        pool.setOperator(address(0));
        vm.stopPrank();
        bytes memory propose = abi.encodeCall(ILiquidityPool.proposeMove, (prices, 1_050));
        onlyFor(0, address(pool), propose, ILiquidityPool.PoolNotOperator.selector);
        LiquidityPool p = pool;
        yes(p.operator() == address(0), "nobody, for good");
    }
}
