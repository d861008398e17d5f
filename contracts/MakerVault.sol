// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "./interfaces/IExchange.sol";
import { IMakerVault } from "./interfaces/IMakerVault.sol";
import { IVaultDesk } from "./interfaces/IVaultDesk.sol";
import { IVaultFactory } from "./interfaces/IVaultFactory.sol";
import { Strategy } from "./interfaces/Strategy.sol";
import { Leg, Route, TakeResult } from "./interfaces/Types.sol";
import { ForwardLib } from "./libraries/ForwardLib.sol";
import { VaultConfig } from "./libraries/VaultConfigLib.sol";
import { BooksLib, VaultState } from "./vault/Books.sol";
import { VaultDesk } from "./vault/VaultDesk.sol";
import { VaultRecord } from "./vault/VaultRecord.sol";
import { VaultStorage } from "./vault/VaultStorage.sol";

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
/// Where things are: `vault/Filling` grid and quote fills, `vault/StrategyCheck` what every fill is held to, `vault/VaultFunds` money in
/// and out, `vault/ProfitShare` the manager's share, `vault/Books` the words that position and state lie in, `vault/VaultDesk` what is
/// called seldom: roles, strategy, hedges.
contract MakerVault is VaultRecord {
    /// @notice Code of the calls that are forwarded below; fixed.
    address public immutable desk;

    /// @dev Its deployer is the factory.
    constructor(IExchange exchange_) VaultStorage(exchange_, IVaultFactory(msg.sender)) {
        desk = address(new VaultDesk(exchange_, IVaultFactory(msg.sender)));
        // The implementation itself counts as initialised.
        _record = uint256(type(uint40).max) << BooksLib.EVENT_SEQ_SHIFT;
    }

    /// @notice Factory only, once: start the strategy and book the funds that the same transaction moves in.
    function initialise(
        address manager_,
        uint16 shareBps,
        uint256 cursor,
        uint256 baseAmount,
        uint256 quoteAmount
    ) external nonReentrant {
        require(msg.sender == address(factory), IMakerVault.NotVaultFactory(msg.sender));
        VaultState memory state = _state();
        require(state.eventSeq == 0, IMakerVault.AlreadyInitialised());
        VaultConfig config = _config(state);
        _manager.account = manager_;
        state.managerTag = BooksLib.tagOf(manager_);
        _startStrategy(config, state, cursor);
        _setShare(state, shareBps);
        _enter(config, state, baseAmount, quoteAmount);
        _save(state);
    }

    // ---- roles ----------------------------------------------------------------------------------------------------

    /// @inheritdoc IMakerVault
    function raiseManagerEpoch() external override nonReentrant {
        _onlyManagerOrOwner();
        VaultState memory state = _state();
        emit IMakerVault.ManagerChanged(_manager.account, ++state.eventSeq, ++_manager.epoch);
        _save(state);
    }

    /// @inheritdoc IMakerVault
    function halt() external override nonReentrant {
        _onlyManagerOrOwner();
        VaultState memory state = _state();
        _halt(state, msg.sender);
        _save(state);
    }

    /// @inheritdoc IMakerVault
    function crystallise() external override nonReentrant {
        VaultState memory state = _state();
        _crystallise(_config(state), state);
        _save(state);
    }

    function _onlyManagerOrOwner() private view {
        require(msg.sender == _manager.account || msg.sender == _owner(), IMakerVault.NotManager(msg.sender));
    }

    // ---- forwarded ------------------------------------------------------------------------------------------------

    /// @inheritdoc IVaultDesk
    function setManager(address) external override {
        ForwardLib.to(desk);
    }

    /// @inheritdoc IVaultDesk
    function setProfitShare(uint16) external override {
        ForwardLib.to(desk);
    }

    /// @inheritdoc IVaultDesk
    function setStrategy(Strategy calldata, uint256) external override {
        ForwardLib.to(desk);
    }

    /// @inheritdoc IVaultDesk
    function hedge(Route calldata, Leg[] calldata) external override returns (TakeResult memory) {
        ForwardLib.to(desk);
    }

    /// @inheritdoc IVaultDesk
    function claimProfitShare(address) external override returns (uint256) {
        ForwardLib.to(desk);
    }
}
