import type { VaultState } from '@tidemark/sdk/core'
import type { Address } from 'viem'
import { toVaultState } from '../../reducers/compose.ts'
import type { MarketRecord, VaultRecord, VaultStatus } from '../../reducers/records.ts'
import { VAULT, VAULT_STATE } from '../tables/vault.ts'
import { rowAsOf } from './asOf.ts'
import type { Known } from './known.ts'
import { readMarketAt } from './market.ts'
import { type BlockRange, type Over, readOver } from './range.ts'
import type { Read } from './read.ts'

/** A vault with all that is known of it as of a block. */
export interface VaultAt extends VaultRecord {
  readonly state: VaultState
  readonly status: VaultStatus
  readonly halted: boolean
  readonly totals: VaultStatus['totals']
  readonly market: MarketRecord
}

/** A vault as of the end of block `height`, by default of everything indexed. */
export function* readVault(address: Address, known: Known, height?: number): Read<VaultAt | undefined> {
  const vault = yield* rowAsOf(VAULT, [address], height)
  const status = vault && (yield* rowAsOf(VAULT_STATE, [address], height))
  const market = vault && (yield* readMarketAt(vault.marketId, height, known))
  if (vault === undefined || status === undefined || market === undefined) return undefined
  const { halted, totals } = status
  return { ...vault, status, market, halted, totals, state: toVaultState(vault, status, market) }
}

/** A vault at both ends of a range; nothing where there was none by the last. */
export function readVaultOver(address: Address, range: BlockRange, known: Known): Read<Over<VaultAt> | undefined> {
  return readOver(
    (height) => readVault(address, known, height),
    range,
    ({ created }) => created.height,
  )
}
