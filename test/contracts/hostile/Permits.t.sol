// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { IExchangeDesk } from "../../../contracts/interfaces/IExchangeDesk.sol";
import { Market, Quote, Side, Take } from "../../../contracts/interfaces/Types.sol";
import { PoolAbi } from "../utils/Abis.sol";
import { SignedWorld } from "./SignedWorld.sol";

/// @notice Permits in front of a take: used before, by another, or not understood by the token.
contract HostilePermitsTest is SignedWorld {
    // ---- permits --------------------------------------------------------------------------------------------------

    function poolPermit(address token, uint256 key, uint256 value) private view returns (bytes memory) {
        bytes32 typehash = keccak256(
            "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
        );
        (, bytes memory separator) = token.staticcall(abi.encodeWithSignature("DOMAIN_SEPARATOR()"));
        bytes32 digest = keccak256(
            abi.encodePacked(
                hex"1901",
                abi.decode(separator, (bytes32)),
                keccak256(abi.encode(typehash, vm.addr(key), address(exchange), value, uint256(0), FOREVER))
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodeCall(IExchange.permit, (token, value, FOREVER, v, r, s));
    }

    /// @dev A market whose base is an LP token, which has a permit; `SIGNER_KEY` holds some and wants to sell.
    function permitMarket() private returns (address lp, bytes[] memory calls) {
        lp = address(createPool(market));
        uint32 ofLp;
        {
            vm.prank(governor);
            (bool ok, bytes memory answer) = address(exchange).call(
                abi.encodeCall(IExchangeDesk.createMarket, (lpTerms(lp)))
            );
            yes(ok, "listed");
            ofLp = abi.decode(answer, (uint32));
        }
        vm.startPrank(provider);
        IERC20(lp).transfer(signer, 100e6);
        vm.stopPrank();
        Quote memory q = Quote(manager, ofLp, 1, 10, 0, 0, 0, 0, FOREVER, address(0), 77);
        Take memory take = Take(Side.Bid, 10, 10, 0, signer, FOREVER);
        calls = new bytes[](2);
        calls[0] = poolPermit(lp, SIGNER_KEY, 10e6);
        calls[1] = abi.encodeCall(IExchange.takeQuote, (q, sign(MANAGER_KEY, q), take));
    }

    function lpTerms(address lp) private view returns (Market memory m) {
        m = marketTerms(5, 0, address(0));
        (m.base, m.lotSize) = (lp, 1e6);
    }

    /// @notice Row "permit+order in one tx".
    function test_permitAndTakeInOneCall() public {
        (address lp, bytes[] memory calls) = permitMarket();
        (bool ok, ) = attemptAs(signer, address(exchange), calls[1]);
        yes(!ok, "not without an allowance");
        vm.prank(signer);
        exchange.multicall(calls);
        eq(IERC20(lp).balanceOf(manager), 10e6, "sold");
    }

    /// @notice Row "permit front-run": somebody else has used the permit, the allowance is there, the take goes on.
    function test_permitFrontRun() public {
        (address lp, bytes[] memory calls) = permitMarket();
        bytes memory call = calls[0];
        // The same permit, given to the token by a stranger.
        (, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) = abi.decode(
            tail(call),
            (address, uint256, uint256, uint8, bytes32, bytes32)
        );
        vm.prank(stranger);
        PoolAbi(lp).permit(signer, address(exchange), value, deadline, v, r, s);
        vm.prank(signer);
        exchange.multicall(calls);
        eq(IERC20(lp).balanceOf(manager), 10e6, "sold");
    }

    function tail(bytes memory data) private pure returns (bytes memory rest) {
        rest = new bytes(data.length - 4);
        for (uint256 i = 0; i < rest.length; ++i) rest[i] = data[i + 4];
    }

    /// @notice Row "permit": a permit of one account cannot be used by another to spend it: the exchange permits its caller only.
    function test_permitOfAnother() public {
        (address lp, bytes[] memory calls) = permitMarket();
        vm.prank(stranger);
        (bool ok, ) = address(exchange).call(calls[0]);
        yes(ok, "passed over");
        eq(IERC20(lp).allowance(signer, address(exchange)), 0, "nothing granted");
        eq(IERC20(lp).allowance(stranger, address(exchange)), 0, "to nobody");
    }

    /// @notice Row "permit", phantom: a contract without the function, or with a fallback, or without code, grants nothing and
    /// breaks nothing.
    function test_phantomPermit() public {
        address[4] memory targets = [address(base), address(exchange), address(vaults), address(0xC0DE)];
        for (uint256 i = 0; i < targets.length; ++i) {
            bytes memory data = abi.encodeCall(
                IExchange.permit,
                (targets[i], 1, FOREVER, uint8(27), bytes32(0), bytes32(0))
            );
            bytes[] memory calls = new bytes[](1);
            calls[0] = data;
            (bool ok, ) = attemptAs(stranger, address(exchange), abi.encodeCall(exchange.multicall, (calls)));
            yes(ok || targets[i].code.length == 0, "passed over");
        }
        eq(base.allowance(stranger, address(exchange)), type(uint256).max, "as before");
    }
}
