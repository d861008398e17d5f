import {
  askTicks,
  checkQuoteCall,
  customStrategy,
  decodeStrategy,
  deltaNeutralStrategy,
  encodeStrategy,
  GridMode,
  gridStrategy,
  quoteStrategy,
  Side,
  StrategyKind,
} from '@tidemark/sdk'
import { expect } from 'chai'
import { expectError } from '../helpers/expectError.ts'
import { deploy, startWorld, type World } from '../helpers/world.ts'

const LOT = 10n ** 16n
const EXPIRY = 4_102_444_800n
const GRID = { prices: [9_000n, 10_000n, 11_000n], sizePerCell: 10n, referencePrice: 9_500n } as const
const BOUNDS = {
  ...{ minPrice: 9_000n, maxPrice: 11_000n, maxFillSize: 50n, maxLots: 2_000n },
  ...{ minSpreadBps: 100, maxTtl: 600, maxOutflow: 100_000_000n, outflowRefill: 3_600 },
} as const

describe('vaults of every strategy', function () {
  this.timeout(30_000)
  let world: World
  let start: `0x${string}`

  before(async () => {
    world = await startWorld()
  })
  beforeEach(async () => {
    start = await world.maker.snapshot()
  })
  afterEach(() => world.maker.revert({ id: start }))
  after(() => world.node.stop())

  /** A vault of 10 base and 1 000 quote, managed by the stranger. */
  async function create(terms: Parameters<World['maker']['createVaultSync']>[0]) {
    const { maker, stranger } = world
    const funded = {
      baseAmount: 1_000n * LOT,
      quoteAmount: 1_000_000_000n,
      manager: stranger.account.address,
      ...terms,
    }
    await maker.approveVaultSync(funded)
    return maker.createVaultSync(funded)
  }

  it('trades a grid of every mode, and keeps it as core packs it', async () => {
    const { maker } = world
    for (const mode of [GridMode.Adjacent, GridMode.SameLevel, GridMode.OneShot]) {
      const strategy = gridStrategy({ ...GRID, mode, maxFillSize: 5n })
      const { packed, cursor } = await maker.checkStrategyTerms({ strategy, marketId: 1 })
      expect(packed).to.equal(encodeStrategy(strategy))
      expect(decodeStrategy(packed)).to.deep.equal(strategy)
      const created = await create({ marketId: 1, strategy, salt: `0x${String(mode).padStart(64, '0')}` })
      expect(created).to.deep.include({ kind: StrategyKind.GridTrading, mode, prices: [...GRID.prices], cursor })
      expect(created.limits.maxFillSize).to.equal(5n)
      expect(await maker.getStrategy({ vault: created.vault })).to.deep.equal(strategy)
    }
  })

  it('reads a grid as core needs it to price the next fill, whatever its mode', async () => {
    const { maker, taker } = world
    // The second cell sells at 11 000, but where cells buy and sell at one price at 10 000.
    const fills = [
      [GridMode.Adjacent, 11_000n, { cursor: 15n }],
      [GridMode.SameLevel, 10_000n, { cursor: 15n }],
      [GridMode.OneShot, 11_000n, { cursor: 15n, bidCursor: 10n }],
    ] as const
    for (const [mode, price, after] of fills) {
      const salt = `0x${String(9 + mode).padStart(64, '0')}` as const
      const { vault } = await create({ marketId: 1, strategy: gridStrategy({ ...GRID, mode }), salt })
      const { referencePrice: _, halted, ...before } = await maker.getVaultGrid({ vault })
      expect(halted).to.equal(false)
      const ticks = askTicks(before, 5n)
      expect(ticks).to.equal(5n * price)
      const { notional } = await taker.takeGridSync({ vault, side: Side.Ask, size: 5n, limitPrice: 11_000n })
      expect(notional).to.equal(ticks * 100n)
      expect(await maker.getVaultGrid({ vault })).to.deep.equal({ ...GRID, mode, ...after, halted: false })
    }
  })

  it('fills quotes that the manager signs for the vault, within its bounds', async () => {
    const { maker, taker, stranger, lens } = world
    const { vault } = await create({ marketId: 1, strategy: quoteStrategy(BOUNDS) })
    const { timestamp } = await taker.getBlock()
    const terms = {
      maker: vault,
      marketId: 1,
      bidPrice: 9_900n,
      bidSize: 20n,
      askPrice: 10_100n,
      askSize: 20n,
    } as const
    const signed = await stranger.signQuote({ ...terms, nonce: 1n, expiry: timestamp + 300n })
    expect(await taker.verifyQuote(signed)).to.equal(true)
    expect(await taker.verifyQuote({ ...signed, quote: { ...signed.quote, bidPrice: 9_901n } })).to.equal(false)
    const byOwner = await maker.signQuote({ ...terms, nonce: 1n, expiry: timestamp + 300n })
    expect(await taker.verifyQuote(byOwner)).to.equal(false)
    const [open] = await taker.getQuoteStatus({ quotes: [signed] })
    expect(open).to.deep.equal({
      ...{ hash: signed.hash, bidLots: 20n, askLots: 20n, bidReason: 'Fillable', askReason: 'Fillable' },
    })
    const fill = await taker.takeQuoteSync({ ...signed, side: Side.Ask, size: 20n })
    // 20 x 10 100 x 100.
    expect([fill.maker, fill.notional]).to.deep.equal([vault, 20_200_000n])
    const [left] = await taker.getQuoteStatus({ quotes: [signed] })
    expect([left?.bidLots, left?.askLots, left?.askReason]).to.deep.equal([20n, 0n, 'Filled'])
    expect(await taker.getQuoteState({ quote: signed.quote })).to.deep.include({ bidLeft: 20n, askLeft: 0n })

    const narrow = { ...signed.quote, askPrice: 9_950n, nonce: 2n }
    await expectError(taker.checkQuote({ quote: narrow, side: Side.Bid, size: 1n }), 'SpreadTooNarrow', {
      ...{ bidPrice: 9_900n, askPrice: 9_950n, minSpreadBps: 100n },
    })
    expect(await taker.checkQuote({ quote: signed.quote, side: Side.Bid, size: 1n })).to.equal(undefined)
    expect(checkQuoteCall({ lens, quote: narrow, side: Side.Bid, size: 1n }).functionName).to.equal('checkStrategy')

    const { managerEpoch } = await stranger.raiseManagerEpochSync({ vault })
    expect(managerEpoch).to.equal(1)
    const [voided] = await taker.getQuoteStatus({ quotes: [signed] })
    expect(voided?.bidReason).to.equal('Epoch')
    const fresh = await stranger.signQuote({ ...terms, nonce: 2n, expiry: timestamp + 300n })
    expect(fresh.quote.epoch).to.equal(1n)
    expect((await taker.takeQuoteSync({ ...fresh, side: Side.Bid, size: 2n })).size).to.equal(2n)
    const { nonce } = await maker.cancelQuotesUpToSync({ maker: vault, marketId: 1, quoteNonce: 9n })
    expect(nonce).to.equal(9n)
    expect((await taker.getHeadroom({ vault })).outflow).to.be.lessThan(100_000_000n)
  })

  it('is created where predicted, of any strategy', async () => {
    const { maker } = world
    const terms = { marketId: 1, strategy: quoteStrategy(BOUNDS) }
    const predicted = await maker.predictVault(terms)
    // Manager, share and amounts are no part of the terms.
    expect((await create(terms)).vault).to.equal(predicted)
    const elsewhere = await maker.predictVault({ ...terms, owner: world.taker.account.address })
    expect(elsewhere).to.not.equal(predicted)
    expect(await maker.predictGridVault({ marketId: 1, ...GRID })).to.equal(
      await maker.predictVault({ marketId: 1, strategy: gridStrategy(GRID) }),
    )
  })

  it('names the bound that a strategy lacks', async () => {
    const { maker } = world
    const { maxTtl: _, ...rest } = BOUNDS
    const missing = await expectError(
      maker.checkStrategyTerms({ strategy: quoteStrategy(rest), marketId: 1 }),
      'MissingBound',
    )
    expect(missing.message).to.contain('maxTtl')
    await expectError(maker.createVault({ marketId: 1, strategy: gridStrategy({ ...GRID, maxTtl: 5 }) }), 'UnusedBound')
    await expectError(
      maker.checkStrategyTerms({ strategy: customStrategy({ ...GRID, guard: maker.account.address }), marketId: 1 }),
      'GuardHasNoCode',
      { guard: maker.account.address },
    )
  })

  it('replaces bounds, moves the grid, and refuses both when something filled meanwhile', async () => {
    const { maker, taker } = world
    const { vault } = await create({ marketId: 1, strategy: gridStrategy(GRID) })
    const expectedState = await maker.getStrategyState({ vault })
    await taker.takeGridSync({ vault, side: Side.Ask, size: 1n, limitPrice: 11_000n })
    const tighter = gridStrategy({ ...GRID, maxFillSize: 3n })
    await expectError(maker.setStrategy({ vault, strategy: tighter, expectedState }), 'UnexpectedState')
    const set = await maker.setStrategySync({
      ...{ vault, strategy: tighter, expectedState: await maker.getStrategyState({ vault }) },
    })
    expect(set).to.deep.include({ halted: false, cursor: 10n })
    expect(set.limits.maxFillSize).to.equal(3n)
    await expectError(taker.takeGrid({ vault, side: Side.Ask, size: 4n, limitPrice: 11_000n }), 'FillTooLarge', {
      ...{ size: 4n, max: 3n },
    })
    const moved = await maker.moveGridSync({ vault, prices: [9_500n, 10_500n, 11_500n], referencePrice: 9_500n })
    expect(moved).to.deep.include({ prices: [9_500n, 10_500n, 11_500n], sizePerCell: 10n, halted: false })
    expect(moved.limits.maxFillSize).to.equal(3n)
    const big = await maker.moveGridSync({ vault, sizePerCell: 10_000n, referencePrice: 10_500n })
    expect(big.halted).to.equal(true)
    await expectError(
      maker.setStrategy({
        ...{ vault, strategy: quoteStrategy(BOUNDS), expectedState: await maker.getStrategyState({ vault }) },
      }),
      'FillSourceFixed',
    )
  })

  it('shares profit with the manager, who claims it', async () => {
    const { maker, taker, stranger, gained } = world
    const terms = { marketId: 1, strategy: gridStrategy({ ...GRID, referencePrice: 11_000n }), profitShareBps: 2_000 }
    const { vault } = await create({ ...terms, baseAmount: 0n })
    expect((await maker.setProfitShareSync({ vault, shareBps: 1_000 })).shareBps).to.equal(1_000)
    // Bought at 10 000 and sold at 11 000: 10 lots x 1 000 x 100 of profit.
    await taker.takeGridSync({ vault, side: Side.Bid, size: 10n, limitPrice: 10_000n })
    await taker.takeGridSync({ vault, side: Side.Ask, size: 10n, limitPrice: 11_000n })
    expect((await taker.crystalliseSync({ vault })).crystallised).to.include({ accrued: 100_000n, setAside: 100_000n })
    expect((await taker.crystalliseSync({ vault })).crystallised).to.equal(undefined)
    expect(await stranger.getOwed({ vault })).to.equal(100_000n)
    expect(await maker.getProfitShare({ vault })).to.deep.equal({
      ...{ shareBps: 1_000, highWaterMark: 1_000_000n, owed: 100_000n, carried: 0n },
    })
    const act = async () => expect((await stranger.claimProfitShareSync({ vault })).amount).to.equal(100_000n)
    expect(await gained(stranger.account.address, act)).to.deep.equal({ base: 0n, quote: 100_000n })
    await expectError(stranger.claimProfitShare({ vault }), 'NothingOwed', { manager: stranger.account.address })
    await expectError(maker.setProfitShare({ vault, shareBps: 5_001 }), 'ProfitShareTooHigh')
  })

  it('asks a guard, and says when it refuses', async () => {
    const { maker, taker } = world
    const guard = '0x00000000000000000000000000000000000c0de3'
    // Returns true; later false.
    await maker.setCode({ address: guard, bytecode: '0x600160005260206000f3' })
    const { vault, limits } = await create({ marketId: 1, strategy: customStrategy({ ...GRID, guard }) })
    expect(limits.guard.toLowerCase()).to.equal(guard)
    const take = { vault, side: Side.Ask, size: 1n, limitPrice: 11_000n } as const
    expect((await taker.takeGridSync(take)).size).to.equal(1n)
    await maker.setCode({ address: guard, bytecode: '0x600060005260206000f3' })
    await expectError(taker.takeGrid(take), 'RefusedByGuard')
  })

  it('keeps delta in its band and hedges on a market with an oracle', async () => {
    const { governor, maker, taker, stranger, base, quote, exchange } = world
    // 100 quote a base, as the book: 10 000 ticks of 100 atoms a lot of 0.01 base.
    const oracle = await deploy(governor, 'mocks/MockOracle.sol/MockOracle', [8, 100n * 10n ** 8n])
    const { marketId: hedgeMarketId, oracle: listed } = await governor.createMarketSync({
      ...{ exchange, base, quote, lotSize: LOT, tickSize: 100n, takerFeeBps: 5 },
      ...{ oracle, oracleBandBps: 1_000, maxOracleAge: 86_400 },
    })
    expect(listed).to.equal(oracle)
    const status = await maker.getMarketStatus({ marketId: hedgeMarketId })
    expect([status.mark, status.maxOracleAge]).to.deep.equal([10_000n << 64n, 86_400])
    const strategy = deltaNeutralStrategy({
      ...GRID,
      ...{ deltaRatioBps: 10_000, deltaTarget: 1_000n, deltaBand: 5n, hedgeMarketId, hedgeBudget: 10_000_000n },
    })
    const { vault } = await create({ marketId: 1, strategy })
    await expectError(taker.takeGrid({ vault, side: Side.Ask, size: 6n, limitPrice: 11_000n }), 'DeltaOutOfBand')
    await taker.takeGridSync({ vault, side: Side.Ask, size: 5n, limitPrice: 11_000n })
    const { quote: ask, signature } = await taker.signQuote({
      ...{ marketId: hedgeMarketId, askPrice: 10_010n, askSize: 5n, expiry: EXPIRY },
    })
    const legs = [{ quote: ask, signature, size: 5n }]
    const route = { vault, marketId: hedgeMarketId, side: Side.Ask, amount: 5n, limit: 10n ** 8n, legs } as const
    await expectError(maker.hedge(route), 'NotManager')
    const { receipt: _, ...hedged } = await stranger.hedgeSync(route)
    // 5 x 10 010 x 100 and 5 bps of it, rounded up; 5 x 10 x 100 above the mark, fee included.
    expect(hedged).to.deep.include({ marketId: hedgeMarketId, bought: true, lots: 5n, notional: 5_005_000n })
    expect([hedged.fee, hedged.cost]).to.deep.equal([2_503n, 7_503n])
    expect((await maker.getHeadroom({ vault })).hedgeCost).to.equal(10_000_000n - 7_503n)
    await expectError(stranger.hedge(route), 'AmountNotFilled', { filled: 0n, amount: 5n })
    const { baseLots } = await maker.getVaultStats({ vault })
    expect(baseLots).to.equal(1_000n)
  })

  it('reads vaults in batches, strangers among them', async () => {
    const { maker, taker } = world
    const { vault } = await create({ marketId: 1, strategy: gridStrategy(GRID) })
    const view = await maker.getVault({ vault })
    expect(view).to.deep.include({ vault, known: true, marketId: 1, pnl: 0n, roi: 0n, winRate: undefined })
    expect([view.baseHeld, view.quoteHeld, view.baseNeeded]).to.deep.equal([1_000n * LOT, 1_000_000_000n, 10n * LOT])
    const [first, second] = await maker.getVaults({ vaults: [vault, taker.account.address] })
    expect(first).to.deep.equal(view)
    expect(second?.known).to.equal(false)
    await expectError(maker.getVault({ vault: taker.account.address }), 'NotSuchMaker')
  })
})
