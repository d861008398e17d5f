import type { TransactionReceipt } from 'viem'
import { approveTokenSync } from './approveToken.ts'
import type { GridVaultTerms } from './createGridVault.ts'
import { getMarket } from './getMarket.ts'
import { type GetRequiredFundsReturnType, getRequiredFunds } from './getRequiredFunds.ts'
import {
  type ExchangeOption,
  exchangeOf,
  type TidemarkClient,
  type VaultFactoryOption,
  vaultFactoryOf,
} from './internal/client.ts'
import type { SyncOptions } from './internal/write.ts'

/** Terms of the vault to come, and how to send. */
export type ApproveGridVaultParameters = GridVaultTerms &
  ExchangeOption &
  VaultFactoryOption &
  Omit<SyncOptions, 'gas' | 'nonce'>

/** What was approved, in atoms: exactly what creation will pull. */
export interface ApproveGridVaultSyncReturnType extends GetRequiredFundsReturnType {
  readonly receipts: TransactionReceipt[]
}

/**
 * Let the factory pull exactly what `createGridVault` with the same terms will need: one approval per token that is
 * needed, and wait for them.
 *
 * @throws {RevertError} `UnknownMarket`, `GridPriceCount`, `GridNotIncreasing` or `ZeroCellSize` for impossible terms.
 * @throws {TransactionRevertedError} when an approval was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced one.
 */
export async function approveGridVaultSync(
  client: TidemarkClient,
  parameters: ApproveGridVaultParameters,
): Promise<ApproveGridVaultSyncReturnType> {
  const [exchange, spender] = await Promise.all([exchangeOf(client, parameters), vaultFactoryOf(client, parameters)])
  const [market, needed] = await Promise.all([
    getMarket(client, { marketId: parameters.marketId, exchange }),
    getRequiredFunds(client, { ...parameters, vaultFactory: spender }),
  ])
  const receipts: TransactionReceipt[] = []
  for (const [token, amount] of [
    [market.base, needed.base],
    [market.quote, needed.quote],
  ] as const) {
    if (amount === 0n) continue
    const { receipt } = await approveTokenSync(client, { ...parameters, token, spender, amount })
    receipts.push(receipt)
  }
  return { ...needed, receipts }
}
