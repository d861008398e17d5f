import { addToExtremes, NO_EXTREMES, type TripExtremes } from '@tidemark/sdk/analytics'
import type { Address } from 'viem'
import type { HeldLots } from '../../analytics/hold.ts'
import type { MarketRecord, VaultRecord } from '../../reducers/records.ts'
import { decodeInt } from '../lenhex.ts'
import { EVENT } from '../tables/venue.ts'
import type { BlockRange } from './range.ts'
import { many, one, type Read } from './read.ts'

/** Events of a vault that are looked at at most. */
const MAX_EVENTS = 1_000

/** Lots that the owner moved in (+) or out (-), at the prices of those moments; nothing when there are too many to say. */
export function* readLotFlows(
  vault: Pick<VaultRecord, 'address' | 'terms'>,
  market: MarketRecord,
  { fromBlock, toBlock }: BlockRange,
): Read<HeldLots[] | undefined> {
  const rows = yield* many(
    `SELECT * FROM event WHERE chain_id = @chain AND subject = ? AND height >= ? AND height <= ?
      ORDER BY height, log_index LIMIT ?`,
    ...[vault.address as Address, fromBlock, toBlock, MAX_EVENTS + 1],
  )
  if (rows.length > MAX_EVENTS) return undefined
  const flows: HeldLots[] = []
  for (const { kind, detail } of rows.map(EVENT.decode)) {
    if (kind !== 'deposit' && kind !== 'withdraw') continue
    const lots = BigInt(detail.lots ?? '0')
    if (lots === 0n) continue
    const mark = { notional: BigInt(detail.markNotional ?? '0'), size: BigInt(detail.markSize ?? '0') }
    const reference = { notional: vault.terms.referencePrice * market.units.tickSize, size: 1n }
    flows.push({ lots: kind === 'deposit' ? lots : -lots, mark: mark.size === 0n ? reference : mark })
  }
  return flows
}

/** Fills and hedges that are searched for the best and worst trip at most. */
const MAX_TRIPS = 100_000
const MAX_HEDGES = 10_000

/** The largest win and loss of a vault's trips, positive; nothing when there are too many fills or hedges to say. */
export function* readExtremes(vault: Address, range: BlockRange): Read<TripExtremes | undefined> {
  const { fromBlock, toBlock } = range
  // Amounts sort as their texts do.
  const row = yield* one(
    `SELECT count(*) AS n, max(result) AS best, min(result) AS worst FROM (
      SELECT result FROM fill WHERE chain_id = @chain AND maker = ? AND height >= ? AND height <= ? LIMIT ?) AS looked`,
    ...[vault, fromBlock, toBlock, MAX_TRIPS + 1],
  )
  const hedges = yield* readHedges(vault, range)
  if (row === undefined || (row.n as number) > MAX_TRIPS || hedges === undefined) return undefined
  const seen = [row.best, row.worst].filter((amount) => typeof amount === 'string').map(decodeInt)
  return [...seen, ...hedges].reduce(addToExtremes, NO_EXTREMES)
}

/** What a vault's hedges realised, of which those that buy are no trips and realise nothing. */
function* readHedges(vault: Address, { fromBlock, toBlock }: BlockRange): Read<bigint[] | undefined> {
  const rows = yield* many(
    `SELECT * FROM event WHERE chain_id = @chain AND subject = ? AND kind = 'hedge' AND height >= ? AND height <= ?
      ORDER BY height, log_index LIMIT ?`,
    ...[vault, fromBlock, toBlock, MAX_HEDGES + 1],
  )
  if (rows.length > MAX_HEDGES) return undefined
  return rows.map((row) => BigInt(EVENT.decode(row).detail.realised ?? '0'))
}
