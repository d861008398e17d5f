// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { IPermit2 } from "../../../contracts/interfaces/IPermit2.sol";
import { Side, Take } from "../../../contracts/interfaces/Types.sol";
import { Permit2 } from "../utils/Permit2.sol";
import { MakerDouble } from "../exchange/Doubles.sol";
import { ExchangeBase } from "../exchange/ExchangeBase.sol";

/// @notice Payments by way of Permit2, whose real code stands at its address. A lot at 1010 ticks is 101,000 atoms and 51 of fee.
contract HostilePermit2Test is ExchangeBase, Permit2 {
    uint256 private constant BUYER_KEY = 0xCAFE;

    address private buyer;

    function setUp() public override {
        super.setUp();
        deployPermit2();
        buyer = vm.addr(BUYER_KEY);
        base.mint(buyer, 1e30);
        quote.mint(buyer, 1e12);
        approvePermit2(buyer);
    }

    function approvePermit2(address account) private {
        vm.startPrank(account);
        base.approve(address(PERMIT2), type(uint256).max);
        quote.approve(address(PERMIT2), type(uint256).max);
        vm.stopPrank();
    }

    /// @dev `key` lets the exchange spend `amount` of `token` until `expiration`.
    function allow(uint256 key, address token, uint160 amount, uint48 expiration) private {
        allowPermit2(key, token, amount, expiration, address(exchange));
    }

    /// @dev The buyer's signature for 200,000 quote atoms in this second.
    function signed(address spender) private view returns (IPermit2.PermitSingle memory, bytes memory) {
        return signPermit2(BUYER_KEY, address(quote), 200_000, uint48(block.timestamp), spender);
    }

    function left(address owner, address token) private view returns (uint256 amount) {
        (amount, , ) = PERMIT2.allowance(owner, token, address(exchange));
    }

    function buyOne(bytes memory failure) private {
        bytes memory signature = sign(standing(0));
        vm.prank(buyer);
        if (failure.length != 0) vm.expectRevert(failure);
        exchange.takeQuote(standing(0), signature, order(Side.Ask, 1));
    }

    function lacks(uint256 allowance, uint256 needed) private view returns (bytes memory) {
        return
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector,
                address(exchange),
                allowance,
                needed
            );
    }

    // ---- who pays -------------------------------------------------------------------------------------------------

    function test_permitAndTakeInOne() public {
        (IPermit2.PermitSingle memory terms, bytes memory signature) = signed(address(exchange));
        bytes[] memory calls = new bytes[](2);
        calls[0] = permit2Call(terms, signature);
        calls[1] = abi.encodeCall(IExchange.takeQuote, (standing(0), sign(standing(0)), order(Side.Ask, 1)));
        vm.prank(buyer);
        exchange.multicall(calls);
        eq(quote.balanceOf(buyer), 1e12 - 101_051, "paid");
        eq(quote.balanceOf(maker), 1e30 + 101_000, "the maker");
        eq(quote.balanceOf(address(exchange)), 51, "the fee");
        eq(left(buyer, address(quote)), 200_000 - 101_051, "out of the permit");
    }

    /// @notice Anyone can take a signature from the mempool; it leaves the same allowance.
    function test_aPermitThatSomebodyUsedBefore() public {
        (IPermit2.PermitSingle memory terms, bytes memory signature) = signed(address(exchange));
        PERMIT2.permit(buyer, terms, signature);
        bytes[] memory calls = new bytes[](2);
        calls[0] = permit2Call(terms, signature);
        calls[1] = abi.encodeCall(IExchange.takeQuote, (standing(0), sign(standing(0)), order(Side.Ask, 1)));
        vm.prank(buyer);
        exchange.multicall(calls);
        eq(quote.balanceOf(buyer), 1e12 - 101_051, "paid");
    }

    function test_aTakerOfAGridPays() public {
        MakerDouble double = makerDouble(market, false);
        allow(BUYER_KEY, address(quote), 101_051, uint48(block.timestamp));
        vm.prank(buyer);
        exchange.takeGrid(address(double), order(Side.Ask, 1));
        eq(quote.balanceOf(address(double)), 1e30 + 101_000, "in full");
        eq(left(buyer, address(quote)), 0, "to the atom");
        allow(BUYER_KEY, address(base), uint160(LOT), uint48(block.timestamp));
        Take memory sale = order(Side.Bid, 1);
        sale.recipient = sink;
        vm.prank(buyer);
        exchange.takeGrid(address(double), sale);
        // 99,000 less ceil(49.5).
        eq(quote.balanceOf(sink), 98_950, "sold");
        eq(base.balanceOf(buyer), 1e30 - LOT, "for a lot");
    }

    /// @notice A signer without an allowance for the exchange gives lots, quote tokens and the fee by way of Permit2.
    function test_aSignerPays() public {
        vm.startPrank(maker);
        base.approve(address(exchange), 0);
        quote.approve(address(exchange), 0);
        vm.stopPrank();
        approvePermit2(maker);
        allow(KEY, address(base), uint160(LOT), uint48(block.timestamp));
        allow(KEY, address(quote), 99_000, uint48(block.timestamp));
        takeQuote(standing(0), Side.Ask, 1);
        takeQuote(standing(0), Side.Bid, 1);
        eq(base.balanceOf(maker), 1e30, "a lot out and in");
        eq(quote.balanceOf(maker), 1e30 + 101_000 - 99_000, "sold and bought");
        eq(left(maker, address(base)) + left(maker, address(quote)), 0, "to the atom");
    }

    function test_theTokensAllowanceComesFirst() public {
        allow(BUYER_KEY, address(quote), 200_000, uint48(block.timestamp));
        vm.prank(buyer);
        quote.approve(address(exchange), 101_000);
        buyOne("");
        eq(quote.allowance(buyer, address(exchange)), 0, "the maker's part");
        eq(left(buyer, address(quote)), 200_000 - 51, "the fee");
    }

    // ---- who does not ---------------------------------------------------------------------------------------------

    /// @notice Where Permit2 does not help, the token says what is missing.
    function test_theTokenSaysWhatIsMissing() public {
        buyOne(lacks(0, 101_000));
        allow(BUYER_KEY, address(quote), 100_999, uint48(block.timestamp));
        buyOne(lacks(0, 101_000));
        allow(BUYER_KEY, address(quote), 200_000, uint48(block.timestamp - 1));
        buyOne(lacks(0, 101_000));
        allow(BUYER_KEY, address(quote), 101_000, uint48(block.timestamp));
        buyOne(lacks(0, 51));
        allow(BUYER_KEY, address(quote), 200_000, uint48(block.timestamp));
        vm.prank(buyer);
        quote.approve(address(PERMIT2), 0);
        buyOne(lacks(0, 101_000));
        vm.etch(address(PERMIT2), "");
        buyOne(lacks(0, 101_000));
        vm.prank(buyer);
        quote.approve(address(exchange), 101_051);
        buyOne("");
    }

    /// @notice The caller's own signature only: with another's, nothing is allowed, and takes are paid by who calls.
    function test_noOneSpendsForAnother() public {
        (IPermit2.PermitSingle memory terms, bytes memory signature) = signed(address(exchange));
        address thief = address(0x7E);
        vm.prank(thief);
        (bool ok, ) = address(exchange).call(permit2Call(terms, signature));
        yes(ok, "passed over");
        eq(left(buyer, address(quote)) + left(thief, address(quote)), 0, "nothing allowed");
        PERMIT2.permit(buyer, terms, signature);
        bytes memory quoted = sign(standing(0));
        Take memory take = order(Side.Ask, 1);
        take.recipient = thief;
        vm.prank(thief);
        vm.expectRevert(lacks(0, 101_000));
        exchange.takeQuote(standing(0), quoted, take);
        eq(left(buyer, address(quote)), 200_000, "still the buyer's");
    }

    /// @notice A signature for another spender allows the exchange nothing.
    function test_aPermitForAnotherSpender() public {
        (IPermit2.PermitSingle memory terms, bytes memory signature) = signed(sink);
        vm.prank(buyer);
        (bool ok, ) = address(exchange).call(permit2Call(terms, signature));
        yes(ok, "passed over");
        buyOne(lacks(0, 101_000));
    }

    function test_withoutPermit2AllowancesArePassedOver() public {
        vm.etch(address(PERMIT2), "");
        vm.prank(buyer);
        (bool ok, ) = address(exchange).call(
            permit2Call(
                IPermit2.PermitSingle(IPermit2.PermitDetails(address(quote), 1, 1, 0), address(exchange), 1),
                hex"00"
            )
        );
        yes(ok, "passed over");
    }
}
