import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { type Devnet, startDevnet } from './helpers/devnet.ts'
import { TemporaryFolder } from './helpers/folder.ts'
import { digestOf, IndexerProcess } from './helpers/indexer.ts'
import { type TradedVenue, tradeForDays } from './helpers/market.ts'
import { TamperingProxy } from './helpers/proxy.ts'

describe('indexer under SIGKILL', function () {
  // Many processes start one after another here.
  this.timeout(240_000)
  const folder = new TemporaryFolder()
  const running: IndexerProcess[] = []
  let devnet: Devnet
  let venue: TradedVenue
  let head: number
  let proxy: TamperingProxy
  let rpc: string
  /** Highest block the node admits to: every run finds something to do, and none gets to the end. */
  let limit = Number.POSITIVE_INFINITY

  before(async () => {
    devnet = await startDevnet()
    venue = await tradeForDays(devnet.client, 20, 6)
    head = Number(await devnet.client.getBlockNumber())
    proxy = new TamperingProxy(devnet.url)
    proxy.tamper = (result, { method }) =>
      method === 'eth_blockNumber' && Number(result) > limit ? `0x${limit.toString(16)}` : result
    rpc = await proxy.listen()
  })

  after(async () => {
    for (const indexer of running) await indexer.stop()
    proxy?.close()
    await devnet?.stop()
    folder.remove()
  })

  function start(name: string, batchBlocks: number): IndexerProcess {
    const options = ['--rpc', rpc, '--exchange', venue.exchange, '--start-block', '0', '--db', folder.file(name)]
    const indexer = new IndexerProcess('start', [...options, '--batch-blocks', String(batchBlocks)])
    running.push(indexer)
    return indexer
  }

  it('has the same rows as one that was never interrupted', async () => {
    const calm = start('calm.db', 1_000)
    await calm.indexed(head)
    const expected = digestOf(folder.file('calm.db'))
    expect(expected.rows).to.be.greaterThan(300)
    expect(head).to.be.greaterThan(100)
    limit = 5

    const heights: number[] = []
    for (let kill = 0; kill < 20; kill++) {
      limit += 5
      const shaken = start('shaken.db', 1)
      // Let it write, then strike at another point of its work each time.
      await shaken.logged('indexed', 3)
      await sleep(kill)
      await shaken.stop('SIGKILL')
      const { height } = digestOf(folder.file('shaken.db'))
      heights.push(height)
    }
    expect(heights, 'every run got further').to.deep.equal([...new Set(heights)].sort((a, b) => a - b))
    expect(heights.at(-1), 'and was killed on the way').to.be.lessThan(head)

    limit = Number.POSITIVE_INFINITY
    await start('shaken.db', 1).indexed(head)
    expect(digestOf(folder.file('shaken.db'))).to.deep.equal(expected)
  })

  it('leaves no lock behind, and holds one while it lives', async () => {
    const first = start('lock.db', 1_000)
    await first.url()
    const second = start('lock.db', 1_000)
    const refusal = await second.url().then(
      () => 'it started',
      (error: unknown) => String(error),
    )
    expect(refusal).to.contain('another indexer is writing')
    expect(await second.stop()).to.equal(1)
    await first.stop('SIGKILL')
    const afterwards = [first.indexed(head), first.status('x'), first.logged('x')].map((waiting) =>
      waiting.catch(String),
    )
    for (const reason of await Promise.all(afterwards)) expect(reason).to.contain('the indexer ended (SIGKILL)')
    await start('lock.db', 1_000).indexed(head)
  })
})
