import type { Grid } from '@tidemark/sdk/core'
import type { Address } from 'viem'
import { type Markout, markoutsBetween } from '../../analytics/markouts.ts'
import { type UptimeAt, type UptimeMetrics, uptimeBetween } from '../../analytics/uptime.ts'
import { MakerKind } from '../../chain/events.ts'
import { poolGrid, vaultGrid } from '../../reducers/offers.ts'
import { MARKOUT, UPTIME } from '../tables/measures.ts'
import { POOL, POOL_STATE } from '../tables/pool.ts'
import { VAULT, VAULT_STATE } from '../tables/vault.ts'
import { rowAsOf } from './asOf.ts'
import { readTimeAt } from './closes.ts'
import type { Known } from './known.ts'
import type { BlockRange } from './range.ts'
import type { Read } from './read.ts'

/** Markouts of a maker's fills that were judged within a range. */
export function* readMarkouts(market: number, maker: Address, { fromBlock, toBlock }: BlockRange): Read<Markout[]> {
  const before = yield* rowAsOf(MARKOUT, [market, maker], fromBlock - 1)
  const after = yield* rowAsOf(MARKOUT, [market, maker], toBlock)
  return markoutsBetween(before?.judged, after?.judged)
}

/** How much of a range a vault or pool quoted both sides. */
export function* readUptime(
  maker: Address,
  kind: MakerKind,
  { fromBlock, toBlock }: BlockRange,
  known: Known,
): Read<UptimeMetrics> {
  const before = yield* uptimeAt(maker, kind, fromBlock - 1, known)
  return uptimeBetween(before, yield* uptimeAt(maker, kind, toBlock, known))
}

function* uptimeAt(maker: Address, kind: MakerKind, height: number, known: Known): Read<UptimeAt> {
  const record = yield* rowAsOf(UPTIME, [maker], height)
  const grid = record && (yield* kind === MakerKind.Vault ? gridOfVault(maker, height) : gridOfPool(maker, height))
  return { record, grid, time: yield* readTimeAt(height, known) }
}

function* gridOfVault(address: Address, height: number): Read<Grid | undefined> {
  const vault = yield* rowAsOf(VAULT, [address], height)
  const status = yield* rowAsOf(VAULT_STATE, [address], height)
  return vault && status && vaultGrid(vault, status)
}

function* gridOfPool(address: Address, height: number): Read<Grid | undefined> {
  const pool = yield* rowAsOf(POOL, [address], height)
  const status = yield* rowAsOf(POOL_STATE, [address], height)
  return pool && status && poolGrid(pool, status)
}
