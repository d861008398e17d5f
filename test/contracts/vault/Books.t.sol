// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { Side } from "../../../contracts/interfaces/Types.sol";
import { Position } from "../../../contracts/libraries/PositionLib.sol";
import { BooksLib, VaultState } from "../../../contracts/vault/Books.sol";
import { VaultAbi } from "../utils/Abis.sol";
import { VaultTest } from "./utils/VaultTest.sol";

interface Store {
    function load(address target, bytes32 slot) external view returns (bytes32);
    function store(address target, bytes32 slot, bytes32 value) external;
}

/// @notice Position and state of a vault share two words: neither may reach into the other's bits.
contract BooksTest is VaultTest {
    /// @dev The second word of the books, the vault's second slot.
    bytes32 private constant RECORD = bytes32(uint256(1));

    function setUp() public {
        deployAll();
    }

    function test_whatIsPutInComesOut(
        uint256 holding,
        uint256 record,
        VaultState memory state,
        Position memory position
    ) public pure {
        state.managerTag &= 0x3fff;
        VaultState memory stateBefore = BooksLib.stateOf(holding, record);
        (uint256 h, uint256 r) = BooksLib.withPosition(holding, record, position);
        same(BooksLib.positionOf(h, r), position);
        same(BooksLib.stateOf(h, r), stateBefore);
        (h, r) = BooksLib.withState(h, r, state);
        same(BooksLib.stateOf(h, r), state);
        same(BooksLib.positionOf(h, r), position);
    }

    function test_fullFieldsStayApart() public pure {
        Position memory p = Position(~uint64(0), ~uint112(0), -1, ~uint32(0), ~uint32(0));
        (uint256 h, uint256 r) = BooksLib.withPosition(0, 0, p);
        // 64 bits of cursor below the position's 176; the record's lowest 176.
        eq(h, ((1 << 176) - 1) << 64, "holding");
        eq(r, (1 << 176) - 1, "record");
        (h, r) = BooksLib.withState(0, 0, VaultState(~uint64(0), ~uint32(0), ~uint40(0), true, true, 0x3fff));
        eq(h, ~(((uint256(1) << 176) - 1) << 64), "all else");
        // 40 bits of events, eight unused, 32 of fills.
        eq(r, (((uint256(1) << 40) - 1) << 176) | (((uint256(1) << 32) - 1) << 224), "counts");
    }

    function test_aTagIsPartOfAnAddress(address manager_, address other) public pure {
        VaultState memory state;
        state.managerTag = BooksLib.tagOf(manager_);
        (uint256 h, ) = BooksLib.withState(type(uint256).max, 0, state);
        yes(BooksLib.sharesTag(h, manager_), "the manager has it");
        eq(
            BooksLib.sharesTag(h, other) ? 1 : 0,
            (uint160(manager_) ^ uint160(other)) & 0x3fff == 0 ? 1 : 0,
            "others seldom"
        );
    }

    /// @dev The 2^32nd fill would have no number: it is refused, nothing runs over, and the owner leaves.
    function test_fillsAreCountedToTheEnd() public {
        VaultAbi vault = createGrid();
        Store cheats = Store(address(vm));
        uint256 counted = uint256(cheats.load(address(vault), RECORD)) | (uint256(0xfffffffe) << 224);
        cheats.store(address(vault), RECORD, bytes32(counted));
        eq(buy(vault, 1).seq, 0xffffffff, "the last");
        vm.prank(taker);
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        exchange.take(address(vault), Side.Ask, 1);
        eq(vault.stats().fills, 0xffffffff, "still the last");
        // Of four cells of ten lots the highest was for sale, and one lot of it is sold.
        vm.prank(owner);
        vault.withdraw(9 * uint256(LOT), 0, owner);
        eq(vault.stats().baseLots, 0, "all left");
    }

    function same(VaultState memory a, VaultState memory b) private pure {
        yes(keccak256(abi.encode(a)) == keccak256(abi.encode(b)), "state");
    }

    function same(Position memory a, Position memory b) private pure {
        yes(keccak256(abi.encode(a)) == keccak256(abi.encode(b)), "position");
    }
}
