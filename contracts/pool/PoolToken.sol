// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { ERC20 } from "solady/src/tokens/ERC20.sol";
import { PoolConfigLib } from "../libraries/PoolConfigLib.sol";
import { PoolFees } from "./PoolFees.sol";

/// @title PoolToken
/// @notice The LP token: ERC-20 with ERC-2612 permit.
/// @dev Allowances, permits and nonces are Solady's. Balances and supply are kept here instead, because an account's balance shares
/// its word with the checkpoint of its fees, and the supply with the accumulator: a new provider costs one new word, not two.
abstract contract PoolToken is PoolFees, ERC20 {
    using SafeCast for uint256;

    /// @inheritdoc ERC20
    function name() public view override returns (string memory) {
        return PoolConfigLib.nameOf(_args());
    }

    /// @inheritdoc ERC20
    function symbol() public view override returns (string memory) {
        return PoolConfigLib.symbolOf(_args());
    }

    /// @notice Decimals of the quote token, as one unit is one quote atom of value at the founding.
    function decimals() public view override returns (uint8) {
        return PoolConfigLib.decimalsOf(_args());
    }

    /// @inheritdoc ERC20
    function totalSupply() public view override returns (uint256) {
        return _shares.supply;
    }

    /// @inheritdoc ERC20
    function balanceOf(address account) public view override returns (uint256) {
        return _holders[account].balance;
    }

    /// @inheritdoc ERC20
    function transfer(address to, uint256 amount) public override returns (bool) {
        _transfer(msg.sender, to, amount);
        return true;
    }

    /// @inheritdoc ERC20
    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        _spendAllowance(from, msg.sender, amount);
        _transfer(from, to, amount);
        return true;
    }

    /// @dev Fees earned until now stay with whoever held the units.
    function _transfer(address from, address to, uint256 amount) internal override {
        _requireRecipient(to);
        (uint256 accumulator, ) = _accrue();
        _shares.accumulator = uint144(accumulator);
        _decrease(from, amount, accumulator);
        _increase(to, amount, accumulator);
        emit Transfer(from, to, amount);
    }

    function _mint(address to, uint256 amount) internal override {
        (uint256 accumulator, uint256 supply) = _accrue();
        _shares = ShareWord(uint144(accumulator), (supply + amount).toUint112());
        _increase(to, amount, accumulator);
        emit Transfer(address(0), to, amount);
    }

    function _burn(address from, uint256 amount) internal override {
        (uint256 accumulator, uint256 supply) = _accrue();
        _decrease(from, amount, accumulator);
        // Nobody has more than there are.
        unchecked {
            _shares = ShareWord(uint144(accumulator), uint112(supply - amount));
        }
        emit Transfer(from, address(0), amount);
    }

    /// @dev No standing allowance for Permit2: units move only by what their owner approved here.
    function _givePermit2InfiniteAllowance() internal pure override returns (bool) {
        return false;
    }

    function _decrease(address account, uint256 amount, uint256 accumulator) private {
        Holder memory holder = _holders[account];
        require(amount <= holder.balance, InsufficientBalance());
        unchecked {
            _setBalance(account, holder, holder.balance - amount, accumulator);
        }
    }

    function _increase(address account, uint256 amount, uint256 accumulator) private {
        Holder memory holder = _holders[account];
        _setBalance(account, holder, holder.balance + amount, accumulator);
    }
}
