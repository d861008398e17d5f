// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { ILiquidityPool } from "../../../contracts/interfaces/ILiquidityPool.sol";
import { IMakerVault } from "../../../contracts/interfaces/IMakerVault.sol";
import { TestToken } from "../../../contracts/mocks/TestToken.sol";
import { cheats } from "./Cheats.sol";
import { HostileToken } from "./HostileTokens.sol";
import { Call, Flow, HostileWorld } from "./HostileWorld.sol";

/// @notice Every public flow against one misbehaving token, as base and as quote.
abstract contract Matrix is HostileWorld {
    HostileToken internal hostile;

    error Outcome(Flow flow, bool ok, bytes4 reason);

    function setUp() public virtual {
        deployWorld();
        hostile = new HostileToken();
    }

    function openAsBase() internal {
        openShop(address(hostile), address(new TestToken("Quote", "USD", 6)));
    }

    function openAsQuote() internal {
        hostile.setDecimals(6);
        openShop(address(new TestToken("Base", "BASE", 18)), address(hostile));
    }

    function bit(Flow f) internal pure returns (uint256) {
        return 1 << uint256(f);
    }

    /// @dev Flows that bring base into the books of a vault or pool.
    function baseComesIn() internal pure returns (uint256) {
        return
            bit(Flow.VaultSell) |
            bit(Flow.PoolSell) |
            bit(Flow.ManagerSell) |
            bit(Flow.RouteSell) |
            bit(Flow.CreateVault) |
            bit(Flow.DepositBase) |
            bit(Flow.Hedge) |
            bit(Flow.CreatePool) |
            bit(Flow.Add);
    }

    /// @dev Flows that bring quote into the books of a vault or pool, or through the exchange to a taker.
    function quoteComesIn() internal pure returns (uint256) {
        return
            bit(Flow.VaultBuy) |
            bit(Flow.VaultSell) |
            bit(Flow.PoolBuy) |
            bit(Flow.PoolSell) |
            bit(Flow.ManagerBuy) |
            bit(Flow.ManagerSell) |
            bit(Flow.RouteBuy) |
            bit(Flow.RouteSell) |
            // The one signer in this route is paid through the exchange as well.
            bit(Flow.PartialSell) |
            bit(Flow.CreateVault) |
            bit(Flow.DepositQuote) |
            bit(Flow.Hedge) |
            bit(Flow.CreatePool) |
            bit(Flow.Add) |
            bit(Flow.Distribute);
    }

    /// @dev Flows that do not move base at all.
    function leavesBaseAlone() internal pure returns (uint256) {
        return
            bit(Flow.DepositQuote) |
            bit(Flow.WithdrawQuote) |
            bit(Flow.ClaimShare) |
            bit(Flow.RemoveQuoteOnly) |
            bit(Flow.ClaimFees) |
            bit(Flow.Distribute) |
            bit(Flow.CollectFees);
    }

    /// @dev Flows that do not move quote at all.
    function leavesQuoteAlone() internal pure returns (uint256) {
        return bit(Flow.DepositBase) | bit(Flow.WithdrawBase) | bit(Flow.RemoveBaseOnly);
    }

    function all() internal pure returns (uint256) {
        return (1 << FLOWS) - 1;
    }

    /// @dev Run every flow from the same state, misbehaving as `misbehave` says: exactly those in `refused` must fail, for a
    /// reason `isReason` accepts, and none may leave books that nothing backs.
    function expect(
        uint256 refused,
        function(Flow, bytes4) pure returns (bool) isReason,
        function() misbehave
    ) internal {
        for (uint256 i = 0; i < FLOWS; ++i) {
            uint256 before = cheats.snapshotState();
            Flow f = Flow(i);
            Call memory call = flow(f);
            bytes32 state = stateHash();
            misbehave();
            (bool ok, bytes4 reason) = attemptCapped(call);
            bool expected = refused & bit(f) == 0;
            require(ok == expected && (ok || isReason(f, reason)), Outcome(f, ok, reason));
            behave();
            backed();
            if (!ok) yes(stateHash() == state, "as if nothing had happened");
            require(cheats.revertToState(before), "state restored");
        }
    }

    /// @dev With gas enough for any honest call, so that one that burns all of it does not burn the test's.
    function attemptCapped(Call memory call) private returns (bool ok, bytes4 reason) {
        bytes memory answer;
        vm.prank(call.caller);
        (ok, answer) = call.target.call{ gas: 20_000_000 }(call.data);
        if (!ok && answer.length >= 4) reason = bytes4(answer);
    }

    /// @dev Put an end to what would keep `backed` from reading balances.
    function behave() internal virtual {}

    function anyReason(Flow, bytes4) internal pure returns (bool) {
        return true;
    }

    /// @dev What did not arrive in full, by name. A partial route has then nothing left to take.
    function notInFull(Flow f, bytes4 reason) internal pure returns (bool) {
        if (f == Flow.PartialBuy || f == Flow.PartialSell) return reason == IExchange.NothingToTake.selector;
        // A hedge books what its balances show: lots that are not whole, or none at all.
        if (f == Flow.Hedge && reason == IMakerVault.NotWholeLots.selector) return true;
        if (f == Flow.Hedge && reason == IExchange.NothingToTake.selector) return true;
        return
            reason == IExchange.UnexpectedBalance.selector || reason == ILiquidityPool.PoolUnexpectedBalance.selector;
    }
}
