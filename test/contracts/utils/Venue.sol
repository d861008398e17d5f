// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Exchange } from "../../../contracts/Exchange.sol";
import { MakerVault } from "../../../contracts/MakerVault.sol";
import { VaultFactory } from "../../../contracts/VaultFactory.sol";
import { GridVaultParams } from "../../../contracts/interfaces/IVaultFactory.sol";
import { Quote, Side, Take, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { TestToken } from "../../../contracts/mocks/TestToken.sol";
import { Test } from "./Test.sol";

/// @notice A deployed venue with one market, in units small enough to check by hand:
/// 1 lot = 1e16 atoms of an 18-decimal base, 1 tick = 100 atoms of a 6-decimal quote per lot.
abstract contract Venue is Test {
    uint96 internal constant LOT = 1e16;
    uint80 internal constant TICK = 100;
    uint16 internal constant FEE_BPS = 5;
    uint64 internal constant CELL = 10;
    uint64 internal constant FOREVER = type(uint64).max;

    address internal governor = address(0x60);
    address internal owner = address(0x01);
    address internal manager = address(0x02);
    address internal taker = address(0x03);

    Exchange internal exchange;
    VaultFactory internal factory;
    TestToken internal base;
    TestToken internal quote;
    uint32 internal market;

    function deployVenue() internal {
        exchange = new Exchange(governor);
        factory = new VaultFactory(exchange);
        base = new TestToken("Base", "BASE", 18);
        quote = new TestToken("Quote", "USD", 6);
        vm.startPrank(governor);
        exchange.setVaultFactory(address(factory));
        market = exchange.createMarket(address(base), address(quote), LOT, TICK, FEE_BPS);
        vm.stopPrank();
        rich(taker);
        rich(owner);
    }

    /// @dev Give `account` plenty of both tokens, and the venue leave to take them.
    function rich(address account) internal {
        base.mint(account, 1e30);
        quote.mint(account, 1e30);
        vm.startPrank(account);
        base.approve(address(exchange), type(uint256).max);
        quote.approve(address(exchange), type(uint256).max);
        base.approve(address(factory), type(uint256).max);
        quote.approve(address(factory), type(uint256).max);
        vm.stopPrank();
    }

    /// @dev Five prices 900…1100 and four cells of ten lots; at 1000 the lower three are bids.
    function gridParams() internal view returns (GridVaultParams memory) {
        uint64[] memory prices = new uint64[](5);
        for (uint64 i = 0; i < 5; ++i) prices[i] = 900 + 50 * i;
        return GridVaultParams(market, manager, prices, CELL, 1000, bytes32(0));
    }

    function createVault() internal returns (MakerVault vault) {
        vm.prank(owner);
        vault = MakerVault(factory.createGridVault(gridParams()));
        vm.startPrank(owner);
        base.approve(address(vault), type(uint256).max);
        quote.approve(address(vault), type(uint256).max);
        vm.stopPrank();
    }

    function terms(Side side, uint64 size) internal view returns (Take memory) {
        return Take(side, size, size, side == Side.Ask ? type(uint64).max : 0, taker, FOREVER);
    }

    function buy(address vault, uint64 size) internal returns (TakeResult memory) {
        vm.prank(taker);
        return exchange.takeGrid(vault, terms(Side.Ask, size));
    }

    function sell(address vault, uint64 size) internal returns (TakeResult memory) {
        vm.prank(taker);
        return exchange.takeGrid(vault, terms(Side.Bid, size));
    }

    function signQuote(uint256 key, Quote memory q) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, exchange.hashQuote(q));
        return abi.encodePacked(r, s, v);
    }
}
