// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ProfitShareState, VaultStats } from "../../../contracts/interfaces/IMakerVault.sol";
import { Side } from "../../../contracts/interfaces/Types.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { GridModel, Ladder } from "./GridModel.sol";
import { Filled, Handler } from "./Handler.sol";

/// @notice What the ledger knows of one vault. Amounts in atoms.
struct Books {
    uint32 marketId;
    bool watched;
    uint16 feeBps;
    uint256 baseIn;
    uint256 baseOut;
    uint256 quoteIn;
    uint256 quoteOut;
    uint256 lots;
    uint256 cost;
    int256 realised;
    uint256 contributed;
    uint256 trips;
    uint256 wins;
    uint256 fills;
    uint256 reference_;
    // profit share
    address manager;
    uint256 shareBps;
    int256 highWaterMark;
    uint256 accrued;
    uint256 claimed;
}

/// @notice The vaults' ledger: tokens, position and profit share by arithmetic of its own.
abstract contract VaultLedger is Handler {
    using GridModel for Ladder;

    VaultAbi[] public vaultsHeld;
    mapping(address vault => Books) internal books;
    mapping(address vault => Ladder) internal ladders;
    mapping(address vault => mapping(address manager => uint256)) internal accruedBy;
    mapping(address vault => mapping(address manager => uint256)) internal claimedBy;
    mapping(address vault => mapping(uint256 period => uint256)) internal volumes;

    /// @notice Vault of the last action.
    VaultAbi public touched;
    /// @notice The oracle in ticks, and until when it may be used; zero when it is dead.
    uint256 public markTicks = 1000;
    uint256 public markUntil;
    /// @notice Fees of the exchange, rebates deducted.
    uint256 public fees;

    // ---- fills ------------------------------------------------------------------------------------------------------

    function _afterAction() internal virtual override {
        for (uint256 i = 0; i < fills.length; ++i) {
            Filled memory f = fills[i];
            uint256 fee = _ceil(f.notional * (f.marketId == pooled ? 10 : 5), 10_000);
            check(f.fee == fee, "24: the fee is the ceiling of notional times rate");
            check(f.rebate <= fee, "24: no more comes back than the fee");
            fees += fee - f.rebate;
            if (books[f.maker].marketId != 0) _bookFill(f);
        }
    }

    function _bookFill(Filled memory f) private {
        Books storage b = books[f.maker];
        uint256 volume = volumes[f.maker][_period()];
        uint256 rebate = _rebateOf(volume, f.notional);
        check(f.rebate == rebate, "25: the rebate is what the brackets of the period give");
        volumes[f.maker][_period()] = volume + f.notional;
        bool ask = f.side == Side.Ask;
        if (ladders[f.maker].prices.length != 0) {
            ++b.fills;
            (uint256 size, uint256 ticks) = ladders[f.maker].take(ask, f.size, ask ? type(uint256).max : 0);
            check(size == f.size && ticks * TICK == f.notional, "19: a grid fills order by order, best price first");
        }
        _trade(b, ask, f.size, f.notional);
        b.realised += int256(rebate);
        b.quoteIn += rebate;
    }

    /// @dev Lots bought or sold by the vault for `amount` quote atoms, at average cost.
    function _trade(Books storage b, bool sells, uint256 size, uint256 amount) internal {
        if (sells) {
            uint256 cost = _ceil(b.cost * size, b.lots);
            b.cost -= cost;
            b.lots -= size;
            b.realised += int256(amount) - int256(cost);
            b.quoteIn += amount;
            b.baseOut += size * LOT;
            ++b.trips;
            if (amount > cost) ++b.wins;
        } else {
            b.cost += amount;
            b.lots += size;
            b.quoteOut += amount;
            b.baseIn += size * LOT;
        }
    }

    // ---- funds ------------------------------------------------------------------------------------------------------

    function _markLive() internal view returns (bool) {
        return block.timestamp <= markUntil;
    }

    /// @dev Base enters at the mark, else at the average rounded up, else at the reference price.
    function _enter(Books storage b, uint256 lots, uint256 quoteAmount) internal {
        uint256 cost =
            b.watched && _markLive()
                ? lots * TICK * markTicks
                : b.lots == 0
                    ? lots * TICK * b.reference_
                    : _ceil(b.cost * lots, b.lots);
        b.cost += cost;
        b.lots += lots;
        b.baseIn += lots * LOT;
        b.quoteIn += quoteAmount;
        b.contributed += cost + quoteAmount;
    }

    function _leave(Books storage b, uint256 baseAmount, uint256 quoteAmount) internal {
        uint256 gone = _min(_ceil(baseAmount, LOT), b.lots);
        if (gone != 0) b.cost -= (b.cost * gone) / b.lots;
        b.lots -= gone;
        b.baseOut += baseAmount;
        b.quoteOut += quoteAmount;
    }

    // ---- profit share -----------------------------------------------------------------------------------------------

    /// @dev Realised profit less unrealised loss, if it can be told: while flat, or at a live mark.
    function _profit(Books storage b) internal view returns (bool told, int256 profit) {
        if (b.lots == 0) return (true, b.realised);
        if (!b.watched || !_markLive()) return (false, 0);
        return (true, b.realised - int256(_less(b.cost, b.lots * TICK * markTicks)));
    }

    /// @dev What crystallising now accrues.
    function _crystallise(address vault) internal returns (bool told) {
        Books storage b = books[vault];
        int256 profit;
        (told, profit) = _profit(b);
        if (!told || profit <= b.highWaterMark) return told;
        if (b.manager != address(0)) {
            uint256 share = (uint256(profit - b.highWaterMark) * b.shareBps) / 10_000;
            b.accrued += share;
            accruedBy[vault][b.manager] += share;
        }
        b.highWaterMark = profit;
    }

    // ---- rules ------------------------------------------------------------------------------------------------------

    /// @notice Security invariant 1, solvency: what is owed and what rests is held.
    function rule01_solvency(VaultAbi vault) public view {
        VaultStats memory s = vault.stats();
        (uint256 baseHeld, uint256 quoteHeld) = balances(address(vault));
        uint256 owed = vault.profitShare().owed;
        yes(baseHeld >= s.baseLots * LOT, "1: every lot of the position is held");
        yes(quoteHeld >= owed, "1: what is set aside for managers is held");
        if (s.halted || books[address(vault)].marketId == 0) return;
        (uint256 lots, uint256 ticks) = ladders[address(vault)].funding();
        yes(s.baseLots >= lots, "1: a live grid holds every lot it asks for");
        yes(quoteHeld >= owed + ticks * TICK, "1: a live grid holds the cost of every bid");
        (uint256 baseNeeded, uint256 quoteNeeded) = vault.requiredFunds();
        eq(baseNeeded, lots * LOT, "1: required base is that of the resting asks");
        eq(quoteNeeded, ticks * TICK, "1: required quote is that of the resting bids");
    }

    /// @notice Security invariant 2, conservation: tokens, position and record are to the atom what the ledger says.
    function rule02_conservation(VaultAbi vault) public view {
        Books storage b = books[address(vault)];
        VaultStats memory s = vault.stats();
        (uint256 baseHeld, uint256 quoteHeld) = balances(address(vault));
        eq(baseHeld + b.baseOut, b.baseIn, "2: base in, out and held add up");
        eq(quoteHeld + b.quoteOut + b.claimed, b.quoteIn, "2: quote in, out, claimed and held add up");
        eq(s.baseLots, b.lots, "2: lots");
        eq(s.cost, b.cost, "2: cost");
        eqSigned(s.realisedPnl, b.realised, "2: realised profit");
        eq(s.contributed, b.contributed, "2: contributed");
        yes(s.trips == b.trips && s.wins == b.wins && s.fills == b.fills, "2: round trips, wins, fills");
        eq(s.events, eventCount[address(vault)], "2: events");
    }

    /// @notice Security invariant 3: the high-water mark is the highest profit ever told, and never falls.
    function rule03_highWaterMark(VaultAbi vault) public view {
        Books storage b = books[address(vault)];
        eqSigned(
            vault.profitShare().highWaterMark,
            b.highWaterMark,
            "3: the mark is the highest profit told, and never falls"
        );
    }

    /// @notice Security invariants 4 and 5: managers have got, or wait for, their rate of profit above the mark, once.
    function rule05_share(VaultAbi vault) public view {
        Books storage b = books[address(vault)];
        ProfitShareState memory p = vault.profitShare();
        yes(p.shareBps <= 5_000, "5: the share is at most half");
        address m = b.manager;
        if (m != address(0)) {
            eq(
                vault.owedTo(m) + p.carried + claimedBy[address(vault)][m],
                accruedBy[address(vault)][m],
                "4, 5: a manager's share is, once, the rate times profit above the mark, rounded down"
            );
        }
        yes(p.owed + b.claimed <= b.accrued, "5: no more is set aside and claimed than accrued");
    }

    /// @notice Security invariant 20: the exchange holds the fees of all fills, less rebates, and nothing else.
    function rule20_exchangeHoldsFees() public view {
        (uint256 baseHeld, uint256 quoteHeld) = balances(address(exchange));
        eq(baseHeld, 0, "20: the exchange holds no base");
        eq(quoteHeld, fees, "20: the exchange holds fees and nothing else");
    }
}
