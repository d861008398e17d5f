import type { Address } from 'viem'
import { lastTicks, type Offering, offerWithin } from '../../analytics/depth.ts'
import { MakerKind } from '../../chain/events.ts'
import { rowAsOf } from '../../store/read/asOf.ts'
import { readCursor } from '../../store/read/meta.ts'
import { many, type Read } from '../../store/read/read.ts'
import { MARKET } from '../../store/tables/market.ts'
import { POOL, POOL_STATE } from '../../store/tables/pool.ts'
import { VAULT, VAULT_STATE } from '../../store/tables/vault.ts'
import { bounded } from '../arguments.ts'
import { type AtInput, heightAt } from '../at.ts'
import type { RequestContext } from '../context.ts'

/** Grids of each kind that are looked at, and makers that are shown, at most. */
const MAX_GRIDS = 1_000
const MAX_SHOWN = 200

interface DepthArguments {
  readonly market: number
  readonly bps: number
  readonly at?: AtInput | null
}

function makersOf(table: 'vault' | 'pool', market: number, height: number) {
  const sql = `SELECT address FROM ${table} WHERE chain_id = @chain AND market = ? AND height <= ?
    ORDER BY height, log_index LIMIT ?`
  return many(sql, market, height, MAX_GRIDS + 1)
}

/** Every grid of a market that trades, and whether that is all of them. */
function* readGrids(market: number, at: number | undefined): Read<{ grids: Offering[]; isComplete: boolean }> {
  const height = at ?? (yield* readCursor()).height
  const grids: Offering[] = []
  const vaults = yield* makersOf('vault', market, height)
  for (const { address } of vaults.slice(0, MAX_GRIDS)) {
    const vault = yield* rowAsOf(VAULT, [address as Address], at)
    const status = yield* rowAsOf(VAULT_STATE, [address as Address], at)
    if (vault === undefined || status === undefined || status.halted) continue
    grids.push({ maker: vault.address, kind: MakerKind.Vault, terms: vault.terms, status })
  }
  const pools = yield* makersOf('pool', market, height)
  for (const { address } of pools.slice(0, MAX_GRIDS)) {
    const pool = yield* rowAsOf(POOL, [address as Address], at)
    const status = yield* rowAsOf(POOL_STATE, [address as Address], at)
    if (pool === undefined || status === undefined) continue
    const { prices, referencePrice } = pool
    const terms = { prices, referencePrice, sizePerCell: status.sizePerCell, mode: 0, strategy: 0, limits: {} }
    grids.push({ maker: pool.address, kind: MakerKind.Pool, terms, status: { cursor: status.cursor, bidCursor: 0n } })
  }
  return { grids, isComplete: vaults.length <= MAX_GRIDS && pools.length <= MAX_GRIDS }
}

function* readDepth({ market: id, bps, at }: DepthArguments) {
  const height = yield* heightAt(at)
  const market = yield* rowAsOf(MARKET, [id], height)
  const price = market && lastTicks(market)
  if (market === undefined || price === undefined) return undefined
  const { grids, isComplete } = yield* readGrids(id, height)
  const offers = grids
    .map((grid) => ({ maker: grid.maker, kind: grid.kind, ...offerWithin(grid, market, bps) }))
    .filter(({ bidLots, askLots }) => bidLots + askLots > 0n)
    .sort((a, b) => {
      const less = b.bidNotional + b.askNotional - a.bidNotional - a.askNotional
      return less > 0n ? 1 : less < 0n ? -1 : a.maker < b.maker ? -1 : 1
    })
  const sum = (of: 'bidLots' | 'bidNotional' | 'askLots' | 'askNotional') =>
    offers.reduce((total, offer) => total + offer[of], 0n)
  return {
    price,
    bidLots: sum('bidLots'),
    bidNotional: sum('bidNotional'),
    askLots: sum('askLots'),
    askNotional: sum('askNotional'),
    makers: offers.slice(0, MAX_SHOWN),
    isComplete,
  }
}

export const depthQueries = {
  depth: (_: unknown, args: DepthArguments, { db }: RequestContext) => {
    bounded('bps', args.bps, 1, 9_999)
    return db.run(readDepth(args))
  },
}
