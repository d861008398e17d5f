import {
  claimOf,
  GridMode,
  type Limits,
  type MakerVault,
  NO_LIMITS,
  type Quote,
  Side,
  StrategyKind,
  vaultCreated,
  vaultCrystallised,
  vaultDeposited,
  vaultEpochRaised,
  vaultGridTaken,
  vaultHalted,
  vaultHedged,
  vaultManagerChanged,
  vaultQuoteTaken,
  vaultRequiredFunds,
  vaultResumed,
  vaultShareClaimed,
  vaultShareSet,
  vaultStrategySet,
  vaultWithdrawn,
  ZERO_ADDRESS,
} from '@tidemark/sdk/core'
import { expect } from 'chai'
import { expectThrow } from '../helpers/expectError.ts'

const MANAGER = `0x${'a'.repeat(40)}`
const MARKET = { marketId: 1, lotSize: 1n, tickSize: 1n, hasOracle: false, bandBps: 0 }
const GRID = { mode: GridMode.Adjacent, sizePerCell: 10n, referencePrice: 100n, minStepBps: 0, prices: [100n, 200n] }
const PARAMS = { owner: `0x${'b'.repeat(40)}`, manager: MANAGER, profitShareBps: 2_000, base: 0n, quote: 0n }
const order = { limitPrice: 0n, mark: 0n, taker: `0x${'c'.repeat(40)}`, timestamp: 1_000n }

/** One cell, all of it bids: 10 lots at 100. */
function gridVault(limits: Partial<Limits> = {}): MakerVault {
  const strategy = { kind: StrategyKind.GridTrading, limits: { ...NO_LIMITS, ...limits }, grid: GRID }
  return vaultCreated({ ...PARAMS, strategy }, MARKET).vault
}
const buys = (vault: MakerVault, size: bigint, more = {}) =>
  vaultGridTaken(vault, { ...order, side: Side.Bid, size, ...more }).vault
const sells = (vault: MakerVault, size: bigint) =>
  vaultGridTaken(vault, { ...order, side: Side.Ask, size, limitPrice: 200n }).vault
/** Bought and sold the whole cell: 1,000 earned. */
const earned = () => sells(buys(gridVault(), 10n), 10n)

describe('core maker vault', () => {
  it('is created with what its grid needs, in three events', () => {
    const vault = gridVault()
    expect(vaultRequiredFunds(vault)).to.deep.equal({ base: 0n, quote: 1_000n })
    expect([vault.quote, vault.contributed, vault.events, vault.cursor]).to.deep.equal([1_000n, 1_000n, 3n, 10n])
  })

  it('shares profit above the mark, and keeps what resting bids need', () => {
    const { vault, accrued, setAside } = vaultCrystallised(earned(), undefined)
    expect([accrued, setAside, vault.owed, vault.highWaterMark]).to.deep.equal([200n, 200n, 200n, 1_000n])
    // Twice is no more.
    expect(vaultCrystallised(vault, undefined).vault).to.equal(vault)
    expectThrow(() => vaultWithdrawn(vault, { base: 0n, quote: 1_801n }), 'OwedToManager', {
      amount: 1_801n,
      available: 1_800n,
    })
    const claimed = vaultShareClaimed(vault, MANAGER)
    expect([claimed.amount, claimed.vault.quote, claimed.vault.owed]).to.deep.equal([200n, 1_800n, 0n])
    expectThrow(() => vaultShareClaimed(claimed.vault, MANAGER), 'NothingOwed')
  })

  it('carries what free quote does not cover', () => {
    const drained = vaultWithdrawn(earned(), { base: 0n, quote: 950n }).vault
    const { vault, setAside } = vaultCrystallised(drained, undefined)
    expect(setAside).to.equal(50n)
    expect(claimOf(vault, MANAGER)).to.deep.equal({ setAside: 50n, carried: 150n })
  })

  it('tells no profit while it holds base without an oracle', () => {
    const held = buys(gridVault(), 4n)
    expect(vaultCrystallised(held, undefined).told).to.equal(false)
    expectThrow(() => vaultShareSet(held, 100, undefined), 'ProfitShareUnsettled')
    expectThrow(() => vaultShareSet(earned(), 5_001, undefined), 'ProfitShareTooHigh', {
      shareBps: 5_001,
      maxBps: 5_000,
    })
    // A dismissed manager is dismissed all the same.
    expect(vaultManagerChanged(held, ZERO_ADDRESS, undefined).manager.epoch).to.equal(1n)
  })

  it('halts what a withdrawal leaves uncovered, until it is paid in again', () => {
    const { vault } = vaultWithdrawn(gridVault(), { base: 0n, quote: 1n })
    expect(vault.halted).to.equal(true)
    expectThrow(() => buys(vault, 1n), 'VaultHalted')
    expectThrow(() => vaultResumed(vault), 'Underfunded', {
      baseHeld: 0n,
      baseNeeded: 0n,
      quoteHeld: 999n,
      quoteNeeded: 1_000n,
    })
    const back = vaultDeposited(vault, { base: 0n, quote: 1n }, undefined).vault
    expect(vaultResumed(back).halted).to.equal(false)
  })

  it('refuses owner and manager as takers', () => {
    expectThrow(() => buys(gridVault(), 1n, { taker: PARAMS.owner }), 'SelfTrade')
    expectThrow(() => buys(gridVault(), 1n, { taker: MANAGER.toUpperCase().replace('0X', '0x') }), 'SelfTrade')
  })

  it('remembers outflow and turnover', () => {
    // 600 quote atoms that come back at 10 a second, and 700 a minute of the clock: 960 to 1019.
    const limits = { maxOutflow: 600n, outflowRefill: 60, maxTurnover: 700n, turnoverPeriod: 60 }
    const vault = buys(gridVault(limits), 4n)
    expectThrow(() => buys(vault, 3n), 'OutflowExceeded', { amount: 300n, available: 200n })
    expect(buys(vault, 3n, { timestamp: 1_010n }).position.lots).to.equal(7n)
    const wide = { ...limits, maxOutflow: 9_000n }
    expectThrow(() => buys(gridVault(wide), 8n), 'TurnoverExceeded', { amount: 800n, available: 700n })
    const spent = buys(gridVault(wide), 7n)
    expectThrow(() => buys(spent, 1n, { timestamp: 1_019n }), 'TurnoverExceeded', { amount: 100n, available: 0n })
    expect(buys(spent, 1n, { timestamp: 1_020n }).position.lots).to.equal(8n)
  })

  it('stops after the fill that fell too far from the peak', () => {
    const market = { ...MARKET, hasOracle: true, bandBps: 10_000 }
    const strategy = { kind: StrategyKind.GridTrading, limits: { ...NO_LIMITS, maxDrawdown: 99n }, grid: GRID }
    const { vault } = vaultCreated({ ...PARAMS, strategy }, market, { mark: 100n << 64n })
    const first = buys(vault, 5n, { mark: 100n << 64n })
    expect([first.halted, first.peak]).to.deep.equal([false, 0n])
    // 10 lots that cost 100 each, marked at 90: 100 below the peak.
    const second = buys(first, 5n, { mark: 90n << 64n })
    expect([second.position.lots, second.halted, second.peak]).to.deep.equal([10n, true, 0n])
    expect(vaultResumed(second).peak).to.equal(undefined)
  })

  it('keeps filling from what it was created with', () => {
    const quoting = {
      kind: StrategyKind.Custom,
      limits: { ...NO_LIMITS, guard: MANAGER as `0x${string}` },
      grid: { ...GRID, sizePerCell: 0n, prices: [] },
    }
    expectThrow(() => vaultStrategySet(gridVault(), quoting), 'FillSourceFixed')
    const strategy = { kind: StrategyKind.GridTrading, limits: NO_LIMITS, grid: { ...GRID, referencePrice: 50n } }
    // All asks now, and no base for them.
    const moved = vaultStrategySet(gridVault(), strategy)
    expect([moved.cursor, moved.halted, moved.events]).to.deep.equal([0n, true, 5n])
  })

  it('fills quotes of its manager, while their epoch lasts and its own quote', () => {
    const limits = { ...NO_LIMITS, guard: MANAGER as `0x${string}` }
    const strategy = { kind: StrategyKind.Custom, limits, grid: { ...GRID, sizePerCell: 0n, prices: [] } }
    const { vault } = vaultCreated({ ...PARAMS, strategy, quote: 250n }, MARKET)
    const quote: Quote = {
      ...{ maker: MANAGER as `0x${string}`, marketId: 1, bidPrice: 100n, bidSize: 9n, askPrice: 110n, askSize: 9n },
      ...{ nonce: 0n, epoch: 0n, expiry: 2_000n, taker: ZERO_ADDRESS, salt: 0n },
    }
    const bid = (size: bigint) => ({ ...order, side: Side.Bid, size, quote, notional: size * 100n, rebate: 1n })
    const { vault: bought } = vaultQuoteTaken(vault, bid(2n))
    expect([bought.base, bought.quote, bought.position.realisedPnl]).to.deep.equal([2n, 51n, 1n])
    expectThrow(() => vaultQuoteTaken(vault, bid(3n)), 'ERC20InsufficientBalance', { balance: 250n, needed: 299n })
    expectThrow(() => vaultQuoteTaken(vaultEpochRaised(vault), bid(1n)), 'ManagerEpochMismatch')
    expectThrow(() => vaultQuoteTaken(vault, { ...bid(1n), isSigned: false }), 'InvalidManagerSignature')
    expectThrow(() => vaultQuoteTaken(vault, { ...bid(1n), guardAllows: false }), 'RefusedByGuard')
    expectThrow(() => vaultQuoteTaken(vaultHalted(vault), bid(1n)), 'VaultHalted')
    expectThrow(() => vaultQuoteTaken(gridVault(), bid(1n)), 'QuotesNotAllowed')
    expectThrow(() => buys(vault, 1n), 'NoGrid')
  })

  it('books the cost of hedges against the oracle to a daily budget', () => {
    const delta = { deltaRatioBps: 10_000, deltaTarget: 0n, deltaBand: 50n }
    const hedging = { hedgeMarketId: 2, hedgeBudget: 30n, hedgeCooldown: 60 }
    const limits = {
      ...NO_LIMITS,
      ...delta,
      ...hedging,
      minPrice: 1n,
      maxPrice: 999n,
      maxOutflow: 9_999n,
      outflowRefill: 60,
    }
    const strategy = { kind: StrategyKind.DeltaNeutral, limits, grid: { ...GRID, sizePerCell: 0n, prices: [] } }
    const { vault } = vaultCreated({ ...PARAMS, strategy, quote: 5_000n }, MARKET)
    const market = { marketId: 2, lotSize: 1n, tickSize: 1n, mark: 100n << 64n }
    const trade = { market, bought: true, baseAmount: 10n, quoteAmount: 1_020n, timestamp: 1_000n }
    const hedged = vaultHedged(vault, trade)
    expect([hedged.cost, hedged.vault.position.cost, hedged.vault.quote]).to.deep.equal([20n, 1_020n, 3_980n])
    expectThrow(() => vaultHedged(hedged.vault, { ...trade, timestamp: 1_059n }), 'HedgeTooSoon', { earliest: 1_060n })
    expectThrow(() => vaultHedged(hedged.vault, { ...trade, timestamp: 1_060n }), 'HedgeTooCostly', {
      cost: 20n,
      available: 10n,
    })
    expectThrow(() => vaultHedged(vault, { ...trade, market: { ...market, marketId: 3 } }), 'HedgeNotAllowed')
    expectThrow(() => vaultHedged(vault, { ...trade, market: { ...market, mark: undefined } }), 'OracleUnavailable')
  })
})
