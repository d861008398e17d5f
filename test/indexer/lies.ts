import { exchangeAbi } from '@tidemark/sdk/abis'
import { expect } from 'chai'
import { encodeEventTopics, type Hex, numberToHex, type RpcLog } from 'viem'
import { Range } from '../../indexer/src/chain/range.ts'
import type { Rpc } from '../../indexer/src/chain/rpc.ts'
import { readFinal } from '../../indexer/src/chain/source.ts'
import { readCursor } from '../../indexer/src/store/read/meta.ts'
import { generator } from './helpers/branch.ts'
import { startDevnet } from './helpers/devnet.ts'
import type { Tamper } from './helpers/proxy.ts'
import { Stage } from './helpers/stage.ts'
import { mine } from './helpers/venue.ts'

const [REGISTERED] = encodeEventTopics({ abi: exchangeAbi, eventName: 'MakerRegistered' })

/** A log of nobody's, at its place. */
function logOf(height: number, logIndex: number): RpcLog {
  const blockHash = blockHashOf(height)
  const place = { blockNumber: numberToHex(height), logIndex: numberToHex(logIndex), transactionIndex: '0x0' } as const
  const rest = { address: `0x${'f'.repeat(40)}`, data: '0x', removed: false } as const
  const topics: [Hex] = [REGISTERED as Hex]
  return { ...place, ...rest, topics, blockHash, transactionHash: blockHash, blockTimestamp: '0x1' } as RpcLog
}

const blockHashOf = (height: number): Hex => `0x${height.toString(16).padStart(64, '0')}`

/** A node of nothing but these logs, which sends so many at most. */
function nodeOf(logs: readonly RpcLog[], cap: number): Rpc {
  const header = async (height: number) => {
    return { height, hash: blockHashOf(height), parentHash: blockHashOf(height - 1), timestamp: 1 }
  }
  const none = async (): Promise<never> => {
    throw new TypeError('nobody asks for this')
  }
  return {
    ...{ url: '', chainId: none, head: none, finalised: none, logsOf: none, code: none, call: none, header },
    logs: async (from, to) => {
      return logs.filter(({ blockNumber }) => Number(blockNumber) >= from && Number(blockNumber) <= to).slice(0, cap)
    },
  }
}

describe('indexer and what nodes say', function () {
  this.timeout(60_000)
  let stage: Stage
  let names = 0

  before(async () => {
    stage = await Stage.open({ blocks: 60, seed: 31, finality: 20 })
  })

  afterEach(() => stage.reset())

  after(() => stage?.close())

  /** Index through the lying node until the truth is there all the same. */
  async function expectTruth(rpc = [stage.rpc]) {
    const db = `lies-${names++}.db`
    const run = await stage.follow(db, { rpc })
    await stage.expectClean(db)
    return run
  }

  it('waits for a block that was announced and is not there yet', async () => {
    const top = await stage.head()
    const ahead = new Set<number>()
    stage.proxy.tamper = (result, { method, params }) => {
      const height = method === 'eth_getBlockByNumber' ? Number(params[0]) : 0
      if (height <= top - 10 || ahead.has(height)) return result
      ahead.add(height)
      return null
    }
    const run = await expectTruth()
    expect((await run.logged('will try again')).reason).to.match(/the node does not have block \d+ yet/)
  })

  it('is not taken in by answers that are no JSON, an error within a good one, or none', async () => {
    const garbles = [
      { status: 200, body: '{"jsonrpc":"2.0","id":1,"resu' },
      { status: 200, body: '<html><body>Bad gateway</body></html>' },
      { status: 200, body: '{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"upstream is busy"}}' },
      { status: 200, body: '[]' },
      { status: 500, body: 'oops' },
      { status: 429, body: 'too many requests' },
      'hang up' as const,
    ]
    for (const garble of garbles) {
      let left = 6
      stage.proxy.garble = () => (left-- > 0 ? garble : undefined)
      await expectTruth()
      expect(left, JSON.stringify(garble)).to.be.lessThan(1)
    }
  })

  it('comes through a node that fails every third time', async () => {
    const random = generator(8)
    let failed = 0
    stage.proxy.garble = () => {
      const draw = random(100)
      if (draw < 35) failed++
      if (draw < 10) return { status: 429, body: 'too many requests' }
      if (draw < 25) return { status: 500, body: '' }
      return draw < 35 ? 'hang up' : undefined
    }
    await expectTruth()
    await expectTruth([stage.rpc, stage.rpc])
    expect(failed).to.be.greaterThan(5)
  })

  it('follows no node of another chain when the first one fails', async () => {
    const other = await startDevnet('--chain-id', '1')
    try {
      for (let i = 0; i < 90; i++) await mine(other.client)
      let down = true
      stage.proxy.garble = () => (down ? { status: 503, body: '' } : undefined)
      const db = 'chains.db'
      const run = await stage.follow(db, { rpc: [other.url, stage.rpc] })
      const before = await stage.read(db, readCursor())
      await run.logged('will try again', 4)
      expect(run.lines.map(({ reason }) => reason ?? '').join('\n')).to.contain(
        `the node at ${other.url} serves chain 1, not 31337`,
      )
      expect(await stage.read(db, readCursor())).to.deep.equal(before)
      down = false
      await stage.expectClean(db)
      expect(run.lines.filter(({ msg }) => msg.startsWith('writing halted'))).to.deep.equal([])
      down = true
      await stage.trading.blocks(3)
      await run.logged('will try again', run.lines.filter(({ msg }) => msg === 'will try again').length + 3)
      down = false
      await stage.expectClean(db)
    } finally {
      await other.stop()
    }
  })

  it('keeps blocks final that were so once, whatever the node says later', async () => {
    const { client } = stage.devnet
    const db = 'stale.db'
    let told = (await stage.head()) - 5
    // The node's own tag is what counts where nobody sets a depth.
    const tag: Tamper = (result, { method, params }) =>
      method === 'eth_getBlockByNumber' && params[0] === 'finalized'
        ? { ...(result as object), number: numberToHex(told) }
        : result
    stage.proxy.tamper = tag
    await stage.follow(db, { finality: undefined })
    await stage.caughtUp(db)
    const { finalised } = await stage.read(db, readCursor())
    expect(finalised).to.equal(told)
    told -= 30
    await stage.trading.blocks(2)
    await stage.caughtUp(db)
    expect((await stage.read(db, readCursor())).finalised).to.equal(finalised)
    const before = await stage.digestOf(db)
    await client.rollBack(9)
    await stage.trading.blocks(12)
    expect(await stage.status(db, 'HALTED')).to.contain(`block ${finalised} was indexed as final`)
    expect(await stage.digestOf(db)).to.deep.equal(before)
  })

  it('indexes everything from a node that cuts answers off without a word', async () => {
    for (const cap of [13, 21, 34]) {
      let cut = 0
      stage.proxy.tamper = (result, { method }) => {
        if (method !== 'eth_getLogs') return result
        const logs = result as RpcLog[]
        if (logs.length > cap) cut++
        return logs.slice(0, cap)
      }
      const db = `capped-${cap}.db`
      const run = await stage.follow(db, { finality: 0 })
      await stage.expectClean(db)
      expect(cut, `more than ${cap} logs were asked for`).to.be.greaterThan(0)
      expect((await run.logged('will try again')).reason).to.contain(`${cap} logs at most`)
    }
  })

  it('has every one of 12,000 logs from a node that sends 10,000 at most', async () => {
    const heights = Array.from({ length: 200 }, (_, i) => i)
    const sent = heights.flatMap((height) => Array.from({ length: 60 }, (_, i) => logOf(height, i)))
    const node = nodeOf(sent, 10_000)
    const range = new Range(2_000)
    let found = 0
    let refusals = 0
    for (let from = 0; from < 200; ) {
      const to = Math.min(from + range.blocks * 16 - 1, 199)
      try {
        const { logs } = await readFinal(node, from, to, [])
        found += logs.length
        range.succeeded(to - from + 1, 0)
        from = to + 1
      } catch (error) {
        refusals++
        range.failed((error as Error).message)
      }
    }
    expect(found).to.equal(12_000)
    expect(refusals).to.be.greaterThan(0)
  })

  it('halts where a single block has more logs than the node sends, unless another one sends them', async () => {
    const busy = await (async () => {
      for (;;) {
        await stage.trading.blocks(1)
        const block = await stage.devnet.client.getBlock()
        if (block.transactions.length > 2) return Number(block.number)
      }
    })()
    await stage.trading.blocks(3)
    // Of that block, every second log is missing, however it is asked for.
    const cut: Tamper = (result, { method }) => {
      if (method !== 'eth_getLogs') return result
      let place = 0
      return (result as RpcLog[]).filter(({ blockNumber }) => Number(blockNumber) !== busy || place++ % 2 === 0)
    }
    stage.proxy.tamper = cut
    await stage.follow('single.db')
    const message = await stage.status('single.db', 'HALTED')
    expect(message).to.match(/missing|is next|not|the number of/)
    expect((await stage.read('single.db', readCursor())).height).to.be.lessThan(busy)
    await stage.follow('two.db', { rpc: [stage.rpc, stage.devnet.url] })
    await stage.expectClean('two.db')
  })

  it('halts on a vault that is announced twice, and goes on where the node takes it back', async () => {
    stage.proxy.tamper = (result, { method }) => {
      if (method !== 'eth_getLogs') return result
      return (result as RpcLog[]).flatMap((log) =>
        log.topics[0] === REGISTERED ? [log, { ...log, logIndex: numberToHex(Number(log.logIndex) + 5_000) }] : [log],
      )
    }
    const run = await stage.follow('twice.db')
    expect(await stage.status('twice.db', 'HALTED')).to.match(/vault 0x[0-9a-f]{40} has no VaultCreated beside it/)
    await run.stop()
    stage.proxy.tamper = (result) => result
    await stage.follow('twice.db')
    await stage.expectClean('twice.db')
  })

  it('has the same rows from any mix of nodes, batches and engines', async () => {
    const truth = await stage.truth()
    const mixes = [
      { rpc: [stage.rpc], batchBlocks: 1, finality: 0 },
      { rpc: [stage.devnet.url, stage.rpc], batchBlocks: 7, finality: 3 },
      { rpc: [stage.rpc, stage.rpc, stage.devnet.url], batchBlocks: 2_000, finality: 0 },
      { rpc: [stage.rpc], batchBlocks: 33, finality: 500 },
    ]
    const random = generator(2)
    stage.proxy.garble = () => (random(9) === 0 ? { status: 500, body: '' } : undefined)
    for (const [i, mix] of mixes.entries()) {
      await stage.follow(`mix-${i}.db`, mix)
      await stage.caughtUp(`mix-${i}.db`)
      expect(await stage.digestOf(`mix-${i}.db`), JSON.stringify(mix)).to.deep.equal(truth)
    }
  })
})
