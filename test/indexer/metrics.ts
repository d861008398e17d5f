import { PassThrough } from 'node:stream'
import { expect } from 'chai'
import type { Logger } from '../../indexer/src/log.ts'
import { progressIn } from '../../indexer/src/ops/backfill.ts'
import { Metrics } from '../../indexer/src/ops/metrics.ts'
import { progressTo } from '../../indexer/src/ops/progress.ts'
import type { Reader } from '../../indexer/src/store/read/read.ts'
import { type Devnet, startDevnet } from './helpers/devnet.ts'
import { TemporaryFolder } from './helpers/folder.ts'
import { IDENTITY, memoryIndex } from './helpers/index.ts'
import { IndexerProcess } from './helpers/indexer.ts'
import { type TradedVenue, tradeForDays } from './helpers/market.ts'
import { mine } from './helpers/venue.ts'

/** Samples by name and labels, as Prometheus would read them. */
async function scrape(url: string): Promise<Map<string, number>> {
  const response = await fetch(`${url}/metrics`)
  expect(response.status).to.equal(200)
  expect(response.headers.get('content-type')).to.match(/^text\/plain; version=0\.0\.4/)
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ')
      return [line.slice(0, at), Number(line.slice(at + 1))]
    }),
  )
}

/** The sum of all samples of a name whose labels contain these. */
function sum(samples: ReadonlyMap<string, number>, name: string, ...labels: string[]): number {
  const wanted = [...samples].filter(
    ([key]) => key.replace(/\{.*/, '') === `tidemark_${name}` && labels.every((label) => key.includes(label)),
  )
  expect(wanted, `${name} ${labels}`).to.not.have.length(0)
  return wanted.reduce((total, [, value]) => total + value, 0)
}

describe('indexer metrics', function () {
  this.timeout(120_000)
  const folder = new TemporaryFolder()
  const running: IndexerProcess[] = []
  let devnet: Devnet
  let venue: TradedVenue

  before(async () => {
    devnet = await startDevnet()
    venue = await tradeForDays(devnet.client, 6, 4)
  })

  after(async () => {
    for (const indexer of running) await indexer.stop()
    await devnet?.stop()
    folder.remove()
  })

  function run(command: 'start' | 'serve', ...options: string[]): IndexerProcess {
    const indexer = new IndexerProcess(command, ['--db', folder.file('a.db'), ...options])
    running.push(indexer)
    return indexer
  }

  it('tells Prometheus what is indexed, written, asked and answered', async () => {
    const options = ['--rpc', devnet.url, '--exchange', venue.exchange, '--start-block', '0', '--poll-ms', '20']
    const writer = run('start', ...options, '--finality', '20')
    const head = Number(await devnet.client.getBlockNumber())
    await writer.indexed(head)
    await writer.status('LIVE')
    const url = await writer.url()
    expect((await fetch(`${url}/nowhere`)).status).to.equal(404)
    const samples = await scrape(url)
    expect(sum(samples, 'head_block')).to.equal(head)
    expect(sum(samples, 'indexed_block')).to.equal(head)
    expect(sum(samples, 'finalised_block')).to.equal(head - 20)
    expect(sum(samples, 'lag_blocks')).to.equal(0)
    expect(sum(samples, 'ready')).to.equal(1)
    expect(sum(samples, 'index_readable')).to.equal(1)
    expect(sum(samples, 'status', 'status="LIVE"')).to.equal(1)
    expect(sum(samples, 'status')).to.equal(1)
    const { timestamp } = await devnet.client.getBlock()
    expect(sum(samples, 'indexed_block_timestamp_seconds')).to.equal(Number(timestamp))
    expect(sum(samples, 'batches_total')).to.be.at.least(2)
    expect(sum(samples, 'commit_seconds_count')).to.equal(sum(samples, 'batches_total'))
    expect(sum(samples, 'rows_total', 'kind="history"')).to.be.greaterThan(50)
    expect(sum(samples, 'rpc_requests_total', 'eth_getLogs', 'node="0"', 'outcome="ok"')).to.be.at.least(2)
    expect(sum(samples, 'api_requests_total', 'endpoint="graphql"', 'code="200"')).to.be.at.least(2)
    expect(sum(samples, 'api_requests_total', 'endpoint="page"', 'code="404"')).to.equal(1)
    for (const key of samples.keys()) expect(key).to.contain('chain="31337"')
  })

  it('counts reorganisations', async () => {
    const [writer] = running as [IndexerProcess]
    await devnet.client.reorganise(3)
    await mine(devnet.client)
    await writer.logged('reorganised')
    const samples = await scrape(await writer.url())
    expect(sum(samples, 'reorgs_total')).to.be.at.least(1)
    expect(sum(samples, 'undone_blocks_total')).to.be.at.least(3)
    expect(sum(samples, 'generation')).to.be.at.least(1)
  })

  it('says the same from a process that only reads, and that the writer is gone', async () => {
    const [writer] = running as [IndexerProcess]
    const reader = run('serve')
    const url = await reader.url()
    const [ours, theirs] = [await scrape(url), await scrape(await writer.url())]
    for (const name of ['head_block', 'indexed_block', 'lag_blocks', 'ready']) {
      expect(sum(ours, name), name).to.equal(sum(theirs, name))
    }
    await writer.stop('SIGTERM')
    const after = await scrape(url)
    expect(sum(after, 'status', 'status="STOPPED"')).to.equal(1)
    expect(sum(after, 'ready')).to.equal(0)
    const [live, ready] = [await fetch(`${url}/livez`), await fetch(`${url}/readyz`)]
    expect([live.status, ready.status]).to.deep.equal([200, 503])
    expect(await ready.json()).to.deep.include({ ready: false, status: 'STOPPED' })
  })
})

describe('indexer metrics without a database', () => {
  it('tells what the process counts, and no number that it does not know', async () => {
    const reader = { ...memoryIndex().reader, run: () => Promise.reject(new Error('it is gone')) } as unknown as Reader
    const metrics = new Metrics(reader, IDENTITY, () => 0)
    metrics.called(1, 'eth_call', 'error', 0.5)
    const text = await metrics.text()
    expect(text).to.contain('tidemark_index_readable{chain="31337"} 0')
    expect(text).to.contain('tidemark_rpc_requests_total{node="1",method="eth_call",outcome="error",chain="31337"} 1')
    for (const name of ['lag_blocks', 'head_block', 'ready', 'status']) {
      expect(text).to.not.match(new RegExp(`^tidemark_${name}\\b`, 'm'))
    }
  })
})

describe('indexer progress', () => {
  it('logs how far, how fast and how long, every ten seconds while far behind', () => {
    let now = 0
    const lines: object[] = []
    const progress = progressIn({ info: (fields: object) => lines.push(fields) } as unknown as Logger, () => now)
    for (const [time, height] of [
      [0, 1_000],
      [9_999, 1_900],
      [10_000, 2_000],
      [15_000, 2_500],
      [20_000, 4_000],
      [30_000, 9_950],
      [60_000, 10_000],
    ] as const) {
      now = time
      progress.at(height, 10_000)
    }
    expect(lines).to.deep.equal([
      { height: 2_000, head: 10_000, percent: 20, blocksPerSecond: 100, secondsLeft: 80 },
      { height: 4_000, head: 10_000, percent: 40, blocksPerSecond: 150, secondsLeft: 40 },
    ])
  })

  it('shows a bar on a terminal alone', () => {
    for (const isTTY of [true, false]) {
      const stream = Object.assign(new PassThrough(), {
        isTTY,
        columns: 80,
        cursorTo: () => true,
        clearLine: () => true,
      })
      let text = ''
      stream.on('data', (chunk) => (text += chunk))
      const progress = progressTo(Object.assign(stream, { moveCursor: () => true }) as unknown as NodeJS.WriteStream)
      progress.at(100, 1_000)
      progress.at(550, 1_000)
      progress.clear()
      progress.at(1_000, 1_000)
      progress[Symbol.dispose]()
      if (isTTY) expect(text).to.contain('block 100 of 1000')
      else expect(text).to.equal('')
    }
  })

  it('shows none for a few blocks', () => {
    const stream = Object.assign(new PassThrough(), { isTTY: true })
    const progress = progressTo(stream as unknown as NodeJS.WriteStream)
    progress.at(950, 1_000)
    progress.at(1_000, 1_000)
    progress[Symbol.dispose]()
    expect(stream.read()).to.equal(null)
  })
})
