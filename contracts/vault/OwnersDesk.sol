// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Address } from "@openzeppelin/contracts/utils/Address.sol";
import { SSTORE2 } from "solady/src/utils/SSTORE2.sol";
import { IMakerVault } from "../interfaces/IMakerVault.sol";
import { IVaultDesk } from "../interfaces/IVaultDesk.sol";
import { IVaultFactory } from "../interfaces/IVaultFactory.sol";
import { Strategy } from "../interfaces/Strategy.sol";
import { VaultConfig } from "../libraries/VaultConfigLib.sol";
import { BooksLib, VaultState } from "./Books.sol";
import { ProfitShare } from "./ProfitShare.sol";
import { StrategyCheck } from "./StrategyCheck.sol";
import { Claim } from "./VaultStorage.sol";

/// @title OwnersDesk
/// @notice Replacing manager, share and strategy, and taking what is set aside.
///
/// Limits that remember (outflow, turnover, hedging cost, drawdown) start afresh with a new strategy, which only the owner sets.
abstract contract OwnersDesk is IVaultDesk, ProfitShare, StrategyCheck {
    using Address for address;

    /// @inheritdoc IVaultDesk
    function setManager(address manager_) external override onlyOwner nonReentrant {
        VaultState memory state = _state();
        _crystallise(_config(state), state);
        _manager.account = manager_;
        state.managerTag = BooksLib.tagOf(manager_);
        emit IMakerVault.ManagerChanged(manager_, ++state.eventSeq, ++_manager.epoch);
        _save(state);
    }

    /// @inheritdoc IVaultDesk
    function setProfitShare(uint16 shareBps) external override onlyOwner nonReentrant {
        VaultState memory state = _state();
        require(_crystallise(_config(state), state), IMakerVault.ProfitShareUnsettled());
        _setShare(state, shareBps);
        _save(state);
    }

    /// @inheritdoc IVaultDesk
    function claimProfitShare(address to) external override nonReentrant returns (uint256 amount) {
        VaultState memory state = _state();
        VaultConfig config = _config(state);
        Claim memory claim = _claims[msg.sender];
        uint256 covered = _coverable(config, state, claim.carried);
        claim.carried -= covered;
        amount = claim.setAside + covered;
        require(amount != 0, IMakerVault.NothingOwed(msg.sender));
        _owed -= claim.setAside;
        claim.setAside = 0;
        _claims[msg.sender] = claim;
        emit IMakerVault.ProfitShareClaimed(msg.sender, to, ++state.eventSeq, amount);
        _save(state);
        _push(config.quote(), to, amount);
    }

    /// @inheritdoc IVaultDesk
    function setStrategy(Strategy calldata, uint256 expectedState) external override onlyOwner nonReentrant {
        VaultState memory state = _state();
        uint256 actual = _stateHash();
        require(actual == expectedState, IMakerVault.UnexpectedState(actual, expectedState));
        VaultConfig config = _config(state);
        bool hasGrid = config.hasGrid();
        _crystallise(config, state);
        (bytes memory packed, uint256 cursor) = _encode(config.marketId());
        _strategyAt = SSTORE2.write(packed);
        state.moved = true;
        delete _outflow;
        delete _turnover;
        delete _hedged;
        _restartDrawdown();
        config = _config(state);
        require((config.hasGrid()) == hasGrid, IMakerVault.FillSourceFixed());
        _startStrategy(config, state, cursor);
        if (!state.halted && !_covered(config, state, _position().lots)) _halt(state, address(this));
        _save(state);
    }

    /// @dev Have the factory check and pack the strategy of this call. What came in goes on as it is: `encodeStrategy` takes the
    /// market where `setStrategy` takes the expected state.
    function _encode(uint32 market) private view returns (bytes memory packed, uint256 cursor) {
        bytes memory call = abi.encodePacked(
            IVaultFactory.encodeStrategy.selector,
            msg.data[4:36],
            uint256(market),
            msg.data[68:]
        );
        return abi.decode(address(factory).functionStaticCall(call), (bytes, uint256));
    }
}
