// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice What a hooky token calls after each transfer.
interface IHook {
    function onTransfer(address from, address to) external;
}

/// @notice How a token answers `transfer` and `transferFrom`.
/// `Plain`: true. `False`: false, nothing moves. `Silent`: true, nothing moves. `Nothing`: moves, returns no data. `Huge`: moves, true
/// followed by 64 kB. `Flood`: reverts with 64 kB. `Burn`: uses up all gas. `Liar`: moves, returns 2.
enum Manner {
    Plain,
    False,
    Silent,
    Nothing,
    Huge,
    Flood,
    Burn,
    Liar
}

/// @notice A token that can be made to misbehave: charge for transfers, refuse accounts, stop, lie, change balances, or call out.
contract HostileToken is ERC20 {
    uint256 private constant ONE = 1e18;
    /// @dev Balances are kept this much finer than atoms, so that a changed rate alone loses none.
    uint256 private constant FINE = 1e6;

    uint8 private _decimals = 18;
    uint256 public feeBps;
    uint256 public rate = ONE;
    uint256 public maxAmount = type(uint256).max;
    bool public paused;
    bool public refusesZero;
    bool public refusesReapproval;
    bool public maxMeansAll;
    Manner public manner;
    IHook public hook;
    mapping(address account => bool) public blocked;

    error Paused();
    error Blocked(address account);
    error ZeroAmount();
    error AmountTooLarge(uint256 amount);
    error AlreadyApproved();

    constructor() ERC20("Hostile", "HOST") {}

    function mint(address to, uint256 amount) external {
        _mint(to, _shares(amount));
    }

    function setDecimals(uint8 value) external {
        _decimals = value;
    }

    function decimals() public view override returns (uint8) {
        return _decimals;
    }

    function setFeeBps(uint256 value) external {
        feeBps = value;
    }

    /// @notice Multiply every balance by `value / 1e18` of what was minted.
    function setRate(uint256 value) external {
        rate = value;
    }

    /// @notice Like UNI and COMP, which keep amounts in 96 bits.
    function setMaxAmount(uint256 value) external {
        maxAmount = value;
    }

    function setPaused(bool value) external {
        paused = value;
    }

    function setReturnsFalse(bool value) external {
        manner = value ? Manner.False : Manner.Plain;
    }

    function setManner(Manner value) external {
        manner = value;
    }

    function setRefusesZero(bool value) external {
        refusesZero = value;
    }

    function setRefusesReapproval(bool value) external {
        refusesReapproval = value;
    }

    /// @notice Like cUSDCv3: a transfer of `type(uint256).max` moves the balance.
    function setMaxMeansAll(bool value) external {
        maxMeansAll = value;
    }

    function setHook(IHook value) external {
        hook = value;
    }

    function setBlocked(address account, bool value) external {
        blocked[account] = value;
    }

    function balanceOf(address account) public view override returns (uint256) {
        require(!paused, Paused());
        return (super.balanceOf(account) * rate) / (ONE * FINE);
    }

    function approve(address spender, uint256 amount) public override returns (bool) {
        bool race = refusesReapproval && amount != 0 && allowance(msg.sender, spender) != 0;
        require(!race, AlreadyApproved());
        return super.approve(spender, amount);
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        if (_moves()) super.transfer(to, _checked(msg.sender, amount));
        return _answer();
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        if (_moves()) {
            uint256 shares = _checked(from, amount);
            _spendAllowance(from, msg.sender, amount);
            _transfer(from, to, shares);
        }
        return _answer();
    }

    function _moves() private view returns (bool) {
        return manner != Manner.False && manner != Manner.Silent;
    }

    function _checked(address from, uint256 amount) private view returns (uint256) {
        if (maxMeansAll && amount == type(uint256).max) amount = balanceOf(from);
        require(!refusesZero || amount != 0, ZeroAmount());
        require(amount <= maxAmount, AmountTooLarge(amount));
        return _shares(amount);
    }

    function _shares(uint256 amount) private view returns (uint256) {
        return (amount * FINE * ONE) / rate;
    }

    function _answer() private view returns (bool) {
        Manner how = manner;
        if (how == Manner.Burn) while (true) {}
        if (how == Manner.Nothing) {
            assembly ("memory-safe") {
                return(0, 0)
            }
        }
        if (how == Manner.Huge || how == Manner.Flood) {
            assembly {
                mstore(0, 1)
                if eq(how, 5) {
                    revert(0, 65536)
                }
                return(0, 65536)
            }
        }
        if (how == Manner.Liar) {
            assembly ("memory-safe") {
                mstore(0, 2)
                return(0, 32)
            }
        }
        return how != Manner.False;
    }

    function _update(address from, address to, uint256 amount) internal override {
        require(!paused, Paused());
        require(!blocked[from], Blocked(from));
        require(!blocked[to], Blocked(to));
        uint256 fee = from == address(0) ? 0 : (amount * feeBps) / 10_000;
        super._update(from, to, amount - fee);
        if (fee != 0) super._update(from, address(0xFEE), fee);
        if (address(hook) != address(0) && from != address(0)) hook.onTransfer(from, to);
    }
}

/// @notice A token from before the standard: its transfers and approvals return nothing.
contract NoReturnToken {
    uint8 public decimals = 18;
    mapping(address account => uint256) public balanceOf;
    mapping(address owner => mapping(address spender => uint256)) public allowance;

    function setDecimals(uint8 value) external {
        decimals = value;
    }

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        allowance[msg.sender][spender] = amount;
        return true;
    }

    function transfer(address to, uint256 amount) external {
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
    }

    function transferFrom(address from, address to, uint256 amount) external {
        allowance[from][msg.sender] -= amount;
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
    }
}

/// @notice A token whose metadata is an attack: a name of any length, symbol as bytes32, decimals that revert or overflow a byte.
contract OddMetadata is ERC20 {
    uint256 private immutable _decimals;
    string private _long;

    constructor(uint256 decimals_, string memory name_) ERC20("", "") {
        _decimals = decimals_;
        _long = name_;
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function name() public view override returns (string memory) {
        return _long;
    }

    /// @notice `type(uint256).max` stands for a revert; values above 255 do not fit the standard's byte.
    function decimals() public view override returns (uint8) {
        uint256 value = _decimals;
        require(value != type(uint256).max, "no decimals");
        assembly ("memory-safe") {
            mstore(0, value)
            return(0, 32)
        }
    }
}

/// @notice Just enough of an ERC-721 to be mistaken for a token: `balanceOf`, `approve`, `transferFrom` by id, and no decimals.
contract CollectibleToken {
    mapping(uint256 id => address) public ownerOf;
    mapping(address account => uint256) public balanceOf;

    function mint(address to, uint256 id) external {
        ownerOf[id] = to;
        ++balanceOf[to];
    }

    function approve(address, uint256) external {}

    function transferFrom(address from, address to, uint256 id) external {
        require(ownerOf[id] == from, "not owner");
        ownerOf[id] = to;
        --balanceOf[from];
        ++balanceOf[to];
    }
}

/// @notice Sends its ether to whoever, who cannot refuse it.
contract Bomb {
    constructor(address payable to) payable {
        selfdestruct(to);
    }
}
