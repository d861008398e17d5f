// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { EntryPrice, IMakerVault } from "../../../contracts/interfaces/IMakerVault.sol";
import { VaultParams } from "../../../contracts/interfaces/IVaultFactory.sol";
import { Strategy } from "../../../contracts/interfaces/Strategy.sol";
import { Leg, Quote, Route, Side } from "../../../contracts/interfaces/Types.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { Vm } from "../utils/Test.sol";
import { VaultTest } from "./utils/VaultTest.sol";

/// @notice What a vault's events say, field by field: indexers keep books by them.
contract VaultEventsTest is VaultTest {
    function setUp() public {
        deployAll();
    }

    /// @dev The only event of that kind that `vault` has logged since logs were recorded, with the vault's newest number.
    function said(VaultAbi vault, bytes32 selector) private returns (bytes32[] memory topics, bytes memory data) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter != address(vault) || logs[i].topics[0] != selector) continue;
            yes(data.length == 0, "once");
            (topics, data) = (logs[i].topics, logs[i].data);
        }
        eq(abi.decode(data, (uint256)), vault.stats().events, "number");
    }

    function addressOf(bytes32 topic) private pure returns (address) {
        return address(uint160(uint256(topic)));
    }

    function test_fundsInAndOut() public {
        VaultAbi vault = createGrid();
        sell(vault, 15);
        // 25 lots cost 2,475,000: 99,000 each.
        vm.recordLogs();
        vm.prank(owner);
        vault.deposit(5 * uint256(LOT), 7);
        (, bytes memory data) = said(vault, IMakerVault.Deposited.selector);
        (, uint256 base_, uint256 quote_, uint256 lots, uint256 cost, EntryPrice entry) = abi.decode(
            data,
            (uint40, uint256, uint256, uint256, uint256, EntryPrice)
        );
        eq(base_, 5 * uint256(LOT), "base in");
        eq(quote_, 7, "quote in");
        eq(lots, 5, "lots in");
        eq(cost, 495_000, "cost in");
        yes(entry == EntryPrice.Average, "at the average");

        vm.recordLogs();
        vm.prank(owner);
        vault.withdraw(2 * uint256(LOT) + 1, 6, taker);
        bytes32[] memory topics;
        (topics, data) = said(vault, IMakerVault.Withdrawn.selector);
        yes(addressOf(topics[1]) == taker, "to");
        (, base_, quote_, lots, cost) = abi.decode(data, (uint40, uint256, uint256, uint256, uint256));
        eq(base_, 2 * uint256(LOT) + 1, "base out");
        eq(quote_, 6, "quote out");
        eq(lots, 3, "a started lot is gone");
        eq(cost, 297_000, "cost out");
    }

    function test_profitShare() public {
        Strategy memory s = quoteStrategy();
        VaultParams memory p = params(plain, s);
        p.profitShareBps = 2_000;
        p.baseAmount = 50 * uint256(LOT);
        p.quoteAmount = 10_000_000;
        VaultAbi vault = create(p);
        Quote memory q = offer(vault);
        q.askPrice = 1100;
        fill(q, Side.Ask, 50);
        // 50 lots, 100 ticks up: 500,000. A fifth is 100,000.
        vm.recordLogs();
        vault.crystallise();
        (bytes32[] memory topics, bytes memory data) = said(vault, IMakerVault.Crystallised.selector);
        yes(addressOf(topics[1]) == manager, "whose");
        (, int256 mark, uint256 accrued, uint256 setAside) = abi.decode(data, (uint40, int256, uint256, uint256));
        eqSigned(mark, 500_000, "mark");
        eq(accrued, 100_000, "accrued");
        eq(setAside, 100_000, "set aside");

        vm.recordLogs();
        vm.prank(manager);
        vault.claimProfitShare(taker);
        (topics, data) = said(vault, IMakerVault.ProfitShareClaimed.selector);
        yes(addressOf(topics[1]) == manager, "from");
        yes(addressOf(topics[2]) == taker, "to");
        (, uint256 amount) = abi.decode(data, (uint40, uint256));
        eq(amount, 100_000, "claimed");
    }

    function test_hedges() public {
        VaultAbi vault = createFunded(plain, deltaStrategy());
        // 10 lots at 1002 = 1,002,000, and a fee of 1,000: against a mark of 1000 that costs 3,000.
        exchange.setHedge(1002, 1_000, "");
        Route memory r;
        (r.marketId, r.side, r.amount, r.deadline) = (marked, Side.Ask, 10, FOREVER);
        (r.limit, r.recipient) = (type(uint256).max, address(vault));
        vm.recordLogs();
        vm.prank(manager);
        vault.hedge(r, new Leg[](1));
        (bytes32[] memory topics, bytes memory data) = said(vault, IMakerVault.Hedged.selector);
        eq(uint256(topics[1]), marked, "market");
        (, bool bought, uint256 lots, uint256 notional, uint256 fee, uint256 cost) = abi.decode(
            data,
            (uint40, bool, uint256, uint256, uint256, uint256)
        );
        yes(bought, "bought");
        eq(lots, 10, "lots");
        eq(notional, 1_002_000, "notional");
        eq(fee, 1_000, "fee");
        eq(cost, 3_000, "cost");
    }

    function test_rolesAndHalts() public {
        VaultAbi vault = createGrid();
        vm.recordLogs();
        vm.prank(manager);
        vault.halt();
        (bytes32[] memory topics, ) = said(vault, IMakerVault.Halted.selector);
        yes(addressOf(topics[1]) == manager, "who");
        uint32 epoch = vault.managerEpoch();
        vm.recordLogs();
        vm.prank(owner);
        vault.setManager(taker);
        bytes memory data;
        (topics, data) = said(vault, IMakerVault.ManagerChanged.selector);
        yes(addressOf(topics[1]) == taker, "new manager");
        (, uint256 next) = abi.decode(data, (uint40, uint32));
        eq(next, epoch + 1, "a new epoch");
    }
}
