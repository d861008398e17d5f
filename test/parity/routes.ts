import { exchangeAbi } from '@tidemark/sdk/abis'
import {
  bestRoute,
  cursorAt,
  fillGrid,
  funding,
  type Grid,
  GridMode,
  NO_LIMITS,
  type QuoteSource,
  type RoutePlan,
  type RouteSource,
  Side,
  StrategyKind,
  TidemarkError,
  toRoute,
  twoSidedQuote,
} from '@tidemark/sdk/core'
import { expect } from 'chai'
import type { Abi } from 'viem'
import { callOf, signerAt } from './helpers/chain.ts'
import { type Dice, dice } from './helpers/dice.ts'
import { createVaultVenue, TAKER_FEE_BPS, type VaultVenue } from './helpers/vaultVenue.ts'

/** Routes; each is a transaction, compared leg by leg. */
const STEPS = Math.min(Number(process.env.TIDEMARK_PARITY_STEPS ?? 200), 2_000)
const SEED = Number(process.env.TIDEMARK_PARITY_SEED ?? 0x7469)
const NEVER = (1n << 64n) - 1n

/** A book of three vaults, one of each mode, and the quotes of two signers, as the core sees it. */
class Book {
  readonly grids = new Map<`0x${string}`, Grid>()
  quotes: QuoteSource[] = []
  #salt = 0n
  #nonce = 0n
  readonly #venue: VaultVenue
  readonly #roll: Dice

  constructor(venue: VaultVenue, roll: Dice) {
    this.#venue = venue
    this.#roll = roll
  }

  async openVaults(): Promise<void> {
    const { lotSize, tickSize } = this.#venue.market
    const [manager] = this.#venue.managers
    for (const [i, mode] of [GridMode.Adjacent, GridMode.SameLevel, GridMode.OneShot].entries()) {
      const prices = Array.from({ length: 8 }, (_, n) => 9_700n + BigInt(75 * n + 10 * i))
      const cursor = cursorAt(prices, 40n, 10_000n, mode)
      const grid: Grid = { prices, sizePerCell: 40n, cursor, mode }
      const { baseLots, quoteTicks } = funding(grid)
      const address = await this.#venue.createVault({
        manager: manager.address,
        shareBps: 0,
        strategy: {
          kind: StrategyKind.GridTrading,
          limits: NO_LIMITS,
          grid: { mode, sizePerCell: 40n, referencePrice: 10_000n, minStepBps: 0, prices },
        },
        base: baseLots * lotSize,
        quote: quoteTicks * tickSize,
      })
      this.grids.set(address, grid)
    }
  }

  /** Sign until there are eight quotes, some streaming, some at prices of the grids. */
  async replenish(): Promise<void> {
    const owner = signerAt(1)
    while (this.quotes.length < 8) {
      const account = this.#roll.below(2) === 0 ? this.#venue.dealer : owner
      const isStreaming = account !== owner && this.#roll.below(3) === 0
      const size = BigInt(1 + this.#roll.below(60))
      const quote = {
        ...twoSidedQuote({
          maker: account.address,
          marketId: 1,
          mid: BigInt(9_900 + 25 * this.#roll.below(9)),
          spreadBps: this.#roll.below(80),
          bidSize: size,
          askSize: size + 1n,
          expiry: NEVER,
          nonce: isStreaming ? ++this.#nonce : 0n,
        }),
        salt: ++this.#salt,
      }
      this.quotes.push({ quote, signature: await this.#venue.sign(account, quote), remaining: 0n })
    }
  }

  sources(): RouteSource[] {
    return [...[...this.grids].map(([maker, grid]) => ({ maker, grid })), ...this.quotes]
  }

  /** What is left once a plan has executed: quotes that filled at all are thrown away. */
  settle(plan: RoutePlan): void {
    const used = new Set<RouteSource>()
    for (const { source, size } of plan.legs) {
      used.add(source)
      if ('quote' in source) {
        const { maker, nonce } = source.quote
        if (nonce === 0n) continue
        for (const other of this.quotes) {
          if (other.quote.maker === maker && other.quote.nonce > 0n && other.quote.nonce <= nonce) used.add(other)
        }
      } else this.grids.set(source.maker, fillGrid(source.grid, plan.request.side, size).grid)
    }
    this.quotes = this.quotes.filter((source) => !used.has(source))
  }
}

describe('parity: planned routes', function () {
  this.timeout(0)

  it(`${STEPS} plans execute on chain to the lot and the atom`, async () => {
    const venue = await createVaultVenue(false)
    const roll = dice(SEED)
    const book = new Book(venue, roll)
    await book.openVaults()
    const seen = new Map<string, number>()
    for (let step = 0; step < STEPS; step++) {
      await book.replenish()
      const side = roll.below(2) === 0 ? Side.Ask : Side.Bid
      const sources = book.sources().map((source) => {
        if (!('quote' in source)) return source
        return { ...source, remaining: side === Side.Ask ? source.quote.askSize : source.quote.bidSize }
      })
      book.quotes = sources.filter((source): source is QuoteSource => 'quote' in source)
      const exactNotional = roll.below(2) === 0
      const amount = BigInt(1 + roll.below(exactNotional ? 300_000_000 : 300))
      const limitPrice = side === Side.Ask ? 10_250n : 9_800n
      const market = { tickSize: venue.market.tickSize, takerFeeBps: TAKER_FEE_BPS }
      let plan: RoutePlan
      try {
        plan = bestRoute({ market, side, exactNotional, amount, limitPrice, sources })
      } catch (error) {
        if (!(error instanceof TidemarkError)) throw error
        seen.set(error.code, (seen.get(error.code) ?? 0) + 1)
        continue
      }
      const partialFill = roll.below(3) === 0
      const { route, legs } = toRoute(plan, { marketId: 1, recipient: venue.taker, partialFill })
      const take = (changes: object) =>
        callOf(venue.taker, venue.exchange, exchangeAbi as Abi, 'takeRoute', [{ ...route, ...changes }, legs])

      // The plan's own outcome is the worst that its terms accept; a partial route measures the price of what it filled.
      const better = (side === Side.Ask) === exactNotional ? route.limit + 1n : route.limit - 1n
      if (!partialFill) expect(await venue.chain.send(take({ limit: better }))).to.deep.equal({ code: 'LimitExceeded' })
      const events = await venue.chain.must(take({}))
      const fills = events.filter(({ eventName }) => eventName === 'Fill').map(({ args }) => args as Fill)
      expect(fills.map(({ size, notional, fee }) => [size, notional, fee])).to.deep.equal(
        plan.legs.map(({ size, notional, fee }) => [size, notional, fee]),
      )
      book.settle(plan)
      const kind = `${side} ${exactNotional}`
      seen.set(kind, (seen.get(kind) ?? 0) + 1)
      seen.set('legs', (seen.get('legs') ?? 0) + fills.length)
    }
    for (const kind of ['0 false', '0 true', '1 false', '1 true']) {
      expect(seen.get(kind) ?? 0, kind).to.be.greaterThan(STEPS / 20)
    }
    expect(seen.get('legs') ?? 0).to.be.greaterThan(STEPS)
  })
})

interface Fill {
  readonly size: bigint
  readonly notional: bigint
  readonly fee: bigint
}
