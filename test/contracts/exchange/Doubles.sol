// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC1271 } from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { GridFill, GridOrder, IGridMaker, IQuoteMaker, QuoteOrder } from "../../../contracts/interfaces/IMaker.sol";
import { IOracle } from "../../../contracts/interfaces/IOracle.sol";
import { Quote, Side } from "../../../contracts/interfaces/Types.sol";
import { MarketLib } from "../../../contracts/libraries/MarketLib.sol";
import { RebateLib } from "../../../contracts/libraries/RebateLib.sol";

/// @notice Ways to fail.
enum Fault {
    None,
    Revert,
    BurnGas,
    HugeRevert,
    PushLess
}

error Refused(uint256 code);

/// @notice Fails as told.
abstract contract Faulty {
    Fault public fault;

    function setFault(Fault value) external {
        fault = value;
    }

    function fail() internal view {
        if (fault == Fault.Revert) revert Refused(7);
        if (fault == Fault.BurnGas)
            assembly {
                invalid()
            }
        if (fault == Fault.HugeRevert)
            assembly {
                revert(0x10000, 100000)
            }
    }
}

/// @notice A factory in the exchange's eyes.
contract FactoryDouble {
    function register(IExchange exchange, address maker, uint32 marketId) external {
        exchange.registerMaker(maker, marketId);
    }
}

/// @notice A vault or pool: a grid of one price on each side, and a vault that fills any quote.
contract MakerDouble is IGridMaker, IQuoteMaker, Faulty {
    address public immutable exchange;
    IERC20 public immutable base;
    IERC20 public immutable quote;
    uint256 public immutable lot;
    uint256 public immutable tick;
    bool public immutable isPool;

    uint64 public bidPrice;
    uint64 public askPrice;
    uint64 public lotsEachSide;
    uint64 public seq;
    address public manager;

    // What was asked last.
    uint256 public mark;
    uint256 public volume;
    uint256 public share;
    bytes32 public hash;
    bytes public signature;

    constructor(address exchange_, IERC20 base_, IERC20 quote_, uint256 lot_, uint256 tick_, bool isPool_) {
        (exchange, base, quote, lot, tick, isPool) = (exchange_, base_, quote_, lot_, tick_, isPool_);
    }

    function setBook(uint64 bidPrice_, uint64 askPrice_, uint64 lotsEachSide_) external {
        (bidPrice, askPrice, lotsEachSide) = (bidPrice_, askPrice_, lotsEachSide_);
    }

    function setManager(address manager_) external {
        manager = manager_;
    }

    function onTake(GridOrder calldata order) external override returns (GridFill memory f) {
        require(msg.sender == exchange, Refused(1));
        fail();
        bool ask = order.side == Side.Ask;
        uint256 price = ask ? askPrice : bidPrice;
        if (ask ? price > order.limitPrice : price < order.limitPrice) return f;
        f.size = order.size < lotsEachSide ? order.size : lotsEachSide;
        if (order.notional != type(uint256).max) {
            uint256 bound =
                ask ? order.notional / (price * tick) : (order.notional + price * tick - 1) / (price * tick);
            if (bound < f.size) f.size = bound;
        }
        if (f.size == 0) return f;
        lotsEachSide -= uint64(f.size);
        f.notional = price * tick * f.size;
        f.rebate = RebateLib.rebateDown(order.schedule, order.volume, f.notional);
        if (isPool) {
            f.poolFee = MarketLib.poolFeeDown(MarketLib.feeUp(f.notional, order.takerFeeBps), order.poolFeeShareBps);
        }
        f.seq = ++seq;
        f.cursorBefore = 1000 + f.seq;
        (mark, volume, share) = (order.mark, order.volume, order.poolFeeShareBps);
        push(order.side, f.size, f.notional - (ask ? 0 : f.rebate + f.poolFee), order.recipient);
    }

    function onQuote(Quote calldata, bytes32 hash_, bytes calldata signature_, QuoteOrder calldata order) external {
        require(msg.sender == exchange, Refused(1));
        fail();
        (hash, signature, mark) = (hash_, signature_, order.mark);
        push(order.side, order.size, order.notional - (order.side == Side.Ask ? 0 : order.rebate), order.recipient);
    }

    function mayCancelQuotes(address account) external view override returns (bool) {
        return account == manager;
    }

    function push(Side side, uint256 size, uint256 amount, address recipient) private {
        if (side == Side.Ask) base.transfer(recipient, size * lot);
        else quote.transfer(exchange, fault == Fault.PushLess ? amount - 1 : amount);
    }
}

/// @notice A wallet whose owner's word is its signature.
contract Wallet is IERC1271, Faulty {
    bytes32 public approved;

    function approve(bytes32 hash) external {
        approved = hash;
    }

    function approveToken(IERC20 token, address spender) external {
        token.approve(spender, type(uint256).max);
    }

    function isValidSignature(bytes32 hash, bytes memory) external view returns (bytes4) {
        fail();
        return hash == approved ? IERC1271.isValidSignature.selector : bytes4(0);
    }
}

/// @notice A feed that answers anything.
contract OracleDouble is IOracle, Faulty {
    uint8 public override decimals;
    int256 public answer;
    uint256 public updatedAt;
    bool public short;

    constructor(uint8 decimals_) {
        decimals = decimals_;
    }

    function set(int256 answer_, uint256 updatedAt_) external {
        (answer, updatedAt) = (answer_, updatedAt_);
    }

    function setShort(bool value) external {
        short = value;
    }

    function latestRoundData() external view override returns (uint80, int256, uint256, uint256, uint80) {
        fail();
        // A price, live but for a byte that is missing.
        if (short)
            assembly {
                let free := mload(0x40)
                mstore(add(free, 32), 1000000000)
                mstore(add(free, 96), timestamp())
                return(free, 159)
            }
        return (1, answer, updatedAt, updatedAt, 1);
    }
}

/// @notice Has code and nothing else.
contract Nothing {}

/// @notice Tells fantastic decimals.
contract Decimals {
    uint8 public decimals;

    constructor(uint8 decimals_) {
        decimals = decimals_;
    }
}
