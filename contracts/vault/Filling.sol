// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import { IExchange } from "../interfaces/IExchange.sol";
import { GridFill, GridOrder, IGridMaker, IQuoteMaker, QuoteOrder } from "../interfaces/IMaker.sol";
import { IMakerVault } from "../interfaces/IMakerVault.sol";
import { GridMode, Limits } from "../interfaces/Strategy.sol";
import { Quote, Side } from "../interfaces/Types.sol";
import { GridLib, PriceList } from "../libraries/GridLib.sol";
import { MarketLib } from "../libraries/MarketLib.sol";
import { Position, PositionLib } from "../libraries/PositionLib.sol";
import { RebateLib } from "../libraries/RebateLib.sol";
import { StrategyCodec } from "../libraries/StrategyCodec.sol";
import { FillTerms, StrategyLib } from "../libraries/StrategyLib.sol";
import { VaultConfig } from "../libraries/VaultConfigLib.sol";
import { BooksLib, VaultState } from "./Books.sol";
import { VaultFunds } from "./VaultFunds.sol";
import { ManagerState } from "./VaultStorage.sol";

/// @title Filling
/// @notice The two ways a taker meets a vault: its grid, or a quote its manager signed. A vault has one of them.
abstract contract Filling is VaultFunds {
    using GridLib for PriceList;
    using PositionLib for Position;

    // ---- grid -----------------------------------------------------------------------------------------------------

    /// @inheritdoc IGridMaker
    function onTake(
        GridOrder calldata order
    ) external override onlyExchange nonReentrant returns (GridFill memory fill) {
        uint256 holding = _holding;
        VaultConfig config = _open(holding, order.taker);
        require(config.hasGrid(), IMakerVault.NoGrid());
        bool asks = order.side == Side.Ask;
        uint256 ticks;
        (fill.size, fill.cursorBefore, ticks, holding) = _cross(config, order, asks, holding);
        if (fill.size == 0) return fill;
        // 64 bits of lots, 64 of price, 72 of tick size.
        unchecked {
            fill.notional = ticks * config.tickSize();
        }
        fill.rebate = RebateLib.rebateDown(order.schedule, order.volume, fill.notional);
        uint256 record = _record + (1 << BooksLib.SEQ_SHIFT);
        fill.seq = uint64(record >> BooksLib.SEQ_SHIFT);
        // Only limits and the oracle's band ask for more than size and notional.
        if (config.hasLimits() || order.mark != 0) {
            Limits memory limits = StrategyCodec.decodeLimits(config.limitsAt());
            _bookChecked(config, limits, _gridTerms(config, order, fill), fill.rebate, holding, record);
        } else {
            _book(asks, fill.size, fill.notional, fill.rebate, holding, record);
        }
        _deliver(config, asks, order.recipient, fill.size, fill.notional - fill.rebate);
    }

    /// @notice As much of `order` as rests within its bounds.
    /// @return size Lots.
    /// @return cursor The side's cursor.
    /// @return ticks Sum of their prices.
    /// @return What `holding` is with the cursor moved.
    function _cross(
        VaultConfig config,
        GridOrder calldata order,
        bool asks,
        uint256 holding
    ) private returns (uint256 size, uint256 cursor, uint256 ticks, uint256) {
        PriceList memory prices = config.prices();
        uint256 cell = config.sizePerCell();
        uint256 notional = order.notional;
        if (asks) {
            cursor = uint64(holding);
            size = prices.asksUpTo(cell, cursor, order.limitPrice, order.size);
            if (notional != type(uint256).max) {
                size = prices.asksForTicksDown(cell, cursor, size, notional / config.tickSize());
            }
            // What rests ends within the grid, whose lots have 64 bits.
            unchecked {
                ticks = prices.sum(cell, cursor, cursor + size, prices.askOffset);
                return (size, cursor, ticks, holding + size);
            }
        }
        bool oneShot = config.mode() == GridMode.OneShot;
        cursor = oneShot ? _bidCursor : uint64(holding);
        size = prices.bidsUpTo(cell, cursor, order.limitPrice, order.size);
        if (notional != type(uint256).max) {
            uint256 tickSize = config.tickSize();
            uint256 least = notional / tickSize + (notional % tickSize == 0 ? 0 : 1);
            size = prices.bidsForTicksUp(cell, cursor, size, least);
        }
        // What rests begins at the bottom of the grid.
        unchecked {
            ticks = prices.sum(cell, cursor - size, cursor, 0);
            if (!oneShot) return (size, cursor, ticks, holding - size);
            _bidCursor = uint64(cursor - size);
            return (size, cursor, ticks, holding);
        }
    }

    /// @dev With the prices of the first and the last lot: those between lie between.
    function _gridTerms(
        VaultConfig config,
        GridOrder calldata order,
        GridFill memory fill
    ) private pure returns (FillTerms memory terms) {
        PriceList memory prices = config.prices();
        uint256 cell = config.sizePerCell();
        bool asks = order.side == Side.Ask;
        uint256 first = asks ? fill.cursorBefore : fill.cursorBefore - fill.size;
        uint256 last = first + fill.size - 1;
        terms.side = order.side;
        terms.size = fill.size;
        terms.notional = fill.notional;
        terms.lowPrice = asks ? prices.askPriceOf(cell, first) : prices.bidPriceOf(cell, first);
        terms.highPrice = asks ? prices.askPriceOf(cell, last) : prices.bidPriceOf(cell, last);
        terms.mark = order.mark;
        terms.taker = order.taker;
    }

    // ---- quotes ---------------------------------------------------------------------------------------------------

    /// @inheritdoc IQuoteMaker
    function onQuote(
        Quote calldata quote,
        bytes32 hash,
        bytes calldata signature,
        QuoteOrder calldata order
    ) external override onlyExchange nonReentrant {
        (uint256 holding, uint256 record) = (_holding, _record);
        VaultConfig config = _open(holding, order.taker);
        require(!config.hasGrid(), IMakerVault.QuotesNotAllowed());
        _checkSignature(quote.epoch, hash, signature);
        Limits memory limits = StrategyCodec.decodeLimits(config.limitsAt());
        StrategyLib.checkQuote(limits, quote, block.timestamp);
        uint256 price = order.side == Side.Ask ? quote.askPrice : quote.bidPrice;
        FillTerms memory terms = FillTerms({
            side: order.side,
            size: order.size,
            notional: order.notional,
            lowPrice: price,
            highPrice: price,
            mark: order.mark,
            taker: order.taker
        });
        _bookChecked(config, limits, terms, order.rebate, holding, record);
        uint256 payment = order.notional - order.rebate;
        // What is set aside for managers is no quote to trade with.
        if (order.side == Side.Bid && _owed != 0) {
            uint256 available = _quoteHeld(config);
            require(payment <= available, IMakerVault.OwedToManager(payment, available));
        }
        _deliver(config, order.side == Side.Ask, order.recipient, order.size, payment);
    }

    /// @inheritdoc IQuoteMaker
    function mayCancelQuotes(address account) external view override returns (bool) {
        return account != address(0) && (account == _manager.account || account == _owner());
    }

    /// @dev ECDSA first: a manager with code may have delegated his account (EIP-7702) and still sign with its key.
    function _checkSignature(uint64 epoch, bytes32 hash, bytes calldata signature) private view {
        ManagerState memory current = _manager;
        require(epoch == current.epoch, IMakerVault.ManagerEpochMismatch(epoch, current.epoch));
        (address signer, ECDSA.RecoverError failure, ) = ECDSA.tryRecoverCalldata(hash, signature);
        if (failure == ECDSA.RecoverError.NoError && signer == current.account) return;
        require(
            SignatureChecker.isValidERC1271SignatureNowCalldata(current.account, hash, signature),
            IMakerVault.InvalidManagerSignature(current.account)
        );
    }

    // ---- both -----------------------------------------------------------------------------------------------------

    /// @dev A vault that fills, and a taker who is a stranger to it.
    function _open(uint256 holding, address taker) private view returns (VaultConfig config) {
        require(holding & BooksLib.HALTED == 0, IMakerVault.VaultHalted());
        config = _config(holding & BooksLib.MOVED != 0);
        require(taker != config.owner(), IExchange.SelfTrade(taker));
        if (BooksLib.sharesTag(holding, taker)) {
            require(taker != _manager.account, IExchange.SelfTrade(taker));
        }
    }

    /// @dev Lots to whom they were sold to, or quote to the exchange, which keeps the fee and passes on the rest.
    function _deliver(VaultConfig config, bool asks, address recipient, uint256 size, uint256 payment) private {
        if (asks) _push(config.base(), recipient, MarketLib.baseAmount(size, config.lotSize()));
        else _push(config.quote(), address(exchange), payment);
    }

    /// @dev Hold one fill to the strategy, book it, and stop the vault if it went too far down. `holding` and `record` are the books with
    /// all but the position brought up to date.
    function _bookChecked(
        VaultConfig config,
        Limits memory limits,
        FillTerms memory fill,
        uint256 rebate,
        uint256 holding,
        uint256 record
    ) private {
        Position memory position = BooksLib.positionOf(holding, record);
        _enforce(config, limits, fill, position);
        _apply(position, fill.side == Side.Ask, fill.size, fill.notional, rebate);
        (_holding, _record) = BooksLib.withPosition(holding, record, position);
        if (_drawnDown(config, limits, position, fill.mark)) {
            VaultState memory state = _state();
            _halt(state, address(this));
            _save(state);
        }
    }

    /// @dev Book one fill that nothing bounds.
    function _book(bool asks, uint256 size, uint256 notional, uint256 rebate, uint256 holding, uint256 record) private {
        Position memory position = BooksLib.positionOf(holding, record);
        _apply(position, asks, size, notional, rebate);
        (_holding, _record) = BooksLib.withPosition(holding, record, position);
    }

    function _apply(Position memory position, bool asks, uint256 size, uint256 notional, uint256 rebate) private pure {
        if (asks) position.sell(size, notional);
        else position.add(size, notional);
        position.addRebate(rebate);
    }
}
