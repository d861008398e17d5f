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
import { VaultFunds } from "./VaultFunds.sol";
import { ManagerState, VaultState } from "./VaultStorage.sol";

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
        VaultState memory state = _state;
        VaultConfig memory config = _open(state, order.taker);
        require(config.prices.count != 0, IMakerVault.NoGrid());
        bool asks = order.side == Side.Ask;
        bool oneShot = config.mode == GridMode.OneShot;
        uint256 cursor = asks || !oneShot ? state.cursor : state.bidCursor;
        uint256 size = asks ? _asks(config, order, cursor) : _bids(config, order, cursor);
        if (size == 0) return fill;

        FillTerms memory terms;
        terms.side = order.side;
        terms.size = size;
        terms.mark = order.mark;
        terms.taker = order.taker;
        if (asks) {
            terms.notional = config.prices.askTicks(config.sizePerCell, cursor, size) * config.tickSize;
            state.cursor = uint64(cursor + size);
        } else {
            terms.notional = config.prices.bidTicks(config.sizePerCell, cursor, size) * config.tickSize;
            if (oneShot) state.bidCursor = uint64(cursor - size);
            else state.cursor = uint64(cursor - size);
        }
        // Only limits and the oracle's band ask for the prices at both ends.
        if (config.limitsAt != 0 || order.mark != 0) _setPrices(config, terms, cursor);
        fill = GridFill({
            size: size,
            notional: terms.notional,
            rebate: RebateLib.rebateDown(order.schedule, order.volume, terms.notional),
            poolFee: 0,
            seq: ++state.seq,
            cursorBefore: cursor
        });
        _bookFill(config, state, terms, fill.rebate);
        _save(state);
        _deliver(config, order.side, order.recipient, size, terms.notional - fill.rebate);
    }

    function _asks(VaultConfig memory config, GridOrder calldata order, uint256 cursor) private pure returns (uint256) {
        uint256 size = config.prices.asksWithin(config.sizePerCell, cursor, order.limitPrice);
        if (size > order.size) size = order.size;
        if (order.notional == type(uint256).max) return size;
        return config.prices.asksForTicksDown(config.sizePerCell, cursor, size, order.notional / config.tickSize);
    }

    function _bids(VaultConfig memory config, GridOrder calldata order, uint256 cursor) private pure returns (uint256) {
        uint256 size = config.prices.bidsWithin(config.sizePerCell, cursor, order.limitPrice);
        if (size > order.size) size = order.size;
        if (order.notional == type(uint256).max) return size;
        uint256 ticks = order.notional / config.tickSize + (order.notional % config.tickSize == 0 ? 0 : 1);
        return config.prices.bidsForTicksUp(config.sizePerCell, cursor, size, ticks);
    }

    /// @dev Prices of the first and the last lot: those between lie between.
    function _setPrices(VaultConfig memory config, FillTerms memory terms, uint256 cursor) private pure {
        if (terms.side == Side.Ask) {
            terms.lowPrice = config.prices.askPriceOf(config.sizePerCell, cursor);
            terms.highPrice = config.prices.askPriceOf(config.sizePerCell, cursor + terms.size - 1);
        } else {
            terms.lowPrice = config.prices.bidPriceOf(config.sizePerCell, cursor - terms.size);
            terms.highPrice = config.prices.bidPriceOf(config.sizePerCell, cursor - 1);
        }
    }

    // ---- quotes ---------------------------------------------------------------------------------------------------

    /// @inheritdoc IQuoteMaker
    function onQuote(
        Quote calldata quote,
        bytes32 hash,
        bytes calldata signature,
        QuoteOrder calldata order
    ) external override onlyExchange nonReentrant {
        VaultState memory state = _state;
        VaultConfig memory config = _open(state, order.taker);
        require(config.prices.count == 0, IMakerVault.QuotesNotAllowed());
        _checkSignature(quote.epoch, hash, signature);
        if (config.limitsAt != 0) {
            StrategyLib.checkQuote(StrategyCodec.decodeLimits(config.limitsAt), quote, block.timestamp);
        }
        uint256 price = order.side == Side.Ask ? quote.askPrice : quote.bidPrice;
        uint256 eventsBefore = state.eventSeq;
        _bookFill(
            config,
            state,
            FillTerms({
                side: order.side,
                size: order.size,
                notional: order.notional,
                lowPrice: price,
                highPrice: price,
                mark: order.mark,
                taker: order.taker
            }),
            order.rebate
        );
        // A quote fill moves no cursor: the word changes only when the drawdown stop did.
        if (state.eventSeq != eventsBefore) _save(state);
        uint256 payment = order.notional - order.rebate;
        // What is set aside for managers is no quote to trade with.
        if (order.side == Side.Bid && _owed != 0) {
            uint256 available = _quoteHeld(config);
            require(payment <= available, IMakerVault.OwedToManager(payment, available));
        }
        _deliver(config, order.side, order.recipient, order.size, payment);
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
    function _open(VaultState memory state, address taker) private view returns (VaultConfig memory config) {
        require(!state.halted, IMakerVault.VaultHalted());
        config = _config(state);
        require(taker != config.owner, IExchange.SelfTrade(taker));
        if (uint16(uint160(taker)) == state.managerTag) {
            require(taker != _manager.account, IExchange.SelfTrade(taker));
        }
    }

    /// @dev Lots to whom they were sold to, or quote to the exchange, which keeps the fee and passes on the rest.
    function _deliver(VaultConfig memory config, Side side, address recipient, uint256 size, uint256 payment) private {
        if (side == Side.Ask) _push(config.base, recipient, MarketLib.baseAmount(size, config.lotSize));
        else _push(config.quote, address(exchange), payment);
    }

    /// @dev Hold one fill to the strategy, book it, and stop the vault if it went too far down. The caller stores `state`.
    function _bookFill(
        VaultConfig memory config,
        VaultState memory state,
        FillTerms memory fill,
        uint256 rebate
    ) private {
        Position memory position = _position;
        if (config.limitsAt == 0 && fill.mark == 0) {
            _apply(position, fill, rebate);
        } else {
            Limits memory limits = StrategyCodec.decodeLimits(config.limitsAt);
            _enforce(config, limits, fill, position);
            _apply(position, fill, rebate);
            _stopIfDrawnDown(config, limits, state, position, fill.mark);
        }
        _save(position);
    }

    function _apply(Position memory position, FillTerms memory fill, uint256 rebate) private pure {
        if (fill.side == Side.Ask) position.sell(fill.size, fill.notional);
        else position.add(fill.size, fill.notional);
        position.addRebate(rebate);
    }
}
