import { setTimeout as sleep } from 'node:timers/promises'
import { exchangeAbi } from '@tidemark/sdk/abis'
import { expect } from 'chai'
import { type Address, encodeEventTopics, type RpcLog } from 'viem'
import { generator, Trading } from './helpers/branch.ts'
import { type Devnet, startDevnet } from './helpers/devnet.ts'
import { TemporaryFolder } from './helpers/folder.ts'
import { digestOf, IndexerProcess, runCli } from './helpers/indexer.ts'
import { cleanDigest } from './helpers/inProcess.ts'
import { type PostgresServer, startPostgres } from './helpers/postgres.ts'
import { TamperingProxy } from './helpers/proxy.ts'
import { at, createVault, deployVenue, mine, type Venue } from './helpers/venue.ts'

const [FILL] = encodeEventTopics({ abi: exchangeAbi, eventName: 'Fill' })

describe('indexer, whatever happens around it', function () {
  // Processes start one after another here.
  this.timeout(90_000)
  const folder = new TemporaryFolder()
  const running: IndexerProcess[] = []
  let devnet: Devnet
  let venue: Venue
  let vault: Address
  let trading: Trading
  let liar: TamperingProxy
  let lying: string
  let server: PostgresServer

  before(async () => {
    ;[devnet, server] = await Promise.all([startDevnet(), startPostgres()])
    venue = await deployVenue(devnet.client)
    vault = await createVault(venue, at(venue.accounts, 1))
    await mine(devnet.client)
    trading = new Trading(venue, [vault], 11)
    await trading.blocks(30)
    liar = new TamperingProxy(devnet.url)
    lying = await liar.listen()
  })

  afterEach(async () => {
    liar.tamper = (result) => result
    for (const indexer of running.splice(0)) await indexer.stop()
  })

  after(async () => {
    liar?.close()
    await devnet?.stop()
    await server?.stop()
    folder.remove()
  })

  const head = async () => Number(await devnet.client.getBlockNumber())

  function start(db: string, ...more: string[]): IndexerProcess {
    const options = ['--exchange', venue.exchange, '--start-block', '0', '--db', db, '--poll-ms', '20']
    const nodes = more.includes('--rpc') ? [] : ['--rpc', devnet.url]
    const finality = more.includes('--finality') ? [] : ['--finality', '20']
    const indexer = new IndexerProcess('start', [...options, ...nodes, ...finality, ...more])
    running.push(indexer)
    return indexer
  }

  /** Digest of a clean index of the chain as it is. */
  async function truth(): Promise<string> {
    return (await cleanDigest({ rpc: [devnet.url], exchange: venue.exchange })).digest
  }

  async function digestIn(url: string): Promise<string> {
    const { stdout, stderr } = await runCli('status', '--digest', '--db', url)
    if (stdout === '') throw new Error(stderr)
    return (JSON.parse(stdout) as { digest: { digest: string } }).digest.digest
  }

  it('asks another node where one leaves a log out', async () => {
    liar.tamper = (result, { method }) => {
      if (method !== 'eth_getLogs') return result
      const logs = result as RpcLog[]
      const fill = logs.findIndex(({ topics }) => topics[0] === FILL)
      return logs.filter((_, i) => i !== fill)
    }
    const file = folder.file('omitted.db')
    const indexer = start(file, '--rpc', lying, '--rpc', devnet.url)
    await indexer.indexed(await head())
    expect((await indexer.logged('will try again')).reason).to.match(/logs are missing|by its hash|different/)
    await indexer.status('LIVE')
    expect(digestOf(file).digest).to.equal(await truth())
  })

  it('does not follow a node alone that says a block was reorganised', async () => {
    const file = folder.file('alone.db')
    const indexer = start(file, '--rpc', lying, '--rpc', devnet.url)
    const tip = await head()
    await indexer.indexed(tip)
    const before = digestOf(file)
    liar.tamper = (result, { method, params }) => {
      if (method !== 'eth_getBlockByNumber' || Number(params[0]) !== tip) return result
      return { ...(result as object), hash: `0x${'6'.repeat(64)}` }
    }
    expect((await indexer.logged('will try again')).reason).to.contain('another still has')
    expect(digestOf(file)).to.deep.equal(before)
    liar.tamper = (result) => result
    await trading.blocks(2)
    await indexer.indexed(await head())
    expect(indexer.lines.filter(({ msg }) => msg === 'reorganised')).to.deep.equal([])
    expect(digestOf(file).digest).to.equal(await truth())
  })

  it('refetches blocks whose logs are hidden while their bloom filter tells of them', async () => {
    const file = folder.file('hidden.db')
    const indexer = start(file, '--rpc', lying)
    await indexer.indexed(await head())
    let hidden = 0
    liar.tamper = (result, { method, params }) => {
      if (method !== 'eth_getLogs' || (result as RpcLog[]).length === 0) return result
      const [filter] = params as [{ blockHash?: string }]
      if (filter.blockHash !== undefined) return result
      return hidden++ < 2 ? [] : result
    }
    await trading.blocks(3)
    await indexer.indexed(await head())
    expect((await indexer.logged('will try again')).reason).to.contain('some by its hash')
    expect(digestOf(file).digest).to.equal(await truth())
  })

  it('fills PostgreSQL with the rows of SQLite, through reorganisations and SIGKILL', async () => {
    const url = await server.database()
    const first = start(url)
    await first.indexed(await head())
    await first.stop('SIGKILL')
    await devnet.client.rollBack(7)
    await trading.blocks(9)
    const random = generator(3)
    for (let kill = 0; kill < 4; kill++) {
      const shaken = start(url, '--batch-blocks', '1')
      await shaken.logged('following')
      await trading.blocks(2)
      await sleep(random(60))
      await shaken.stop('SIGKILL')
    }
    const last = start(url)
    await last.indexed(await head())
    await last.status('LIVE')
    const second = start(url)
    const refusal = await second.url().then(() => 'it started', String)
    expect(refusal).to.contain('another indexer is writing chain 31337')
    expect(await digestIn(url)).to.equal(await truth())
    const reader = new IndexerProcess('serve', ['--db', url])
    running.push(reader)
    const query = `{ _meta { block { number hash } } vault(id: "${vault}") { fills } metrics(vault: "${vault}") { pnl } }`
    expect(await reader.ask(query)).to.deep.equal(await last.ask(query))
  })

  it('waits for a PostgreSQL that stands still, and ends where it was killed', async () => {
    const url = await server.database()
    const indexer = start(url)
    await indexer.indexed(await head())
    server.signal('SIGSTOP')
    await trading.blocks(3)
    await sleep(300)
    server.signal('SIGCONT')
    await indexer.indexed(await head())
    expect(await digestIn(url)).to.equal(await truth())
    await indexer.stop()
    const doomed = start(url)
    await doomed.indexed(await head())
    await server.restart()
    await trading.blocks(2)
    const again = start(url)
    await again.indexed(await head())
    expect(await digestIn(url)).to.equal(await truth())
  })
})
