// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { Quote, Side } from "../../../contracts/interfaces/Types.sol";
import { HostileWorld } from "../utils/HostileWorld.sol";

/// @notice A venue whose taker is shown signed quotes, good and bad.
abstract contract SignedWorld is HostileWorld {
    function setUp() public {
        deployWorld();
        list(address(base), address(quote));
    }

    function ask(Quote memory q, bytes memory signature, uint64 size) internal returns (bool ok, bytes4 reason) {
        bytes memory data = abi.encodeCall(IExchange.takeQuote, (q, signature, terms(Side.Ask, size)));
        return attemptAs(taker, address(exchange), data);
    }

    function filled(Quote memory q, bytes memory signature, uint64 size) internal {
        (bool ok, ) = ask(q, signature, size);
        yes(ok, "fills");
    }

    function refused(Quote memory q, bytes memory signature, bytes4 expected) internal {
        (bool ok, bytes4 reason) = ask(q, signature, 1);
        yes(!ok, "refused");
        yes(reason == expected, "for this reason");
    }

    function forged(Quote memory q, bytes memory signature) internal {
        refused(q, signature, IExchange.InvalidSignature.selector);
    }
}
