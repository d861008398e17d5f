// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { IExchange } from "../interfaces/IExchange.sol";
import { EntryPrice, IMakerVault } from "../interfaces/IMakerVault.sol";
import { Limits } from "../interfaces/Strategy.sol";
import { GridLib, PriceList } from "../libraries/GridLib.sol";
import { MarketLib } from "../libraries/MarketLib.sol";
import { MarkLib } from "../libraries/MarkLib.sol";
import { Position, PositionLib } from "../libraries/PositionLib.sol";
import { StrategyCodec } from "../libraries/StrategyCodec.sol";
import { VaultConfig } from "../libraries/VaultConfigLib.sol";
import { VaultState } from "./Books.sol";
import { ProfitShare } from "./ProfitShare.sol";
import { StrategyCheck } from "./StrategyCheck.sol";

/// @title VaultFunds
/// @notice What comes in, at which cost, and what goes out. Going out needs no one but the owner and the token itself.
abstract contract VaultFunds is IMakerVault, ProfitShare, StrategyCheck {
    using SafeERC20 for IERC20;
    using GridLib for PriceList;
    using PositionLib for Position;

    /// @inheritdoc IMakerVault
    function deposit(uint256 baseAmount, uint256 quoteAmount) external override onlyOwner nonReentrant {
        VaultState memory state = _state();
        VaultConfig config = _config(state);
        _receive(config.base(), baseAmount);
        _receive(config.quote(), quoteAmount);
        _enter(config, state, baseAmount, quoteAmount);
        _save(state);
    }

    /// @inheritdoc IMakerVault
    function withdraw(uint256 baseAmount, uint256 quoteAmount, address to) external override onlyOwner nonReentrant {
        VaultState memory state = _state();
        VaultConfig config = _config(state);
        Position memory position = _position();
        // A started lot counts as gone: what stays in the position is always backed by whole lots.
        uint256 lots = baseAmount / config.lotSize() + (baseAmount % config.lotSize() == 0 ? 0 : 1);
        if (lots > position.lots) lots = position.lots;
        uint256 cost = position.withdraw(lots);
        _save(position);
        if (lots != 0) _restartDrawdown();
        // Quote is asked for only when it moves, so that a broken token cannot hold base back.
        uint256 quoteLeft = type(uint256).max;
        if (quoteAmount != 0) {
            uint256 available = _quoteHeld(config);
            require(quoteAmount <= available, IMakerVault.OwedToManager(quoteAmount, available));
            quoteLeft = available - quoteAmount;
        }
        if (!state.halted) {
            (uint256 baseNeeded, uint256 quoteNeeded) = _required(config, state);
            if (position.lots * config.lotSize() < baseNeeded || quoteLeft < quoteNeeded) _halt(state, address(this));
        }
        emit IMakerVault.Withdrawn(to, ++state.eventSeq, baseAmount, quoteAmount, lots, cost);
        _save(state);
        _push(config.base(), to, baseAmount);
        _push(config.quote(), to, quoteAmount);
    }

    /// @inheritdoc IMakerVault
    function resume() external override onlyOwner nonReentrant {
        VaultState memory state = _state();
        _requireCovered(_config(state), state, _position().lots);
        _restartDrawdown();
        state.halted = false;
        emit IMakerVault.Resumed(++state.eventSeq);
        _save(state);
    }

    /// @dev Book funds: base at the mark, else at average cost, else at the reference price.
    function _enter(VaultConfig config, VaultState memory state, uint256 baseAmount, uint256 quoteAmount) internal {
        require(baseAmount % config.lotSize() == 0, IMakerVault.NotWholeLots(baseAmount, config.lotSize()));
        uint256 lots = baseAmount / config.lotSize();
        uint256 cost = 0;
        EntryPrice entry = EntryPrice.None;
        if (lots != 0) {
            Position memory position = _position();
            (entry, cost) = _entryCostUp(config, position, lots);
            position.add(lots, cost);
            _save(position);
            _restartDrawdown();
        }
        _contributed += cost + quoteAmount;
        emit IMakerVault.Deposited(++state.eventSeq, baseAmount, quoteAmount, lots, cost, entry);
    }

    function _entryCostUp(
        VaultConfig config,
        Position memory position,
        uint256 lots
    ) private view returns (EntryPrice, uint256) {
        (bool live, uint256 mark) = _mark(config);
        if (live) return (EntryPrice.Mark, MarkLib.valueUp(lots, config.tickSize(), mark));
        uint256 reference_ = MarketLib.notional(_referencePrice(config), config.tickSize(), lots);
        return (position.lots == 0 ? EntryPrice.Reference : EntryPrice.Average, position.entryCostUp(lots, reference_));
    }

    /// @dev The reference price, brought within the grid and the price range: no profit can be declared with it.
    function _referencePrice(VaultConfig config) private pure returns (uint256 price) {
        price = config.referencePrice();
        if (config.hasGrid()) price = config.prices().clamp(price);
        if (!config.hasLimits()) return price;
        Limits memory limits = StrategyCodec.decodeLimits(config.limitsAt());
        if (limits.maxPrice != 0 && price > limits.maxPrice) return limits.maxPrice;
        if (price < limits.minPrice) return limits.minPrice;
    }

    function _receive(address token, uint256 amount) private {
        if (amount == 0) return;
        uint256 before = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = IERC20(token).balanceOf(address(this)) - before;
        require(received == amount, IExchange.UnexpectedBalance(token, received, amount));
    }
}
