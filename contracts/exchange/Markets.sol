// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { IExchange } from "../interfaces/IExchange.sol";
import { IOracle } from "../interfaces/IOracle.sol";
import { Market } from "../interfaces/Types.sol";
import { MarketLib } from "../libraries/MarketLib.sol";
import { OracleLib, OracleScale } from "../libraries/OracleLib.sol";
import { RebateSchedule } from "../libraries/RebateLib.sol";
import { MarketWord, MarketWordLib } from "./MarketWord.sol";
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

    /// @inheritdoc IExchange
    uint32 public override marketCount;
    /// @inheritdoc IExchange
    address public override guardian;
    mapping(uint32 marketId => MarketRecord) private _markets;

    // ---- governor and guardian ------------------------------------------------------------------------------------

    /// @inheritdoc IExchange
    function createMarket(Market calldata terms) external override onlyOwner returns (uint32 marketId) {
        require(
            terms.base != terms.quote && terms.lotSize != 0 && terms.tickSize != 0 && !terms.halted,
            InvalidMarket(terms.base, terms.quote, terms.lotSize, terms.tickSize)
        );
        _checkFees(terms.takerFeeBps, terms.poolFeeShareBps);
        MarketRecord memory market;
        (market.base, market.lotSize) = (terms.base, terms.lotSize);
        market.baseDecimals = _decimalsOf(terms, terms.base);
        market.poolFeeShareBps = terms.poolFeeShareBps;
        market.word = MarketWordLib.pack(
            terms.quote,
            terms.tickSize,
            terms.takerFeeBps,
            MarketLib.rebateCapBps(terms.takerFeeBps, terms.poolFeeShareBps),
            _decimalsOf(terms, terms.quote),
            terms.oracle != address(0)
        );
        _setOracle(market, terms);
        marketId = ++marketCount;
        _markets[marketId] = market;
        emit MarketCreated(
            marketId,
            terms.base,
            terms.quote,
            terms.lotSize,
            terms.tickSize,
            terms.takerFeeBps,
            terms.poolFeeShareBps,
            terms.oracle,
            terms.oracleBandBps,
            terms.maxOracleAge
        );
    }

    /// @inheritdoc IExchange
    function scheduleFees(uint32 marketId, uint16 takerFeeBps, uint16 poolFeeShareBps) external override onlyOwner {
        MarketRecord storage market = _known(marketId);
        _checkFees(takerFeeBps, poolFeeShareBps);
        uint24 period = currentPeriod();
        _applyDueFees(market, period);
        market.nextFeeBps = uint8(takerFeeBps);
        market.nextShareBps = poolFeeShareBps;
        market.nextPeriod = period + 1;
        market.word = market.word.withPending();
        emit FeesScheduled(marketId, takerFeeBps, poolFeeShareBps, period + 1);
    }

    /// @inheritdoc IExchange
    function haltMarket(uint32 marketId) external override {
        require(msg.sender == guardian || msg.sender == owner(), NotGuardian(msg.sender));
        MarketRecord storage market = _known(marketId);
        market.word = market.word.withHalted(true);
        emit MarketHalted(marketId, msg.sender);
    }

    /// @inheritdoc IExchange
    function resumeMarket(uint32 marketId) external override onlyOwner {
        MarketRecord storage market = _known(marketId);
        market.word = market.word.withHalted(false);
        emit MarketResumed(marketId);
    }

    /// @inheritdoc IExchange
    function setGuardian(address guardian_) external override onlyOwner {
        guardian = guardian_;
        emit GuardianSet(guardian_);
    }

    /// @notice Refused: without a governor, fees would stay here for good and a halted market halted.
    function renounceOwnership() public pure override {
        revert GovernorRequired();
    }

    // ---- views ----------------------------------------------------------------------------------------------------

    /// @inheritdoc IExchange
    function getMarket(uint32 marketId) external view override returns (Market memory) {
        MarketRecord storage market = _known(marketId);
        (uint16 feeBps, uint16 shareBps) = _feesNow(market);
        return
            Market({
                base: market.base,
                lotSize: market.lotSize,
                quote: market.word.quote(),
                tickSize: market.word.tickSize(),
                takerFeeBps: feeBps,
                poolFeeShareBps: shareBps,
                halted: market.word.isHalted(),
                oracle: market.oracle,
                oracleBandBps: market.oracleBandBps,
                maxOracleAge: market.maxOracleAge
            });
    }

    /// @inheritdoc IExchange
    function scheduledFees(
        uint32 marketId
    ) external view override returns (uint16 takerFeeBps, uint16 poolFeeShareBps, uint24 fromPeriod) {
        MarketRecord storage market = _known(marketId);
        if (market.word.isPending() && currentPeriod() < market.nextPeriod) {
            return (market.nextFeeBps, market.nextShareBps, market.nextPeriod);
        }
        (takerFeeBps, poolFeeShareBps) = _feesNow(market);
    }

    /// @inheritdoc IExchange
    function paysRebates(uint32 marketId) external view override returns (bool) {
        (uint16 feeBps, uint16 shareBps) = _feesNow(_known(marketId));
        RebateSchedule schedule = _scheduleOf(currentPeriod());
        return RebateSchedule.unwrap(_borne(schedule, MarketLib.rebateCapBps(feeBps, shareBps), 0)) != 0;
    }

    /// @inheritdoc IExchange
    function markOf(uint32 marketId) public view override returns (bool live, uint256 mark) {
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

    // ---- for fills ------------------------------------------------------------------------------------------------

    /// @dev Terms of a market that trades. Changes that are due are put in place, so that the next fill need not look.
    function _open(uint32 marketId) internal returns (Terms memory terms) {
        MarketWord market = _markets[marketId].word;
        require(market.isKnown(), UnknownMarket(marketId));
        require(!market.isHalted(), MarketIsHalted(marketId));
        if (market.isPending()) {
            _applyDueFees(_markets[marketId], currentPeriod());
            market = _markets[marketId].word;
        }
        terms.marketId = marketId;
        terms.market = market;
        uint256 capBps = market.rebateCapBps();
        if (capBps != 0) {
            uint24 period = currentPeriod();
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
        (live, mark) = markOf(marketId);
        require(live, OracleUnavailable(marketId));
    }

    /// @dev Quote token of a known market.
    function _quoteOf(uint32 marketId) internal view returns (address) {
        return _markets[marketId].word.quote();
    }

    function _known(uint32 marketId) internal view returns (MarketRecord storage market) {
        market = _markets[marketId];
        require(market.word.isKnown(), UnknownMarket(marketId));
    }

    function _feesNow(MarketRecord storage market) private view returns (uint16 feeBps, uint16 shareBps) {
        if (market.word.isPending() && currentPeriod() >= market.nextPeriod) {
            return (market.nextFeeBps, market.nextShareBps);
        }
        return (uint16(market.word.takerFeeBps()), market.poolFeeShareBps);
    }

    function _applyDueFees(MarketRecord storage market, uint24 period) private {
        if (!market.word.isPending() || period < market.nextPeriod) return;
        (uint8 feeBps, uint16 shareBps) = (market.nextFeeBps, market.nextShareBps);
        market.poolFeeShareBps = shareBps;
        market.word = market.word.withFees(feeBps, MarketLib.rebateCapBps(feeBps, shareBps));
    }

    // ---- checks ---------------------------------------------------------------------------------------------------

    function _checkFees(uint16 takerFeeBps, uint16 poolFeeShareBps) private pure {
        require(takerFeeBps <= MAX_TAKER_FEE_BPS, FeeTooHigh(takerFeeBps, MAX_TAKER_FEE_BPS));
        require(poolFeeShareBps <= MarketLib.BPS, FeeTooHigh(poolFeeShareBps, MarketLib.BPS));
    }

    /// @dev Decimals scale rebate thresholds and oracle answers, so a token without them cannot be listed.
    function _decimalsOf(Market calldata terms, address token) private view returns (uint8 decimals) {
        require(token.code.length != 0, NoCode(token));
        bool known;
        (known, decimals) = SafeERC20.tryGetDecimals(IERC20(token));
        require(
            known && decimals <= MAX_DECIMALS,
            InvalidMarket(terms.base, terms.quote, terms.lotSize, terms.tickSize)
        );
    }

    function _setOracle(MarketRecord memory market, Market calldata terms) private view {
        address oracle = terms.oracle;
        bool valid =
            oracle == address(0)
                ? terms.oracleBandBps == 0 && terms.maxOracleAge == 0
                : terms.oracleBandBps != 0 && terms.oracleBandBps <= MarketLib.BPS && terms.maxOracleAge != 0;
        if (valid && oracle != address(0)) {
            require(oracle.code.length != 0, NoCode(oracle));
            market.oracleDecimals = IOracle(oracle).decimals();
            valid = market.oracleDecimals <= MAX_DECIMALS;
            if (valid) {
                (valid, ) = OracleLib.tryScale(
                    market.lotSize,
                    market.word.tickSize(),
                    market.baseDecimals,
                    uint8(market.word.quoteDecimals()),
                    market.oracleDecimals
                );
            }
            market.oracle = oracle;
            market.oracleBandBps = terms.oracleBandBps;
            market.maxOracleAge = terms.maxOracleAge;
        }
        require(valid, InvalidOracle(oracle, terms.oracleBandBps, terms.maxOracleAge));
    }
}
