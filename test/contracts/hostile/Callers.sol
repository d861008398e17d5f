// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { TestToken } from "../../../contracts/mocks/TestToken.sol";
import { cheats } from "../utils/Cheats.sol";
import { HostileWorld } from "../utils/HostileWorld.sol";

/// @notice Everybody there is, to try a call with each of them.
abstract contract Callers is HostileWorld {
    /// @dev Everybody there is; a bit of a mask each, in this order.
    uint256 internal constant GOVERNOR = 1 << 0;
    uint256 internal constant GUARDIAN = 1 << 1;
    uint256 internal constant OWNER = 1 << 2;
    uint256 internal constant MANAGER = 1 << 3;
    uint256 internal constant SIGNER = 1 << 4;
    uint256 internal constant OPERATOR = 1 << 7;
    uint256 internal constant EXCHANGE = 1 << 9;
    uint256 internal constant VAULTS = 1 << 10;
    uint256 internal constant POOLS = 1 << 11;
    uint256 internal constant QUOTING = 1 << 13;

    error GotThrough(address target, bytes4 selector, address caller, bytes4 reason);
    error KeptOut(address target, bytes4 selector, address caller);

    function setUp() public {
        deployWorld();
        openShop(address(new TestToken("Base", "BASE", 18)), address(new TestToken("Quote", "USD", 6)));
    }

    function everybody() internal view returns (address[17] memory) {
        return
            [
                governor,
                guardian,
                owner,
                manager,
                signer,
                taker,
                provider,
                operator,
                stranger,
                address(exchange),
                address(vaults),
                address(pools),
                address(grid),
                address(quoting),
                address(pool),
                vaults.vaultImplementation(),
                address(this)
            ];
    }

    /// @dev Whoever is not in `allowed` is kept out for `reason`; whoever is, is not.
    function onlyFor(uint256 allowed, address target, bytes memory data, bytes4 reason) internal {
        address[17] memory callers = everybody();
        for (uint256 i = 0; i < callers.length; ++i) {
            uint256 id = cheats.snapshotState();
            (bool ok, bytes4 actual) = attemptAs(callers[i], target, data);
            if (allowed & (1 << i) == 0) {
                require(!ok && actual == reason, GotThrough(target, bytes4(data), callers[i], actual));
            } else {
                require(ok || actual != reason, KeptOut(target, bytes4(data), callers[i]));
            }
            cheats.revertToStateAndDelete(id);
        }
    }
}
