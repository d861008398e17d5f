import type { Address } from 'viem'
import type { Window } from '../../analytics/windows.ts'
import { rowAsOf } from '../../store/read/asOf.ts'
import { readToken } from '../../store/read/meta.ts'
import { readMarkets } from '../../store/read/pages.ts'
import { one, type Read } from '../../store/read/read.ts'
import { MARKET } from '../../store/tables/market.ts'
import type { AtInput } from '../at.ts'
import type { RequestContext } from '../context.ts'
import { rangeOf } from './analytics.ts'

interface Totals {
  readonly markets: number
  readonly fills: number
  readonly volume: bigint
  readonly fees: bigint
  readonly rebates: bigint
}

const NONE: Totals = { markets: 0, fills: 0, volume: 0n, fees: 0n, rebates: 0n }

/** How many makers of a kind had been created by a block. */
function* countCreated(table: 'vault' | 'pool', height: number): Read<number> {
  const row = yield* one(`SELECT count(*) AS n FROM ${table} WHERE chain_id = @chain AND height <= ?`, height)
  return row?.n as number
}

function* readProtocol(args: { window: Window; at?: AtInput | null }) {
  const { fromBlock, toBlock } = yield* rangeOf(args)
  const quotes = new Map<Address, Totals>()
  for (const { id } of yield* readMarkets()) {
    const after = yield* rowAsOf(MARKET, [id], toBlock)
    if (after === undefined) continue
    const before = (yield* rowAsOf(MARKET, [id], fromBlock - 1)) ?? NONE
    const sum = quotes.get(after.quote) ?? NONE
    quotes.set(after.quote, {
      markets: sum.markets + 1,
      fills: sum.fills + after.fills - before.fills,
      volume: sum.volume + after.volume - before.volume,
      fees: sum.fees + after.fees - before.fees,
      rebates: sum.rebates + after.rebates - before.rebates,
    })
  }
  const totals = [...quotes].sort(([a], [b]) => (a < b ? -1 : 1))
  const views = []
  for (const [quote, sum] of totals) views.push({ quote: yield* readToken(quote), ...sum })
  return {
    fromBlock,
    toBlock,
    markets: totals.reduce((count, [, { markets }]) => count + markets, 0),
    vaults: yield* countCreated('vault', toBlock),
    pools: yield* countCreated('pool', toBlock),
    fills: totals.reduce((count, [, { fills }]) => count + fills, 0),
    quotes: views,
  }
}

export const protocolQueries = {
  protocol: (_: unknown, args: { window: Window; at?: AtInput | null }, { db }: RequestContext) =>
    db.run(readProtocol(args)),
}
