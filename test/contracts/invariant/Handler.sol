// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { Side } from "../../../contracts/interfaces/Types.sol";
import { Vm } from "../utils/Test.sol";
import { World } from "../utils/World.sol";

/// @notice One fill, as its event tells it.
struct Filled {
    uint256 marketId;
    address maker;
    address taker;
    Side side;
    uint256 size;
    uint256 notional;
    uint256 fee;
    uint256 rebate;
    bytes32 ref;
}

/// @notice What every campaign's handler has: a clock, the names of rules found broken, a count of calls that did
/// nothing, and the logs of each action, whose numbering must be gapless.
///
/// A handler's ledger is kept by its own arithmetic, never read back from the contracts. Rules are named by their number in the
/// list of security invariants; a rule that can only be seen in the middle of an action is recorded here and
/// fails the campaign afterwards.
abstract contract Handler is World {
    bytes32 private constant TRANSFER = keccak256("Transfer(address,address,uint256)");
    bytes32 private constant APPROVAL = keccak256("Approval(address,address,uint256)");

    /// @notice Rules found broken, in the order in which they were, empty while all hold.
    string public broken;
    mapping(bytes32 rule => bool) private _isBroken;
    /// @notice Actions so far, and those of them that found nothing to do or were refused.
    uint256 public actions;
    uint256 public idle;

    uint256 private _clock;
    mapping(address maker => bool) private _numbered;
    mapping(address maker => uint256) internal eventCount;
    mapping(address maker => mapping(uint256 marketId => uint256)) internal fillCount;
    Filled[] internal fills;

    /// @dev Every action: at the handler's own time, its logs read when it is done.
    modifier action() {
        vm.warp(_clock);
        ++actions;
        delete fills;
        vm.recordLogs();
        _;
        _readLogs();
        _afterAction();
    }

    /// @dev What a campaign does after each action, when `fills` holds what happened.
    function _afterAction() internal virtual {}

    /// @dev A token moved.
    function _onTransfer(address token, address from, address to) internal virtual {}

    function check(bool condition, string memory rule) internal {
        if (condition) return;
        bytes32 id = keccak256(bytes(rule));
        if (_isBroken[id]) return;
        _isBroken[id] = true;
        broken = bytes(broken).length == 0 ? rule : string.concat(broken, "; ", rule);
    }

    /// @dev Let time pass, up to `time`.
    function _setClock(uint256 time) internal {
        _clock = time;
        vm.warp(time);
    }

    /// @dev Follow the numbering of a vault's or pool's own events from its creation on.
    function _number(address maker) internal {
        _numbered[maker] = true;
    }

    /// @dev Read the logs so far, so that what follows starts afresh.
    function _readLogs() internal {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            Vm.Log memory log = logs[i];
            bytes32 topic = log.topics[0];
            if (log.emitter == address(exchange)) {
                if (topic == IExchange.Fill.selector) _readFill(log);
            } else if (topic == TRANSFER && (log.emitter == address(base) || log.emitter == address(quote))) {
                _onTransfer(
                    log.emitter,
                    address(uint160(uint256(log.topics[1]))),
                    address(uint160(uint256(log.topics[2])))
                );
            } else if (_numbered[log.emitter] && topic != TRANSFER && topic != APPROVAL) {
                // Every event of a vault or pool begins with its number.
                uint256 index;
                bytes memory data = log.data;
                assembly ("memory-safe") {
                    index := mload(add(data, 32))
                }
                check(index == ++eventCount[log.emitter], "events of a maker are numbered without a gap");
            }
        }
    }

    function _readFill(Vm.Log memory log) private {
        Filled memory f;
        f.marketId = uint256(log.topics[1]);
        f.maker = address(uint160(uint256(log.topics[2])));
        f.taker = address(uint160(uint256(log.topics[3])));
        uint256 seq;
        (seq, f.side, f.size, f.notional, f.fee, f.rebate, f.ref) = abi.decode(
            log.data,
            (uint256, Side, uint256, uint256, uint256, uint256, bytes32)
        );
        check(seq == ++fillCount[f.maker][f.marketId], "fills of a maker are numbered without a gap");
        fills.push(f);
    }

    // ---- arithmetic of the ledger -----------------------------------------------------------------------------------

    function _less(uint256 a, uint256 b) internal pure returns (uint256) {
        return a > b ? a - b : 0;
    }

    function _min(uint256 a, uint256 b) internal pure returns (uint256) {
        return a < b ? a : b;
    }

    function _max(uint256 a, uint256 b) internal pure returns (uint256) {
        return a > b ? a : b;
    }

    function _ceil(uint256 a, uint256 b) internal pure returns (uint256) {
        return a / b + (a % b == 0 ? 0 : 1);
    }
}
