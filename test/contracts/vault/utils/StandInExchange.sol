// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IExchange } from "../../../../contracts/interfaces/IExchange.sol";
import { GridFill, GridOrder, IGridMaker, IQuoteMaker, QuoteOrder } from "../../../../contracts/interfaces/IMaker.sol";
import { Leg, Market, Quote, Route, Side, TakeResult } from "../../../../contracts/interfaces/Types.sol";
import { MarketLib } from "../../../../contracts/libraries/MarketLib.sol";
import { RebateSchedule } from "../../../../contracts/libraries/RebateLib.sol";

/// @notice Stands in for the exchange: calls vaults as it would, brings the taker's side, and lets tests set mark and rebates.
/// As taker of a hedge it is its own counterparty, at a price the test sets.
contract StandInExchange {
    mapping(uint32 marketId => Market) private _markets;
    mapping(uint32 marketId => bool) public live;
    mapping(uint32 marketId => uint256) public marks;
    mapping(address maker => uint32) public registered;
    uint32 public count;

    RebateSchedule public schedule;
    uint256 public volume;
    uint256 public hedgePrice;
    uint256 public hedgeFee;
    bytes public duringHedge;

    function createMarket(Market calldata terms) external returns (uint32 marketId) {
        marketId = ++count;
        _markets[marketId] = terms;
    }

    function getMarket(uint32 marketId) external view returns (Market memory) {
        require(_markets[marketId].base != address(0), IExchange.UnknownMarket(marketId));
        return _markets[marketId];
    }

    /// @dev `ticks` whole ticks.
    function setMark(uint32 marketId, bool live_, uint256 ticks) external {
        live[marketId] = live_;
        marks[marketId] = ticks << 64;
    }

    function markOf(uint32 marketId) external view returns (bool, uint256) {
        return live[marketId] ? (true, marks[marketId]) : (false, 0);
    }

    function registerMaker(address maker, uint32 marketId) external {
        registered[maker] = marketId;
    }

    function setRebates(RebateSchedule schedule_, uint256 volume_) external {
        schedule = schedule_;
        volume = volume_;
    }

    // ---- fills ----------------------------------------------------------------------------------------------------

    /// @dev The caller takes, as with `takeGrid`.
    function take(address maker, Side side, uint64 size) external returns (GridFill memory) {
        return takeWithin(maker, side, size, side == Side.Ask ? type(uint64).max : 0, type(uint256).max);
    }

    function takeWithin(
        address maker,
        Side side,
        uint64 size,
        uint64 limitPrice,
        uint256 notional
    ) public returns (GridFill memory fill) {
        uint32 marketId = registered[maker];
        Market storage market = _markets[marketId];
        fill = IGridMaker(maker).onTake(
            GridOrder({
                side: side,
                size: size,
                limitPrice: limitPrice,
                notional: notional,
                taker: msg.sender,
                recipient: msg.sender,
                takerFeeBps: market.takerFeeBps,
                poolFeeShareBps: market.poolFeeShareBps,
                schedule: schedule,
                volume: volume,
                mark: _markFor(marketId)
            })
        );
        _settle(maker, market, side, fill.size, fill.notional, fill.rebate);
    }

    function takeQuote(
        Quote calldata quote,
        bytes calldata signature,
        Side side,
        uint64 size,
        uint256 rebate
    ) external returns (uint256 notional) {
        Market storage market = _markets[quote.marketId];
        uint256 price = side == Side.Ask ? quote.askPrice : quote.bidPrice;
        notional = MarketLib.notional(price, market.tickSize, size);
        IQuoteMaker(quote.maker).onQuote(
            quote,
            hashQuote(quote),
            signature,
            _orderFor(quote.marketId, side, size, notional, rebate)
        );
        _settle(quote.maker, market, side, size, notional, rebate);
    }

    function _orderFor(
        uint32 marketId,
        Side side,
        uint64 size,
        uint256 notional,
        uint256 rebate
    ) private view returns (QuoteOrder memory) {
        return
            QuoteOrder({
                side: side,
                size: size,
                notional: notional,
                rebate: rebate,
                taker: msg.sender,
                recipient: msg.sender,
                mark: _markFor(marketId)
            });
    }

    function hashQuote(Quote calldata quote) public pure returns (bytes32) {
        return keccak256(abi.encode(quote));
    }

    function _markFor(uint32 marketId) private view returns (uint256) {
        if (_markets[marketId].oracle == address(0)) return 0;
        require(live[marketId], IExchange.OracleUnavailable(marketId));
        return marks[marketId];
    }

    function _settle(
        address maker,
        Market storage market,
        Side side,
        uint256 size,
        uint256 notional,
        uint256 rebate
    ) private {
        if (size == 0) return;
        uint256 fee = MarketLib.feeUp(notional, market.takerFeeBps);
        if (side == Side.Ask) {
            IERC20(market.quote).transferFrom(msg.sender, maker, notional + rebate);
            IERC20(market.quote).transferFrom(msg.sender, address(this), fee - rebate);
        } else {
            IERC20(market.base).transferFrom(msg.sender, maker, size * market.lotSize);
            IERC20(market.quote).transfer(msg.sender, notional - fee);
        }
    }

    // ---- hedges ---------------------------------------------------------------------------------------------------

    /// @dev Hedges trade at `price` ticks and cost `fee` quote atoms on top; `call` is made on the taker meanwhile.
    function setHedge(uint256 price, uint256 fee, bytes calldata call) external {
        (hedgePrice, hedgeFee, duringHedge) = (price, fee, call);
    }

    function takeRoute(Route calldata route, Leg[] calldata legs) external returns (TakeResult memory result) {
        require(legs.length != 0, IExchange.EmptyRoute());
        Market storage market = _markets[route.marketId];
        if (duringHedge.length != 0) {
            (bool ok, bytes memory reason) = msg.sender.call(duringHedge);
            if (!ok) {
                assembly {
                    revert(add(reason, 32), mload(reason))
                }
            }
        }
        result.size = route.amount;
        result.notional = MarketLib.notional(hedgePrice, market.tickSize, result.size);
        result.fee = hedgeFee;
        uint256 lots = result.size * market.lotSize;
        if (route.side == Side.Ask) {
            require(result.notional + hedgeFee <= route.limit, IExchange.LimitExceeded(result.notional, route.limit));
            IERC20(market.quote).transferFrom(msg.sender, address(this), result.notional + hedgeFee);
            IERC20(market.base).transfer(route.recipient, lots);
        } else {
            IERC20(market.base).transferFrom(msg.sender, address(this), lots);
            IERC20(market.quote).transfer(route.recipient, result.notional - hedgeFee);
        }
    }
}
