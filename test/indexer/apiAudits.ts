import { exchangeAbi, makerVaultAbi } from '@tidemark/sdk/abis'
import { expect } from 'chai'
import { encodeEventTopics, encodeFunctionResult, type RpcLog } from 'viem'
import type { Rpc } from '../../indexer/src/chain/rpc.ts'
import { RecordDiffers } from '../../indexer/src/errors.ts'
import { createLogger } from '../../indexer/src/log.ts'
import { Reconciler } from '../../indexer/src/reconcile.ts'
import { saveAudits } from '../../indexer/src/store/audits.ts'
import { openDatabase } from '../../indexer/src/store/database.ts'
import type { Writer } from '../../indexer/src/store/store.ts'
import type { Audit } from '../../indexer/src/store/tables/audit.ts'
import { startDevnet } from './helpers/devnet.ts'
import { VAULT } from './helpers/events.ts'
import { TemporaryFolder } from './helpers/folder.ts'
import { ask, blockHash, cursorOf, IDENTITY, indexEvents, memoryIndex } from './helpers/index.ts'
import { IndexerProcess } from './helpers/indexer.ts'
import { tradeForDays } from './helpers/market.ts'
import { startPostgres } from './helpers/postgres.ts'
import { TamperingProxy } from './helpers/proxy.ts'
import { AT, week } from './helpers/story.ts'

/** The vault of the week as it would speak for itself. */
const STATS = {
  ...{ baseLots: 25n, cost: 258_500n, realisedPnl: 3_200n, contributed: 517_000n, trips: 2n, wins: 1n },
  ...{ fills: 4n, events: 4n, cursor: 20n, bidCursor: 0n, halted: false },
}

const audit = (seq: number): Audit => ({
  ...{ kind: 'vault', height: 8, hash: blockHash(8), timestamp: 9, subject: VAULT, equal: seq % 2 === 0 },
  fields: [{ field: 'cost', indexed: '1', actual: String(1 + (seq % 2)) }],
  message: undefined,
})

describe('audits', () => {
  async function checked(stats: typeof STATS) {
    const index = memoryIndex()
    await indexEvents(index, week().events)
    const asked: unknown[] = []
    const call: Rpc['call'] = async (to, _data, at) => {
      asked.push([to, at])
      return encodeFunctionResult({ abi: makerVaultAbi, functionName: 'stats', result: stats })
    }
    const reconciler = new Reconciler(index.writer, createLogger('silent'), new AbortController().signal)
    reconciler.touchAll([VAULT])
    const failure = await reconciler.check({ call } as Rpc, cursorOf(index)).catch((error: unknown) => error)
    return { index, asked, failure }
  }

  it('are written down with what is indexed and what the vault says, at the very block', async () => {
    const { index, asked, failure } = await checked(STATS)
    expect(failure).to.equal(undefined)
    expect(asked).to.deep.equal([[VAULT, blockHash(AT.crash)]])
    const { audits } = ask(
      index,
      '{ audits { totalCount edges { node { id kind subject block hash equal message fields { name indexed actual equal } } } } }',
    )
    const field = (name: string) => {
      const said = String(STATS[name as keyof typeof STATS])
      return { name, indexed: said, actual: said, equal: true }
    }
    const about = { id: '31337:1', kind: 'VAULT', subject: VAULT, block: AT.crash, hash: blockHash(AT.crash) }
    const [{ node }] = (audits as { edges: [{ node: { fields: { name: string }[] } }] }).edges
    expect(node.fields.map(({ name }) => name)).to.have.members(Object.keys(STATS))
    const fields = node.fields.map(({ name }) => field(name))
    expect(audits).to.deep.equal({ totalCount: 1, edges: [{ node: { ...about, equal: true, message: null, fields } }] })
  })

  it('name what differs, before the index halts', async () => {
    const { index, asked, failure } = await checked({ ...STATS, cost: 258_501n })
    expect(failure).to.be.instanceOf(RecordDiffers)
    expect(asked).to.have.length(2)
    const { audits } = ask(
      index,
      '{ audits(where: { equal: false }) { edges { node { fields { name indexed actual equal } } } } }',
    )
    const [{ node }] = (audits as { edges: [{ node: { fields: { equal: boolean }[] } }] }).edges
    expect(node.fields.filter(({ equal }) => !equal)).to.deep.equal([
      { name: 'cost', indexed: '258500', actual: '258501', equal: false },
    ])
  })

  /** What any store makes of them. */
  async function keeps(writer: Writer): Promise<unknown[]> {
    await saveAudits(writer, [])
    await saveAudits(writer, [1, 2, 3].map(audit))
    await saveAudits(writer, [audit(4)])
    await writer.query('UPDATE audit SET seq = seq + 99997 WHERE chain_id = @chain RETURNING seq')
    await saveAudits(writer, [audit(5)])
    const rows = await writer.query('SELECT seq, equal, fields FROM audit WHERE chain_id = @chain ORDER BY seq')
    return rows.map(({ seq, equal, fields }) => [seq, equal, fields])
  }

  const kept = [
    [99_999, 1, '[["cost","1","1"]]'],
    [100_000, 0, '[["cost","1","2"]]'],
    [100_001, 1, '[["cost","1","1"]]'],
    [100_002, 0, '[["cost","1","2"]]'],
  ]

  it('are numbered, and the oldest of too many go', async () => {
    expect((await keeps(memoryIndex().writer)).slice(-4)).to.deep.equal(kept)
  })

  it('are kept the same by PostgreSQL', async function () {
    this.timeout(60_000)
    const server = await startPostgres()
    try {
      const database = await openDatabase(await server.database(), true)
      await database.create(IDENTITY)
      const writer = await database.write(IDENTITY.chainId)
      expect((await keeps(writer)).slice(-4)).to.deep.equal(kept)
      await writer.close()
      await database.close()
    } finally {
      await server.stop()
    }
  })

  it('tell of a gap that a node left and of how it closed, and of every vault, as the indexer runs', async function () {
    this.timeout(60_000)
    const [FILL] = encodeEventTopics({ abi: exchangeAbi, eventName: 'Fill' })
    const folder = new TemporaryFolder()
    const devnet = await startDevnet()
    const proxy = new TamperingProxy(devnet.url)
    let indexer: IndexerProcess | undefined
    try {
      const venue = await tradeForDays(devnet.client, 2, 4)
      const head = Number(await devnet.client.getBlockNumber())
      // The first fill is missing, in whatever pieces one asks, until the node is asked anew which chain it serves.
      let first: RpcLog | undefined
      let honest = false
      proxy.tamper = (result, { method }) => {
        if (method === 'eth_chainId' && first !== undefined) honest = true
        if (method !== 'eth_getLogs' || honest) return result
        const logs = result as RpcLog[]
        first ??= logs.find(({ topics }) => topics[0] === FILL)
        return logs.filter((log) => log.transactionHash !== first?.transactionHash || log.logIndex !== first?.logIndex)
      }
      const where = ['--exchange', venue.exchange, '--start-block', '0', '--db', folder.file('audits.db')]
      indexer = new IndexerProcess('start', [
        '--rpc',
        await proxy.listen(),
        '--poll-ms',
        '20',
        '--finality',
        '0',
        ...where,
      ])
      await indexer.indexed(head)
      await indexer.status('LIVE')
      const edges = async (filter: string) => {
        const source = `{ audits(orderDirection: ASC, where: { ${filter} }) { edges { node { equal block subject message } } } }`
        const { audits } = (await indexer?.ask<{ audits: { edges: { node: object }[] } }>(source)) ?? {
          audits: { edges: [] },
        }
        return audits.edges.map(({ node }) => node)
      }
      const [gap, closed, ...more] = (await edges('kind: LOGS')) as { equal: boolean; message: string }[]
      expect(gap?.equal).to.equal(false)
      expect(gap?.message).to.match(/fill 2 of maker 0x[0-9a-f]{40} in market 1 where 1 is next/)
      expect(closed).to.deep.include({ equal: true, subject: venue.exchange.toLowerCase() })
      expect(more).to.deep.equal([])
      const vaults = (await edges('kind: VAULT, equal: true')) as { block: number; subject: string }[]
      expect(new Set(vaults.map(({ subject }) => subject))).to.deep.equal(
        new Set([venue.vault, venue.second].map((address) => address.toLowerCase())),
      )
      expect(vaults.at(-1)?.block).to.equal(head)
      expect(await edges('kind_in: [VAULT, POOL], equal: false')).to.deep.equal([])
    } finally {
      await indexer?.stop()
      proxy.close()
      await devnet.stop()
      folder.remove()
    }
  })
})
