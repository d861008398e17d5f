// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { Leg, Quote, Route, Side, Take, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { TestToken } from "../../../contracts/mocks/TestToken.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { cheats } from "../utils/Cheats.sol";
import { Call, Flow, HostileWorld } from "../utils/HostileWorld.sol";

/// @notice Rows of "griefing" about gas: who has many items, who gives too little.
contract HostileGasTest is HostileWorld {
    error Grew(Flow flow, uint256 before, uint256 afterwards);

    function setUp() public {
        deployWorld();
        openShop(address(new TestToken("Base", "BASE", 18)), address(new TestToken("Quote", "USD", 6)));
    }

    // ---- many items -----------------------------------------------------------------------------------------------

    function gasOf(Call memory call) private returns (uint256 used) {
        vm.prank(call.caller);
        used = gasleft();
        (bool ok, ) = call.target.call(call.data);
        used -= gasleft();
        yes(ok, "call");
    }

    /// @dev Gas of every flow with all it touches already touched: what depends on others' items would show.
    function gasOfAll() private returns (uint256[] memory used) {
        used = new uint256[](FLOWS);
        for (uint256 i = 0; i < FLOWS; ++i) {
            Flow f = Flow(i);
            // Clones are created at fresh addresses; their gas is that of creation.
            uint256 id = cheats.snapshotState();
            gasOf(flow(f));
            cheats.revertToStateAndDelete(id);
            id = cheats.snapshotState();
            used[i] = gasOf(flow(f));
            cheats.revertToStateAndDelete(id);
        }
    }

    /// @notice Row "10,000 open orders/grids by one maker or 10,000 dust holders": no call loops over others' items. With 1,000 more
    /// holders, 1,000 more quotes filled, cancelled and epochs, and 50 more vaults, every flow costs what it did.
    function test_gasDoesNotGrowWithOthers() public {
        uint256[] memory before = gasOfAll();
        for (uint160 i = 1; i <= 1_000; ++i) {
            vm.prank(provider);
            pool.transfer(address(0xD0570000 + i), 1);
            Quote memory q = standing(signer);
            vm.prank(signer);
            exchange.cancelQuote(q);
        }
        for (uint256 i = 0; i < 50; ++i) createVault(saltedParams(gridStrategy()));
        uint256[] memory afterwards = gasOfAll();
        for (uint256 i = 0; i < FLOWS; ++i) {
            // One visit to one item costs 2,100 at least; a loop over a thousand, millions.
            require(afterwards[i] < before[i] + 10_000, Grew(Flow(i), before[i], afterwards[i]));
        }
    }

    // ---- gas ------------------------------------------------------------------------------------------------------

    /// @notice Row "63/64 gas trick": whatever gas a partial route gets, a leg that can fill is never skipped for want of it.
    function test_starvedRoute() public {
        Leg[] memory legs = new Leg[](3);
        legs[0] = gridLeg(address(grid), 2, Side.Ask);
        legs[1] = gridLeg(address(pool), 2, Side.Ask);
        legs[2] = quoteLeg(SIGNER_KEY, standing(signer), 2, Side.Ask);
        Route memory route = routeOf(market, Side.Ask, 6);
        route.partialFill = true;
        bytes memory data = abi.encodeCall(IExchange.takeRoute, (route, legs));
        uint256 fills = 0;
        for (uint256 gasGiven = 50_000; gasGiven < 6_000_000; gasGiven += gasGiven < 600_000 ? 10_000 : 250_000) {
            uint256 id = cheats.snapshotState();
            vm.prank(taker);
            (bool ok, bytes memory answer) = address(exchange).call{ gas: gasGiven }(data);
            if (ok) {
                ++fills;
                eq(abi.decode(answer, (TakeResult)).size, 6, "all legs or none");
            }
            cheats.revertToStateAndDelete(id);
        }
        yes(fills != 0, "enough gas fills");
    }

    /// @notice Row "63/64 gas trick": several legs of one maker, the second of which cannot fill: the others do, or nothing.
    function test_starvedGroup() public {
        Quote memory stale = standing(signer);
        vm.prank(signer);
        exchange.cancelQuote(stale);
        Leg[] memory legs = new Leg[](3);
        legs[0] = quoteLeg(SIGNER_KEY, standing(signer), 2, Side.Bid);
        legs[1] = quoteLeg(SIGNER_KEY, stale, 2, Side.Bid);
        legs[2] = quoteLeg(SIGNER_KEY, standing(signer), 2, Side.Bid);
        Route memory route = routeOf(market, Side.Bid, 6);
        route.partialFill = true;
        bytes memory data = abi.encodeCall(IExchange.takeRoute, (route, legs));
        uint256 fills = 0;
        for (uint256 gasGiven = 100_000; gasGiven < 12_000_000; gasGiven += gasGiven < 600_000 ? 20_000 : 500_000) {
            uint256 id = cheats.snapshotState();
            vm.prank(taker);
            (bool ok, bytes memory answer) = address(exchange).call{ gas: gasGiven }(data);
            if (ok) {
                ++fills;
                eq(abi.decode(answer, (TakeResult)).size, 4, "both good ones");
            }
            cheats.revertToStateAndDelete(id);
        }
        yes(fills != 0, "enough gas fills");
    }

    /// @notice Row "63/64 gas trick" at the oracle: a take with too little gas cannot make a live oracle look dead.
    function test_starvedOracle() public {
        uint256 fills = 0;
        VaultAbi vault = counter;
        Take memory take = terms(Side.Ask, 1);
        bytes memory data = abi.encodeCall(IExchange.takeGrid, (address(vault), take));
        for (uint256 gasGiven = 50_000; gasGiven < 800_000; gasGiven += 10_000) {
            uint256 id = cheats.snapshotState();
            vm.prank(taker);
            (bool ok, bytes memory answer) = address(exchange).call{ gas: gasGiven }(data);
            yes(ok || bytes4(answer) != IExchange.OracleUnavailable.selector, "never 'unavailable'");
            if (ok) ++fills;
            cheats.revertToStateAndDelete(id);
        }
        yes(fills != 0, "enough gas fills");
    }
}
