import type { ServerResponse } from 'node:http'
import type { Address } from 'viem'
import type { SeriesPoint } from '../analytics/series.ts'
import { Known } from '../store/read/known.ts'
import type { Reader } from '../store/read/read.ts'
import { Schedules } from '../store/read/rebates.ts'
import type { Identity } from '../store/store.ts'
import { NewsHub } from './news.ts'
import type { MarketView } from './resolvers/market.ts'
import type { VaultView } from './resolvers/vault.ts'

/** What resolvers work with. On SQLite they are synchronous, so a request is one uninterrupted read. */
export interface ApiContext {
  readonly db: Reader
  readonly identity: Identity
  /** Milliseconds, to judge the writer's heartbeat by. */
  readonly now: () => number
  /** What requests of one process share. */
  readonly known?: Known
  readonly hub?: NewsHub
  /** What is counted, where somebody counts. */
  readonly metrics?: RequestMetrics
}

/** Counts requests, and tells Prometheus. */
export interface RequestMetrics {
  readonly contentType: string
  readonly text: () => Promise<string>
  readonly requested: (pathname: string, response: ServerResponse) => void
}

/** One request's context: what its fields share, they read once. */
export interface RequestContext extends ApiContext {
  readonly known: Known
  readonly hub: NewsHub
  readonly series: Map<string, SeriesPoint[]>
  readonly markets: Map<number, MarketView>
  readonly schedules: Schedules
  /** By address, as they are now; what is no vault is remembered, too. */
  readonly vaults: Map<Address, VaultView | undefined>
}

/** Context of a new request. */
export function requestContext(context: ApiContext): RequestContext {
  const { known = new Known(), hub = new NewsHub(context.db) } = context
  return {
    ...context,
    known,
    hub,
    series: new Map(),
    markets: new Map(),
    vaults: new Map(),
    schedules: new Schedules(),
  }
}
