import { exchangeAbi, liquidityPoolAbi, makerVaultAbi, poolFactoryAbi, testTokenAbi } from '@tidemark/sdk/abis'
import { Side } from '@tidemark/sdk/core'
import { expect } from 'chai'
import { type Address, maxUint256, zeroHash } from 'viem'
import { LOCKED } from '../../indexer/src/reducers/poolState.ts'
import { rowAsOf } from '../../indexer/src/store/read/asOf.ts'
import { Known } from '../../indexer/src/store/read/known.ts'
import type { Read } from '../../indexer/src/store/read/read.ts'
import { readVault } from '../../indexer/src/store/read/vault.ts'
import { openForReading } from '../../indexer/src/store/sqlite/open.ts'
import { SqliteReader } from '../../indexer/src/store/sqlite/reader.ts'
import { MARKET } from '../../indexer/src/store/tables/market.ts'
import { POOL, POOL_STATE, PROVIDER } from '../../indexer/src/store/tables/pool.ts'
import { MAKER_PERIOD } from '../../indexer/src/store/tables/trader.ts'
import { type Devnet, startDevnet } from './helpers/devnet.ts'
import { TemporaryFolder } from './helpers/folder.ts'
import { digestOf, IndexerProcess } from './helpers/indexer.ts'
import {
  at,
  createVault,
  deploy,
  deployVenue,
  GRID,
  mine,
  send,
  take,
  type Venue,
  vaultStats,
} from './helpers/venue.ts'

const LAST = 2n ** 64n - 1n
const ANY = {
  minBase: 0n,
  maxBase: maxUint256,
  minQuote: 0n,
  maxQuote: maxUint256,
  minCursor: 0n,
  maxCursor: LAST,
  deadline: LAST,
}

describe('indexer of pools', function () {
  this.timeout(120_000)
  const folder = new TemporaryFolder()
  let devnet: Devnet
  let venue: Venue
  let pool: Address
  let vault: Address
  let founder: Address
  let joiner: Address
  let heir: Address
  let reader: SqliteReader
  let indexer: IndexerProcess
  let head: number

  const now = <T>(what: Read<T>): T => reader.run(what)
  const call = (account: Address, name: 'addLiquidity' | 'removeLiquidity', lp: bigint) =>
    send(devnet.client, account, pool, liquidityPoolAbi, name, [lp, ANY, account])

  before(async () => {
    devnet = await startDevnet()
    venue = await deployVenue(devnet.client)
    const { client, exchange, base, quote, accounts } = venue
    ;[founder, joiner, heir] = [at(accounts, 1), at(accounts, 3), at(accounts, 5)]
    const taker = at(accounts, 2)
    const factory = await deploy(client, at(accounts, 0), 'PoolFactory', poolFactoryAbi, [exchange])
    await send(client, at(accounts, 0), exchange, exchangeAbi, 'setFactory', [2, factory])
    for (const token of [base, quote])
      await send(client, founder, token, testTokenAbi, 'approve', [factory, maxUint256])
    await send(client, at(accounts, 0), exchange, exchangeAbi, 'scheduleFees', [1, 10, 2_000])
    await mine(client)
    const { prices, sizePerCell, referencePrice } = GRID
    const terms = {
      minReferencePrice: 0n,
      maxReferencePrice: LAST,
      deadline: LAST,
      name: 'Pool',
      symbol: 'POOL',
      salt: zeroHash,
    }
    const params = { marketId: 1, operator: founder, prices, sizePerCell, referencePrice, ...terms }
    const predict = { address: factory, abi: poolFactoryAbi, functionName: 'predictPool' } as const
    pool = (await client.readContract({ ...predict, args: [founder, params] })).toLowerCase() as Address
    await send(client, founder, factory, poolFactoryAbi, 'createPool', [params])
    // Traded in the block that it is made in.
    await take(venue, taker, pool, Side.Ask, 1_234n)
    for (const token of [base, quote]) await send(client, joiner, token, testTokenAbi, 'approve', [pool, maxUint256])
    await mine(client)
    vault = (await createVault(venue, founder)).toLowerCase() as Address
    await mine(client)
    await call(joiner, 'addLiquidity', 500_000_000n)
    await take(venue, taker, pool, Side.Bid, 700n)
    await mine(client)
    await send(client, joiner, pool, liquidityPoolAbi, 'transfer', [heir, 123_456_789n])
    await send(client, joiner, quote, testTokenAbi, 'approve', [pool, maxUint256])
    await send(client, joiner, pool, liquidityPoolAbi, 'distributeFees', [5_000_000n])
    await take(venue, taker, vault, Side.Ask, 900n)
    await mine(client)
    await send(client, heir, pool, liquidityPoolAbi, 'removeLiquidityOneToken', [100_000_000n, ANY, true, heir])
    await take(venue, taker, pool, Side.Ask, 2_500n)
    await mine(client)
    await send(client, heir, pool, liquidityPoolAbi, 'claimSetAside', [false, heir])
    await send(client, heir, pool, liquidityPoolAbi, 'claimFees', [heir])
    await call(joiner, 'removeLiquidity', 200_000_000n)
    await send(client, founder, vault, makerVaultAbi, 'deposit', [10n ** 15n, 5n])
    // A month later another rebate period runs, and the fee is another.
    const { timestamp } = await client.getBlock()
    await mine(client, Number(timestamp) + 31 * 86_400)
    await take(venue, taker, pool, Side.Bid, 55n)
    await take(venue, taker, vault, Side.Bid, 400n)
    await mine(client)
    await send(client, founder, pool, liquidityPoolAbi, 'setOperator', [joiner])
    await send(client, founder, exchange, exchangeAbi, 'raiseEpoch', [])
    await mine(client)
    head = Number(await client.getBlockNumber())
    for (let height = 1; height <= head; height++) {
      const { transactions } = await client.getBlock({ blockNumber: BigInt(height) })
      for (const hash of transactions) {
        const { status } = await client.getTransactionReceipt({ hash })
        expect(status, `a transaction of block ${height}`).to.equal('success')
      }
    }
    indexer = start('pool.db')
    await indexer.indexed(head)
    await indexer.status('LIVE')
    reader = new SqliteReader(openForReading(folder.file('pool.db')), 31_337)
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

  it('tells of a pool what the pool tells itself, to the unit, at every block', async () => {
    const { created } = now(rowAsOf(POOL, [pool])) ?? { created: undefined }
    expect(created).not.to.equal(undefined)
    for (let height = created?.height ?? 0; height <= head; height++) {
      const state = await devnet.client.readContract({
        ...{ address: pool, abi: liquidityPoolAbi, functionName: 'state', blockNumber: BigInt(height) },
      })
      const status = now(rowAsOf(POOL_STATE, [pool], height))
      const { cursor, sizePerCell, reserveBase, reserveQuote, supply, fills, events } = status ?? {}
      const ours = { cursor, sizePerCell, reserveBase, reserveQuote, supply, fills, events: BigInt(events ?? -1) }
      expect(ours, `block ${height}`).to.deep.equal(state)
    }
    expect(now(rowAsOf(POOL, [pool], (created?.height ?? 0) - 1))).to.equal(undefined)
    expect(now(rowAsOf(POOL, [pool]))?.operator).to.equal(joiner.toLowerCase())
  })

  it('knows who holds how many units at every block', async () => {
    for (let height = head; height > head - 6; height--) {
      for (const account of [founder, joiner, heir]) {
        const balance = await devnet.client.readContract({
          ...{ address: pool, abi: liquidityPoolAbi, functionName: 'balanceOf', blockNumber: BigInt(height) },
          args: [account],
        })
        const provider = now(rowAsOf(PROVIDER, [pool, account.toLowerCase()], height))
        expect(provider?.lp ?? 0n, `${account} at block ${height}`).to.equal(balance)
      }
    }
    expect(now(rowAsOf(PROVIDER, [pool, LOCKED]))?.lp).to.equal(1_000n)
    const provider = now(rowAsOf(PROVIDER, [pool, heir.toLowerCase()]))
    expect([provider?.baseAside, provider?.quoteAside]).to.deep.equal([0n, 0n])
    expect(provider?.claimed).to.satisfy((claimed: bigint) => claimed > 0n)
  })

  it('says what each provider can claim, as the pool does, at every block', async () => {
    const first = now(rowAsOf(POOL, [pool]))?.created.height ?? 0
    const seen = new Set<bigint>()
    for (let height = first; height <= head; height++) {
      for (const account of [founder, joiner, heir, LOCKED]) {
        const claimable = await devnet.client.readContract({
          ...{ address: pool, abi: liquidityPoolAbi, functionName: 'claimable', blockNumber: BigInt(height) },
          args: [account],
        })
        const query = `{ position(pool: "${pool}", provider: "${account}", at: { block: ${height} }) { claimable } }`
        const { position } = await indexer.ask<{ position: { claimable: string } | null }>(query)
        expect(position?.claimable ?? '0', `${account} at block ${height}`).to.equal(String(claimable))
        seen.add(claimable)
      }
    }
    // Nothing, and what was streamed by the blocks that are days apart.
    expect(seen.size).to.be.above(2)
  })

  it('tells of a vault what it told itself at every block', async () => {
    const first = now(readVault(vault, new Known()))?.created.height ?? 0
    for (let height = first; height <= head; height++) {
      const block = { blockNumber: BigInt(height) }
      const stats = await devnet.client.readContract({
        address: vault,
        abi: makerVaultAbi,
        functionName: 'stats',
        ...block,
      })
      const status = now(readVault(vault, new Known(), height))?.status
      expect(status?.position.lots).to.equal(stats.baseLots)
      expect(status?.position.cost).to.equal(stats.cost)
      expect(status?.position.realisedPnl).to.equal(stats.realisedPnl)
      expect([status?.cursor, status?.fills, BigInt(status?.events ?? -1)]).to.deep.equal([
        stats.cursor,
        stats.fills,
        stats.events,
      ])
    }
    expect(await vaultStats(venue, vault)).to.deep.include({ fills: 2n })
  })

  it('counts volume towards tiers as the exchange does, period by period', async () => {
    const made = await devnet.client.readContract({
      ...{ address: venue.exchange, abi: exchangeAbi, functionName: 'makerVolume' },
      args: [pool, venue.quote],
    })
    const period = await devnet.client.readContract({
      address: venue.exchange,
      abi: exchangeAbi,
      functionName: 'currentPeriod',
    })
    expect(period).to.equal(1)
    const key = [pool, venue.quote.toLowerCase(), period]
    expect(now(rowAsOf(MAKER_PERIOD, key))?.volume ?? 0n).to.equal(made)
    expect(made).to.satisfy((volume: bigint) => volume > 0n)
    expect(now(rowAsOf(MARKET, [1]))).to.deep.include({ poolFeeShareBps: 2_000, nextFees: undefined })
    expect(now(rowAsOf(MARKET, [1]))?.units.takerFeeBps).to.equal(10)
  })

  it('has the same rows from batches of any size', async () => {
    for (const blocks of ['1', '2', '5']) {
      const other = start(`pool-${blocks}.db`, '--batch-blocks', blocks, '--finality', blocks === '2' ? '0' : '3')
      await other.indexed(head)
      expect(digestOf(folder.file(`pool-${blocks}.db`)).digest).to.equal(digestOf(folder.file('pool.db')).digest)
      await other.stop()
    }
  })
})
