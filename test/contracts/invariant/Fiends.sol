// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice A wallet whose key signs for it (ERC-1271), and which can be told to answer garbage.
contract Wallet {
    address public key;
    bool public mute;

    constructor(address key_) {
        key = key_;
    }

    function setMute(bool value) external {
        mute = value;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (address recovered, ECDSA.RecoverError failure, ) = ECDSA.tryRecover(hash, signature);
        bool good = !mute && failure == ECDSA.RecoverError.NoError && recovered == key;
        return good ? this.isValidSignature.selector : bytes4(0);
    }
}

/// @notice A token with whims: 0 none, 1 takes a tenth of every transfer, 2 refuses, 3 says no and does nothing, 4 calls out.
contract WhimsicalToken is ERC20 {
    uint256 public whim;
    address public callee;
    bytes public message;
    /// @notice Whether a call out ever succeeded.
    bool public gotIn;

    constructor() ERC20("Whimsical", "WHIM") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function setWhim(uint256 value) external {
        whim = value;
    }

    function setCall(address callee_, bytes calldata message_) external {
        (callee, message) = (callee_, message_);
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        return whim != 3 && super.transfer(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        return whim != 3 && super.transferFrom(from, to, amount);
    }

    function _update(address from, address to, uint256 amount) internal override {
        require(whim != 2 || from == address(0), "not today");
        uint256 fee = whim == 1 && from != address(0) ? amount / 10 : 0;
        super._update(from, to, amount - fee);
        if (fee != 0) super._update(from, address(0xFEE), fee);
        if (whim == 4 && from != address(0)) {
            (bool ok, ) = callee.call(message);
            if (ok) gotIn = true;
        }
    }
}
