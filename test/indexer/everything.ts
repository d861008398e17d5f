import { copyFileSync } from 'node:fs'
import { expect } from 'chai'
import type { Address } from 'viem'
import { verifyOnChain } from '../../indexer/src/commands/verify.ts'
import { RecordDiffers } from '../../indexer/src/errors.ts'
import { replayLogs } from '../../indexer/src/ops/rawLogs.ts'
import { digestIndex } from '../../indexer/src/store/digest.ts'
import { rowAsOf } from '../../indexer/src/store/read/asOf.ts'
import { readCursor, readIdentity } from '../../indexer/src/store/read/meta.ts'
import { many } from '../../indexer/src/store/read/read.ts'
import { openFile, openForReading } from '../../indexer/src/store/sqlite/open.ts'
import { SqliteReader } from '../../indexer/src/store/sqlite/reader.ts'
import { createIndex, SqliteWriter } from '../../indexer/src/store/sqlite/writer.ts'
import { VAULT } from '../../indexer/src/store/tables/vault.ts'
import { type Devnet, startDevnet } from './helpers/devnet.ts'
import { Everything } from './helpers/everything.ts'
import { TemporaryFolder } from './helpers/folder.ts'
import { digestOf, IndexerProcess, runCli } from './helpers/indexer.ts'

/** Everything but what only the deployment or a market's halt brings. */
const HAPPENED = [
  ...['strategy', 'deposit', 'withdraw', 'hedge', 'halt', 'resume', 'manager', 'profit-share', 'crystallise', 'claim'],
  ...['join', 'leave', 'transfer', 'set-aside', 'set-aside-claim', 'distribute', 'fees-claim', 'operator'],
  ...['move-proposed', 'move-cancelled', 'moved', 'fees-scheduled', 'rebates-scheduled'],
]

/** Who filled, on which side (0 bid, 1 ask). */
const FILLED = [
  ...['mode 0', 'mode 1', 'mode 2', 'quotes', 'pool'].flatMap((maker) => [`${maker}, side 0`, `${maker}, side 1`]),
  ...['strategy 0', 'strategy 1', 'strategy 2', 'strategy 3', 'signer'],
]

describe('indexer of every strategy, pools and rebates, beside the contracts', function () {
  this.timeout(400_000)
  const folder = new TemporaryFolder()
  let devnet: Devnet
  let venue: Everything
  let indexer: IndexerProcess
  let reader: SqliteReader
  let first: number
  let head: number

  before(async () => {
    devnet = await startDevnet()
    venue = await Everything.open(devnet.client, 7)
    first = Number(await devnet.client.getBlockNumber())
    await venue.trade(220)
    head = Number(await devnet.client.getBlockNumber())
    indexer = start('everything.db')
    // Whatever it disagrees with the chain about stops it: then say so at once.
    const halted = indexer.status('HALTED').then((reason) => expect.fail(reason ?? 'the indexer halted'))
    await Promise.race([indexer.indexed(head).then(() => indexer.status('LIVE')), halted])
    reader = new SqliteReader(openForReading(folder.file('everything.db')), 31_337)
  })

  after(async () => {
    reader?.close()
    await indexer?.stop()
    await devnet?.stop()
    folder.remove()
  })

  function start(name: string, ...more: string[]): IndexerProcess {
    const options = ['--rpc', devnet.url, '--exchange', venue.exchange, '--start-block', '0', '--db', folder.file(name)]
    return new IndexerProcess('start', [...options, '--poll-ms', '20', ...more])
  }

  const compare = (name: string, ...at: (number | 'head')[]) =>
    verifyOnChain(folder.file(name), { rpc: [devnet.url], at })

  it('sees all that can happen', () => {
    const events = new Set(reader.run(many('SELECT kind FROM event')).map(({ kind }) => kind))
    expect([...events]).to.include.members(HAPPENED)
    const fills = reader.run(many('SELECT maker, height, side, rebate FROM fill'))
    const makers = fills.flatMap(({ maker, height, side }) => {
      const terms = reader.run(rowAsOf(VAULT, [maker as Address], height as number))?.terms
      if (venue.pools.some(({ address }) => address === maker)) return [`pool, side ${side}`]
      if (terms === undefined) return ['signer']
      const from = terms.prices.length === 0 ? 'quotes' : `mode ${terms.mode}`
      return [`${from}, side ${side}`, `strategy ${terms.strategy}`]
    })
    expect([...new Set(makers)]).to.have.members(FILLED)
    expect(fills.filter(({ rebate }) => rebate !== '010')).to.have.length.above(50)
    expect(fills.filter(({ rebate }) => rebate === '010')).to.have.length.above(50)
  })

  it('is equal to what the contracts say at every block', async () => {
    const heights = Array.from({ length: head - first + 1 }, (_, i) => first + i)
    const audited = await compare('everything.db', ...heights)
    expect(audited.map(({ height }) => height)).to.deep.equal(heights)
    expect(audited.at(-1)?.answers).to.include({ stats: 10, pnl: 10, state: 2, claimable: 8, balanceOf: 8 })
  })

  it('reads back from its store whatever it needs to go on', async () => {
    const identity = reader.run(readIdentity())
    if (identity === undefined) throw new Error('there is no index')
    const { height } = reader.run(readCursor())
    const file = folder.file('again.db')
    const db = openFile(file)
    createIndex(db, identity)
    const cursor = reader.run(readCursor())
    for (let until = first; until <= height; until++) {
      const block = await devnet.client.getBlock({ blockNumber: BigInt(until) })
      const to = { ...cursor, height: until, hash: block.hash ?? '0x', timestamp: Number(block.timestamp) }
      // Each from nothing in memory.
      await replayLogs(reader.run.bind(reader), new SqliteWriter(db, 31_337), identity, to)
    }
    const again = new SqliteReader(db, 31_337)
    expect(again.run(digestIndex())).to.deep.equal(reader.run(digestIndex()))
    db.close()
  })

  it('has the same rows from batches of any size', async () => {
    const other = start('small.db', '--batch-blocks', '3', '--finality', '5')
    await other.indexed(head)
    expect(digestOf(folder.file('small.db')).digest).to.equal(digestOf(folder.file('everything.db')).digest)
    await other.stop()
  })

  const TAMPERED: Readonly<Record<string, readonly [sql: string, message: RegExp]>> = {
    "a vault's cursor": ["UPDATE vault_state SET cursor = '03fff'", /vault 0x\w+ at block \d+: its stats.cursor is/],
    "a vault's PnL": [
      "UPDATE vault_state SET realised = 'p011'",
      /its stats.realisedPnl is -?\d+ on chain and 1 by the index/,
    ],
    'what a manager may claim': ["UPDATE manager_claim SET set_aside = '047777'", /its owedTo\(0x\w+\) is/],
    "a pool's stream": ["UPDATE pool_state SET streaming = '0212'", /pool 0x\w+ at block \d+: its stream is/],
    "a provider's units": ["UPDATE provider SET lp = '047777' WHERE lp <> '010'", /its balanceOf\(0x\w+\) is/],
    "a provider's fees": ["UPDATE provider SET owed = '0577777'", /its claimable\(0x\w+\) is/],
    "a maker's volume": ["UPDATE maker_period SET volume = '0577777', rebates = '010'", /its (makerVolume|rebates of)/],
    "a period's rebates": [
      "UPDATE maker_period SET rebates = '03fff'",
      /maker 0x\w+ at block \d+: its rebates of period/,
    ],
  }
  for (const [what, [sql, message]] of Object.entries(TAMPERED)) {
    it(`tells where ${what} is another`, async () => {
      copyFileSync(folder.file('small.db'), folder.file('tampered.db'))
      const db = openFile(folder.file('tampered.db'))
      expect(db.prepare(sql).run().changes).to.be.above(0)
      db.close()
      const error = await compare('tampered.db', 'head').catch((failure: unknown) => failure)
      expect(error).to.be.instanceOf(RecordDiffers)
      expect((error as Error).message).to.match(message)
    })
  }

  it('is compared by a command', async () => {
    const options = ['--db', folder.file('everything.db'), '--rpc', devnet.url, '--at', `${head - 7}, head`]
    const { code, stdout, stderr } = await runCli('verify', ...options)
    expect([code, stderr]).to.deep.equal([0, ''])
    const { equal, onChain } = JSON.parse(stdout)
    expect(equal).to.equal(true)
    expect(onChain.map(({ height }: { height: number }) => height)).to.deep.equal([head - 7, head])
    const bad = await runCli('verify', '--db', folder.file('everything.db'), '--at', String(head))
    expect([bad.code, bad.stderr]).to.deep.equal([
      1,
      'error: --at compares with the contracts: name a node with --rpc\n',
    ])
  })
})
