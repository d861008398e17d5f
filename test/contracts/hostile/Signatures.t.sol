// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { IExchangeDesk } from "../../../contracts/interfaces/IExchangeDesk.sol";
import { Leg, Quote, Side } from "../../../contracts/interfaces/Types.sol";
import { ExchangeAbi } from "../utils/Abis.sol";
import { cheats } from "../utils/Cheats.sol";
import { SignedWorld } from "./SignedWorld.sol";

/// @notice Signed quotes against forgery, replay and signers that misbehave. The id of a quote is its EIP-712 digest; nothing is keyed on
/// the bytes of a signature.
contract HostileSignaturesTest is SignedWorld {
    uint256 private constant HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;
    uint256 private constant ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

    // ---- forms of a signature -------------------------------------------------------------------------------------

    /// @notice Row "high-s and v in {0,1}": 65 bytes, low s, v 27 or 28 is the one form; no other is accepted, for vaults neither.
    function test_oneForm() public {
        Quote memory q = standing(signer);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(SIGNER_KEY, exchange.hashQuote(q));
        yes(uint256(s) <= HALF_ORDER, "low");
        bytes32 high = bytes32(ORDER - uint256(s));
        forged(q, abi.encodePacked(r, high, v == 27 ? uint8(28) : uint8(27)));
        forged(q, abi.encodePacked(r, s, v - 27));
        forged(q, abi.encodePacked(r, s, v == 27 ? uint8(28) : uint8(27)));
        forged(q, abi.encodePacked(r, s, uint8(29)));
        forged(q, abi.encodePacked(r, s, uint8(0xff)));
        filled(q, abi.encodePacked(r, s, v), 1);
    }

    /// @notice Row "64-byte compact": rejected, on every path.
    function test_compactForm() public {
        Quote memory q = standing(signer);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(SIGNER_KEY, exchange.hashQuote(q));
        bytes32 vs = bytes32(uint256(s) | (uint256(v - 27) << 255));
        bytes memory compact = abi.encodePacked(r, vs);
        forged(q, compact);
        Leg[] memory legs = new Leg[](1);
        legs[0] = Leg(signer, 1, FOREVER, bytes.concat(abi.encode(q), compact));
        refuse(
            taker,
            address(exchange),
            abi.encodeCall(IExchange.takeRoute, (routeOf(market, Side.Ask, 1), legs)),
            IExchange.InvalidSignature.selector
        );
    }

    /// @notice Row "truncated/long signature, r=s=0".
    function test_lengths() public {
        Quote memory q = standing(signer);
        bytes memory good = sign(SIGNER_KEY, q);
        forged(q, "");
        forged(q, bytes.concat(good, hex"00"));
        forged(q, bytes.concat(good, good));
        forged(q, new bytes(65));
        forged(q, abi.encodePacked(bytes32(0), bytes32(0), uint8(27)));
        bytes memory short = new bytes(64);
        for (uint256 i = 0; i < 64; ++i) short[i] = good[i];
        forged(q, short);
        forged(q, new bytes(10_000));
        filled(q, good, 1);
    }

    /// @notice Row "ecrecover -> 0 with maker = 0": nobody is not a maker. Nor is a precompile, whatever it answers.
    function test_zeroMaker() public {
        Quote memory q = standing(signer);
        for (uint160 i = 0; i < 11; ++i) {
            q.maker = address(i);
            bytes[3] memory forms = [bytes(""), new bytes(65), abi.encodePacked(bytes32(0), bytes32(0), uint8(27))];
            for (uint256 j = 0; j < 3; ++j) {
                bytes memory data = abi.encodeCall(IExchange.takeQuote, (q, forms[j], terms(Side.Ask, 1)));
                vm.prank(taker);
                // A precompile may burn what it is given: the taker who named it pays, nobody else.
                (bool ok, bytes memory answer) = address(exchange).call{ gas: 1_000_000 }(data);
                yes(!ok, "nobody signs");
                yes(
                    answer.length == 0 || bytes4(answer) == IExchange.InvalidSignature.selector,
                    "for want of a signature"
                );
            }
        }
    }

    /// @notice Rows "malleability", "hash collision": another form of the same signature is no second quote, since lots are counted
    /// by digest.
    function test_noReplayInAnyForm() public {
        Quote memory q = standing(signer);
        bytes memory signature = sign(SIGNER_KEY, q);
        filled(q, signature, 30);
        refused(q, signature, IExchange.NothingToTake.selector);
        (uint64 bidFilled, uint64 askFilled, ) = exchange.standingState(exchange.hashQuote(q));
        eq(bidFilled, 0, "bid");
        eq(askFilled, 30, "ask");
    }

    // ---- domain and type ------------------------------------------------------------------------------------------

    /// @notice Row "wrong chainId (incl. fork after deploy)": the separator is computed anew, old signatures are void on the fork.
    function test_forkedChain() public {
        Quote memory q = standing(signer);
        bytes memory signature = sign(SIGNER_KEY, q);
        bytes32 here = exchange.hashQuote(q);
        // Written out: within one function the compiler takes `block.chainid` for a constant.
        cheats.chainId(31_338);
        yes(exchange.hashQuote(q) != here, "another digest");
        forged(q, signature);
        filled(q, sign(SIGNER_KEY, q), 1);
        cheats.chainId(31_337);
        filled(q, signature, 1);
    }

    /// @notice Row "wrong verifyingContract": a second exchange is another domain.
    function test_otherExchange() public {
        Quote memory q = standing(signer);
        ExchangeAbi other = deployExchange(
            governor,
            PERIOD,
            [uint64(1), uint64(2), uint64(3)],
            [uint8(0), uint8(1), uint8(2), uint8(3)]
        );
        yes(other.hashQuote(q) != exchange.hashQuote(q), "another digest");
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(SIGNER_KEY, other.hashQuote(q));
        forged(q, abi.encodePacked(r, s, v));
    }

    /// @notice Row "wrong typehash/field order": every field is bound, at its place; the digest is EIP-712's, written out here.
    function test_everyFieldIsBound() public {
        Quote memory q = standing(signer);
        bytes32 typehash = keccak256(
            "Quote(address maker,uint32 marketId,uint64 bidPrice,uint64 bidSize,uint64 askPrice,uint64 askSize,uint64 nonce,uint64 epoch,uint64 expiry,address taker,uint256 salt)"
        );
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Tidemark"),
                keccak256("1"),
                block.chainid,
                address(exchange)
            )
        );
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", domain, keccak256(abi.encode(typehash, q))));
        yes(exchange.hashQuote(q) == digest, "EIP-712");
        // Bid and ask swapped, and a hash without the type.
        bytes32 swapped = keccak256(
            abi.encode(
                typehash,
                q.maker,
                q.marketId,
                q.askPrice,
                q.askSize,
                q.bidPrice,
                q.bidSize,
                q.nonce,
                q.epoch,
                q.expiry,
                q.taker,
                q.salt
            )
        );
        forged(q, signDigest(keccak256(abi.encodePacked(hex"1901", domain, swapped))));
        forged(q, signDigest(keccak256(abi.encodePacked(hex"1901", domain, keccak256(abi.encode(q))))));
        forged(q, signDigest(keccak256(abi.encode(typehash, q))));
        forged(q, signDigest(keccak256(abi.encodePacked("\x19Ethereum Signed Message:\n32", digest))));
        bytes memory good = signDigest(digest);
        for (uint256 field = 1; field < 11; ++field) {
            Quote memory changed = altered(q, field);
            yes(exchange.hashQuote(changed) != digest, "another digest");
            (bool ok, ) = ask(changed, good, 1);
            yes(!ok, "refused");
        }
        filled(q, good, 1);
    }

    function signDigest(bytes32 digest) private pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(SIGNER_KEY, digest);
        return abi.encodePacked(r, s, v);
    }

    /// @dev Field `field` of the encoding changed by one.
    function altered(Quote memory q, uint256 field) private pure returns (Quote memory) {
        bytes memory encoded = abi.encode(q);
        encoded[32 * field + 31] = bytes1(uint8(encoded[32 * field + 31]) ^ 1);
        return abi.decode(encoded, (Quote));
    }

    /// @notice Rows "dirty upper bits", "typed data with dirty upper bits": a field that does not fit its type is refused, in direct
    /// calls and in legs, and changes no digest.
    function test_dirtyUpperBits() public {
        Quote memory q = standing(signer);
        bytes memory signature = sign(SIGNER_KEY, q);
        uint256[10] memory bits = [uint256(160), 32, 64, 64, 64, 64, 64, 64, 64, 160];
        for (uint256 field = 0; field < 10; ++field) {
            bytes memory dirty = abi.encode(q);
            uint256 at = 32 * (field + 1);
            assembly ("memory-safe") {
                mstore(add(dirty, at), or(mload(add(dirty, at)), shl(mload(add(bits, mul(32, field))), 1)))
            }
            // A quote is static: it comes first, then the offset of the signature, then the take.
            bytes memory data = bytes.concat(
                IExchange.takeQuote.selector,
                dirty,
                abi.encode(uint256(352 + 32 + 192), terms(Side.Ask, 1)),
                abi.encode(signature.length),
                signature,
                new bytes(31)
            );
            (bool ok, ) = attemptAs(taker, address(exchange), data);
            yes(!ok, "dirty field in a call");
            (ok, ) = attemptAs(taker, address(exchange), bytes.concat(IExchangeDesk.hashQuote.selector, dirty));
            yes(!ok, "no digest of a dirty field");
            Leg[] memory legs = new Leg[](1);
            legs[0] = Leg(signer, 1, FOREVER, bytes.concat(dirty, signature));
            data = abi.encodeCall(IExchange.takeRoute, (routeOf(market, Side.Ask, 1), legs));
            (ok, ) = attemptAs(taker, address(exchange), data);
            yes(!ok, "dirty field in a leg");
        }
        bytes memory clean = bytes.concat(
            IExchange.takeQuote.selector,
            abi.encode(q),
            abi.encode(uint256(352 + 32 + 192), terms(Side.Ask, 1)),
            abi.encode(signature.length),
            signature,
            new bytes(31)
        );
        (bool passes, ) = attemptAs(taker, address(exchange), clean);
        yes(passes, "the same call without dirt");
    }
}
