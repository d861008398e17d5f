import type { Account, Address } from 'viem'
import { vaultFactoryAbi } from '../abis/vaultFactory.ts'
import { type GridVaultTerms, toVaultParams } from './createGridVault.ts'
import { requireAccount, type TidemarkClient, type VaultFactoryOption, vaultFactoryOf } from './internal/client.ts'
import { type ReadOptions, read } from './internal/read.ts'

/** Terms, and who will own the vault: the client's account by default. */
export type PredictGridVaultParameters = GridVaultTerms &
  VaultFactoryOption &
  ReadOptions & { readonly owner?: Account | Address }

/**
 * Read the address that a vault with these terms will have. Mirrors `VaultFactory.predictVault`.
 *
 * @throws {RevertError} `UnknownMarket`, `GridPriceCount`, `GridNotIncreasing` or `ZeroCellSize` for impossible terms.
 */
export async function predictGridVault(
  client: TidemarkClient,
  parameters: PredictGridVaultParameters,
): Promise<Address> {
  const { address: owner } = requireAccount(client, parameters.owner)
  return read(
    client,
    {
      abi: vaultFactoryAbi,
      address: await vaultFactoryOf(client, parameters),
      functionName: 'predictVault',
      args: [owner, toVaultParams(parameters)],
    },
    parameters,
  )
}
