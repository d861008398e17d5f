import { offeredLots, Side } from '@tidemark/sdk/core'
import { expect } from 'chai'
import fc from 'fast-check'
import { LadderHeap } from '../../../../sdk/src/core/route/heap.ts'
import type { Ladder } from '../../../../sdk/src/core/route/source.ts'
import { firstWithin, settleTies, type Tie, tieNotional, tiesOf } from '../../../../sdk/src/core/route/ties.ts'
import { quoteSource } from '../../helpers/routeBook.ts'

const ladder = (index: number, price: bigint, lots: bigint, ticks = 0n): Ladder => ({
  ...{ index, price, lots, size: ticks === 0n ? 0n : 1n, ticks, next: () => false },
})

describe('core route ties', () => {
  it('finds the first multiple within a stretch of remainders, as counting does', () => {
    for (let modulus = 1; modulus <= 14; modulus++) {
      for (let step = 0; step < modulus; step++) {
        for (let low = 0; low < modulus; low++) {
          for (let high = low; high < modulus; high++) {
            const isWithin = (x: number) => (x * step) % modulus >= low && (x * step) % modulus <= high
            const counted = Array.from({ length: modulus }, (_, x) => x).find(isWithin)
            expect(firstWithin(step, modulus, low, high), `${step} mod ${modulus}, ${low} to ${high}`).to.equal(counted)
          }
        }
      }
    }
  })

  it('moves lots until no move lowers the fees, and tells what that gained', () => {
    const tie = fc.record({ lots: fc.bigInt(1n, 40n), part: fc.nat(40), ticks: fc.bigInt(0n, 3_000n) })
    const terms = fc.record({ price: fc.bigInt(1n, 9_999n), feeBps: fc.bigInt(1n, 60n) })
    fc.assert(
      fc.property(fc.array(tie, { minLength: 1, maxLength: 4 }), terms, (list, { price, feeBps }) => {
        const value = { lot: price, tickSize: 1n, feeBps }
        const feeOf = (each: Tie) => (tieNotional(each, value) * feeBps + 9_999n) / 10_000n
        const fees = (all: readonly Tie[]) => all.reduce((sum, each) => sum + feeOf(each), 0n)
        const ties = list.map(({ lots, part, ticks }, index) => ({
          ladder: ladder(index, price, lots, ticks),
          taken: BigInt(part) % (lots + 1n),
        }))
        const [before, lots] = [fees(ties), ties.reduce((sum, { taken }) => sum + taken, 0n)]
        expect(before - settleTies(ties, value)).to.equal(fees(ties))
        expect(ties.reduce((sum, { taken }) => sum + taken, 0n)).to.equal(lots)
        for (const from of ties) {
          expect(from.taken >= 0n && from.taken <= from.ladder.lots).to.equal(true)
          for (const to of ties) {
            const room = to.ladder.lots - to.taken
            for (let moved = 1n; from !== to && moved <= from.taken && moved <= room; moved++) {
              const [less, more] = [
                { ...from, taken: from.taken - moved },
                { ...to, taken: to.taken + moved },
              ]
              expect(feeOf(less) + feeOf(more) >= feeOf(from) + feeOf(to)).to.equal(true)
            }
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('puts those first that need no leg of their own, then those that offer most, then the earlier', () => {
    const ladders = [ladder(0, 5n, 3n), ladder(1, 5n, 9n), ladder(2, 5n, 3n, 7n), ladder(3, 5n, 3n)]
    expect(tiesOf(ladders).map((each) => each.ladder.index)).to.deep.equal([2, 1, 0, 3])
  })

  it('come out of the heap together, in the order of sources, at the best price first', () => {
    const entries = fc.array(fc.bigInt(1n, 6n), { maxLength: 12 })
    fc.assert(
      fc.property(entries, entries, fc.constantFrom(Side.Ask, Side.Bid), (first, later, side) => {
        const all = [...first, ...later].map((price, index) => ladder(index, price, 1n))
        const heap = new LadderHeap(side, all.slice(0, first.length))
        for (const each of all.slice(first.length)) heap.push(each)
        const popped: string[] = []
        for (let best = heap.popBest(); best.length > 0; best = heap.popBest()) {
          expect(new Set(best.map(({ price }) => price)).size).to.equal(1)
          popped.push(...best.map(({ index }) => String(index)))
        }
        const better = (a: Ladder, b: Ladder) => Number(side === Side.Ask ? a.price - b.price : b.price - a.price)
        const sorted = all.toSorted((a, b) => better(a, b) || a.index - b.index)
        expect(popped).to.deep.equal(sorted.map(({ index }) => String(index)))
      }),
    )
  })

  it('offers nothing without a price, without lots, or beyond the limit', () => {
    for (const side of [Side.Ask, Side.Bid]) {
      expect(offeredLots(quoteSource(1, 0n, 5n), side, 0n)).to.equal(0n)
      expect(offeredLots(quoteSource(1, 9n, 5n), side, 9n)).to.equal(5n)
      expect(offeredLots(quoteSource(1, 9n, 5n, 1n), side, 9n)).to.equal(1n)
      expect(offeredLots(quoteSource(1, 9n, 5n, 0n), side, 9n)).to.equal(0n)
      expect(offeredLots(quoteSource(1, 9n, 5n), side, side === Side.Ask ? 8n : 10n)).to.equal(0n)
    }
  })
})
