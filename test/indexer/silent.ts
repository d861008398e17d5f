import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect } from 'chai'
import { openFile, openForReading } from '../../indexer/src/store/sqlite/open.ts'
import { createIndex } from '../../indexer/src/store/sqlite/writer.ts'
import { TemporaryFolder } from './helpers/folder.ts'
import { IDENTITY } from './helpers/index.ts'
import { IndexerProcess, runCli } from './helpers/indexer.ts'

const EXCHANGE = `0x${'e'.repeat(40)}`
const HASH = `0x${'a'.repeat(64)}`

/** What a node answers to the methods it answers at all. */
type Methods = Readonly<Record<string, (params: readonly unknown[]) => unknown>>

const IDENTIFIED: Methods = {
  eth_chainId: () => '0x7a69',
  eth_getCode: () => '0x60',
  eth_call: () => `0x${(86_400).toString(16).padStart(64, '0')}${'0'.repeat(64)}`,
}

const EMPTY_CHAIN: Methods = {
  ...IDENTIFIED,
  eth_blockNumber: () => '0x5',
  eth_getLogs: () => [],
  eth_getBlockByNumber: ([number]) => ({ number, hash: HASH, parentHash: HASH, timestamp: '0x1' }),
}

describe('indexer beside nodes that never answer, and beside another writer', function () {
  this.timeout(60_000)
  const folder = new TemporaryFolder()
  const servers: Server[] = []

  after(() => {
    for (const server of servers) server.close().closeAllConnections()
    folder.remove()
  })

  /** A node that takes every request and answers these methods alone. */
  async function nodeOf(methods: Methods): Promise<string> {
    const server = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      const parsed = JSON.parse(body) as RpcRequest | RpcRequest[]
      const calls = Array.isArray(parsed) ? parsed : [parsed]
      if (calls.some(({ method }) => !(method in methods))) return
      const answers = calls.map(({ id, method, params }) => ({ jsonrpc: '2.0', id, result: methods[method]?.(params) }))
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(Array.isArray(parsed) ? answers : answers[0]))
    })
    servers.push(server)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  function options(rpc: string, db: string): string[] {
    return ['--rpc', rpc, '--exchange', EXCHANGE, '--start-block', '0', '--db', db]
  }

  function makeIndex(name: string): string {
    const db = openFile(folder.file(name))
    createIndex(db, { ...IDENTITY, exchange: EXCHANGE })
    db.close()
    return folder.file(name)
  }

  /** When the writer was last heard of, once it has this status and was heard of after `since`. */
  async function heartbeat(file: string, status: string, since = 0): Promise<number> {
    const db = openForReading(file)
    try {
      for (;;) {
        const row = db.prepare('SELECT status, heartbeat FROM sync').get() as Record<string, unknown> | undefined
        if (row?.status === status && (row.heartbeat as number) > since) return row.heartbeat as number
        await sleep(20)
      }
    } finally {
      db.close()
    }
  }

  const silences: [when: string, methods: Methods, status: string][] = [
    ['from the first', {}, 'RETRYING'],
    ['once it has named its chain', IDENTIFIED, 'SYNCING'],
  ]
  for (const [when, methods, status] of silences) {
    it(`shows that it is there, and stops when asked to, beside a node silent ${when}`, async () => {
      const file = makeIndex(`${status}.db`)
      const indexer = new IndexerProcess('start', options(await nodeOf(methods), file))
      await heartbeat(file, status, await heartbeat(file, status))
      expect(await indexer.stop('SIGTERM')).to.equal(0)
    })
  }

  it('stops when asked to while a node does not even name its chain', async () => {
    const rpc = await nodeOf({})
    const asked = Promise.all(servers.slice(-1).map((server) => once(server, 'request')))
    const indexer = new IndexerProcess('start', ['--rpc', rpc, '--db', folder.file('unknown.db')])
    await asked
    expect(await indexer.stop('SIGTERM')).to.equal(0)
  })

  it('leaves a database to the writer that moved its cursor, and fails', async () => {
    const file = makeIndex('moved.db')
    const rpc = await nodeOf({
      ...EMPTY_CHAIN,
      eth_getLogs: () => {
        const other = new Database(file)
        other.exec(`UPDATE cursor SET height = 3, hash = '${HASH}'; UPDATE sync SET status = 'LIVE', message = 'other'`)
        other.close()
        return []
      },
    })
    const { code, stderr } = await runCli('start', ...options(rpc, file), '--port', '0')
    expect(code).to.equal(1)
    expect(stderr).to.contain('error: the cursor is no longer at block -1')
    expect(stderr).to.contain('another writer uses this database')
    const db = openForReading(file)
    expect(db.prepare('SELECT status, message FROM sync').get()).to.deep.equal({ status: 'LIVE', message: 'other' })
    db.close()
  })
})

interface RpcRequest {
  readonly id: number
  readonly method: string
  readonly params: readonly unknown[]
}
