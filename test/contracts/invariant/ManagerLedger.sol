// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ProfitShareState, VaultStats } from "../../../contracts/interfaces/IMakerVault.sol";
import { VaultParams } from "../../../contracts/interfaces/IVaultFactory.sol";
import { Strategy, StrategyKind } from "../../../contracts/interfaces/Strategy.sol";
import { Side } from "../../../contracts/interfaces/Types.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { Filled, Handler } from "./Handler.sol";

/// @notice The hostile manager's ledger: four vaults, and what they lost, in quote atoms.
///
/// WHAT HE CAN TAKE AT MOST, per strategy:
/// - GridTrading: nothing. Whatever the cursor, the vault holds the lots it started with less those the cursor says were sold, and at
///   least the quote it started with plus the buy prices of those lots (what buying them all back costs it).
/// - TwoSidedQuotes on a market with oracle: the sum of losses of fills against the mark of their time is within what the outflow bucket
///   let through: `capacity + capacity * seconds / refill`. A purchase drains all it pays, of which its loss is a part; a sale
///   drains exactly its loss.
/// - TwoSidedQuotes without oracle: the same, measured at the owner's reference price, gains of other fills counted.
/// - DeltaNeutral: the same, plus what hedges may cost, `budget + budget * seconds / 1 day`.
/// Besides, the ledger has buckets of its own, which hold at every moment and so bound any window of time: for each vault that
/// quotes, all it pays for purchases and loses on sales, hedges included, and for hedges what they lose.
/// His share of profit comes on top: at most the rate times the high-water mark, see the vaults' campaign.
abstract contract ManagerLedger is Handler {
    /// @dev What is out of a bucket, and when it was last touched.
    struct Level {
        uint256 out;
        uint256 touched;
    }

    uint256 private constant CAPACITY = 20e6;
    uint256 private constant REFILL = 3600;
    uint256 private constant BUDGET = 2e6;
    uint256 internal constant GRID = 0;
    uint256 internal constant PLAIN_QUOTES = 1;
    uint256 internal constant DELTA = 3;

    VaultAbi[4] public prey;
    uint256 public markTicks = 1000;
    uint256 private _start;
    uint256 private _gridBase;
    uint256 private _gridQuote;
    uint256 private _gridCursor;

    /// @notice Losses of fills so far, and without an oracle gains too.
    uint256[4] public lost;
    int256 public balanceAtReference;
    uint256 public hedgesLost;
    Level[4] private _outflows;
    Level private _hedging;
    mapping(address vault => uint256) public claimed;
    /// @dev Who may receive tokens of a vault in this action besides the exchange.
    address internal _receiver;
    mapping(address vault => bool) private _isPrey;

    constructor() {
        vm.recordLogs();
        deployWorld();
        _setClock(1_800_000_000);
        _start = block.timestamp;
        prey[GRID] = createVault(vaultParams(plain, gridStrategy()));
        prey[PLAIN_QUOTES] = createQuoteVault(plain);
        prey[2] = createQuoteVault(watched);
        Strategy memory s = quoteStrategy();
        s.kind = StrategyKind.DeltaNeutral;
        s.limits.deltaRatioBps = 10_000;
        s.limits.deltaTarget = 200;
        s.limits.deltaBand = 200;
        s.limits.hedgeMarketId = watched;
        s.limits.hedgeBudget = uint128(BUDGET);
        s.limits.hedgeCooldown = 30;
        VaultParams memory params = vaultParams(watched, s);
        (params.baseAmount, params.quoteAmount) = (200 * LOT, 100e6);
        prey[DELTA] = createVault(params);
        for (uint256 i = 0; i < 4; ++i) _isPrey[address(prey[i])] = true;
        (_gridBase, _gridQuote) = balances(address(prey[GRID]));
        _gridCursor = prey[GRID].stats().cursor;
        _readLogs();
        delete fills;
    }

    // ---- rules ------------------------------------------------------------------------------------------------------

    /// @notice Security invariant 7: what was lost is within the strategy's bound.
    function rule07_bounded() public view {
        uint256 outflow = CAPACITY + (CAPACITY * (block.timestamp - _start)) / REFILL;
        uint256 hedging = BUDGET + (BUDGET * (block.timestamp - _start)) / 1 days;
        yes(balanceAtReference >= -int256(outflow), "7: quotes without oracle: loss at the reference price");
        yes(lost[2] <= outflow, "7: quotes with oracle: losses against the mark");
        yes(lost[3] <= outflow + hedging, "7: delta-neutral: losses against the mark");
        yes(hedgesLost <= hedging, "7: hedges: losses against the mark, fees included");
    }

    /// @notice Security invariants 7 and 19: a grid trades at its prices, and never loses by going round.
    function rule07_grid() public view {
        VaultAbi vault = prey[GRID];
        VaultStats memory s = vault.stats();
        (uint256 baseHeld, uint256 quoteHeld) = balances(address(vault));
        quoteHeld += claimed[address(vault)];
        uint256 cursor = s.cursor;
        if (cursor >= _gridCursor) {
            yes(baseHeld >= _gridBase - (cursor - _gridCursor) * LOT, "7: a grid gives the lots it sold and no more");
            yes(quoteHeld >= _gridQuote + _buyPrices(_gridCursor, cursor), "7: a grid can buy back what it sold");
        } else {
            yes(baseHeld >= _gridBase + (_gridCursor - cursor) * LOT, "7: a grid has the lots it bought");
            yes(quoteHeld >= _gridQuote - _buyPrices(cursor, _gridCursor), "7: a grid pays its prices and no more");
        }
    }

    /// @notice Security invariant 5: what managers got or will get is within their rate of the highest profit.
    function rule05_share(uint256 which) public view {
        ProfitShareState memory p = prey[which].profitShare();
        uint256 most = p.highWaterMark > 0 ? (uint256(p.highWaterMark) * 2_000) / 10_000 : 0;
        yes(p.owed + p.carried + claimed[address(prey[which])] <= most, "5: the share is within its rate of the mark");
    }

    // ---- parts ------------------------------------------------------------------------------------------------------

    /// @dev Tokens of a vault go to the exchange, to who took, or to who claimed.
    function _onTransfer(address, address from, address to) internal override {
        if (_isPrey[from]) {
            check(to == address(exchange) || to == _receiver, "7: a vault's tokens go where a fill sends them only");
        }
    }

    function _afterAction() internal override {
        _receiver = address(0);
        for (uint256 i = 0; i < fills.length; ++i) {
            Filled memory f = fills[i];
            for (uint256 k = PLAIN_QUOTES; k <= DELTA; ++k) {
                bool hedges = f.taker == address(prey[k]);
                if (f.maker != address(prey[k]) && !hedges) continue;
                bool buys = (f.side == Side.Bid) != hedges;
                uint256 amount =
                    !hedges
                        ? f.notional
                        : buys
                            ? f.notional + f.fee
                            : f.notional - f.fee;
                uint256 worth = f.size * markTicks * TICK;
                // A sale without oracle is measured against average cost, which is not the ledger's here.
                uint256 drain =
                    buys
                        ? amount
                        : k == PLAIN_QUOTES
                            ? 0
                            : _less(worth, amount);
                check(_drained(_outflows[k], CAPACITY, REFILL, drain), "7: outflow of any time is within its bucket");
                if (!hedges) continue;
                drain = buys ? _less(amount, worth) : _less(worth, amount);
                check(_drained(_hedging, BUDGET, 1 days, drain), "7: hedging of any time is within its budget");
            }
        }
    }

    /// @dev Refill rounds up, so this bucket never has more out than the strategy's.
    function _drained(Level storage level, uint256 capacity, uint256 refill, uint256 amount) private returns (bool) {
        level.out = _less(level.out, _ceil(capacity * (block.timestamp - level.touched), refill)) + amount;
        level.touched = block.timestamp;
        return level.out <= capacity;
    }

    /// @dev What a vault's holdings and the claims paid are worth, at the mark or the reference price.
    function _worth(VaultAbi vault) internal view returns (int256) {
        (uint256 baseHeld, uint256 quoteHeld) = balances(address(vault));
        uint256 price = address(vault) == address(prey[PLAIN_QUOTES]) ? 1000 : markTicks;
        return int256(quoteHeld + (baseHeld * price * TICK) / LOT);
    }

    function _count(uint256 index, int256 moved) internal {
        if (index == 0) balanceAtReference += moved;
        else if (moved < 0) lost[1 + index] += uint256(-moved);
    }

    /// @dev Buy prices of lots [from, to) of the grid: ten lots each at 900, 950, 1000, 1050.
    function _buyPrices(uint256 from, uint256 to) private pure returns (uint256 sum) {
        for (uint256 lot = from; lot < to; ++lot) sum += (900 + 50 * (lot / CELL)) * TICK;
    }
}
