import {
  asksWithin,
  bidsWithin,
  depositToVault,
  fillVault,
  openVault,
  requiredFunds,
  roiWad,
  Side,
  type VaultState,
  withdrawFromVault,
} from '@tidemark/sdk/core'
import { expect } from 'chai'
import fc from 'fast-check'
import { createVenue, type Venue } from './helpers/venue.ts'

/** Steps of the walk; each is a transaction, compared in full before the next. */
const STEPS = Number(process.env.TIDEMARK_PARITY_STEPS ?? 1_000)

type Step =
  | { readonly kind: 'take'; readonly ask: boolean; readonly part: number }
  | { readonly kind: 'deposit'; readonly lots: bigint; readonly quote: bigint }
  | { readonly kind: 'withdraw'; readonly basePart: number; readonly quotePart: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('take'), ask: fc.boolean(), part: fc.integer({ min: 1, max: 1000 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('deposit'),
      lots: fc.bigInt({ min: 0n, max: 500n }),
      quote: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('withdraw'),
      basePart: fc.integer({ min: 0, max: 1000 }),
      quotePart: fc.integer({ min: 0, max: 1000 }),
    }),
  },
)

/** Part of `amount` in thousandths, rounded down. */
const part = (amount: bigint, thousandths: number) => (amount * BigInt(thousandths)) / 1000n

describe('parity: a vault, step by step', function () {
  this.timeout(0)
  let venue: Venue

  before(async () => {
    venue = await createVenue()
  })

  /** The core's next state and the same transaction on chain. */
  async function apply(state: VaultState, next: Step, chain: Venue): Promise<VaultState> {
    if (next.kind === 'take') {
      const side = next.ask ? Side.Ask : Side.Bid
      const most = next.ask ? asksWithin(state.grid, 1n << 63n) : bidsWithin(state.grid, 0n)
      const size = part(most, next.part)
      if (size === 0n) return state
      const fill = fillVault(state, side, size)
      expect(await chain.take(side, size)).to.deep.equal({ notional: fill.notional, fee: fill.fee })
      return fill.state
    }
    if (next.kind === 'deposit') {
      await chain.deposit(next.lots * state.terms.market.lotSize, next.quote)
      return depositToVault(state, next.lots * state.terms.market.lotSize, next.quote).state
    }
    // Only what resting orders can spare, so that the grid stays live for the steps to come.
    const needed = requiredFunds(state)
    const base = part(state.position.lots * state.terms.market.lotSize - needed.base, next.basePart)
    const quote = part(state.quoteHeld - needed.quote, next.quotePart)
    await chain.withdraw(base, quote)
    // Started lots leave the position but stay in the vault: what the core knows as spare shrinks by whole lots.
    return withdrawFromVault(state, base, quote).state
  }

  it(`${STEPS} random steps leave chain and core equal after each`, async () => {
    let state = openVault(venue.terms)
    const funds = requiredFunds(state)
    state = depositToVault(state, funds.base, funds.quote).state
    const seen = { take: 0, deposit: 0, withdraw: 0 }
    for (const next of fc.sample(step, { numRuns: STEPS, seed: 0x7469 })) {
      state = await apply(state, next, venue)
      seen[next.kind]++
      const { position, grid } = state
      expect(await venue.record()).to.deep.equal({
        baseLots: position.lots,
        cost: position.cost,
        realisedPnl: position.realisedPnl,
        contributed: state.contributed,
        trips: position.trips,
        wins: position.wins,
        fills: state.seq,
        cursor: grid.cursor,
        halted: false,
        quoteHeld: state.quoteHeld,
        roi: roiWad(state),
      })
    }
    expect(Math.min(...Object.values(seen))).to.be.greaterThan(STEPS / 50)
    expect(state.position.trips).to.satisfy((trips: bigint) => trips > 0n)
  })
})
