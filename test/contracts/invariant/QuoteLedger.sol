// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Quote, Side } from "../../../contracts/interfaces/Types.sol";
import { Filled, Handler } from "./Handler.sol";

/// @notice A quote that was signed, and what the ledger knows became of it.
struct Signed {
    Quote quote;
    uint256 key;
    uint256 bidFilled;
    uint256 askFilled;
    uint256 bidPaid;
    uint256 askPaid;
    bool cancelled;
}

/// @notice The quote book's ledger: what every signed quote is still good for, and who may have lost or gained what.
abstract contract QuoteLedger is Handler {
    Signed[] internal signed;
    mapping(bytes32 hash => uint256) internal indexOf;
    mapping(address maker => uint64) internal epochs;
    mapping(address maker => mapping(uint256 marketId => uint64)) internal nonces;

    /// @dev Everybody who may hold base or quote; the exchange is the last.
    address[] internal parties;
    uint256[] private _baseBefore;
    uint256[] private _quoteBefore;
    mapping(address => int256) private _baseMoved;
    mapping(address => int256) private _quoteMoved;
    uint256 public fees;
    uint256 public feesCollected;

    /// @dev What everybody holds now; `_settle` compares with it.
    function _snapshot() internal {
        delete _baseBefore;
        delete _quoteBefore;
        for (uint256 i = 0; i < parties.length; ++i) {
            (uint256 baseHeld, uint256 quoteHeld) = balances(parties[i]);
            _baseBefore.push(baseHeld);
            _quoteBefore.push(quoteHeld);
        }
    }

    /// @dev Read the fills so far, book them, and see that balances moved by them and by nothing else.
    function _settle(address recipient) internal {
        _readLogs();
        for (uint256 i = 0; i < fills.length; ++i) _bookFill(fills[i], recipient);
        for (uint256 i = 0; i < parties.length; ++i) {
            address party = parties[i];
            (uint256 baseHeld, uint256 quoteHeld) = balances(party);
            check(
                int256(baseHeld) == int256(_baseBefore[i]) + _baseMoved[party],
                "22: base moves by the fills that were signed, and by nothing else"
            );
            check(
                int256(quoteHeld) == int256(_quoteBefore[i]) + _quoteMoved[party],
                party == address(exchange)
                    ? "20: the exchange keeps the fees of fills and nothing else"
                    : "21: what one pays another receives, less the fee"
            );
            delete _baseMoved[party];
            delete _quoteMoved[party];
        }
        delete fills;
    }

    function _bookFill(Filled memory f, address recipient) private {
        bool ask = f.side == Side.Ask;
        uint256 fee = _ceil(f.notional * (f.marketId == pooled ? 10 : 0), 10_000);
        check(f.fee == fee, "24: the fee is the ceiling of notional times rate");
        check(f.size != 0 && f.notional != 0, "18: no fill gives something for nothing");
        uint256 index = indexOf[f.ref];
        uint256 kept = f.rebate;
        if (index != 0) _bookQuote(signed[index - 1], f, ask);
        else kept += _bookGrid(f);
        check(kept <= fee, "24: rebate and pool fee are within the fee");
        fees += fee - kept;
        int256 lots = int256(f.size * LOT);
        int256 toMaker = int256(f.notional) * (ask ? int256(1) : -1) + int256(kept);
        _baseMoved[f.maker] += ask ? -lots : lots;
        _baseMoved[ask ? recipient : f.taker] += ask ? lots : -lots;
        _quoteMoved[f.maker] += toMaker;
        _quoteMoved[ask ? f.taker : recipient] += ask ? -int256(f.notional + fee) : int256(f.notional) - int256(fee);
        _quoteMoved[address(exchange)] += int256(fee) - int256(kept);
    }

    /// @dev What a grid keeps of the fee besides its rebate.
    function _bookGrid(Filled memory f) internal virtual returns (uint256 poolFee);

    function _bookQuote(Signed storage s, Filled memory f, bool ask) private {
        Quote storage q = s.quote;
        check(isLive(s), "17: nothing retired, cancelled or expired ever fills");
        check(q.maker == f.maker && q.marketId == f.marketId, "22: a quote binds its maker and market only");
        check(q.taker == address(0) || q.taker == f.taker, "22: a quote is for its taker only");
        // A newer nonce retires the older ones and starts with nothing filled.
        if (q.nonce != 0) nonces[q.maker][q.marketId] = q.nonce;
        if (ask) {
            s.askFilled += f.size;
            s.askPaid += f.notional;
        } else {
            s.bidFilled += f.size;
            s.bidPaid += f.notional;
        }
        check(s.askFilled <= q.askSize && s.bidFilled <= q.bidSize, "16: no quote fills beyond its size");
        // Cumulative, so that no series of partial fills can round its way below the price.
        check(s.askPaid >= s.askFilled * q.askPrice * TICK, "18: a maker sells at its price or better");
        check(s.bidPaid <= s.bidFilled * q.bidPrice * TICK, "18: a maker buys at its price or better");
    }

    /// @dev Whether a quote may still fill, as far as the ledger knows.
    function isLive(Signed storage s) internal view returns (bool) {
        Quote storage q = s.quote;
        return
            !s.cancelled &&
            block.timestamp <= q.expiry &&
            q.epoch == epochs[q.maker] &&
            (q.nonce == 0 || q.nonce >= nonces[q.maker][q.marketId]);
    }

    // ---- rules ------------------------------------------------------------------------------------------------------

    /// @notice Security invariants 16 and 17: what the exchange remembers of quote `index` is what the ledger does.
    function rule16_filled(uint256 index) public view {
        Signed storage s = signed[index];
        Quote memory q = s.quote;
        (uint64 nonce, uint64 bidFilled, uint64 askFilled, ) = exchange.makerState(q.maker, q.marketId);
        yes(nonce == nonces[q.maker][q.marketId], "17: nonces only rise, with fills and cancels");
        yes(exchange.epochOf(q.maker) == epochs[q.maker], "17: epochs only rise, one by one");
        bool cancelled = false;
        if (q.nonce == 0) (bidFilled, askFilled, cancelled) = exchange.standingState(exchange.hashQuote(q));
        else if (q.nonce != nonce) return;
        if (q.nonce == 0) {
            yes(cancelled == s.cancelled, "17: cancelled stays cancelled");
            eq(bidFilled, s.bidFilled, "16: lots filled of a bid");
            eq(askFilled, s.askFilled, "16: lots filled of an ask");
        }
        yes(s.bidFilled <= q.bidSize && s.askFilled <= q.askSize, "16: filled and remaining make up the size");
    }

    /// @notice Security invariant 20: the exchange holds the fees not yet collected, and nothing else.
    function rule20_exchangeHoldsFees() public view {
        (uint256 baseHeld, uint256 quoteHeld) = balances(address(exchange));
        eq(baseHeld, 0, "20: the exchange holds no base");
        eq(quoteHeld + feesCollected, fees, "20: the exchange holds fees and nothing else");
        eq(address(exchange).balance, 0, "20: the exchange holds no ether");
    }
}
