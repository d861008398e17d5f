import { DAY_SECONDS } from '../../reducers/market.ts'
import type { Candle, MarketRecord } from '../../reducers/records.ts'
import { CANDLE, MARKET } from '../tables/market.ts'
import { many, one, type Read } from './read.ts'

/** Markets by id. */
export function* readMarkets(): Read<MarketRecord[]> {
  return (yield* many('SELECT * FROM market WHERE chain_id = @chain ORDER BY id')).map(MARKET.decode)
}

/** One market. */
export function* readMarket(id: number): Read<MarketRecord | undefined> {
  const row = yield* one('SELECT * FROM market WHERE chain_id = @chain AND id = ?', id)
  return row && MARKET.decode(row)
}

/** Daily candles of the days whose last fill is within the blocks. */
export function* readCandles(market: number, fromBlock: number, toBlock: number): Read<Candle[]> {
  const sql = `SELECT * FROM candle WHERE chain_id = @chain AND market = ? AND seconds = ${DAY_SECONDS}
    AND height BETWEEN ? AND ? ORDER BY start`
  return (yield* many(sql, market, fromBlock, toBlock)).map(CANDLE.decode)
}
