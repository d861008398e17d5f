// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ProfitShareState } from "../../../contracts/interfaces/IMakerVault.sol";
import { Side, Take, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { GridModel, Ladder } from "./GridModel.sol";
import { SixVaults } from "./SixVaults.sol";
import { Books } from "./VaultLedger.sol";

/// @notice Takes, deposits, withdrawals and changes of manager, each checked against the ledger and booked in it.
abstract contract VaultActs is SixVaults {
    using GridModel for Ladder;

    function _takeGrid(VaultAbi vault, address from, bool ask, uint64 size, uint64 limit) internal returns (uint256) {
        Take memory take = Take(ask ? Side.Ask : Side.Bid, size, 1, limit, from, FOREVER);
        vm.prank(from);
        try exchange.takeGrid(address(vault), take) returns (TakeResult memory r) {
            check(
                ask ? r.notional <= r.size * limit * TICK || limit == FOREVER : r.notional >= r.size * limit * TICK,
                "18: a grid fills at the taker's limit or better"
            );
            return r.size;
        } catch {
            ++idle;
            return 0;
        }
    }

    function _deposit(VaultAbi vault, uint256 lots, uint256 quoteAmount) internal {
        Books storage b = books[address(vault)];
        (bool toldBefore, int256 profitBefore) = _profit(b);
        int256 highWaterMark = vault.profitShare().highWaterMark;
        int256 pnl = vault.pnl();
        vm.prank(owner);
        vault.deposit(lots * LOT, quoteAmount);
        _enter(b, lots, quoteAmount);
        (bool told, int256 profit) = _profit(b);
        check(vault.pnl() == pnl, "6: a deposit is no profit");
        check(vault.profitShare().highWaterMark == highWaterMark, "6: a deposit moves no mark");
        check(!told || !toldBefore || profit <= profitBefore, "6: a deposit brings no profit to share");
    }

    /// @dev Just crystallised: once more changes nothing.
    function _twice(VaultAbi vault) internal {
        ProfitShareState memory once = vault.profitShare();
        vault.crystallise();
        ProfitShareState memory twice = vault.profitShare();
        check(
            once.owed + once.carried == twice.owed + twice.carried && once.highWaterMark == twice.highWaterMark,
            "4: crystallising twice is crystallising once"
        );
    }

    function _withdraw(VaultAbi vault, uint256 baseAmount, uint256 quoteAmount) internal {
        ProfitShareState memory before = vault.profitShare();
        check(_leaves(vault, baseAmount, quoteAmount), "8: the owner withdraws");
        ProfitShareState memory then_ = vault.profitShare();
        check(then_.owed == before.owed && then_.highWaterMark == before.highWaterMark, "6: it shares nothing");
    }

    function _leaves(VaultAbi vault, uint256 baseAmount, uint256 quoteAmount) internal returns (bool) {
        int256 pnl = vault.pnl();
        vm.prank(owner);
        try vault.withdraw(baseAmount, quoteAmount, owner) {
            check(vault.pnl() == pnl, "6: a withdrawal is no profit");
            _leave(books[address(vault)], baseAmount, quoteAmount);
            return true;
        } catch {
            return false;
        }
    }

    /// @dev Withdraw while `token` does nothing but revert.
    function _leavesWithout(
        address token,
        VaultAbi vault,
        uint256 baseAmount,
        uint256 quoteAmount
    ) internal returns (bool left) {
        bytes memory code = token.code;
        vm.etch(token, hex"fe");
        left = _leaves(vault, baseAmount, quoteAmount);
        vm.etch(token, code);
    }

    /// @dev Two vaults in three that are found halted are woken, so that most fills find one that fills; likewise the oracle.
    function _wake(VaultAbi vault) internal {
        if (books[address(vault)].watched && !_markLive()) _setMark(markTicks);
        if (actions % 3 != 0 && vault.stats().halted) _resume(vault);
    }

    /// @dev The owner puts in what resting orders lack, and resumes.
    function _resume(VaultAbi vault) internal {
        (uint256 lots, uint256 ticks) = ladders[address(vault)].funding();
        (, uint256 quoteHeld) = balances(address(vault));
        _deposit(
            vault,
            _less(lots, books[address(vault)].lots),
            _less(ticks * TICK + vault.profitShare().owed, quoteHeld)
        );
        vm.prank(owner);
        vault.resume();
    }

    function _setManager(VaultAbi vault, address account) internal {
        _crystallise(address(vault));
        vm.prank(owner);
        vault.setManager(account);
        _twice(vault);
        books[address(vault)].manager = account;
    }

    function _setMark(uint256 ticks) internal {
        markTicks = ticks;
        // 10.00 with eight decimals is 1000 ticks.
        feed.set(int256(ticks * 1e6));
        markUntil = block.timestamp + 1 hours;
    }

    function _pick(uint256 index) internal returns (VaultAbi) {
        return touched = vaultsHeld[index];
    }

    function _gridAt(uint256 which) internal pure returns (uint256) {
        return which % 4 == 3 ? 5 : which % 4;
    }

    function _takerAt(uint256 who) internal view returns (address) {
        return
            who % 8 == 0
                ? stranger
                : who % 2 == 0
                    ? taker
                    : provider;
    }
}
