// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { IExchange } from "../../interfaces/IExchange.sol";
import { IExchangeDesk } from "../../interfaces/IExchangeDesk.sol";
import { IOracle } from "../../interfaces/IOracle.sol";
import { Market } from "../../interfaces/Types.sol";
import { MarketLib } from "../../libraries/MarketLib.sol";
import { OracleLib } from "../../libraries/OracleLib.sol";
import { RebateSchedule } from "../../libraries/RebateLib.sol";
import { MarketRecord } from "../Markets.sol";
import { MarketWordLib } from "../MarketWord.sol";
import { RebateDesk } from "./RebateDesk.sol";

/// @title MarketDesk
/// @notice Opening, halting and pricing markets, and what a market tells about itself.
abstract contract MarketDesk is RebateDesk {
    // ---- governor and guardian ------------------------------------------------------------------------------------

    /// @inheritdoc IExchangeDesk
    function createMarket(Market calldata terms) external override onlyOwner returns (uint32 marketId) {
        require(
            terms.base != terms.quote && terms.lotSize != 0 && terms.tickSize != 0 && !terms.halted,
            IExchange.InvalidMarket(terms.base, terms.quote, terms.lotSize, terms.tickSize)
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
        marketId = ++_marketCount;
        _markets[marketId] = market;
        emit IExchange.MarketCreated(
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

    /// @inheritdoc IExchangeDesk
    function scheduleFees(uint32 marketId, uint16 takerFeeBps, uint16 poolFeeShareBps) external override onlyOwner {
        MarketRecord storage market = _known(marketId);
        _checkFees(takerFeeBps, poolFeeShareBps);
        uint24 period = _currentPeriod();
        _applyDueFees(market, period);
        market.nextFeeBps = uint8(takerFeeBps);
        market.nextShareBps = poolFeeShareBps;
        market.nextPeriod = period + 1;
        market.word = market.word.withPending();
        emit IExchange.FeesScheduled(marketId, takerFeeBps, poolFeeShareBps, period + 1);
    }

    /// @inheritdoc IExchangeDesk
    function haltMarket(uint32 marketId) external override {
        require(msg.sender == _guardian || msg.sender == owner(), IExchange.NotGuardian(msg.sender));
        MarketRecord storage market = _known(marketId);
        market.word = market.word.withHalted(true);
        emit IExchange.MarketHalted(marketId, msg.sender);
    }

    /// @inheritdoc IExchangeDesk
    function resumeMarket(uint32 marketId) external override onlyOwner {
        MarketRecord storage market = _known(marketId);
        market.word = market.word.withHalted(false);
        emit IExchange.MarketResumed(marketId);
    }

    /// @inheritdoc IExchangeDesk
    function setGuardian(address guardian_) external override onlyOwner {
        _guardian = guardian_;
        emit IExchange.GuardianSet(guardian_);
    }

    // ---- views ----------------------------------------------------------------------------------------------------

    /// @inheritdoc IExchangeDesk
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

    /// @inheritdoc IExchangeDesk
    function scheduledFees(
        uint32 marketId
    ) external view override returns (uint16 takerFeeBps, uint16 poolFeeShareBps, uint24 fromPeriod) {
        MarketRecord storage market = _known(marketId);
        if (market.word.isPending() && _currentPeriod() < market.nextPeriod) {
            return (market.nextFeeBps, market.nextShareBps, market.nextPeriod);
        }
        (takerFeeBps, poolFeeShareBps) = _feesNow(market);
    }

    /// @inheritdoc IExchangeDesk
    function paysRebates(uint32 marketId) external view override returns (bool) {
        (uint16 feeBps, uint16 shareBps) = _feesNow(_known(marketId));
        RebateSchedule schedule = _scheduleOf(_currentPeriod());
        return RebateSchedule.unwrap(_borne(schedule, MarketLib.rebateCapBps(feeBps, shareBps), 0)) != 0;
    }

    /// @inheritdoc IExchangeDesk
    function marketCount() external view override returns (uint32) {
        return _marketCount;
    }

    /// @inheritdoc IExchangeDesk
    function guardian() external view override returns (address) {
        return _guardian;
    }

    /// @inheritdoc IExchangeDesk
    function markOf(uint32 marketId) external view override returns (bool live, uint256 mark) {
        _known(marketId);
        return _markOf(marketId);
    }

    function _feesNow(MarketRecord storage market) private view returns (uint16 feeBps, uint16 shareBps) {
        if (market.word.isPending() && _currentPeriod() >= market.nextPeriod) {
            return (market.nextFeeBps, market.nextShareBps);
        }
        return (uint16(market.word.takerFeeBps()), market.poolFeeShareBps);
    }

    // ---- checks ---------------------------------------------------------------------------------------------------

    function _checkFees(uint16 takerFeeBps, uint16 poolFeeShareBps) private pure {
        require(takerFeeBps <= MAX_TAKER_FEE_BPS, IExchange.FeeTooHigh(takerFeeBps, MAX_TAKER_FEE_BPS));
        require(poolFeeShareBps <= MarketLib.BPS, IExchange.FeeTooHigh(poolFeeShareBps, MarketLib.BPS));
    }

    /// @dev Decimals scale rebate thresholds and oracle answers, so a token without them cannot be listed.
    function _decimalsOf(Market calldata terms, address token) private view returns (uint8 decimals) {
        require(token.code.length != 0, IExchange.NoCode(token));
        bool known;
        (known, decimals) = SafeERC20.tryGetDecimals(IERC20(token));
        require(
            known && decimals <= MAX_DECIMALS,
            IExchange.InvalidMarket(terms.base, terms.quote, terms.lotSize, terms.tickSize)
        );
    }

    function _setOracle(MarketRecord memory market, Market calldata terms) private view {
        address oracle = terms.oracle;
        bool valid =
            oracle == address(0)
                ? terms.oracleBandBps == 0 && terms.maxOracleAge == 0
                : terms.oracleBandBps != 0 && terms.oracleBandBps <= MarketLib.BPS && terms.maxOracleAge != 0;
        if (valid && oracle != address(0)) {
            require(oracle.code.length != 0, IExchange.NoCode(oracle));
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
        require(valid, IExchange.InvalidOracle(oracle, terms.oracleBandBps, terms.maxOracleAge));
    }
}
