import { exchangeAbi, vaultFactoryAbi } from '@tidemark/sdk/abis'
import {
  type HexBytes,
  type LiveMark,
  QUOTE_TYPES,
  type Quote,
  quoteDomain,
  type RebateBook,
  type Strategy,
  type VaultMarket,
} from '@tidemark/sdk/core'
import { type Abi, type Address, type Hex, parseAbi, zeroAddress, zeroHash } from 'viem'
import type { HDAccount } from 'viem/accounts'
import { callOf, createChain, signerAt, type TestChain } from './chain.ts'
import { approveAll, enrich, openExchange } from './exchange.ts'
import { BAND_BPS, type Feed, MAX_AGE, markAt } from './feed.ts'

export const GUARD_ABI = parseAbi(['function setAllows(bool allows)'])
export const TAKER_FEE_BPS = 7

/** Terms of the market that vaults trade, and of the one that they hedge on. */
const UNITS = [
  { lotSize: 10n ** 16n, tickSize: 100n },
  { lotSize: 5n * 10n ** 15n, tickSize: 30n },
] as const
export const HEDGE_UNITS = UNITS[1]

/** Real contracts on a chain of their own: two markets of two tokens, an owner, takers, and managers with keys. */
export interface VaultVenue {
  readonly chain: TestChain
  readonly exchange: Address
  readonly factory: Address
  readonly base: Address
  readonly quote: Address
  readonly guard: Address
  readonly owner: Address
  readonly taker: Address
  readonly managers: readonly [HDAccount, HDAccount]
  /** A signer who makes the hedging market. */
  readonly dealer: HDAccount
  readonly market: VaultMarket
  readonly feed: Feed
  readonly rebates: RebateBook
  /** The mark that market 1 or 2 has now, by the core. */
  mark(marketId: 1 | 2): LiveMark
  sign(account: HDAccount, quote: Quote): Promise<Hex>
  createVault(params: {
    manager: Address
    shareBps: number
    strategy: Strategy
    base: bigint
    quote: bigint
  }): Promise<Address>
}

/** `hasOracle` of the first market; the one for hedges always has the same feed. */
export async function createVaultVenue(hasOracle: boolean): Promise<VaultVenue> {
  const chain = await createChain()
  const [governor, owner, taker] = chain.accounts
  if (!governor || !owner || !taker) throw new Error('the chain has too few accounts')
  const dealer = signerAt(5)
  const managers = [signerAt(3), signerAt(4)] as const
  const { exchange, rebates, base, quote } = await openExchange(chain, governor)
  const factory = await chain.deploy('VaultFactory.sol/VaultFactory', [exchange])
  const guard = await chain.deploy('mocks/GuardHarness.sol/GuardHarness', [])
  const feed: Feed = {
    address: await chain.deploy('mocks/MockOracle.sol/MockOracle', [8, 10n ** 10n]),
    answer: 10n ** 10n,
    updatedAt: chain.time(),
  }
  await chain.must(callOf(governor, exchange, exchangeAbi as Abi, 'setFactory', [1, factory]))
  for (const [i, units] of UNITS.entries()) {
    const oracle = hasOracle || i === 1 ? feed.address : zeroAddress
    const [oracleBandBps, maxOracleAge] = oracle === zeroAddress ? [0, 0] : [BAND_BPS, Number(MAX_AGE)]
    const terms = { base, quote, ...units, takerFeeBps: TAKER_FEE_BPS, poolFeeShareBps: 0, halted: false }
    const args = [{ ...terms, oracle, oracleBandBps, maxOracleAge }]
    await chain.must(callOf(governor, exchange, exchangeAbi as Abi, 'createMarket', args))
  }
  const traders = [owner, taker, dealer.address]
  await enrich(chain, [base, quote], traders)
  await approveAll(chain, [base, quote], traders, [exchange, factory])
  return {
    ...{ chain, exchange, factory, base, quote, guard, owner, taker, managers, dealer, feed, rebates },
    market: { marketId: 1, ...UNITS[0], hasOracle, bandBps: hasOracle ? BAND_BPS : 0 },
    mark(marketId) {
      if (marketId === 1 && !hasOracle) return undefined
      return markAt(feed, UNITS[marketId - 1] ?? UNITS[0], chain.time())
    },
    sign(account, message) {
      const domain = quoteDomain(31337, exchange)
      return account.signTypedData({ domain, types: QUOTE_TYPES, primaryType: 'Quote', message })
    },
    async createVault({ manager, shareBps, strategy, base: baseAmount, quote: quoteAmount }) {
      const params = {
        marketId: 1,
        manager,
        profitShareBps: shareBps,
        strategy,
        baseAmount,
        quoteAmount,
        salt: zeroHash,
      }
      const events = await chain.must(callOf(owner, factory, vaultFactoryAbi as Abi, 'createVault', [params]))
      const created = events.find(({ eventName }) => eventName === 'VaultCreated')
      if (created === undefined) throw new Error('no vault was created')
      const { vault } = created.args as { vault: HexBytes }
      await approveAll(chain, [base, quote], [owner], [vault])
      return vault
    },
  }
}
