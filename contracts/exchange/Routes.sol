// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { IExchange } from "../interfaces/IExchange.sol";
import { Leg, MakerKind, Quote, Route, Side, TakeResult } from "../interfaces/Types.sol";
import { QuoteLib } from "../libraries/QuoteLib.sol";
import { MakerRecord } from "./MakerRegistry.sol";
import { Terms } from "./Markets.sol";
import { Crossing, Settlement, Totals } from "./Settlement.sol";

/// @title Routes
/// @notice Takes of many legs.
///
/// GROUPS Consecutive legs of one maker are settled together: one transfer of what the taker pays, and from a signer one of what it
/// gives. The fee (buying) or the proceeds (selling) move once per route.
/// PARTIAL Each group runs in a call to this contract itself, so that a maker who cannot pay or be paid is undone as a whole; in a
/// group of several, so does each leg. What a call of its own undoes is skipped and logged with at most 256 bytes of its reason.
/// GAS A failure counts only when the call had its full allowance of gas, which no leg of an honest maker comes near; else the
/// route reverts. So nobody who relays a route can make a leg fail by giving it too little, and no leg can burn more.
abstract contract Routes is Settlement, ReentrancyGuardTransient {
    /// @notice Gas that one leg of a partial route may use.
    uint256 public constant LEG_GAS = 1_000_000;

    uint256 private constant MAX_REASON = 256;

    /// @inheritdoc IExchange
    function takeRoute(
        Route calldata route,
        Leg[] calldata legs
    ) external override nonReentrant returns (TakeResult memory) {
        _checkCall(route.deadline, route.recipient);
        require(legs.length != 0, EmptyRoute());
        Terms memory terms = _open(route.marketId);
        Crossing memory crossing = Crossing({
            taker: msg.sender,
            recipient: route.recipient,
            marketId: route.marketId,
            side: route.side,
            exactNotional: route.exactNotional,
            left: route.amount
        });
        Totals memory sum;
        uint256 first = 0;
        while (first < legs.length && crossing.left != 0) {
            uint256 end = _groupEnd(legs, first);
            if (route.partialFill) _tryGroup(crossing, sum, legs, first, end);
            else _add(crossing, sum, _fillGroup(terms, crossing, legs, first, end, false, 0));
            first = end;
        }
        _checkRoute(route, sum);
        _settleTaker(terms, crossing, sum);
        return TakeResult(sum.size, sum.notional, sum.fee);
    }

    /// @notice Fill and settle legs of one maker. This contract only.
    /// @param index Number of the first of them in its route.
    function fillGroup(
        Crossing memory crossing,
        Leg[] calldata legs,
        uint256 index
    ) external onlySelf returns (Totals memory totals) {
        totals = _fillGroup(_open(crossing.marketId), crossing, legs, 0, legs.length, legs.length > 1, index);
        require(totals.size != 0 || legs.length > 1, NothingToTake());
    }

    /// @notice Fill a leg without settling it. This contract only.
    function fillLeg(Crossing memory crossing, Leg calldata leg) external onlySelf returns (Totals memory totals) {
        totals = _fillLeg(_open(crossing.marketId), crossing, leg);
        require(totals.size != 0, NothingToTake());
    }

    modifier onlySelf() {
        require(msg.sender == address(this), OnlySelf(msg.sender));
        _;
    }

    /// @dev What every take checks first.
    function _checkCall(uint64 deadline, address recipient) internal view {
        require(block.timestamp <= deadline, DeadlinePassed(deadline, block.timestamp));
        require(recipient != address(0) && recipient != address(this), InvalidRecipient(recipient));
    }

    // ---- groups and legs ------------------------------------------------------------------------------------------

    /// @dev First leg after `first` that is another maker's.
    function _groupEnd(Leg[] calldata legs, uint256 first) private pure returns (uint256 end) {
        address maker = legs[first].maker;
        end = first + 1;
        while (end < legs.length && legs[end].maker == maker) ++end;
    }

    /// @dev Fill legs `first` to `end` of one maker and settle with it. `crossing` is as it was before when this returns.
    /// @param skip Whether legs may fail.
    /// @param index Number in the route of the first of `legs`.
    function _fillGroup(
        Terms memory terms,
        Crossing memory crossing,
        Leg[] calldata legs,
        uint256 first,
        uint256 end,
        bool skip,
        uint256 index
    ) private returns (Totals memory sum) {
        uint256 held = _heldBefore(terms, crossing.side);
        uint256 left = crossing.left;
        address maker = legs[first].maker;
        for (uint256 i = first; i < end && crossing.left != 0; ++i) {
            if (skip) _tryLeg(crossing, sum, legs[i], index + i);
            else _add(crossing, sum, _fillLeg(terms, crossing, legs[i]));
        }
        crossing.left = left;
        if (sum.size == 0) return sum;
        _settleMaker(terms, crossing, maker, _makerRecord(maker).kind == MakerKind.Signer, sum, held);
    }

    function _fillLeg(Terms memory terms, Crossing memory crossing, Leg calldata leg) private returns (Totals memory) {
        MakerRecord memory record = _makerRecord(leg.maker);
        if (leg.quote.length == 0) {
            require(record.kind != MakerKind.Signer, UnknownMaker(leg.maker));
            require(record.marketId == terms.marketId, WrongMarket(leg.maker, terms.marketId));
            return _fillGrid(terms, crossing, leg.maker, record, leg.size, leg.limitPrice);
        }
        uint256 min = QuoteLib.ENCODED_LENGTH;
        require(leg.quote.length >= min, InvalidQuoteLeg(leg.quote.length, min));
        bytes calldata encoded = leg.quote;
        Quote calldata quote;
        assembly ("memory-safe") {
            quote := encoded.offset
        }
        require(quote.maker == leg.maker, NotMaker(quote.maker, leg.maker));
        require(quote.marketId == terms.marketId, WrongMarket(quote.maker, quote.marketId));
        return _fillQuote(terms, crossing, quote, encoded[min:], record, leg.size, leg.limitPrice);
    }

    /// @dev Count a leg or group in, and its amount as no longer wanted.
    function _add(Crossing memory crossing, Totals memory sum, Totals memory part) private pure {
        sum.size += part.size;
        sum.notional += part.notional;
        sum.fee += part.fee;
        sum.rebate += part.rebate;
        sum.poolFee += part.poolFee;
        uint256 amount = part.size;
        if (crossing.exactNotional) {
            amount = crossing.side == Side.Ask ? part.notional + part.fee : part.notional - part.fee;
            // The last lot may bring more than is wanted.
            if (crossing.side == Side.Bid && amount > crossing.left) amount = crossing.left;
        }
        crossing.left -= amount;
    }

    // ---- legs that may fail ---------------------------------------------------------------------------------------

    function _tryGroup(
        Crossing memory crossing,
        Totals memory sum,
        Leg[] calldata legs,
        uint256 first,
        uint256 end
    ) private {
        Leg[] memory group = new Leg[](end - first);
        for (uint256 i = first; i < end; ++i) group[i - first] = legs[i];
        // Enough that no leg of the group can lack its own allowance, and as much again as a leg's to settle with.
        uint256 gasAllowed = ((group.length + 1) * LEG_GAS * 33) / 32;
        (bool ok, Totals memory part, bytes memory reason) = _callSelf(
            abi.encodeCall(this.fillGroup, (crossing, group, first)),
            gasAllowed
        );
        if (ok) return _add(crossing, sum, part);
        for (uint256 i = first; i < end; ++i) {
            emit LegSkipped(crossing.marketId, group[0].maker, i, reason);
        }
    }

    function _tryLeg(Crossing memory crossing, Totals memory sum, Leg calldata leg, uint256 index) private {
        (bool ok, Totals memory part, bytes memory reason) = _callSelf(
            abi.encodeCall(this.fillLeg, (crossing, leg)),
            LEG_GAS
        );
        if (ok) _add(crossing, sum, part);
        else emit LegSkipped(crossing.marketId, leg.maker, index, reason);
    }

    /// @dev Call this contract with `gasAllowed` gas. The reason of a failure is cut short, so that it costs little to pass on.
    function _callSelf(
        bytes memory data,
        uint256 gasAllowed
    ) private returns (bool ok, Totals memory part, bytes memory reason) {
        // What a call may pass on of the gas left (EIP-150), less what is spent until it is made.
        uint256 available = gasleft() - gasleft() / 32;
        assembly ("memory-safe") {
            // A success is one of this contract's own functions returning `Totals`.
            ok := call(gasAllowed, address(), 0, add(data, 32), mload(data), part, 160)
        }
        if (ok) return (ok, part, reason);
        require(available >= gasAllowed, InsufficientGas(available, gasAllowed));
        assembly ("memory-safe") {
            let length := returndatasize()
            if gt(length, MAX_REASON) { length := MAX_REASON }
            reason := mload(0x40)
            mstore(0x40, add(reason, add(32, MAX_REASON)))
            mstore(reason, length)
            returndatacopy(add(reason, 32), 0, length)
        }
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
            require(!short, AmountNotFilled(filled, route.amount));
            require(limitIsMost ? other <= route.limit : other >= route.limit, LimitExceeded(other, route.limit));
        } else {
            // other / filled against limit / amount, in 512 bits.
            bool within = limitIsMost
                ? !_less(route.limit, filled, other, route.amount)
                : !_less(other, route.amount, route.limit, filled);
            require(within, LimitExceeded(other, route.limit));
        }
        require(sum.size != 0, NothingToTake());
        require(sum.size >= route.minSize, SizeBelowMinimum(sum.size, route.minSize));
    }

    /// @dev `a * b < c * d`.
    function _less(uint256 a, uint256 b, uint256 c, uint256 d) private pure returns (bool) {
        (uint256 highAb, uint256 lowAb) = Math.mul512(a, b);
        (uint256 highCd, uint256 lowCd) = Math.mul512(c, d);
        return highAb == highCd ? lowAb < lowCd : highAb < highCd;
    }
}
