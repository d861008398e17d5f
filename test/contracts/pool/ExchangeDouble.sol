// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { GridFill, GridOrder, IGridMaker } from "../../../contracts/interfaces/IMaker.sol";
import { Market, Side } from "../../../contracts/interfaces/Types.sol";
import { RebateLib, RebateSchedule } from "../../../contracts/libraries/RebateLib.sol";

/// @notice What pools see of an exchange: one market, and fills that bring the taker's side as the real one does.
contract ExchangeDouble {
    Market private _market;
    RebateSchedule private _schedule;
    bool private _live;
    uint256 private _mark;
    mapping(address maker => uint32) public registered;
    mapping(address maker => uint256) public volume;

    constructor(Market memory market) {
        _market = market;
    }

    function getMarket(uint32 id) external view returns (Market memory) {
        require(id == 1, IExchange.UnknownMarket(id));
        return _market;
    }

    function markOf(uint32) external view returns (bool live, uint256 mark) {
        return (_live, _mark);
    }

    function registerMaker(address maker, uint32 id) external {
        registered[maker] = id;
    }

    function setHalted(bool halted) external {
        _market.halted = halted;
    }

    function setFees(uint16 takerFeeBps, uint16 poolFeeShareBps) external {
        _market.takerFeeBps = takerFeeBps;
        _market.poolFeeShareBps = poolFeeShareBps;
    }

    /// @dev Rebates of `rates` bps, thresholds of one, two and three whole tokens of six decimals.
    function setRebates(uint8[4] memory rates) external {
        _schedule = RebateLib.withDecimals(RebateLib.pack([uint64(1), 2, 3], rates), 6);
    }

    function setOracle(bool live, uint256 mark, uint16 bandBps) external {
        _market.oracle = address(0x0AC1E);
        _market.oracleBandBps = bandBps;
        (_live, _mark) = (live, mark);
    }

    function take(
        address pool,
        Side side,
        uint64 size,
        uint64 limitPrice,
        uint256 notional,
        address recipient
    ) public returns (GridFill memory fill) {
        fill = IGridMaker(pool).onTake(
            GridOrder({
                side: side,
                size: size,
                limitPrice: limitPrice,
                notional: notional,
                taker: msg.sender,
                recipient: recipient,
                takerFeeBps: _market.takerFeeBps,
                poolFeeShareBps: _market.poolFeeShareBps,
                schedule: _schedule,
                volume: volume[pool],
                mark: 0
            })
        );
        volume[pool] += fill.notional;
        if (side == Side.Ask) {
            IERC20(_market.quote).transferFrom(msg.sender, pool, fill.notional + fill.rebate + fill.poolFee);
        } else {
            IERC20(_market.base).transferFrom(msg.sender, pool, fill.size * _market.lotSize);
        }
    }

    function buy(address pool, uint64 size) external returns (GridFill memory) {
        return take(pool, Side.Ask, size, type(uint64).max, type(uint256).max, msg.sender);
    }

    function sell(address pool, uint64 size) external returns (GridFill memory) {
        return take(pool, Side.Bid, size, 0, type(uint256).max, msg.sender);
    }
}
