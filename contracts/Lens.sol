// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "./interfaces/IExchange.sol";
import { BookLens } from "./lens/BookLens.sol";
import { LensBase } from "./lens/LensBase.sol";
import { MakerLens } from "./lens/MakerLens.sol";
import { QuoteLens } from "./lens/QuoteLens.sol";
import { TierLens } from "./lens/TierLens.sol";

/// @title Lens
/// @notice Everything a dapp reads in one call each: books, vaults, pools, quotes and tiers of one exchange, all of one block.
///
/// STATE None: no storage, no registry, no owner, nothing that another contract relies on. Another lens can replace it.
/// ROUNDING Down wherever a reader could otherwise count on too much: lots within funds, shares of a pool.
/// HOSTILE ACCOUNTS Makers are asked only once the exchange says that our own factories made them, each in a call of its own that
/// may fail alone. Tokens and wallets are asked with bounded gas for one word.
contract Lens is BookLens, MakerLens, QuoteLens, TierLens {
    constructor(IExchange exchange_) LensBase(exchange_) {}
}
