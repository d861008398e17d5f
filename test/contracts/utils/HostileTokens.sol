// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice What a hooky token calls after each transfer.
interface IHook {
    function onTransfer(address from, address to) external;
}

/// @notice A token that can be made to misbehave: charge for transfers, refuse accounts, stop, lie, or call out.
contract HostileToken is ERC20 {
    uint256 public feeBps;
    bool public paused;
    bool public returnsFalse;
    IHook public hook;
    mapping(address account => bool) public blocked;

    error Paused();
    error Blocked(address account);

    constructor() ERC20("Hostile", "HOST") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function setFeeBps(uint256 value) external {
        feeBps = value;
    }

    function setPaused(bool value) external {
        paused = value;
    }

    function setReturnsFalse(bool value) external {
        returnsFalse = value;
    }

    function setHook(IHook value) external {
        hook = value;
    }

    function setBlocked(address account, bool value) external {
        blocked[account] = value;
    }

    function balanceOf(address account) public view override returns (uint256) {
        require(!paused, Paused());
        return super.balanceOf(account);
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        return !returnsFalse && super.transfer(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        return !returnsFalse && super.transferFrom(from, to, amount);
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

/// @notice A token from before the standard: its transfers return nothing.
contract NoReturnToken {
    mapping(address account => uint256) public balanceOf;
    mapping(address owner => mapping(address spender => uint256)) public allowance;

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
