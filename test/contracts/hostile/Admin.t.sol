// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { IExchangeDesk } from "../../../contracts/interfaces/IExchangeDesk.sol";
import { ILiquidityPool } from "../../../contracts/interfaces/ILiquidityPool.sol";
import { Market, Quote } from "../../../contracts/interfaces/Types.sol";
import { ExchangeAbi, PoolAbi, VaultAbi } from "../utils/Abis.sol";
import { Flow } from "../utils/HostileWorld.sol";
import { Callers } from "./Callers.sol";

/// @notice Row "admin": what the powerful can do, and what they cannot.
contract HostileAdminTest is Callers {
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
        VaultAbi[4] memory all = [grid, quoting, hedged, counter];
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
        (ok, ) = attemptAs(
            governor,
            address(exchange),
            abi.encodeCall(IExchangeDesk.scheduleFees, (market, 100, 10_000))
        );
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

    function deploy(address governor_, uint32 length) external returns (ExchangeAbi) {
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
        PoolAbi p = pool;
        yes(p.operator() == address(0), "nobody, for good");
    }
}
