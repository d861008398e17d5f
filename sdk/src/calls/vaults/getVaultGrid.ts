import type { Grid } from '../../core/grid.ts'
import { GridMode } from '../../core/strategy.ts'
import { answer, type Reader, type ReadOptions } from '../driver.ts'
import type { VaultArgs } from './place.ts'
import { getStrategyQuery, getVaultStatsQuery } from './reads.ts'

/** Which vault to read. */
export interface GetVaultGridArgs extends VaultArgs, ReadOptions {}

/** A grid as `core` takes it, and what it was created around. */
export interface VaultGrid extends Grid {
  /** Ticks: entry price of base deposited while flat. */
  readonly referencePrice: bigint
  /** Whether the grid refuses fills. */
  readonly halted: boolean
}

/** A vault's grid with its cursor. Two reads; give a `blockNumber` where others trade at the same time. */
export async function getVaultGridFlow(driver: Reader, args: GetVaultGridArgs): Promise<VaultGrid> {
  const [{ grid }, { cursor, bidCursor, halted }] = await Promise.all([
    answer(driver, getStrategyQuery, args),
    answer(driver, getVaultStatsQuery, args),
  ])
  const { mode, prices, sizePerCell, referencePrice } = grid
  const bids = mode === GridMode.OneShot ? { bidCursor } : {}
  return { mode, prices, sizePerCell, cursor, ...bids, referencePrice, halted }
}
