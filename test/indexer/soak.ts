import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { type Hex, numberToHex, type RpcLog } from 'viem'
import { openDatabase } from '../../indexer/src/store/database.ts'
import { readCursor } from '../../indexer/src/store/read/meta.ts'
import { megabytes } from '../../scripts/bench/memory.ts'
import { adopt } from './helpers/devnet.ts'
import { IndexerProcess } from './helpers/indexer.ts'
import { type PostgresServer, startPostgres } from './helpers/postgres.ts'
import { TamperingProxy } from './helpers/proxy.ts'
import { SlowLink } from './helpers/slowLink.ts'
import { Stage } from './helpers/stage.ts'

const CHILD = fileURLToPath(new URL('helpers/slowChild.ts', import.meta.url))

/** Blocks of the shorter backlog; the longer one has four times as many. */
const BLOCKS = 15

const BATCH = 5

/** Megabytes that a block's logs of somebody else's contract take. */
const PADDING = 3.5

/** What the heap may not grow beyond, in megabytes: the longer backlog by itself would not leave room for anything else. */
const HEAP = 192

/** What the longer backlog may take beyond the shorter one, in megabytes. */
const GROWTH = 120

describe('indexer with a long backlog and a slow database', function () {
  this.timeout(240_000)
  let stage: Stage
  let server: PostgresServer
  const proxies: TamperingProxy[] = []
  const links: SlowLink[] = []

  before(async () => {
    ;[stage, server] = await Promise.all([Stage.open({ blocks: 4 * BLOCKS, seed: 107, finality: 66 }), startPostgres()])
  })

  afterEach(async () => {
    await stage.reset()
    for (const opened of [...proxies.splice(0), ...links.splice(0)]) opened.close()
  })

  after(async () => {
    await server?.stop()
    await stage?.close()
  })

  /** The chain as it was at a block, each block with events of ours full of somebody else's. Where that node is. */
  async function backlog(top: number): Promise<string> {
    const node = new TamperingProxy(stage.devnet.url)
    proxies.push(node)
    node.tamper = (result, { method }) => {
      if (method === 'eth_blockNumber') return numberToHex(top)
      return method === 'eth_getLogs' ? padded(result as RpcLog[]) : result
    }
    return node.listen()
  }

  /** The digest of a clean index of the chain up to a block. */
  async function truth(top: number) {
    const db = `truth-${top}.db`
    await stage.follow(db, { rpc: [await backlog(top)], finality: 0 })
    while ((await stage.read(db, readCursor())).height < top) await sleep(20)
    return stage.digestOf(db)
  }

  it('takes no more memory for four times as many blocks where every statement takes 100 ms, on PostgreSQL', async () => {
    const run = async (top: number): Promise<number> => {
      const url = new URL(await server.database())
      // A hundred tables are made at once: they are not what is slow here.
      const database = await openDatabase(url.href, true)
      await database.create(stage.identity)
      await database.close()
      const link = new SlowLink(Number(url.port), 100)
      links.push(link)
      const slow = new URL(url)
      slow.port = String(await link.listen())
      const more = ['--rpc', await backlog(top), '--finality', '0', '--batch-blocks', String(BATCH)]
      const options = stage.options(slow.href, ...more)
      const indexer = stage.adopt(new IndexerProcess('start', options, { heapMegabytes: HEAP }))
      await indexer.indexed(top)
      expect(await stage.digestOf(url.href)).to.deep.equal(await truth(top))
      return indexer.peakMegabytes()
    }
    await expectFlat(run)
  })

  it('takes no more memory for four times as many blocks where every call of the writer takes 100 ms, in a file', async () => {
    const run = async (top: number): Promise<number> => {
      const db = `slow-${top}.db`
      const args = [CHILD, await backlog(top), JSON.stringify(stage.identity), stage.target(db), String(BATCH)]
      const child = adopt(
        spawn(process.execPath, [`--max-old-space-size=${HEAP}`, '--conditions=tidemark-source', ...args], {
          stdio: ['ignore', 'pipe', 'inherit'],
        }),
      )
      let told = ''
      child.stdout.on('data', (text) => (told += text))
      await once(child, 'close')
      expect(await stage.digestOf(db)).to.deep.equal(await truth(top))
      return megabytes(told)
    }
    await expectFlat(run)
  })

  async function expectFlat(run: (top: number) => Promise<number>): Promise<void> {
    const first = (await stage.head()) - 4 * BLOCKS
    const [short, long] = await Promise.all([run(first + BLOCKS), run(first + 4 * BLOCKS)])
    expect(short).to.be.greaterThan(50)
    expect(long - short, `megabytes beyond ${short}`).to.be.lessThan(GROWTH)
  }
})

/** The logs, and behind those of each block one of a stranger's contract that has the same name and much to say. */
function padded(logs: readonly RpcLog[]): RpcLog[] {
  const data: Hex = `0x${'5a'.repeat((PADDING * 1e6) / 2)}`
  return logs.flatMap((log, i) => {
    if (logs[i + 1]?.blockNumber === log.blockNumber) return [log]
    const stranger = {
      address: `0x${'57'.repeat(20)}`,
      logIndex: numberToHex(Number(log.logIndex) + 1_000),
      data,
    } as const
    return [log, { ...log, ...stranger }]
  })
}
