// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { MakerVault } from "../../../contracts/MakerVault.sol";
import { VaultStats } from "../../../contracts/interfaces/IMakerVault.sol";
import { Test } from "../utils/Test.sol";
import { Handler } from "./Handler.sol";

/// @notice What holds after any sequence of takes, quotes, deposits, withdrawals, donations and halts.
contract VenueInvariants is Test {
    Handler private handler;
    MakerVault private vault;

    function setUp() public {
        handler = new Handler();
        vault = handler.vault();
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function invariant_noPromiseBroken() public view {
        string memory broken = handler.broken();
        yes(bytes(broken).length == 0, broken);
    }

    /// @notice A live grid can honour every resting order.
    function invariant_liveGridIsFunded() public view {
        if (vault.stats().halted) return;
        (uint256 baseNeeded, uint256 quoteNeeded) = vault.requiredFunds();
        (uint256 baseHeld, uint256 quoteHeld) = handler.vaultBalances();
        yes(baseHeld >= baseNeeded, "base for every ask");
        yes(vault.stats().baseLots * handler.lotSize() >= baseNeeded, "lots of the position for every ask");
        yes(quoteHeld >= quoteNeeded, "quote for every bid");
    }

    /// @notice Tokens are conserved to the atom: in, out and traded add up to what is held.
    function invariant_vaultTokensAreConserved() public view {
        (uint256 baseHeld, uint256 quoteHeld) = handler.vaultBalances();
        uint256 lot = handler.lotSize();
        eq(quoteHeld + handler.quoteOut() + handler.bought(), handler.quoteIn() + handler.sold(), "quote");
        eq(
            baseHeld + handler.baseOut() + handler.lotsSold() * lot,
            handler.baseIn() + handler.lotsBought() * lot,
            "base"
        );
    }

    /// @notice Lots, their cost and the profit are what a ledger kept apart says.
    function invariant_costAndProfitAddUp() public view {
        VaultStats memory s = vault.stats();
        eq(s.baseLots, handler.lots(), "lots");
        eq(s.cost, handler.cost(), "cost");
        eqSigned(s.realisedPnl, handler.profit(), "profit");
    }

    /// @notice The position is backed by whole lots, and an empty one has cost nothing.
    function invariant_positionIsBacked() public view {
        VaultStats memory s = vault.stats();
        (uint256 baseHeld, ) = handler.vaultBalances();
        yes(s.baseLots * handler.lotSize() <= baseHeld, "backed");
        yes(s.baseLots != 0 || s.cost == 0, "nothing costs nothing");
        yes(s.wins <= s.trips && s.trips <= s.fills, "counts");
        yes(s.cursor <= 40, "cursor within the grid");
    }

    /// @notice The exchange holds collected fees and nothing else.
    function invariant_exchangeHoldsOnlyFees() public view {
        (uint256 baseHeld, uint256 quoteHeld) = handler.exchangeBalances();
        eq(baseHeld, 0, "base");
        eq(quoteHeld, handler.fees(), "quote");
    }

    /// @notice Fills are numbered without a gap, per maker.
    function invariant_seqIsGapless() public view {
        eq(vault.stats().fills, handler.fills(), "vault");
        eq(handler.makerSeq(), handler.quoteFills(), "signer");
    }
}
