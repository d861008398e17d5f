// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import { ERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { IExchangeDesk } from "../../../contracts/interfaces/IExchangeDesk.sol";
import { Quote, Side, Take, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { TestToken } from "../../../contracts/mocks/TestToken.sol";
import { HostileToken, IHook } from "../utils/HostileTokens.sol";
import { Vm } from "../utils/Test.sol";
import { Fault, MakerDouble } from "./Doubles.sol";
import { ExchangeBase } from "./ExchangeBase.sol";

/// @notice A token with permits.
contract PermitToken is ERC20Permit {
    constructor() ERC20("P", "P") ERC20Permit("P") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}

/// @dev Says nothing about itself.
contract NoDecimals {}

/// @notice A token that may refuse to tell balances, at more length than a balance has.
contract SecretToken is ERC20 {
    bool private _secret;

    error Secret(address account);

    constructor() ERC20("S", "S") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function setSecret() external {
        _secret = true;
    }

    function balanceOf(address account) public view override returns (uint256) {
        require(!_secret, Secret(account));
        return super.balanceOf(account);
    }
}

/// @notice Single takes of grids: money, terms, hostile tokens, permits.
contract FillsTest is ExchangeBase, IHook {
    HostileToken private hostile;
    bytes private data;
    bool private called;
    bytes4 private failure;
    address private caller;

    function onTransfer(address, address) external {
        if (called || data.length == 0) return;
        called = true;
        vm.prank(caller);
        (bool ok, bytes memory answer) = address(exchange).call(data);
        failure = ok ? bytes4(0) : bytes4(answer);
    }

    function test_poolMoney() public {
        MakerDouble pool = makerDouble(market, true);
        vm.recordLogs();
        TakeResult memory r = takeGrid(pool, Side.Ask, 10);
        // 1,010,000; fee 505, of which floor(505 / 5) = 101 stay with the pool; rebate 1.
        yes(r.size == 10 && r.notional == 1_010_000 && r.fee == 505, "result");
        eq(quote.balanceOf(address(pool)), 1e30 + 1_010_102, "pool");
        eq(quote.balanceOf(address(exchange)), 403, "exchange");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        yes(
            keccak256(logs[1].data) == keccak256(abi.encode(1, 1, 10, 1_010_000, 505, 1, bytes32(uint256(1001)))),
            "fill"
        );
        r = takeGrid(pool, Side.Bid, 10);
        // 990,000; fee 495, 99 of it the pool's; rebate 99.
        eq(quote.balanceOf(address(pool)), 1e30 + 1_010_102 - 990_000 + 198, "pool");
        eq(quote.balanceOf(taker), 1e30 - 1_010_505 + 989_505, "taker");
        eq(quote.balanceOf(address(exchange)), 403 + 495 - 198, "exchange");
        eq(pool.share(), 2000, "told its share");
    }

    function test_gridTerms() public {
        MakerDouble vault = makerDouble(market, false);
        vm.startPrank(taker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.UnknownMaker.selector, maker));
        exchange.takeGrid(maker, order(Side.Ask, 1));
        Take memory t = order(Side.Ask, 200);
        t.limitPrice = 1009;
        vm.expectRevert(abi.encodeWithSelector(IExchange.NothingToTake.selector));
        exchange.takeGrid(address(vault), t);
        (t.limitPrice, t.minSize) = (1010, 101);
        vm.expectRevert(abi.encodeWithSelector(IExchange.SizeBelowMinimum.selector, 100, 101));
        exchange.takeGrid(address(vault), t);
        t.deadline = 1;
        vm.expectRevert(abi.encodeWithSelector(IExchange.DeadlinePassed.selector, 1, block.timestamp));
        exchange.takeGrid(address(vault), t);
        (t.deadline, t.recipient) = (FOREVER, address(0));
        vm.expectRevert(abi.encodeWithSelector(IExchange.InvalidRecipient.selector, address(0)));
        exchange.takeGrid(address(vault), t);
        (t.recipient, t.minSize) = (sink, 100);
        exchange.takeGrid(address(vault), t);
        vm.stopPrank();
        eq(base.balanceOf(sink), 100 * uint256(LOT), "recipient");
        vault.setBook(990, 1010, 100);
        vault.setFault(Fault.PushLess);
        // 99,000 after 10,100,000 of volume: 2 bps, 19.
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.UnexpectedBalance.selector, quote, 98_980, 98_981));
        exchange.takeGrid(address(vault), order(Side.Bid, 1));
    }

    function test_freeMarketMovesTwoTokens() public {
        MakerDouble vault = makerDouble(freeMarket, false);
        vm.recordLogs();
        takeGrid(vault, Side.Ask, 10);
        eq(vm.getRecordedLogs().length, 3, "base, fill, quote: no transfer of nothing");
    }

    // ---- tokens ---------------------------------------------------------------------------------------------------

    function useHostile(bool asBase) private {
        hostile = new HostileToken();
        if (asBase) base = TestToken(address(hostile));
        else quote = TestToken(address(hostile));
        list();
        rich(taker);
        rich(maker);
    }

    function test_tokensThatChargeAreRefused() public {
        useHostile(false);
        MakerDouble vault = makerDouble(market, false);
        hostile.setFeeBps(100);
        vm.prank(taker);
        // The vault should get 101,000 and gets 1 % less.
        vm.expectRevert(abi.encodeWithSelector(IExchange.UnexpectedBalance.selector, quote, 99_990, 101_000));
        exchange.takeGrid(address(vault), order(Side.Ask, 1));
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.UnexpectedBalance.selector, quote, 98_010, 99_000));
        exchange.takeGrid(address(vault), order(Side.Bid, 1));
        failRoute(
            route(Side.Bid, false, 1, 0),
            one(quoteLeg(standing(1), Side.Bid, 1)),
            abi.encodeWithSelector(IExchange.UnexpectedBalance.selector, quote, 98_010, 99_000)
        );
        // A signer keeps no books.
        takeQuote(standing(1), Side.Bid, 1);
    }

    function test_baseThatChargesIsRefused() public {
        useHostile(true);
        MakerDouble vault = makerDouble(market, false);
        hostile.setFeeBps(100);
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSelector(IExchange.UnexpectedBalance.selector, base, 99 * LOT, 100 * LOT));
        exchange.takeGrid(address(vault), order(Side.Bid, 100));
    }

    /// @notice A token's reason not to tell a balance is no balance: the fill fails for that reason.
    function test_aBalanceThatIsNotToldIsTheTokensReason() public {
        SecretToken token = new SecretToken();
        quote = TestToken(address(token));
        list();
        rich(taker);
        MakerDouble vault = makerDouble(market, false);
        token.setSecret();
        vm.startPrank(taker);
        vm.expectRevert(abi.encodeWithSelector(SecretToken.Secret.selector, vault));
        exchange.takeGrid(address(vault), order(Side.Ask, 1));
        vm.expectRevert(abi.encodeWithSelector(SecretToken.Secret.selector, exchange));
        exchange.takeGrid(address(vault), order(Side.Bid, 1));
        vm.stopPrank();
    }

    function test_falseIsFailure() public {
        useHostile(false);
        hostile.setReturnsFalse(true);
        failTake(
            standing(1),
            sign(standing(1)),
            abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, quote)
        );
    }

    function test_reentryIsRefused() public {
        useHostile(true);
        MakerDouble vault = makerDouble(market, false);
        hostile.setHook(this);
        bytes4 refused = ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector;
        caller = taker;
        bytes[3] memory calls = [
            abi.encodeCall(IExchange.takeGrid, (address(vault), order(Side.Ask, 1))),
            abi.encodeCall(IExchange.takeRoute, (route(Side.Ask, false, 1, FOREVER), one(gridLeg(vault, Side.Ask, 1)))),
            abi.encodeCall(IExchange.takeQuote, (standing(1), sign(standing(1)), order(Side.Ask, 1)))
        ];
        for (uint256 i = 0; i < 3; ++i) {
            (called, data) = (false, calls[i]);
            takeGrid(vault, Side.Ask, 1);
            yes(called && failure == refused, "refused");
        }
        (called, caller, data) = (
            false,
            governor,
            abi.encodeCall(IExchangeDesk.collectFees, (address(quote), governor))
        );
        takeGrid(vault, Side.Ask, 1);
        yes(called && failure == refused, "refused");
    }

    /// @notice A maker who cancels in the payment cancels what is left, and that is logged after the fill.
    function test_fillIsLoggedBeforeItsCancel() public {
        useHostile(false);
        hostile.setHook(this);
        Quote memory q = standing(1);
        bytes memory signature = sign(q);
        (caller, data) = (maker, abi.encodeCall(IExchangeDesk.cancelQuote, (q)));
        vm.recordLogs();
        vm.prank(taker);
        exchange.takeQuote(q, signature, order(Side.Ask, 3));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 fill = 0;
        uint256 cancel = 0;
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == IExchange.Fill.selector) fill = i + 1;
            if (logs[i].topics[0] == IExchange.QuoteCancelled.selector) cancel = i + 1;
        }
        yes(fill != 0 && fill < cancel, "after the fill");
    }

    function testFuzz_decimals(uint8 baseDecimals, uint8 quoteDecimals, uint64 size) public {
        baseDecimals = uint8(bound(baseDecimals, 0, 24));
        quoteDecimals = uint8(bound(quoteDecimals, 0, 24));
        size = uint64(bound(size, 1, 20));
        base = new TestToken("B", "B", baseDecimals);
        quote = new TestToken("Q", "Q", quoteDecimals);
        list();
        rich(taker);
        rich(maker);
        takeQuote(standing(1), Side.Ask, size);
        takeQuote(standing(1), Side.Bid, size);
        yes(base.balanceOf(maker) == 1e30 && base.balanceOf(taker) == 1e30, "lots back");
        uint256 fees = quote.balanceOf(address(exchange));
        eq(quote.balanceOf(maker) + quote.balanceOf(taker) + fees, 2e30, "conserved");
    }

    function test_tokensWithoutDecimalsAreNotListed() public {
        NoDecimals token = new NoDecimals();
        quote = TestToken(address(token));
        vm.prank(governor);
        vm.expectRevert(abi.encodeWithSelector(IExchange.InvalidMarket.selector, address(base), token, LOT, TICK));
        exchange.createMarket(terms(0, 0));
    }

    // ---- permits --------------------------------------------------------------------------------------------------

    function test_permitAndTakeInOne() public {
        PermitToken token = new PermitToken();
        quote = TestToken(address(token));
        list();
        rich(maker2);
        address buyer = maker;
        quote.mint(buyer, 1e12);
        bytes32 digest = keccak256(
            abi.encodePacked(
                hex"1901",
                token.DOMAIN_SEPARATOR(),
                keccak256(
                    abi.encode(
                        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                        buyer,
                        exchange,
                        200_000,
                        0,
                        FOREVER
                    )
                )
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, digest);
        Quote memory q = standing(1);
        q.maker = maker2;
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(IExchange.permit, (address(token), 200_000, FOREVER, v, r, s));
        calls[1] = abi.encodeCall(IExchange.takeQuote, (q, sign(q), order(Side.Ask, 1)));
        // Somebody uses the permit first: the allowance is there, and that is what counts.
        token.permit(buyer, address(exchange), 200_000, FOREVER, v, r, s);
        vm.prank(buyer);
        exchange.multicall(calls);
        eq(quote.balanceOf(buyer), 1e12 - 101_051, "bought");
        eq(token.allowance(buyer, address(exchange)), 200_000 - 101_051, "out of the permit");
    }

    function test_permitOfATokenThatHasNone() public {
        exchange.permit(address(base), 1, FOREVER, 27, 0, 0);
    }
}
