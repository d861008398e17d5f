// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { TestToken } from "../../../contracts/mocks/TestToken.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { HostileToken, Manner, NoReturnToken } from "../utils/HostileTokens.sol";
import { Call, Flow } from "../utils/HostileWorld.sol";
import { Manners } from "./Manners.sol";

/// @notice Every public flow x every way a token can misbehave while it moves. Nobody may be credited with what did not arrive, and a
/// token that refuses to move may hold back nothing but itself.
contract HostileTokensTest is Manners {
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
