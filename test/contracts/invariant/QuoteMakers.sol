// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Leg, Market, Quote, Route, Side, TakeResult } from "../../../contracts/interfaces/Types.sol";
import { PoolAbi, VaultAbi } from "../utils/Abis.sol";
import { Wallet, WhimsicalToken } from "./Fiends.sol";
import { Filled } from "./Handler.sol";
import { QuoteLedger, Signed } from "./QuoteLedger.sol";

/// @notice Three makers that sign (a key, a wallet, an account with code), the quotes they signed, and two grids beside them.
abstract contract QuoteMakers is QuoteLedger {
    uint256 private constant WALLET_KEY = 0x1271;
    uint256 private constant CODED_KEY = 0x7702;
    uint256 private constant KEPT = 12;

    Wallet public wallet;
    VaultAbi public vault;
    PoolAbi public pool;
    WhimsicalToken public whimsical;
    uint32 internal _side;
    address[3] internal _makers;
    uint256[3] private _keys;
    uint256 internal _salt;

    constructor() {
        vm.recordLogs();
        deployWorld();
        _setClock(1_800_000_000);
        wallet = new Wallet(vm.addr(WALLET_KEY));
        address coded = vm.addr(CODED_KEY);
        // An account whose code knows nothing of signatures: its key still signs.
        vm.etch(coded, address(base).code);
        _makers = [signer, address(wallet), coded];
        _keys = [SIGNER_KEY, WALLET_KEY, CODED_KEY];
        rich(address(wallet));
        rich(coded);
        vault = createGridVault(pooled);
        pool = createPool(pooled);
        whimsical = new WhimsicalToken();
        Market memory terms_ = marketTerms(0, 0, address(0));
        terms_.base = address(whimsical);
        vm.prank(governor);
        _side = exchange.createMarket(terms_);
        whimsical.mint(signer, 1e30);
        vm.prank(signer);
        whimsical.approve(address(exchange), type(uint256).max);
        parties = [
            signer,
            address(wallet),
            coded,
            address(vault),
            address(pool),
            taker,
            stranger,
            provider,
            address(exchange)
        ];
        for (uint256 i = 0; i < KEPT; ++i) _sign(i * 7 + 1, i % 3, i % 2);
        _readLogs();
    }

    function _sign(uint256 seed, uint256 maker, uint256 nonce) internal {
        maker %= 3;
        address account = _makers[maker];
        uint64 mid = uint64(950 + (seed % 100));
        uint64 current = nonces[account][pooled];
        Quote memory q = Quote({
            maker: account,
            marketId: pooled,
            bidPrice: mid - uint64(seed % 20),
            bidSize: 20,
            askPrice: mid + uint64(seed % 30),
            askSize: 30,
            // Half of them standing; of the others, some of an older nonce.
            nonce: nonce % 2 == 0 ? 0 : current + uint64(nonce % 3),
            epoch: epochs[account],
            expiry: seed % 4 == 0 ? uint64(block.timestamp + 600) : FOREVER,
            taker: seed % 8 == 7 ? stranger : address(0),
            salt: ++_salt
        });
        bytes32 hash = exchange.hashQuote(q);
        signed.push();
        Signed storage s = signed[signed.length - 1];
        s.quote = q;
        s.key = _keys[maker];
        indexOf[hash] = signed.length;
    }

    /// @dev One of the last twelve signed; usually one that may still fill.
    function _quoteAt(uint256 which) internal view returns (Signed storage) {
        uint256 last = signed.length - 1;
        uint256 index = last - (which % KEPT);
        for (uint256 i = 0; i < KEPT && which % 7 != 0; ++i) {
            uint256 candidate = last - (((which % KEPT) + i) % KEPT);
            Signed storage s = signed[candidate];
            if (!isLive(s) || _left(s, true) + _left(s, false) == 0) continue;
            index = candidate;
            break;
        }
        return signed[index];
    }

    /// @dev Lots that a quote is still good for; several streaming quotes of one nonce share what is filled.
    function _left(Signed storage s, bool ask) internal view returns (uint256) {
        Quote memory q = s.quote;
        if (!isLive(s)) return 0;
        if (q.nonce == 0) return ask ? q.askSize - s.askFilled : q.bidSize - s.bidFilled;
        (uint64 nonce, uint64 bidFilled, uint64 askFilled, ) = exchange.makerState(q.maker, q.marketId);
        if (nonce != q.nonce) return ask ? q.askSize : q.bidSize;
        return ask ? _less(q.askSize, askFilled) : _less(q.bidSize, bidFilled);
    }

    function _leg(uint256 seed, Side side, bool ask) internal view returns (Leg memory) {
        if (seed % 4 == 0) return gridLeg(address(vault), 15, side);
        if (seed % 4 == 1) return gridLeg(address(pool), 40, side);
        Signed storage s = _quoteAt(seed / 4);
        Leg memory leg = quoteLeg(s.key, s.quote, uint64(1 + (seed % 30)), side);
        if (seed % 16 == 2) leg.limitPrice = ask ? 1_000 : 960;
        return leg;
    }

    function _oneLeg() internal view returns (Leg[] memory legs) {
        legs = new Leg[](1);
        legs[0] = gridLeg(address(pool), 10, Side.Ask);
    }

    function _checkTerms(Route memory route, TakeResult memory r) internal {
        bool ask = route.side == Side.Ask;
        uint256 value = ask ? r.notional + r.fee : r.notional - r.fee;
        if (!route.exactNotional) {
            check(route.partialFill ? r.size <= route.amount : r.size == route.amount, "18: the lots asked for");
            // The all-in price of what did fill, by cross-multiplication.
            check(
                ask ? value * route.amount <= route.limit * r.size : value * route.amount >= route.limit * r.size,
                "18: the taker's limit holds on the total"
            );
        } else if (ask) {
            check(value <= route.amount, "18: no more is spent than was given");
        } else {
            check(route.partialFill || value >= route.amount, "18: no less is received than was asked");
        }
    }

    function _bookGrid(Filled memory f) internal override returns (uint256 poolFee) {
        check(f.maker == address(vault) || f.maker == address(pool), "22: only what was signed or registered fills");
        return f.maker == address(pool) ? f.fee / 2 : 0;
    }

    function _takerAt(uint256 who) internal view returns (address) {
        return who % 4 == 0 ? stranger : taker;
    }
}
