// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { IExchangeDesk } from "../../../contracts/interfaces/IExchangeDesk.sol";
import { Market } from "../../../contracts/interfaces/Types.sol";
import { TestToken } from "../../../contracts/mocks/TestToken.sol";
import { PoolAbi } from "../utils/Abis.sol";
import { cheats } from "../utils/Cheats.sol";
import { CollectibleToken, OddMetadata } from "../utils/HostileTokens.sol";
import { HostileWorld } from "../utils/HostileWorld.sol";

/// @notice What may not be listed as a token at all.
contract HostileListingTest is HostileWorld {
    function setUp() public {
        deployWorld();
    }

    function listingOf(address base_, address quote_) private view returns (bytes memory) {
        Market memory m = marketTerms(5, 0, address(0));
        (m.base, m.quote) = (base_, quote_);
        return abi.encodeCall(IExchangeDesk.createMarket, (m));
    }

    function refuseAsEither(address token, bytes4 reason) private {
        refuse(governor, address(exchange), listingOf(token, address(quote)), reason);
        refuse(governor, address(exchange), listingOf(address(base), token), reason);
    }

    /// @notice Row "no code at address".
    function test_noCode() public {
        refuseAsEither(address(0xC0DE), IExchange.NoCode.selector);
        refuseAsEither(address(0), IExchange.NoCode.selector);
    }

    /// @notice Row "ERC-721/1155 contract passed as token": it has no decimals.
    function test_collectible() public {
        refuseAsEither(address(new CollectibleToken()), IExchange.InvalidMarket.selector);
    }

    /// @notice Row "token itself == exchange, vault, factory": none of them has decimals.
    function test_ourOwnContracts() public {
        refuseAsEither(address(exchange), IExchange.InvalidMarket.selector);
        refuseAsEither(address(createGridVault(plain)), IExchange.InvalidMarket.selector);
        refuseAsEither(address(vaults), IExchange.InvalidMarket.selector);
        refuseAsEither(address(pools), IExchange.InvalidMarket.selector);
    }

    /// @notice Row "token itself == pool": a pool cannot be founded on a market of its own LP token, because that market would have to
    /// exist before it. Another pool's LP token is a token like any other.
    function test_aPoolOfItsOwnToken() public {
        list(address(base), address(quote));
        address own = pools.predictPool(provider, poolParams());
        refuseAsEither(own, IExchange.NoCode.selector);
        PoolAbi lp = createPool(market);
        uint256 held = lp.balanceOf(provider);
        Market memory m = marketTerms(5, 0, address(0));
        (m.base, m.lotSize) = (address(lp), 1e6);
        vm.prank(governor);
        uint32 ofLp = exchange.createMarket(m);
        vm.startPrank(provider);
        lp.transfer(owner, held / 2);
        vm.stopPrank();
        eq(exchange.getMarket(ofLp).lotSize, 1e6, "listed");
    }

    /// @notice Row "tokenIn == tokenOut".
    function test_sameToken() public {
        bytes memory data = listingOf(address(base), address(base));
        refuse(governor, address(exchange), data, IExchange.InvalidMarket.selector);
    }

    /// @notice Rows "bytes32 / hostile name, 1 MB name": no name is ever read on chain, so any is as good as another.
    function test_hostileName() public {
        OddMetadata odd = new OddMetadata(18, string(new bytes(20_000)));
        (bool ok, ) = attemptAs(governor, address(exchange), listingOf(address(odd), address(quote)));
        yes(ok, "listed");
    }

    /// @notice Row "reverting decimals()", and decimals that fit no byte or no scale.
    function test_hostileDecimals() public {
        uint256[5] memory values = [type(uint256).max, type(uint256).max - 1, 256, 255, 37];
        for (uint256 i = 0; i < values.length; ++i) {
            refuseAsEither(address(new OddMetadata(values[i], "")), IExchange.InvalidMarket.selector);
        }
        (bool ok, ) = attemptAs(
            governor,
            address(exchange),
            listingOf(address(new OddMetadata(36, "")), address(quote))
        );
        yes(ok, "36 fit");
    }

    /// @notice Row "native-token ERC-20 alias": unsupported, and nothing takes ether, so none can be credited twice.
    function test_nothingTakesEther() public {
        cheats.deal(address(this), 10 ether);
        address[5] memory targets = [
            address(exchange),
            address(vaults),
            address(pools),
            address(createGridVault(plain)),
            address(createPool(pooled))
        ];
        for (uint256 i = 0; i < targets.length; ++i) {
            (bool ok, ) = targets[i].call{ value: 1 }("");
            yes(!ok, "no ether");
            (ok, ) = targets[i].call{ value: 1 }(abi.encodeWithSignature("multicall(bytes[])", new bytes[](0)));
            yes(!ok, "nor with a call");
        }
    }

    /// @notice Row "upgradable": decimals are read once, at listing; a token that changes them later changes nothing here.
    function test_decimalsThatChange() public {
        list(address(base), address(quote));
        grid = createVault(saltedParams(gridStrategy()));
        vm.etch(address(quote), address(new TestToken("Quote", "USD", 30)).code);
        buy(address(grid), 5);
        eq(exchange.makerVolume(address(grid), address(quote)), 550_000, "counted in atoms as before");
    }
}
