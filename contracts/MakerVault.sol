// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "./interfaces/IExchange.sol";
import { IMakerVault, VaultStats } from "./interfaces/IMakerVault.sol";
import { Position, PositionLib } from "./libraries/PositionLib.sol";
import { VaultConfig } from "./libraries/VaultConfigLib.sol";
import { Hedging } from "./vault/Hedging.sol";
import { VaultState, VaultStorage } from "./vault/VaultStorage.sol";

/// @title MakerVault
/// @notice One owner's collateral, its own contract, trading one strategy on one market. Deployed as a clone whose constants
/// (owner, tokens, units, first strategy) live in its code.
///
/// ROUNDING Notional is exact. Cost rounds up when base enters or is sold and down when it is withdrawn, so realised PnL never
/// overstates. The manager's share rounds down. What drains a limit rounds up.
/// CUSTODY Nothing can pull from a vault but the exchange while a hedge runs, within an allowance that ends with it. A vault
/// pushes what its own code computed for one fill, what its owner withdraws, and what was set aside for a manager.
/// TOKENS Ones that charge for transfers are refused where they come in.
/// ROLES Owner: deposits, withdraws to anyone, halts, resumes, replaces manager, share and strategy. Manager: signs quotes,
/// hedges, halts. Exchange: fills. Anyone: crystallises.
/// LIVENESS `withdraw` needs no one but the owner and the token itself: no oracle, manager, guard or exchange is asked.
/// DONATIONS Tokens sent directly are the owner's to withdraw, after those of the position, and never enter it.
///
/// Where things are: `vault/Filling` grid and quote fills, `vault/StrategyBook` the check of every fill, `vault/VaultFunds` money in
/// and out, `vault/ProfitShare` the manager's share, `vault/Hedging` the vault as taker.
contract MakerVault is Hedging {
    using PositionLib for Position;

    constructor(IExchange exchange_) VaultStorage(exchange_) {
        // The implementation itself counts as initialised.
        _state.eventSeq = type(uint40).max;
    }

    /// @notice Factory only, once: start the strategy and book the funds that the same transaction moves in.
    function initialise(
        address manager_,
        uint16 shareBps,
        uint256 cursor,
        uint256 baseAmount,
        uint256 quoteAmount
    ) external nonReentrant {
        require(msg.sender == address(factory), NotVaultFactory(msg.sender));
        VaultState memory state = _state;
        require(state.eventSeq == 0, AlreadyInitialised());
        VaultConfig memory config = _config(state);
        _manager.account = manager_;
        state.managerTag = uint16(uint160(manager_));
        _startStrategy(config, state, cursor);
        _setShare(state, shareBps);
        _enter(config, state, baseAmount, quoteAmount);
        _state = state;
    }

    // ---- roles ----------------------------------------------------------------------------------------------------

    /// @inheritdoc IMakerVault
    function setManager(address manager_) external override onlyOwner nonReentrant {
        VaultState memory state = _state;
        _crystallise(_config(state), state);
        _manager.account = manager_;
        state.managerTag = uint16(uint160(manager_));
        _raiseEpoch(state);
    }

    /// @inheritdoc IMakerVault
    function raiseManagerEpoch() external override nonReentrant {
        _onlyManagerOrOwner();
        _raiseEpoch(_state);
    }

    /// @inheritdoc IMakerVault
    function halt() external override nonReentrant {
        _onlyManagerOrOwner();
        VaultState memory state = _state;
        _halt(state, msg.sender);
        _state = state;
    }

    function _raiseEpoch(VaultState memory state) private {
        uint32 epoch = ++_manager.epoch;
        emit ManagerChanged(_manager.account, ++state.eventSeq, epoch);
        _state = state;
    }

    function _onlyManagerOrOwner() private view {
        require(msg.sender == _manager.account || msg.sender == owner(), NotManager(msg.sender));
    }

    // ---- views ----------------------------------------------------------------------------------------------------

    /// @inheritdoc IMakerVault
    function pnl() external view override nonReentrantView returns (int256) {
        return _position.realisedPnl;
    }

    /// @inheritdoc IMakerVault
    function roi() external view override nonReentrantView returns (bool defined, int256 wad) {
        if (_contributed == 0) return (false, 0);
        return (true, PositionLib.ratioWadFloor(_position.realisedPnl, _contributed));
    }

    /// @inheritdoc IMakerVault
    function winRate() external view override nonReentrantView returns (bool defined, uint256 wad) {
        uint256 trips = _position.trips;
        if (trips == 0) return (false, 0);
        return (true, (_position.wins * PositionLib.WAD) / trips);
    }

    /// @inheritdoc IMakerVault
    function stats() external view override nonReentrantView returns (VaultStats memory) {
        VaultState memory state = _state;
        Position memory position = _position;
        return
            VaultStats({
                baseLots: position.lots,
                cost: position.cost,
                realisedPnl: position.realisedPnl,
                contributed: _contributed,
                trips: position.trips,
                wins: position.wins,
                fills: state.seq,
                events: state.eventSeq,
                cursor: state.cursor,
                bidCursor: state.bidCursor,
                halted: state.halted
            });
    }

    /// @inheritdoc IMakerVault
    function manager() external view override returns (address) {
        return _manager.account;
    }

    /// @inheritdoc IMakerVault
    function managerEpoch() external view override returns (uint32) {
        return _manager.epoch;
    }

    /// @inheritdoc IMakerVault
    function marketId() external view override returns (uint32) {
        return _config(_state).marketId;
    }
}
