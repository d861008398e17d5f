import { NO_TRIPS } from '@tidemark/sdk/analytics'
import { Side } from '@tidemark/sdk/core'
import { expect } from 'chai'
import fc from 'fast-check'
import type { Address } from 'viem'
import { Applier } from '../../indexer/src/apply.ts'
import type { Fill } from '../../indexer/src/chain/events.ts'
import { newTrader } from '../../indexer/src/reducers/fill.ts'
import type { TraderRecord } from '../../indexer/src/reducers/records.ts'
import { costOf, realisedOf, traded } from '../../indexer/src/reducers/traderPosition.ts'
import { DAY, OWNER, QUOTER, Script, TAKER, VAULT } from './helpers/events.ts'
import {
  ask,
  batchOf,
  blockHash,
  DEPLOYMENT,
  digest,
  indexEvents,
  type MemoryIndex,
  memoryIndex,
} from './helpers/index.ts'
import { AT, week } from './helpers/story.ts'

const WAD = 10n ** 18n
const value = (amount: bigint | number) => ({ value: String(amount), reason: null })
const none = (reason: string) => ({ value: null, reason })
const METRIC = '{ value reason }'

const FIELDS = `pnl unrealisedPnl ${METRIC} profit ${METRIC} trips wins losses winRate ${METRIC} grossProfit grossLoss
  profitFactor ${METRIC} expectancy ${METRIC} averageWin ${METRIC} averageLoss ${METRIC} payoff ${METRIC} kelly ${METRIC}
  expectancyRatio ${METRIC} returns volatility ${METRIC} sharpe ${METRIC} sortino ${METRIC} omega ${METRIC}
  maxDrawdown ${METRIC} maxDrawdownSeconds ${METRIC} recoveryFactor ${METRIC}`

const metricsOf = (db: MemoryIndex, address: string, args = '') =>
  ask(db, `{ traderMetrics(market: 1, address: "${address}"${args}) { ${FIELDS} } }`).traderMetrics as Record<
    string,
    { value: string }
  >

const curveOf = (db: MemoryIndex, address: string, args = '') => {
  const { profitCurve } = ask(db, `{ profitCurve(market: 1, address: "${address}"${args}) { timestamp profit } }`)
  return (profitCurve as { timestamp: number; profit: string }[]).map(({ timestamp, profit }) => [
    timestamp,
    Number(profit),
  ])
}

const account = (n: number): Address => `0x${n.toString(16).padStart(40, '0')}`
const ALICE = account(0xa1)
const BOB = account(0xb2)

/** Bob's quotes, which Alice and the taker fill. */
function duel(): Script {
  const bob = (seq: bigint) => ({ maker: BOB, ref: `0x${seq.toString(16).padStart(64, '0')}` }) as const
  return (
    new Script(1, 3_600)
      .market()
      .block(DAY)
      // Alice buys 10 for 100 000 and 50, the taker 10 for 90 000 and 45.
      .fill(1n, Side.Ask, 10n, 100_000n, 50n, 0n, { ...bob(1n), taker: ALICE })
      .fill(2n, Side.Ask, 10n, 90_000n, 45n, 0n, { ...bob(2n), taker: TAKER })
      .block(2 * DAY)
      // Alice sells 5 for 60 000 less 30: made 59 970 of 50 025. Bob, who had sold 20 for 190 000, is paid 7 for it.
      .fill(3n, Side.Bid, 5n, 60_000n, 30n, 0n, { ...bob(3n), taker: ALICE, rebate: 7n })
      .block(40 * DAY)
      // Alice sells 15 for 150 000 less 75: 5 of them for 49 975, and is short the other 10.
      .fill(4n, Side.Bid, 15n, 150_000n, 75n, 0n, { ...bob(4n), taker: ALICE })
      // The taker sells 10 for 90 000 less 45.
      .fill(5n, Side.Bid, 10n, 90_000n, 45n, 0n, { ...bob(5n), taker: TAKER })
  )
}

describe('positions of traders', () => {
  const start = newTrader(1, ALICE)
  const holding = (...trades: [lots: bigint, value: bigint][]): TraderRecord => {
    let trader = start
    for (const [lots, amount] of trades) trader = { ...trader, ...traded(trader, lots, amount) }
    return trader
  }

  it('are held at average cost, what is sold rounded against the trader', () => {
    const long = holding([10n, 1_003n])
    expect([costOf(long), long.trips]).to.deep.equal([1_003n, NO_TRIPS])
    // Four of ten cost 401.2: 402.
    const less = holding([10n, 1_003n], [-4n, 500n])
    expect([costOf(less), realisedOf(less)]).to.deep.equal([601n, 98n])
  })

  it('are short where more is sold than was bought, by what that brought', () => {
    const short = holding([-3n, 100n])
    expect([short.lots, costOf(short), realisedOf(short)]).to.deep.equal([-3n, 100n, 0n])
    // One of three brought 33 1/3: 33.
    const less = holding([-3n, 100n], [1n, 30n])
    expect([less.lots, costOf(less), realisedOf(less)]).to.deep.equal([-2n, 67n, 3n])
    expect(holding([-3n, 100n], [3n, 130n]).trips).to.deep.equal({ ...NO_TRIPS, trips: 1n, losses: 1n, grossLoss: 30n })
  })

  it('are closed by a fill that turns them, whose rest opens the other side', () => {
    // Six that cost 601 sell for 400 of 1 000; nine are short for the other 600.
    const turned = holding([10n, 1_003n], [-4n, 500n], [-15n, 1_000n])
    expect([turned.lots, costOf(turned), realisedOf(turned)]).to.deep.equal([-9n, 600n, 98n - 201n])
    // Two short for 67 are bought for 40.4 of 101, 41; three are held for 60.
    const back = holding([-3n, 100n], [1n, 30n], [5n, 101n])
    expect([back.lots, costOf(back), realisedOf(back)]).to.deep.equal([3n, 60n, 3n + 26n])
  })

  it('count a trip that breaks even as neither won nor lost', () => {
    expect(holding([2n, 100n], [-2n, 100n]).trips).to.deep.equal({ ...NO_TRIPS, trips: 1n })
  })

  it('hold more than any vault could', () => {
    const huge = 2n ** 64n
    expect(costOf(holding([huge, 2n ** 120n], [huge, 2n ** 120n], [-huge, 1n]))).to.equal(2n ** 120n)
  })

  it('add up whatever is traded: realised and cost are all that cash went into', () => {
    const trade = fc.tuple(
      fc.integer({ min: -50, max: 50 }).filter(Boolean),
      fc.integer({ min: 0, max: 10_000 }),
      fc.nat(9),
    )
    fc.assert(
      fc.property(fc.array(trade, { maxLength: 40 }), (trades) => {
        let trader = start
        // The same position with its cost kept beside it.
        let [lots, cost, made] = [0n, 0n, 0n]
        for (const [size, paid, rebate] of trades.map((numbers) => numbers.map(BigInt) as [bigint, bigint, bigint])) {
          const moved = traded(trader, size, paid)
          trader = { ...trader, ...moved, rebates: trader.rebates + rebate, cash: moved.cash + rebate }
          const sign = size < 0n ? -1n : 1n
          const [all, held] = [size * sign, -lots * sign]
          if (held <= 0n) {
            cost += paid
          } else {
            const closed = all < held ? all : held
            const isSale = sign < 0n
            const share = isSale ? (paid * closed) / all : (paid * closed + all - 1n) / all
            const out = isSale ? (cost * closed + held - 1n) / held : (cost * closed) / held
            made += isSale ? share - out : out - share
            cost = closed === held ? paid - share : cost - out
          }
          made += rebate
          lots += size
        }
        expect([trader.lots, costOf(trader), realisedOf(trader)]).to.deep.equal([lots, cost, made])
      }),
    )
  })
})

describe('metrics of traders', () => {
  const db = memoryIndex()
  before(() => indexEvents(db, week().events))

  it('tell round trips from what is open, fees included', () => {
    expect(metricsOf(db, TAKER)).to.deep.include({
      // Sold 20 for 99 950 and 89 955. Ten are bought for 100 050, half of 189 905 brought 94 952; ten for 110 055, of 94 953.
      pnl: String(-5_098 - 15_102),
      // Five were sold for 39 980, and are worth 40 000.
      unrealisedPnl: value(-20),
      profit: value(-20_220),
      ...{ trips: 2, wins: 0, losses: 2, winRate: value(0), grossProfit: '0', grossLoss: '20200' },
      ...{ profitFactor: value(0), expectancy: value(-10_100n * WAD), expectancyRatio: value(-WAD) },
      ...{ averageWin: none('NO_WINS'), averageLoss: value(10_100n * WAD), payoff: none('NO_WINS') },
      kelly: none('NO_WINS'),
    })
    const trader = ask(
      db,
      `{ trader(market: 1, address: "${TAKER}") { netLots netCash cost realisedPnl trips wins losses } }`,
    ).trader
    expect(trader).to.deep.equal({
      ...{ netLots: '-5', netCash: '19780', cost: '39980', realisedPnl: '-20200', trips: 2, wins: 0, losses: 2 },
    })
  })

  it('are of trades alone, also of a vault', () => {
    // Twenty bought for 190 000; ten sold for 100 000, ten for 110 000. What was deposited is no trade.
    const expected = { pnl: '20000', unrealisedPnl: value(0), trips: 2, wins: 2, profitFactor: none('NO_LOSSES') }
    expect(metricsOf(db, VAULT)).to.deep.include(expected)
  })

  it('have a curve of profit by the day', () => {
    const all = [
      [DAY, 0],
      // Ten short for 99 950 at 10 000 each.
      [2 * DAY, -50],
      // Ten short for 89 855 in cash, at 10 000 each.
      [3 * DAY, 89_855 - 100_000],
      [6 * DAY, -20_200],
      [7 * DAY, -20_220],
    ]
    expect(curveOf(db, TAKER)).to.deep.equal(all)
    expect(curveOf(db, TAKER, ', maxPoints: 3')).to.deep.equal([all[0], all[2], all[4]])
    expect(curveOf(db, TAKER, `, at: { block: ${AT.win} }`)).to.deep.equal(all.slice(0, 4))
    // From the close of the day before on: it held nothing then.
    expect(curveOf(db, TAKER, `, fromBlock: ${AT.crash}`)).to.deep.equal([
      [6 * DAY, -20_200],
      [7 * DAY, -20_220],
    ])
    expect(curveOf(db, TAKER, `, toBlock: ${AT.topUp}`)).to.deep.equal([])
    expect(curveOf(db, OWNER)).to.deep.equal([])
    expect(() => curveOf(db, TAKER, ', maxPoints: 1')).to.throw('maxPoints is 1')
  })

  it('take their ratios from days, idle ones included', () => {
    const metrics = metricsOf(db, TAKER)
    expect(metrics).to.deep.include({
      ...{ returns: 6, omega: value(0), maxDrawdown: value(20_220), maxDrawdownSeconds: value(6 * DAY) },
      recoveryFactor: value(-WAD),
    })
    const results = [-50, -10_095, 0, 0, -10_055, -20]
    const mean = results.reduce((sum, result) => sum + result, 0) / 6
    const squares = results.reduce((sum, result) => sum + (result - mean) ** 2, 0)
    const below = results.reduce((sum, result) => sum + result ** 2, 0)
    const ratio = (name: string) => Number(metrics[name]?.value) / 1e18
    expect(ratio('sharpe')).to.be.closeTo((mean / Math.sqrt(squares / 5)) * Math.sqrt(365), 1e-9)
    expect(ratio('sortino')).to.be.closeTo((mean / Math.sqrt(below / 6)) * Math.sqrt(365), 1e-9)
    expect(Number(metrics.volatility?.value)).to.be.closeTo(Math.sqrt((squares / 5) * 365), 1)
  })

  it('have a reason where there is nothing to tell', () => {
    const trips = {
      winRate: none('NO_DATA'),
      profitFactor: none('NO_DATA'),
      kelly: none('NO_DATA'),
      trips: 0,
      pnl: '0',
    }
    // He bought on the last day, and the price has not moved.
    expect(metricsOf(db, QUOTER)).to.deep.include({
      ...{ ...trips, profit: value(0), returns: 1, sharpe: none('TOO_FEW_SAMPLES'), sortino: none('NO_DOWNSIDE') },
      ...{ omega: none('NO_DOWNSIDE'), maxDrawdown: value(0), recoveryFactor: none('NO_DRAWDOWN') },
    })
  })

  it('have a reason for whoever has only withdrawn quotes', async () => {
    const { events } = week()
    const at = { height: 9, logIndex: 0, timestamp: 8 * DAY, txHash: `0x${'ab'.repeat(32)}` } as const
    const quiet = memoryIndex()
    await indexEvents(quiet, [...events, { kind: 'quotes-cancelled', maker: OWNER, marketId: 1, nonce: 5n, at }])
    expect(metricsOf(quiet, OWNER)).to.deep.include({
      ...{ pnl: '0', profit: value(0), returns: 0, sharpe: none('TOO_FEW_SAMPLES'), sortino: none('NO_DATA') },
      ...{ omega: none('NO_DATA'), maxDrawdown: none('NO_DATA'), maxDrawdownSeconds: none('NO_DATA') },
      ...{ recoveryFactor: none('NO_DATA'), volatility: none('TOO_FEW_SAMPLES') },
    })
    expect(curveOf(quiet, OWNER)).to.deep.equal([])
  })

  it('win no trip by a rebate, which is realised beside it', async () => {
    const quotes = memoryIndex()
    await indexEvents(quotes, duel().events)
    // Five of twenty that brought 190 000 cost 60 000; then fifteen for 150 000, of 142 500; ten more open for 90 000.
    const expected = { pnl: String(-12_500 - 7_500 + 7), trips: 2, wins: 0, losses: 2, grossLoss: '20000' }
    expect(metricsOf(quotes, BOB)).to.deep.include(expected)
  })

  it('are as of every block what they were then', async () => {
    for (const { events } of [week(), duel()]) {
      const whole = memoryIndex()
      await indexEvents(whole, events)
      for (const height of new Set(events.map(({ at }) => at.height))) {
        const then = memoryIndex()
        await indexEvents(
          then,
          events.filter(({ at }) => at.height <= height),
        )
        for (const address of [TAKER, QUOTER, VAULT, ALICE, BOB]) {
          const at = `, at: { block: ${height} }`
          for (const window of ['H24', 'D30', 'ALL']) {
            const now = `, window: ${window}`
            expect(metricsOf(whole, address, now + at)).to.deep.equal(metricsOf(then, address, now))
            expect(curveOf(whole, address, now + at)).to.deep.equal(curveOf(then, address, now))
          }
        }
      }
    }
  })

  it('are the same bytes whatever the batches, and after a reorganisation', async () => {
    const { events } = duel()
    const index = async (ends: readonly number[]) => {
      const some = memoryIndex()
      await indexEvents(some, events, ends)
      return some
    }
    const whole = digest(await index([]))
    expect(digest(await index([1, 2, 3]))).to.deep.equal(whole)
    const other = await index([2, 3])
    const applier = new Applier(other.writer, DEPLOYMENT, await other.writer.cursor())
    const ancestor = { height: 2, hash: blockHash(2), timestamp: DAY }
    const rest = events.filter(({ at }) => at.height > 2)
    const [third] = rest as [Fill]
    await applier.reorganise(ancestor, batchOf([{ ...third, taker: TAKER }], 3))
    expect(metricsOf(other, ALICE)).to.deep.include({ trips: 0 })
    expect(metricsOf(other, TAKER)).to.deep.include({ trips: 1, pnl: String(59_970 - 45_023) })
    await applier.reorganise(ancestor, batchOf(rest, 4))
    expect(digest(other)).to.deep.equal(whole)
  })
})

describe('days of traders', () => {
  it('end once, also where times go back over midnight', async () => {
    const quote = (seq: bigint) =>
      ({ maker: BOB, taker: ALICE, ref: `0x${seq.toString(16).padStart(64, '0')}` }) as const
    const script = new Script(1, 0).market()
    const times = [DAY, 2 * DAY, DAY + 1, 2 * DAY + 1, DAY + 2, 2 * DAY + 2, 3 * DAY]
    for (const [i, time] of times.entries()) {
      script.block(time).fill(BigInt(i + 1), Side.Ask, 1n, 10_000n, 5n, 0n, quote(BigInt(i + 1)))
    }
    const index = memoryIndex()
    await indexEvents(index, script.events)
    expect(curveOf(index, ALICE)).to.deep.equal([
      [DAY, 0],
      [2 * DAY, -5],
      [3 * DAY, -30],
      [4 * DAY, -35],
    ])
  })
})

describe('leaderboards of traders', () => {
  const db = memoryIndex()
  before(() => indexEvents(db, duel().events))

  interface Entry {
    readonly address: string
    readonly value: string
    readonly samples: number
  }
  const board = (args: string, index = db) =>
    ask(
      index,
      `{ traderLeaderboard(market: 1, ${args}) { fromBlock toBlock metric ranked considered isComplete
        entries { rank address kind value samples } } }`,
    ).traderLeaderboard as { entries: Entry[] }
  const order = (args: string) => board(args).entries.map(({ address, value: score }) => [address, score])

  it('put the best first, by what was realised', () => {
    // Alice: 59 970 of 50 025 and 49 975 of 50 025. The taker: 89 955 of 90 045.
    expect(board('window: ALL')).to.deep.equal({
      ...{ fromBlock: 0, toBlock: 4, metric: 'PNL', ranked: 3, considered: 3, isComplete: true },
      entries: [
        { rank: 1, address: ALICE, kind: 'SIGNER', value: String(9_945 - 50), samples: 2 },
        { rank: 2, address: TAKER, kind: 'SIGNER', value: '-90', samples: 1 },
        { rank: 3, address: BOB, kind: 'SIGNER', value: '-19993', samples: 2 },
      ],
    })
  })

  it('leave out whoever has too few samples or no value', () => {
    expect(order('window: ALL, minSamples: 2').map(([address]) => address)).to.deep.equal([ALICE, BOB])
    expect(order('window: ALL, metric: PROFIT_FACTOR')).to.deep.equal([
      [ALICE, String((9_945n * WAD) / 50n)],
      [TAKER, '0'],
      [BOB, '0'],
    ])
    expect(board('window: ALL, minSamples: 3')).to.deep.include({ ranked: 0, considered: 3, entries: [] })
    expect(() => board('first: 0')).to.throw('first is 0')
    expect(() => board('minSamples: -1')).to.throw('minSamples is -1')
  })

  it('put equal ones by address', () => {
    expect(order('window: ALL, metric: REBATES')).to.deep.equal([
      [BOB, '7'],
      [TAKER, '0'],
      [ALICE, '0'],
    ])
  })

  it('rank by what was traded and paid', () => {
    expect(order('window: ALL, metric: VOLUME')).to.deep.equal([
      [BOB, '490000'],
      [ALICE, '310000'],
      [TAKER, '180000'],
    ])
    expect(order('window: ALL, metric: FEES_PAID, first: 2')).to.deep.equal([
      [ALICE, '155'],
      [TAKER, '90'],
    ])
    expect(order('window: ALL, metric: FILLS')).to.deep.equal([
      [BOB, '5'],
      [ALICE, '3'],
      [TAKER, '2'],
    ])
    expect(order('window: ALL, metric: MAKER_VOLUME')[0]).to.deep.equal([BOB, '490000'])
    expect(order('window: ALL, metric: TAKER_VOLUME')[0]).to.deep.equal([ALICE, '310000'])
    expect(order('window: ALL, metric: WIN_RATE')[0]).to.deep.equal([ALICE, String(WAD / 2n)])
    expect(order('window: ALL, metric: EXPECTANCY')[0]).to.deep.equal([ALICE, String((9_895n * WAD) / 2n)])
  })

  it('rank by daily results', () => {
    // Alice at the ends of days: 9 000 each, then 12 000, then 9 000: short ten, and 159 815 less 100 050 in cash.
    expect(curveOf(db, ALICE)).to.deep.equal([
      [DAY, 0],
      [2 * DAY, 90_000 - 100_050],
      [3 * DAY, 59_970 - 100_050 + 60_000],
      [41 * DAY, 59_970 - 100_050 + 149_925 - 90_000],
    ])
    // The taker rose from -45 to 29 955 and ended at -90. Bob had 190 000 for twenty at 9 000; 130 007 for fifteen at 12 000.
    expect(order('window: ALL, metric: MAX_DRAWDOWN')).to.deep.equal([
      [ALICE, '10050'],
      [TAKER, '30045'],
      [BOB, String(10_000 + 49_993)],
    ])
    const [best] = order('window: ALL, metric: RECOVERY_FACTOR')
    expect(best).to.deep.equal([ALICE, String((19_845n * WAD) / 10_050n)])
    expect(
      board('window: ALL, metric: SHARPE').entries.map(({ address, samples }) => [address, samples]),
    ).to.deep.equal([
      ...[
        [ALICE, 40],
        [TAKER, 40],
        [BOB, 40],
      ],
    ])
    expect(order('window: ALL, metric: SCORE')[0]?.[0]).to.equal(ALICE)
    expect(order('window: ALL, metric: SORTINO')[0]?.[0]).to.equal(ALICE)
    expect(order('window: ALL, metric: SHARPE, minSamples: 41')).to.deep.equal([])
  })

  it('are of one window, as of any block', () => {
    // Within the last thirty days Alice closed five at a loss, and Bob bought back what he had sold.
    expect(order('window: D30')).to.deep.equal([
      [ALICE, '-50'],
      [TAKER, '-90'],
      [BOB, '-7500'],
    ])
    expect(order('window: D30, at: { block: 3 }')).to.deep.equal([
      [ALICE, '9945'],
      [BOB, '-12493'],
    ])
    expect(board('window: D30, at: { block: 1 }')).to.deep.include({ considered: 0, entries: [] })
  })

  it('add up to the fees that all paid, less rebates', () => {
    const made = order('window: ALL, metric: PROFIT').map(([, score]) => Number(score))
    expect(made).to.deep.equal([19_845, -90, -19_993])
    expect(made.reduce((sum, each) => sum + each, 0)).to.equal(-(50 + 45 + 30 + 75 + 45) + 7)
  })

  it('tell a vault from others, and rank by markouts', async () => {
    const vaults = memoryIndex()
    await indexEvents(vaults, week().events)
    const { entries } = board('window: ALL, metric: MARKOUT_60', vaults)
    expect(entries).to.deep.equal([{ rank: 1, address: VAULT, kind: 'VAULT', value: String(WAD / 20n), samples: 4 }])
  })

  it('have a list by volume beside them', () => {
    const page = (args: string) =>
      ask(
        db,
        `{ traders(orderBy: VOLUME, orderDirection: DESC, where: { market: 1 }, ${args}) {
          totalCount edges { cursor node { address makerVolume takerVolume } } pageInfo { hasNextPage } } }`,
      ).traders as { edges: { cursor: string; node: { address: string } }[] }
    const first = page('first: 2')
    expect(first.edges.map(({ node }) => node.address)).to.deep.equal([BOB, ALICE])
    expect(first).to.deep.include({ totalCount: 3, pageInfo: { hasNextPage: true } })
    const rest = page(`after: "${first.edges[1]?.cursor}"`)
    expect(rest.edges.map(({ node }) => node)).to.deep.equal([
      { address: TAKER, makerVolume: '0', takerVolume: '180000' },
    ])
    expect(() => ask(db, '{ traders(orderBy: VOLUME) { totalCount } }')).to.throw('need a filter that fixes market')
  })
})
