// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IGuard } from "../../../contracts/interfaces/IGuard.sol";
import { IMakerVault } from "../../../contracts/interfaces/IMakerVault.sol";
import { Strategy, StrategyKind } from "../../../contracts/interfaces/Strategy.sol";
import { Quote, Side } from "../../../contracts/interfaces/Types.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { VaultTest } from "./utils/VaultTest.sol";

/// @notice A guard that answers as told, and remembers nothing.
contract TestGuard is IGuard {
    enum Answer {
        Yes,
        No,
        Revert,
        Garbage,
        Empty,
        Burn,
        Flood,
        SmallOnly
    }
    Answer public answer;

    function set(Answer value) external {
        answer = value;
    }

    function mayFill(Side, uint256 size, uint256 notional, uint256 lotsAfter, address) external view returns (bool) {
        if (answer == Answer.Yes) return true;
        if (answer == Answer.No) return false;
        if (answer == Answer.SmallOnly) return size <= 2 && notional <= 204_000 && lotsAfter >= 48;
        if (answer == Answer.Revert) revert("no");
        if (answer == Answer.Burn) while (true) {}
        uint256 length =
            answer == Answer.Garbage
                ? 32
                : answer == Answer.Empty
                    ? 0
                    : 20_000;
        assembly {
            mstore(0, 2)
            return(0, length)
        }
    }
}

/// @notice Fills of a custom strategy are its guard's to refuse.
contract GuardsTest is VaultTest {
    function setUp() public {
        deployAll();
    }

    function test_guardIsAskedAboutEveryFill() public {
        TestGuard guard = new TestGuard();
        Strategy memory s;
        s.kind = StrategyKind.Custom;
        s.limits.guard = address(guard);
        s.grid.referencePrice = 1000;
        VaultAbi vault = createFunded(plain, s);
        Quote memory q = offer(vault);
        fill(q, Side.Bid, 1);
        bytes memory refused = abi.encodeWithSelector(IMakerVault.RefusedByGuard.selector, address(guard));
        for (uint8 i = 1; i < 7; ++i) {
            guard.set(TestGuard.Answer(i));
            refuseFill(q, Side.Bid, 1, refused);
        }
        guard.set(TestGuard.Answer.SmallOnly);
        refuseFill(q, Side.Ask, 3, refused);
        fill(q, Side.Ask, 2);
        // 49 are left: two more would leave 47.
        refuseFill(q, Side.Ask, 2, refused);
        fill(q, Side.Ask, 1);
    }

    function test_guardOfAGrid() public {
        TestGuard guard = new TestGuard();
        Strategy memory s = gridStrategy();
        s.kind = StrategyKind.Custom;
        s.limits.guard = address(guard);
        VaultAbi vault = create(params(plain, s));
        buy(vault, 1);
        guard.set(TestGuard.Answer.No);
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IMakerVault.RefusedByGuard.selector, address(guard)));
        exchange.take(address(vault), Side.Ask, 1);
    }
}
