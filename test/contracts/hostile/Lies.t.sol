// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { GridFill, GridOrder, IGridMaker } from "../../../contracts/interfaces/IMaker.sol";
import { Leg, Route, Side, Take, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { MakerDouble } from "../exchange/Doubles.sol";
import { ExchangeBase } from "../exchange/ExchangeBase.sol";

/// @notice A registered grid that answers what it is told to, and moves exactly what it answers.
contract Liar is IGridMaker {
    address private immutable _exchange;
    IERC20 private immutable _base;
    IERC20 private immutable _quote;
    GridFill private _answer;

    constructor(address exchange, IERC20 base, IERC20 quote) {
        (_exchange, _base, _quote) = (exchange, base, quote);
    }

    function tell(uint256 size, uint256 notional, uint256 rebate, uint256 poolFee) external {
        _answer = GridFill(size, notional, rebate, poolFee, 1, 0);
    }

    function onTake(GridOrder calldata order) external override returns (GridFill memory answer) {
        answer = _answer;
        unchecked {
            if (order.side == Side.Ask) _base.transfer(order.recipient, answer.size * 1e16);
            else _quote.transfer(_exchange, answer.notional - answer.rebate - answer.poolFee);
        }
    }
}

/// @notice A factory that the governor should not have named admits a maker that lies. Sizes are lots of 1e16 atoms, prices ticks of 100
/// atoms a lot, the fee is 5 bps; the exchange holds fees of earlier takes.
contract HostileLiesTest is ExchangeBase {
    uint64 private constant ASK = 1010;
    uint64 private constant BID = 990;

    Liar private vault;
    Liar private pool;
    MakerDouble private honest;
    uint256 private collected;

    function setUp() public override {
        super.setUp();
        (vault, pool) = (new Liar(address(exchange), base, quote), new Liar(address(exchange), base, quote));
        vaults.register(exchange, address(vault), market);
        pools.register(exchange, address(pool), market);
        rich(address(vault));
        rich(address(pool));
        honest = makerDouble(market, false);
        takeGrid(honest, Side.Ask, 50);
        collected = quote.balanceOf(address(exchange));
        // 50 lots at 101,000 atoms: 5 bps are 2,525. The rebate of 1 bps on what is above one token, 405, is the maker's.
        eq(collected, 2_120, "fees");
    }

    /// @dev A take of ten lots at 1010 or 990 ticks, which `liar` answers so.
    function answered(
        Liar liar,
        Side side,
        uint256 size,
        uint256 notional,
        uint256 rebate,
        uint256 poolFee
    ) private returns (bool ok, bytes memory result) {
        liar.tell(size, notional, rebate, poolFee);
        Take memory take = order(side, 10);
        take.limitPrice = side == Side.Ask ? ASK : BID;
        vm.prank(taker);
        return address(exchange).call(abi.encodeCall(IExchange.takeGrid, (address(liar), take)));
    }

    /// @dev Both kinds are refused because `value` is beyond `most` (or below it, selling), and nothing moved.
    function refused(
        Side side,
        uint256 size,
        uint256 notional,
        uint256 rebate,
        uint256 poolFee,
        uint256 value,
        uint256 most
    ) private {
        bytes32 before = everything();
        for (uint256 i = 0; i < 2; ++i) {
            Liar liar = i == 0 ? vault : pool;
            (bool ok, bytes memory reason) = answered(liar, side, size, notional, rebate, poolFee);
            yes(!ok, "refused");
            bytes memory expected = abi.encodeWithSelector(IExchange.AnswerOutOfBounds.selector, value, most);
            yes(keccak256(reason) == keccak256(expected), "for this reason");
        }
        yes(everything() == before, "nothing moved");
    }

    function everything() private view returns (bytes32) {
        address[5] memory all = [taker, address(exchange), address(vault), address(pool), address(honest)];
        uint256[10] memory held;
        for (uint256 i = 0; i < 5; ++i) {
            (held[2 * i], held[2 * i + 1]) = (base.balanceOf(all[i]), quote.balanceOf(all[i]));
        }
        return keccak256(abi.encode(held, exchange.makerVolume(address(vault), address(quote))));
    }

    // ---- one take -------------------------------------------------------------------------------------------------

    /// @notice Row "maker answers wrongly", buying: ten lots at 1010 are 1,010,000 atoms, their fee 505.
    function test_liesToABuyer() public {
        refused(Side.Ask, 11, 1_010_000, 0, 0, 11, 10);
        refused(Side.Ask, 1e13, 0, 0, 0, 1e13, 10);
        // So many lots are no atoms at all, modulo 2^256.
        refused(Side.Ask, 1 << 240, 0, 0, 0, 1 << 240, 10);
        refused(Side.Ask, 10, 1_010_001, 0, 0, 1_010_001, 1_010_000);
        refused(Side.Ask, 9, 909_001, 0, 0, 909_001, 909_000);
        refused(Side.Ask, 10, type(uint256).max, 0, 0, type(uint256).max, 1_010_000);
        refused(Side.Ask, 10, 1_010_000, 506, 0, 506, 505);
        refused(Side.Ask, 10, 1_010_000, 0, 506, 506, 505);
        refused(Side.Ask, 10, 1_010_000, 405, 101, 506, 505);
    }

    /// @notice Row "maker answers wrongly", selling: ten lots at 990 are 990,000 atoms, their fee 495. A maker that keeps more of it than
    /// there is would be paid from fees collected before.
    function test_liesToASeller() public {
        refused(Side.Bid, 11, 1_089_000, 0, 0, 11, 10);
        refused(Side.Bid, 10, 989_999, 0, 0, 989_999, 990_000);
        refused(Side.Bid, 10, 0, 0, 0, 0, 990_000);
        refused(Side.Bid, 10, 990_000, 496, 0, 496, 495);
        refused(Side.Bid, 10, 990_000, 0, 496, 496, 495);
        refused(Side.Bid, 10, 990_000, 396, 100, 496, 495);
        refused(Side.Bid, 10, 990_000, 495 + 2_120, 0, 2_615, 495);
    }

    /// @notice Row "maker answers wrongly": the bounds themselves are answers; all of a fee may be the maker's, none of what was there.
    function test_answersAtTheBounds() public {
        (uint256 baseBefore, uint256 quoteBefore) = (base.balanceOf(taker), quote.balanceOf(taker));
        (bool ok, ) = answered(vault, Side.Ask, 10, 1_010_000, 505, 0);
        yes(ok, "buys");
        eq(quoteBefore - quote.balanceOf(taker), 1_010_505, "with the fee");
        (ok, ) = answered(pool, Side.Bid, 10, 990_000, 395, 100);
        yes(ok, "sells");
        eq(base.balanceOf(taker), baseBefore, "ten lots there and back");
        eq(quoteBefore - quote.balanceOf(taker), 21_000, "20,000 of spread, fees of 505 and 495");
        eq(quote.balanceOf(address(exchange)), collected, "neither more nor less");
    }

    /// @notice Row "maker answers wrongly": sums that leave the range are no way around.
    function test_sumsThatOverflow() public {
        for (uint256 i = 0; i < 2; ++i) {
            (bool ok, ) = answered(pool, Side(i), 10, i == 0 ? 990_000 : 1_010_000, type(uint256).max, 1);
            yes(!ok, "rebate and pool fee");
        }
    }

    /// @notice Row "maker answers wrongly": whatever it says, a take is within its terms or does not happen, and fees stay.
    function testFuzz_anyAnswer(bool buys, uint256 size, uint256 notional, uint256 rebate, uint256 poolFee) public {
        Side side = buys ? Side.Ask : Side.Bid;
        size = bound(size, 1, 12);
        notional = bound(notional, 900_000, 1_100_000);
        (rebate, poolFee) = (bound(rebate, 0, 600), bound(poolFee, 0, 600));
        (uint256 baseBefore, uint256 quoteBefore) = (base.balanceOf(taker), quote.balanceOf(taker));
        (bool ok, ) = answered(pool, side, size, notional, rebate, poolFee);
        yes(quote.balanceOf(address(exchange)) >= collected, "fees stay");
        (uint256 baseAfter, uint256 quoteAfter) = (base.balanceOf(taker), quote.balanceOf(taker));
        if (!ok) return yes(baseAfter == baseBefore && quoteAfter == quoteBefore, "nothing moved");
        // A lot and its fee cost 101,050.5 atoms, or bring 98,950.5.
        if (buys) {
            eq(baseAfter - baseBefore, size * LOT, "lots");
            yes(size <= 10 && quoteBefore - quoteAfter <= (size * 1_010_505 + 9) / 10, "at most");
        } else {
            eq(baseBefore - baseAfter, size * LOT, "lots");
            yes(size <= 10 && quoteAfter - quoteBefore >= (size * 989_505) / 10, "at least");
        }
    }

    // ---- routes ---------------------------------------------------------------------------------------------------

    function legsOf(Side side) private view returns (Leg[] memory legs) {
        uint64 limit = side == Side.Ask ? ASK : BID;
        legs = two(Leg(address(pool), 20, limit, ""), Leg(address(honest), 20, limit, ""));
    }

    /// @notice Row "maker answers wrongly", in a route: all or nothing it fails, partial the liar alone is skipped.
    function test_liesInARoute() public {
        for (uint256 i = 0; i < 2; ++i) {
            Side side = Side(i);
            pool.tell(11, 11 * (side == Side.Ask ? 101_000 : 99_000), 0, 0);
            bytes memory reason = abi.encodeWithSelector(IExchange.AnswerOutOfBounds.selector, 11, 10);
            uint256 limit = side == Side.Ask ? 1_010_505 : 989_505;
            failRoute(route(side, false, 10, limit), legsOf(side), reason);
            TakeResult memory result = takeRoute(route(side, true, 10, limit), legsOf(side));
            eq(result.size, 10, "the honest maker's");
            eq(result.notional, side == Side.Ask ? 1_010_000 : 990_000, "at its price");
        }
    }

    /// @notice Row "maker answers wrongly", in a route for a budget of 1,010,505 atoms, fee included: a liar that would overspend it is
    /// skipped, and cannot make the whole route fail.
    function test_liesAboutABudget() public {
        pool.tell(11, 1_111_000, 0, 0);
        Route memory budget = route(Side.Ask, false, 1_010_505, 10);
        budget.exactNotional = true;
        bytes memory reason = abi.encodeWithSelector(IExchange.AnswerOutOfBounds.selector, 1_111_000, 1_010_000);
        failRoute(budget, legsOf(Side.Ask), reason);
        budget.partialFill = true;
        TakeResult memory result = takeRoute(budget, legsOf(Side.Ask));
        eq(result.size, 10, "the honest maker's");
        eq(result.notional + result.fee, 1_010_505, "the budget");
    }
}
