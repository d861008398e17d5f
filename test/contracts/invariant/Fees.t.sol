// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Strategy } from "../../../contracts/interfaces/Strategy.sol";
import { Quote, Side, Take } from "../../../contracts/interfaces/Types.sol";
import { PoolAbi, VaultAbi } from "../utils/Abis.sol";
import { Campaign } from "./Campaign.sol";
import { Filled, Handler } from "./Handler.sol";

/// @notice Fees and rebates while everything about them changes: fees of markets, pools' share, rates and thresholds, periods. Makers: two
/// signers, two vaults, a pool; the takers are of one party with them. The governor schedules; time goes to boundaries and over.
contract FeeHandler is Handler {
    /// @dev What holds in a period: of a market, and of everybody.
    struct Terms {
        uint256 feeBps;
        uint256 shareBps;
    }

    uint256 private constant SECOND_KEY = 0xB0B;

    address private _second = vm.addr(SECOND_KEY);
    VaultAbi[2] private _vaults;
    PoolAbi private _pool;
    uint256 private _salt;

    // What the governor has said, by period from which it holds.
    mapping(uint256 marketId => mapping(uint256 period => bool)) private _feesSet;
    mapping(uint256 marketId => mapping(uint256 period => Terms)) private _fees;
    mapping(uint256 period => bool) private _ratesSet;
    mapping(uint256 period => uint64[3]) private _thresholds;
    mapping(uint256 period => uint8[4]) private _rates;

    mapping(address maker => mapping(uint256 period => uint256)) private _volumes;
    /// @notice Paid by takers, and what makers and pools got back of it, ever and per period.
    uint256 public feesPaid;
    uint256 public feesReturned;
    mapping(uint256 period => uint256) private _returnedIn;
    uint256 public collected;
    /// @dev The last period that closed, plus one, and what it had returned when it closed.
    uint256 private _closed;
    uint256 private _closedReturned;

    constructor() {
        vm.recordLogs();
        deployWorld();
        _setClock(1_800_000_000);
        rich(_second);
        Strategy memory s = gridStrategy();
        s.grid.sizePerCell = 50_000;
        _vaults[0] = createVault(vaultParams(plain, s));
        _vaults[1] = createVault(vaultParams(pooled, s));
        _pool = createPool(pooled);
        vm.prank(provider);
        _pool.addLiquidity(385e6 * 50, anyBounds(), provider);
        (_feesSet[plain][0], _fees[plain][0]) = (true, Terms(5, 0));
        (_feesSet[pooled][0], _fees[pooled][0]) = (true, Terms(10, 5_000));
        (_feesSet[free][0], _fees[free][0]) = (true, Terms(0, 0));
        _ratesSet[0] = true;
        _thresholds[0] = [1_000, 10_000, 50_000];
        _rates[0] = [0, 1, 2, 3];
        _readLogs();
        delete fills;
    }

    // ---- takers -----------------------------------------------------------------------------------------------------

    function takeQuote(uint256 who, uint256 where, bool ask, uint256 size, bool tiny) external action {
        bool second = who % 2 == 0;
        uint32 id = [plain, pooled, free][where % 3];
        // From dust, whose rebate rounds to nothing, to several tiers at once.
        size = tiny ? bound(size, 1, 20) : bound(size, 1_000, 200_000);
        uint64 price = tiny ? uint64(bound(size, 1, 50)) : 1_000;
        Quote memory q = Quote(
            second ? _second : signer,
            id,
            price,
            uint64(size),
            price,
            uint64(size),
            0,
            0,
            FOREVER,
            address(0),
            ++_salt
        );
        bytes memory signature = sign(second ? SECOND_KEY : SIGNER_KEY, q);
        Take memory take = Take(ask ? Side.Ask : Side.Bid, uint64(size), 1, ask ? FOREVER : 0, taker, FOREVER);
        uint256 before = _together(q.maker);
        vm.prank(taker);
        exchange.takeQuote(q, signature, take);
        // Maker and taker are one party here; the base changed hands within it.
        check(_together(q.maker) <= before, "24: a party that trades with itself never gains");
    }

    function takeGrid(uint256 which, bool ask, uint256 size) external action {
        address maker = which % 3 == 2 ? address(_pool) : address(_vaults[which % 3]);
        size = bound(size, 1, 60_000);
        Take memory take = Take(ask ? Side.Ask : Side.Bid, uint64(size), 1, ask ? FOREVER : 0, taker, FOREVER);
        vm.prank(taker);
        try exchange.takeGrid(maker, take) {} catch {
            take.side = ask ? Side.Bid : Side.Ask;
            take.limitPrice = ask ? 0 : FOREVER;
            vm.prank(taker);
            exchange.takeGrid(maker, take);
        }
    }

    // ---- governor ---------------------------------------------------------------------------------------------------

    function scheduleFees(uint256 where, uint256 feeBps, uint256 shareBps) external action {
        uint32 id = [plain, pooled, free][where % 3];
        feeBps = feeBps % 4 == 0 ? bound(feeBps, 0, 100) : bound(feeBps, 3, 12);
        shareBps = shareBps % 3 == 0 ? 0 : bound(shareBps, 0, 10_000);
        vm.prank(governor);
        exchange.scheduleFees(id, uint16(feeBps), uint16(shareBps));
        uint256 next = _period() + 1;
        (_feesSet[id][next], _fees[id][next]) = (true, Terms(feeBps, shareBps));
        _checkTerms(id);
    }

    function scheduleRebates(uint256 seed, uint256 step) external action {
        uint64 first = uint64(bound(seed, 100, 5_000));
        uint64 gap = uint64(bound(step, 1, 20_000));
        uint8 low = uint8(seed % 3);
        uint64[3] memory thresholds = [first, first + gap, first + 3 * gap];
        uint8[4] memory rates = [low, low + 1, low + uint8(step % 3) + 1, low + uint8(step % 3) + 2];
        vm.prank(governor);
        exchange.scheduleRebates(thresholds, rates);
        uint256 next = _period() + 1;
        (_ratesSet[next], _thresholds[next], _rates[next]) = (true, thresholds, rates);
        _checkSchedule(_period());
        _checkSchedule(next);
    }

    function collect() external action {
        vm.prank(governor);
        collected += exchange.collectFees(address(quote), governor);
    }

    // ---- time -------------------------------------------------------------------------------------------------------

    /// @notice Mostly within the period; now and then to its last second, its boundary, or periods on.
    function warp(uint256 time, uint256 kind) external action {
        uint256 period = _period();
        uint256 boundary = 1_800_000_000 + (period + 1) * PERIOD;
        uint256 to = block.timestamp + bound(time, 1, 1 days);
        if (kind % 6 == 0) to = boundary - 1;
        else if (kind % 6 == 1) to = boundary;
        else if (kind % 6 == 2) to = boundary + bound(time, 0, 3 * PERIOD);
        _setClock(_max(to, block.timestamp));
        if (_period() != period) {
            (_closed, _closedReturned) = (period + 1, _returnedIn[period]);
            for (uint256 i = 0; i < 5; ++i) {
                check(_volumeOf(i) == 0, "25: a period begins with no volume");
            }
        }
        check(_closed == 0 || _returnedIn[_closed - 1] == _closedReturned, "25: a period that closed stays as it is");
        _checkTerms(plain);
        _checkTerms(pooled);
        _checkTerms(free);
        _checkSchedule(_period());
    }

    // ---- ledger -----------------------------------------------------------------------------------------------------

    function _afterAction() internal override {
        for (uint256 i = 0; i < fills.length; ++i) {
            Filled memory f = fills[i];
            Terms memory terms_ = _feesIn(f.marketId, _period());
            uint256 fee = _ceil(f.notional * terms_.feeBps, 10_000);
            check(f.fee == fee, "24: the fee is the ceiling of notional times rate");
            uint256 poolFee = f.maker == address(_pool) ? (fee * terms_.shareBps) / 10_000 : 0;
            uint256 rebate = 0;
            if (_pays(f.marketId)) {
                uint256 volume = _volumes[f.maker][_period()];
                rebate = _rebateOf(volume, f.notional);
                _volumes[f.maker][_period()] = volume + f.notional;
            }
            check(f.rebate == rebate, "25: the rebate is what the brackets of the period give");
            check(f.rebate + poolFee <= fee, "24: no more comes back than the fee");
            feesPaid += fee;
            feesReturned += rebate + poolFee;
            _returnedIn[_period()] += rebate + poolFee;
        }
        for (uint256 i = 0; i < 5; ++i) {
            check(_volumeOf(i) == _volumes[_makerAt(i)][_period()], "25: the volume of the period, which only rises");
        }
    }

    function _makerAt(uint256 index) private view returns (address) {
        return [signer, _second, address(_vaults[0]), address(_vaults[1]), address(_pool)][index];
    }

    function _volumeOf(uint256 index) private view returns (uint256) {
        return exchange.makerVolume(_makerAt(index), address(quote));
    }

    /// @dev The last thing said about a market that holds in `period`.
    function _feesIn(uint256 marketId, uint256 period) private view returns (Terms memory) {
        while (!_feesSet[marketId][period]) --period;
        return _fees[marketId][period];
    }

    function _ratesPeriod(uint256 period) private view returns (uint256) {
        while (!_ratesSet[period]) --period;
        return period;
    }

    /// @dev Whether fee less pools' share bears the highest rate: `fee * (10_000 - share) >= rate * 10_000`.
    function _pays(uint256 marketId) private view returns (bool) {
        Terms memory t = _feesIn(marketId, _period());
        uint256 highest = _rates[_ratesPeriod(_period())][3];
        return highest != 0 && t.feeBps * (10_000 - t.shareBps) >= highest * 10_000;
    }

    /// @dev Rebate on all of `volume` in this period, in atoms times bps.
    function _earned(uint256 volume) internal view override returns (uint256 sum) {
        uint256 p = _ratesPeriod(_period());
        sum = volume * _rates[p][0];
        for (uint256 i = 0; i < 3; ++i) {
            sum += _less(volume, uint256(_thresholds[p][i]) * 1e6) * (_rates[p][i + 1] - _rates[p][i]);
        }
    }

    function _checkTerms(uint32 id) private {
        Terms memory t = _feesIn(id, _period());
        check(exchange.getMarket(id).takerFeeBps == t.feeBps, "25: fees change at the boundary, exactly");
        check(exchange.getMarket(id).poolFeeShareBps == t.shareBps, "25: shares change at the boundary, exactly");
        check(exchange.paysRebates(id) == _pays(id), "24: a market pays rebates only while its fee bears them");
    }

    function _checkSchedule(uint256 period) private {
        uint256 p = _ratesPeriod(period);
        (uint64[3] memory thresholds, uint8[4] memory rates) = exchange.rebateSchedule(uint24(period));
        check(
            keccak256(abi.encode(thresholds, rates)) == keccak256(abi.encode(_thresholds[p], _rates[p])),
            "25: rates change at the boundary, exactly"
        );
    }

    function _together(address maker) private view returns (uint256) {
        return quote.balanceOf(maker) + quote.balanceOf(taker);
    }

    // ---- rules ------------------------------------------------------------------------------------------------------

    /// @notice Security invariant 23: rebates are paid out of the fill that earned them, so all fees less what was returned are there.
    function rule23_solvent() public view {
        eq(quote.balanceOf(address(exchange)) + collected, feesPaid - feesReturned, "23: fees less rebates are held");
    }

    /// @notice Security invariant 24: makers, takers and pools together never get back more than they paid.
    function rule24_washing() public view {
        yes(feesReturned <= feesPaid, "24: no more comes back than was paid");
    }
}

/// @notice Campaign E: what holds for fees and rebates after any sequence of fills, washed or not, from dust to several tiers at once,
/// of schedule changes and of periods.
///
/// Security invariants 23, 24 and 25; the handler checks fee, rebate and volume of every fill by its own arithmetic.
contract FeesCampaign is Campaign {
    FeeHandler private handler;

    function setUp() public {
        handler = new FeeHandler();
        _target(handler);
    }

    /// @notice After every call.
    function invariant_fees() public view {
        handler.rule23_solvent();
        handler.rule24_washing();
        nothingBroken(handler);
    }

    /// @notice After every run.
    function afterInvariant() public view {
        mostCallsDoSomething(handler);
    }
}
