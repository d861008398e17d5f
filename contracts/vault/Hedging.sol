// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { Address } from "@openzeppelin/contracts/utils/Address.sol";
import { IExchange } from "../interfaces/IExchange.sol";
import { IMakerVault } from "../interfaces/IMakerVault.sol";
import { IVaultDesk } from "../interfaces/IVaultDesk.sol";
import { Limits } from "../interfaces/Strategy.sol";
import { Leg, Market, Route, Side, TakeResult } from "../interfaces/Types.sol";
import { Bucket, BucketLib } from "../libraries/BucketLib.sol";
import { MarkLib } from "../libraries/MarkLib.sol";
import { Position, PositionLib } from "../libraries/PositionLib.sol";
import { StrategyCodec } from "../libraries/StrategyCodec.sol";
import { FillTerms, StrategyLib } from "../libraries/StrategyLib.sol";
import { U256Lib } from "../libraries/U256Lib.sol";
import { VaultConfig } from "../libraries/VaultConfigLib.sol";
import { VaultState } from "./Books.sol";
import { OwnersDesk } from "./OwnersDesk.sol";

/// @title Hedging
/// @notice The manager trades as taker for the vault, on another book of the same two tokens.
///
/// What counts is what moved: token balances before and after, not what any maker says. The exchange's allowance is what this trade
/// may cost and ends with it. The vault is locked meanwhile, so it cannot meet its own orders.
abstract contract Hedging is OwnersDesk {
    using Address for address;
    using SafeERC20 for IERC20;
    using PositionLib for Position;
    using BucketLib for Bucket;

    /// @dev What a hedge moved.
    struct Traded {
        bool bought;
        uint256 lots;
        uint256 quoteAmount;
        uint256 cost;
        uint256 mark;
    }

    /// @inheritdoc IVaultDesk
    function hedge(
        Route calldata route,
        Leg[] calldata
    ) external override nonReentrant returns (TakeResult memory result) {
        require(msg.sender == _manager.account, IMakerVault.NotManager(msg.sender));
        VaultState memory state = _state();
        require(!state.halted, IMakerVault.VaultHalted());
        VaultConfig config = _config(state);
        Limits memory limits = StrategyCodec.decodeLimits(config.limitsAt());
        require(limits.hedgeMarketId != 0 && route.marketId == limits.hedgeMarketId, IMakerVault.HedgeNotAllowed());
        require(route.recipient == address(this), IExchange.InvalidRecipient(route.recipient));
        Bucket memory budget = _hedged;
        if (budget.touchedAt != 0) {
            uint256 earliest = budget.touchedAt + uint256(limits.hedgeCooldown);
            require(block.timestamp >= earliest, IMakerVault.HedgeTooSoon(earliest));
        }
        Position memory position = _position();
        Traded memory traded;
        (result, traded) = _trade(config, route, position.lots);

        uint256 left = budget.available(limits.hedgeBudget, StrategyLib.HEDGE_REFILL, block.timestamp);
        require(traded.cost <= left, IMakerVault.HedgeTooCostly(traded.cost, left));
        budget.take(limits.hedgeBudget, StrategyLib.HEDGE_REFILL, block.timestamp, traded.cost);
        _hedged = budget;

        FillTerms memory terms = _terms(config, traded);
        _enforce(config, limits, terms, position);
        if (traded.bought) position.add(traded.lots, traded.quoteAmount);
        else position.sell(traded.lots, traded.quoteAmount);
        _requireCovered(config, state, position.lots);
        _save(position);
        emit IMakerVault.Hedged(
            ++state.eventSeq,
            route.marketId,
            traded.bought,
            traded.lots,
            result.notional,
            result.fee,
            traded.cost
        );
        if (_drawnDown(config, limits, position, terms.mark)) _halt(state, address(this));
        _save(state);
    }

    function _trade(
        VaultConfig config,
        Route calldata route,
        uint256 lotsHeld
    ) private returns (TakeResult memory result, Traded memory traded) {
        Market memory market = exchange.getMarket(route.marketId);
        require(
            market.base == config.base() && market.quote == config.quote(),
            IMakerVault.HedgeMarketMismatch(route.marketId)
        );
        (bool live, uint256 mark) = exchange.markOf(route.marketId);
        require(live, IExchange.OracleUnavailable(route.marketId));

        traded.bought = route.side == Side.Ask;
        uint256 baseBefore = IERC20(config.base()).balanceOf(address(this));
        uint256 quoteBefore = IERC20(config.quote()).balanceOf(address(this));
        IERC20 paid = IERC20(traded.bought ? config.quote() : config.base());
        paid.forceApprove(address(exchange), _most(config, market, route, lotsHeld));
        // `hedge` takes exactly what `takeRoute` does, so what came in goes on as it is.
        result = abi.decode(
            address(exchange).functionCall(abi.encodePacked(IExchange.takeRoute.selector, msg.data[4:])),
            (TakeResult)
        );
        paid.forceApprove(address(exchange), 0);
        uint256 baseAfter = IERC20(config.base()).balanceOf(address(this));
        uint256 quoteAfter = IERC20(config.quote()).balanceOf(address(this));

        uint256 baseAmount = traded.bought ? baseAfter - baseBefore : baseBefore - baseAfter;
        traded.quoteAmount = traded.bought ? quoteBefore - quoteAfter : quoteAfter - quoteBefore;
        require(baseAmount % config.lotSize() == 0, IMakerVault.NotWholeLots(baseAmount, config.lotSize()));
        traded.lots = baseAmount / config.lotSize();
        require(traded.lots != 0, IExchange.NothingToTake());
        traded.cost = _costUp(market, mark, baseAmount, traded);
        // The vault's own market is the one its strategy is about: without an oracle there, there is no mark.
        if (config.hasOracle()) {
            traded.mark = U256Lib.mulDivDown(
                mark * market.tickSize,
                config.lotSize(),
                uint256(market.lotSize) * config.tickSize()
            );
        }
    }

    /// @dev Most the route may cost, in atoms of what it pays with: quote that is not set aside, lots of the position.
    function _most(
        VaultConfig config,
        Market memory market,
        Route calldata route,
        uint256 lotsHeld
    ) private view returns (uint256 most) {
        uint256 asked = (route.side == Side.Ask) == route.exactNotional ? route.amount : route.limit;
        if (route.side == Side.Ask) {
            most = _quoteHeld(config);
            return asked < most ? asked : most;
        }
        most = (lotsHeld * config.lotSize()) / market.lotSize;
        return (asked < most ? asked : most) * market.lotSize;
    }

    /// @dev What the trade was worse than the oracle's price, fees included, rounded up; zero if it was better.
    function _costUp(
        Market memory market,
        uint256 mark,
        uint256 baseAmount,
        Traded memory traded
    ) private pure returns (uint256) {
        uint256 perOne = uint256(market.lotSize) * MarkLib.ONE;
        if (traded.bought) {
            uint256 worth = U256Lib.mulDivDown(baseAmount * market.tickSize, mark, perOne);
            return traded.quoteAmount > worth ? traded.quoteAmount - worth : 0;
        }
        uint256 value = U256Lib.mulDivUp(baseAmount * market.tickSize, mark, perOne);
        return value > traded.quoteAmount ? value - traded.quoteAmount : 0;
    }

    /// @dev A hedge as a fill: a purchase adds as a bid does. Its average price, fees included, is what its lots cost.
    function _terms(VaultConfig config, Traded memory traded) private view returns (FillTerms memory) {
        uint256 perTick = traded.lots * config.tickSize();
        return
            FillTerms({
                side: traded.bought ? Side.Bid : Side.Ask,
                size: traded.lots,
                notional: traded.quoteAmount,
                lowPrice: traded.quoteAmount / perTick,
                highPrice: (traded.quoteAmount + perTick - 1) / perTick,
                mark: traded.mark,
                taker: address(this)
            });
    }
}
