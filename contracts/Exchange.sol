// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { SelfPermit } from "./SelfPermit.sol";
import { DeskCalls } from "./exchange/DeskCalls.sol";
import { MakerWord } from "./exchange/MakerWord.sol";
import { Terms } from "./exchange/Markets.sol";
import { RebateEngine } from "./exchange/RebateEngine.sol";
import { Routes } from "./exchange/Routes.sol";
import { Crossing, Totals } from "./exchange/Settlement.sol";
import { ExchangeDesk } from "./exchange/desk/ExchangeDesk.sol";
import { IExchange } from "./interfaces/IExchange.sol";
import { Quote, Side, Take, TakeResult } from "./interfaces/Types.sol";

/// @title Exchange
/// @notice Settles fills between takers and makers: grids of vaults and pools, and quotes signed by accounts and vaults.
///
/// ROUNDING Prices and sizes are integers and notional is exact. The taker fee rounds up; rebates and pool fees round down.
/// TOKENS ERC-20s. What arrives here, at a vault or at a pool is compared with what was sent, so a token that charges for transfers is
/// refused there. Rebasing tokens are not supported. Payments come from the payer's allowance for this contract, else from that for it at
/// Permit2.
/// CODE Takes run here. Everything else runs on `ExchangeDesk`, which has the same storage, by delegatecall to an address that is fixed when
/// this is deployed.
/// CUSTODY Makers' funds stay in their vaults, pools or wallets. Between calls this contract holds collected fees and whatever somebody
/// sent to it by mistake.
/// ORDER State first, then the event, then tokens: whatever a token's hook does is logged after the fill it happened in. (A grid
/// pushes its own side while it fills.)
/// ROLES The owner (governor) opens markets, sets fees and rebates within constant caps from the next period on, names factories once,
/// resumes markets and collects fees. The guardian halts markets. Neither can touch a vault, a pool, a wallet or the terms of a fill.
/// LIVENESS Nothing here can stop an owner or provider from withdrawing: exits do not pass through this contract.
contract Exchange is DeskCalls, Routes, SelfPermit {
    /// @notice Deploys its desk with it.
    /// @param governor Owner; meant to be a timelock.
    /// @param periodLength Seconds of a rebate period. The first begins now.
    /// @param thresholds Volumes between the rebate tiers, in whole quote tokens.
    /// @param ratesBps Rebate rate of each tier.
    constructor(
        address governor,
        uint32 periodLength,
        uint64[3] memory thresholds,
        uint8[4] memory ratesBps
    ) Ownable(governor) RebateEngine(periodLength) DeskCalls(address(new ExchangeDesk(periodLength))) {
        _schedule = _checkedSchedule(thresholds, ratesBps);
        emit IExchange.RebatesScheduled(thresholds, ratesBps, 0);
    }

    /// @inheritdoc IExchange
    function takeGrid(
        address maker,
        Take calldata take
    ) external override nonReentrant returns (TakeResult memory result) {
        _checkCall(take.deadline, take.recipient);
        MakerWord record = _maker(maker);
        require(!record.isSigner(), IExchange.UnknownMaker(maker));
        Terms memory terms = _open(record.marketId());
        Crossing memory crossing = Crossing(msg.sender, take.recipient, take.side, false, take.size);
        uint256 held = _heldBefore(terms, take.side);
        Totals memory totals;
        _fillGrid(terms, crossing, maker, record, take.size, take.limitPrice, totals);
        _checkFilled(totals.size, take.minSize);
        _settleMaker(terms, crossing, maker, false, totals, held);
        _settleTaker(terms, crossing, totals);
        (result.size, result.notional, result.fee) = (totals.size, totals.notional, totals.fee);
    }

    /// @inheritdoc IExchange
    function takeQuote(
        Quote calldata quote,
        bytes calldata signature,
        Take calldata take
    ) external override nonReentrant returns (TakeResult memory result) {
        _checkCall(take.deadline, take.recipient);
        Terms memory terms = _open(quote.marketId);
        Crossing memory crossing = Crossing(msg.sender, take.recipient, take.side, false, take.size);
        MakerWord record = _maker(quote.maker);
        bool isSigner = record.isSigner();
        uint256 held = isSigner ? 0 : _heldBefore(terms, take.side);
        Totals memory totals;
        _fillQuote(terms, crossing, quote, signature, record, take.size, take.limitPrice, totals);
        _checkFilled(totals.size, take.minSize);
        if (isSigner && take.side == Side.Bid) {
            _settleSignerBid(terms, crossing, quote.maker, totals);
        } else {
            _settleMaker(terms, crossing, quote.maker, isSigner, totals, held);
            _settleTaker(terms, crossing, totals);
        }
        (result.size, result.notional, result.fee) = (totals.size, totals.notional, totals.fee);
    }

    /// @inheritdoc IExchange
    function permit(
        address token,
        uint256 value,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) public override(IExchange, SelfPermit) {
        super.permit(token, value, deadline, v, r, s);
    }

    function _checkFilled(uint256 filled, uint256 minSize) private pure {
        require(filled != 0, IExchange.NothingToTake());
        require(filled >= minSize, IExchange.SizeBelowMinimum(filled, minSize));
    }
}
