// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { ExchangeAbi, PoolFactoryAbi, VaultFactoryAbi } from "./Abis.sol";
import { Test } from "./Test.sol";

/// @notice Deploys from artifacts: the code that is tested is the code that is deployed, and no test holds a copy that the
/// compiler would have to make again.
abstract contract Deploy is Test {
    function deployExchange(
        address governor,
        uint32 periodLength,
        uint64[3] memory thresholds,
        uint8[4] memory ratesBps
    ) internal returns (ExchangeAbi) {
        return ExchangeAbi(deploy("Exchange", abi.encode(governor, periodLength, thresholds, ratesBps)));
    }

    function deployVaultFactory(address exchange) internal returns (VaultFactoryAbi) {
        return VaultFactoryAbi(deploy("VaultFactory", abi.encode(exchange)));
    }

    function deployPoolFactory(address exchange) internal returns (PoolFactoryAbi) {
        return PoolFactoryAbi(deploy("PoolFactory", abi.encode(exchange)));
    }

    /// @dev Deploy the contract of that name; a constructor's revert is passed on.
    function deploy(string memory name, bytes memory args) internal returns (address created) {
        bytes memory code = bytes.concat(vm.getCode(name), args);
        assembly ("memory-safe") {
            created := create(0, add(code, 32), mload(code))
            if iszero(created) {
                let free := mload(0x40)
                returndatacopy(free, 0, returndatasize())
                revert(free, returndatasize())
            }
        }
    }
}
