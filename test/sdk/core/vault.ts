import {
  baseHeld,
  depositToVault,
  equityAt,
  fillVault,
  lotsWithin,
  openVault,
  requiredFunds,
  roiWad,
  Side,
  type VaultState,
  withdrawFromVault,
} from '@tidemark/sdk/core'
import { expect } from 'chai'
import fc from 'fast-check'
import { expectThrow } from '../helpers/expectError.ts'

// Cells 9 000-10 000 and 10 000-11 000 of 10 lots; a lot is 0.01 base, a tick 100 quote atoms a lot; 5 bps.
const LOT = 10n ** 16n
const TERMS = {
  market: { lotSize: LOT, tickSize: 100n, takerFeeBps: 5 },
  prices: [9_000n, 10_000n, 11_000n],
  sizePerCell: 10n,
  referencePrice: 9_500n,
} as const

function funded(): VaultState {
  const opened = openVault(TERMS)
  const { base, quote } = requiredFunds(opened)
  return depositToVault(opened, base, quote).state
}

describe('core vault', () => {
  it('needs the base for its asks and the quote for its bids', () => {
    expect(requiredFunds(openVault(TERMS))).to.deep.equal({ base: 10n * LOT, quote: 9_000_000n })
  })

  it('books its funding at the reference price', () => {
    const { position, contributed, quoteHeld } = funded()
    expect([position.lots, position.cost, contributed, quoteHeld]).to.deep.equal([
      10n,
      9_500_000n,
      18_500_000n,
      9_000_000n,
    ])
  })

  it('sells, buys back and has earned the step of the cell', () => {
    const sold = fillVault(funded(), Side.Ask, 10n)
    // 10 lots x 11 000 x 100; fee 5 bps; cost 9 500 000.
    expect([sold.notional, sold.fee, sold.realised, sold.isTrip]).to.deep.equal([11_000_000n, 5_500n, 1_500_000n, true])
    const bought = fillVault(sold.state, Side.Bid, 10n)
    expect([bought.notional, bought.fee, bought.realised, bought.isTrip]).to.deep.equal([
      10_000_000n,
      5_000n,
      0n,
      false,
    ])
    expect(bought.state.quoteHeld - 9_000_000n).to.equal(1_000_000n)
    expect(bought.state.seq).to.equal(2n)
    expect(baseHeld(bought.state)).to.equal(10n * LOT)
  })

  it('rounds the fee up', () => {
    const terms = { ...TERMS, market: { ...TERMS.market, tickSize: 1n } }
    const opened = openVault(terms)
    const state = depositToVault(opened, 10n * LOT, 90_000n).state
    // 11 000 atoms at 5 bps is 5.5.
    expect(fillVault(state, Side.Ask, 1n).fee).to.equal(6n)
  })

  it('offers what rests at a limit', () => {
    const state = funded()
    expect([10_999n, 11_000n].map((limit) => lotsWithin(state, Side.Ask, limit))).to.deep.equal([0n, 10n])
    expect([9_001n, 9_000n].map((limit) => lotsWithin(state, Side.Bid, limit))).to.deep.equal([0n, 10n])
    expectThrow(() => fillVault(state, Side.Ask, 11n), 'InsufficientLiquidity', { available: 10n, size: 11n })
    expectThrow(() => fillVault(state, Side.Ask, 0n), 'NothingToTake', { size: 0n })
    expectThrow(() => fillVault(state, Side.Bid, -5n), 'NothingToTake', { size: -5n })
  })

  it('takes deposits in whole lots and withdrawals in atoms', () => {
    const state = funded()
    expectThrow(() => depositToVault(state, LOT + 1n, 0n), 'NotWholeLots', { baseAmount: LOT + 1n, lotSize: LOT })
    const deposited = depositToVault(state, 2n * LOT, 7n)
    expect([deposited.lots, deposited.cost, deposited.state.contributed]).to.deep.equal([2n, 1_900_000n, 20_400_007n])
    // A started lot leaves whole; the last ones leave with all the cost.
    const withdrawn = withdrawFromVault(deposited.state, LOT + 1n, 5n)
    expect([withdrawn.lots, withdrawn.cost]).to.deep.equal([2n, 1_900_000n])
    const emptied = withdrawFromVault(withdrawn.state, 50n * LOT, 9_000_002n)
    expect([emptied.lots, emptied.cost]).to.deep.equal([10n, 9_500_000n])
    expect([emptied.state.position.cost, emptied.state.quoteHeld]).to.deep.equal([0n, 0n])
  })

  it('marks equity at the last trade, rounded down, and at the reference before the first', () => {
    const state = funded()
    expect(equityAt(state, 0n, 0n)).to.equal(18_500_000n)
    // 10 lots at 1 000 001 / 3 each.
    expect(equityAt(state, 1_000_001n, 3n)).to.equal(9_000_000n + 3_333_336n)
  })

  it('relates profit to what was ever deposited', () => {
    expect(roiWad(openVault(TERMS))).to.equal(undefined)
    const { state } = fillVault(funded(), Side.Ask, 10n)
    // 1.5 of 18.5, floored.
    expect(roiWad(state)).to.equal(81_081_081_081_081_081n)
  })

  it('turns fills, and nothing else, into equity: profit and position explain every atom', () => {
    const moves = fc.array(fc.tuple(fc.boolean(), fc.bigInt({ min: 1n, max: 20n })), { maxLength: 40 })
    fc.assert(
      fc.property(moves, (list) => {
        let state = funded()
        for (const [isAsk, want] of list) {
          const side = isAsk ? Side.Ask : Side.Bid
          const rests = lotsWithin(state, side, isAsk ? 11_000n : 9_000n)
          if (rests === 0n) continue
          state = fillVault(state, side, (want % rests) + 1n).state
          const { quoteHeld, position, contributed } = state
          expect(quoteHeld + position.cost).to.equal(contributed + position.realisedPnl)
          const needed = requiredFunds(state)
          expect(baseHeld(state)).to.equal(needed.base)
          expect(quoteHeld >= needed.quote).to.equal(true)
        }
      }),
    )
  })
})
