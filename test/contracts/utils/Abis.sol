// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import { IERC20Metadata } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import { Part } from "../../../contracts/exchange/Routes.sol";
import { Totals } from "../../../contracts/exchange/Settlement.sol";
import { IExchange } from "../../../contracts/interfaces/IExchange.sol";
import { ILiquidityPool } from "../../../contracts/interfaces/ILiquidityPool.sol";
import { IMakerVault } from "../../../contracts/interfaces/IMakerVault.sol";
import { IPoolFactory } from "../../../contracts/interfaces/IPoolFactory.sol";
import { IVaultFactory } from "../../../contracts/interfaces/IVaultFactory.sol";
import { Leg, Route } from "../../../contracts/interfaces/Types.sol";
import { PoolGridState } from "../../../contracts/libraries/PoolLib.sol";

// The contracts as tests call them: their interfaces and what they inherit. No test imports an implementation, which would be
// compiled again with it.

interface MulticallAbi {
    function multicall(bytes[] calldata data) external returns (bytes[] memory);
}

interface ExchangeAbi is IExchange, MulticallAbi {
    function MAX_NONCE_JUMP() external view returns (uint64);
    function owner() external view returns (address);
    function pendingOwner() external view returns (address);
    function transferOwnership(address newOwner) external;
    function acceptOwnership() external;
    function renounceOwnership() external;
    function fillPart(Part calldata part, Route calldata route, Leg[] calldata legs) external returns (Totals memory);
}

interface VaultAbi is IMakerVault {
    function desk() external view returns (address);
    function initialise(
        address manager,
        uint16 shareBps,
        uint256 cursor,
        uint256 baseAmount,
        uint256 quoteAmount
    ) external;
}

interface VaultFactoryAbi is IVaultFactory, MulticallAbi {
    function vaultImplementation() external view returns (address);
}

interface PoolAbi is ILiquidityPool, IERC20Metadata, IERC20Permit {
    function LOCKED() external view returns (address);
    function MIN_LIQUIDITY() external view returns (uint256);
    function initialise(
        address founder,
        address operator,
        PoolGridState calldata grid,
        uint256 base,
        uint256 quote,
        uint256 supply
    ) external;
}

interface PoolFactoryAbi is IPoolFactory, MulticallAbi {
    function poolImplementation() external view returns (address);
}
