import { undefinedBecause } from '@tidemark/sdk/analytics'
import { ratioWadFloor } from '@tidemark/sdk/core'
import type { Address } from 'viem'
import { reservesWorth } from '../../reducers/poolFlows.ts'
import { claimableOf } from '../../reducers/poolState.ts'
import type { PoolRecord, PoolStatus, ProviderRecord } from '../../reducers/records.ts'
import { rowAsOf } from '../../store/read/asOf.ts'
import { POOLS, POSITIONS } from '../../store/read/catalogue.ts'
import { lastTime } from '../../store/read/closes.ts'
import { readCursor } from '../../store/read/meta.ts'
import { MARKET } from '../../store/tables/market.ts'
import { POOL, POOL_STATE, PROVIDER } from '../../store/tables/pool.ts'
import { type AtInput, heightAt } from '../at.ts'
import { connection, type PageArguments } from '../connection.ts'
import type { RequestContext } from '../context.ts'
import { type MarketView, marketView } from './market.ts'
import { metricView } from './metric.ts'

function poolView({ identity }: RequestContext, pool: PoolRecord, status: PoolStatus, market: MarketView) {
  return {
    id: `${identity.chainId}:${pool.address}`,
    address: pool.address,
    founder: pool.founder,
    operator: pool.operator,
    market,
    prices: pool.prices,
    referencePrice: pool.referencePrice,
    createdBlock: pool.created.height,
    createdAt: pool.created.timestamp,
    moveExecutableAt: pool.proposal?.executableAt,
    cursor: status.cursor,
    sizePerCell: status.sizePerCell,
    reserveBase: status.reserveBase,
    reserveQuote: status.reserveQuote,
    supply: status.supply,
    fills: Number(status.fills),
    makerVolume: status.makerVolume,
    takerFees: status.takerFees,
    poolFees: status.poolFees,
    rebates: status.rebates,
    distributed: status.distributed,
    claimed: status.claimed,
    value: reservesWorth({ base: status.reserveBase, quote: status.reserveQuote }, pool, market),
  }
}

/** A pool as of a block. */
function* readPool(context: RequestContext, address: Address, height: number | undefined) {
  const pool = yield* rowAsOf(POOL, [address], height)
  const status = pool && (yield* rowAsOf(POOL_STATE, [address], height))
  const market = pool && (yield* rowAsOf(MARKET, [pool.marketId], height))
  if (pool === undefined || status === undefined || market === undefined) return undefined
  return poolView(context, pool, status, yield* marketView(market))
}

function* positionView(of: ProviderRecord, height?: number) {
  const status = yield* rowAsOf(POOL_STATE, [of.pool], height)
  const supply = status?.supply ?? 0n
  const share =
    supply === 0n ? undefinedBecause('NO_DATA') : ({ ok: true, value: ratioWadFloor(of.lp, supply) } as const)
  const now = height === undefined ? (yield* readCursor()).timestamp : yield* lastTime(height)
  const claimable = status ? claimableOf(of, status, BigInt(now)) : 0n
  return { ...of, provider: of.address, units: of.lp, share: metricView(share), claimable }
}

const POOL_LIST = {
  name: 'pools',
  list: POOLS,
  fields: {
    founder: { column: 'founder', type: 'plain' },
    operator: { column: 'operator', type: 'plain' },
    market: { column: 'market', type: 'plain' },
    createdBlock: { column: 'height', type: 'plain' },
    createdAt: { column: 'ts', type: 'plain' },
  },
} as const

const POSITION_LIST = {
  name: 'positions',
  list: POSITIONS,
  fields: {
    pool: { column: 'pool', type: 'plain' },
    provider: { column: 'address', type: 'plain' },
    units: { column: 'lp', type: 'uint' },
  },
} as const

export const poolQueries = {
  pool: (_: unknown, { address, at }: { address: Address; at?: AtInput | null }, context: RequestContext) =>
    context.db.run(
      (function* () {
        return yield* readPool(context, address, yield* heightAt(at))
      })(),
    ),
  pools: (_: unknown, args: PageArguments, context: RequestContext) =>
    connection(POOL_LIST, args, context, ({ address }) => readPool(context, address, undefined)),
  position: (
    _: unknown,
    { pool, provider, at }: { pool: Address; provider: Address; at?: AtInput | null },
    { db }: RequestContext,
  ) =>
    db.run(
      (function* () {
        const height = yield* heightAt(at)
        const found = yield* rowAsOf(PROVIDER, [pool, provider], height)
        return found && (yield* positionView(found, height))
      })(),
    ),
  positions: (_: unknown, args: PageArguments, context: RequestContext) =>
    connection(POSITION_LIST, args, context, (of) => positionView(of)),
}
