import { MakerKind, type MarketEvent, multicallCall, Side, scheduleFeesCall } from '@tidemark/sdk'
import { expect } from 'chai'
import { encodeFunctionData } from 'viem'
import { expectError } from '../helpers/expectError.ts'
import { startWorld, type World } from '../helpers/world.ts'

const LOT = 10n ** 16n
const PERIOD = 30 * 86_400
const GRID = { marketId: 1, prices: [9_000n, 10_000n, 11_000n], sizePerCell: 10n, referencePrice: 9_500n } as const

describe('market actions', function () {
  this.timeout(30_000)
  let world: World
  let governor: World['governor']
  let exchange: `0x${string}`
  let start: `0x${string}`

  before(async () => {
    world = await startWorld()
    ;({ governor, exchange } = world)
  })
  beforeEach(async () => {
    start = await world.maker.snapshot()
  })
  afterEach(() => world.maker.revert({ id: start }))
  after(() => world.node.stop())

  const until = async (ready: () => boolean) => {
    while (!ready()) await new Promise((resolve) => setTimeout(resolve, 20))
  }

  it('opens a market on the terms it was given, by the governor alone', async () => {
    const { base, quote, maker } = world
    const units = { base, quote, lotSize: LOT, tickSize: 1n, takerFeeBps: 7 }
    const { receipt: _, ...created } = await governor.createMarketSync({ exchange, ...units, poolFeeShareBps: 1_000 })
    const none = { oracle: '0x0000000000000000000000000000000000000000', oracleBandBps: 0, maxOracleAge: 0 }
    expect(created).to.deep.equal({ marketId: 2, ...units, poolFeeShareBps: 1_000, ...none })
    expect(await maker.getMarketCount()).to.equal(2)
    expect(await maker.getMarketStatus({ marketId: 2 })).to.deep.equal({
      ...{ marketId: 2, ...units, poolFeeShareBps: 1_000, halted: false, ...none, baseDecimals: 18, quoteDecimals: 6 },
      ...{ nextTakerFeeBps: 7, nextPoolFeeShareBps: 1_000, feesFrom: 0, mark: undefined, paysRebates: true },
    })
    await expectError(maker.createMarket(units), 'OwnableUnauthorizedAccount', { account: maker.account.address })
    await expectError(governor.createMarket({ exchange, ...units, quote: base }), 'InvalidMarket')
    await expectError(governor.createMarket({ exchange, ...units, takerFeeBps: 10_000 }), 'FeeTooHigh')
  })

  it('changes fees and rebates from the next period on', async () => {
    const { maker } = world
    const fees = { exchange, marketId: 1, takerFeeBps: 9, poolFeeShareBps: 3_000 }
    const { receipt: _, ...scheduled } = await governor.scheduleFeesSync(fees)
    expect(scheduled).to.deep.equal({ marketId: 1, takerFeeBps: 9, poolFeeShareBps: 3_000, fromPeriod: 1 })
    const { takerFeeBps, nextTakerFeeBps, feesFrom } = await maker.getMarketStatus({ marketId: 1 })
    expect([takerFeeBps, nextTakerFeeBps, feesFrom]).to.deep.equal([5, 9, 1])
    const rebates = { thresholds: [1n, 2n, 3n], ratesBps: [0, 1, 1, 2] } as const
    expect((await governor.scheduleRebatesSync({ exchange, ...rebates })).fromPeriod).to.equal(1)
    expect(await maker.getRebates({ period: 0 })).to.deep.equal({
      ...{ thresholds: [1_000_000n, 10_000_000n, 50_000_000n], ratesBps: [0, 1, 2, 3] },
    })
    expect(await maker.getRebates({ period: 1 })).to.deep.equal(rebates)
    await maker.increaseTime({ seconds: PERIOD })
    await maker.mine({ blocks: 1 })
    expect(await maker.getPeriod()).to.equal(1)
    expect((await maker.getMarket({ marketId: 1 })).takerFeeBps).to.equal(9)
    await expectError(governor.scheduleFees({ ...fees, takerFeeBps: 10_001 }), 'FeeTooHigh')
    await expectError(governor.scheduleRebates({ exchange, ...rebates, ratesBps: [2, 1, 1, 1] }), 'InvalidSchedule')
    const call = scheduleFeesCall(fees)
    await expectError(maker.multicallSync({ target: exchange, calls: [call] }), 'OwnableUnauthorizedAccount')
    expect(multicallCall({ target: exchange, data: [encodeFunctionData(call)] }).args[0]).to.have.length(1)
  })

  it('halts by guardian or governor, resumes by the governor, and hands roles over', async () => {
    const { maker, taker } = world
    await expectError(maker.haltMarket({ marketId: 1 }), 'NotGuardian', { caller: maker.account.address })
    const { guardian } = await governor.setGuardianSync({ exchange, guardian: maker.account.address })
    expect(guardian).to.equal(maker.account.address)
    expect((await maker.haltMarketSync({ marketId: 1 })).by).to.equal(maker.account.address)
    const { quote, signature } = await maker.signQuote({
      ...{ marketId: 1, askPrice: 10_000n, askSize: 1n, expiry: 4_102_444_800n },
    })
    await expectError(taker.takeQuote({ quote, signature, side: Side.Ask, size: 1n }), 'MarketIsHalted', {
      marketId: 1,
    })
    expect((await taker.getQuoteStatus({ quotes: [{ quote, signature }] }))[0]?.askReason).to.equal('MarketHalted')
    await expectError(maker.resumeMarket({ marketId: 1 }), 'OwnableUnauthorizedAccount')
    expect((await governor.resumeMarketSync({ exchange, marketId: 1 })).marketId).to.equal(1)

    await governor.transferGovernorSync({ exchange, governor: maker.account.address })
    await expectError(taker.acceptGovernor(), 'OwnableUnauthorizedAccount')
    expect((await maker.acceptGovernorSync()).newOwner).to.equal(maker.account.address)
    const again = { exchange, kind: MakerKind.Vault, factory: world.vaultFactory }
    await expectError(maker.setFactory(again), 'FactoryAlreadySet', { kind: 1, factory: world.vaultFactory })
  })

  it('collects fees, and tells what a maker earns', async () => {
    const { maker, taker, gained, quote } = world
    const signed = await maker.signQuote({
      ...{ marketId: 1, askPrice: 10_000n, askSize: 500_000n, expiry: 4_102_444_800n },
    })
    await taker.takeQuoteSync({ ...signed, side: Side.Ask, size: 100n })
    // 100 x 10 000 x 100, whose fee of 5 bps is 50 000; below the first threshold nothing of it goes back.
    expect(await maker.getMakerVolume({ quote })).to.equal(100_000_000n)
    const tier = await maker.getTier({ quote })
    expect([tier.tier, tier.rateBps, tier.nextRateBps, tier.toNextTier]).to.deep.equal([
      ...[0, 0, 1, 1_000_000_000_000n - 100_000_000n],
    ])
    const { rebate, afterwards } = await maker.previewRebate({ marketId: 1, notional: 2_000_000_000_000n })
    // A million and 100 quote beyond the first threshold, at 1 bps.
    expect([rebate, afterwards.tier]).to.deep.equal([100_010_000n, 1])
    const act = async () => {
      expect((await governor.collectFeesSync({ exchange, token: quote })).amount).to.equal(50_000n)
    }
    expect(await gained(governor.account.address, act)).to.deep.equal({ base: 0n, quote: 50_000n })
  })

  it('listens for markets, fills, a vault and quotes that are taken back', async () => {
    const { maker, taker, base, quote } = world
    await maker.approveVaultSync(GRID)
    const { vault } = await maker.createGridVaultSync(GRID)
    const seen: string[] = []
    const markets: MarketEvent[] = []
    const stops = [
      maker.watchFills({
        ...{ marketId: 1, maker: vault },
        onEvents: (fills) => seen.push(...fills.map(({ size, side, seq }) => `fill ${side} ${size} ${seq}`)),
      }),
      maker.watchFills({ taker: maker.account.address, onEvents: () => seen.push('never') }),
      maker.watchVault({ vault, onEvents: (events) => seen.push(...events.map(({ eventName }) => eventName)) }),
      maker.watchQuotes({ onEvents: (events) => seen.push(...events.map(({ eventName }) => eventName)) }),
      maker.watchMarkets({ onEvents: (events) => markets.push(...events) }),
    ]
    await new Promise((resolve) => setTimeout(resolve, 200))
    await taker.takeGridSync({ vault, side: Side.Ask, size: 2n, limitPrice: 11_000n })
    await maker.haltVaultSync({ vault })
    await maker.raiseEpochSync()
    await governor.createMarketSync({ exchange, base, quote, lotSize: LOT, tickSize: 1n, takerFeeBps: 0 })
    await until(() => seen.length === 3 && markets.length === 1)
    expect(seen.sort()).to.deep.equal(['EpochRaised', 'Halted', 'fill 1 2 1'])
    const [market] = markets
    expect(market?.eventName === 'MarketCreated' && market.args.marketId).to.equal(2)
    for (const stop of stops) stop()
    await maker.raiseEpochSync()
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(seen).to.have.length(3)
  })

  it('tells who listens that nobody can be heard', async () => {
    const { createClient, http } = await import('viem')
    const { watchFills } = await import('@tidemark/sdk')
    const away = createClient({ transport: http('http://127.0.0.1:1', { retryCount: 0 }), pollingInterval: 20 })
    const code = await new Promise((resolve) => {
      const stop = watchFills(away, {
        onEvents: () => resolve('heard'),
        onError: (error) => {
          stop()
          resolve(error.code)
        },
      })
    })
    expect(code).to.equal('RequestFailed')
  })
})
