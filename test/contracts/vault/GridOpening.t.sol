// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { IMakerVault, VaultStats } from "../../../contracts/interfaces/IMakerVault.sol";
import { VaultParams } from "../../../contracts/interfaces/IVaultFactory.sol";
import { GridMode, Strategy } from "../../../contracts/interfaces/Strategy.sol";
import { GridLib } from "../../../contracts/libraries/GridLib.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { VaultTest } from "./utils/VaultTest.sol";

/// @notice How a grid is created and moved: what comes in, what is refused, what reads back.
contract GridOpeningTest is VaultTest {
    VaultAbi private vault;

    function setUp() public {
        deployAll();
        vault = createGrid();
    }

    function test_creationPullsExactlyWhatRestingOrdersNeed() public view {
        // Cells 900, 950, 1000 bid: 10 lots each at 100 atoms per tick = (900+950+1000)*10*100. Cell 1050 asks: 10 lots.
        eq(quote.balanceOf(address(vault)), 2_850_000, "quote");
        eq(base.balanceOf(address(vault)), 10 * LOT, "base");
        VaultStats memory s = vault.stats();
        eq(s.cursor, 30, "cursor");
        eq(s.bidCursor, 0, "no second cursor");
        eq(s.baseLots, 10, "lots");
        // Base enters at the reference price: 10 lots at 1000.
        eq(s.cost, 1_000_000, "cost");
        eq(s.contributed, 3_850_000, "contributed");
        eq(s.events, 3, "strategy, share, deposit");
        eq(exchange.registered(address(vault)), plain, "registered");
        (uint256 b, uint256 q) = vault.requiredFunds();
        eq(b, 10 * LOT, "needs base");
        eq(q, 2_850_000, "needs quote");
    }

    function test_predictedAddressIsTheVault() public view {
        yes(factory.predictVault(owner, params(plain, gridStrategy())) == address(vault), "address");
    }

    function test_moreFundsThanNeededComeIn() public {
        VaultParams memory p = params(plain, gridStrategy());
        p.salt = bytes32(uint256(1));
        p.baseAmount = 12 * uint256(LOT);
        p.quoteAmount = 1;
        (uint256 b, uint256 q) = factory.requiredFunds(p);
        eq(b, 12 * LOT, "the owner's");
        eq(q, 2_850_000, "the grid's");
        VaultAbi other = create(p);
        eq(base.balanceOf(address(other)), 12 * LOT, "base");
        eq(other.stats().cost, 1_200_000, "cost");
    }

    function test_strategyReadsBack() public view {
        Strategy memory s = vault.strategy();
        eq(s.grid.prices.length, 5, "count");
        eq(s.grid.prices[0], 900, "first");
        eq(s.grid.prices[4], 1100, "last");
        eq(s.grid.sizePerCell, 10, "size");
        eq(s.grid.referencePrice, 1000, "reference");
        yes(vault.owner() == owner, "owner");
        yes(vault.manager() == manager, "manager");
        eq(vault.marketId(), plain, "market");
    }

    function refuse(Strategy memory s, bytes memory reason) private {
        VaultParams memory p = params(plain, s);
        p.salt = bytes32(uint256(1));
        vm.prank(owner);
        vm.expectRevert(reason);
        factory.createVault(p);
    }

    function test_refusesBadGrids() public {
        Strategy memory s = gridStrategy();
        s.grid.prices[2] = 950;
        refuse(s, abi.encodeWithSelector(GridLib.GridNotIncreasing.selector, 2, 950, 950));
        s.grid.prices = new uint64[](1);
        s.grid.prices[0] = 7;
        refuse(s, abi.encodeWithSelector(GridLib.GridPriceCount.selector, 1, 2, 256));
        s.grid.prices = new uint64[](257);
        s.grid.mode = GridMode.SameLevel;
        refuse(s, abi.encodeWithSelector(GridLib.GridPriceCount.selector, 257, 1, 256));
        s = gridStrategy();
        s.grid.sizePerCell = type(uint64).max / 4 + 1;
        refuse(
            s,
            abi.encodeWithSelector(GridLib.GridTooLarge.selector, uint256(s.grid.sizePerCell) * 4, type(uint64).max)
        );
        s.grid.sizePerCell = 0;
        refuse(s, abi.encodeWithSelector(GridLib.ZeroCellSize.selector));
        // The smallest step is 1050 to 1100: 50 / 1050 = 476.19 bps.
        s = gridStrategy();
        s.grid.minStepBps = 477;
        refuse(s, abi.encodeWithSelector(GridLib.GridStepTooSmall.selector, 4, 1050, 1100, 477));
        s.grid.minStepBps = 476;
        VaultParams memory p = params(plain, s);
        eq(create(p).strategy().grid.minStepBps, 476, "accepted at the bound");
        p = params(9, gridStrategy());
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(IExchange.UnknownMarket.selector, 9));
        factory.createVault(p);
    }

    function test_oneLevelIsEnoughWhereItsCellHasOnePrice() public {
        Strategy memory s = gridStrategy();
        s.grid.mode = GridMode.SameLevel;
        s.grid.prices = new uint64[](1);
        s.grid.prices[0] = 1000;
        VaultAbi one = create(params(plain, s));
        eq(sell(one, 10).notional, 1_000_000, "bought");
        eq(buy(one, 10).notional, 1_000_000, "sold");
    }

    /// @notice However far off the reference price, base enters within the grid: profit cannot be declared.
    function test_entryPriceStaysWithinTheGrid() public {
        VaultParams memory p = params(plain, gridStrategy());
        p.strategy.grid.referencePrice = 1;
        VaultStats memory s = create(p).stats();
        eq(s.cursor, 0, "all asks");
        eq(s.cost, 40 * 900 * TICK, "at the lowest price");
        p.strategy.grid.referencePrice = type(uint64).max;
        VaultAbi high = create(p);
        eq(high.stats().cursor, 40, "all bids");
        vm.prank(owner);
        high.deposit(3 * uint256(LOT), 0);
        eq(high.stats().cost, 3 * 1100 * TICK, "at the highest price");
    }

    function test_movedGridFillsAtItsNewPrices() public {
        sell(vault, 10);
        Strategy memory s = gridStrategy();
        for (uint256 i = 0; i < 5; ++i) s.grid.prices[i] += 10;
        uint256 state = vault.strategyState();
        buy(vault, 1);
        vm.startPrank(owner);
        uint256 now_ = vault.strategyState();
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.UnexpectedState.selector, now_, state));
        vault.setStrategy(s, state);
        // 910, 960 bid at a reference of 1000: 20 lots for sale, 19 are held: not enough.
        vault.setStrategy(s, now_);
        vm.stopPrank();
        yes(vault.stats().halted, "lacks a lot");
        eq(vault.stats().cursor, 20, "starts at the reference");
        eq(vault.stats().baseLots, 19, "position kept");
        vm.startPrank(owner);
        vault.deposit(LOT, 0);
        vault.resume();
        vm.stopPrank();
        // The first ask of cell 2 (1010/1060).
        eq(buy(vault, 10).notional, 10 * 1060 * TICK, "new prices");
        eq(vault.strategy().grid.prices[0], 910, "reads back");
    }

    function test_haltedStaysHaltedThroughAMove() public {
        vm.startPrank(owner);
        vault.halt();
        vault.setStrategy(gridStrategy(), vault.strategyState());
        vm.stopPrank();
        yes(vault.stats().halted, "only resume lets it fill");
    }
}
