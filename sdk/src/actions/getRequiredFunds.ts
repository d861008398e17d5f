import type { Address } from 'viem'
import { makerVaultAbi } from '../abis/makerVault.ts'
import { vaultFactoryAbi } from '../abis/vaultFactory.ts'
import { type GridVaultTerms, toVaultParams } from './createGridVault.ts'
import { type TidemarkClient, type VaultFactoryOption, vaultFactoryOf } from './internal/client.ts'
import { type ReadOptions, read } from './internal/read.ts'

/** A vault that exists, or the terms of one that does not yet. */
export type GetRequiredFundsParameters = ({ readonly vault: Address } | (GridVaultTerms & VaultFactoryOption)) &
  ReadOptions

/** What resting orders need, in atoms. */
export interface GetRequiredFundsReturnType {
  readonly base: bigint
  readonly quote: bigint
}

/**
 * Read what a vault's resting orders need now, or what creating one would pull from its owner. Mirrors
 * `MakerVault.requiredFunds` and `VaultFactory.requiredFunds`; `core` computes the same with `requiredFunds`.
 *
 * @throws {RevertError} `UnknownMarket`, `GridPriceCount`, `GridNotIncreasing` or `ZeroCellSize` for impossible terms.
 */
export async function getRequiredFunds(
  client: TidemarkClient,
  parameters: GetRequiredFundsParameters,
): Promise<GetRequiredFundsReturnType> {
  const [base, quote] =
    'vault' in parameters
      ? await read(client, { abi: makerVaultAbi, address: parameters.vault, functionName: 'requiredFunds' }, parameters)
      : await read(
          client,
          {
            abi: vaultFactoryAbi,
            address: await vaultFactoryOf(client, parameters),
            functionName: 'requiredFunds',
            args: [toVaultParams(parameters)],
          },
          parameters,
        )
  return { base, quote }
}
