// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { IExchange } from "../interfaces/IExchange.sol";
import { Leg, Quote, Route, Side, TakeResult } from "../interfaces/Types.sol";
import { QuoteLib } from "../libraries/QuoteLib.sol";
import { MakerWord } from "./MakerWord.sol";
import { Terms } from "./Markets.sol";
import { Crossing, Settlement, Totals } from "./Settlement.sol";

/// @notice What a call to this contract itself shall do of a route.
/// @param taker Who called `takeRoute`.
/// @param left Lots or quote atoms still wanted.
/// @param first Index of the first leg to fill; `end` is the one after the last. All are of one maker.
/// @param settle Whether to settle with that maker: a group. Else a leg, which its group settles.
// Never stored, so its order is that of its meaning.
// solhint-disable-next-line gas-struct-packing
struct Part {
    address taker;
    uint256 left;
    uint256 first;
    uint256 end;
    bool settle;
}

/// @title Routes
/// @notice Takes of many legs.
///
/// GROUPS Consecutive legs of one maker are settled together: one transfer of what the taker pays, and from a signer one of what it
/// gives. The fee (buying) or the proceeds (selling) move once per route.
/// PARTIAL Each group runs in a call to this contract itself, so that a maker who cannot pay or be paid is undone as a whole; in a
/// group of several, so does each leg. What such a call undoes is skipped and logged with at most 256 bytes of its reason.
/// GAS A failure counts only when the call had its full allowance of gas, which no leg of an honest maker comes near; else the
/// route reverts. So nobody who relays a route can make a leg fail by giving it too little, and no leg can burn more.
abstract contract Routes is IExchange, Settlement, ReentrancyGuardTransient {
    /// @notice Gas that one leg of a partial route may use.
    uint256 public constant LEG_GAS = 1_000_000;

    uint256 private constant MAX_REASON = 256;
    /// @dev Bytes of an encoded `Part`, and of an encoded `Route`.
    uint256 private constant PART_LENGTH = 160;
    uint256 private constant ROUTE_LENGTH = 288;

    /// @inheritdoc IExchange
    function takeRoute(
        Route calldata route,
        Leg[] calldata legs
    ) external override nonReentrant returns (TakeResult memory result) {
        _checkCall(route.deadline, route.recipient);
        require(legs.length != 0, IExchange.EmptyRoute());
        Terms memory terms = _open(route.marketId);
        Crossing memory crossing = Crossing(msg.sender, route.recipient, route.side, route.exactNotional, route.amount);
        bytes memory call_ = route.partialFill ? _partCall() : new bytes(0);
        Totals memory sum;
        uint256 first = 0;
        while (first < legs.length && crossing.left != 0) {
            uint256 end = _groupEnd(legs, first);
            if (route.partialFill) _try(call_, terms.marketId, crossing, sum, legs, first, end, true);
            else _addGroup(terms, crossing, sum, legs, first, end);
            first = end;
        }
        _checkRoute(route, sum);
        _settleTaker(terms, crossing, sum);
        (result.size, result.notional, result.fee) = (sum.size, sum.notional, sum.fee);
    }

    /// @notice Fill a part of a partial route, so that it can be undone alone. This contract only.
    function fillPart(
        Part calldata part,
        Route calldata route,
        Leg[] calldata legs
    ) external returns (Totals memory totals) {
        require(msg.sender == address(this), IExchange.OnlySelf(msg.sender));
        Terms memory terms = _open(route.marketId);
        Crossing memory crossing = Crossing(part.taker, route.recipient, route.side, route.exactNotional, part.left);
        bool several = part.end - part.first > 1;
        if (part.settle) _fillGroup(terms, crossing, totals, legs, part.first, part.end, several);
        else _fillLeg(terms, crossing, totals, legs[part.first]);
        // A group of several has logged why it filled nothing, leg by leg.
        require(totals.size != 0 || several, IExchange.NothingToTake());
    }

    /// @dev What every take checks first.
    function _checkCall(uint64 deadline, address recipient) internal view {
        require(block.timestamp <= deadline, IExchange.DeadlinePassed(deadline, block.timestamp));
        require(recipient != address(0) && recipient != address(this), IExchange.InvalidRecipient(recipient));
    }

    // ---- groups and legs ------------------------------------------------------------------------------------------

    /// @dev First leg after `first` that is another maker's.
    function _groupEnd(Leg[] calldata legs, uint256 first) private pure returns (uint256 end) {
        address maker = legs[first].maker;
        end = first + 1;
        while (end < legs.length && legs[end].maker == maker) ++end;
    }

    function _addGroup(
        Terms memory terms,
        Crossing memory crossing,
        Totals memory sum,
        Leg[] calldata legs,
        uint256 first,
        uint256 end
    ) private {
        Totals memory part;
        _fillGroup(terms, crossing, part, legs, first, end, false);
        _add(crossing, sum, part);
    }

    /// @notice Fill legs `first` to `end` of one maker and settle with it. `crossing` is as it was before when this returns.
    /// @param sum Zero; what they came to when this returns.
    /// @param skip Whether legs may fail.
    function _fillGroup(
        Terms memory terms,
        Crossing memory crossing,
        Totals memory sum,
        Leg[] calldata legs,
        uint256 first,
        uint256 end,
        bool skip
    ) private {
        uint256 held = _heldBefore(terms, crossing.side);
        address maker = legs[first].maker;
        // Most groups are of one leg, which comes to what the group does.
        if (end - first == 1) _fillLeg(terms, crossing, sum, legs[first]);
        else _fillLegs(terms, crossing, sum, legs, first, end, skip);
        if (sum.size != 0) _settleMaker(terms, crossing, maker, _maker(maker).isSigner(), sum, held);
    }

    function _fillLegs(
        Terms memory terms,
        Crossing memory crossing,
        Totals memory sum,
        Leg[] calldata legs,
        uint256 first,
        uint256 end,
        bool skip
    ) private {
        uint256 left = crossing.left;
        bytes memory call_ = skip ? msg.data : new bytes(0);
        for (uint256 i = first; i < end && crossing.left != 0; ++i) {
            if (skip) _try(call_, terms.marketId, crossing, sum, legs, i, i + 1, false);
            else _addLeg(terms, crossing, sum, legs[i]);
        }
        crossing.left = left;
    }

    function _addLeg(Terms memory terms, Crossing memory crossing, Totals memory sum, Leg calldata leg) private {
        Totals memory part;
        _fillLeg(terms, crossing, part, leg);
        _add(crossing, sum, part);
    }

    /// @dev `totals` is as of `_fillGrid`.
    function _fillLeg(Terms memory terms, Crossing memory crossing, Totals memory totals, Leg calldata leg) private {
        MakerWord record = _maker(leg.maker);
        bytes calldata encoded = leg.quote;
        if (encoded.length == 0) {
            require(!record.isSigner(), IExchange.UnknownMaker(leg.maker));
            require(record.marketId() == terms.marketId, IExchange.WrongMarket(leg.maker, terms.marketId));
            return _fillGrid(terms, crossing, leg.maker, record, leg.size, leg.limitPrice, totals);
        }
        uint256 min = QuoteLib.ENCODED_LENGTH;
        require(encoded.length >= min, IExchange.InvalidQuoteLeg(encoded.length, min));
        Quote calldata quote;
        assembly ("memory-safe") {
            quote := encoded.offset
        }
        require(quote.maker == leg.maker, IExchange.NotMaker(quote.maker, leg.maker));
        require(quote.marketId == terms.marketId, IExchange.WrongMarket(quote.maker, quote.marketId));
        _fillQuote(terms, crossing, quote, encoded[min:], record, leg.size, leg.limitPrice, totals);
    }

    /// @dev Count a leg or group in, and its amount as no longer wanted.
    function _add(Crossing memory crossing, Totals memory sum, Totals memory part) private pure {
        // A leg's notional has 200 bits at most, the rest is less, and no call has 2^56 legs.
        unchecked {
            sum.size += part.size;
            sum.notional += part.notional;
            sum.fee += part.fee;
            sum.rebate += part.rebate;
            sum.poolFee += part.poolFee;
        }
        uint256 amount = part.size;
        if (crossing.exactNotional) {
            amount = crossing.side == Side.Ask ? part.notional + part.fee : part.notional - part.fee;
            // The last lot may bring more than is wanted.
            if (crossing.side == Side.Bid && amount > crossing.left) amount = crossing.left;
        }
        crossing.left -= amount;
    }

    // ---- parts that may fail --------------------------------------------------------------------------------------

    /// @dev The call of `fillPart` from within `takeRoute`: room for a `Part`, then this call's own arguments. Copied once, since a
    /// route would otherwise cost the square of its length.
    function _partCall() private pure returns (bytes memory data) {
        bytes calldata own = msg.data[4:];
        // The legs' offset counts from the first argument, which is `PART_LENGTH` earlier there.
        uint256 offset = uint256(bytes32(own[ROUTE_LENGTH:])) + PART_LENGTH;
        data = bytes.concat(this.fillPart.selector, new bytes(PART_LENGTH), own);
        assembly ("memory-safe") {
            mstore(add(data, add(36, add(PART_LENGTH, ROUTE_LENGTH))), offset)
        }
    }

    /// @notice Fill legs `first` to `end`, of one maker, in a call to this contract, or skip them.
    /// @param data Call of `fillPart` for this route; its `Part` is written here.
    function _try(
        bytes memory data,
        uint32 marketId,
        Crossing memory crossing,
        Totals memory sum,
        Leg[] calldata legs,
        uint256 first,
        uint256 end,
        bool settle
    ) private {
        // A group: enough that no leg of it can lack its own allowance, and as much again as a leg's to settle with.
        uint256 gasAllowed = settle ? ((end - first + 1) * LEG_GAS * 33) / 32 : LEG_GAS;
        address taker = crossing.taker;
        uint256 left = crossing.left;
        Totals memory part;
        bool ok;
        // What a call may pass on of the gas left (EIP-150), less what is spent until it is made.
        uint256 available = gasleft() - gasleft() / 32;
        // A success is `fillPart` returning `Totals`; of a failure no more is copied than is passed on.
        assembly ("memory-safe") {
            mstore(add(data, 36), taker)
            mstore(add(data, 68), left)
            mstore(add(data, 100), first)
            mstore(add(data, 132), end)
            mstore(add(data, 164), settle)
            ok := call(gasAllowed, address(), 0, add(data, 32), mload(data), part, 160)
        }
        if (ok) return _add(crossing, sum, part);
        require(available >= gasAllowed, IExchange.InsufficientGas(available, gasAllowed));
        bytes memory reason;
        assembly ("memory-safe") {
            let length := returndatasize()
            if gt(length, MAX_REASON) {
                length := MAX_REASON
            }
            reason := mload(0x40)
            mstore(0x40, add(reason, add(32, MAX_REASON)))
            mstore(reason, length)
            returndatacopy(add(reason, 32), 0, length)
        }
        for (uint256 i = first; i < end; ++i) emit IExchange.LegSkipped(marketId, legs[i].maker, i, reason);
    }

    // ---- what the taker asked -------------------------------------------------------------------------------------

    /// @dev The terms of `Route`, on the total.
    function _checkRoute(Route calldata route, Totals memory sum) private pure {
        bool asks = route.side == Side.Ask;
        uint256 value = asks ? sum.notional + sum.fee : sum.notional - sum.fee;
        // `filled` is in the unit of `amount`, `other` in that of `limit`.
        (uint256 filled, uint256 other) = route.exactNotional ? (value, sum.size) : (sum.size, value);
        // Buying lots and selling for a notional, `limit` is the most the taker gives; else the least it receives.
        bool limitIsMost = asks != route.exactNotional;
        if (!route.partialFill) {
            bool short = filled < route.amount && !(asks && route.exactNotional);
            require(!short, IExchange.AmountNotFilled(filled, route.amount));
            require(
                limitIsMost ? other <= route.limit : other >= route.limit,
                IExchange.LimitExceeded(other, route.limit)
            );
        } else {
            // other / filled against limit / amount, in 512 bits.
            bool within =
                limitIsMost
                    ? !_less(route.limit, filled, other, route.amount)
                    : !_less(other, route.amount, route.limit, filled);
            require(within, IExchange.LimitExceeded(other, route.limit));
        }
        require(sum.size != 0, IExchange.NothingToTake());
        require(sum.size >= route.minSize, IExchange.SizeBelowMinimum(sum.size, route.minSize));
    }

    /// @dev `a * b < c * d`.
    function _less(uint256 a, uint256 b, uint256 c, uint256 d) private pure returns (bool) {
        (uint256 highAb, uint256 lowAb) = Math.mul512(a, b);
        (uint256 highCd, uint256 lowCd) = Math.mul512(c, d);
        return highAb == highCd ? lowAb < lowCd : highAb < highCd;
    }
}
