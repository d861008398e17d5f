import {
  addLots,
  costOfUp,
  EMPTY_POSITION,
  entryCostUp,
  type Position,
  ratioWadFloor,
  sellLots,
  withdrawLots,
} from '@tidemark/sdk/core'
import { expect } from 'chai'
import fc from 'fast-check'
import { i256, uint } from '../helpers/arbitraries.ts'
import { expectThrow } from '../helpers/expectError.ts'

const WAD = 10n ** 18n

describe('core position', () => {
  it('realises proceeds less average cost', () => {
    // Buy 10 for 1 000 and 30 for 6 000: 175 each. Sell 10 for 3 000.
    const held = addLots(addLots(EMPTY_POSITION, 10n, 1_000n), 30n, 6_000n)
    const sold = sellLots(held, 10n, 3_000n)
    expect([sold.cost, sold.realised]).to.deep.equal([1_750n, 1_250n])
    expect(sold.position).to.deep.equal({ lots: 30n, cost: 5_250n, realisedPnl: 1_250n, trips: 1n, wins: 1n })
    // Sell the rest at a loss.
    const flat = sellLots(sold.position, 30n, 5_000n)
    expect(flat.position).to.deep.equal({ lots: 0n, cost: 0n, realisedPnl: 1_000n, trips: 2n, wins: 1n })
  })

  it('rounds the cost of what is sold up, so profit never overstates', () => {
    const held = addLots(EMPTY_POSITION, 3n, 10n)
    const first = sellLots(held, 1n, 4n)
    // A third of 10 is 3.33.., taken as 4: no profit, no win.
    expect([first.cost, first.realised, first.position.cost, first.position.wins]).to.deep.equal([4n, 0n, 6n, 0n])
  })

  it('asks nothing for no lots, of a position that holds none as well', () => {
    expect(costOfUp(EMPTY_POSITION, 0n)).to.equal(0n)
    expect(costOfUp(addLots(EMPTY_POSITION, 3n, 10n), 0n)).to.equal(0n)
    expectThrow(() => costOfUp(EMPTY_POSITION, 1n), 'InsufficientLots', { held: 0n, size: 1n })
  })

  it('takes withdrawn lots out and realises nothing', () => {
    const held = addLots(EMPTY_POSITION, 3n, 10n)
    const { position, cost } = withdrawLots(held, 2n)
    // Two thirds of 10 are 6.66..: rounded down, so that what stays cost no less than it did.
    expect(cost).to.equal(6n)
    expect(position).to.deep.equal({ lots: 1n, cost: 4n, realisedPnl: 0n, trips: 0n, wins: 0n })
    expect(withdrawLots(EMPTY_POSITION, 0n)).to.deep.equal({ position: EMPTY_POSITION, cost: 0n })
    expectThrow(() => withdrawLots(held, 4n), 'InsufficientLots', { held: 3n, size: 4n })
    expectThrow(() => sellLots(held, 4n, 1n), 'InsufficientLots', { held: 3n, size: 4n })
  })

  it('enters deposits at the average cost rounded up, or at the reference while flat', () => {
    const held = addLots(EMPTY_POSITION, 3n, 10n)
    expect([entryCostUp(held, 2n, 99n), entryCostUp(EMPTY_POSITION, 2n, 99n)]).to.deep.equal([7n, 99n])
  })

  it('keeps to the widths of its storage', () => {
    const full = addLots(EMPTY_POSITION, 2n ** 64n - 1n, 2n ** 112n - 1n)
    expectThrow(() => addLots(full, 1n, 0n), 'CastOverflow', { value: 2n ** 64n, type: 'uint64' })
    expectThrow(() => addLots(full, 0n, 1n), 'CastOverflow', { value: 2n ** 112n, type: 'uint112' })
    expectThrow(() => addLots(full, 2n ** 256n - 1n, 0n), 'Overflow')
    expectThrow(() => sellLots(full, 1n, 2n ** 112n), 'CastOverflow')
    expectThrow(() => sellLots(full, 1n, 2n ** 255n), 'CastOverflow', { value: 2n ** 255n, type: 'int256' })
    expectThrow(() => sellLots({ ...full, cost: 0n, trips: 2n ** 32n - 1n }, 1n, 0n), 'Overflow')
  })

  it('floors ratios of gains and of losses', () => {
    expect([ratioWadFloor(1n, 3n), ratioWadFloor(-1n, 3n), ratioWadFloor(-3n, 3n)]).to.deep.equal([
      333_333_333_333_333_333n,
      -333_333_333_333_333_334n,
      -WAD,
    ])
    expectThrow(() => ratioWadFloor(1n, 0n), 'DivisionByZero')
    fc.assert(
      fc.property(i256, uint(256, 1n), (amount, basis) => {
        fc.pre((amount * WAD) / basis < 2n ** 254n && (amount * WAD) / basis > -(2n ** 254n))
        const ratio = ratioWadFloor(amount, basis)
        expect(ratio * basis <= amount * WAD && (ratio + 1n) * basis > amount * WAD).to.equal(true)
      }),
    )
  })

  const trades = fc.array(
    fc.record({
      isSale: fc.boolean(),
      size: fc.bigInt({ min: 1n, max: 1_000n }),
      money: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    }),
    { maxLength: 60 },
  )

  it('ends flat at a cost of exactly zero, having realised proceeds less what was paid', () => {
    fc.assert(
      fc.property(trades, (list) => {
        let position: Position = EMPTY_POSITION
        let [paid, received] = [0n, 0n]
        const sell = (size: bigint, proceeds: bigint) => {
          position = sellLots(position, size, proceeds).position
          received += proceeds
        }
        for (const { isSale, size, money } of list) {
          if (isSale && position.lots >= size) sell(size, money)
          else if (!isSale) {
            position = addLots(position, size, money)
            paid += money
          }
          // At every moment: what was paid either still is cost or has been realised against.
          expect(position.realisedPnl).to.equal(received - (paid - position.cost))
        }
        if (position.lots > 0n) sell(position.lots, 12_345n)
        expect([position.lots, position.cost]).to.deep.equal([0n, 0n])
        expect(position.realisedPnl).to.equal(received - paid)
        expect(position.wins <= position.trips).to.equal(true)
      }),
    )
  })

  it('never books a sale in parts as more profit than the sale at once', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 2n, max: 1_000n }),
        fc.bigInt({ min: 0n, max: 10n ** 12n }),
        fc.bigInt({ min: 1n, max: 10n ** 6n }),
        (lots, cost, price) => {
          const held = addLots(EMPTY_POSITION, lots + 1n, cost)
          const once = sellLots(held, lots, price * lots)
          const first = sellLots(held, 1n, price)
          const rest = sellLots(first.position, lots - 1n, price * (lots - 1n))
          const difference = once.position.realisedPnl - rest.position.realisedPnl
          expect(difference >= 0n && difference <= 1n).to.equal(true)
        },
      ),
    )
  })
})
