// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { PoolState } from "../../../contracts/interfaces/ILiquidityPool.sol";
import { IMakerVault } from "../../../contracts/interfaces/IMakerVault.sol";
import { Leg, Route, Side, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { TestToken } from "../../../contracts/mocks/TestToken.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { HostileToken, Manner, NoReturnToken } from "../utils/HostileTokens.sol";
import { Call, Flow } from "../utils/HostileWorld.sol";
import { Matrix } from "../utils/Matrix.sol";

/// @notice Every public flow x every way a token can misbehave while it moves. Nobody may be credited with what did not arrive, and a
/// token that refuses to move may hold back nothing but itself.
contract HostileTokensTest is Matrix {
    function behave() internal override {
        hostile.setManner(Manner.Plain);
        hostile.setPaused(false);
    }

    function nothing() private {}

    function chargeOnePercent() private {
        hostile.setFeeBps(100);
    }

    function answerFalse() private {
        hostile.setManner(Manner.False);
    }

    function answerTwo() private {
        hostile.setManner(Manner.Liar);
    }

    function doNothing() private {
        hostile.setManner(Manner.Silent);
    }

    function answerHuge() private {
        hostile.setManner(Manner.Huge);
    }

    function flood() private {
        hostile.setManner(Manner.Flood);
    }

    function burn() private {
        hostile.setManner(Manner.Burn);
    }

    function pause() private {
        hostile.setPaused(true);
    }

    /// @notice Row "control": with two plain tokens every flow of the matrix goes through, so that a refusal below means something.
    function test_plainTokensPass() public {
        openAsQuote();
        expect(0, anyReason, nothing);
    }

    // ---- fee-on-transfer ------------------------------------------------------------------------------------------

    /// @notice Row "fee-on-transfer", base: refused by name wherever books are kept; exits go on.
    function test_feeOnTransferBaseIsRefusedWhereBooksAreKept() public {
        openAsBase();
        expect(baseComesIn(), notInFull, chargeOnePercent);
    }

    /// @notice Row "fee-on-transfer", quote: likewise.
    function test_feeOnTransferQuoteIsRefusedWhereBooksAreKept() public {
        openAsQuote();
        expect(quoteComesIn(), notInFull, chargeOnePercent);
    }

    // ---- answers --------------------------------------------------------------------------------------------------

    /// @notice Row "no return value": everything works, on either side.
    function test_noReturnValue() public {
        NoReturnToken old = new NoReturnToken();
        old.setDecimals(6);
        openShop(address(new TestToken("Base", "BASE", 18)), address(old));
        expect(0, anyReason, nothing);
    }

    /// @notice Row "no return value", base.
    function test_noReturnValueAsBase() public {
        openShop(address(new NoReturnToken()), address(new TestToken("Quote", "USD", 6)));
        expect(0, anyReason, nothing);
    }

    /// @notice Row "returns false without moving": every flow that moves it is refused and nothing has changed.
    function test_falseIsFailure() public {
        openAsQuote();
        expect(all() & ~leavesQuoteAlone(), anyReason, answerFalse);
    }

    /// @notice Row "returns false without moving", base.
    function test_falseIsFailureAsBase() public {
        openAsBase();
        expect(all() & ~leavesBaseAlone(), anyReason, answerFalse);
    }

    /// @notice Row "false on success": a token that moves and does not answer true is refused as well.
    function test_anythingButTrueIsFailure() public {
        openAsQuote();
        expect(all() & ~leavesQuoteAlone(), anyReason, answerTwo);
    }

    /// @notice Row "returns false", true without moving: what comes into books is compared with what was sent.
    function test_trueWithoutMovingIsNoCredit() public {
        openAsQuote();
        expect(quoteComesIn(), notInFull, doNothing);
    }

    /// @notice Row "true without moving", base.
    function test_trueWithoutMovingIsNoCreditAsBase() public {
        openAsBase();
        expect(baseComesIn(), notInFull, doNothing);
    }

    /// @notice Row "returns 10 MB of data": 64 kB after `true` is not copied, and works.
    function test_hugeAnswerWorks() public {
        openAsQuote();
        expect(0, anyReason, answerHuge);
    }

    /// @notice Row "returns 10 MB of data", as a revert: refused, nothing changed.
    function test_floodOfRevertDataIsRefused() public {
        openAsBase();
        expect(all() & ~leavesBaseAlone(), anyReason, flood);
    }

    /// @notice Row "burns all gas": refused, nothing changed.
    function test_gasBurnerIsRefused() public {
        openAsQuote();
        expect(all() & ~leavesQuoteAlone(), anyReason, burn);
    }

    /// @notice Row "no code at address" (after it was listed): no flow takes silence for success.
    function test_codeThatIsGoneIsRefused() public {
        openAsQuote();
        bytes memory code = address(hostile).code;
        for (uint256 i = 0; i < FLOWS; ++i) {
            if (leavesQuoteAlone() & (1 << i) != 0) continue;
            bytes32 state = stateHash();
            Call memory call = flow(Flow(i));
            vm.etch(address(hostile), "");
            (bool ok, ) = attempt(call);
            vm.etch(address(hostile), code);
            yes(!ok, "refused");
            yes(stateHash() == state, "nothing changed");
        }
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

    // ---- rebasing -------------------------------------------------------------------------------------------------

    function halve() private {
        hostile.setRate(0.5e18);
    }

    function double() private {
        hostile.setRate(2e18);
    }

    /// @notice Row "rebasing up": the surplus is nobody's to take by a call: no reserve, share, claim or position grows.
    function test_surplusIsNotCreditable() public {
        openAsQuote();
        PoolState memory before = pool.state();
        (uint256 baseWorth, uint256 quoteWorth) = pool.previewRemove(10e6);
        uint256 claimable = pool.claimable(provider);
        int256 pnl = grid.pnl();
        double();
        PoolState memory state = pool.state();
        eq(state.reserveQuote, before.reserveQuote, "reserve");
        (uint256 baseNow, uint256 quoteNow) = pool.previewRemove(10e6);
        eq(baseNow, baseWorth, "base of a share");
        eq(quoteNow, quoteWorth, "quote of a share");
        eq(pool.claimable(provider), claimable, "fees");
        eqSigned(grid.pnl(), pnl, "pnl");
        uint256 held = quote.balanceOf(provider);
        vm.prank(provider);
        pool.removeLiquidity(10e6, anyBounds(), provider);
        eq(quote.balanceOf(provider) - held, quoteWorth, "what it was worth");
    }

    /// @notice Row "rebasing up": flows go on as if the surplus were not there, since amounts are exact at this rate.
    function test_flowsIgnoreASurplus() public {
        openAsQuote();
        expect(0, anyReason, double);
    }

    /// @notice Row "rebasing down", vault: documented unsupported; the owner withdraws what there is, and nobody else's.
    function test_shrunkVaultPaysOnlyWhatIsThere() public {
        openAsQuote();
        halve();
        uint256 others = quote.balanceOf(address(quoting));
        uint256 held = quote.balanceOf(address(grid));
        uint256 owed = grid.owedTo(manager);
        refuse(
            owner,
            address(grid),
            abi.encodeCall(grid.withdraw, (0, held + 1, owner)),
            IMakerVault.OwedToManager.selector
        );
        uint256 before = quote.balanceOf(owner);
        vm.prank(owner);
        grid.withdraw(0, held - owed, owner);
        eq(quote.balanceOf(owner) - before, held - owed, "all but what is owed");
        eq(quote.balanceOf(address(quoting)), others, "other vaults keep theirs");
    }

    /// @notice Row "rebasing down", vault: without the funds for its bids it cannot be taken beyond what is there.
    function test_shrunkVaultCannotOverpay() public {
        openAsQuote();
        hostile.setRate(0.01e18);
        (bool ok, ) = attempt(flow(Flow.VaultSell));
        yes(!ok, "the vault has not enough left");
    }

    /// @notice Row "rebasing down", pool: rebasing tokens are documented as unsupported. A pool never pays out more than it holds, and
    /// never another pool's or vault's: leaving goes on until what is left does not cover a leave, which reverts.
    function test_shrunkPoolPaysOnlyWhatIsThere() public {
        openAsQuote();
        halve();
        uint256 held = quote.balanceOf(address(pool));
        uint256 others = quote.balanceOf(address(grid));
        uint256 lp = pool.balanceOf(provider);
        (, uint256 worth) = pool.previewRemove(lp);
        yes(worth > held, "more than is there");
        (bool ok, ) = attemptAs(
            provider,
            address(pool),
            abi.encodeCall(pool.removeLiquidity, (lp, anyBounds(), provider))
        );
        yes(!ok, "all of it at once is refused");
        vm.prank(provider);
        pool.removeLiquidityOneToken(lp, anyBounds(), true, provider);
        eq(quote.balanceOf(address(grid)), others, "others keep theirs");
    }

    /// @notice Row "rebasing": a token whose transfers lose an atom to its own rounding is refused where books are kept, whenever
    /// it does; the exit goes on.
    function test_roundingRebaseIsRefused() public {
        openAsQuote();
        hostile.setRate(0.7e18);
        uint256 refusals = 0;
        for (uint256 amount = 1_000; amount < 1_020; ++amount) {
            uint256 before = quote.balanceOf(address(grid));
            (bool ok, bytes4 reason) = attemptAs(
                owner,
                address(grid),
                abi.encodeCall(IMakerVault.deposit, (0, amount))
            );
            uint256 arrived = quote.balanceOf(address(grid)) - before;
            yes(arrived == (ok ? amount : 0), "exact or not at all");
            if (ok) continue;
            yes(reason == IExchange.UnexpectedBalance.selector, "by name");
            ++refusals;
        }
        yes(refusals != 0, "some lose an atom");
        (bool out, ) = attempt(flow(Flow.WithdrawQuote));
        yes(out, "the exit goes on");
    }

    // ---- odd amounts ----------------------------------------------------------------------------------------------

    function refuseZero() private {
        hostile.setRefusesZero(true);
    }

    /// @notice Row "revert on zero": no flow sends nothing.
    function test_nothingIsNotMoved() public {
        openAsQuote();
        expect(0, anyReason, refuseZero);
    }

    /// @notice Row "revert on zero", base.
    function test_nothingIsNotMovedAsBase() public {
        openAsBase();
        expect(0, anyReason, refuseZero);
    }

    /// @notice Row "revert on zero": a market without fee has none to move; a vault of bids needs no base, one of asks no quote.
    function test_nothingIsNotMovedWithoutFees() public {
        openAsQuote();
        hostile.setRefusesZero(true);
        vm.prank(governor);
        market = exchange.createMarket(marketTerms(0, 0, address(0)));
        VaultAbi vault = createVault(saltedParams(gridStrategy()));
        buy(address(vault), 10);
        sell(address(vault), 40);
        buy(address(vault), 40);
        buyFromSigner();
        vaultBacked(vault);
        pool = createPool(market);
        buy(address(pool), 1000);
        vm.startPrank(provider);
        // The pool sold all its base: a join asks for none, a leave gets none.
        pool.addLiquidity(1e6, anyBounds(), provider);
        pool.removeLiquidity(1e6, anyBounds(), provider);
        vm.stopPrank();
        poolBacked(pool);
    }

    function buyFromSigner() private {
        (bool ok, ) = attempt(flow(Flow.SignerBuy));
        yes(ok, "bought");
        (ok, ) = attempt(flow(Flow.SignerSell));
        yes(ok, "sold");
    }

    function capAmounts() private {
        hostile.setMaxAmount(type(uint96).max);
    }

    /// @notice Row "uint96-limited": every flow within 96 bits works, none silently truncates.
    function test_uint96Token() public {
        openAsQuote();
        expect(0, anyReason, capAmounts);
    }

    /// @notice Row "uint96-limited": beyond 96 bits the token refuses, and so does the flow.
    function test_uint96TokenBeyondItsRange() public {
        openAsQuote();
        capAmounts();
        uint256 amount = uint256(type(uint96).max) + 1;
        hostile.mint(owner, amount);
        refuse(owner, address(grid), abi.encodeCall(grid.deposit, (0, amount)), HostileToken.AmountTooLarge.selector);
    }

    /// @notice Row "transfer of uint256.max moves only balance": it is never credited as the nominal amount.
    function test_maxMeansAllIsNotCredited() public {
        openAsQuote();
        hostile.setMaxMeansAll(true);
        (bool ok, ) = attemptAs(owner, address(grid), abi.encodeCall(grid.deposit, (0, type(uint256).max)));
        yes(!ok, "no deposit of everything");
        (ok, ) = attemptAs(provider, address(pool), abi.encodeCall(pool.distributeFees, (type(uint256).max)));
        yes(!ok, "no gift of everything");
        (ok, ) = attemptAs(owner, address(grid), abi.encodeCall(grid.withdraw, (0, type(uint256).max, owner)));
        yes(!ok, "no withdrawal of everything");
        backed();
    }

    function refuseReapproval() private {
        hostile.setRefusesReapproval(true);
    }

    /// @notice Rows "approval race", "zero approval": the one contract that approves, a hedging vault, does so from zero every time
    /// and leaves nothing approved.
    function test_approvalRace() public {
        openAsQuote();
        refuseReapproval();
        for (uint256 i = 0; i < 2; ++i) {
            (bool ok, ) = attempt(flow(Flow.Hedge));
            yes(ok, "hedged");
            eq(hostile.allowance(address(hedged), address(exchange)), 0, "nothing stays approved");
            skip(1);
        }
    }

    /// @notice Row "transferFrom self, double entry point": nothing but the exchange's own balance can be swept, under any address.
    function test_noSweepOfAccountedFunds() public {
        openAsQuote();
        (uint256 baseHeld, uint256 quoteHeld) = balances(address(grid));
        uint256 fees = quote.balanceOf(address(exchange));
        vm.prank(governor);
        eq(exchange.collectFees(address(quote), governor), fees, "its own balance");
        (uint256 baseNow, uint256 quoteNow) = balances(address(grid));
        eq(baseNow, baseHeld, "the vault's base stays");
        eq(quoteNow, quoteHeld, "the vault's quote stays");
        // An LP token of the pool is a token too; the exchange holds none.
        vm.prank(governor);
        eq(exchange.collectFees(address(pool), governor), 0, "no LP units");
    }
}
