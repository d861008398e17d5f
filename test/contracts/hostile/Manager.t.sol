// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { IGuard } from "../../../contracts/interfaces/IGuard.sol";
import { IMakerVault } from "../../../contracts/interfaces/IMakerVault.sol";
import { IVaultDesk } from "../../../contracts/interfaces/IVaultDesk.sol";
import { VaultParams } from "../../../contracts/interfaces/IVaultFactory.sol";
import { Strategy, StrategyKind } from "../../../contracts/interfaces/Strategy.sol";
import { Leg, Quote, Route, Side, Take } from "../../../contracts/interfaces/Types.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { HostileWorld } from "../utils/HostileWorld.sol";

/// @notice A guard that answers as it was made to: true, false, nothing, garbage, a revert, or not at all.
contract MoodyGuard is IGuard {
    uint256 private immutable _mood;

    constructor(uint256 mood) {
        _mood = mood;
    }

    function mayFill(Side, uint256, uint256, uint256, address) external view override returns (bool) {
        uint256 mood = _mood;
        if (mood == 4) revert("no");
        if (mood == 5) while (true) {}
        assembly ("memory-safe") {
            mstore(0, mood)
            if eq(mood, 3) {
                return(0, 31)
            }
            return(0, 32)
        }
    }
}

/// @notice Rows "malicious manager" and "malicious owner". The manager has its key, and as many other wallets as it likes: here
/// `stranger` and `signer` are its own.
contract HostileManagerTest is HostileWorld {
    function setUp() public {
        deployWorld();
        list(address(base), address(quote));
    }

    /// @dev What a vault holds, in quote atoms, base at 1000 ticks.
    function worth(VaultAbi vault) private view returns (uint256) {
        (uint256 baseHeld, uint256 quoteHeld) = balances(address(vault));
        return quoteHeld + (baseHeld / LOT) * 100_000;
    }

    // ---- prices ---------------------------------------------------------------------------------------------------

    /// @dev The manager fills its own quote from another wallet.
    function selfFill(VaultAbi vault, Side side, uint64 price, uint64 size) private returns (bool ok) {
        Quote memory q = standing(address(vault));
        q.marketId = vault.marketId();
        (q.bidSize, q.askSize) = side == Side.Bid ? (size, uint64(0)) : (uint64(0), size);
        (q.bidPrice, q.askPrice) = (price, price);
        Take memory take = Take(side, size, 1, side == Side.Ask ? FOREVER : 0, stranger, FOREVER);
        bytes memory data = abi.encodeCall(IExchange.takeQuote, (q, sign(MANAGER_KEY, q), take));
        (ok, ) = attemptAs(stranger, address(exchange), data);
    }

    /// @dev Every minute for two hours: sell to the vault as dear, buy from it as cheap as it lets one.
    function pillage(VaultAbi vault, uint64 low, uint64 high) private returns (uint256 fills) {
        for (uint256 i = 0; i < 120; ++i) {
            for (uint64 size = 50; size != 0; size /= 2) {
                if (selfFill(vault, Side.Bid, high, size)) ++fills;
                if (selfFill(vault, Side.Ask, low, size)) ++fills;
            }
            skip(60);
            feed.set(10e8);
        }
    }

    /// @notice Row "self-fills at bad price (loss per fill <= cap, rate limit per epoch)", price range: the outflow bucket bounds what
    /// two hours of it can cost: 20 tokens at once and 20 an hour.
    function test_selfFillsWithinARange() public {
        VaultAbi vault = createQuoteVault(market);
        uint256 before = worth(vault);
        yes(pillage(vault, 800, 1200) > 10, "it tries, and is let");
        uint256 left = worth(vault);
        yes(left < before, "it costs");
        yes(before - left <= 60e6, "within the bound");
        vaultBacked(vault);
    }

    /// @notice The same on a market with an oracle: prices are within its band besides.
    function test_selfFillsWithinABand() public {
        VaultParams memory params = vaultParams(hedging, quoteStrategy());
        (params.baseAmount, params.quoteAmount) = (200 * LOT, 100e6);
        VaultAbi vault = createVault(params);
        yes(!selfFill(vault, Side.Bid, 1101, 1), "above the band");
        yes(!selfFill(vault, Side.Ask, 899, 1), "below the band");
        uint256 before = worth(vault);
        yes(pillage(vault, 900, 1100) > 10, "it tries, and is let");
        uint256 left = worth(vault);
        yes(before - left <= 60e6, "within the bound");
        vaultBacked(vault);
    }

    /// @notice Row "grid with inverted prices (rejected)" and quotes inverted, too narrow, too long, too large, out of range.
    function test_quotesOutOfBounds() public {
        VaultAbi vault = createQuoteVault(market);
        Quote memory q = vaultQuote(vault);
        (q.bidPrice, q.askPrice) = (1010, 990);
        refuseQuote(q, 1, IMakerVault.SpreadTooNarrow.selector);
        (q.bidPrice, q.askPrice) = (1000, 1000);
        refuseQuote(q, 1, IMakerVault.SpreadTooNarrow.selector);
        (q.bidPrice, q.askPrice) = (990, 1201);
        refuseQuote(q, 1, IMakerVault.PriceOutOfRange.selector);
        (q.bidPrice, q.askPrice, q.askSize) = (990, 1010, 60);
        refuseQuote(q, 51, IMakerVault.FillTooLarge.selector);
        q.expiry = uint64(time() + 61);
        refuseQuote(q, 1, IMakerVault.QuoteTooLong.selector);
        Strategy memory inverted = gridStrategy();
        (inverted.grid.prices[0], inverted.grid.prices[4]) = (1100, 900);
        (bool ok, ) = attemptAs(
            owner,
            address(vaults),
            abi.encodeCall(vaults.createVault, (vaultParams(market, inverted)))
        );
        yes(!ok, "inverted grid");
    }

    function refuseQuote(Quote memory q, uint64 size, bytes4 reason) private {
        bytes memory data = abi.encodeCall(IExchange.takeQuote, (q, sign(MANAGER_KEY, q), terms(Side.Ask, size)));
        refuse(taker, address(exchange), data, reason);
    }

    /// @notice Neither owner nor manager takes from the vault; that is hygiene, the bounds above hold for their other wallets.
    function test_selfTrade() public {
        VaultAbi vault = createGridVault(market);
        bytes memory data = abi.encodeCall(IExchange.takeGrid, (address(vault), terms(Side.Ask, 1)));
        refuse(owner, address(exchange), data, IExchange.SelfTrade.selector);
        refuse(manager, address(exchange), data, IExchange.SelfTrade.selector);
    }

    // ---- hedges ---------------------------------------------------------------------------------------------------

    function hedgeVault() private returns (VaultAbi vault) {
        Strategy memory strategy = hedgeStrategy();
        // So that the hedging budget is what bounds.
        strategy.limits.maxOutflow = 1e12;
        VaultParams memory params = vaultParams(market, strategy);
        (params.baseAmount, params.quoteAmount) = (200 * LOT, 100e6);
        vault = createVault(params);
    }

    function hedgeWith(VaultAbi vault, Side side, uint64 price, uint64 size) private returns (bool ok, bytes4 reason) {
        Quote memory q = standing(signer);
        q.marketId = hedging;
        (q.bidSize, q.askSize, q.bidPrice, q.askPrice) = (size, size, price, price);
        Leg[] memory legs = new Leg[](1);
        legs[0] = quoteLeg(SIGNER_KEY, q, size, side);
        Route memory route = routeOf(hedging, side, size);
        route.recipient = address(vault);
        return attemptAs(manager, address(vault), abi.encodeCall(IVaultDesk.hedge, (route, legs)));
    }

    /// @notice Row "drains via hedges at bad prices": a day's budget bounds a day's loss, fees included.
    function test_hedgesAtBadPrices() public {
        VaultAbi vault = hedgeVault();
        uint256 before = worth(vault);
        uint256 fills = 0;
        bytes4 last;
        for (uint256 i = 0; i < 60; ++i) {
            (bool bought, bytes4 reason) = hedgeWith(vault, Side.Ask, 1100, 20);
            if (bought) ++fills;
            else last = reason;
            (bool sold, ) = hedgeWith(vault, Side.Bid, 900, 20);
            if (sold) ++fills;
        }
        yes(fills > 10, "it tries, and is let");
        yes(last == IMakerVault.HedgeTooCostly.selector, "until the budget is gone");
        yes(before - worth(vault) <= 10e6, "a day's budget");
        skip(1 days);
        feed.set(10e8);
        for (uint256 i = 0; i < 60; ++i) {
            hedgeWith(vault, Side.Ask, 1100, 20);
            hedgeWith(vault, Side.Bid, 900, 20);
        }
        yes(before - worth(vault) <= 20e6, "two days' budgets");
        vaultBacked(vault);
    }

    /// @notice Row "manager can send nothing away": what a hedge buys goes to the vault, by nobody else's order, never against itself.
    function test_hedgesElsewhere() public {
        VaultAbi vault = hedgeVault();
        VaultAbi maker = createVault(vaultParams(hedging, gridStrategy()));
        Leg[] memory legs = new Leg[](1);
        legs[0] = gridLeg(address(maker), 5, Side.Ask);
        Route memory route = routeOf(hedging, Side.Ask, 5);
        bytes memory hedge = abi.encodeCall(IVaultDesk.hedge, (route, legs));
        (bool ok, ) = attemptAs(manager, address(vault), hedge);
        yes(!ok, "not to the taker");
        route.recipient = address(vault);
        hedge = abi.encodeCall(IVaultDesk.hedge, (route, legs));
        refuse(owner, address(vault), hedge, IMakerVault.NotManager.selector);
        refuse(stranger, address(vault), hedge, IMakerVault.NotManager.selector);
        refuse(manager, address(maker), hedge, IMakerVault.HedgeNotAllowed.selector);
        legs[0] = gridLeg(address(vault), 5, Side.Ask);
        (ok, ) = attemptAs(manager, address(vault), abi.encodeCall(IVaultDesk.hedge, (route, legs)));
        yes(!ok, "not against its own book");
        legs[0] = gridLeg(address(maker), 5, Side.Ask);
        route.marketId = market;
        hedge = abi.encodeCall(IVaultDesk.hedge, (route, legs));
        refuse(manager, address(vault), hedge, IMakerVault.HedgeNotAllowed.selector);
        route.marketId = hedging;
        hedge = abi.encodeCall(IVaultDesk.hedge, (route, legs));
        feed.kill();
        (ok, ) = attemptAs(manager, address(vault), hedge);
        yes(!ok, "not without the oracle");
        feed.set(10e8);
        (ok, ) = attemptAs(manager, address(vault), hedge);
        yes(ok, "to itself, by its manager");
        eq(base.allowance(address(vault), address(exchange)), 0, "no base stays approved");
        eq(quote.allowance(address(vault), address(exchange)), 0, "no quote stays approved");
    }

    /// @notice Row "refuses to act (owner revokes at once)": the owner needs nobody to stop, leave, or name another.
    function test_ownerNeedsNobody() public {
        VaultAbi vault = createQuoteVault(market);
        Quote memory q = vaultQuote(vault);
        vm.startPrank(owner);
        vault.setManager(signer);
        vm.stopPrank();
        refuseQuote(q, 1, IMakerVault.ManagerEpochMismatch.selector);
        vm.startPrank(owner);
        vault.halt();
        vault.withdraw(200 * LOT, 100e6, owner);
        vm.stopPrank();
        refuse(manager, address(vault), abi.encodeCall(IMakerVault.halt, ()), IMakerVault.NotManager.selector);
        eq(base.balanceOf(address(vault)) + quote.balanceOf(address(vault)), 0, "all out");
    }

    /// @notice A manager who halts can only stop: the owner resumes and withdraws.
    function test_managerWhoHalts() public {
        VaultAbi vault = createGridVault(market);
        vm.prank(manager);
        vault.halt();
        bytes memory take = abi.encodeCall(IExchange.takeGrid, (address(vault), terms(Side.Ask, 1)));
        refuse(taker, address(exchange), take, IMakerVault.VaultHalted.selector);
        (bool ok, ) = attemptAs(manager, address(vault), abi.encodeCall(IMakerVault.resume, ()));
        yes(!ok, "nor resume");
        vm.startPrank(owner);
        vault.withdraw(1, 1, owner);
        vm.stopPrank();
    }

    /// @notice Row "manager == owner": he shares with himself, and still leaves with everything.
    function test_managerIsOwner() public {
        VaultParams memory params = vaultParams(plain, gridStrategy());
        (params.manager, params.profitShareBps) = (owner, 5_000);
        VaultAbi vault = createVault(params);
        buy(address(vault), 10);
        vault.crystallise();
        eq(vault.owedTo(owner), 50_000, "half of 100,000");
        (uint256 baseHeld, uint256 quoteHeld) = balances(address(vault));
        vm.startPrank(owner);
        vault.withdraw(baseHeld, quoteHeld - 50_000, owner);
        vault.claimProfitShare(owner);
        vm.stopPrank();
        eq(base.balanceOf(address(vault)) + quote.balanceOf(address(vault)), 0, "all out");
    }

    // ---- guards ---------------------------------------------------------------------------------------------------

    /// @notice Row "drains via fee param, rebate referral, approving token": none exists. A guard that is anything but `true` refuses
    /// the fill, at a bounded price, and stops no exit.
    function test_guards() public {
        for (uint256 mood = 0; mood < 6; ++mood) {
            Strategy memory strategy = gridStrategy();
            strategy.kind = StrategyKind.Custom;
            strategy.limits.guard = address(new MoodyGuard(mood));
            VaultAbi vault = createVault(saltedParams(strategy));
            bytes memory take = abi.encodeCall(IExchange.takeGrid, (address(vault), terms(Side.Ask, 1)));
            (bool ok, bytes4 reason) = attemptAs(taker, address(exchange), take);
            yes(ok == (mood == 1), "true and nothing else");
            yes(ok || reason == IMakerVault.RefusedByGuard.selector, "by name");
            (uint256 baseHeld, uint256 quoteHeld) = balances(address(vault));
            vm.prank(owner);
            vault.withdraw(baseHeld, quoteHeld, owner);
        }
    }
}
