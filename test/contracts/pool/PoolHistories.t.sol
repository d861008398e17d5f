// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { PoolState } from "../../../contracts/interfaces/ILiquidityPool.sol";
import { PoolVenue } from "./PoolVenue.sol";

/// @notice Random histories of joins, leaves, transfers, fills, gifts and claims: what must hold after each.
contract PoolHistoriesTest is PoolVenue {
    uint256 private _given;
    uint256 private _claimed;

    function setUp() public {
        deployVenue();
        createPool();
    }

    function testFuzz_RoundTrips_NeverPay(uint256 moved, uint256 lp, uint256 rounds) public {
        if (moved & 1 == 0) buy(uint64(moved % 1_000) + 1);
        else sell(uint64(moved % 3_000) + 1);
        lp = bound(lp, 1, 1e12);
        uint256 baseBefore = base.balanceOf(alice);
        uint256 quoteBefore = quote.balanceOf(alice);
        for (uint256 i = 0; i <= rounds % 4; ++i) {
            add(alice, lp);
            remove(alice, lp);
        }
        yes(base.balanceOf(alice) <= baseBefore, "add then remove: base");
        yes(quote.balanceOf(alice) <= quoteBefore, "add then remove: quote");

        baseBefore = base.balanceOf(founder);
        quoteBefore = quote.balanceOf(founder);
        lp = bound(lp, 1, SUPPLY - 1_000);
        remove(founder, lp);
        add(founder, lp);
        yes(base.balanceOf(founder) <= baseBefore, "remove then add: base");
        yes(quote.balanceOf(founder) <= quoteBefore, "remove then add: quote");
        checkSolvent();
    }

    /// @dev In parts or at once: whoever splits a join or a leave gets no more.
    function testFuzz_Splitting_NeverPays(uint256 lp, uint256 part) public {
        lp = bound(lp, 2, SUPPLY - 1_000);
        part = bound(part, 1, lp - 1);
        (uint256 b, uint256 q) = pool.previewRemove(lp);
        (uint256 b1, uint256 q1) = remove(founder, part);
        (uint256 b2, uint256 q2) = remove(founder, lp - part);
        yes(b1 + b2 <= b + 1 && q1 + q2 <= q + 1, "leave: at most an atom, of one's own");
        (b, q) = pool.previewAdd(lp);
        (b1, q1) = add(founder, part);
        (b2, q2) = add(founder, lp - part);
        yes(b1 + b2 >= b && q1 + q2 >= q, "join");
    }

    function testFuzz_Histories(uint256 seed) public {
        for (uint256 i = 0; i < 12; ++i) {
            seed = uint256(keccak256(abi.encode(seed, i)));
            PoolState memory before = pool.state();
            bool shares = act(seed);
            checkSolvent();
            if (shares) checkValue(before, pool.state());
            checkFees(false);
        }
        later(2 days);
        // Brings pending fees into the stream, and the day after all of it to whoever holds.
        later(2 days);
        if (pool.totalSupply() > 1_000) checkFees(true);
        claim(founder);
        claim(alice);
        claim(bob);
        yes(_claimed <= _given, "no more claimed than came");
        remove(founder, pool.balanceOf(founder));
    }

    /// @dev Whether it was an action that must not change what a share is worth.
    function act(uint256 seed) private returns (bool) {
        address who = [founder, alice, bob][(seed >> 8) % 3];
        uint256 amount = seed >> 16;
        uint256 balance = pool.balanceOf(who);
        uint256 kind = seed % 8;
        if (kind == 0) add(who, (amount % SUPPLY) + 1);
        else if (kind == 1 && balance != 0) remove(who, (amount % balance) + 1);
        else if (kind == 2) send(who, [founder, alice, bob][(seed >> 12) % 3], amount % (balance + 1));
        else if (kind == 3) _given += buy(uint64(amount % 3_000) + 1).poolFee;
        else if (kind == 4) _given += sell(uint64(amount % 3_000) + 1).poolFee;
        else if (kind == 5) give(who, (amount % 1e9) + 1);
        else if (kind == 6) claim(who);
        else later(amount % 1 days);
        return kind != 3 && kind != 4;
    }

    function checkValue(PoolState memory a, PoolState memory b) private pure {
        yes(b.reserveBase * a.supply >= a.reserveBase * b.supply, "base per unit never falls");
        yes(b.reserveQuote * a.supply >= a.reserveQuote * b.supply, "quote per unit never falls");
    }

    /// @dev What is owed never exceeds what came, and what is held beyond the reserves covers it; once all has streamed, each
    /// holder is at most an atom or two short.
    function checkFees(bool streamed) private view {
        uint256 owed = pool.claimable(founder) + pool.claimable(alice) + pool.claimable(bob);
        (uint256 remaining, ) = pool.stream();
        yes(_claimed + owed + remaining <= _given, "no more than came");
        yes(_claimed + owed + remaining + 40 >= _given, "hardly less than came");
        yes(quote.balanceOf(address(pool)) >= pool.state().reserveQuote + owed + remaining, "held");
        if (streamed) eq(remaining, 0, "all streamed");
    }

    function send(address from, address to, uint256 amount) private {
        vm.prank(from);
        pool.transfer(to, amount);
    }

    function give(address who, uint256 amount) private {
        if (pool.totalSupply() == pool.MIN_LIQUIDITY()) return;
        vm.prank(who);
        pool.distributeFees(amount);
        _given += amount;
    }

    function claim(address who) private {
        if (pool.claimable(who) == 0) return;
        vm.prank(who);
        _claimed += pool.claimFees(who);
    }
}
