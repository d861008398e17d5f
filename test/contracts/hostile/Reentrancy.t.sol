// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { IExchangeDesk } from "../../../contracts/interfaces/IExchangeDesk.sol";
import { ILiquidityPool } from "../../../contracts/interfaces/ILiquidityPool.sol";
import { IMakerVault } from "../../../contracts/interfaces/IMakerVault.sol";
import { cheats } from "../utils/Cheats.sol";
import { IHook } from "../utils/HostileTokens.sol";
import { Call, Flow } from "../utils/HostileWorld.sol";
import { Matrix } from "../utils/Matrix.sol";

/// @notice Row "reentrant/ERC-777-like": tokens that call whoever they like while they move, on both legs of every flow.
contract HostileReentrancyTest is Matrix, IHook {
    uint256 private constant VIEWS = 17;

    Call private inner;
    bool private planned;
    bool private called;
    bool private succeeded;
    bytes4 private failure;

    bool private looking;
    bytes32[VIEWS] private beforeIt;
    bytes32[VIEWS] private last;
    bool[VIEWS] private answered;
    bytes32[] private seen;

    error MidState(Flow flow, uint256 index);

    function onTransfer(address, address) external {
        if (looking) return look();
        if (!planned || called) return;
        called = true;
        (succeeded, failure) = attempt(inner);
    }

    // ---- calls ----------------------------------------------------------------------------------------------------

    /// @notice Every flow inside every flow, quote: a second call into the same exchange, vault or pool is refused by its guard; any
    /// other may go through, and leaves all books backed.
    function test_everyFlowInsideEveryFlow_quote() public {
        openAsQuote();
        crossAll();
    }

    /// @notice The same with base.
    function test_everyFlowInsideEveryFlow_base() public {
        openAsBase();
        crossAll();
    }

    function crossAll() private {
        hostile.setHook(this);
        for (uint256 i = 0; i < FLOWS; ++i) {
            for (uint256 j = 0; j < FLOWS; ++j) {
                uint256 before = cheats.snapshotState();
                cross(Flow(i), Flow(j));
                require(cheats.revertToStateAndDelete(before), "state restored");
            }
        }
    }

    function cross(Flow outside, Flow inside) private {
        Call memory outer = flow(outside);
        inner = flow(inside);
        uint256 fees = quote.balanceOf(address(exchange));
        planned = true;
        (bool ok, ) = attempt(outer);
        planned = false;
        if (called && ok) {
            bool guarded =
                outer.target == inner.target && outer.target != address(vaults) && outer.target != address(pools);
            if (guarded) {
                require(!succeeded, Outcome(inside, succeeded, failure));
                require(
                    failure == ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector,
                    Outcome(inside, succeeded, failure)
                );
            }
            bool collected = outside == Flow.CollectFees || (inside == Flow.CollectFees && succeeded);
            yes(collected || quote.balanceOf(address(exchange)) >= fees, "the venue loses nothing");
        }
        // A flow that fails is undone with all that happened in it; that each succeeds on its own is the control in `Tokens`.
        backed();
    }

    // ---- views ----------------------------------------------------------------------------------------------------

    /// @notice Row "read-only re-entry", quote: inside every flow, every view reverts or gives what it gave before or gives after.
    function test_viewsNeverShowMidState_quote() public {
        openAsQuote();
        lookInsideAll();
    }

    /// @notice Row "read-only re-entry", base.
    function test_viewsNeverShowMidState_base() public {
        openAsBase();
        lookInsideAll();
    }

    function lookInsideAll() private {
        hostile.setHook(this);
        for (uint256 i = 0; i < FLOWS; ++i) {
            uint256 snapshot = cheats.snapshotState();
            lookInside(Flow(i));
            require(cheats.revertToStateAndDelete(snapshot), "state restored");
        }
    }

    function lookInside(Flow f) private {
        Call memory call = flow(f);
        for (uint256 v = 0; v < VIEWS; ++v) (, beforeIt[v]) = read(v);
        looking = true;
        (bool ok, ) = attempt(call);
        looking = false;
        yes(ok, "a look is no reason to fail");
        for (uint256 i = 0; i < seen.length; ++i) {
            uint256 v = i % VIEWS;
            if (seen[i] == bytes32(0)) continue;
            (, bytes32 afterIt) = read(v);
            require(seen[i] == beforeIt[v] || seen[i] == afterIt, MidState(f, v));
        }
    }

    function look() private {
        for (uint256 v = 0; v < VIEWS; ++v) {
            (bool ok, bytes32 hash) = read(v);
            seen.push(ok ? hash : bytes32(0));
        }
    }

    function read(uint256 v) private view returns (bool ok, bytes32 hash) {
        (address target, bytes memory data) = viewCall(v);
        bytes memory answer;
        (ok, answer) = target.staticcall(data);
        hash = keccak256(answer);
    }

    function viewCall(uint256 v) private view returns (address, bytes memory) {
        if (v == 0) return (address(grid), abi.encodeCall(IMakerVault.stats, ()));
        if (v == 1) return (address(grid), abi.encodeCall(IMakerVault.pnl, ()));
        if (v == 2) return (address(grid), abi.encodeCall(IMakerVault.roi, ()));
        if (v == 3) return (address(grid), abi.encodeCall(IMakerVault.profitShare, ()));
        if (v == 4) return (address(grid), abi.encodeCall(IMakerVault.requiredFunds, ()));
        if (v == 5) return (address(quoting), abi.encodeCall(IMakerVault.headroom, ()));
        if (v == 6) return (address(quoting), abi.encodeCall(IMakerVault.stats, ()));
        if (v == 7) return (address(hedged), abi.encodeCall(IMakerVault.stats, ()));
        if (v == 8) return (address(pool), abi.encodeCall(ILiquidityPool.state, ()));
        if (v == 9) return (address(pool), abi.encodeCall(ILiquidityPool.previewAdd, (1e6)));
        if (v == 10) return (address(pool), abi.encodeCall(ILiquidityPool.previewRemove, (1e6)));
        if (v == 11) return (address(pool), abi.encodeCall(ILiquidityPool.claimable, (provider)));
        if (v == 12) return (address(pool), abi.encodeCall(ILiquidityPool.requiredFunds, ()));
        if (v == 13) return (address(pool), abi.encodeWithSignature("balanceOf(address)", provider));
        if (v == 14) return (address(pool), abi.encodeWithSignature("totalSupply()"));
        if (v == 15) return (address(exchange), abi.encodeCall(IExchangeDesk.makerVolume, (signer, address(quote))));
        return (address(exchange), abi.encodeCall(IExchangeDesk.makerState, (signer, market)));
    }

    // ---- particular places ----------------------------------------------------------------------------------------

    /// @notice A maker who cancels inside its own fill cancels what is left, not what was filled.
    function test_cancelInsideAFill() public {
        openAsQuote();
        hostile.setHook(this);
        Call memory take = flow(Flow.SignerBuy);
        inner = Call(signer, address(exchange), abi.encodeCall(IExchangeDesk.raiseEpoch, ()));
        planned = true;
        (bool ok, ) = attempt(take);
        yes(ok && called && succeeded, "filled, then void");
        (ok, ) = attempt(take);
        yes(!ok, "the rest is gone");
    }

    /// @notice An owner may halt, and so stop the market's next fill, but not undo the running one.
    function test_haltInsideAFill() public {
        openAsQuote();
        hostile.setHook(this);
        inner = Call(owner, address(grid), abi.encodeCall(IMakerVault.halt, ()));
        planned = true;
        (bool ok, ) = attempt(flow(Flow.VaultBuy));
        yes(ok && called, "filled");
        backed();
    }

    /// @notice A token cannot use the exchange's call of itself for legs that may fail.
    function test_selfCallsAreItsOwn() public {
        openAsQuote();
        hostile.setHook(this);
        inner = Call(address(exchange), address(grid), abi.encodeCall(IMakerVault.withdraw, (1, 0, address(exchange))));
        planned = true;
        (bool ok, ) = attempt(flow(Flow.PartialBuy));
        yes(ok && called && !succeeded, "the exchange has no power over a vault");
    }
}
