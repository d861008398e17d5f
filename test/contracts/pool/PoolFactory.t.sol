// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { ILiquidityPool, PoolState } from "../../../contracts/interfaces/ILiquidityPool.sol";
import { IPoolFactory, PoolParams } from "../../../contracts/interfaces/IPoolFactory.sol";
import { Market } from "../../../contracts/interfaces/Types.sol";
import { GridLib } from "../../../contracts/libraries/GridLib.sol";
import { PoolGridState } from "../../../contracts/libraries/PoolLib.sol";
import { PoolAbi } from "../utils/Abis.sol";
import { HostileToken } from "../utils/HostileTokens.sol";
import { ExchangeDouble } from "./ExchangeDouble.sol";
import { PoolVenue } from "./PoolVenue.sol";

contract PoolFactoryTest is PoolVenue {
    function setUp() public {
        deployVenue();
    }

    function test_CreatePool_FundsRestingOrdersAndMintsTheirValue() public {
        (uint256 baseIn, uint256 quoteIn, uint256 lp) = factory.previewCreate(params());
        eq(baseIn, BASE, "preview base");
        eq(quoteIn, QUOTE, "preview quote");
        eq(lp, SUPPLY - 1_000, "preview lp");
        address predicted = factory.predictPool(founder, params());
        createPool();
        yes(address(pool) == predicted, "address");
        PoolState memory s = pool.state();
        eq(s.cursor, 3_000, "cursor");
        eq(s.sizePerCell, SIZE, "size");
        eq(s.reserveBase, BASE, "base reserve");
        eq(s.reserveQuote, QUOTE, "quote reserve");
        eq(s.supply, SUPPLY, "supply");
        eq(s.fills + s.events, 0, "nothing happened yet");
        eq(pool.totalSupply(), SUPPLY, "total supply");
        eq(pool.balanceOf(founder), SUPPLY - 1_000, "founder");
        eq(pool.balanceOf(pool.LOCKED()), 1_000, "locked");
        eq(base.balanceOf(address(pool)), BASE, "base held");
        eq(quote.balanceOf(address(pool)), QUOTE, "quote held");
        eq(exchange.registered(address(pool)), 1, "registered");
        eq(pool.marketId(), 1, "market");
        yes(pool.operator() == boss, "operator");
        yes(keccak256(bytes(pool.name())) == keccak256("Tidemark LP"), "name");
        yes(keccak256(bytes(pool.symbol())) == keccak256("TLP"), "symbol");
        eq(pool.decimals(), 6, "decimals");
        uint64[] memory list = pool.prices();
        eq(list.length, 5, "prices");
        for (uint64 i = 0; i < 5; ++i) eq(list[i], 900 + 50 * i, "price");
        checkSolvent();
    }

    function test_CreatePool_OneSideOnly() public {
        PoolParams memory p = params();
        p.referencePrice = 2000;
        createPool(p);
        // (900 + 950 + 1000 + 1050) * 1,000 * 100, no base.
        eq(pool.totalSupply(), 390_000_000, "all bids");
        eq(pool.state().reserveBase, 0, "no base");
        p.referencePrice = 800;
        createPool(p);
        // 4,000 lots worth 800 each.
        eq(pool.totalSupply(), 320_000_000, "all asks");
        eq(pool.state().reserveQuote, 0, "no quote");
    }

    function test_CreatePool_RefusesASmallFirstSize() public {
        PoolParams memory p = params();
        p.sizePerCell = 999;
        vm.expectRevert(abi.encodeWithSelector(IPoolFactory.FirstSizeTooSmall.selector, 999, 1_000));
        factory.createPool(p);
    }

    function test_CreatePool_RefusesValueThatIsAllLocked() public {
        exchange = new ExchangeOfOneAtom(address(base), address(quote));
        factory = deployPoolFactory(address(exchange));
        PoolParams memory p = params();
        p.prices = prices(1, 1, 2);
        p.referencePrice = 1;
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.ZeroLiquidity.selector));
        factory.createPool(p);
    }

    function test_CreatePool_RefusesLongTexts() public {
        PoolParams memory p = params();
        p.name = "12345678901234567890123456789012";
        vm.expectRevert(abi.encodeWithSelector(IPoolFactory.NameTooLong.selector, 32, 31));
        factory.createPool(p);
        p = params();
        p.symbol = "12345678901234567890123456789012";
        vm.expectRevert(abi.encodeWithSelector(IPoolFactory.NameTooLong.selector, 32, 31));
        factory.createPool(p);
        p.symbol = "1234567890123456789012345678901";
        p.name = "";
        createPool(p);
        yes(keccak256(bytes(pool.symbol())) == keccak256(bytes(p.symbol)), "31 bytes are fine");
        eq(bytes(pool.name()).length, 0, "no name");
        eq(pool.prices()[4], 1100, "prices behind the texts");
    }

    function test_CreatePool_ChecksTheDeadline() public {
        PoolParams memory p = params();
        p.deadline = uint64(block.timestamp);
        createPool(p);
        p.deadline -= 1;
        vm.expectRevert(
            abi.encodeWithSelector(ILiquidityPool.PoolDeadlinePassed.selector, p.deadline, block.timestamp)
        );
        factory.createPool(p);
    }

    function test_CreatePool_ReferencePriceIsInTheFoundersBounds() public {
        PoolParams memory p = params();
        (p.minReferencePrice, p.maxReferencePrice) = (1000, 1000);
        createPool(p);
        (p.minReferencePrice, p.maxReferencePrice) = (1001, 1002);
        vm.expectRevert(abi.encodeWithSelector(IPoolFactory.MarkOutOfBounds.selector, 1000, 1001, 1002));
        factory.createPool(p);
        (p.minReferencePrice, p.maxReferencePrice) = (998, 999);
        vm.expectRevert(abi.encodeWithSelector(IPoolFactory.MarkOutOfBounds.selector, 1000, 998, 999));
        factory.createPool(p);
    }

    function test_CreatePool_MarkIsInTheFoundersBounds() public {
        PoolParams memory p = params();
        (p.minReferencePrice, p.maxReferencePrice) = (990, 1010);
        exchange.setOracle(true, uint256(990) << 64, 100);
        createPool(p);
        p.salt = bytes32(uint256(1));
        exchange.setOracle(true, uint256(1010) << 64, 100);
        createPool(p);
        p.salt = bytes32(uint256(2));
        exchange.setOracle(true, (uint256(1010) << 64) + 1, 100);
        vm.expectRevert(abi.encodeWithSelector(IPoolFactory.MarkOutOfBounds.selector, 1010, 990, 1010));
        factory.createPool(p);
        exchange.setOracle(true, (uint256(990) << 64) - 1, 100);
        vm.expectRevert(abi.encodeWithSelector(IPoolFactory.MarkOutOfBounds.selector, 989, 990, 1010));
        factory.createPool(p);
        exchange.setOracle(false, uint256(1000) << 64, 100);
        vm.expectRevert(abi.encodeWithSelector(IExchange.OracleUnavailable.selector, uint32(1)));
        factory.createPool(p);
    }

    function test_CreatePool_RefusesBadGridsAndMarkets() public {
        PoolParams memory p = params();
        p.prices[1] = 900;
        vm.expectRevert(abi.encodeWithSelector(GridLib.GridNotIncreasing.selector, 1, 900, 900));
        factory.createPool(p);
        p = params();
        p.marketId = 2;
        vm.expectRevert(abi.encodeWithSelector(IExchange.UnknownMarket.selector, uint32(2)));
        factory.createPool(p);
    }

    function test_CreatePool_RefusesTokensThatTakeAFee() public {
        HostileToken token = new HostileToken();
        deployAround(address(base), address(token));
        token.setFeeBps(1);
        vm.prank(founder);
        vm.expectRevert(
            // 285,000,000 less 1 bps.
            abi.encodeWithSelector(
                ILiquidityPool.PoolUnexpectedBalance.selector,
                address(token),
                284_971_500,
                285_000_000
            )
        );
        factory.createPool(params());
    }

    function test_CreatePool_OncePerFounderAndSalt() public {
        createPool();
        vm.prank(founder);
        vm.expectRevert();
        factory.createPool(params());
        vm.prank(alice);
        yes(factory.createPool(params()) != address(pool), "another founder");
    }

    function test_Initialise_IsTheFactorysAndOnce() public {
        createPool();
        PoolGridState memory grid;
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.PoolNotFactory.selector, address(this)));
        pool.initialise(alice, alice, grid, 0, 0, 5_000);
        vm.prank(address(factory));
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.PoolAlreadyInitialised.selector));
        pool.initialise(alice, alice, grid, 0, 0, 5_000);
        PoolAbi implementation = PoolAbi(factory.poolImplementation());
        vm.prank(address(factory));
        vm.expectRevert(abi.encodeWithSelector(ILiquidityPool.PoolAlreadyInitialised.selector));
        implementation.initialise(alice, alice, grid, 0, 0, 5_000);
    }

    function test_Multicall_PermitsThatFailArePassedOver() public {
        PoolParams memory p = params();
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(factory.permit, (address(quote), 1, 0, 27, 0, 0));
        calls[1] = abi.encodeCall(factory.createPool, (p));
        vm.prank(founder);
        factory.multicall(calls);
        yes(factory.predictPool(founder, p).code.length != 0, "created");
    }
}

/// @notice A market whose lots and ticks are single atoms.
contract ExchangeOfOneAtom is ExchangeDouble {
    constructor(
        address baseToken,
        address quoteToken
    ) ExchangeDouble(Market(baseToken, 1, quoteToken, 1, 0, 0, false, address(0), 0, 0)) {}
}
