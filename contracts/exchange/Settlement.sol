// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { IExchange } from "../interfaces/IExchange.sol";
import { GridFill, GridOrder, IGridMaker, IQuoteMaker, QuoteOrder } from "../interfaces/IMaker.sol";
import { Quote, Side } from "../interfaces/Types.sol";
import { BalanceLib } from "../libraries/BalanceLib.sol";
import { MarketLib } from "../libraries/MarketLib.sol";
import { Permit2Lib } from "../libraries/Permit2Lib.sol";
import { QuoteLib } from "../libraries/QuoteLib.sol";
import { RebateLib, RebateSchedule } from "../libraries/RebateLib.sol";
import { MakerWord } from "./MakerWord.sol";
import { Terms } from "./Markets.sol";
import { QuoteBook } from "./QuoteBook.sol";

/// @notice What a taker still wants, and from where on it is counted.
/// @param taker Who crosses and pays.
/// @param recipient Who receives what the taker buys.
/// @param side The makers' side.
/// @param exactNotional Whether `left` is quote atoms, fee included, rather than lots.
/// @param left Lots or quote atoms still wanted.
// Never stored, so its order is that of its meaning.
// solhint-disable-next-line gas-struct-packing
struct Crossing {
    address taker;
    address recipient;
    Side side;
    bool exactNotional;
    uint256 left;
}

/// @notice What one or more legs came to: lots, and quote atoms.
struct Totals {
    uint256 size;
    uint256 notional;
    uint256 fee;
    uint256 rebate;
    uint256 poolFee;
}

/// @title Settlement
/// @notice One leg of either kind, and how its money moves. Everything that fills comes through here.
///
/// MONEY, taker buying (`Ask`): base goes from the maker straight to the recipient; the taker pays the maker
/// `notional + rebate + poolFee` and this contract the rest of the fee.
/// MONEY, taker selling (`Bid`): the maker gives this contract `notional - rebate - poolFee`, the taker gives the maker the lots, and
/// this contract gives the recipient `notional - fee`, keeping the rest of the fee.
/// Vaults and pools push what they give; from signers it is pulled by allowance.
abstract contract Settlement is QuoteBook {
    using QuoteLib for Quote;
    using RebateLib for RebateSchedule;
    using SafeERC20 for IERC20;

    // ---- legs -----------------------------------------------------------------------------------------------------

    /// @notice Fill a vault's or pool's grid. It has pushed its side when this returns.
    /// @param totals Zero; what the leg came to when this returns. (To return it would make room for it again.)
    function _fillGrid(
        Terms memory terms,
        Crossing memory crossing,
        address maker,
        MakerWord record,
        uint64 size,
        uint64 limitPrice,
        Totals memory totals
    ) internal {
        bool pays = RebateSchedule.unwrap(terms.schedule) != 0;
        uint256 volume = pays ? record.volumeIn(terms.period) : 0;
        bool isVault = record.isVault();
        (uint64 lots, uint256 notionalBound) = _bounds(terms, crossing, size);
        GridOrder memory order = GridOrder({
            side: crossing.side,
            size: lots,
            limitPrice: limitPrice,
            notional: notionalBound,
            taker: crossing.taker,
            recipient: crossing.recipient,
            takerFeeBps: uint16(terms.market.takerFeeBps()),
            poolFeeShareBps: isVault ? 0 : _poolFeeShare(terms.marketId),
            schedule: terms.schedule,
            volume: volume,
            mark: isVault && terms.market.hasOracle() ? _liveMark(terms.marketId) : 0
        });
        GridFill memory fill = _onTake(maker, order);
        if (fill.size == 0) return;
        totals.size = fill.size;
        totals.notional = fill.notional;
        totals.fee = MarketLib.feeUp(fill.notional, terms.market.takerFeeBps());
        totals.rebate = fill.rebate;
        totals.poolFee = fill.poolFee;
        _checkAnswer(order, fill, totals.fee, terms.market.tickSize());
        if (pays) _setVolume(maker, record, terms.period, volume + fill.notional);
        _emitFill(terms.marketId, crossing, maker, fill.seq, totals, bytes32(fill.cursorBefore));
    }

    /// @dev What a grid may answer: no more lots than were asked for, no notional beyond the limits, and of the fee no more than there is.
    /// Makers of our factories keep to it. Should one ever not, neither takers nor the fees collected here shall pay for it.
    function _checkAnswer(GridOrder memory order, GridFill memory fill, uint256 fee, uint256 tickSize) private pure {
        uint256 size = fill.size;
        require(size <= order.size, IExchange.AnswerOutOfBounds(size, order.size));
        uint256 notional = fill.notional;
        uint256 worst;
        // `MarketLib.notional` of 64, 72 and, as checked, 64 bits.
        unchecked {
            worst = order.limitPrice * tickSize * size;
        }
        if (order.side == Side.Bid) {
            require(notional >= worst, IExchange.AnswerOutOfBounds(notional, worst));
        } else {
            require(notional <= worst, IExchange.AnswerOutOfBounds(notional, worst));
            require(notional <= order.notional, IExchange.AnswerOutOfBounds(notional, order.notional));
        }
        uint256 kept = fill.rebate + fill.poolFee;
        require(kept <= fee, IExchange.AnswerOutOfBounds(kept, fee));
    }

    /// @dev `onTake`. A struct of value types has the same words in memory as in calldata, so order and answer are passed where they
    /// lie: to encode one and decode the other would cost some 800 gas per leg. Makers were made by our factories, whose fields fit.
    function _onTake(address maker, GridOrder memory order) private returns (GridFill memory fill) {
        uint256 selector = uint32(IGridMaker.onTake.selector);
        assembly ("memory-safe") {
            // The word before the order lends its last four bytes to the selector.
            let lender := sub(order, 32)
            let lent := mload(lender)
            mstore(lender, selector)
            let ok := call(gas(), maker, 0, sub(order, 4), 356, fill, 192)
            mstore(lender, lent)
            if iszero(ok) {
                let free := mload(0x40)
                returndatacopy(free, 0, returndatasize())
                revert(free, returndatasize())
            }
            if lt(returndatasize(), 192) {
                revert(0, 0)
            }
        }
    }

    /// @notice Fill a signed quote. A vault has pushed its side when this returns; a signer has given nothing yet.
    /// @param totals As of `_fillGrid`.
    function _fillQuote(
        Terms memory terms,
        Crossing memory crossing,
        Quote calldata quote,
        bytes calldata signature,
        MakerWord record,
        uint64 size,
        uint64 limitPrice,
        Totals memory totals
    ) internal {
        bytes32 hash = _hashQuote(quote);
        _checkLive(quote, crossing.taker);
        bool isVault = record.isVault();
        if (isVault) {
            require(record.marketId() == terms.marketId, IExchange.WrongMarket(quote.maker, terms.marketId));
        } else {
            require(crossing.taker != quote.maker, IExchange.SelfTrade(quote.maker));
            require(quote.epoch == record.epoch(), IExchange.QuoteEpochMismatch(quote.epoch, record.epoch()));
            _checkSignature(quote.maker, hash, signature);
        }
        uint64 seq;
        (totals.size, totals.notional, seq) = _bookQuote(terms, crossing, quote, hash, size, limitPrice);
        if (totals.size == 0) return;
        require(totals.notional != 0, IExchange.ZeroPrice(quote.maker));
        totals.fee = MarketLib.feeUp(totals.notional, terms.market.takerFeeBps());
        if (RebateSchedule.unwrap(terms.schedule) != 0) {
            totals.rebate = _earn(terms, quote.maker, isVault, record, totals.notional);
        }
        _emitFill(terms.marketId, crossing, quote.maker, seq, totals, hash);
        if (isVault) _pushFromVault(terms, crossing, quote, hash, signature, totals);
    }

    function _bookQuote(
        Terms memory terms,
        Crossing memory crossing,
        Quote calldata quote,
        bytes32 hash,
        uint64 size,
        uint64 limitPrice
    ) private returns (uint256 filled, uint256 notional, uint64 seq) {
        (uint64 price, uint64 offered) = quote.sideOf(crossing.side);
        require(
            crossing.side == Side.Ask ? price <= limitPrice : price >= limitPrice,
            IExchange.PriceBeyondLimit(price, limitPrice)
        );
        (uint256 lots, uint256 notionalBound) = _bounds(terms, crossing, size);
        if (crossing.exactNotional) {
            lots = QuoteLib.lotsFor(crossing.side, price, terms.market.tickSize(), lots, notionalBound);
        }
        (filled, seq) = _book(quote, hash, crossing.side, offered, lots);
        notional = MarketLib.notional(price, terms.market.tickSize(), filled);
    }

    /// @dev Count `notional` as the maker's volume; what it earns for it.
    function _earn(
        Terms memory terms,
        address maker,
        bool isVault,
        MakerWord record,
        uint256 notional
    ) private returns (uint256 rebate) {
        uint256 volume =
            isVault ? record.volumeIn(terms.period) : _signerVolume(maker, terms.market.quote(), terms.period);
        rebate = terms.schedule.rebateDown(volume, notional);
        if (isVault) _setVolume(maker, record, terms.period, volume + notional);
        else _setSignerVolume(maker, terms.market.quote(), terms.period, volume + notional);
    }

    function _pushFromVault(
        Terms memory terms,
        Crossing memory crossing,
        Quote calldata quote,
        bytes32 hash,
        bytes calldata signature,
        Totals memory totals
    ) private {
        QuoteOrder memory order = QuoteOrder({
            side: crossing.side,
            size: uint64(totals.size),
            notional: totals.notional,
            rebate: totals.rebate,
            taker: crossing.taker,
            recipient: crossing.recipient,
            mark: terms.market.hasOracle() ? _liveMark(terms.marketId) : 0
        });
        _onQuote(quote, hash, signature, order);
    }

    /// @dev `onQuote`, encoded by copying: `structHash` has checked the quote's fields, and a struct of value types has the same words in
    /// memory as in calldata. Field by field it would cost some 2,000 gas more.
    function _onQuote(Quote calldata quote, bytes32 hash, bytes calldata signature, QuoteOrder memory order) private {
        address vault = quote.maker;
        uint256 selector = uint32(IQuoteMaker.onQuote.selector);
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, shl(224, selector))
            // Arguments: quote (11 words), hash, where the signature begins, order (7 words); then the signature and its padding.
            let args := add(free, 4)
            calldatacopy(args, quote, 352)
            mstore(add(args, 352), hash)
            mstore(add(args, 384), 640)
            mcopy(add(args, 416), order, 224)
            mstore(add(args, 640), signature.length)
            calldatacopy(add(args, 672), signature.offset, signature.length)
            let padded := and(add(signature.length, 31), not(31))
            mstore(add(add(args, 672), signature.length), 0)
            if iszero(call(gas(), vault, 0, free, add(676, padded), 0, 0)) {
                returndatacopy(free, 0, returndatasize())
                revert(free, returndatasize())
            }
        }
    }

    /// @dev Most lots of a leg that takes `size` at most, and the notional that bounds it besides.
    function _bounds(
        Terms memory terms,
        Crossing memory crossing,
        uint64 size
    ) private pure returns (uint64 lots, uint256 notional) {
        uint256 left = crossing.left;
        if (!crossing.exactNotional) return (left < size ? uint64(left) : size, type(uint256).max);
        return (
            size,
            crossing.side == Side.Ask
                ? MarketLib.notionalForCostDown(left, terms.market.takerFeeBps())
                : MarketLib.notionalForProceedsUp(left, terms.market.takerFeeBps())
        );
    }

    function _emitFill(
        uint32 marketId,
        Crossing memory crossing,
        address maker,
        uint64 seq,
        Totals memory totals,
        bytes32 ref
    ) private {
        emit IExchange.Fill(
            marketId,
            maker,
            crossing.taker,
            seq,
            crossing.side,
            uint64(totals.size),
            totals.notional,
            totals.fee,
            totals.rebate,
            ref
        );
    }

    // ---- money ----------------------------------------------------------------------------------------------------

    /// @dev Quote held here before makers push or are pulled from. Only a `Bid` passes through.
    function _heldBefore(Terms memory terms, Side side) internal view returns (uint256) {
        return side == Side.Bid ? BalanceLib.balanceOf(terms.market.quote(), address(this)) : 0;
    }

    /// @dev Settle with one maker whose legs have been filled and came to `totals`. What arrives here, or at a contract that keeps
    /// books, must be what was sent.
    function _settleMaker(
        Terms memory terms,
        Crossing memory crossing,
        address maker,
        bool isSigner,
        Totals memory totals,
        uint256 held
    ) internal {
        uint256 kept;
        // Within the fee, by `_checkAnswer`; quotes have no pool's part.
        unchecked {
            kept = totals.rebate + totals.poolFee;
        }
        if (crossing.side == Side.Ask) {
            _pay(terms.market.quote(), crossing.taker, maker, totals.notional + kept, isSigner);
            if (isSigner) _pullBase(terms, maker, crossing.recipient, totals.size);
        } else {
            uint256 expected = totals.notional - kept;
            if (isSigner) _pull(terms.market.quote(), maker, address(this), expected);
            uint256 received = BalanceLib.balanceOf(terms.market.quote(), address(this)) - held;
            require(received == expected, IExchange.UnexpectedBalance(terms.market.quote(), received, expected));
            (address base, uint256 lotSize) = _baseOf(terms.marketId);
            _pay(base, crossing.taker, maker, MarketLib.baseAmount(totals.size, lotSize), isSigner);
        }
    }

    /// @dev Settle with the taker's side once every maker has been settled with: the fee in, or the proceeds out.
    function _settleTaker(Terms memory terms, Crossing memory crossing, Totals memory totals) internal {
        if (crossing.side == Side.Ask) {
            _pull(terms.market.quote(), crossing.taker, address(this), totals.fee - totals.rebate - totals.poolFee);
        } else {
            uint256 proceeds = totals.notional - totals.fee;
            if (proceeds != 0) IERC20(terms.market.quote()).safeTransfer(crossing.recipient, proceeds);
        }
    }

    /// @dev A sale to a single signer, whose quote need not pass through here.
    function _settleSignerBid(
        Terms memory terms,
        Crossing memory crossing,
        address maker,
        Totals memory totals
    ) internal {
        _pullBase(terms, crossing.taker, maker, totals.size);
        _pull(terms.market.quote(), maker, crossing.recipient, totals.notional - totals.fee);
        _pull(terms.market.quote(), maker, address(this), totals.fee - totals.rebate);
    }

    /// @dev The taker's payment to a maker. Vaults and pools keep books, so it must arrive in full; signers keep none.
    function _pay(address token, address taker, address maker, uint256 amount, bool isSigner) private {
        if (isSigner) return _pull(token, taker, maker, amount);
        uint256 before = BalanceLib.balanceOf(token, maker);
        _pull(token, taker, maker, amount);
        uint256 received = BalanceLib.balanceOf(token, maker) - before;
        require(received == amount, IExchange.UnexpectedBalance(token, received, amount));
    }

    function _pullBase(Terms memory terms, address from, address to, uint256 lots) private {
        (address base, uint256 lotSize) = _baseOf(terms.marketId);
        _pull(base, from, to, MarketLib.baseAmount(lots, lotSize));
    }

    /// @dev By the allowance of the token, else by that of Permit2. Nothing is not moved: some tokens refuse a transfer of nothing.
    function _pull(address token, address from, address to, uint256 amount) private {
        if (amount != 0 && !IERC20(token).trySafeTransferFrom(from, to, amount)) {
            Permit2Lib.transferFrom(token, from, to, amount);
        }
    }
}
