import type { Address, ContractFunctionArgs, ContractFunctionName } from 'viem'
import type { exchangeAbi } from '../../abis/exchange.ts'
import type { makerVaultAbi } from '../../abis/makerVault.ts'
import type { vaultFactoryAbi } from '../../abis/vaultFactory.ts'

// One interface per contract, not one generic over ABIs: so declarations name the ABI instead of spelling it out.

/** A call of the exchange, for viem's multicall, simulateContract, estimateContractGas and the like. */
export interface ExchangeCall<name extends ContractFunctionName<typeof exchangeAbi, 'nonpayable'>> {
  readonly abi: typeof exchangeAbi
  readonly address: Address
  readonly functionName: name
  readonly args: ContractFunctionArgs<typeof exchangeAbi, 'nonpayable', name>
}

/** A call of a vault, for viem's multicall, simulateContract, estimateContractGas and the like. */
export interface MakerVaultCall<name extends ContractFunctionName<typeof makerVaultAbi, 'nonpayable'>> {
  readonly abi: typeof makerVaultAbi
  readonly address: Address
  readonly functionName: name
  readonly args: ContractFunctionArgs<typeof makerVaultAbi, 'nonpayable', name>
}

/** A call of the vault factory, for viem's multicall, simulateContract, estimateContractGas and the like. */
export interface VaultFactoryCall<name extends ContractFunctionName<typeof vaultFactoryAbi, 'nonpayable'>> {
  readonly abi: typeof vaultFactoryAbi
  readonly address: Address
  readonly functionName: name
  readonly args: ContractFunctionArgs<typeof vaultFactoryAbi, 'nonpayable', name>
}
