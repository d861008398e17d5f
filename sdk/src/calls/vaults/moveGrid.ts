import { answer, type Reader, type Sender, type SyncSent, sendSync } from '../driver.ts'
import type { VaultArgs } from './place.ts'
import { getStrategyQuery, getStrategyStateQuery } from './reads.ts'
import { type SetStrategyResult, setStrategyVerb } from './setStrategy.ts'

/** Where a vault's grid shall be. What is left out stays as it is. */
export interface MoveGridArgs extends VaultArgs {
  /** Ticks, strictly increasing. */
  readonly prices?: readonly bigint[]
  /** Lots per cell. */
  readonly sizePerCell?: bigint
  /** Ticks: cells whose buy price is at or below it start as bids. */
  readonly referencePrice: bigint
}

/**
 * Start a vault's grid afresh around a price, on other prices or in another size if given; kind and limits stay. Fails with
 * `UnexpectedState` when something fills in between.
 */
export async function moveGridFlow<receipt>(
  driver: Reader & Sender<receipt>,
  { vault, ...moved }: MoveGridArgs,
): Promise<SyncSent<SetStrategyResult, receipt>> {
  // The state first: what fills after it was read makes the transaction fail.
  const expectedState = await answer(driver, getStrategyStateQuery, { vault })
  const strategy = await answer(driver, getStrategyQuery, { vault })
  const { prices = strategy.grid.prices, sizePerCell = strategy.grid.sizePerCell, referencePrice } = moved
  const grid = { ...strategy.grid, prices, sizePerCell, referencePrice }
  return sendSync(driver, setStrategyVerb, { vault, strategy: { ...strategy, grid }, expectedState })
}
