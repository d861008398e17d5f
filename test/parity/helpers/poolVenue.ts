import { exchangeAbi, poolFactoryAbi, testTokenAbi } from '@tidemark/sdk/abis'
import type { HexBytes, LiveMark, PoolMarket, PoolParams, RebateBook } from '@tidemark/sdk/core'
import { type Abi, type Address, hexToString, maxUint256, zeroAddress, zeroHash } from 'viem'
import { type Call, createChain, type TestChain } from './chain.ts'
import { BAND_BPS, type Feed, MAX_AGE, markAt } from './feed.ts'

export const POOL_FEE_SHARE_BPS = 3_000
export const TAKER_FEE_BPS = 7
const UNITS = { lotSize: 10n ** 12n, tickSize: 3n } as const
const RICH = 10n ** 40n

/** Real contracts on a chain of their own: a market whose pools share fees, providers, an operator and a taker. */
export interface PoolVenue {
  readonly chain: TestChain
  readonly exchange: Address
  readonly base: Address
  readonly quote: Address
  readonly governor: Address
  readonly taker: Address
  /** The first one founds. */
  readonly providers: readonly [Address, Address, Address]
  readonly operators: readonly [Address, Address]
  readonly market: PoolMarket
  readonly feed: Feed | undefined
  readonly rebates: RebateBook
  mark(): LiveMark
  call(from: Address, to: Address, abi: Abi, name: string, args: readonly unknown[]): Call
  createPool(params: PoolParams): Promise<Address>
}

export async function createPoolVenue(hasOracle: boolean): Promise<PoolVenue> {
  const chain = await createChain()
  const [governor, taker, first, second, third, operator, successor] = chain.accounts
  if (!governor || !taker || !first || !second || !third || !operator || !successor) {
    throw new Error('the chain has too few accounts')
  }
  const providers = [first, second, third] as const
  const call = (from: Address, to: Address, abi: Abi, name: string, args: readonly unknown[]) => ({
    ...{ from, to, abi, name, args },
  })
  const thresholds = [200n, 2_000n, 20_000n] as const
  const ratesBps = [0, 1, 2, 3] as const
  const periodLength = 86_400n
  const exchange = await chain.deploy('Exchange.sol/Exchange', [governor, Number(periodLength), thresholds, ratesBps])
  const rebates: RebateBook = { periodLength, periodStart: chain.time(), tiers: { thresholds, ratesBps } }
  const factory = await chain.deploy('PoolFactory.sol/PoolFactory', [exchange])
  const base = await chain.deploy('mocks/TestToken.sol/TestToken', ['Base', 'BASE', 18])
  const quote = await chain.deploy('mocks/TestToken.sol/TestToken', ['Quote', 'USD', 6])
  const answer = 3n * 10n ** 11n
  const feed = hasOracle
    ? { address: await chain.deploy('mocks/MockOracle.sol/MockOracle', [8, answer]), answer, updatedAt: chain.time() }
    : undefined
  await chain.must(call(governor, exchange, exchangeAbi as Abi, 'setFactory', [2, factory]))
  const oracle = feed
    ? { oracle: feed.address, oracleBandBps: BAND_BPS, maxOracleAge: Number(MAX_AGE) }
    : { oracle: zeroAddress, oracleBandBps: 0, maxOracleAge: 0 }
  const fees = { takerFeeBps: TAKER_FEE_BPS, poolFeeShareBps: POOL_FEE_SHARE_BPS, halted: false }
  const market = { base, quote, ...UNITS, ...fees, ...oracle }
  await chain.must(call(governor, exchange, exchangeAbi as Abi, 'createMarket', [market]))
  for (const token of [base, quote]) {
    for (const account of [taker, ...providers]) {
      await chain.must(call(governor, token, testTokenAbi as Abi, 'mint', [account, RICH]))
      for (const spender of [exchange, factory]) {
        await chain.must(call(account, token, testTokenAbi as Abi, 'approve', [spender, maxUint256]))
      }
    }
  }

  return {
    ...{ chain, exchange, base, quote, governor, taker, providers, operators: [operator, successor], feed, rebates },
    market: { marketId: 1, ...UNITS },
    mark: () => feed && markAt(feed, UNITS, chain.time()),
    call,
    async createPool({ name, symbol, ...params }) {
      const text = (bytes: HexBytes) => hexToString(bytes)
      const args = [{ marketId: 1, ...params, name: text(name), symbol: text(symbol), salt: zeroHash }]
      const events = await chain.must(call(first, factory, poolFactoryAbi as Abi, 'createPool', args))
      const created = events.find(({ eventName }) => eventName === 'PoolCreated')
      if (created === undefined) throw new Error('no pool was created')
      const { pool } = created.args as { pool: Address }
      for (const token of [base, quote]) {
        for (const account of [taker, ...providers]) {
          await chain.must(call(account, token, testTokenAbi as Abi, 'approve', [pool, maxUint256]))
        }
      }
      return pool
    },
  }
}
