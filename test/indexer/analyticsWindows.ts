import { Side } from '@tidemark/sdk/core'
import { expect } from 'chai'
import type { Address } from 'viem'
import { type Contestant, CRITERIA, rankBy, withSamples } from '../../indexer/src/analytics/board.ts'
import type { VaultMetrics, VaultTotals } from '../../indexer/src/analytics/metrics.ts'
import type { Risk } from '../../indexer/src/analytics/risk.ts'
import type { Window } from '../../indexer/src/analytics/windows.ts'
import { type RequestContext, requestContext } from '../../indexer/src/api/context.ts'
import { readBoard } from '../../indexer/src/api/resolvers/board.ts'
import {
  type ChainEvent,
  type Fill,
  MakerKind,
  type MarketCreated,
  type RebatesScheduled,
} from '../../indexer/src/chain/events.ts'
import { LOCKED } from '../../indexer/src/reducers/poolState.ts'
import { Asked } from '../../indexer/src/store/asked.ts'
import { Remembered } from '../../indexer/src/store/read/known.ts'
import { many } from '../../indexer/src/store/read/read.ts'
import type { SqliteReader } from '../../indexer/src/store/sqlite/reader.ts'
import { DAY, OWNER, QUOTER, Script, TAKER, VAULT } from './helpers/events.ts'
import { ask, IDENTITY, indexEvents, indexInto, memoryIndex, skipTo } from './helpers/index.ts'
import { SpyReader } from './helpers/shapes.ts'
import { AT, GRID, LOT, week } from './helpers/story.ts'

const WAD = 10n ** 18n
const NOBODY = `0x${'0'.repeat(40)}` as const
const value = (amount: bigint | number) => ({ value: String(amount), reason: null })
const none = (reason: string) => ({ value: null, reason })

const METRICS = `fromBlock toBlock pnl fills rebates returns
  profit { value reason } unrealisedPnl { value reason } holdProfit { value reason } excessOverHold { value reason }
  expectancy { value reason } averageWin { value reason } averageLoss { value reason } payoff { value reason }
  largestWin { value reason } largestLoss { value reason } kelly { value reason } totalReturn { value reason }
  cagr { value reason } calmar { value reason } sortino { value reason } maxDrawdownSeconds { value reason }`

describe('analytics: what else a vault is judged by', () => {
  const db = memoryIndex()
  before(() => indexEvents(db, week().events))

  const metrics = (args = '') =>
    ask(db, `{ metrics(vault: "${VAULT}"${args}) { ${METRICS} } }`).metrics as Record<string, { value: string }>

  it('profit is what equity made beside flows, and what holding would have made is told apart', () => {
    expect(metrics()).to.deep.include({
      // 360 000 at the end, 190 000 first, 327 000 in and 105 000 out since.
      profit: value(360_000 - 190_000 - 327_000 + 105_000),
      // 25 lots at 80 ticks cost 258 500.
      unrealisedPnl: value(200_000 - 258_500),
      // 30 lots from 109 ticks to 80, less 5 of them from 110 to 80: -87 000 + 15 000.
      holdProfit: value(-72_000),
      excessOverHold: value(20_000),
    })
  })

  it('a fill behind a withdrawal in its block has no say in what the lots were worth', async () => {
    const events = week().events
    const [leave, crash] = events.splice(-2) as [ChainEvent, Fill]
    // Five lots at half of 110 ticks.
    const behind = { ...crash, notional: 27_500n, fee: 14n, at: { ...leave.at, logIndex: leave.at.logIndex + 1 } }
    const index = memoryIndex()
    await indexEvents(index, [...events, leave, behind])
    expect(ask(index, `{ metrics(vault: "${VAULT}") { ${METRICS} } }`).metrics).to.deep.include({
      // 160 000 and 25 lots at 55 ticks at the end.
      profit: value(297_500 - 190_000 - 327_000 + 105_000),
      // 30 lots from 109 ticks to 55, less 5 of them from 110 to 55: -162 000 + 27 500.
      holdProfit: value(-134_500),
      excessOverHold: value(20_000),
    })
  })

  it('lots that come and go before the first fill are priced alike', async () => {
    const script = new Script()
      .market()
      .vault(GRID)
      .deposit(30n * LOT, 0n, 30n, 327_000n)
    script.block(7_200).withdraw(10n * LOT, 0n, 10n, 109_000n)
    script.block(DAY).fill(1n, Side.Bid, 5n, 50_000n, 25n, 0n, { maker: QUOTER, ref: `0x${'9'.repeat(64)}` })
    const index = memoryIndex()
    await indexEvents(index, script.events)
    // 20 lots of the 30 from the reference price of 109 ticks to 100.
    expect(ask(index, `{ metrics(vault: "${VAULT}") { ${METRICS} } }`).metrics).to.deep.include({
      ...{ profit: value(-18_000), holdProfit: value(-18_000), excessOverHold: value(0) },
    })
  })

  it('trips tell what one brings', () => {
    expect(metrics()).to.deep.include({
      expectancy: value(1_600n * WAD),
      averageWin: value(6_600n * WAD),
      averageLoss: value(3_400n * WAD),
      payoff: value((6_600n * WAD) / 3_400n),
      largestWin: value(6_600),
      largestLoss: value(3_400),
      // (6 600 - 3 400) over twice 6 600.
      kelly: value((3_200n * WAD) / 13_200n),
    })
  })

  const trips = async (events: readonly ChainEvent[]) => {
    const index = memoryIndex()
    await indexEvents(index, events)
    return ask(index, `{ metrics(vault: "${VAULT}") { trips wins losses ${METRICS} } }`).metrics
  }

  it('the best and worst trip are of those that were counted: a rebate makes none better', async () => {
    const events = week().events.map((event) =>
      event.kind === 'fill' && event.seq === 3n ? { ...event, rebate: 5_000n } : event,
    )
    expect(await trips(events)).to.deep.include({
      ...{ trips: 2, wins: 1, losses: 1, pnl: '8200' },
      ...{ averageLoss: value(3_400n * WAD), largestLoss: value(3_400), largestWin: value(6_600) },
    })
  })

  it('hedges that sell are trips, the best and worst, too', async () => {
    const hedge = { kind: 'hedged', marketId: 2, fee: 60n, cost: 0n } as const
    const script = new Script()
      .market()
      .vault(GRID)
      .deposit(30n * LOT, 190_000n, 30n, 327_000n)
    script.block(DAY).own({ ...hedge, bought: false, lots: 10n, notional: 120_000n })
    // Ten lots of 10 900 bring 120 000 less 60.
    expect(await trips(script.events)).to.deep.include({
      ...{ trips: 1, wins: 1, averageWin: value(10_940n * WAD) },
      ...{ largestWin: value(10_940), largestLoss: none('NO_LOSSES') },
    })
    // A purchase is none.
    script.own({ ...hedge, bought: true, lots: 1n, notional: 11_000n })
    script.own({ ...hedge, bought: false, lots: 21n, notional: 210_000n })
    // 218 000 and 11 060 were paid for the 21; 210 000 less 60 came back.
    expect(await trips(script.events)).to.deep.include({
      ...{ trips: 2, wins: 1, losses: 1, largestWin: value(10_940), largestLoss: value(229_060 - 209_940) },
    })
  })

  it('returns compound, and what is too short a time is not annualised', () => {
    const { totalReturn, returns, ...rest } = metrics()
    expect(returns).to.equal(7)
    const compound = (490 / 517) * (500 / 490) * (540 / 500) * (360 / 435)
    expect(Number(totalReturn?.value) / 1e18).to.be.closeTo(compound - 1, 1e-9)
    expect(rest.cagr).to.deep.equal(none('PERIOD_TOO_SHORT'))
    expect(rest.calmar).to.deep.equal(none('PERIOD_TOO_SHORT'))
    // Below its peak from the end of day 0 to that of day 5.
    expect(rest.maxDrawdownSeconds).to.deep.equal(value(5 * DAY))
    const mean = (-27 / 517 + 10 / 490 + 40 / 500 - 75 / 435) / 7
    const below = Math.sqrt(((27 / 517) ** 2 + (75 / 435) ** 2) / 7)
    expect(Number(rest.sortino?.value) / 1e18).to.be.closeTo((mean / below) * Math.sqrt(365), 1e-9)
  })

  it('windows end with a block and hold what is younger than their length', () => {
    // The last block is at 6 days and 86 399 seconds: a day before it, the withdrawal was the last that had happened.
    expect(metrics(', window: H24')).to.deep.include({ fromBlock: AT.crash, toBlock: AT.crash, profit: value(-75_000) })
    expect(metrics(', window: D7')).to.deep.include({ fromBlock: 0, toBlock: AT.crash })
    expect(metrics(`, window: H24, at: { block: ${AT.leave} }`)).to.deep.include({
      fromBlock: AT.win,
      toBlock: AT.leave,
      pnl: '6600',
      fills: 1,
      largestLoss: none('NO_LOSSES'),
    })
    expect(metrics(`, at: { block: ${AT.secondBuy} }`)).to.deep.include({ fromBlock: 0, pnl: '0', fills: 2 })
    expect(() => metrics(', window: H24, fromBlock: 1')).to.throw('fromBlock and toBlock exclude window and at')
  })

  it('windows move with time, whether anything happens or not', async () => {
    const quiet = memoryIndex()
    await indexEvents(quiet, week().events)
    await skipTo(quiet, AT.crash + 3, 40 * DAY)
    const answer = ask(quiet, `{ metrics(vault: "${VAULT}", window: D30) { fills pnl } }`).metrics
    expect(answer).to.deep.equal({ fills: 0, pnl: '0' })
  })
})

describe('analytics: traders', () => {
  const db = memoryIndex()
  before(() => indexEvents(db, week().events))

  const trader = (address: string, args = '') =>
    ask(
      db,
      `{ traderMetrics(market: 1, address: "${address}"${args}) { makerFills takerFills makerVolume takerVolume feesPaid
        netLots netCash profit { value reason } makerShare { value reason } } }`,
    ).traderMetrics

  it('are judged by what they hold and paid, at the last price', () => {
    expect(trader(TAKER)).to.deep.equal({
      makerFills: 0,
      takerFills: 5,
      makerVolume: '0',
      takerVolume: '440000',
      feesPaid: '220',
      // Sold 10, 10 and 5, bought 10 and 10.
      netLots: '-5',
      // 100 000 + 90 000 + 40 000 in, 100 000 + 110 000 out, 220 in fees.
      netCash: '19780',
      // Five lots short at 80 ticks of 100.
      profit: value(19_780 - 40_000),
      makerShare: value(0),
    })
    expect(trader(QUOTER)).to.deep.include({ makerFills: 1, netLots: '5', netCash: '-40000', profit: value(0) })
    // Short 5 before, worth 55 000 at 110 ticks, 40 000 more for the five of the day, and short 10 at 80 at its end.
    expect(trader(TAKER, ', window: H24')).to.deep.include({ netCash: '39980', netLots: '-5', profit: value(-20) })
    expect(trader(VAULT.replace('1a', '99'))).to.equal(null)
  })
})

describe('analytics: the exchange', () => {
  const db = memoryIndex()
  const events = week().events
  const at = { height: AT.created, logIndex: 99, txHash: `0x${'ab'.repeat(32)}` as const, timestamp: 3_600 }
  const terms = { thresholds: [1_000n, 2_000n, 10_000n], ratesBps: [0, 1, 2, 3], fromPeriod: 0 }
  const scheduled = { kind: 'rebates-scheduled', at, ...terms } as unknown as RebatesScheduled
  before(async () => {
    const first = events.filter(({ at: { height } }) => height === AT.created)
    await indexEvents(db, [...first, scheduled, ...events.slice(first.length)])
    db.db.exec(`INSERT INTO token SELECT chain_id, quote, 'Q', 2 FROM market`)
  })

  const QUOTE = '0x000000000000000000000000000000000000000c'

  it('adds up by quote token', () => {
    const protocol = (args: string) =>
      ask(db, `{ protocol${args} { markets vaults pools fills quotes { quote { symbol } volume fees } } }`).protocol
    const made = { markets: 1, vaults: 1, pools: 0 }
    expect(protocol('')).to.deep.equal({
      ...{ ...made, fills: 5 },
      quotes: [{ quote: { symbol: 'Q' }, volume: '440000', fees: '220' }],
    })
    expect(protocol('(window: H24)')).to.deep.include({ ...made, fills: 1 })
  })

  it('tells the tiers of a period', () => {
    const answer = ask(db, `{ tiers(quote: "${QUOTE}") { period tiers { name rateBps from makers } } }`).tiers
    // The vault made 400 000 atoms, 4 000 tokens; the quoter 400.
    expect(answer).to.deep.equal({
      period: 0,
      tiers: [
        { name: 'Bronze', rateBps: 0, from: '0', makers: 1 },
        { name: 'Silver', rateBps: 1, from: '100000', makers: 0 },
        { name: 'Gold', rateBps: 2, from: '200000', makers: 1 },
        { name: 'Platinum', rateBps: 3, from: '1000000', makers: 0 },
      ],
    })
    const most = ask(
      db,
      `{ makerPeriods(orderBy: VOLUME, orderDirection: DESC, where: { period: 0, quote: "${QUOTE}" }) {
        edges { node { maker volume tierName } } } }`,
    ).makerPeriods
    expect(most).to.deep.equal({
      edges: [
        { node: { maker: VAULT, volume: '400000', tierName: 'Gold' } },
        { node: { maker: QUOTER, volume: '40000', tierName: 'Bronze' } },
      ],
    })
    const reader = new SpyReader(db.db, IDENTITY.chainId)
    ask({ reader }, '{ makerPeriods { edges { node { tierName } } } }')
    // Of both of them.
    expect(reader.seen.filter(({ sql }) => /rebates-scheduled|FROM token/.test(sql))).to.have.length(2)
  })

  it('tells who offers how much close to the price', () => {
    const depth = (bps: number) =>
      ask(
        db,
        `{ depth(market: 1, bps: ${bps}, at: { block: ${AT.win} }) {
        price bidLots bidNotional askLots makers { maker kind bidLots } isComplete } }`,
      ).depth
    // At 110 ticks all lots are sold: 10 are bid for at 100, 10 at 90.
    expect(depth(1_000)).to.deep.equal({
      ...{ price: '110', bidLots: '10', bidNotional: '100000', askLots: '0', isComplete: true },
      makers: [{ maker: VAULT, kind: 'VAULT', bidLots: '10' }],
    })
    expect(depth(2_000)).to.deep.include({ bidLots: '20', bidNotional: '190000' })
    expect(depth(100)).to.deep.include({ bidLots: '0', makers: [] })
  })
})

describe('analytics: pools', () => {
  const db = memoryIndex()
  const POOL = '0x00000000000000000000000000000000000000aa'
  const at = (height: number, logIndex: number, timestamp: number) => {
    return { height, logIndex, timestamp, txHash: `0x${'ab'.repeat(32)}` } as const
  }
  const [market] = week().events as [MarketCreated]
  // A thousand lots bid at each of 90 and 100 ticks of 100: one unit per quote atom, of which 1 000 are locked.
  const terms = { prices: [90n, 100n, 110n], sizePerCell: 1_000n, referencePrice: 109n, cursor: 2_000n }
  const fill = { kind: 'fill', marketId: 1, maker: POOL, taker: TAKER, size: 1_000n, rebate: 0n } as const
  const ref = (cursor: number) => `0x${cursor.toString(16).padStart(64, '0')}` as const
  const ids = { marketId: 1, pool: POOL, founder: OWNER, operator: OWNER } as const
  const events: ChainEvent[] = [
    // Half of the fee is the pool's.
    { ...market, poolFeeShareBps: 5_000, at: at(1, 0, 100) },
    { kind: 'maker-registered', maker: POOL, marketId: 1, makerKind: MakerKind.Pool, at: at(1, 1, 100) },
    { kind: 'pool-created', ...ids, ...terms, base: 0n, quote: 19_000_000n, lp: 18_999_000n, at: at(1, 2, 100) },
    { kind: 'transfer', pool: POOL, from: NOBODY, to: LOCKED, amount: 1_000n, at: at(1, 3, 100) },
    { kind: 'transfer', pool: POOL, from: NOBODY, to: OWNER, amount: 18_999_000n, at: at(1, 4, 100) },
    { kind: 'transfer', pool: POOL, from: OWNER, to: QUOTER, amount: 4_750_000n, at: at(1, 5, 100) },
    { ...fill, seq: 1n, side: Side.Bid, notional: 10_000_000n, fee: 5_000n, ref: ref(2_000), at: at(2, 0, DAY) },
    { ...fill, seq: 2n, side: Side.Ask, notional: 11_000_000n, fee: 5_500n, ref: ref(1_000), at: at(3, 0, 3 * DAY) },
  ]
  before(() => indexEvents(db, events))

  it('begin at the price that their market had before them', async () => {
    const younger = memoryIndex()
    const lotSize = market.lotSize
    const halfSold = { ...terms, referencePrice: 95n, cursor: 1_000n }
    const funds = { base: 1_000n * lotSize, quote: 9_000_000n, lp: 18_499_000n }
    await indexEvents(younger, [
      { ...market, poolFeeShareBps: 5_000, at: at(1, 0, 100) },
      {
        ...fill,
        maker: QUOTER,
        seq: 1n,
        side: Side.Ask,
        notional: 10_000_000n,
        fee: 5_000n,
        ref: ref(7),
        at: at(2, 0, DAY),
      },
      { kind: 'maker-registered', maker: POOL, marketId: 1, makerKind: MakerKind.Pool, at: at(3, 1, 3 * DAY) },
      { kind: 'pool-created', ...ids, ...halfSold, ...funds, at: at(3, 2, 3 * DAY) },
      { kind: 'transfer', pool: POOL, from: NOBODY, to: LOCKED, amount: 1_000n, at: at(3, 3, 3 * DAY) },
      { kind: 'transfer', pool: POOL, from: NOBODY, to: OWNER, amount: 18_499_000n, at: at(3, 4, 3 * DAY) },
      { kind: 'transfer', pool: POOL, from: OWNER, to: QUOTER, amount: 1n, at: at(4, 0, 6 * DAY) },
    ])
    // 9 000 000 and a thousand lots at 100 ticks of 100, whatever the reference price.
    const { poolEquityCurve } = ask(younger, `{ poolEquityCurve(pool: "${POOL}") { timestamp equity } }`)
    expect(poolEquityCurve).to.deep.equal([
      { timestamp: 3 * DAY, equity: '19000000' },
      { timestamp: 4 * DAY, equity: '19000000' },
      { timestamp: 7 * DAY, equity: '19000000' },
    ])
  })

  it('are judged by what a unit is worth, and by the fees beside it', () => {
    const metrics = (window: string) =>
      ask(
        db,
        `{ poolMetrics(pool: "${POOL}", window: ${window}) { fills makerVolume takerFees poolFees
          valueStart { value reason } valueEnd { value reason } unitReturn { value reason } feeYield { value reason } } }`,
      ).poolMetrics
    expect(metrics('ALL')).to.deep.equal({
      ...{ fills: 2, makerVolume: '21000000', takerFees: '10500', poolFees: String(2_500 + 2_750) },
      valueStart: none('NO_DATA'),
      valueEnd: value(20_000_000),
      unitReturn: none('NO_DATA'),
      feeYield: value((5_250n * WAD) / 20_000_000n),
    })
    // 9 000 000 and a thousand lots at 100 ticks of 100 before, 20 000 000 after.
    expect(metrics('H24')).to.deep.include({
      ...{ fills: 1, poolFees: '2750' },
      valueStart: value(19_000_000),
      unitReturn: value((1_000_000n * WAD) / 19_000_000n),
    })
  })

  it('are worth what their reference price says until their market has one', async () => {
    const idle = memoryIndex()
    const funds = { base: 1_000n * market.lotSize, quote: 9_000_000n, lp: 18_499_000n }
    const [, registered] = events as [ChainEvent, ChainEvent]
    await indexEvents(idle, [
      ...[{ ...market, at: at(1, 0, 100) }, registered],
      { kind: 'pool-created', ...ids, ...terms, referencePrice: 95n, cursor: 1_000n, ...funds, at: at(1, 2, 100) },
      { kind: 'transfer', pool: POOL, from: NOBODY, to: OWNER, amount: 18_499_000n, at: at(1, 3, 100) },
    ])
    // 9 000 000 and a thousand lots at 95 ticks of 100.
    const worth = 18_500_000
    expect(
      ask(
        idle,
        `{ pool(address: "${POOL}") { value } poolEquityCurve(pool: "${POOL}") { equity }
          poolMetrics(pool: "${POOL}") { valueStart { value reason } valueEnd { value reason } feeYield { value reason } } }`,
      ),
    ).to.deep.equal({
      pool: { value: String(worth) },
      poolEquityCurve: [{ equity: String(worth) }, { equity: String(worth) }],
      poolMetrics: { valueStart: none('NO_DATA'), valueEnd: value(worth), feeYield: value(0) },
    })
  })

  it('have their curve read when something of it is asked for', () => {
    const reader = new SpyReader(db.db, IDENTITY.chainId)
    const days = (fields: string) => {
      ask({ reader }, `{ poolMetrics(pool: "${POOL}") { ${fields} } }`)
      return reader.seen.splice(0).filter(({ sql }) => sql.includes('FROM pool_day')).length
    }
    expect(days('fills poolFees valueEnd { value }')).to.equal(0)
    expect(days('profit { value } sharpe { value } excessOverHold { value }')).to.equal(1)
  })

  it('have a curve of all that their providers have, waiting fees included', () => {
    const points = (args: string) => {
      const { poolEquityCurve } = ask(db, `{ poolEquityCurve(pool: "${POOL}"${args}) { timestamp equity netFlow } }`)
      return (poolEquityCurve as { timestamp: number; equity: string; netFlow: string }[]).map((point) => [
        ...[point.timestamp, Number(point.equity), Number(point.netFlow)],
      ])
    }
    // A thousand lots and 9 000 000 after the purchase, 20 000 000 after the sale; 2 500 and 2 750 of the fees wait.
    expect(points('')).to.deep.equal([
      [100, 19_000_000, 0],
      [DAY, 19_000_000, 0],
      [2 * DAY, 19_002_500, 0],
      [4 * DAY, 20_005_250, 0],
    ])
    expect(points(', window: H24')).to.deep.equal([
      [3 * DAY, 19_002_500, 0],
      [4 * DAY, 20_005_250, 0],
    ])
    expect(points(', at: { block: 2 }').at(-1)).to.deep.equal([2 * DAY, 19_002_500, 0])
    const metrics = ask(
      db,
      `{ poolMetrics(pool: "${POOL}") { netFlow returns profit { value reason } totalReturn { value reason } cagr { value reason }
        maxDrawdown { value reason } recoveryFactor { value reason } quoteUptime { value reason } tightUptime { value reason }
        markouts { seconds gain volume } } }`,
    ).poolMetrics
    const judged = { gain: '1000000', volume: '10000000' }
    expect(metrics).to.deep.equal({
      ...{
        netFlow: '19000000',
        returns: 4,
        profit: value(1_005_250),
        totalReturn: value((1_005_250n * WAD) / 19_000_000n),
      },
      ...{ cagr: none('PERIOD_TOO_SHORT'), maxDrawdown: value(0), recoveryFactor: none('NO_DRAWDOWN') },
      // All bids until the purchase, both sides until the sale; 90 and 110 are far apart.
      quoteUptime: value((2n * BigInt(DAY) * WAD) / (3n * BigInt(DAY) - 100n)),
      tightUptime: value(0),
      markouts: [60, 300, 3_600].map((seconds) => ({ seconds, ...judged })),
    })
  })

  it('are compared with holding what was put in', async () => {
    const held = (index: typeof db, args = '') =>
      ask(
        index,
        `{ poolMetrics(pool: "${POOL}"${args}) { netFlow profit { value reason } holdProfit { value reason }
          excessOverHold { value reason } } }`,
      ).poolMetrics
    // All of it was quote.
    expect(held(db)).to.deep.include({ holdProfit: value(0), excessOverHold: value(1_005_250) })
    // On the last day a thousand lots rose by 1 000; 2 750 of fees came beside.
    expect(held(db, ', window: H24')).to.deep.equal({
      ...{ netFlow: '0', profit: value(1_002_750), holdProfit: value(1_000_000), excessOverHold: value(2_750) },
    })
    const left = memoryIndex()
    const [sale] = events.slice(-1) as [Fill]
    const liquidity = { pool: POOL, eventSeq: 1, provider: OWNER, to: OWNER, lp: 1_900_000n } as const
    const tenth = { base: 100n * market.lotSize, quote: 900_000n, sizePerCell: 900n, cursor: 900n }
    await indexEvents(left, [
      ...events.slice(0, -1),
      // A tenth goes when its hundred lots are worth 10 000 each.
      { kind: 'liquidity-removed', ...liquidity, ...tenth, at: at(3, 0, 2 * DAY) },
      { ...sale, size: 900n, notional: 9_900_000n, fee: 4_950n, ref: ref(900), at: at(4, 0, 3 * DAY) },
    ])
    // Who had held the quote and taken the same out would be short a hundred lots, which rose by 1 000.
    expect(held(left)).to.deep.equal({
      netFlow: '17100000',
      // 18 000 000 and fees of 2 500 and 2 475 at the end.
      profit: value(18_004_975 - 17_100_000),
      holdProfit: value(-100_000),
      excessOverHold: value(1_004_975),
    })
    expect(held(left, ', window: H24')).to.deep.include({ holdProfit: value(900_000), excessOverHold: value(2_475) })
    expect(held(left, ', at: { block: 3 }')).to.deep.include({ netFlow: '17100000', holdProfit: value(0) })
  })

  it('have depth of their own in the history', async () => {
    const near = memoryIndex()
    const narrow = { prices: [98n, 99n, 100n, 101n, 102n], sizePerCell: 1_000n, referencePrice: 100n, cursor: 3_000n }
    const funds = { base: 1_000n * market.lotSize, quote: 29_700_000n, lp: 39_699_000n }
    await indexEvents(near, [
      { ...market, at: at(1, 0, 100) },
      { kind: 'maker-registered', maker: POOL, marketId: 1, makerKind: MakerKind.Pool, at: at(1, 1, 100) },
      { kind: 'pool-created', ...ids, ...narrow, ...funds, at: at(1, 2, 100) },
      {
        ...fill,
        seq: 1n,
        side: Side.Ask,
        size: 500n,
        notional: 5_100_000n,
        fee: 2_550n,
        ref: ref(3_000),
        at: at(2, 0, 200),
      },
      {
        ...fill,
        seq: 2n,
        side: Side.Ask,
        size: 500n,
        notional: 5_100_000n,
        fee: 2_550n,
        ref: ref(3_500),
        at: at(3, 0, 4_000),
      },
    ])
    const samples = (bps: number) =>
      ask(
        near,
        `{ depthHistory(market: 1, bps: ${bps}) { edges { node { timestamp price bidLots bidNotional askLots askNotional
          makerCount makers { maker kind askLots } } } } }`,
      ).depthHistory
    // Half of the top cell is sold: 500 lots bid for at 101, 1 000 each at 100, 99 and 98; 500 for sale at 102.
    const bids = { bidLots: '3500', bidNotional: String(500 * 10_100 + 1_000 * (10_000 + 9_900 + 9_800)) }
    const asks = { askLots: '500', askNotional: '5100000', makerCount: 1 }
    const makers = [{ maker: POOL, kind: 'POOL', askLots: '500' }]
    expect(samples(500)).to.deep.equal({
      edges: [{ node: { timestamp: 3_600, price: '102', ...bids, ...asks, makers } }],
    })
    expect(samples(100)).to.deep.equal({
      edges: [{ node: { timestamp: 3_600, price: '102', bidLots: '500', bidNotional: '5050000', ...asks, makers } }],
    })
  })

  it('are ranked by any metric and window', () => {
    const board = (args: string) => {
      const { poolLeaderboard } = ask(
        db,
        `{ poolLeaderboard(market: 1, ${args}) { ranked considered isComplete entries { rank address owner value samples } } }`,
      )
      return poolLeaderboard
    }
    const entry = { rank: 1, address: POOL, owner: OWNER }
    const all = { ranked: 1, considered: 1, isComplete: true }
    expect(board('window: ALL')).to.deep.equal({
      ...{ ...all, entries: [{ ...entry, value: String((1_005_250n * WAD) / 19_000_000n), samples: 4 }] },
    })
    expect(board('window: H24, metric: FEE_YIELD')).to.deep.equal({
      ...{ ...all, entries: [{ ...entry, value: String((2_750n * WAD) / 20_000_000n), samples: 1 }] },
    })
    expect(board('window: H24, metric: EXCESS_OVER_HOLD')).to.deep.equal({
      ...{ ...all, entries: [{ ...entry, value: '2750', samples: 1 }] },
    })
    expect(board('window: ALL, metric: MARKOUT_300')).to.deep.equal({
      ...{ ...all, entries: [{ ...entry, value: String(WAD / 10n), samples: 1 }] },
    })
    const uptime = (2n * BigInt(DAY) * WAD) / (3n * BigInt(DAY) - 100n)
    expect(board('window: ALL, metric: QUOTE_UPTIME')).to.deep.equal({
      ...{ ...all, entries: [{ ...entry, value: String(uptime), samples: 71 }] },
    })
    expect(board('window: ALL, metric: UNIT_RETURN')).to.deep.equal({ ...all, ranked: 0, entries: [] })
    expect(board('window: ALL, minSamples: 5')).to.deep.include({ ranked: 0, considered: 1 })
    expect(() => board('first: 201')).to.throw('first is 201')
  })

  it('owe what has streamed by the block that is asked for, also where nothing happened in it', async () => {
    const quiet = memoryIndex()
    await indexEvents(quiet, events)
    await skipTo(quiet, 9, 33 * DAY)
    const claimable = (provider: string, args = '') =>
      ask(quiet, `{ position(pool: "${POOL}", provider: "${provider}"${args}) { claimable } }`).position
    // All of the 5 250 by now, a quarter of it; the locked units earn nothing.
    expect(claimable(QUOTER)).to.deep.equal({ claimable: '1312' })
    expect(claimable(QUOTER, ', at: { block: 9 }')).to.deep.equal({ claimable: '1312' })
    expect(claimable(LOCKED, ', at: { block: 9 }')).to.deep.equal({ claimable: '0' })
  })

  it('are listed with who holds them, the largest first where asked', () => {
    const positions = ask(
      db,
      `{ positions(orderBy: UNITS, orderDirection: DESC, where: { pool: "${POOL}" }) {
        totalCount edges { node { provider units share { value } } } } }`,
    ).positions
    expect(positions).to.deep.equal({
      totalCount: 3,
      edges: [
        { node: { provider: OWNER, units: '14249000', share: { value: String((14_249n * WAD) / 19_000n) } } },
        { node: { provider: QUOTER, units: '4750000', share: { value: String(WAD / 4n) } } },
        { node: { provider: LOCKED, units: '1000', share: { value: String(WAD / 19_000n) } } },
      ],
    })
    const pool = ask(
      db,
      `{ pool(address: "${POOL}", at: { block: 2 }) { reserveBase reserveQuote supply value fills } }`,
    ).pool
    expect(pool).to.deep.equal({
      ...{ reserveBase: String(10n ** 18n), reserveQuote: '9000000', supply: '19000000', value: '19000000', fills: 1 },
    })
    const depth = ask(db, '{ depth(market: 1, bps: 1000) { makers { maker kind bidLots } } }').depth
    expect(depth).to.deep.equal({ makers: [{ maker: POOL, kind: 'POOL', bidLots: '1000' }] })
  })
})

/** The week of several vaults, which do all of it one behind the other. */
function weekOf(vaults: readonly Address[]): ChainEvent[] {
  const isOf = (event: ChainEvent) => 'vault' in event || ('maker' in event && event.maker === VAULT)
  return week().events.flatMap((event) =>
    (isOf(event) ? vaults : [VAULT]).map((vault, i) => ({
      ...event,
      ...('vault' in event ? { vault } : isOf(event) ? { maker: vault } : {}),
      at: { ...event.at, logIndex: event.at.logIndex * vaults.length + i },
    })),
  ) as ChainEvent[]
}

describe('what metrics read', () => {
  it('is no more than what is asked for', async () => {
    const { db, writer } = memoryIndex()
    await indexInto(writer, week().events)
    const reader = new SpyReader(db, IDENTITY.chainId)
    const tables = (fields: string) => {
      ask({ reader }, `{ metrics(vault: "${VAULT}") { ${fields} } }`)
      const asked = reader.seen.splice(0)
      return ['vault_day', 'candle', 'event', 'fill'].filter((of) =>
        asked.some(({ sql }) => sql.includes(`FROM ${of}`)),
      )
    }
    expect(tables('pnl trips winRate { value }')).to.deep.equal([])
    expect(tables('sharpe { value } maxDrawdown { value }')).to.deep.equal(['vault_day', 'candle', 'event', 'fill'])
    expect(tables('largestWin { value }')).to.deep.equal(['event', 'fill'])
  })
})

describe('what a leaderboard reads', () => {
  const vaults = Array.from({ length: 6 }, (_, i): Address => `0x${(i + 0x50).toString(16).padStart(40, '0')}`)

  /** Queries of a leaderboard over so many vaults that come to the database, as a request asks in one snapshot. */
  async function queries(count: number, window: Window): Promise<string[]> {
    const { writer, reader } = memoryIndex()
    await indexInto(writer, weekOf(vaults.slice(0, count)))
    return queriesOf(requestContext({ db: reader, identity: IDENTITY, now: () => 0 }), count, window)
  }

  function queriesOf(context: RequestContext, count: number, window: Window): string[] {
    const reader = context.db as SqliteReader
    const read = readBoard(context, { market: 1, metric: 'PROFIT', window, first: 10, minSamples: 0 })
    const asked: string[] = []
    const snapshot = new Asked()
    let step = read.next()
    while (!step.done) {
      const { sql, values } = step.value
      const known = snapshot.get(step.value)
      const rows = known ?? reader.run(many(sql, ...values))
      if (known === undefined) {
        asked.push(JSON.stringify([sql, values]))
        snapshot.keep(step.value, rows)
      }
      step = read.next(rows)
    }
    // As of one alone.
    const profit = window === 'ALL' ? '-52000' : '-75000'
    expect(step.value.entries.map(({ value }) => String(value))).to.deep.equal(Array(count).fill(profit))
    return asked
  }

  for (const [window, most] of [
    ['ALL', 8],
    ['H24', 12],
  ] as const) {
    it(`is of each vault what only it knows: ${window}`, async () => {
      const one = await queries(1, window)
      const six = await queries(6, window)
      expect((six.length - one.length) / 5).to.be.at.most(most)
      expect(new Set(six).size).to.equal(six.length)
    })
  }

  it('is nothing while it is known, however many days of vaults are', async () => {
    const { writer, reader } = memoryIndex()
    await indexInto(writer, weekOf(vaults))
    const context = requestContext({ db: reader, identity: IDENTITY, now: () => 0 })
    expect(queriesOf(context, 6, 'ALL').length).to.be.above(20)
    for (let i = 0; i < 100; i++) context.known.days.set(`funds ${i}`, 'any', [], 10_000)
    // The range's end and the state of the index.
    expect(queriesOf(context, 6, 'ALL').length).to.be.at.most(2)
  })

  it('goes when others are asked for more, by how large it is', () => {
    const kept = new Remembered(10)
    kept.set('a', '1', 'a', 4)
    kept.set('b', '1', 'b', 4)
    expect(kept.get('a', '1')).to.equal('a')
    kept.set('c', '1', 'c', 4)
    // Of a, b and c, which are twelve, b was asked for longest ago.
    expect(['a', 'b', 'c'].map((key) => kept.get(key, '1'))).to.deep.equal(['a', undefined, 'c'])
    expect(kept.get('a', '2')).to.equal(undefined)
    kept.set('d', '1', 'd', 11)
    expect(['a', 'c', 'd'].map((key) => kept.get(key, '1'))).to.deep.equal([undefined, undefined, undefined])
  })
})

describe('leaderboards', () => {
  const known = (amount: bigint) => ({ ok: true, value: amount }) as const
  const contestant = (n: number, { risk, ...change }: { risk?: Partial<Risk> } & Partial<VaultTotals>): Contestant => ({
    address: `0x${n.toString(16).padStart(40, '0')}`,
    kind: MakerKind.Vault,
    owner: `0x${'f'.repeat(40)}`,
    metrics: { trips: 10, fills: 20, risk: { returns: 30, ...risk }, ...change } as VaultMetrics,
  })
  const order = (contestants: Contestant[], metric: keyof typeof CRITERIA, minSamples = 1) =>
    withSamples(rankBy(contestants, CRITERIA[metric]), minSamples).map(({ rank, address }) => [rank, Number(address)])

  it('put the best first, and equal ones by address', () => {
    const some = [
      contestant(3, { pnl: 5n }),
      contestant(1, { pnl: 5n }),
      contestant(2, { pnl: -7n }),
      contestant(4, { pnl: 9n }),
    ]
    expect(order(some, 'PNL')).to.deep.equal([
      [1, 4],
      [2, 1],
      [3, 3],
      [4, 2],
    ])
    expect(order(some.toReversed(), 'PNL')).to.deep.equal(order(some, 'PNL'))
  })

  it('hold the smallest fall for the best', () => {
    const some = [30n, 10n].map((fall, i) => contestant(i + 1, { risk: { maxDrawdownWad: known(fall) } }))
    expect(rankBy(some, CRITERIA.MAX_DRAWDOWN).map(({ value }) => value)).to.deep.equal([10n, 30n])
  })

  it('leave out whoever has too few samples, or no value', () => {
    const some = [
      contestant(1, { winRate: known(WAD), trips: 2 }),
      contestant(2, { winRate: known(WAD / 2n), trips: 40 }),
      contestant(3, { winRate: { ok: false, reason: 'NO_DATA' }, trips: 50 }),
    ]
    expect(order(some, 'WIN_RATE')).to.deep.equal([
      [1, 1],
      [2, 2],
    ])
    expect(order(some, 'WIN_RATE', 10)).to.deep.equal([[1, 2]])
  })

  it('let a long record count for more than a short one', () => {
    const some = [
      contestant(1, { risk: { sharpe: known(3n * WAD), returns: 3 } }),
      contestant(2, { risk: { sharpe: known(2n * WAD), returns: 300 } }),
    ]
    expect(order(some, 'SHARPE')).to.deep.equal([
      [1, 1],
      [2, 2],
    ])
    // 3 times the root of 3/33 is 0.90, 2 times that of 300/330 is 1.91.
    expect(order(some, 'SCORE')).to.deep.equal([
      [1, 2],
      [2, 1],
    ])
  })

  it('leave nobody out for vaults that somebody made before and nobody trades with', async () => {
    const db = memoryIndex()
    await indexEvents(db, week().events)
    db.db.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)
      INSERT INTO vault SELECT chain_id, printf('0x%040x', 65536 + i), owner, manager, manager_epoch, market, profit_share_bps,
        strategy, limits, mode, size_per_cell, reference_price, prices, 0, i, ts, tx_hash FROM vault, n`)
    const { leaderboard, depth } = ask(
      db,
      `{ leaderboard(market: 1, metric: PNL) { isComplete entries { address value } }
        depth(market: 1, bps: 1000, at: { block: ${AT.win} }) { isComplete bidLots } }`,
    )
    expect(leaderboard).to.deep.equal({ isComplete: false, entries: [{ address: VAULT, value: '3200' }] })
    expect(depth).to.deep.equal({ isComplete: false, bidLots: '10' })
  })

  it('are of one market and window', async () => {
    const db = memoryIndex()
    await indexEvents(db, week().events)
    const board = (args: string) =>
      ask(
        db,
        `{ leaderboard(market: 1, ${args}) { fromBlock ranked considered isComplete entries { rank address value samples } } }`,
      ).leaderboard
    expect(board('metric: PNL, window: ALL')).to.deep.equal({
      ...{ fromBlock: 0, ranked: 1, considered: 1, isComplete: true },
      entries: [{ rank: 1, address: VAULT, value: '3200', samples: 2 }],
    })
    expect(board('metric: PNL, window: H24')).to.deep.include({ fromBlock: AT.crash, ranked: 0 })
    expect(board('metric: PNL, window: ALL, minSamples: 3')).to.deep.include({ ranked: 0, entries: [] })
    expect(() => board('first: 201')).to.throw('first is 201')
  })
})
