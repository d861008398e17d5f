// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { ILiquidityPool, LiquidityBounds, PoolState } from "../../../contracts/interfaces/ILiquidityPool.sol";
import { IMakerVault } from "../../../contracts/interfaces/IMakerVault.sol";
import { PoolParams } from "../../../contracts/interfaces/IPoolFactory.sol";
import { VaultParams } from "../../../contracts/interfaces/IVaultFactory.sol";
import { Leg, Quote, Route, Side, Take, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { TestToken } from "../../../contracts/mocks/TestToken.sol";
import { cheats } from "../utils/Cheats.sol";
import { Bomb } from "../utils/HostileTokens.sol";
import { Flow, HostileWorld } from "../utils/HostileWorld.sol";

/// @notice Rows of "MEV, griefing": who comes first in a block, who sends dust, what a proposer can shift.
contract HostileGriefingTest is HostileWorld {
    function setUp() public {
        deployWorld();
        openShop(address(new TestToken("Base", "BASE", 18)), address(new TestToken("Quote", "USD", 6)));
    }

    // ---- order in the block ---------------------------------------------------------------------------------------

    function boundsNow(uint256 lp) private view returns (LiquidityBounds memory) {
        PoolState memory s = pool.state();
        uint256 cursor = (s.cursor * 1e18) / s.sizePerCell;
        (uint256 b, uint256 q) = pool.previewAdd(lp);
        return LiquidityBounds(0, b, 0, q, cursor, cursor + 1, uint64(time()));
    }

    /// @notice Row "sandwich of LP deposit": a join that says what it expects is refused when the mix was moved before it.
    function test_sandwichOfADeposit() public {
        LiquidityBounds memory bounds = boundsNow(50e6);
        sell(address(pool), 900);
        bytes memory join = abi.encodeCall(ILiquidityPool.addLiquidity, (50e6, bounds, owner));
        refuse(owner, address(pool), join, ILiquidityPool.CursorOutOfBounds.selector);
        (bounds.minCursor, bounds.maxCursor) = (0, type(uint256).max);
        join = abi.encodeCall(ILiquidityPool.addLiquidity, (50e6, bounds, owner));
        refuse(owner, address(pool), join, ILiquidityPool.BaseOutOfBounds.selector);
        buy(address(pool), 900);
        join = abi.encodeCall(ILiquidityPool.addLiquidity, (50e6, boundsNow(50e6), owner));
        (bool ok, ) = attemptAs(owner, address(pool), join);
        yes(ok, "as expected again");
    }

    /// @notice Row "sandwich": minima and the deadline hold for leaving as well.
    function test_sandwichOfALeave() public {
        (uint256 b, uint256 q) = pool.previewRemove(50e6);
        LiquidityBounds memory bounds = anyBounds();
        (bounds.minBase, bounds.minQuote, bounds.deadline) = (b, q, uint64(time()));
        uint256 id = cheats.snapshotState();
        buy(address(pool), 700);
        bytes memory leave = abi.encodeCall(ILiquidityPool.removeLiquidity, (50e6, bounds, provider));
        refuse(provider, address(pool), leave, ILiquidityPool.BaseOutOfBounds.selector);
        sell(address(pool), 1_500);
        refuse(provider, address(pool), leave, ILiquidityPool.QuoteOutOfBounds.selector);
        cheats.revertToStateAndDelete(id);
        skip(1);
        refuse(provider, address(pool), leave, ILiquidityPool.PoolDeadlinePassed.selector);
        vm.warp(time() - 1);
        (bool ok, ) = attemptAs(provider, address(pool), leave);
        yes(ok, "in time and as expected");
    }

    /// @notice Row "JIT LP around fee distribution": joining, seeing fees arrive and leaving in one block earns none of them.
    function test_jitAroundADistribution() public {
        vm.startPrank(owner);
        pool.addLiquidity(3_000e6, anyBounds(), owner);
        vm.stopPrank();
        vm.startPrank(provider);
        pool.distributeFees(1_000e6);
        vm.stopPrank();
        sell(address(pool), 1_000);
        eq(pool.claimable(owner), 0, "nothing in this block");
        vm.startPrank(owner);
        pool.removeLiquidity(3_000e6, anyBounds(), owner);
        vm.stopPrank();
        skip(2 days);
        eq(pool.claimable(owner), 0, "nor later");
        yes(pool.claimable(provider) >= 999e6, "they are the provider's");
    }

    /// @notice Row "JIT": staying for a minute of a day-long stream earns a minute's part at most.
    function test_jitForAMinute() public {
        vm.startPrank(owner);
        pool.addLiquidity(3_000e6, anyBounds(), owner);
        pool.distributeFees(864e6);
        vm.stopPrank();
        skip(60);
        // 864 tokens a day are 0.6 a minute; fees of fills add at most a hundredth of that.
        yes(pool.claimable(owner) <= 0.61e6, "a minute's part");
    }

    /// @notice Row "dust front-run that makes a victim's exact-amount fill revert": with a minimum size the rest fills.
    function test_dustFrontRun() public {
        vm.prank(stranger);
        exchange.takeGrid(address(grid), Take(Side.Ask, 1, 1, FOREVER, stranger, FOREVER));
        // Twenty were there, nineteen are left.
        refuse(
            taker,
            address(exchange),
            abi.encodeCall(IExchange.takeGrid, (address(grid), terms(Side.Ask, 20))),
            IExchange.SizeBelowMinimum.selector
        );
        vm.prank(taker);
        TakeResult memory result = exchange.takeGrid(address(grid), Take(Side.Ask, 20, 15, FOREVER, taker, FOREVER));
        eq(result.size, 19, "what is left");
    }

    /// @notice Row "dust front-run", signed quotes and routes.
    function test_dustFrontRunOfAQuote() public {
        Quote memory q = standing(signer);
        bytes memory signature = sign(SIGNER_KEY, q);
        vm.prank(stranger);
        exchange.takeQuote(q, signature, Take(Side.Ask, 1, 1, FOREVER, stranger, FOREVER));
        vm.startPrank(taker);
        eq(exchange.takeQuote(q, signature, Take(Side.Ask, 20, 1, FOREVER, taker, FOREVER)).size, 20, "all of it");
        Leg[] memory legs = new Leg[](1);
        legs[0] = Leg(signer, 30, FOREVER, bytes.concat(abi.encode(q), signature));
        Route memory route = routeOf(market, Side.Ask, 30);
        (route.partialFill, route.minSize) = (true, 5);
        eq(exchange.takeRoute(route, legs).size, 9, "the rest");
        vm.stopPrank();
    }

    /// @notice Row "worst all-in price": when legs drop out, the price of what did fill is still within the taker's.
    function test_priceHoldsWhenLegsDrop() public {
        Quote memory cheap = standing(signer);
        Quote memory dear = standing(signer);
        (cheap.askPrice, dear.askPrice) = (1000, 1090);
        Leg[] memory legs = new Leg[](2);
        legs[0] = quoteLeg(SIGNER_KEY, cheap, 10, Side.Ask);
        legs[1] = quoteLeg(SIGNER_KEY, dear, 10, Side.Ask);
        Route memory route = routeOf(market, Side.Ask, 20);
        // 10 at 1000 and 10 at 1090 and a fee of 10 bps: 2,092,090.
        (route.partialFill, route.limit, route.minSize) = (true, 2_092_090, 1);
        uint256 id = cheats.snapshotState();
        vm.prank(taker);
        eq(exchange.takeRoute(route, legs).size, 20, "both");
        cheats.revertToStateAndDelete(id);
        vm.prank(signer);
        exchange.cancelQuote(cheap);
        bytes memory data = abi.encodeCall(IExchange.takeRoute, (route, legs));
        refuse(taker, address(exchange), data, IExchange.LimitExceeded.selector);
    }

    // ---- dust and donations ---------------------------------------------------------------------------------------

    /// @notice Row "donation, inflation": tokens sent to a pool change no price, share or claim; the second provider loses nothing.
    function test_donationToAPool() public {
        (uint256 b, uint256 q) = pool.previewAdd(50e6);
        base.mint(address(pool), 1e30);
        quote.mint(address(pool), 1e30);
        (uint256 bNow, uint256 qNow) = pool.previewAdd(50e6);
        eq(bNow, b, "base");
        eq(qNow, q, "quote");
        vm.startPrank(owner);
        pool.addLiquidity(50e6, anyBounds(), owner);
        (uint256 bOut, uint256 qOut) = pool.removeLiquidity(50e6, anyBounds(), owner);
        vm.stopPrank();
        yes(b - bOut <= 1 && q - qOut <= 1, "an atom at most");
    }

    /// @notice Row "first depositor": the smallest pool there may be, all of it but the locked units burnt, then donated to: a victim's
    /// join still gets its worth.
    function test_inflationOfAnEmptiedPool() public {
        uint256 lp = pool.balanceOf(provider);
        vm.startPrank(provider);
        pool.removeLiquidity(lp, anyBounds(), provider);
        vm.stopPrank();
        base.mint(address(pool), 1e30);
        quote.mint(address(pool), 1e30);
        vm.startPrank(owner);
        (uint256 b, uint256 q) = pool.addLiquidity(50e6, anyBounds(), owner);
        (uint256 bOut, uint256 qOut) = pool.removeLiquidity(50e6, anyBounds(), owner);
        vm.stopPrank();
        // Less than 0.1 %, whatever was donated.
        yes((b - bOut) * 1_000 <= b && (q - qOut) * 1_000 <= q, "less than a thousandth");
        poolBacked(pool);
    }

    /// @notice Row "donation": a vault's record ignores what was not deposited, and its owner may take it.
    function test_donationToAVault() public {
        int256 pnl = grid.pnl();
        uint256 lots = grid.stats().baseLots;
        base.mint(address(grid), 5 * LOT + 1);
        quote.mint(address(grid), 77);
        eqSigned(grid.pnl(), pnl, "pnl");
        eq(grid.stats().baseLots, lots, "position");
        (uint256 baseHeld, uint256 quoteHeld) = balances(address(grid));
        uint256 owed = grid.profitShare().owed;
        vm.startPrank(owner);
        grid.withdraw(baseHeld, quoteHeld - owed, owner);
        vm.stopPrank();
        eq(base.balanceOf(address(grid)), 0, "all of it");
    }

    /// @notice Row "donation" before creation: tokens waiting at the predicted address hinder nothing and enter no book.
    function test_donationBeforeCreation() public {
        VaultParams memory params = saltedParams(gridStrategy());
        address vault = vaults.predictVault(owner, params);
        PoolParams memory terms_ = poolParams();
        address p = pools.predictPool(provider, terms_);
        base.mint(vault, 1);
        quote.mint(vault, 1e12);
        base.mint(p, 1);
        quote.mint(p, 1e12);
        yes(address(createVault(params)) == vault, "as predicted");
        vm.prank(provider);
        yes(pools.createPool(terms_) == p, "as predicted");
        eq(IMakerVault(vault).stats().baseLots, 10, "the grid's lots");
        eq(ILiquidityPool(p).state().reserveQuote, 285e6, "the grid's bids: 1000 * (900 + 950 + 1000) ticks");
    }

    /// @notice Row "predictable address": nobody else's creation can take an owner's address or its salt.
    function test_salt() public {
        VaultParams memory params = saltedParams(gridStrategy());
        address mine = vaults.predictVault(owner, params);
        vm.prank(stranger);
        address theirs = vaults.createVault(params);
        yes(theirs != mine, "another address");
        yes(address(createVault(params)) == mine, "still free");
    }

    /// @notice Row "dust": a thousand gifts of one atom do not slow the stream of fees down.
    function test_dustGifts() public {
        vm.startPrank(owner);
        pool.distributeFees(1_000e6);
        vm.stopPrank();
        skip(12 hours);
        uint256 due = pool.claimable(provider);
        for (uint256 i = 0; i < 1_000; ++i) {
            vm.prank(owner);
            pool.distributeFees(1);
        }
        eq(pool.claimable(provider), due, "what is due is due");
        skip(12 hours);
        yes(pool.claimable(provider) >= (due * 199) / 100, "the other half a day later");
    }

    /// @notice Row "dust": LP units sent to a provider take none of its fees.
    function test_dustTransfers() public {
        vm.startPrank(provider);
        pool.transfer(stranger, 1e6);
        vm.stopPrank();
        vm.startPrank(owner);
        pool.distributeFees(1_000e6);
        vm.stopPrank();
        skip(6 hours);
        uint256 due = pool.claimable(provider);
        for (uint256 i = 0; i < 50; ++i) {
            vm.prank(stranger);
            pool.transfer(provider, 1);
        }
        yes(pool.claimable(provider) + 1 >= due, "all of them");
    }

    // ---- ether, time, price ---------------------------------------------------------------------------------------

    /// @notice Row "forced ETH (selfdestruct/coinbase) harmless".
    function test_forcedEther() public {
        cheats.deal(address(this), 10 ether);
        new Bomb{ value: 1 ether }(payable(address(exchange)));
        new Bomb{ value: 1 ether }(payable(address(grid)));
        new Bomb{ value: 1 ether }(payable(address(pool)));
        for (uint256 i = 0; i < FLOWS; ++i) {
            uint256 id = cheats.snapshotState();
            (bool ok, ) = attempt(flow(Flow(i)));
            yes(ok, "as before");
            backed();
            cheats.revertToStateAndDelete(id);
        }
    }

    /// @notice Row "block.timestamp +-15 s": what a proposer can shift is worth fifteen seconds of a stream or bucket, no more.
    function test_fifteenSeconds() public {
        vm.startPrank(owner);
        pool.distributeFees(864e6);
        vm.stopPrank();
        skip(6 hours);
        uint256 due = pool.claimable(provider);
        skip(15);
        // 0.01 a second, and fills' fees a hundredth of that.
        yes(pool.claimable(provider) - due <= 0.1515e6, "stream");
        Quote memory q = standing(address(quoting));
        (q.bidPrice, q.askPrice) = (1000, 1100);
        takeQuote(MANAGER_KEY, q, Side.Bid, 20);
        (uint256 room, , , ) = quoting.headroom();
        skip(15);
        (uint256 roomLater, , , ) = quoting.headroom();
        // 20 tokens refill in an hour: 15 seconds are 83,334 atoms.
        yes(roomLater - room <= 83_334, "bucket");
    }

    /// @notice Row "block.timestamp": deadlines are inclusive of their second, on every entry.
    function test_deadlines() public {
        Take memory take = terms(Side.Ask, 1);
        take.deadline = uint64(time());
        vm.prank(taker);
        exchange.takeGrid(address(grid), take);
        take.deadline -= 1;
        bytes4 reason = IExchange.DeadlinePassed.selector;
        refuse(taker, address(exchange), abi.encodeCall(IExchange.takeGrid, (address(grid), take)), reason);
        Quote memory q = standing(signer);
        bytes memory signature = sign(SIGNER_KEY, q);
        refuse(taker, address(exchange), abi.encodeCall(IExchange.takeQuote, (q, signature, take)), reason);
        Route memory route = routeOf(market, Side.Ask, 1);
        route.deadline = take.deadline;
        Leg[] memory legs = new Leg[](1);
        legs[0] = gridLeg(address(grid), 1, Side.Ask);
        refuse(taker, address(exchange), abi.encodeCall(IExchange.takeRoute, (route, legs)), reason);
    }

    /// @notice Row "price at tick 0": a quote that forgot its price gives nothing away, to either side, alone or in a route.
    function test_priceOfZero() public {
        Quote memory q = standing(signer);
        (q.bidPrice, q.askPrice) = (0, 0);
        bytes memory signature = sign(SIGNER_KEY, q);
        Leg[] memory legs = new Leg[](1);
        for (uint256 i = 0; i < 2; ++i) {
            Side side = Side(i);
            bytes memory data = abi.encodeCall(IExchange.takeQuote, (q, signature, terms(side, 3)));
            refuse(taker, address(exchange), data, IExchange.ZeroPrice.selector);
            legs[0] = quoteLeg(SIGNER_KEY, q, 3, side);
            data = abi.encodeCall(IExchange.takeRoute, (routeOf(market, side, 3), legs));
            refuse(taker, address(exchange), data, IExchange.ZeroPrice.selector);
        }
        q.askPrice = 1;
        (uint256 baseBefore, uint256 quoteBefore) = balances(taker);
        takeQuote(SIGNER_KEY, q, Side.Ask, 3);
        (uint256 baseAfter, uint256 quoteAfter) = balances(taker);
        eq(baseAfter - baseBefore, 3 * LOT, "the least price there is");
        eq(quoteBefore - quoteAfter, 301, "3 * 100 atoms, and a fee of one");
    }

    /// @notice Row "market order": a recipient that would lose the goods is refused.
    function test_recipients() public {
        Take memory take = terms(Side.Ask, 1);
        address[2] memory bad = [address(0), address(exchange)];
        for (uint256 i = 0; i < 2; ++i) {
            take.recipient = bad[i];
            bytes memory data = abi.encodeCall(IExchange.takeGrid, (address(grid), take));
            refuse(taker, address(exchange), data, IExchange.InvalidRecipient.selector);
        }
    }
}
