import type { ServerResponse } from 'node:http'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { readiness } from '../api/health.ts'
import { readCursor } from '../store/read/meta.ts'
import type { Reader } from '../store/read/read.ts'
import type { Batch, Identity, SyncStatus } from '../store/store.ts'

const STATUSES: readonly SyncStatus[] = ['SYNCING', 'LIVE', 'RETRYING', 'HALTED', 'STOPPED']

/** Seconds: from answers out of memory to nodes that time out. */
const BUCKETS = [0.001, 0.005, 0.025, 0.1, 0.25, 1, 5, 20]

/** What a process counts, and what its index is at, for Prometheus. */
export class Metrics {
  readonly #registry = new Registry()
  readonly #refresh: () => Promise<void>
  readonly #batches = this.#counter('batches_total', 'Batches committed by this process')
  readonly #rows = this.#counter('rows_total', 'Rows written by this process', 'kind')
  readonly #commitSeconds = this.#histogram('commit_seconds', 'Time that a commit took')
  readonly #reorgs = this.#counter('reorgs_total', 'Reorganisations followed by this process')
  readonly #undone = this.#counter('undone_blocks_total', 'Blocks undone by this process')
  readonly #calls = this.#counter('rpc_requests_total', 'Calls to nodes', 'node', 'method', 'outcome')
  readonly #callSeconds = this.#histogram('rpc_seconds', 'Time that calls to nodes took', 'method')
  readonly #requests = this.#counter('api_requests_total', 'HTTP requests answered', 'endpoint', 'code')
  readonly #requestSeconds = this.#histogram('api_seconds', 'Time that answers took, streams aside', 'endpoint')

  constructor(db: Reader, identity: Identity, now: () => number) {
    this.#registry.setDefaultLabels({ chain: String(identity.chainId) })
    collectDefaultMetrics({ register: this.#registry })
    this.#refresh = this.#describeIndex(db, identity, now)
  }

  /** Count a batch that was committed, for its rows. */
  committed({ changes: { states, history, undo } }: Batch, seconds: number): void {
    const sum = (tables: typeof states) => tables.reduce((rows, table) => rows + table.rows.length, 0)
    this.#batches.inc()
    this.#rows.inc({ kind: 'state' }, sum(states))
    this.#rows.inc({ kind: 'history' }, sum(history))
    this.#rows.inc({ kind: 'undo' }, undo.length)
    this.#commitSeconds.observe(seconds)
  }

  reorganised(blocks: number): void {
    this.#reorgs.inc()
    this.#undone.inc(blocks)
  }

  /** Count a call to the node at this place in the list: its URL may hold a key. */
  called(node: number, method: string, outcome: 'ok' | 'error', seconds: number): void {
    this.#calls.inc({ node, method, outcome })
    this.#callSeconds.observe({ method }, seconds)
  }

  /** Count a request once it is answered. */
  requested(pathname: string, response: ServerResponse): void {
    const endpoint = /^\/(graphql|metrics|livez|readyz)$/.exec(pathname)?.[1] ?? 'page'
    const began = performance.now()
    response.once('close', () => {
      this.#requests.inc({ endpoint, code: response.statusCode })
      if (String(response.getHeader('content-type')).startsWith('text/event-stream')) return
      this.#requestSeconds.observe({ endpoint }, (performance.now() - began) / 1_000)
    })
  }

  /** Everything, in Prometheus' text format. */
  async text(): Promise<string> {
    await this.#refresh()
    return this.#registry.metrics()
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  /** What any process can read of the index: how to look it up. */
  #describeIndex(db: Reader, identity: Identity, now: () => number): () => Promise<void> {
    const indexed = this.#gauge('indexed_block', 'Last complete block')
    const time = this.#gauge('indexed_block_timestamp_seconds', 'When that block was made')
    const finalised = this.#gauge('finalised_block', 'Newest block that is never undone')
    const generation = this.#gauge('generation', 'How often blocks of this index were undone')
    const head = this.#gauge('head_block', 'Newest block that a node has named')
    const lag = this.#gauge('lag_blocks', 'Blocks between the two')
    const ready = this.#gauge('ready', 'Whether /readyz says so')
    const status = this.#gauge('status', 'What the writer is doing', 'status')
    const gauges = [indexed, time, finalised, generation, head, lag, ready]
    const readable = this.#gauge('index_readable', 'Whether the database answered')
    return async () => {
      // What is not known is not told: nought would be a good lag.
      for (const gauge of gauges) gauge.remove()
      status.reset()
      try {
        const cursor = await db.run(readCursor())
        const state = await readiness({ db, identity, now })
        indexed.set(cursor.height)
        time.set(cursor.timestamp)
        finalised.set(cursor.finalised)
        generation.set(cursor.generation)
        if (state.headBlock !== null) head.set(state.headBlock)
        if (state.lagBlocks !== null) lag.set(state.lagBlocks)
        ready.set(Number(state.ready))
        for (const one of STATUSES) status.set({ status: one }, Number(one === state.status))
        readable.set(1)
      } catch {
        // What the process counts is told none the less.
        readable.set(0)
      }
    }
  }

  #counter(name: string, help: string, ...labelNames: string[]): Counter {
    return new Counter({ name: `tidemark_${name}`, help, labelNames, registers: [this.#registry] })
  }

  #gauge(name: string, help: string, ...labelNames: string[]): Gauge {
    return new Gauge({ name: `tidemark_${name}`, help, labelNames, registers: [this.#registry] })
  }

  #histogram(name: string, help: string, ...labelNames: string[]): Histogram {
    return new Histogram({
      name: `tidemark_${name}`,
      help,
      labelNames,
      buckets: BUCKETS,
      registers: [this.#registry],
    })
  }
}
