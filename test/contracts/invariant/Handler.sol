// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { ILiquidityPool } from "../../../contracts/interfaces/ILiquidityPool.sol";
import { IMakerVault } from "../../../contracts/interfaces/IMakerVault.sol";
import { MakerKind, Side } from "../../../contracts/interfaces/Types.sol";
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

    /// @dev Read the logs so far, so that what follows starts afresh. The runner records those of calls that were undone, too: of several
    /// logs with one number only the last can stand, and none beyond the number that its maker has reached.
    function _readLogs() internal {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        bytes32[] memory ids = new bytes32[](logs.length);
        for (uint256 i = 0; i < logs.length; ++i) ids[i] = _idOf(logs[i]);
        for (uint256 i = 0; i < logs.length; ++i) {
            if (ids[i] == 0) continue;
            bool repeated = false;
            for (uint256 k = i + 1; k < logs.length && !repeated; ++k) repeated = ids[k] == ids[i];
            if (repeated) continue;
            if (logs[i].emitter == address(exchange)) _readFill(logs[i]);
            else _readEvent(logs[i]);
        }
    }

    /// @dev Emitter, number and, of a fill, maker and market; zero for what is not numbered.
    function _idOf(Vm.Log memory log) private returns (bytes32) {
        bytes32 topic = log.topics[0];
        if (log.emitter == address(exchange)) {
            if (topic != IExchange.Fill.selector) return 0;
            return keccak256(abi.encode(log.emitter, log.topics[1], log.topics[2], _firstWord(log)));
        }
        if (topic == TRANSFER && (log.emitter == address(base) || log.emitter == address(quote))) {
            _onTransfer(
                log.emitter,
                address(uint160(uint256(log.topics[1]))),
                address(uint160(uint256(log.topics[2])))
            );
            return 0;
        }
        if (!_numbered[log.emitter] || topic == TRANSFER || topic == APPROVAL) return 0;
        return keccak256(abi.encode(log.emitter, _firstWord(log)));
    }

    /// @dev Every event of a vault or pool begins with its number, and every fill with its own.
    function _firstWord(Vm.Log memory log) private pure returns (uint256 index) {
        bytes memory data = log.data;
        assembly ("memory-safe") {
            index := mload(add(data, 32))
        }
    }

    function _readEvent(Vm.Log memory log) private {
        address maker = log.emitter;
        (, MakerKind kind) = exchange.makerOf(maker);
        uint256 reached =
            kind == MakerKind.Pool ? ILiquidityPool(maker).state().events : IMakerVault(maker).stats().events;
        uint256 index = _firstWord(log);
        if (index > reached) return;
        check(index == ++eventCount[maker], "events of a maker are numbered without a gap");
    }

    /// @dev Fills of a kind by a maker on a market, by its own account: of a grid, or of signed quotes.
    function _fillsOf(address maker, uint256 marketId, bool ofGrid) private view returns (uint256 reached) {
        if (!ofGrid) (, , , reached) = exchange.makerState(maker, uint32(marketId));
        else {
            (, MakerKind kind) = exchange.makerOf(maker);
            reached = kind == MakerKind.Pool ? ILiquidityPool(maker).state().fills : IMakerVault(maker).stats().fills;
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
        // A grid's reference is its cursor, a quote's a hash.
        if (seq > _fillsOf(f.maker, f.marketId, uint256(f.ref) >> 64 == 0)) return;
        check(seq == ++fillCount[f.maker][f.marketId], "fills of a maker are numbered without a gap");
        fills.push(f);
    }

    // ---- arithmetic of the ledger -----------------------------------------------------------------------------------

    /// @dev Number of the rebate period that it is.
    function _period() internal view returns (uint256) {
        return (block.timestamp - 1_800_000_000) / PERIOD;
    }

    /// @dev What a fill earns after `volume` of its period.
    function _rebateOf(uint256 volume, uint256 notional) internal view returns (uint256) {
        return _earned(volume + notional) / 10_000 - _earned(volume) / 10_000;
    }

    /// @dev Rebate on all of `volume`, in atoms times bps: 0/1/2/3 bps from 0, 1,000, 10,000, 50,000 whole tokens.
    function _earned(uint256 volume) internal view virtual returns (uint256 sum) {
        return _less(volume, 1_000e6) + _less(volume, 10_000e6) + _less(volume, 50_000e6);
    }

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
