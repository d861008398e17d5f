import {
  checkStrategy,
  depositToVault,
  entryPrice,
  fillVault,
  fillVaultQuote,
  GridMode,
  hedgeCostUp,
  hedgeVault,
  type Limits,
  MARK_ONE,
  type MakerVault,
  NO_LIMITS,
  openVault,
  requiredFunds,
  Side,
  type Strategy,
  StrategyKind,
  vaultCreated,
  vaultDeposited,
  vaultGridTaken,
  vaultHedged,
  vaultStrategySet,
  vaultWithdrawn,
  withdrawFromVault,
  ZERO_ADDRESS,
} from '@tidemark/sdk/core'
import { expect } from 'chai'
import { expectThrow } from '../helpers/expectError.ts'

const MANAGER = `0x${'a'.repeat(40)}` as const
const GRID = { mode: GridMode.Adjacent, sizePerCell: 10n, referencePrice: 100n, minStepBps: 0, prices: [100n, 200n] }
const PARAMS = { owner: `0x${'b'.repeat(40)}`, manager: MANAGER, profitShareBps: 2_000, base: 0n, quote: 0n }
const order = { mark: 0n, taker: `0x${'c'.repeat(40)}`, timestamp: 1_000n }
/** Lots of ten base atoms, ticks of two quote atoms. */
const MARKET = { marketId: 1, lotSize: 10n, tickSize: 2n, hasOracle: false, bandBps: 0 }

function vaultOf(limits: Partial<Limits> = {}, market: Partial<typeof MARKET> = {}): MakerVault {
  const strategy = { kind: StrategyKind.GridTrading, limits: { ...NO_LIMITS, ...limits }, grid: GRID }
  return vaultCreated({ ...PARAMS, strategy }, { ...MARKET, ...market }).vault
}
const buys = (vault: MakerVault, size: bigint, more = {}) =>
  vaultGridTaken(vault, { ...order, side: Side.Bid, size, limitPrice: 0n, ...more })

describe('core vault at its edges', () => {
  it('numbers its fills, and gives nothing for less than the price of a lot', () => {
    const vault = vaultOf()
    const bought = buys(vault, 4n)
    expect([bought.size, bought.notional, bought.vault.seq]).to.deep.equal([4n, 800n, 1n])
    const sold = vaultGridTaken(bought.vault, { ...order, side: Side.Ask, size: 4n, limitPrice: 200n })
    expect([sold.vault.seq, sold.vault.base, sold.vault.quote]).to.deep.equal([2n, 0n, 2_800n])
    // A lot brings 200 atoms and costs 400: least and most notional, rounded for the vault.
    expect([1n, 200n, 201n, 2_000n, 2_001n].map((notional) => buys(vault, 99n, { notional }).size)).to.deep.equal([
      ...[1n, 1n, 2n, 10n, 10n],
    ])
    const asks = (notional: bigint) =>
      vaultGridTaken(bought.vault, { ...order, side: Side.Ask, size: 99n, limitPrice: 200n, notional })
    expect([399n, 400n, 1_599n, 1_600n, 9_999n].map((most) => asks(most).size)).to.deep.equal([0n, 1n, 3n, 4n, 4n])
    expect(asks(399n).vault).to.equal(bought.vault)
  })

  it('lets a started lot leave whole, and all that is asked for, to the atom', () => {
    const { vault } = buys(vaultOf(), 4n)
    for (const [base, lots] of [
      [1n, 1n],
      [10n, 1n],
      [11n, 2n],
      [40n, 4n],
    ] as const) {
      const left = vaultWithdrawn(vault, { base, quote: 0n })
      expect([left.lots, left.cost, left.vault.base]).to.deep.equal([lots, lots * 200n, 40n - base])
    }
    expectThrow(() => vaultDeposited(vault, { base: 11n, quote: 0n }, undefined), 'NotWholeLots')
    const mirror = { market: { lotSize: 10n, tickSize: 2n, takerFeeBps: 0 }, ...GRID }
    const opened = depositToVault(openVault(mirror), 40n, 2_000n).state
    for (const [base, lots] of [
      [10n, 1n],
      [11n, 2n],
      [40n, 4n],
      [41n, 4n],
    ] as const) {
      expect(withdrawFromVault(opened, base, 0n).lots).to.equal(lots)
    }
  })

  it('counts fills to 2^32 - 1, and has no peak where no drawdown is limited', () => {
    const last = { ...vaultOf(), seq: 2n ** 32n - 2n }
    expect(buys(last, 1n).vault.seq).to.equal(2n ** 32n - 1n)
    expect(buys(last, 1n).vault).not.to.have.property('peak')
    expectThrow(() => buys({ ...last, seq: 2n ** 32n - 1n }, 1n), 'Overflow', { value: 2n ** 32n, bits: 32 })
  })

  it('forgets its peak when base leaves, and not when only quote does', () => {
    const vault = { ...buys(vaultOf(), 4n).vault, peak: 5n }
    expect(vaultWithdrawn(vault, { base: 0n, quote: 1n }).vault.peak).to.equal(5n)
    expect(vaultWithdrawn(vault, { base: 1n, quote: 0n }).vault).not.to.have.property('peak')
    expect(vaultDeposited(vault, { base: 0n, quote: 1n }, undefined).vault.peak).to.equal(5n)
  })

  it('enters base at the reference price within the range of prices', () => {
    const at = (referencePrice: bigint, minPrice: bigint, maxPrice: bigint, prices: readonly bigint[] = []) =>
      entryPrice({ strategy: { grid: { prices, referencePrice }, limits: { minPrice, maxPrice } } })
    expect([at(5n, 0n, 0n), at(5n, 5n, 5n), at(5n, 6n, 0n), at(5n, 0n, 4n)]).to.deep.equal([5n, 5n, 6n, 4n])
    expect([at(5n, 0n, 0n, [7n, 9n]), at(50n, 0n, 8n, [7n, 9n])]).to.deep.equal([7n, 8n])
  })

  it('counts a rebate as profit of the fill that paid it', () => {
    const terms = { market: { lotSize: 10n, tickSize: 2n, takerFeeBps: 5 }, ...GRID }
    const opened = openVault(terms)
    const { base, quote } = requiredFunds(opened)
    const bought = fillVault(depositToVault(opened, base, quote).state, Side.Bid, 5n, 3n)
    expect([bought.realised, bought.isTrip, bought.state.quoteHeld]).to.deep.equal([3n, false, 1_003n])
    // 5 lots at 400 cost 1,000; 2,000 less 1,000, and 4.
    const sold = fillVault(bought.state, Side.Ask, 5n, 4n)
    expect([sold.realised, sold.isTrip, sold.state.quoteHeld]).to.deep.equal([1_004n, true, 3_007n])
    expect(sold.state.position).to.deep.equal({ lots: 0n, cost: 0n, realisedPnl: 1_007n, trips: 1n, wins: 1n })
    expectThrow(() => fillVaultQuote(sold.state, Side.Bid, 0n, 1n), 'NothingToTake', { size: 0n })
    expect(fillVaultQuote(sold.state, Side.Bid, 1n, 7n).state.position.cost).to.equal(7n)
  })

  it('books the fees of its hedges with what they cost', () => {
    const terms = { market: { lotSize: 10n, tickSize: 2n, takerFeeBps: 5 }, ...GRID }
    const bought = hedgeVault(openVault(terms), true, 2n, 300n, 7n)
    expect([bought.position.cost, bought.quoteHeld]).to.deep.equal([307n, -307n])
    const sold = hedgeVault(bought, false, 2n, 400n, 9n)
    expect([sold.position.realisedPnl, sold.quoteHeld]).to.deep.equal([84n, 84n])
  })

  it('starts both cursors where the reference price is, one-shot; in another mode it has but one', () => {
    const market = { ...MARKET, lotSize: 1n, tickSize: 1n }
    const params = { ...PARAMS, manager: ZERO_ADDRESS, profitShareBps: 0 }
    const strategy = { kind: StrategyKind.GridTrading, limits: NO_LIMITS, grid: { ...GRID, mode: GridMode.OneShot } }
    const { vault, quote } = vaultCreated({ ...params, strategy }, market)
    expect([vault.cursor, vault.bidCursor, quote]).to.deep.equal([10n, 10n, 1_000n])
    const adjacent = vaultStrategySet(vault, { ...strategy, grid: GRID })
    expect([adjacent.cursor, adjacent.bidCursor]).to.deep.equal([10n, 0n])
    const none = { ...GRID, sizePerCell: 0n, prices: [] }
    const quoting = { kind: StrategyKind.Custom, limits: { ...NO_LIMITS, guard: MANAGER }, grid: none }
    const desk = vaultCreated({ ...params, strategy: quoting }, market)
    expect([desk.base, desk.quote, desk.vault.cursor]).to.deep.equal([0n, 0n, 0n])
  })
})

describe('core hedges', () => {
  const LIMITS: Limits = {
    ...NO_LIMITS,
    ...{ deltaRatioBps: 10_000, deltaBand: 50n, hedgeMarketId: 2, hedgeBudget: 1_000n, hedgeCooldown: 60 },
    ...{ minPrice: 1n, maxPrice: 999n, maxOutflow: 99_999n, outflowRefill: 60 },
  }
  const desk = (limits: Partial<Limits> = {}) => {
    const grid = { ...GRID, sizePerCell: 0n, prices: [] }
    const strategy = { kind: StrategyKind.DeltaNeutral, limits: { ...LIMITS, ...limits }, grid }
    return vaultCreated({ ...PARAMS, strategy, quote: 5_000n }, MARKET).vault
  }
  const market = { marketId: 2, lotSize: 10n, tickSize: 2n, mark: 100n * MARK_ONE }
  const buy = { market, bought: true, baseAmount: 20n, quoteAmount: 401n, timestamp: 5n }

  it('wait for the cooldown, but not before the first', () => {
    const { vault, lots, cost } = vaultHedged(desk(), buy)
    expect([lots, cost, vault.events]).to.deep.equal([2n, 1n, desk().events + 1n])
    expectThrow(() => vaultHedged(vault, { ...buy, timestamp: 64n }), 'HedgeTooSoon', { earliest: 65n })
    expect(vaultHedged(vault, { ...buy, timestamp: 65n }).vault.position.lots).to.equal(4n)
  })

  it('are of whole lots, more than none, on the market that the strategy names', () => {
    expectThrow(() => vaultHedged(desk(), { ...buy, baseAmount: 21n }), 'NotWholeLots', {
      baseAmount: 21n,
      lotSize: 10n,
    })
    expectThrow(() => vaultHedged(desk(), { ...buy, baseAmount: 0n }), 'NothingToTake', { size: 0n })
    expectThrow(() => vaultHedged({ ...desk(), halted: true }, buy), 'VaultHalted')
    expectThrow(() => vaultHedged(desk(), { ...buy, market: { ...market, marketId: 1 } }), 'HedgeNotAllowed')
    const never = { hedgeMarketId: 0, hedgeBudget: 0n, hedgeCooldown: 0 }
    expectThrow(() => vaultHedged(desk(never), { ...buy, market: { ...market, marketId: 0 } }), 'HedgeNotAllowed')
  })

  it('are held to the range by the price of a tick, up where they end high and down where low', () => {
    // 2 lots of 2 quote atoms a tick: 401 atoms are 100.25 ticks.
    expect(vaultHedged(desk({ maxPrice: 101n }), buy).lots).to.equal(2n)
    expectThrow(() => vaultHedged(desk({ maxPrice: 100n }), buy), 'PriceOutOfRange', {
      price: 101n,
      min: 1n,
      max: 100n,
    })
    expect(vaultHedged(desk({ minPrice: 100n }), buy).lots).to.equal(2n)
    expectThrow(() => vaultHedged(desk({ minPrice: 101n }), buy), 'PriceOutOfRange', {
      price: 100n,
      min: 101n,
      max: 999n,
    })
    expect(vaultHedged(desk({ maxPrice: 100n }), { ...buy, quoteAmount: 400n }).cost).to.equal(0n)
  })

  it('cost what they are worse than the mark, to the budget and no further', () => {
    const units = { lotSize: 10n, tickSize: 2n }
    const mark = 100n * MARK_ONE + 1n
    const cost = (bought: boolean, quoteAmount: bigint) =>
      hedgeCostUp(units, mark, { bought, baseAmount: 20n, quoteAmount })
    // Worth a trifle more than 400: 400 bought, 401 sold.
    expect([399n, 400n, 401n].map((paid) => cost(true, paid))).to.deep.equal([0n, 0n, 1n])
    expect([400n, 401n, 402n].map((received) => cost(false, received))).to.deep.equal([1n, 0n, 0n])
    expect(vaultHedged(desk({ hedgeBudget: 1n }), buy).cost).to.equal(1n)
    expectThrow(() => vaultHedged(desk({ hedgeBudget: 1n }), { ...buy, quoteAmount: 402n }), 'HedgeTooCostly', {
      cost: 2n,
      available: 1n,
    })
  })

  it('move both tokens, and sell from the position', () => {
    const { vault } = vaultHedged(desk(), buy)
    expect([vault.base, vault.quote, vault.position.cost]).to.deep.equal([20n, 4_599n, 401n])
    const sold = vaultHedged(vault, { ...buy, bought: false, baseAmount: 10n, quoteAmount: 210n, timestamp: 65n })
    // Half of 401 cost, rounded up: 201.
    expect([sold.vault.base, sold.vault.quote, sold.vault.position.realisedPnl]).to.deep.equal([10n, 4_809n, 9n])
  })

  it('are marked on the vault’s own market by the mark of the other', () => {
    const oracle = { ...MARKET, hasOracle: true, bandBps: 100, lotSize: 5n, tickSize: 1n }
    const grid = { ...GRID, sizePerCell: 0n, prices: [] }
    const strategy = { kind: StrategyKind.DeltaNeutral, limits: LIMITS, grid }
    const { vault } = vaultCreated({ ...PARAMS, strategy, quote: 5_000n }, oracle, { mark: 100n * MARK_ONE })
    // 100 ticks of 2 atoms for 10 atoms of base are 100 ticks of 1 for 5; 101 are 1 % off.
    expect(vaultHedged(vault, { ...buy, baseAmount: 5n, quoteAmount: 101n }).lots).to.equal(1n)
    expectThrow(() => vaultHedged(vault, { ...buy, baseAmount: 5n, quoteAmount: 102n }), 'PriceOutOfBand', {
      ...{ price: 102n, mark: 100n * MARK_ONE, bandBps: 100n },
    })
  })
})

describe('core strategy bounds', () => {
  const quoting: Limits = {
    ...NO_LIMITS,
    ...{ minPrice: 1n, maxPrice: 9n, minSpreadBps: 1, maxFillSize: 1n, maxTtl: 1, maxLots: 1n },
    ...{ maxOutflow: 1n, outflowRefill: 60 },
  }
  const NO_GRID = { ...GRID, sizePerCell: 0n, prices: [] }
  const quotes = (limits: Partial<Limits> = {}, grid: Partial<Strategy['grid']> = {}): Strategy => ({
    ...{ kind: StrategyKind.TwoSidedQuotes, limits: { ...quoting, ...limits }, grid: { ...NO_GRID, ...grid } },
  })
  const neutral = (limits: Partial<Limits> = {}): Strategy => ({
    kind: StrategyKind.DeltaNeutral,
    limits: { ...NO_LIMITS, deltaRatioBps: 1, deltaBand: 1n, ...limits },
    grid: GRID,
  })
  const grids = (limits: Partial<Limits> = {}): Strategy => ({
    kind: StrategyKind.GridTrading,
    limits: { ...NO_LIMITS, ...limits },
    grid: GRID,
  })
  const check = (strategy: Strategy, hasOracle = false) => checkStrategy(strategy, { hasOracle })
  const missing = (strategy: Strategy, name: string) => expectThrow(() => check(strategy), 'MissingBound', { name })
  const unused = (strategy: Strategy, name: string) =>
    expectThrow(() => check(strategy), 'UnusedBound', { name, kind: strategy.kind })
  const invalid = (strategy: Strategy, name: string, value: bigint, min: bigint, max: bigint) =>
    expectThrow(() => check(strategy), 'InvalidBound', { name, value, min, max })

  it('are all demanded that a kind needs', () => {
    for (const name of ['minSpreadBps', 'maxFillSize', 'maxTtl', 'maxLots', 'minPrice', 'maxPrice', 'maxOutflow']) {
      missing(quotes({ [name]: NO_LIMITS[name as keyof Limits] }), name)
    }
    missing(neutral({ deltaRatioBps: 0 }), 'deltaRatioBps')
    missing(neutral({ deltaBand: 0n }), 'deltaBand')
    for (const hedgeMarketId of [1, 2]) {
      missing(neutral({ hedgeMarketId }), 'hedgeBudget')
      check(neutral({ hedgeMarketId, hedgeBudget: 1n }))
    }
    missing(
      {
        ...quotes({ guard: MANAGER }, { referencePrice: 0n }),
        kind: StrategyKind.Custom,
        limits: { ...NO_LIMITS, guard: MANAGER },
      },
      'referencePrice',
    )
    check(quotes({ minPrice: 0n, maxPrice: 0n }, { referencePrice: 1n }), true)
  })

  it('are refused where nothing would check them', () => {
    const hedging = { deltaTarget: 1n, hedgeMarketId: 1, hedgeBudget: 1n, hedgeCooldown: 1 }
    for (const [name, value] of Object.entries({ deltaRatioBps: 1, deltaBand: 1n, ...hedging })) {
      unused(grids({ [name]: value }), name)
      unused(quotes({ [name]: value }), name)
    }
    unused(neutral({ hedgeBudget: 1n }), 'hedgeBudget')
    unused(neutral({ hedgeCooldown: 1 }), 'hedgeCooldown')
    unused(grids({ guard: MANAGER }), 'guard')
    unused(grids({ maxTtl: 1 }), 'maxTtl')
    unused(quotes({}, { sizePerCell: 1n }), 'sizePerCell')
    unused(quotes({}, { mode: GridMode.OneShot }), 'mode')
    unused(quotes({}, { minStepBps: 1 }), 'minStepBps')
  })

  it('may be as far as their range, and no further', () => {
    const YEAR = 31_536_000
    check(grids({ minPrice: 9n, maxPrice: 9n }))
    invalid(grids({ minPrice: 10n, maxPrice: 9n }), 'minPrice', 10n, 0n, 9n)
    check(grids({ minPrice: 10n }))
    check(quotes({ minSpreadBps: 10_000, maxTtl: 2_592_000, outflowRefill: YEAR }))
    invalid(quotes({ minSpreadBps: 10_001 }), 'minSpreadBps', 10_001n, 0n, 10_000n)
    invalid(quotes({ maxTtl: 2_592_001 }), 'maxTtl', 2_592_001n, 0n, 2_592_000n)
    invalid(quotes({ outflowRefill: YEAR + 1 }), 'outflowRefill', BigInt(YEAR + 1), 60n, BigInt(YEAR))
    invalid(grids({ outflowRefill: 1 }), 'outflowRefill', 1n, 0n, 0n)
    check(grids({ maxTurnover: 1n, turnoverPeriod: 60 }))
    invalid(grids({ maxTurnover: 1n, turnoverPeriod: 59 }), 'turnoverPeriod', 59n, 60n, BigInt(YEAR))
    for (const sign of [1, -1]) {
      check(neutral({ deltaRatioBps: sign * 1_000_000 }))
      invalid(neutral({ deltaRatioBps: sign * 1_000_001 }), 'deltaRatioBps', 1_000_001n, 0n, 1_000_000n)
    }
    const hedging = { hedgeMarketId: 1, hedgeBudget: 1n }
    check(neutral({ ...hedging, hedgeCooldown: YEAR }))
    invalid(neutral({ ...hedging, hedgeCooldown: YEAR + 1 }), 'hedgeCooldown', BigInt(YEAR + 1), 0n, BigInt(YEAR))
  })
})
