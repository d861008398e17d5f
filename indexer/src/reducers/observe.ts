import type { Address } from 'viem'
import { type ChainEvent, MakerKind } from '../chain/events.ts'
import { POOL, POOL_STATE } from '../store/tables/pool.ts'
import { MAKER } from '../store/tables/trader.ts'
import { VAULT, VAULT_STATE } from '../store/tables/vault.ts'
import type { Records } from '../store/workingSet.ts'
import { enrol, observeDepth } from './depthSamples.ts'
import { observeMarkouts } from './markouts.ts'
import { poolGrid, vaultGrid } from './offers.ts'
import { observePoolFlow, openPoolFlow } from './poolFlows.ts'
import { observeQuote } from './quotes.ts'
import { observeUptime } from './uptime.ts'

/**
 * What an event tells of the time before it, and of prices: measures that no balance depends on. Runs before the event is
 * reduced, so the records are as they were up to it.
 */
export function observe(records: Records, event: ChainEvent): void {
  const { height, timestamp } = event.at
  if (event.kind === 'fill') {
    // A fill of nothing is refused where it is reduced.
    if (event.size > 0n) observeMarkouts(records, event)
    const kind = records.get(MAKER, event.maker)?.kind ?? MakerKind.Signer
    const isQuote =
      kind === MakerKind.Signer ||
      (kind === MakerKind.Vault && records.get(VAULT, event.maker)?.terms.prices.length === 0)
    if (isQuote) observeQuote(records, event)
    if (kind === MakerKind.Vault) observeVault(records, event.maker, timestamp)
    if (kind === MakerKind.Pool) observePool(records, event.maker, event)
    observeDepth(records, event.marketId, height, timestamp)
    return
  }
  if ('vault' in event) {
    const market = event.kind === 'vault-created' ? event.marketId : observeVault(records, event.vault, timestamp)
    if (market !== undefined) observeDepth(records, market, height, timestamp)
  } else if ('pool' in event) {
    if (event.kind === 'pool-created') openPoolFlow(records, event)
    const market = event.kind === 'pool-created' ? event.marketId : observePool(records, event.pool, event)
    if (market !== undefined) observeDepth(records, market, height, timestamp)
  } else if ('marketId' in event) {
    observeDepth(records, event.marketId, height, timestamp)
    if (event.kind === 'maker-registered') enrol(records, event)
  }
}

/** The market of a vault, whose uptime goes on. */
function observeVault(records: Records, address: Address, time: number): number | undefined {
  const vault = records.get(VAULT, address)
  const status = records.get(VAULT_STATE, address)
  if (vault === undefined || status === undefined) return undefined
  observeUptime(records, address, time, () => vaultGrid(vault, status))
  return vault.marketId
}

/** The same of a pool, whose holdings are kept by the day, too. */
function observePool(records: Records, address: Address, event: ChainEvent): number | undefined {
  const pool = records.get(POOL, address)
  const status = records.get(POOL_STATE, address)
  if (pool === undefined || status === undefined) return undefined
  observeUptime(records, address, event.at.timestamp, () => poolGrid(pool, status))
  observePoolFlow(records, event, pool, status)
  return pool.marketId
}
