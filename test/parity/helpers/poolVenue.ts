import { exchangeAbi, poolFactoryAbi } from '@tidemark/sdk/abis'
import type { HexBytes, LiveMark, PoolMarket, PoolParams, RebateBook } from '@tidemark/sdk/core'
import { type Abi, type Address, hexToString, zeroAddress, zeroHash } from 'viem'
import { callOf, createChain, type TestChain } from './chain.ts'
import { approveAll, enrich, openExchange } from './exchange.ts'
import { BAND_BPS, type Feed, MAX_AGE, markAt } from './feed.ts'

export const POOL_FEE_SHARE_BPS = 3_000
export const TAKER_FEE_BPS = 7
const UNITS = { lotSize: 10n ** 12n, tickSize: 3n } as const

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
  createPool(params: PoolParams): Promise<Address>
}

export async function createPoolVenue(hasOracle: boolean): Promise<PoolVenue> {
  const chain = await createChain()
  const [governor, taker, first, second, third, operator, successor] = chain.accounts
  if (!governor || !taker || !first || !second || !third || !operator || !successor) {
    throw new Error('the chain has too few accounts')
  }
  const providers = [first, second, third] as const
  const { exchange, rebates, base, quote } = await openExchange(chain, governor)
  const factory = await chain.deploy('PoolFactory.sol/PoolFactory', [exchange])
  const answer = 3n * 10n ** 11n
  const feed = hasOracle
    ? { address: await chain.deploy('mocks/MockOracle.sol/MockOracle', [8, answer]), answer, updatedAt: chain.time() }
    : undefined
  await chain.must(callOf(governor, exchange, exchangeAbi as Abi, 'setFactory', [2, factory]))
  const oracle = feed
    ? { oracle: feed.address, oracleBandBps: BAND_BPS, maxOracleAge: Number(MAX_AGE) }
    : { oracle: zeroAddress, oracleBandBps: 0, maxOracleAge: 0 }
  const fees = { takerFeeBps: TAKER_FEE_BPS, poolFeeShareBps: POOL_FEE_SHARE_BPS, halted: false }
  const market = { base, quote, ...UNITS, ...fees, ...oracle }
  await chain.must(callOf(governor, exchange, exchangeAbi as Abi, 'createMarket', [market]))
  const traders = [taker, ...providers]
  await enrich(chain, [base, quote], traders)
  await approveAll(chain, [base, quote], traders, [exchange, factory])

  return {
    ...{ chain, exchange, base, quote, governor, taker, providers, operators: [operator, successor], feed, rebates },
    market: { marketId: 1, ...UNITS },
    mark: () => feed && markAt(feed, UNITS, chain.time()),
    async createPool({ name, symbol, ...params }) {
      const text = (bytes: HexBytes) => hexToString(bytes)
      const args = [{ marketId: 1, ...params, name: text(name), symbol: text(symbol), salt: zeroHash }]
      const events = await chain.must(callOf(first, factory, poolFactoryAbi as Abi, 'createPool', args))
      const created = events.find(({ eventName }) => eventName === 'PoolCreated')
      if (created === undefined) throw new Error('no pool was created')
      const { pool } = created.args as { pool: Address }
      await approveAll(chain, [base, quote], traders, [pool])
      return pool
    },
  }
}
