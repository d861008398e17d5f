// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../interfaces/IExchange.sol";
import { MarketLib } from "../libraries/MarketLib.sol";
import { OracleLib, OracleScale } from "../libraries/OracleLib.sol";
import { RebateSchedule } from "../libraries/RebateLib.sol";
import { MarketWord } from "./MarketWord.sol";
import { RebateEngine } from "./RebateEngine.sol";

/// @notice A market in storage. A fill reads the first word, and the second when base passes through the exchange.
struct MarketRecord {
    MarketWord word;
    // second word
    address base;
    uint88 lotSize;
    uint8 baseDecimals;
    // third word: what pools take, and the fees that hold from `nextPeriod` on while they are pending
    uint16 poolFeeShareBps;
    uint8 nextFeeBps;
    uint16 nextShareBps;
    uint24 nextPeriod;
    // fourth word
    address oracle;
    uint32 maxOracleAge;
    uint16 oracleBandBps;
    uint8 oracleDecimals;
}

/// @notice What a fill needs to know of its market, as it holds now.
/// @param marketId The market.
/// @param period Rebate period running now; zero when `schedule` is.
/// @param market Its tokens and fees.
/// @param schedule Rebates, scaled for the quote token; zero on a market that pays none.
struct Terms {
    uint32 marketId;
    uint24 period;
    MarketWord market;
    RebateSchedule schedule;
}

/// @title Markets
/// @notice What may trade, on which terms, and whether it may now.
///
/// Fees change at the boundary of a rebate period, exactly and without anybody's call: a scheduled change is stored beside the
/// fees that hold, reads compute which holds now, and the first fill after the boundary puts it in place.
abstract contract Markets is RebateEngine {
    /// @notice Highest taker fee a market may charge: 1 %.
    uint16 public constant MAX_TAKER_FEE_BPS = 100;
    /// @notice Most decimals of a token or an oracle.
    uint8 public constant MAX_DECIMALS = 36;

    uint32 internal _marketCount;
    address internal _guardian;
    mapping(uint32 marketId => MarketRecord) internal _markets;

    /// @notice Refused: without a governor, fees would stay here for good and a halted market halted.
    function renounceOwnership() public pure override {
        revert IExchange.GovernorRequired();
    }

    /// @dev The mark of a known market, and whether there is a live one.
    function _markOf(uint32 marketId) internal view returns (bool live, uint256 mark) {
        MarketRecord storage market = _known(marketId);
        address oracle = market.oracle;
        if (oracle == address(0)) return (false, 0);
        uint256 answer;
        (live, answer) = OracleLib.tryRead(oracle, market.maxOracleAge);
        if (!live) return (false, 0);
        (, OracleScale memory scale) = OracleLib.tryScale(
            market.lotSize,
            market.word.tickSize(),
            market.baseDecimals,
            uint8(market.word.quoteDecimals()),
            market.oracleDecimals
        );
        mark = OracleLib.markDown(answer, scale);
        live = mark != 0;
    }

    /// @dev Terms of a market that trades. Changes that are due are put in place, so that the next fill need not look.
    function _open(uint32 marketId) internal returns (Terms memory terms) {
        MarketWord market = _markets[marketId].word;
        require(market.isKnown(), IExchange.UnknownMarket(marketId));
        require(!market.isHalted(), IExchange.MarketIsHalted(marketId));
        if (market.isPending()) {
            _applyDueFees(_markets[marketId], _currentPeriod());
            market = _markets[marketId].word;
        }
        terms.marketId = marketId;
        terms.market = market;
        uint256 capBps = market.rebateCapBps();
        if (capBps != 0) {
            uint24 period = _currentPeriod();
            terms.period = period;
            terms.schedule = _borne(_runningSchedule(period), capBps, market.quoteDecimals());
        }
    }

    /// @dev Base token of a known market, and its atoms per lot.
    function _baseOf(uint32 marketId) internal view returns (address base, uint256 lotSize) {
        MarketRecord storage market = _markets[marketId];
        return (market.base, market.lotSize);
    }

    /// @dev Share of the fee that pools keep now; of a market that `_open` has seen.
    function _poolFeeShare(uint32 marketId) internal view returns (uint16) {
        return _markets[marketId].poolFeeShareBps;
    }

    /// @dev The mark, or a revert when there is no live one.
    function _liveMark(uint32 marketId) internal view returns (uint256 mark) {
        bool live;
        (live, mark) = _markOf(marketId);
        require(live, IExchange.OracleUnavailable(marketId));
    }

    /// @dev Quote token of a known market.
    function _quoteOf(uint32 marketId) internal view returns (address) {
        return _markets[marketId].word.quote();
    }

    function _known(uint32 marketId) internal view returns (MarketRecord storage market) {
        market = _markets[marketId];
        require(market.word.isKnown(), IExchange.UnknownMarket(marketId));
    }

    function _applyDueFees(MarketRecord storage market, uint24 period) internal {
        if (!market.word.isPending() || period < market.nextPeriod) return;
        (uint8 feeBps, uint16 shareBps) = (market.nextFeeBps, market.nextShareBps);
        market.poolFeeShareBps = shareBps;
        market.word = market.word.withFees(feeBps, MarketLib.rebateCapBps(feeBps, shareBps));
    }
}
