// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Campaign } from "./Campaign.sol";
import { QuoteHandler } from "./QuoteHandler.sol";

/// @notice Campaign D: what holds at the exchange after any sequence of quotes, takes, routes, cancels, epochs, halts, forgeries and
/// misbehaving tokens.
///
/// Security invariants 16, 17, 18, 20, 21 and 22. Price, conservation and authority are checked by the handler on every
/// fill; it keeps the name of the first one broken.
contract QuotesCampaign is Campaign {
    QuoteHandler private handler;

    function setUp() public {
        handler = new QuoteHandler();
        _target(handler, "QuoteHandler");
    }

    /// @notice After every call.
    function invariant_quotes() public view {
        nothingBroken(handler);
        handler.rule20_exchangeHoldsFees();
    }

    /// @notice After every run: every quote ever signed, and that most calls did something.
    function afterInvariant() public view {
        for (uint256 i = 0; i < handler.signedCount(); ++i) handler.rule16_filled(i);
        mostCallsDoSomething(handler);
    }
}
