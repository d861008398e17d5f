// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { PoolAbi } from "../utils/Abis.sol";
import { PoolLedger, Shared } from "./PoolLedger.sol";

/// @notice Joins, leaves and gifts, each checked against the ledger and booked in it.
abstract contract PoolActs is PoolLedger {
    // ---- parts ------------------------------------------------------------------------------------------------------

    function _join(
        PoolAbi pool,
        address from,
        uint256 lp,
        address to
    ) internal returns (uint256 basePaid, uint256 quotePaid) {
        Shared storage s = shared[address(pool)];
        uint256 baseDue = _ceil(s.reserveBase * lp, s.supply);
        uint256 quoteDue = _ceil(s.reserveQuote * lp, s.supply);
        (uint256 baseShown, uint256 quoteShown) = pool.previewAdd(lp);
        uint256 claimableBefore = pool.claimable(to);
        vm.prank(from);
        (basePaid, quotePaid) = pool.addLiquidity(lp, anyBounds(), to);
        check(basePaid == baseShown && quotePaid == quoteShown, "15: a join pays what it showed");
        check(basePaid >= baseDue && quotePaid >= quoteDue, "10, 11: a join pays the ceiling of both reserves");
        check(basePaid <= baseDue && quotePaid <= quoteDue, "12: a join pays for reserves only, not for gifts");
        // assetsBefore * supplyAfter <= assetsAfter * supplyBefore, in both tokens
        check(s.reserveBase * (s.supply + lp) <= (s.reserveBase + basePaid) * s.supply, "10: base per unit held up");
        check(
            s.reserveQuote * (s.supply + lp) <= (s.reserveQuote + quotePaid) * s.supply,
            "10: quote per unit held up"
        );
        s.reserveBase += basePaid;
        s.reserveQuote += quotePaid;
        s.supply += lp;
        unitsOf[address(pool)][to] += lp;
        _mayRound(1);
        check(pool.claimable(to) <= claimableBefore, "13: who joins earned nothing before");
        check(pool.claimable(to) + 1 >= claimableBefore, "13: a join keeps what was earned");
    }

    /// @param kind 0, 1: with both tokens; 2: with base while quote is stuck; 3: with quote while base is stuck.
    function _leave(PoolAbi pool, address from, uint256 lp, uint256 kind) internal returns (bool) {
        (uint256 baseShown, uint256 quoteShown) = pool.previewRemove(lp);
        Shared storage s = shared[address(pool)];
        check(
            baseShown == (s.reserveBase * lp) / s.supply && quoteShown == (s.reserveQuote * lp) / s.supply,
            "10: a leave receives the floor of both reserves"
        );
        kind = kind % 4;
        address stuck =
            kind < 2
                ? address(0)
                : kind == 2
                    ? address(quote)
                    : address(base);
        bytes memory code = stuck.code;
        if (kind >= 2) vm.etch(stuck, hex"fe");
        bool left = _remove(pool, from, lp, kind, baseShown, quoteShown);
        if (kind >= 2) vm.etch(stuck, code);
        if (!left) return false;
        s.reserveBase -= baseShown;
        s.reserveQuote -= quoteShown;
        s.supply -= lp;
        unitsOf[address(pool)][from] -= lp;
        _mayRound(1);
        return true;
    }

    function _remove(
        PoolAbi pool,
        address from,
        uint256 lp,
        uint256 kind,
        uint256 baseShown,
        uint256 quoteShown
    ) internal returns (bool) {
        vm.prank(from);
        if (kind < 2) {
            try pool.removeLiquidity(lp, anyBounds(), from) returns (uint256 baseAmount, uint256 quoteAmount) {
                check(baseAmount == baseShown && quoteAmount == quoteShown, "15: a leave receives what it showed");
            } catch {
                return false;
            }
            return true;
        }
        bool ofBase = kind == 2;
        try pool.removeLiquidityOneToken(lp, anyBounds(), ofBase, from) returns (uint256 amount, uint256 aside) {
            check(
                ofBase ? amount == baseShown && aside == quoteShown : amount == quoteShown && aside == baseShown,
                "15: a leave with one token sets the other aside in full"
            );
        } catch {
            return false;
        }
        Shared storage s = shared[address(pool)];
        if (ofBase) {
            s.asideQuote += quoteShown;
            asideQuoteOf[address(pool)][from] += quoteShown;
        } else {
            s.asideBase += baseShown;
            asideBaseOf[address(pool)][from] += baseShown;
        }
        return true;
    }

    function _gift(PoolAbi pool, uint256 baseAmount, uint256 quoteAmount) internal {
        base.mint(address(pool), baseAmount);
        quote.mint(address(pool), quoteAmount);
        shared[address(pool)].giftBase += baseAmount;
        shared[address(pool)].giftQuote += quoteAmount;
    }

    function _holder(PoolAbi pool, uint256 who) internal returns (address from) {
        for (uint256 i = 0; i < 5; ++i) {
            from = providers[((who % 5) + i) % 5];
            if (unitsOf[address(pool)][from] != 0) return from;
        }
        ++idle;
        return address(0);
    }

    function _claimables(uint256 which) internal view returns (uint256 sum) {
        for (uint256 i = 0; i < 5; ++i) sum += poolsHeld[which].claimable(providers[i]);
    }
}
