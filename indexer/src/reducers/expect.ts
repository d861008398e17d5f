import type { Address } from 'viem'
import { MARKET } from '../store/tables/market.ts'
import { POOL, POOL_STATE } from '../store/tables/pool.ts'
import { VAULT, VAULT_STATE } from '../store/tables/vault.ts'
import type { Records } from '../store/workingSet.ts'
import type { MarketRecord, PoolRecord, PoolStatus, VaultRecord, VaultStatus } from './records.ts'

/** Both must be equal: the chain said `actual`, we computed `expected`. */
export function expectEqual(what: string, actual: bigint | number, expected: bigint | number): void {
  if (actual !== expected) throw new Error(`${what} is ${actual} on chain and ${expected} by the index`)
}

/** A market the index must know already. */
export function expectMarket(records: Records, id: number): MarketRecord {
  const market = records.get(MARKET, id)
  if (market === undefined) {
    throw new Error(`market ${id} is unknown; is the start block later than the exchange's deployment?`)
  }
  return market
}

/** A vault the index must know already. */
export function expectVault(records: Records, address: Address): { vault: VaultRecord; status: VaultStatus } {
  const vault = records.get(VAULT, address)
  const status = records.get(VAULT_STATE, address)
  if (vault === undefined || status === undefined) throw new Error(`vault ${address} is unknown`)
  return { vault, status }
}

/** A pool the index must know already. */
export function expectPool(records: Records, address: Address): { pool: PoolRecord; status: PoolStatus } {
  const pool = records.get(POOL, address)
  const status = records.get(POOL_STATE, address)
  if (pool === undefined || status === undefined) throw new Error(`pool ${address} is unknown`)
  return { pool, status }
}
