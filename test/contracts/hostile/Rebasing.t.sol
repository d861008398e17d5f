// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { PoolState } from "../../../contracts/interfaces/ILiquidityPool.sol";
import { IMakerVault } from "../../../contracts/interfaces/IMakerVault.sol";
import { Flow } from "../utils/HostileWorld.sol";
import { Manners } from "./Manners.sol";

/// @notice Tokens whose balances change by themselves. They are not supported; what happens with them is known.
contract HostileRebasingTest is Manners {
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

    /// @notice Row "rebasing down", pool: unsupported, as documented. The books do not follow the balance: whoever leaves first is paid in
    /// full while it lasts, whoever comes too late leaves with the other token, and nobody is paid with another pool's or vault's.
    function test_shrunkPoolPaysOnlyWhatIsThere() public {
        openAsQuote();
        vm.prank(stranger);
        pool.addLiquidity(10e6, anyBounds(), stranger);
        halve();
        uint256 held = quote.balanceOf(address(pool));
        uint256 others = quote.balanceOf(address(grid));
        (, uint256 worth) = pool.previewRemove(10e6);
        vm.prank(stranger);
        (, uint256 paid) = pool.removeLiquidity(10e6, anyBounds(), stranger);
        yes(paid == worth && worth != 0, "the first is paid in full");
        eq(quote.balanceOf(address(pool)), held - paid, "by this pool");
        uint256 lp = pool.balanceOf(provider);
        (, worth) = pool.previewRemove(lp);
        yes(worth > held - paid, "more than is there");
        refuse(
            provider,
            address(pool),
            abi.encodeCall(pool.removeLiquidity, (lp, anyBounds(), provider)),
            IERC20Errors.ERC20InsufficientBalance.selector
        );
        (uint256 baseWorth, ) = pool.previewRemove(lp);
        vm.prank(provider);
        (uint256 amount, uint256 aside) = pool.removeLiquidityOneToken(lp, anyBounds(), true, provider);
        yes(amount == baseWorth && aside == worth, "base leaves, quote waits for what may come back");
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
}
