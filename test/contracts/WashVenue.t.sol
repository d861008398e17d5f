// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { LiquidityPool } from "../../contracts/LiquidityPool.sol";
import { MakerVault } from "../../contracts/MakerVault.sol";
import { PoolParams } from "../../contracts/interfaces/IPoolFactory.sol";
import { VaultParams } from "../../contracts/interfaces/IVaultFactory.sol";
import { Quote, Side, Take } from "../../contracts/interfaces/Types.sol";
import { World } from "./utils/World.sol";

/// @notice A coalition that fills itself on the real exchange: the owner of a vault, the only provider of a pool, a signer, and a
/// wallet that takes. What it holds in the end, theirs in vault and pool included, against what it would hold had it not.
/// @dev `WashSearch.t.sol` searches many more histories in the libraries alone.
contract WashVenueTest is World {
    /// @dev 100,000 lots per cell, 10,000 quote tokens at 1000 ticks: the tiers of `World` are within reach.
    uint64 private constant DEEP = 100_000;
    uint256 private constant STEPS = 12;

    MakerVault private vault;
    LiquidityPool private pool;

    /// @dev The same real fills, at the same times, in two worlds; in one of them the coalition washes in between.
    function testFuzz_WashingOnRealMarketsNeverPays(uint256 seed) public {
        (uint256 baseWithout, uint256 quoteWithout, ) = play(seed, false);
        (uint256 baseWith, uint256 quoteWith, uint256 washed) = play(seed, true);
        eq(baseWith, baseWithout, "base");
        yes(quoteWith <= quoteWithout, "washing paid");
        yes(washed == 0 || quoteWith < quoteWithout, "washing was free");
    }

    /// @dev A signer in the highest tier on a market of 5 bps: 10,000 lots at 1000 ticks are 1,000 quote tokens, half a token of fee,
    /// 0.3 tokens of rebate.
    function test_ByHandASignerOfTheHighestTier() public {
        build();
        trade(taker, 2, 600_000, 1);
        eq(exchange.makerVolume(signer, address(quote)), 120_000e6, "volume");
        (uint256 baseBefore, uint256 quoteBefore) = wealth();
        trade(stranger, 2, 10_000, 2);
        (uint256 baseAfter, uint256 quoteAfter) = wealth();
        eq(baseAfter, baseBefore, "base");
        // Bought and sold again.
        eq(quoteBefore - quoteAfter, 2 * (500_000 - 300_000), "loss");
    }

    /// @dev A pool in the highest tier on a market of 10 bps, of which half is its own: of a token of fee half and 0.3 come back.
    function test_ByHandAPoolOfTheHighestTier() public {
        build();
        trade(taker, 1, 100_000, 1);
        trade(taker, 1, 100_000, 2);
        trade(taker, 1, 100_000, 3);
        eq(exchange.makerVolume(address(pool), address(quote)), 3 * (11_000e6 + 10_500e6), "volume");
        (, uint256 quoteBefore) = wealth();
        // 10,000 lots at 1100, and at 1050 back: 2,150 quote tokens.
        trade(stranger, 1, 10_000, 4);
        (, uint256 quoteAfter) = wealth();
        eq(quoteBefore - quoteAfter, 2_150_000 - 1_075_000 - 645_000, "loss");
    }

    function play(uint256 seed, bool washes) private returns (uint256 baseHeld, uint256 quoteHeld, uint256 washed) {
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
            if (wash) ++washed;
            // Dust as often as thousands.
            uint64 size = uint64((r >> 16) % 2 == 0 ? 1 + ((r >> 24) % 9) : 1 + ((r >> 24) % DEEP));
            trade(wash ? stranger : taker, (r >> 96) % 4, size, i);
        }
        (baseHeld, quoteHeld) = wealth();
    }

    /// @dev Buy from a maker and sell it back, so that every grid stands where it stood.
    function trade(address account, uint256 maker, uint64 size, uint256 salt) private {
        if (maker < 2) {
            address grid = maker == 0 ? address(vault) : address(pool);
            take(account, grid, Side.Ask, size);
            take(account, grid, Side.Bid, size);
            return;
        }
        // The signer makes on both markets, at one price.
        Quote memory q = Quote(
            signer,
            maker == 2 ? plain : pooled,
            1000,
            size,
            1000,
            size,
            0,
            0,
            FOREVER,
            address(0),
            salt
        );
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
        VaultParams memory params = vaultParams(plain, gridStrategy());
        params.strategy.grid.sizePerCell = DEEP;
        vault = createVault(params);
        PoolParams memory terms_ = PoolParams({
            marketId: pooled,
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
        pool = LiquidityPool(pools.createPool(terms_));
        quote.mint(address(exchange), 1e15);
    }
}
