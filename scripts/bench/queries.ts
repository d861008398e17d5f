import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Session } from '../demo/session.ts'
import { loadWhileBackfilling } from './backfilling.ts'
import { type Chain, fillCount, generateChain } from './chain.ts'
import { coldBoard } from './crowd.ts'
import { indexBare, indexChain } from './indexing.ts'
import { liveLatency } from './live.ts'
import { ask, type Load, load } from './load.ts'
import { median } from './median.ts'
import { atLeast, atMost, info, type Report } from './report.ts'
import { body, serveBare, serveIndex } from './services.ts'

// Short, and in turn: what else the machine does falls on all alike. The first ones warm the servers up and do not count.
const rounds = 12
const warming = 4
const requests = 500

const list = `query List($where: FillFilter!) {
  fills(where: $where, first: 100) {
    edges { node {
      id maker taker seq side size notional fee rebate ref block logIndex timestamp txHash
    } }
    pageInfo { hasNextPage }
  }
}`

const metrics = `query Metrics($vault: ID!, $fromBlock: Int, $toBlock: Int) {
  metrics(vault: $vault, fromBlock: $fromBlock, toBlock: $toBlock) {
    fromBlock toBlock pnl fills trips wins losses grossProfit grossLoss makerVolume takerFees netFlow
    roi { ...m } winRate { ...m } profitFactor { ...m } sharpe { ...m } maxDrawdown { ...m } maxDrawdownWad { ...m }
    equityStart { ...m } equityEnd { ...m }
  }
}
fragment m on Metric { value reason }`

const board = `query Board($first: Int!, $minSamples: Int!) {
  leaderboard(market: 1, metric: SCORE, window: D90, first: $first, minSamples: $minSamples) {
    ranked entries { rank vault owner value samples }
  }
}`

/**
 * The API as `serve` runs it under 50 connections, beside a bare server that answers the same list in the same run; the same
 * while another process backfills; and how soon a subscriber hears of a block.
 */
export async function run(): Promise<Report> {
  let report: Report | undefined
  await new Session().run(async (session) => {
    report = await measure(session)
  })
  if (report === undefined) throw new Error('the benchmark was stopped')
  return report
}

async function measure(session: Session): Promise<Report> {
  const chain = await generateChain(session, fillCount())
  const bareFile = join(chain.folder, 'bare.db')
  const file = join(chain.folder, 'index.db')
  await indexBare(session, chain, bareFile)
  addIndex(bareFile)
  await indexChain(session, chain, file)
  const api = await serveIndex(session, file)
  const bareApi = await serveBare(session, bareFile)
  const [ours, bare] = [api.url, bareApi.url]
  await checkAnswers(chain, ours, bare)

  const page = (n: number) => body(list, { where: { maker: chain.vault, ...range(chain, n) } })
  const figures = (n: number) => body(metrics, { vault: chain.vault, ...range(chain, n) })
  const places = (n: number) => body(board, { first: 1 + (n % 200), minSamples: Math.floor(n / 200) })
  const lists: Load[] = []
  const bareLists: Load[] = []
  const again: Load[] = []
  const full: Load[] = []
  const boards: Load[] = []
  for (let round = 0; round < rounds; round++) {
    // No request of the first two kinds is made twice (from 20,000 fills on), so a cache of answers does not help them.
    const fresh = (count: number, bodyOf: (n: number) => string) => (n: number) => bodyOf(round * count + n)
    bareLists.push(await load(bare, upTo(requests), fresh(requests, page)))
    lists.push(await load(ours, upTo(requests), fresh(requests, page)))
    full.push(await load(ours, upTo(requests), fresh(requests, figures)))
    boards.push(await load(ours, upTo(requests), fresh(requests, places)))
    again.push(await load(ours, upTo(requests), () => page(0)))
  }
  await Promise.all([api, bareApi].map(({ service }) => service.stop()))
  const newest = (n: number) => body(list, { where: { maker: chain.vault, fromBlock: chain.firstBlock + (n % 2) } })
  const busy = await loadWhileBackfilling(session, chain, newest)
  const cold = await coldBoard(session, chain.folder)
  const latency = await liveLatency(session, chain, file)
  const rate = (loads: readonly Load[]) => median(loads.slice(warming).map((one) => one.rate))
  const p99 = (loads: readonly Load[]) => median(loads.slice(warming).map((one) => one.p99))
  return {
    name: 'queries',
    rows: [
      info('chain', chain.fills, 'fills'),
      info('one page of 100 fills', (lists[0]?.bytes ?? 0) / 1000, 'kB'),
      info('list of 100 fills of a maker, bare server', rate(bareLists), 'req/s'),
      info('list of 100 fills of a maker, bare server, p99', p99(bareLists), 'ms'),
      atLeast('list of 100 fills of a maker', rate(lists), 'req/s', 1.5 * rate(bareLists)),
      atMost('list of 100 fills of a maker, p99', p99(lists), 'ms', 120),
      atLeast('the same page again', rate(again), 'req/s', 3_000),
      atLeast('full metrics of a vault', rate(full), 'req/s', 2_000),
      atLeast('leaderboard page', rate(boards), 'req/s', 2_000),
      info('leaderboard of 500 vaults over a year, not asked for since the last block', cold, 'ms'),
      info('newest 100 fills while another process backfills', busy.rate, 'req/s'),
      atMost('newest 100 fills while another process backfills, p99', busy.p99, 'ms', 250),
      atMost('from block to subscriber, median', latency, 'ms', 250),
    ],
  }
}

/** Both servers give the same 100 fills, but for their ids, and the metrics are of all of them. */
async function checkAnswers(chain: Chain, ours: string, bare: string): Promise<void> {
  const request = body(list, { where: { maker: chain.vault, fromBlock: 0, toBlock: chain.head } })
  const [mine, theirs] = await Promise.all(
    [ours, bare].map((url) => ask<{ fills: { edges: unknown[] } }>(url, request)),
  )
  const plain = (answer: unknown) => JSON.stringify(answer, (key, value: unknown) => (key === 'id' ? undefined : value))
  if (mine?.fills.edges.length !== 100 || plain(mine) !== plain(theirs)) throw new Error('the two servers disagree')
  const answer = await ask<{ metrics: { fills: number } }>(ours, body(metrics, { vault: chain.vault }))
  if (answer.metrics.fills !== chain.fills)
    throw new Error(`metrics of ${answer.metrics.fills} of ${chain.fills} fills`)
}

function upTo(count: number): (n: number) => boolean {
  return (n) => n < count
}

/** The n-th of many ranges from somewhere in the chain's first half to somewhere in its second, each a full page or more. */
function range({ firstBlock, head }: Chain, n: number): { fromBlock: number; toBlock: number } {
  const half = (head - firstBlock + 1) >> 1
  return { fromBlock: firstBlock + (Math.floor(n / half) % half), toBlock: head - (n % half) }
}

/** The bare loop's table has none, which would only slow it down; the list needs it. */
function addIndex(file: string): void {
  const db = new Database(file)
  db.exec('CREATE INDEX fill_maker ON fill (maker, height, log_index)')
  db.close()
}
