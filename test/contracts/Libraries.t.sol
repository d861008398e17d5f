// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { GridHarness } from "../../contracts/mocks/GridHarness.sol";
import { MathHarness } from "../../contracts/mocks/MathHarness.sol";
import { Position } from "../../contracts/libraries/PositionLib.sol";
import { Deploy } from "./utils/Deploy.sol";

/// @notice Properties of the arithmetic itself; equality with the TypeScript core is shown by the parity tests.
contract LibrariesTest is Deploy {
    MathHarness private math;
    GridHarness private grid;

    function setUp() public {
        math = MathHarness(deploy("MathHarness", ""));
        grid = GridHarness(deploy("GridHarness", ""));
    }

    /// @dev Strictly increasing prices from arbitrary steps.
    function prices(uint32[8] memory steps) private pure returns (uint64[] memory list) {
        list = new uint64[](8);
        uint64 price = 0;
        for (uint256 i = 0; i < 8; ++i) {
            price += 1 + uint64(steps[i]);
            list[i] = price;
        }
    }

    function testFuzz_packedPricesReadBack(uint32[8] memory steps) public view {
        uint64[] memory list = prices(steps);
        (uint256 width, bytes memory packed) = grid.packPrices(list, 2);
        uint256[] memory back = grid.unpackPrices(packed, width);
        eq(back.length, 8, "count");
        for (uint256 i = 0; i < 8; ++i) eq(back[i], list[i], "price");
        yes(width == 1 || list[7] >> (8 * (width - 1)) != 0, "no wider than needed");
    }

    /// @notice Lots within a limit are exactly those whose price keeps it: one more would break it.
    function testFuzz_limitsAreTight(uint32[8] memory steps, uint64 size, uint256 at, uint64 limit) public view {
        uint64[] memory list = prices(steps);
        size = uint64(bound(size, 1, 1e9));
        uint256 cursor = bound(at, 0, 7 * uint256(size));
        limit = uint64(bound(limit, 0, uint256(list[7]) + 1));
        uint256 asks = grid.asksWithin(list, false, size, cursor, limit);
        if (asks != 0) yes(list[(cursor + asks - 1) / size + 1] <= limit, "last ask within");
        if (cursor + asks < 7 * uint256(size)) yes(list[(cursor + asks) / size + 1] > limit, "next ask beyond");
        uint256 bids = grid.bidsWithin(list, false, size, cursor, limit);
        if (bids != 0) yes(list[(cursor - bids) / size] >= limit, "last bid within");
        if (bids < cursor) yes(list[(cursor - bids - 1) / size] < limit, "next bid beyond");
    }

    /// @notice Buying k lots and selling them back always pays the maker, and funding covers every path down and up.
    function testFuzz_roundTripNeverLoses(uint32[8] memory steps, uint64 size, uint256 at, uint256 take) public view {
        uint64[] memory list = prices(steps);
        size = uint64(bound(size, 1, 1e9));
        uint256 cursor = bound(at, 0, 7 * uint256(size));
        (uint256 baseLots, uint256 quoteTicks) = grid.funding(list, false, size, cursor, cursor);
        eq(baseLots, 7 * uint256(size) - cursor, "every lot above the cursor is for sale");
        eq(quoteTicks, grid.bidTicks(list, false, size, cursor, cursor), "every lot below is bid for");
        take = bound(take, 0, baseLots);
        uint256 paid = grid.askTicks(list, false, size, cursor, take);
        uint256 back = grid.bidTicks(list, false, size, cursor + take, take);
        yes(take == 0 ? paid == back : paid > back, "the maker keeps the step");
    }

    function testFuzz_askTicksAdd(uint32[8] memory steps, uint64 size, uint256 a, uint256 b) public view {
        uint64[] memory list = prices(steps);
        size = uint64(bound(size, 1, 1e9));
        a = bound(a, 0, 7 * uint256(size));
        b = bound(b, 0, 7 * uint256(size) - a);
        eq(
            grid.askTicks(list, false, size, 0, a) + grid.askTicks(list, false, size, a, b),
            grid.askTicks(list, false, size, 0, a + b),
            "two fills cost what one does"
        );
    }

    /// @notice However a position is sold, costs taken out sum to the cost put in.
    function testFuzz_soldCostsSumToTheCost(uint64 lots, uint104 cost, uint64[4] memory parts) public view {
        Position memory p = Position(0, 0, 0, 0, 0);
        lots = uint64(bound(lots, 1, type(uint64).max));
        p = math.addLots(p, lots, cost);
        uint256 out = 0;
        uint256 taken = 0;
        for (uint256 i = 0; i < 4; ++i) {
            uint256 size = i == 3 ? p.lots : bound(parts[i], 0, p.lots);
            (p, taken) = math.sellLots(p, size, 0);
            out += taken;
        }
        eq(out, cost, "sum");
        eq(p.cost, 0, "nothing left");
        eqSigned(p.realisedPnl, -int256(uint256(cost)), "sold for nothing");
        eq(p.wins, 0, "no win");
    }

    /// @notice Taking lots out and putting them back never lowers their cost: profit cannot be made of rounding.
    function testFuzz_withdrawAndDepositNeverLowerTheCost(uint64 lots, uint112 cost, uint64 size) public view {
        lots = uint64(bound(lots, 2, type(uint64).max));
        size = uint64(bound(size, 1, lots - 1));
        Position memory p = math.addLots(Position(0, 0, 0, 0, 0), lots, cost);
        (Position memory left, uint256 out) = math.withdrawLots(p, size);
        yes(out * lots <= uint256(cost) * size, "leaves at the average or less");
        uint256 entry = math.entryCostUp(left, size, 0);
        yes(left.cost + entry >= cost, "comes back at no less");
    }

    function testFuzz_roundingNames(uint256 a, uint256 b, uint256 d) public view {
        a = bound(a, 0, type(uint128).max);
        b = bound(b, 0, type(uint128).max);
        d = bound(d, 1, type(uint128).max);
        uint256 down = math.mulDivDown(a, b, d);
        uint256 up = math.mulDivUp(a, b, d);
        yes(down * d <= a * b && up * d >= a * b, "down is not above, up is not below");
        yes(up - down == ((a * b) % d == 0 ? 0 : 1), "one apart unless exact");
    }
}
