import { cursorAt, funding, type Grid } from '../grid.ts'
import { baseAmount, type MarketUnits } from '../market.ts'
import { mul, mulDivUp } from '../u256.ts'
import { PPM } from './profit.ts'

/** What a grid takes to open. */
export interface Capital {
  /** Lots for sale, and the base atoms they are. */
  readonly lots: bigint
  readonly base: bigint
  /** Quote atoms that all bids cost. */
  readonly quote: bigint
  /** Quote atoms their fees may take, where makers pay any: rounded up once. */
  readonly fees: bigint
}

/**
 * Capital of a fresh grid at `referencePrice` ticks: what the chain demands of its vault, and the fees of its bids.
 *
 * @param feePpm Fee of a maker in parts per million; ours pay none.
 * @throws {ZeroCellSizeError | GridTooLargeError}
 *
 * @example
 * capitalNeeded(grid, 9_500n, { lotSize: 1n, tickSize: 1n }) // => { lots: 10n, base: 10n, quote: 90_000n, fees: 0n }
 */
export function capitalNeeded(
  grid: Omit<Grid, 'cursor' | 'bidCursor'>,
  referencePrice: bigint,
  { lotSize, tickSize }: Pick<MarketUnits, 'lotSize' | 'tickSize'>,
  feePpm = 0,
): Capital {
  const cursor = cursorAt(grid.prices, grid.sizePerCell, referencePrice, grid.mode)
  const { baseLots, quoteTicks } = funding({ ...grid, cursor })
  const quote = mul(quoteTicks, tickSize)
  return { lots: baseLots, base: baseAmount(baseLots, lotSize), quote, fees: mulDivUp(quote, BigInt(feePpm), PPM) }
}
