// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { Leg, MakerKind, Market, Quote, Route, Side, Take, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { TestToken } from "../../../contracts/mocks/TestToken.sol";
import { ExchangeAbi } from "../utils/Abis.sol";
import { Deploy } from "../utils/Deploy.sol";
import { FactoryDouble, MakerDouble, OracleDouble } from "./Doubles.sol";

/// @notice An exchange with makers that are not ours, in units small enough to check by hand: 1 lot = 1e16 atoms of an 18-decimal
/// base, 1 tick = 100 atoms of a 6-decimal quote per lot; fee 5 bps, a fifth of it for pools; rebates 0, 1, 2, 3 bps from 1, 10 and 50
/// whole quote tokens on; periods of 30 days.
abstract contract ExchangeBase is Deploy {
    uint88 internal constant LOT = 1e16;
    uint72 internal constant TICK = 100;
    uint64 internal constant FOREVER = type(uint64).max;
    uint32 internal constant PERIOD = 30 days;
    uint256 internal constant KEY = 0xA11CE;
    uint256 internal constant KEY2 = 0xB0B;

    address internal governor = address(0x60);
    address internal taker = address(0x7A);
    address internal sink = address(0x51);
    address internal maker;
    address internal maker2;

    ExchangeAbi internal exchange;
    FactoryDouble internal vaults;
    FactoryDouble internal pools;
    TestToken internal base;
    TestToken internal quote;
    OracleDouble internal oracle;
    uint32 internal market;
    uint32 internal freeMarket;
    uint32 internal oracleMarket;

    function setUp() public virtual {
        vm.warp(1_000_000);
        exchange = deployExchange(governor, PERIOD, [uint64(1), 10, 50], [0, 1, 2, 3]);
        vaults = new FactoryDouble();
        pools = new FactoryDouble();
        oracle = new OracleDouble(8);
        base = new TestToken("Base", "BASE", 18);
        quote = new TestToken("Quote", "USD", 6);
        list();
        (maker, maker2) = (vm.addr(KEY), vm.addr(KEY2));
        rich(taker);
        rich(maker);
        rich(maker2);
    }

    function list() internal {
        vm.startPrank(governor);
        if (exchange.factoryOf(MakerKind.Vault) == address(0)) {
            exchange.setFactory(MakerKind.Vault, address(vaults));
            exchange.setFactory(MakerKind.Pool, address(pools));
        }
        market = exchange.createMarket(terms(5, 2000));
        freeMarket = exchange.createMarket(terms(0, 0));
        Market memory m = terms(5, 2000);
        (m.oracle, m.oracleBandBps, m.maxOracleAge) = (address(oracle), 500, 1 hours);
        oracleMarket = exchange.createMarket(m);
        vm.stopPrank();
    }

    function terms(uint16 feeBps, uint16 shareBps) internal view returns (Market memory) {
        return Market(address(base), LOT, address(quote), TICK, feeBps, shareBps, false, address(0), 0, 0);
    }

    function rich(address account) internal {
        base.mint(account, 1e30);
        quote.mint(account, 1e30);
        vm.startPrank(account);
        base.approve(address(exchange), type(uint256).max);
        quote.approve(address(exchange), type(uint256).max);
        vm.stopPrank();
    }

    /// @dev A vault or pool with 100 lots on each side of 1000.
    function makerDouble(uint32 marketId, bool isPool) internal returns (MakerDouble double) {
        double = new MakerDouble(address(exchange), IERC20(base), IERC20(quote), LOT, TICK, isPool);
        (isPool ? pools : vaults).register(exchange, address(double), marketId);
        double.setBook(990, 1010, 100);
        base.mint(address(double), 1e30);
        quote.mint(address(double), 1e30);
    }

    /// @dev Bid 20 lots at 990, ask 30 at 1010.
    function standing(uint256 salt) internal view returns (Quote memory) {
        return Quote(maker, market, 990, 20, 1010, 30, 0, 0, FOREVER, address(0), salt);
    }

    function streaming(uint64 nonce) internal view returns (Quote memory q) {
        q = standing(0);
        q.nonce = nonce;
    }

    function sign(Quote memory q) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(q.maker == maker2 ? KEY2 : KEY, exchange.hashQuote(q));
        return abi.encodePacked(r, s, v);
    }

    function worst(Side side) internal pure returns (uint64) {
        return side == Side.Ask ? FOREVER : 0;
    }

    function order(Side side, uint64 size) internal view returns (Take memory) {
        return Take(side, size, 1, worst(side), taker, FOREVER);
    }

    function takeQuote(Quote memory q, Side side, uint64 size) internal returns (TakeResult memory) {
        bytes memory signature = sign(q);
        vm.prank(taker);
        return exchange.takeQuote(q, signature, order(side, size));
    }

    function takeGrid(MakerDouble double, Side side, uint64 size) internal returns (TakeResult memory) {
        vm.prank(taker);
        return exchange.takeGrid(address(double), order(side, size));
    }

    function failTake(Quote memory q, bytes memory signature, bytes memory failure) internal {
        vm.prank(taker);
        vm.expectRevert(failure);
        exchange.takeQuote(q, signature, order(Side.Ask, 1));
    }

    function route(Side side, bool partialFill, uint256 amount, uint256 limit) internal view returns (Route memory) {
        return Route(market, side, false, partialFill, amount, limit, 0, taker, FOREVER);
    }

    function gridLeg(MakerDouble double, Side side, uint64 size) internal pure returns (Leg memory) {
        return Leg(address(double), size, worst(side), "");
    }

    function quoteLeg(Quote memory q, Side side, uint64 size) internal view returns (Leg memory) {
        return Leg(q.maker, size, worst(side), bytes.concat(abi.encode(q), sign(q)));
    }

    function takeRoute(Route memory r, Leg[] memory legs) internal returns (TakeResult memory) {
        vm.prank(taker);
        return exchange.takeRoute(r, legs);
    }

    function failRoute(Route memory r, Leg[] memory legs, bytes memory failure) internal {
        vm.prank(taker);
        vm.expectRevert(failure);
        exchange.takeRoute(r, legs);
    }

    /// @dev What was left and what was needed, according to a revert that must be for want of gas.
    function shortOfGas(bytes memory reason) internal pure returns (uint256 left, uint256 needed) {
        yes(bytes4(reason) == IExchange.InsufficientGas.selector, "reason");
        assembly ("memory-safe") {
            left := mload(add(reason, 36))
            needed := mload(add(reason, 68))
        }
    }

    function two(Leg memory a, Leg memory b) internal pure returns (Leg[] memory legs) {
        legs = new Leg[](2);
        (legs[0], legs[1]) = (a, b);
    }

    function one(Leg memory a) internal pure returns (Leg[] memory legs) {
        legs = new Leg[](1);
        legs[0] = a;
    }
}
