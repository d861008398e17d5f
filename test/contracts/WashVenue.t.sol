// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { PoolParams } from "../../contracts/interfaces/IPoolFactory.sol";
import { VaultParams } from "../../contracts/interfaces/IVaultFactory.sol";
import { Quote, Side, Take } from "../../contracts/interfaces/Types.sol";
import { PoolAbi, VaultAbi } from "./utils/Abis.sol";
import { World } from "./utils/World.sol";

/// @notice A coalition that fills itself on the real exchange: the owner of a vault, the only provider of a pool, a signer, and a
/// wallet that takes. What it holds in the end, theirs in vault and pool included, against what it would hold had it not.
/// @dev `WashSearch.t.sol` searches many more histories in the libraries alone.
contract WashVenueTest is World {
    /// @dev 100,000 lots per cell, 10,000 quote tokens at 1000 ticks: the tiers of `World` are within reach.
    uint64 private constant DEEP = 100_000;
    uint256 private constant STEPS = 12;

    // Who makes. The signer's volume counts on all his markets together.
    uint256 private constant VAULT = 0;
    uint256 private constant POOL = 1;
    uint256 private constant SIGNER_TIGHT = 2;
    uint256 private constant SIGNER_SHARED = 3;
    uint256 private constant SIGNER_PLAIN = 4;

    /// @dev Markets that bear the highest rate, 3 bps, exactly: with no share for pools, and with half.
    uint32 private tight;
    uint32 private shared;

    VaultAbi private vault;
    PoolAbi private pool;

    /// @dev The same real fills, at the same times, in two worlds; in one of them the coalition washes in between.
    function testFuzz_WashingOnRealMarketsNeverPays(uint256 seed) public {
        (uint256 baseWithout, uint256 quoteWithout) = play(seed, false);
        (uint256 baseWith, uint256 quoteWith) = play(seed, true);
        eq(baseWith, baseWithout, "base");
        yes(quoteWith <= quoteWithout, "washing paid");
    }

    /// @dev Where 3 bps of fee bear 3 bps of rebate, 10,000 lots at 1000 ticks (1,000 quote tokens) cost the highest tier 0.3 tokens
    /// and bring 0.3; an odd lot of 100,000 atoms costs 30 and brings 30.
    function test_ByHandTheTightestMarketGivesBackWhatItTakes() public {
        build();
        trade(taker, SIGNER_TIGHT, 600_000, 1);
        eq(exchange.makerVolume(signer, address(quote)), 120_000e6, "volume");
        eq(lossOf(SIGNER_TIGHT, 10_000), 0, "loss");
        eq(lossOf(SIGNER_TIGHT, 1), 0, "loss of a lot");
        // On a market of 5 bps: half a token of fee each way.
        eq(lossOf(SIGNER_PLAIN, 10_000), 2 * (500_000 - 300_000), "loss at 5 bps");
    }

    /// @dev Of 6 bps half is the pool's: 10,000 lots at 1100 and at 1050 back, 2,150 quote tokens, cost 1.29 and bring 0.645 twice.
    function test_ByHandAPoolOfTheHighestTier() public {
        build();
        for (uint256 i = 0; i < 3; ++i) trade(taker, POOL, 100_000, i);
        eq(exchange.makerVolume(address(pool), address(quote)), 3 * (11_000e6 + 10_500e6), "volume");
        eq(lossOf(POOL, 10_000), 0, "loss");
    }

    /// @dev Below the highest tier washing costs: 2 bps come back of 3, on 1,100 quote tokens and 1,050.
    function test_ByHandAVaultBelowTheHighestTier() public {
        build();
        trade(taker, VAULT, 60_000, 1);
        eq(exchange.makerVolume(address(vault), address(quote)), 6_600e6 + 6_300e6, "volume");
        eq(lossOf(VAULT, 10_000), 215_000, "loss");
    }

    /// @dev Quote atoms that washing `size` lots there and back costs the coalition.
    function lossOf(uint256 maker, uint64 size) private returns (uint256) {
        (uint256 baseBefore, uint256 quoteBefore) = wealth();
        trade(stranger, maker, size, 1_000);
        (uint256 baseAfter, uint256 quoteAfter) = wealth();
        eq(baseAfter, baseBefore, "base");
        return quoteBefore - quoteAfter;
    }

    function play(uint256 seed, bool washes) private returns (uint256 baseHeld, uint256 quoteHeld) {
        build();
        for (uint256 i = 0; i < STEPS; ++i) {
            uint256 r = uint256(keccak256(abi.encode(seed, i)));
            if (r % 8 == 0) {
                // The last second of a period, or the first of the next.
                uint256 next = (uint256(exchange.currentPeriod()) + 1) * PERIOD + 1_800_000_000;
                vm.warp((r >> 8) % 2 == 0 && block.timestamp < next - 1 ? next - 1 : next);
                continue;
            }
            bool wash = r % 8 > 3;
            if (wash && !washes) continue;
            // Dust as often as thousands.
            uint64 size = uint64((r >> 16) % 2 == 0 ? 1 + ((r >> 24) % 9) : 1 + ((r >> 24) % DEEP));
            trade(wash ? stranger : taker, (r >> 96) % 5, size, i);
        }
        (baseHeld, quoteHeld) = wealth();
    }

    /// @dev Buy from a maker and sell it back, so that every grid stands where it stood.
    function trade(address account, uint256 maker, uint64 size, uint256 salt) private {
        if (maker <= POOL) {
            address grid = maker == VAULT ? address(vault) : address(pool);
            take(account, grid, Side.Ask, size);
            take(account, grid, Side.Bid, size);
            return;
        }
        uint32 market =
            maker == SIGNER_TIGHT
                ? tight
                : maker == SIGNER_SHARED
                    ? shared
                    : plain;
        Quote memory q = Quote(signer, market, 1000, size, 1000, size, 0, 0, FOREVER, address(0), salt);
        bytes memory signature = sign(SIGNER_KEY, q);
        vm.startPrank(account);
        exchange.takeQuote(q, signature, Take(Side.Ask, size, size, FOREVER, account, FOREVER));
        exchange.takeQuote(q, signature, Take(Side.Bid, size, size, 0, account, FOREVER));
        vm.stopPrank();
    }

    function take(address account, address grid, Side side, uint64 size) private {
        vm.prank(account);
        exchange.takeGrid(grid, Take(side, size, size, side == Side.Ask ? FOREVER : 0, account, FOREVER));
    }

    /// @dev All that the coalition has, wherever it is.
    function wealth() private view returns (uint256 baseHeld, uint256 quoteHeld) {
        address[6] memory coalition = [owner, provider, signer, stranger, address(vault), address(pool)];
        for (uint256 i = 0; i < coalition.length; ++i) {
            (uint256 b, uint256 q) = balances(coalition[i]);
            baseHeld += b;
            quoteHeld += q;
        }
    }

    /// @dev A fresh world, with fees of others in the exchange that could be taken out.
    function build() private {
        deployWorld();
        vm.startPrank(governor);
        tight = exchange.createMarket(marketTerms(3, 0, address(0)));
        shared = exchange.createMarket(marketTerms(6, 5_000, address(0)));
        vm.stopPrank();
        VaultParams memory params = vaultParams(tight, gridStrategy());
        params.strategy.grid.sizePerCell = DEEP;
        vault = createVault(params);
        PoolParams memory terms_ = PoolParams({
            marketId: shared,
            operator: operator,
            prices: params.strategy.grid.prices,
            sizePerCell: DEEP,
            referencePrice: 1000,
            minReferencePrice: 0,
            maxReferencePrice: FOREVER,
            deadline: FOREVER,
            name: "Pool",
            symbol: "LP",
            salt: bytes32(0)
        });
        vm.prank(provider);
        pool = PoolAbi(pools.createPool(terms_));
        quote.mint(address(exchange), 1e15);
    }
}
