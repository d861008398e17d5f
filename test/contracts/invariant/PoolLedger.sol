// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { PoolState } from "../../../contracts/interfaces/ILiquidityPool.sol";
import { Side } from "../../../contracts/interfaces/Types.sol";
import { PoolAbi } from "../utils/Abis.sol";
import { Filled, Handler } from "./Handler.sol";

/// @notice What the ledger knows of one pool. Amounts in atoms, `units` in LP units.
struct Shared {
    uint256 supply;
    uint256 reserveBase;
    uint256 reserveQuote;
    uint256 fills;
    // fees given to providers, and taken by them
    uint256 feesIn;
    uint256 feesOut;
    // whether a unit may ever have earned 2^16 atoms at once; with a wide margin
    bool mayWrap;
    // set aside for providers who left with one token
    uint256 asideBase;
    uint256 asideQuote;
    // sent without being asked
    uint256 giftBase;
    uint256 giftQuote;
}

/// @notice The pools' ledger: reserves, units and fees by arithmetic of its own.
abstract contract PoolLedger is Handler {
    uint256 internal constant LOCKED_UNITS = 1_000;
    address internal constant LOCKED = 0x000000000000000000000000000000000000dEaD;

    PoolAbi[2] public poolsHeld;
    address[5] internal providers;
    mapping(address pool => Shared) internal shared;
    mapping(address pool => mapping(address provider => uint256)) internal unitsOf;
    mapping(address pool => mapping(address provider => uint256)) internal asideBaseOf;
    mapping(address pool => mapping(address provider => uint256)) internal asideQuoteOf;
    mapping(address pool => mapping(uint256 period => uint256)) private _volumes;
    mapping(address pool => bytes32) private _prints;

    /// @notice Pool of the last action.
    PoolAbi public touched;

    function _other() private view returns (PoolAbi) {
        return address(touched) == address(poolsHeld[0]) ? poolsHeld[1] : poolsHeld[0];
    }

    /// @dev Choose the pool of an action; the other one must be as it was when the action is done.
    function _pick(uint256 which) internal returns (PoolAbi pool) {
        pool = touched = poolsHeld[which % 2];
        address other = address(_other());
        _prints[other] = _print(other);
    }

    /// @notice Everything of a pool but what time alone changes.
    function _print(address pool) private view returns (bytes32) {
        (uint256 baseHeld, uint256 quoteHeld) = balances(pool);
        uint256 sum = 0;
        for (uint256 i = 0; i < providers.length; ++i) {
            sum = sum * 31 + PoolAbi(pool).balanceOf(providers[i]);
        }
        return keccak256(abi.encode(PoolAbi(pool).state(), baseHeld, quoteHeld, sum));
    }

    function _afterAction() internal virtual override {
        for (uint256 i = 0; i < fills.length; ++i) _bookFill(fills[i]);
        if (address(touched) == address(0)) return;
        Shared storage s = shared[address(touched)];
        // Only units that earn can have earned too much: all that is unclaimed, shared among those there are now.
        uint256 earning = s.supply - LOCKED_UNITS;
        if (earning != 0 && s.feesIn - s.feesOut >= earning * (1 << 16)) s.mayWrap = true;
        address other = address(_other());
        if (_prints[other] == 0) return;
        check(_prints[other] == _print(other), "14: what happens to one pool changes no other");
        delete _prints[other];
    }

    function _bookFill(Filled memory f) private {
        Shared storage s = shared[f.maker];
        uint256 fee = _ceil(f.notional * 10, 10_000);
        uint256 volume = _volumes[f.maker][_period()];
        uint256 rebate = _rebateOf(volume, f.notional);
        _volumes[f.maker][_period()] = volume + f.notional;
        check(f.fee == fee && f.rebate == rebate, "13: fee and rebate of a pool's fill");
        ++s.fills;
        // Half of the fee, rounded down, and the rebate go to providers.
        s.feesIn += fee / 2 + rebate;
        if (f.side == Side.Ask) {
            s.reserveBase -= f.size * LOT;
            s.reserveQuote += f.notional;
        } else {
            s.reserveBase += f.size * LOT;
            s.reserveQuote -= f.notional;
        }
    }

    /// @dev What `size` lots cost cell by cell, best price first.
    function _ticksFor(
        PoolAbi pool,
        bool ask,
        uint256 size,
        uint256 limit
    ) internal view returns (uint256 filled, uint256 ticks) {
        PoolState memory p = pool.state();
        uint64[] memory list = pool.prices();
        uint256 cells = list.length - 1;
        for (uint256 k = 0; k < cells && filled < size && p.sizePerCell != 0; ++k) {
            uint256 cell = ask ? k : cells - 1 - k;
            uint256 price = list[ask ? cell + 1 : cell];
            if (ask ? price > limit : price < limit) continue;
            uint256 lots = _min(_resting(p, cell, ask), size - filled);
            filled += lots;
            ticks += lots * price;
        }
    }

    /// @dev Of a cell, lots below the cursor are bids, the others asks.
    function _resting(PoolState memory p, uint256 cell, bool ask) private pure returns (uint256) {
        uint256 start = cell * p.sizePerCell;
        uint256 sold = p.cursor > start ? _min(p.cursor - start, p.sizePerCell) : 0;
        return ask ? p.sizePerCell - sold : sold;
    }

    // ---- rules ------------------------------------------------------------------------------------------------------

    /// @notice Security invariant 9: supply is the sum of balances, the locked ones included.
    function rule09_supply(PoolAbi pool) public view {
        Shared storage s = shared[address(pool)];
        uint256 sum = pool.balanceOf(LOCKED);
        for (uint256 i = 0; i < providers.length; ++i) {
            uint256 units = pool.balanceOf(providers[i]);
            eq(units, unitsOf[address(pool)][providers[i]], "9: a provider has the units it should");
            sum += units;
        }
        eq(pool.totalSupply(), sum, "9: supply is the sum of balances");
        eq(pool.totalSupply(), s.supply, "9: supply is what was minted less what was burnt");
        yes(pool.balanceOf(LOCKED) >= LOCKED_UNITS, "9: the locked units stay");
    }

    /// @notice Security invariants 1, 2 and 10: reserves are what the ledger says, fund every resting order, and are held, with fees, what is
    /// set aside and gifts, to the atom.
    function rule10_reserves(PoolAbi pool) public view {
        Shared storage s = shared[address(pool)];
        PoolState memory p = pool.state();
        eq(p.reserveBase, s.reserveBase, "10: base reserve changes only by joins, leaves and fills");
        eq(p.reserveQuote, s.reserveQuote, "10: quote reserve changes only by joins, leaves and fills");
        (uint256 baseNeeded, uint256 quoteNeeded) = pool.requiredFunds();
        yes(baseNeeded <= p.reserveBase && quoteNeeded <= p.reserveQuote, "10: reserves fund every resting order");
        (uint256 baseHeld, uint256 quoteHeld) = balances(address(pool));
        eq(baseHeld, s.reserveBase + s.asideBase + s.giftBase, "2: base of a pool adds up");
        eq(quoteHeld, s.reserveQuote + s.asideQuote + s.giftQuote + s.feesIn - s.feesOut, "2: quote of a pool adds up");
        eq(p.fills, s.fills, "a pool counts its fills");
        eq(p.events, eventCount[address(pool)], "a pool counts its events");
    }

    /// @notice Security invariant 13: claimed and claimable fees never exceed those received. The gap is what still streams and roundings;
    /// but a unit that earns 2^16 atoms at once loses them (see `StreamLib`), so a pool that ever had that to give is held to
    /// the first half only.
    function rule13_fees(PoolAbi pool) public view {
        Shared storage s = shared[address(pool)];
        (uint256 remaining, ) = pool.stream();
        uint256 sum = s.feesOut + remaining;
        for (uint256 i = 0; i < providers.length; ++i) sum += pool.claimable(providers[i]);
        yes(sum <= s.feesIn, "13: no more is claimed, claimable and streaming than was received");
        if (s.mayWrap) return;
        yes(s.feesIn - sum <= roundings + providers.length, "13: nothing of the fees is lost but roundings");
    }

    /// @notice Actions so far that may have rounded an atom of fees away.
    uint256 public roundings;

    function _mayRound(uint256 times) internal {
        roundings += times;
    }
}
