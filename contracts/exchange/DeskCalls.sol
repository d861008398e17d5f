// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../interfaces/IExchange.sol";
import { IExchangeDesk } from "../interfaces/IExchangeDesk.sol";
import { MakerKind, Market, Quote } from "../interfaces/Types.sol";
import { ForwardLib } from "../libraries/ForwardLib.sol";

/// @title DeskCalls
/// @notice The calls that the exchange leaves to its desk, so that the code of takes has room to be fast.
abstract contract DeskCalls is IExchange {
    /// @notice Code of the calls below; fixed.
    address public immutable desk;

    constructor(address desk_) {
        desk = desk_;
    }

    /// @inheritdoc IExchangeDesk
    function createMarket(Market calldata) external override returns (uint32) {
        ForwardLib.to(desk);
    }

    /// @inheritdoc IExchangeDesk
    function scheduleFees(uint32, uint16, uint16) external override {
        ForwardLib.to(desk);
    }

    /// @inheritdoc IExchangeDesk
    function scheduleRebates(uint64[3] calldata, uint8[4] calldata) external override {
        ForwardLib.to(desk);
    }

    /// @inheritdoc IExchangeDesk
    function haltMarket(uint32) external override {
        ForwardLib.to(desk);
    }

    /// @inheritdoc IExchangeDesk
    function resumeMarket(uint32) external override {
        ForwardLib.to(desk);
    }

    /// @inheritdoc IExchangeDesk
    function setGuardian(address) external override {
        ForwardLib.to(desk);
    }

    /// @inheritdoc IExchangeDesk
    function setFactory(MakerKind, address) external override {
        ForwardLib.to(desk);
    }

    /// @inheritdoc IExchangeDesk
    function collectFees(address, address) external override returns (uint256) {
        ForwardLib.to(desk);
    }

    /// @inheritdoc IExchangeDesk
    function registerMaker(address, uint32) external override {
        ForwardLib.to(desk);
    }

    /// @inheritdoc IExchangeDesk
    function cancelQuote(Quote calldata) external override {
        ForwardLib.to(desk);
    }

    /// @inheritdoc IExchangeDesk
    function cancelUpTo(address, uint32, uint64) external override {
        ForwardLib.to(desk);
    }

    /// @inheritdoc IExchangeDesk
    function raiseEpoch() external override returns (uint64) {
        ForwardLib.to(desk);
    }

    /// @inheritdoc IExchangeDesk
    function permit2(address, uint160, uint48, uint48, uint256, bytes calldata) external override {
        ForwardLib.to(desk);
    }

    /// @inheritdoc IExchangeDesk
    function getMarket(uint32) external view override returns (Market memory) {
        ForwardLib.viewTo(desk);
    }

    /// @inheritdoc IExchangeDesk
    function scheduledFees(uint32) external view override returns (uint16, uint16, uint24) {
        ForwardLib.viewTo(desk);
    }

    /// @inheritdoc IExchangeDesk
    function marketCount() external view override returns (uint32) {
        ForwardLib.viewTo(desk);
    }

    /// @inheritdoc IExchangeDesk
    function markOf(uint32) external view override returns (bool, uint256) {
        ForwardLib.viewTo(desk);
    }

    /// @inheritdoc IExchangeDesk
    function makerOf(address) external view override returns (uint32, MakerKind) {
        ForwardLib.viewTo(desk);
    }

    /// @inheritdoc IExchangeDesk
    function factoryOf(MakerKind) external view override returns (address) {
        ForwardLib.viewTo(desk);
    }

    /// @inheritdoc IExchangeDesk
    function guardian() external view override returns (address) {
        ForwardLib.viewTo(desk);
    }

    /// @inheritdoc IExchangeDesk
    function currentPeriod() external view override returns (uint24) {
        ForwardLib.viewTo(desk);
    }

    /// @inheritdoc IExchangeDesk
    function periodTerms() external view override returns (uint32, uint64) {
        ForwardLib.viewTo(desk);
    }

    /// @inheritdoc IExchangeDesk
    function rebateSchedule(uint24) external view override returns (uint64[3] memory, uint8[4] memory) {
        ForwardLib.viewTo(desk);
    }

    /// @inheritdoc IExchangeDesk
    function makerVolume(address, address) external view override returns (uint256) {
        ForwardLib.viewTo(desk);
    }

    /// @inheritdoc IExchangeDesk
    function paysRebates(uint32) external view override returns (bool) {
        ForwardLib.viewTo(desk);
    }

    /// @inheritdoc IExchangeDesk
    function hashQuote(Quote calldata) external view override returns (bytes32) {
        ForwardLib.viewTo(desk);
    }

    /// @inheritdoc IExchangeDesk
    function epochOf(address) external view override returns (uint64) {
        ForwardLib.viewTo(desk);
    }

    /// @inheritdoc IExchangeDesk
    function makerState(address, uint32) external view override returns (uint64, uint64, uint64, uint64) {
        ForwardLib.viewTo(desk);
    }

    /// @inheritdoc IExchangeDesk
    function standingState(bytes32) external view override returns (uint64, uint64, bool) {
        ForwardLib.viewTo(desk);
    }
}
