import type { MarketRecord } from '../../reducers/records.ts'
import { MARKET } from '../tables/market.ts'
import { rowAsOf } from './asOf.ts'
import { type Known, readOnce } from './known.ts'
import type { Read } from './read.ts'

/** A market as of the end of a block, by default of everything indexed: all its makers and traders are asked for with it. */
export function readMarketAt(
  id: number,
  height: number | undefined,
  { moments }: Known,
): Read<MarketRecord | undefined> {
  return readOnce(moments, `market ${id} ${height ?? 'now'}`, () => rowAsOf(MARKET, [id], height))
}
