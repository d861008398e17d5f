// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Leg, Route, Side, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { HostileToken } from "../utils/HostileTokens.sol";
import { Flow } from "../utils/HostileWorld.sol";
import { Manners } from "./Manners.sol";

/// @notice Tokens that pause or block somebody hold back nothing but themselves.
contract HostileStuckTokensTest is Manners {
    function pause() private {
        hostile.setPaused(true);
    }

    // ---- pausable, blocklist --------------------------------------------------------------------------------------

    /// @notice Row "pausable", quote: base leaves vault and pool all the same.
    function test_pausedQuoteHoldsBackOnlyItself() public {
        openAsQuote();
        expect(all() & ~leavesQuoteAlone(), anyReason, pause);
    }

    /// @notice Row "pausable", base: quote, fees and profit share leave all the same.
    function test_pausedBaseHoldsBackOnlyItself() public {
        openAsBase();
        expect(all() & ~leavesBaseAlone(), anyReason, pause);
    }

    /// @notice Row "pausable": what a provider left behind waits until the token moves again.
    function test_setAsideWaitsForThePausedToken() public {
        openAsBase();
        (uint256 baseWorth, uint256 quoteWorth) = pool.previewRemove(10e6);
        hostile.setPaused(true);
        vm.prank(provider);
        (uint256 amount, uint256 aside) = pool.removeLiquidityOneToken(10e6, anyBounds(), false, provider);
        eq(amount, quoteWorth, "quote now");
        eq(aside, baseWorth, "base later");
        refuse(
            provider,
            address(pool),
            abi.encodeCall(pool.claimSetAside, (true, provider)),
            HostileToken.Paused.selector
        );
        hostile.setPaused(false);
        uint256 before = base.balanceOf(stranger);
        vm.prank(provider);
        eq(pool.claimSetAside(true, stranger), baseWorth, "all of it");
        eq(base.balanceOf(stranger) - before, baseWorth, "to whom the provider says");
        backed();
    }

    /// @notice Row "blocklist": a blocked provider takes its part elsewhere, others are not held up by it.
    function test_blockedProviderBlocksNobody() public {
        openAsQuote();
        vm.prank(stranger);
        pool.addLiquidity(10e6, anyBounds(), stranger);
        skip(1 days);
        hostile.setBlocked(provider, true);
        vm.startPrank(stranger);
        pool.removeLiquidity(5e6, anyBounds(), stranger);
        pool.claimFees(stranger);
        vm.stopPrank();
        uint256 before = quote.balanceOf(address(0xE15E));
        vm.startPrank(provider);
        (, uint256 got) = pool.removeLiquidity(5e6, anyBounds(), address(0xE15E));
        got += pool.claimFees(address(0xE15E));
        vm.stopPrank();
        eq(quote.balanceOf(address(0xE15E)) - before, got, "elsewhere");
        backed();
    }

    /// @notice Row "blocklist": a blocked owner withdraws elsewhere; a blocked manager claims elsewhere and holds up no owner.
    function test_blockedOwnerAndManagerGoElsewhere() public {
        openAsQuote();
        hostile.setBlocked(manager, true);
        hostile.setBlocked(owner, true);
        uint256 owed = grid.owedTo(manager);
        yes(owed != 0, "something is owed");
        refuse(owner, address(grid), abi.encodeCall(grid.withdraw, (0, 1, owner)), HostileToken.Blocked.selector);
        (uint256 baseHeld, uint256 quoteHeld) = balances(address(grid));
        vm.prank(owner);
        grid.withdraw(baseHeld, quoteHeld - owed, address(0xE15E));
        vm.prank(manager);
        grid.claimProfitShare(address(0xE15F));
        eq(quote.balanceOf(address(0xE15E)), quoteHeld - owed, "owner's");
        eq(quote.balanceOf(address(0xE15F)), owed, "manager's");
    }

    /// @notice Row "blocklist": in a partial route, makers the token refuses are skipped; the others fill.
    function test_blockedMakersAreSkipped() public {
        openAsQuote();
        hostile.setBlocked(address(grid), true);
        hostile.setBlocked(address(pool), true);
        Leg[] memory legs = new Leg[](3);
        legs[0] = gridLeg(address(grid), 2, Side.Ask);
        legs[1] = gridLeg(address(pool), 2, Side.Ask);
        legs[2] = quoteLeg(SIGNER_KEY, standing(signer), 3, Side.Ask);
        Route memory route = routeOf(market, Side.Ask, 7);
        refuse(
            taker,
            address(exchange),
            abi.encodeCall(exchange.takeRoute, (route, legs)),
            HostileToken.Blocked.selector
        );
        route.partialFill = true;
        uint256 before = base.balanceOf(taker);
        vm.prank(taker);
        TakeResult memory result = exchange.takeRoute(route, legs);
        eq(result.size, 3, "the signer's");
        eq(base.balanceOf(taker) - before, 3 * LOT, "base");
        hostile.setBlocked(address(grid), false);
        hostile.setBlocked(address(pool), false);
        backed();
    }

    /// @notice Row "blocklist": an exchange that the token blocks stops takes that pay it, and no exit.
    function test_blockedExchangeStopsNoExit() public {
        openAsQuote();
        hostile.setBlocked(address(exchange), true);
        Flow[7] memory exits = [
            Flow.WithdrawBase,
            Flow.WithdrawQuote,
            Flow.ClaimShare,
            Flow.Remove,
            Flow.RemoveBaseOnly,
            Flow.RemoveQuoteOnly,
            Flow.ClaimFees
        ];
        for (uint256 i = 0; i < exits.length; ++i) {
            (bool ok, ) = attempt(flow(exits[i]));
            yes(ok, "exit");
        }
        (bool filled, ) = attempt(flow(Flow.VaultSell));
        yes(!filled, "no fill without the venue's fee");
    }
}
