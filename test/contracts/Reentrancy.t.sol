// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { MakerVault } from "../../contracts/MakerVault.sol";
import { IExchange } from "../../contracts/interfaces/IExchange.sol";
import { IMakerVault, VaultStats } from "../../contracts/interfaces/IMakerVault.sol";
import { Quote, Side, Take } from "../../contracts/interfaces/Types.sol";
import { TestToken } from "../../contracts/mocks/TestToken.sol";
import { HostileToken, IHook } from "./utils/HostileTokens.sol";
import { Vm } from "./utils/Test.sol";
import { Venue } from "./utils/Venue.sol";

/// @notice Tokens that call whoever they like while they move. One planned call is made inside the first transfer that
/// touches `who`; how it ended is kept.
contract ReentrancyTest is Venue, IHook {
    uint256 private constant KEY = 0xA11CE;

    HostileToken private hostile;
    MakerVault private vault;

    address private who;
    address private caller;
    address private target;
    bytes private data;
    bool public called;
    bool public succeeded;
    bytes4 public failure;

    function setUp() public {
        deployVenue();
        hostile = new HostileToken();
    }

    function onTransfer(address from, address to) external {
        if (called || target == address(0) || (from != who && to != who)) return;
        called = true;
        // Calls made inside a transfer of a pranked transaction come from this contract unless pranked again.
        vm.prank(caller);
        bytes memory answer;
        (succeeded, answer) = target.call(data);
        if (answer.length >= 4) failure = bytes4(answer);
    }

    function plan(address who_, address caller_, address target_, bytes memory data_) private {
        (who, caller, target, data) = (who_, caller_, target_, data_);
        hostile.setHook(this);
    }

    function list(bool asBase) private {
        if (asBase) base = TestToken(address(hostile));
        else quote = TestToken(address(hostile));
        vm.prank(governor);
        market = exchange.createMarket(address(base), address(quote), LOT, TICK, FEE_BPS);
        rich(owner);
        rich(taker);
    }

    function expectRefused() private view {
        yes(called, "the hook ran");
        yes(!succeeded && failure == ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector, "refused");
    }

    function takeData(Side side) private view returns (bytes memory) {
        return abi.encodeCall(IExchange.takeGrid, (address(vault), terms(side, 1)));
    }

    function test_takeInsideATake() public {
        list(false);
        vault = createVault();
        plan(taker, taker, address(exchange), takeData(Side.Ask));
        buy(address(vault), 5);
        expectRefused();
        eq(vault.stats().cursor, 35, "one fill");
    }

    function test_withdrawWhileTheVaultPays() public {
        list(true);
        vault = createVault();
        plan(taker, owner, address(vault), abi.encodeCall(IMakerVault.withdraw, (LOT, 0, owner)));
        buy(address(vault), 5);
        expectRefused();
    }

    function test_switchesWhileTheVaultPays() public {
        list(true);
        vault = createVault();
        plan(taker, owner, address(vault), abi.encodeCall(IMakerVault.halt, ()));
        buy(address(vault), 1);
        expectRefused();
        called = false;
        plan(taker, owner, address(vault), abi.encodeCall(IMakerVault.setManager, (taker)));
        buy(address(vault), 1);
        expectRefused();
    }

    /// @notice Resuming while a withdrawal is half done would see quote that is about to leave.
    function test_resumeInsideAWithdrawal() public {
        list(true);
        vault = createVault();
        vm.prank(owner);
        vault.deposit(LOT, 0);
        plan(owner, owner, address(vault), abi.encodeCall(IMakerVault.resume, ()));
        vm.prank(owner);
        vault.withdraw(LOT, 2_850_000, owner);
        expectRefused();
        yes(vault.stats().halted, "halted");
    }

    /// @notice An owner who withdraws while the factory still funds the vault leaves it halted and its books backed.
    function test_withdrawInsideCreation() public {
        list(false);
        vault = MakerVault(factory.predictGridVault(owner, gridParams()));
        plan(owner, owner, address(vault), abi.encodeCall(IMakerVault.withdraw, (10 * LOT, 0, owner)));
        vm.prank(owner);
        factory.createGridVault(gridParams());
        yes(called && succeeded, "it is his to withdraw");
        VaultStats memory s = vault.stats();
        yes(s.halted, "halted");
        eq(s.baseLots, 0, "nothing booked that is not there");
        eq(base.balanceOf(address(vault)), 0, "base");
    }

    /// @notice A vault that is not funded yet cannot fill.
    function test_takeInsideCreation() public {
        list(true);
        vault = MakerVault(factory.predictGridVault(owner, gridParams()));
        plan(owner, taker, address(exchange), takeData(Side.Bid));
        vm.prank(owner);
        factory.createGridVault(gridParams());
        yes(called && !succeeded, "its quote has not arrived");
        eq(vault.stats().fills, 0, "no fill");
        eq(vault.stats().cursor, 30, "opening cursor");
    }

    /// @notice What an owner does in the taker's payment is logged after the fill it happened in.
    function test_fillIsLoggedBeforeWhatPaymentsTrigger() public {
        list(false);
        vault = createVault();
        plan(taker, owner, address(vault), abi.encodeCall(IMakerVault.deposit, (LOT, 0)));
        vm.recordLogs();
        buy(address(vault), 10);
        yes(called && succeeded, "a deposit is the owner's business");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 fill = 0;
        uint256 deposit = 0;
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == IExchange.Fill.selector) fill = i + 1;
            if (logs[i].topics[0] == IMakerVault.Deposited.selector) deposit = i + 1;
        }
        yes(fill != 0 && fill < deposit, "in the order in which the books changed");
    }

    /// @notice A maker who cancels in the payment cancels what is left, after the fill.
    function test_quoteFillIsLoggedBeforeItsCancel() public {
        list(false);
        address maker = vm.addr(KEY);
        rich(maker);
        Quote memory q = Quote(maker, market, 990, 20, 1010, 30, 0, 0, FOREVER, address(0), 0);
        bytes memory signature = signQuote(KEY, q);
        plan(maker, maker, address(exchange), abi.encodeCall(IExchange.cancelQuote, (q)));
        vm.recordLogs();
        vm.prank(taker);
        exchange.takeQuote(q, signature, Take(Side.Ask, 3, 3, FOREVER, taker, FOREVER));
        yes(called && succeeded, "cancelled");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 fill = 0;
        uint256 cancel = 0;
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == IExchange.Fill.selector) fill = i + 1;
            if (logs[i].topics[0] == IExchange.QuoteCancelled.selector) cancel = i + 1;
        }
        yes(fill != 0 && fill < cancel, "after the fill");
    }
}
