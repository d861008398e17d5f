import { exchangeAbi, makerVaultAbi, vaultFactoryAbi } from '@tidemark/sdk/abis'
import { expect } from 'chai'
import { type Abi, type Address, encodeEventTopics, type Hex, type RpcLog } from 'viem'
import { connect } from '../../indexer/src/chain/rpc.ts'
import { type Devnet, startDevnet } from './helpers/devnet.ts'
import { TemporaryFolder } from './helpers/folder.ts'
import { digestOf, IndexerProcess, runCli } from './helpers/indexer.ts'
import { type TradedVenue, tradeForDays } from './helpers/market.ts'
import { type RpcCall, type Tamper, TamperingProxy } from './helpers/proxy.ts'
import { at, mine } from './helpers/venue.ts'

const [FILL] = encodeEventTopics({ abi: exchangeAbi, eventName: 'Fill' }) as [Hex]

describe('indexer against faulty nodes', function () {
  // Processes start one after another here.
  this.timeout(30_000)
  const folder = new TemporaryFolder()
  const running: IndexerProcess[] = []
  let devnet: Devnet
  let venue: TradedVenue
  let proxy: TamperingProxy
  let rpc: string
  let head: number
  let truth: string
  let names = 0

  before(async () => {
    devnet = await startDevnet()
    venue = await tradeForDays(devnet.client, 6, 4)
    head = Number(await devnet.client.getBlockNumber())
    proxy = new TamperingProxy(devnet.url)
    rpc = await proxy.listen()
    const honest = start('honest.db')
    await honest.indexed(head)
    truth = digestOf(folder.file('honest.db')).digest
  })

  afterEach(async () => {
    for (const indexer of running.splice(0)) await indexer.stop()
    proxy.tamper = (result) => result
  })

  after(async () => {
    proxy?.close()
    await devnet?.stop()
    folder.remove()
  })

  function start(db: string, ...more: string[]): IndexerProcess {
    const options = ['--rpc', rpc, '--exchange', venue.exchange, '--start-block', '0', '--db', folder.file(db)]
    const indexer = new IndexerProcess('start', [...options, '--poll-ms', '20', '--finality', '0', ...more])
    running.push(indexer)
    return indexer
  }

  /** Changes the logs a node sends, as often as asked for. */
  function tamperLogs(change: (logs: RpcLog[], call: RpcCall) => unknown, times = Number.POSITIVE_INFINITY): Tamper {
    let left = times
    return (result, call) => (call.method === 'eth_getLogs' && left-- > 0 ? change(result as RpcLog[], call) : result)
  }

  function withoutOneFill(logs: RpcLog[]): RpcLog[] {
    const fill = logs.findIndex(({ topics }) => topics[0] === FILL)
    return logs.filter((_, i) => i !== fill)
  }

  async function expectTruth(tamper: Tamper): Promise<IndexerProcess> {
    proxy.tamper = tamper
    const db = `fault-${names++}.db`
    const indexer = start(db)
    await indexer.indexed(head)
    expect(digestOf(folder.file(db)).digest).to.equal(truth)
    return indexer
  }

  it('halts on a missing log, keeps what is proved, and says what is missing', async () => {
    const fills = await connect(devnet.url, new AbortController().signal).logs(0, head, { topics: [FILL] })
    const [first, second] = fills.filter(
      ({ topics }) => topics[1] === fills[0]?.topics[1] && topics[2] === fills[0]?.topics[2],
    )
    if (first === undefined || second === undefined) throw new RangeError('there are no two fills of one maker')
    proxy.tamper = without(first)
    const indexer = start('gap.db')
    const message = await indexer.status('HALTED')
    expect(message).to.match(/fill 2 of maker 0x[0-9a-f]{40} in market 1 where 1 is next: logs are missing/)
    const { _meta, fills: kept } = await indexer.ask<{ _meta: object; fills: object }>(
      '{ _meta { block { number } } fills { totalCount } }',
    )
    // Block by block it went up to the one that cannot be.
    const proved = { block: { number: Number(second.blockNumber) - 1 } }
    expect([_meta, kept], 'it still answers').to.deep.equal([proved, { totalCount: 0 }])
    const ready = await fetch(`${await indexer.url()}/readyz`)
    expect(ready.status).to.equal(503)
    expect(await ready.json()).to.deep.include({ ready: false, status: 'HALTED', message })
    // The node comes to its senses: a restart goes on.
    await indexer.stop('SIGTERM')
    proxy.tamper = (result) => result
    await start('gap.db').indexed(head)
    expect(digestOf(folder.file('gap.db')).digest).to.equal(truth)
  })

  it('asks once more before it halts', async () => {
    const indexer = await expectTruth(tamperLogs(withoutOneFill, 1))
    // The longest answer so far was asked for by halves, which hold one more.
    expect((await indexer.logged('will try again')).reason).to.match(/the node sends \d+ logs at most/)
  })

  it('takes no log twice, none that was removed, and none from elsewhere', async () => {
    const twice = await expectTruth(tamperLogs((logs) => [...logs, at(logs, 3)], 1))
    expect((await twice.logged('will try again')).reason).to.match(/sent log \d+ of block \d+ twice/)
    const removed = await expectTruth(tamperLogs((logs) => [...logs, { ...at(logs, 3), removed: true }], 1))
    expect((await removed.logged('will try again')).reason).to.contain('sent a removed log')
    const beyond = await expectTruth(tamperLogs((logs) => logs.map((log) => ({ ...log, blockNumber: '0xffff' })), 1))
    expect((await beyond.logged('will try again')).reason).to.contain('sent a log of block 65535 for the range')
  })

  it('puts logs that come in any order into theirs', async () => {
    await expectTruth(tamperLogs((logs) => logs.toReversed()))
  })

  it('reads headers where logs carry no time', async () => {
    await expectTruth(tamperLogs((logs) => logs.map((log) => ({ ...log, blockTimestamp: undefined }))))
  })

  it('asks for fewer blocks where a node refuses many', async () => {
    const indexer = await expectTruth(
      tamperLogs((logs, { params }) => {
        const [{ fromBlock, toBlock }] = params as [{ fromBlock: string; toBlock: string }]
        return Number(toBlock) - Number(fromBlock) >= 5 ? new Error('query exceeds max block range 5') : logs
      }),
    )
    expect((await indexer.logged('will try again')).reason).to.contain('max block range')
  })

  it('does not believe logs of a block that changed meanwhile', async () => {
    const other = `0x${'5'.repeat(64)}`
    let lies = 1
    const indexer = await expectTruth(
      tamperLogs((logs) => {
        // One of several logs of a block: alone, it would be a block like any other.
        const found = logs.findIndex((log, i) => log.blockNumber === logs[i + 1]?.blockNumber)
        if (found < 0 || lies-- <= 0) return logs
        return logs.map((log, i) => (i === found ? { ...log, blockHash: other } : log))
      }),
    )
    expect((await indexer.logged('will try again')).reason).to.contain('under two hashes')
  })

  it('does not believe a range whose end changed while it was read', async () => {
    let read = false
    let lies = 1
    const indexer = await expectTruth((result, { method }) => {
      if (method === 'eth_getLogs') read = true
      const lie = read && method === 'eth_getBlockByNumber' && result !== null && lies-- > 0
      return lie ? { ...(result as object), hash: `0x${'7'.repeat(64)}` } : result
    })
    expect((await indexer.logged('will try again')).reason).to.match(/block \d+ changed from 0x.* to 0x7+ meanwhile/)
  })

  it('halts when an amount is not what the SDK computes', async () => {
    proxy.tamper = tamperLogs((logs) =>
      logs.map((log) => {
        if (log.topics[0] !== FILL) return log
        // The third word of the data is the size, the fourth the notional.
        const notional = BigInt(`0x${log.data.slice(2 + 3 * 64, 2 + 4 * 64)}`) + 1n
        return {
          ...log,
          data: `${log.data.slice(0, 2 + 3 * 64)}${notional.toString(16).padStart(64, '0')}${log.data.slice(2 + 4 * 64)}`,
        }
      }),
    )
    expect(await start('amount.db').status('HALTED')).to.match(/the notional is \d+ on chain and \d+ by the index/)
  })

  /** The last log of an event that the contract emitted, as the node would send it. */
  async function lastLog(abi: Abi, eventName: string, address: Address): Promise<RpcLog> {
    const [topic] = encodeEventTopics({ abi, eventName }) as [Hex]
    const logs = await connect(devnet.url, new AbortController().signal).logs(0, head, { topics: [topic] })
    return at(
      logs.filter((log) => log.address === address.toLowerCase()),
      -1,
    )
  }

  /** A node that never sends this log. */
  function without({ blockNumber, logIndex }: RpcLog): Tamper {
    return tamperLogs((logs) => logs.filter((log) => log.blockNumber !== blockNumber || log.logIndex !== logIndex))
  }

  it('halts where a deposit or withdrawal was never sent: by the next number, or by what the vault says', async () => {
    for (const name of ['Deposited', 'Withdrawn']) {
      proxy.tamper = without(await lastLog(makerVaultAbi, name, venue.vault))
      const indexer = start(`${name}.db`)
      const reason = new RegExp(
        `vault ${venue.vault} at block ${head}: its \\w+ is \\d+ on chain and \\d+ by the index|the number of the vault's event is`,
      )
      expect(await indexer.status('HALTED'), name).to.match(reason)
      // Restarting does not talk it into going on.
      await indexer.stop('SIGTERM')
      const again = start(`${name}.db`)
      await again.logged('writing halted; what is indexed stays readable')
      expect(await again.status('HALTED'), name).to.match(reason)
    }
  })

  it('halts where one half of the creation of a vault was never sent', async () => {
    proxy.tamper = without(await lastLog(vaultFactoryAbi, 'VaultCreated', venue.factory))
    expect(await start('created.db').status('HALTED')).to.contain(`vault ${venue.second} has no VaultCreated beside it`)
    proxy.tamper = without(await lastLog(exchangeAbi, 'MakerRegistered', venue.exchange))
    expect(await start('registered.db').status('HALTED')).to.contain(
      `vault ${venue.second} has no MakerRegistered beside it`,
    )
  })

  it('goes on with a node that keeps no state, and says so', async () => {
    const indexer = await expectTruth((result, { method, params }) => {
      if (method !== 'eth_call') return result
      const [{ to }] = params as [{ to: string }]
      return to === venue.vault || to === venue.second ? new Error('missing trie node') : result
    })
    await indexer.status('LIVE')
    expect((await indexer.logged('the node cannot tell the state of vaults')).reason).to.contain('missing trie node')
  })

  it('refuses to start when the exchange was there already', async () => {
    const deployed = Number((await lastLog(exchangeAbi, 'RebatesScheduled', venue.exchange)).blockNumber)
    for (const startBlock of [deployed + 1, head, head + 100]) {
      const options = ['--rpc', rpc, '--exchange', venue.exchange, '--start-block', String(startBlock)]
      const { code, stderr } = await runCli('start', ...options, '--db', folder.file('late.db'), '--port', '0')
      expect(code).to.equal(1)
      expect(stderr).to.contain(`error: start block ${startBlock} is too late`)
    }
    const options = ['--rpc', rpc, '--exchange', venue.exchange, '--start-block', String(deployed)]
    const intime = new IndexerProcess('start', [...options, '--db', folder.file('intime.db')])
    running.push(intime)
    await intime.indexed(head)
    await intime.status('LIVE')
  })

  it('halts at the first vault of a factory it does not know', async () => {
    const named = Number((await lastLog(exchangeAbi, 'FactorySet', venue.exchange)).blockNumber)
    // It knows the present alone.
    proxy.tamper = (result, { method, params }) =>
      method === 'eth_call' && params[1] !== 'latest' ? new Error('missing trie node') : result
    const options = ['--rpc', rpc, '--exchange', venue.exchange, '--start-block', String(named + 1)]
    const late = new IndexerProcess('start', [...options, '--db', folder.file('unknown.db')])
    running.push(late)
    expect(await late.status('HALTED')).to.contain("the start block is later than the exchange's deployment")
  })

  it('waits for a node that fails, and says so', async () => {
    let failing = true
    proxy.tamper = (result, { method }) => (failing && method === 'eth_blockNumber' ? new Error('overloaded') : result)
    const indexer = start('down.db')
    // Readers learn what is wrong, but not where the node is: its URL may hold a key.
    expect(await indexer.status('RETRYING'))
      .to.contain('overloaded')
      .and.not.match(/https?:/)
    failing = false
    await indexer.indexed(head)
    await indexer.status('LIVE')
  })

  it('refuses to continue an index on another chain', async () => {
    proxy.tamper = (result, { method }) => (method === 'eth_chainId' ? '0x1' : result)
    const db = folder.file('honest.db')
    const { code, stderr } = await runCli(
      'start',
      '--rpc',
      rpc,
      '--exchange',
      venue.exchange,
      '--start-block',
      '0',
      '--db',
      db,
      '--port',
      '0',
    )
    expect(code).to.equal(1)
    expect(stderr).to.contain(`error: ${db} is an index with chain id 31337, not 1`)
  })

  it('calls a lower head a lagging node, not a reorganisation', async () => {
    let lag = 0
    proxy.tamper = (result, { method, params }) => {
      if (method === 'eth_blockNumber') return `0x${(Number(result) - lag).toString(16)}`
      return method === 'eth_getBlockByNumber' && Number(params[0]) > head - lag ? null : result
    }
    const indexer = start('lag.db')
    await indexer.status('LIVE')
    lag = 7
    expect(await indexer.status('RETRYING')).to.match(/head is block \d+, below block \d+, which is indexed: it lags/)
    lag = 0
    await indexer.status('LIVE')
    expect(digestOf(folder.file('lag.db')).digest).to.equal(truth)
  })

  // These change the chain itself, so they come last.
  it('halts on a reorganisation with both hashes, and goes on answering', async () => {
    const indexer = start('reorg.db')
    await indexer.status('LIVE')
    const before = digestOf(folder.file('reorg.db'))
    const old = await devnet.client.getBlock({ blockNumber: BigInt(head) })
    await devnet.client.reorganise(3)
    const fresh = await devnet.client.getBlock({ blockNumber: BigInt(head) })
    const message = await indexer.status('HALTED')
    expect(message).to.contain(
      `block ${head} was indexed as final with hash ${old.hash} and is ${fresh.hash} on this node now`,
    )
    expect(digestOf(folder.file('reorg.db'))).to.deep.equal(before)
    expect(await indexer.ask('{ vaults { totalCount } }')).to.deep.equal({ vaults: { totalCount: 2 } })
    // Restarting does not talk it into going on.
    await indexer.stop('SIGTERM')
    const again = start('reorg.db')
    await mine(devnet.client)
    expect(await again.status('HALTED')).to.equal(message)
    expect(digestOf(folder.file('reorg.db'))).to.deep.equal(before)
  })

  it('notices a chain that started over, even while that is shorter', async () => {
    const before = start('reset.db')
    await before.status('LIVE')
    await before.stop('SIGTERM')
    const { height } = digestOf(folder.file('reset.db'))
    await devnet.client.rollBack(15)
    for (let i = 0; i < 8; i++) await mine(devnet.client)
    expect(Number(await devnet.client.getBlockNumber())).to.equal(height - 7)
    expect(await start('reset.db').status('HALTED')).to.contain('was indexed as final')
  })
})
