// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { Exchange } from "../../../contracts/Exchange.sol";
import { LiquidityPool } from "../../../contracts/LiquidityPool.sol";
import { MakerVault } from "../../../contracts/MakerVault.sol";
import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { IExchangeDesk } from "../../../contracts/interfaces/IExchangeDesk.sol";
import { IMakerVault } from "../../../contracts/interfaces/IMakerVault.sol";
import { Leg, Market, Quote, Route, Side, Take, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { cheats } from "../utils/Cheats.sol";
import { HostileWorld } from "../utils/HostileWorld.sol";
import { Answer, PlainDelegate, Wallet } from "../utils/Wallets.sol";

/// @notice Signed quotes against forgery, replay and signers that misbehave. The id of a quote is its EIP-712 digest; nothing is keyed on
/// the bytes of a signature.
contract HostileSignaturesTest is HostileWorld {
    uint256 private constant HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;
    uint256 private constant ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

    function setUp() public {
        deployWorld();
        list(address(base), address(quote));
    }

    function ask(Quote memory q, bytes memory signature, uint64 size) private returns (bool ok, bytes4 reason) {
        bytes memory data = abi.encodeCall(IExchange.takeQuote, (q, signature, terms(Side.Ask, size)));
        return attemptAs(taker, address(exchange), data);
    }

    function filled(Quote memory q, bytes memory signature, uint64 size) private {
        (bool ok, ) = ask(q, signature, size);
        yes(ok, "fills");
    }

    function refused(Quote memory q, bytes memory signature, bytes4 expected) private {
        (bool ok, bytes4 reason) = ask(q, signature, 1);
        yes(!ok, "refused");
        yes(reason == expected, "for this reason");
    }

    function forged(Quote memory q, bytes memory signature) private {
        refused(q, signature, IExchange.InvalidSignature.selector);
    }

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
        Exchange other = deployExchange(
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

    /// @notice A leg's bytes cut short, or naming another maker or market than the leg, are refused.
    function test_legsThatLie() public {
        Quote memory q = standing(signer);
        bytes memory whole = bytes.concat(abi.encode(q), sign(SIGNER_KEY, q));
        Leg[] memory legs = new Leg[](1);
        for (uint256 length = 1; length < 352; length += 50) {
            bytes memory cut = new bytes(length);
            for (uint256 i = 0; i < length; ++i) cut[i] = whole[i];
            legs[0] = Leg(signer, 1, FOREVER, cut);
            refuseRoute(market, legs, IExchange.InvalidQuoteLeg.selector);
        }
        legs[0] = Leg(stranger, 1, FOREVER, whole);
        refuseRoute(market, legs, IExchange.NotMaker.selector);
        legs[0] = Leg(signer, 1, FOREVER, whole);
        refuseRoute(plain, legs, IExchange.WrongMarket.selector);
    }

    function refuseRoute(uint32 marketId, Leg[] memory legs, bytes4 reason) private {
        bytes memory data = abi.encodeCall(IExchange.takeRoute, (routeOf(marketId, Side.Ask, 1), legs));
        refuse(taker, address(exchange), data, reason);
    }

    // ---- life of a quote ------------------------------------------------------------------------------------------

    /// @notice Row "expired at exact second": the last second is inclusive.
    function test_expiryAtTheExactSecond() public {
        Quote memory q = standing(signer);
        q.expiry = uint64(time() + 10);
        bytes memory signature = sign(SIGNER_KEY, q);
        vm.warp(q.expiry);
        filled(q, signature, 1);
        vm.warp(uint256(q.expiry) + 1);
        refused(q, signature, IExchange.QuoteExpired.selector);
    }

    /// @notice Row "cancel then fill in same block": whoever comes first in the block is respected.
    function test_cancelThenFill() public {
        Quote memory q = standing(signer);
        bytes memory signature = sign(SIGNER_KEY, q);
        filled(q, signature, 1);
        vm.prank(signer);
        exchange.cancelQuote(q);
        refused(q, signature, IExchange.CancelledQuote.selector);
        q.nonce = 5;
        signature = sign(SIGNER_KEY, q);
        filled(q, signature, 1);
        vm.prank(signer);
        exchange.cancelUpTo(signer, market, 6);
        refused(q, signature, IExchange.QuoteRetired.selector);
        q.nonce = 7;
        signature = sign(SIGNER_KEY, q);
        vm.prank(signer);
        exchange.raiseEpoch();
        refused(q, signature, IExchange.QuoteEpochMismatch.selector);
    }

    /// @notice Row "nonce reuse across orders" (LooksRare): two quotes of one streaming nonce share one count of lots, so signing the
    /// nonce twice sells no more than the larger of them.
    function test_nonceReuse() public {
        Quote memory first = quoteOf(signer, market);
        Quote memory second = quoteOf(signer, market);
        (first.salt, second.salt, second.askSize) = (1, 2, 40);
        filled(first, sign(SIGNER_KEY, first), 30);
        filled(second, sign(SIGNER_KEY, second), 10);
        refused(second, sign(SIGNER_KEY, second), IExchange.NothingToTake.selector);
        refused(first, sign(SIGNER_KEY, first), IExchange.NothingToTake.selector);
        (uint64 nonce, , uint64 askFilled, uint64 seq) = exchange.makerState(signer, market);
        eq(nonce, 1, "nonce");
        eq(askFilled, 40, "never more than the larger");
        eq(seq, 2, "fills");
    }

    /// @notice A single signature cannot burn the range of nonces: the jump is bounded, and a failed fill moves nothing.
    function test_nonceJump() public {
        Quote memory q = quoteOf(signer, market);
        q.nonce = FOREVER;
        refused(q, sign(SIGNER_KEY, q), IExchange.NonceJumpTooLarge.selector);
        refuse(
            signer,
            address(exchange),
            abi.encodeCall(IExchangeDesk.cancelUpTo, (signer, market, FOREVER)),
            IExchange.NonceJumpTooLarge.selector
        );
        q.nonce = 1;
        filled(q, sign(SIGNER_KEY, q), 1);
    }

    /// @notice A quote for one taker is for nobody else.
    function test_privateQuote() public {
        Quote memory q = standing(signer);
        q.taker = stranger;
        bytes memory signature = sign(SIGNER_KEY, q);
        refused(q, signature, IExchange.QuoteNotForTaker.selector);
        Take memory take = terms(Side.Ask, 1);
        vm.prank(stranger);
        exchange.takeQuote(q, signature, take);
    }

    // ---- ERC-1271 -------------------------------------------------------------------------------------------------

    function wallet(Answer answer) private returns (Wallet w) {
        w = new Wallet();
        w.set(answer);
        base.mint(address(w), 1e30);
        quote.mint(address(w), 1e30);
        w.approve(IERC20(address(base)), address(exchange));
        w.approve(IERC20(address(quote)), address(exchange));
    }

    /// @notice Row "EIP-1271: wrong magic, reverts, too short, dirty magic, 2^20 bytes of revert": refused, at a bounded price in gas.
    function test_walletsThatSayNo() public {
        Answer[5] memory answers = [Answer.No, Answer.Short, Answer.DirtyMagic, Answer.Reverts, Answer.HugeRevert];
        for (uint256 i = 0; i < answers.length; ++i) {
            Quote memory q = standing(signer);
            q.maker = address(wallet(answers[i]));
            forged(q, "whatever");
        }
    }

    /// @notice Row "EIP-1271: 2^20 bytes": an answer that begins with the magic word counts, what follows is not copied.
    function test_walletThatSaysALot() public {
        Quote memory q = standing(signer);
        q.maker = address(wallet(Answer.Huge));
        filled(q, "", 1);
    }

    /// @notice Row "EIP-1271: burns gas": alone it fails; in a partial route it is skipped and the others fill.
    function test_walletThatBurnsGas() public {
        Quote memory burner = standing(signer);
        burner.maker = address(wallet(Answer.BurnsGas));
        Quote memory good = standing(signer);
        Leg[] memory legs = new Leg[](2);
        legs[0] = Leg(burner.maker, 5, FOREVER, abi.encode(burner));
        legs[1] = quoteLeg(SIGNER_KEY, good, 5, Side.Ask);
        Route memory route = routeOf(market, Side.Ask, 10);
        route.partialFill = true;
        uint256 before = gasleft();
        vm.prank(taker);
        TakeResult memory result = exchange.takeRoute(route, legs);
        yes(before - gasleft() < 6_000_000, "a bounded price");
        eq(result.size, 5, "the other's");
    }

    /// @notice Row "EIP-1271: changes answer between calls": asked on every fill, so a wallet may change its mind; lots are counted
    /// before it is paid, so it never sells more than it signed.
    function test_walletThatChangesItsMind() public {
        Quote memory q = standing(signer);
        Wallet w = wallet(Answer.Yes);
        q.maker = address(w);
        filled(q, "", 20);
        w.set(Answer.No);
        forged(q, "");
        w.set(Answer.Yes);
        filled(q, "", 10);
        refused(q, "", IExchange.NothingToTake.selector);
    }

    /// @notice Row "EIP-1271: staticcall used": a wallet that wants to change something while it is asked cannot.
    function test_walletIsAskedStatically() public {
        Quote memory q = standing(signer);
        q.maker = address(wallet(Answer.ChangesState));
        forged(q, "");
    }

    /// @notice Row "EIP-1271: re-enters fill/cancel": while it is asked nothing can change; a wallet as taker of its own quote is refused.
    function test_walletTakesItsOwnQuote() public {
        Quote memory q = standing(signer);
        Wallet w = wallet(Answer.Yes);
        q.maker = address(w);
        bytes memory data = abi.encodeCall(IExchange.takeQuote, (q, "", terms(Side.Ask, 1)));
        refuse(address(w), address(exchange), data, IExchange.SelfTrade.selector);
    }

    /// @notice Row "ERC-6492 counterfactual": a wallet that is not deployed yet has not signed.
    function test_counterfactualWallet() public {
        Quote memory q = standing(signer);
        q.maker = address(0xC0FFEE);
        bytes32 magic = 0x6492649264926492649264926492649264926492649264926492649264926492;
        forged(q, bytes.concat(abi.encode(address(vaults), "", sign(SIGNER_KEY, q)), magic));
    }

    /// @notice A manager that is an ERC-1271 wallet signs for the vault as long as it says so.
    function test_managerWallet() public {
        MakerVault vault = createQuoteVault(market);
        Wallet w = wallet(Answer.Yes);
        vm.prank(owner);
        vault.setManager(address(w));
        Quote memory q = vaultQuote(vault);
        filled(q, "", 1);
        Answer[4] memory answers = [Answer.No, Answer.Reverts, Answer.DirtyMagic, Answer.HugeRevert];
        for (uint256 i = 0; i < answers.length; ++i) {
            w.set(answers[i]);
            refused(q, "", IMakerVault.InvalidManagerSignature.selector);
        }
    }

    // ---- EIP-7702 -------------------------------------------------------------------------------------------------

    function delegate(address account, address implementation) private {
        vm.etch(account, implementation == address(0) ? bytes("") : abi.encodePacked(hex"ef0100", implementation));
    }

    /// @notice Row "EIP-7702: delegated without 1271": the account's own key signs as before.
    function test_delegatedWithout1271() public {
        Quote memory q = standing(signer);
        bytes memory signature = sign(SIGNER_KEY, q);
        delegate(signer, address(new PlainDelegate()));
        filled(q, signature, 1);
        forged(q, sign(MANAGER_KEY, q));
    }

    /// @notice Row "EIP-7702: delegated with 1271": its own key, and whatever its delegate accepts.
    function test_delegatedWith1271() public {
        Quote memory q = standing(signer);
        bytes memory signature = sign(SIGNER_KEY, q);
        delegate(signer, address(new Wallet()));
        Wallet(signer).set(Answer.No);
        filled(q, signature, 1);
        forged(q, "session key");
        Wallet(signer).set(Answer.Yes);
        filled(q, "session key", 1);
    }

    /// @notice Row "EIP-7702: delegation set after signing and removed": a signature of the key holds throughout; one that only the
    /// delegate accepted is void without it. Nothing fills twice.
    function test_delegationThatComesAndGoes() public {
        Quote memory q = standing(signer);
        bytes memory signature = sign(SIGNER_KEY, q);
        filled(q, signature, 10);
        delegate(signer, address(new Wallet()));
        filled(q, signature, 10);
        delegate(signer, address(0));
        forged(q, "session key");
        filled(q, signature, 10);
        refused(q, signature, IExchange.NothingToTake.selector);
    }

    /// @notice Row "EIP-7702", a vault's manager.
    function test_delegatedManager() public {
        MakerVault vault = createQuoteVault(market);
        Quote memory q = vaultQuote(vault);
        bytes memory signature = sign(MANAGER_KEY, q);
        delegate(manager, address(new PlainDelegate()));
        filled(q, signature, 1);
        delegate(manager, address(0));
        filled(q, signature, 1);
        refused(q, "session key", IMakerVault.InvalidManagerSignature.selector);
    }

    // ---- vaults ---------------------------------------------------------------------------------------------------

    /// @notice A vault's quote counts under its manager's key alone, under the current epoch, and a retired manager's is void at once.
    function test_vaultQuotesFollowTheManager() public {
        MakerVault vault = createQuoteVault(market);
        Quote memory q = vaultQuote(vault);
        refused(q, sign(SIGNER_KEY, q), IMakerVault.InvalidManagerSignature.selector);
        bytes memory signature = sign(MANAGER_KEY, q);
        filled(q, signature, 1);
        vm.prank(owner);
        vault.setManager(signer);
        refused(q, signature, IMakerVault.ManagerEpochMismatch.selector);
        q.epoch = vault.managerEpoch();
        refused(q, sign(MANAGER_KEY, q), IMakerVault.InvalidManagerSignature.selector);
        filled(q, sign(SIGNER_KEY, q), 1);
    }

    /// @notice Without a manager nobody signs: not even a signature that recovers to nobody.
    function test_vaultWithoutManager() public {
        MakerVault vault = createQuoteVault(market);
        vm.prank(owner);
        vault.setManager(address(0));
        Quote memory q = vaultQuote(vault);
        bytes4 reason = IMakerVault.InvalidManagerSignature.selector;
        refused(q, new bytes(65), reason);
        refused(q, "", reason);
        refused(q, abi.encodePacked(bytes32(0), bytes32(0), uint8(27)), reason);
    }

    /// @notice A pool signs nothing: a quote in its name is forged whoever signs it.
    function test_poolSignsNothing() public {
        address p = address(createPool(market));
        Quote memory q = standing(signer);
        q.maker = p;
        forged(q, sign(SIGNER_KEY, q));
        forged(q, "");
    }

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
        LiquidityPool(lp).permit(signer, address(exchange), value, deadline, v, r, s);
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
