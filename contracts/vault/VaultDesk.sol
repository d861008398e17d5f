// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../interfaces/IExchange.sol";
import { IVaultFactory } from "../interfaces/IVaultFactory.sol";
import { Hedging } from "./Hedging.sol";
import { VaultStorage } from "./VaultStorage.sol";

/// @title VaultDesk
/// @notice The part of every vault's code that is called seldom. A vault runs it on itself by delegatecall; it is fixed when the
/// implementation is deployed, shares the vault's storage layout (`VaultStorage`), and holds nothing of its own.
contract VaultDesk is Hedging {
    constructor(IExchange exchange_, IVaultFactory factory_) VaultStorage(exchange_, factory_) {}
}
