import { MakerKind } from '../../chain/events.ts'
import { deepestFirst, sumOf } from '../../reducers/depthSamples.ts'
import { DEPTH_BPS, type DepthMaker, type DepthRecord } from '../../reducers/measures.ts'
import { lastTicks, offerWithin, poolGrid, vaultGrid } from '../../reducers/offers.ts'
import type { MarketRecord } from '../../reducers/records.ts'
import { rowAsOf } from '../../store/read/asOf.ts'
import { DEPTHS } from '../../store/read/catalogue.ts'
import { gridsOf } from '../../store/read/grids.ts'
import { type Known, readOnce } from '../../store/read/known.ts'
import { readCursor } from '../../store/read/meta.ts'
import type { Read } from '../../store/read/read.ts'
import { type Condition, is } from '../../store/read/where.ts'
import { MARKET } from '../../store/tables/market.ts'
import { MARKET_CLOCK } from '../../store/tables/measures.ts'
import { POOL, POOL_STATE } from '../../store/tables/pool.ts'
import { VAULT, VAULT_STATE } from '../../store/tables/vault.ts'
import { badInput, bounded } from '../arguments.ts'
import { type AtInput, heightAt } from '../at.ts'
import { connection, type PageArguments } from '../connection.ts'
import type { RequestContext } from '../context.ts'
import { mapAwaitable } from './once.ts'

/** Grids of each kind that are looked at, and makers that are shown, at most. */
const MAX_GRIDS = 1_000
const MAX_SHOWN = 200

const HOUR_SECONDS = 3_600

interface DepthArguments {
  readonly market: number
  readonly bps: number
  readonly at?: AtInput | null
}

/** What every grid of a market offers, and whether that is all of them. */
function* readOffers(
  market: MarketRecord,
  bps: number,
  at: number | undefined,
  known: Known,
): Read<{ offers: DepthMaker[]; isComplete: boolean }> {
  const height = at ?? (yield* readCursor()).height
  const offers: DepthMaker[] = []
  // One request may ask for many distances.
  const grids = (table: 'vault' | 'pool') =>
    readOnce(
      known.moments,
      `grids ${table} ${market.id} ${height}`,
      () => gridsOf(table, market.id, height, MAX_GRIDS + 1),
      (found) => 1 + found.length,
    )
  const vaults = yield* grids('vault')
  for (const { address } of vaults.slice(0, MAX_GRIDS)) {
    const vault = yield* rowAsOf(VAULT, [address], at)
    const status = yield* rowAsOf(VAULT_STATE, [address], at)
    const grid = vault && status && vaultGrid(vault, status)
    if (grid) offers.push({ maker: vault.address, kind: MakerKind.Vault, ...offerWithin(grid, market, bps) })
  }
  const pools = yield* grids('pool')
  for (const { address } of pools.slice(0, MAX_GRIDS)) {
    const pool = yield* rowAsOf(POOL, [address], at)
    const status = yield* rowAsOf(POOL_STATE, [address], at)
    const grid = pool && status && poolGrid(pool, status)
    if (grid) offers.push({ maker: pool.address, kind: MakerKind.Pool, ...offerWithin(grid, market, bps) })
  }
  return { offers: deepestFirst(offers), isComplete: vaults.length <= MAX_GRIDS && pools.length <= MAX_GRIDS }
}

function* readDepth({ market: id, bps, at }: DepthArguments, known: Known) {
  const height = yield* heightAt(at)
  const market = yield* rowAsOf(MARKET, [id], height)
  const price = market && lastTicks(market)
  if (market === undefined || price === undefined) return undefined
  const { offers, isComplete } = yield* readOffers(market, bps, height, known)
  return { price, ...sumOf(offers), makers: offers.slice(0, MAX_SHOWN), isComplete }
}

function sampleView({ hour, height, count, ...sample }: DepthRecord) {
  return { ...sample, timestamp: (hour + 1) * HOUR_SECONDS, makerCount: count, block: height }
}

/** The samples that were there at the end of a block: those of hours before the last one in which something had happened. */
function* samplesAt({ market, at }: DepthArguments): Read<Condition[]> {
  const height = yield* heightAt(at)
  if (height === undefined) return []
  const clock = yield* rowAsOf(MARKET_CLOCK, [market], height)
  return [is('hour', 'lt', clock?.hour ?? 0)]
}

const SAMPLE_FIELDS = {
  start: { column: 'hour', type: 'plain', scale: HOUR_SECONDS },
  bidNotional: { column: 'bid_notional', type: 'uint' },
  askNotional: { column: 'ask_notional', type: 'uint' },
  makerCount: { column: 'makers', type: 'plain' },
} as const

function depthHistory(args: PageArguments & DepthArguments, context: RequestContext) {
  const { market, bps, at, ...page } = args
  if (!DEPTH_BPS.some((sampled) => sampled === bps)) {
    throw badInput(`bps is ${bps}; depth is sampled within ${DEPTH_BPS.join(', ')} bps of the last price`)
  }
  return mapAwaitable(context.db.run(samplesAt({ market, bps, at: at ?? null })), (until) => {
    const list = { ...DEPTHS, always: [is('market', 'eq', market), is('bps', 'eq', bps), ...until] }
    const name = `depthHistory ${market} ${bps}`
    return connection({ name, list, fields: SAMPLE_FIELDS }, page, context, sampleView)
  })
}

export const depthQueries = {
  depth: (_: unknown, args: DepthArguments, { db, known }: RequestContext) => {
    bounded('bps', args.bps, 1, 9_999)
    return db.run(readDepth(args, known))
  },
  depthHistory: (_: unknown, args: PageArguments & DepthArguments, context: RequestContext) =>
    depthHistory(args, context),
}
