import {
  addFlow,
  addToFall,
  addToFallWindow,
  advanceCurve,
  advancePerformance,
  type CurvePoint,
  defined,
  type EquityCurve,
  type FallWindow,
  fallDuration,
  fallWad,
  mergeFallWindows,
  readCurve,
  readMetrics,
  recordEquity,
  recordFlow,
  recordTrade,
  setEquity,
  startCurve,
  startFall,
  startFallWindow,
  startPerformance,
  totalReturnWad,
  ulcerWad,
} from '@tidemark/sdk/analytics'
import { expect } from 'chai'
import fc from 'fast-check'
import { expectThrow } from '../../helpers/expectError.ts'
import { known } from '../../helpers/published.ts'

const WAD = 10n ** 18n
const DAY = 86_400n
const none = (reason: string) => ({ ok: false, reason })

const trade = (timestamp: bigint, pnl: bigint | undefined, more: object = {}) => ({
  timestamp,
  isMaker: true,
  notional: 1_000n,
  fee: 0n,
  rebate: 0n,
  ...(pnl !== undefined && { pnl }),
  ...more,
})

/** Equity, flows and time of one event. */
const event = fc.record({
  wait: fc.oneof(fc.constant(0n), fc.bigInt({ min: 1n, max: 3n * DAY })),
  flow: fc.oneof(fc.constant(0n), fc.bigInt({ min: -40n, max: 200n })),
  /** What equity becomes, in percent. */
  move: fc.bigInt({ min: 60n, max: 150n }),
})

/** Play events into a curve; flows are percent of equity. */
function play(curve: EquityCurve, events: readonly { wait: bigint; flow: bigint; move: bigint }[]): EquityCurve {
  return events.reduce((state, { wait, flow, move }) => {
    const time = state.time + wait
    const moved = setEquity(state, time, (state.equity * move) / 100n)
    return flow === 0n ? moved : addFlow(moved, time, (moved.equity * flow) / 100n)
  }, curve)
}

describe('analytics curve', () => {
  it('three days by hand', () => {
    // 1 000; +10 % on day 0; then 1 100 more come in, and 5 % are lost on day 1; nothing on day 2; +20 % on day 3.
    let curve = addFlow(startCurve(0n), 10n, 1_000n)
    curve = setEquity(curve, 20n, 1_100n)
    curve = addFlow(curve, DAY + 5n, 1_100n)
    curve = setEquity(curve, DAY + 6n, 2_090n)
    curve = setEquity(curve, 3n * DAY + 1n, 2_508n)
    const read = readCurve(curve, 4n * DAY)
    expect(read).to.deep.include({
      equity: 2_508n,
      netFlow: 2_100n,
      profit: 408n,
      // 1.1 · 0.95 · 1.2 = 1.254.
      totalReturn: defined((254n * WAD) / 1_000n),
      maxDrawdown: 110n,
      maxDrawdownWad: defined(WAD / 20n),
      recoveryFactor: defined((408n * WAD) / 110n),
      cagr: none('PERIOD_TOO_SHORT'),
      // The price stood at its peak when the flow came.
      drawdownDuration: { seconds: 2n * DAY - 4n, isOpen: false },
    })
    const at = advanceCurve(curve, 4n * DAY)
    expect(at.returns).to.deep.equal({
      count: 4n,
      sum: (WAD * 25n) / 100n,
      sumOfSquares: (WAD * WAD * (100n + 25n + 400n)) / 10_000n,
    })
    // At the ends of the days: 0, 5 %, 5 %, 0. √(2 · 0.0025 / 4).
    expect(at.ulcer).to.deep.equal({ count: 4n, squares: (WAD * WAD * 50n) / 10_000n })
    expect(ulcerWad(at.ulcer)).to.deep.equal(defined(35_355_339_059_327_377n))
  })

  it('days without change fall short of a target above nothing', () => {
    // A target of 1 % a day: +3 % on day 0, two days of nothing: shortfalls of 1 % each, an excess of 2 %.
    const start = addFlow(startCurve(0n, DAY, WAD / 100n), 0n, 100n)
    const read = readCurve(setEquity(start, 5n, 103n), 3n * DAY, WAD / 100n)
    expect(read.omega).to.deep.equal(defined(WAD))
    expect(read.sortino).to.deep.equal(defined(0n))
    const shorter = readCurve(setEquity(start, 5n, 103n), 2n * DAY)
    expect(shorter.omega).to.deep.equal(defined(2n * WAD))
    // The mean of 3 %, 0 and 0 is the risk-free return.
    expect(read.sharpe).to.deep.equal(defined(0n))
  })

  it('refuses what comes too late, and changes nothing', () => {
    const curve = addFlow(startCurve(100n), 200n, 5n)
    for (const call of [
      () => addFlow(curve, 199n, 5n),
      () => setEquity(curve, 199n, 5n),
      () => readCurve(curve, 199n),
      () => recordTrade(startPerformance({ timestamp: 200n }), trade(199n, 1n)),
    ]) {
      expectThrow(call, 'TimeWentBack', { time: 199n, recorded: 200n })
    }
    expect(curve.equity).to.equal(5n)
  })

  it('no flow ever moves returns, falls or growth', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const start = addFlow(startCurve(0n), 0n, 10n ** 30n)
        const still = play(
          start,
          events.map(({ wait, flow }) => ({ wait, flow, move: 100n })),
        )
        const read = readCurve(still, still.time + DAY)
        expect(read.profit).to.equal(0n)
        expect(read.maxDrawdown).to.equal(0n)
        // Shares are rounded up: a price may fall by less than 1e-18 for each flow, and never rises.
        const drift = known(read.totalReturn)
        expect(drift <= 0n && drift >= -BigInt(events.length), `${drift}`).to.equal(true)
        expect(known(read.maxDrawdownWad) <= BigInt(events.length)).to.equal(true)
      }),
    )
  })

  it('earns the same with and without flows in between', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (events) => {
        const start = addFlow(startCurve(0n), 0n, 10n ** 40n)
        const without = play(
          start,
          events.map((each) => ({ ...each, flow: 0n })),
        )
        const withFlows = play(start, events)
        const now = without.time + DAY
        const [a, b] = [readCurve(without, now), readCurve(withFlows, now)]
        for (const name of ['totalReturn', 'maxDrawdownWad', 'volatility', 'ulcer'] as const) {
          if (!a[name].ok) expect(b[name]).to.deep.equal(a[name])
          else {
            const off = known(a[name]) - known(b[name])
            expect(
              off < 1_000n * WAD && off * 10n ** 6n <= known(a[name]) + WAD && -off * 10n ** 6n <= known(a[name]) + WAD,
            ).to.equal(true)
          }
        }
        expect(b.drawdownDuration.seconds >= 0n).to.equal(true)
      }),
    )
  })

  it('an account that is emptied stands still, and goes on where it left when it is funded again', () => {
    let curve = addFlow(startCurve(0n), 0n, 100n)
    curve = setEquity(curve, 10n, 120n)
    curve = addFlow(curve, DAY + 1n, -120n)
    curve = addFlow(curve, 9n * DAY + 1n, 60n)
    curve = setEquity(curve, 9n * DAY + 2n, 66n)
    const at = advanceCurve(curve, 10n * DAY)
    // +20 % on day 0, 0 on day 1, nothing while there was nothing, +10 % on day 9.
    expect(at.returns).to.deep.include({ count: 3n, sum: (30n * WAD) / 100n })
    expect(totalReturnWad(at.first, at.price)).to.deep.equal(defined((32n * WAD) / 100n))
    expect(at.isRuined).to.equal(false)
  })

  it('profit on nothing, or more taken out than there is, leaves amounts and takes the ratios', () => {
    let curve = setEquity(startCurve(0n), 5n, 7n)
    curve = addFlow(curve, 6n, 100n)
    curve = setEquity(curve, DAY, 90n)
    expect(readCurve(curve, 2n * DAY)).to.deep.include({
      profit: -10n,
      maxDrawdown: 17n,
      sharpe: none('NON_POSITIVE_EQUITY'),
    })
    let drained = addFlow(startCurve(0n), 0n, 100n)
    drained = addFlow(drained, 1n, -130n)
    expect(readCurve(drained, DAY)).to.deep.include({
      profit: 0n,
      equity: -30n,
      totalReturn: none('NON_POSITIVE_EQUITY'),
    })
    drained = addFlow(drained, DAY, 200n)
    drained = addFlow(setEquity(drained, DAY + 1n, 150n), DAY + 2n, 50n)
    expect(readCurve(drained, 3n * DAY)).to.deep.include({ profit: -20n, equity: 200n })
    // Emptied after that and funded again: what was lost before stays lost.
    let again = addFlow(setEquity(addFlow(startCurve(0n), 0n, 100n), 1n, 80n), 2n, -130n)
    again = addFlow(addFlow(again, 3n, 50n), 4n, 50n)
    expect(readCurve(again, 5n)).to.deep.include({ profit: -20n, equity: 50n, maxDrawdown: 20n })
    const never = addFlow(startCurve(0n), 0n, -5n)
    expect(readCurve(never, DAY).sharpe).to.deep.equal(none('NON_POSITIVE_EQUITY'))
    expect(readCurve(startCurve(0n), DAY)).to.deep.include({
      sharpe: none('TOO_FEW_SAMPLES'),
      totalReturn: none('NO_DATA'),
      maxDrawdownWad: none('NO_DATA'),
    })
    expect(addFlow(startCurve(0n), 0n, 0n).shares).to.equal(0n)
  })
})

describe('analytics of an account', () => {
  it('trades with fees and rebates by hand', () => {
    let account = startPerformance({ timestamp: 0n, equity: 10_000n })
    account = recordTrade(account, trade(1n, undefined, { rebate: 2n }))
    account = recordTrade(account, trade(2n, 100n, { fee: 5n, isMaker: false }))
    account = recordTrade(account, trade(3n, -40n, { rebate: 1n }))
    account = recordTrade(account, trade(4n, 4n, { fee: 5n, isMaker: false }))
    expect(readMetrics(account, DAY)).to.deep.include({
      equity: 10_057n,
      profit: 57n,
      // +95, -39, -1: what the opening fill earned is no trip.
      netProfit: 55n,
      grossProfit: 95n,
      grossLoss: 40n,
      trips: 3n,
      wins: 1n,
      losses: 2n,
      fills: 4n,
      makerVolume: 2_000n,
      takerVolume: 2_000n,
      fees: 10n,
      rebates: 3n,
      largestWin: defined(95n),
      largestLoss: defined(39n),
      makerShare: defined(WAD / 2n),
      maxDrawdown: 40n,
    })
  })

  it('starts with what it is given, be it a single atom', () => {
    expect(startPerformance({ timestamp: 0n, equity: 1n }).curve).to.deep.include({ equity: 1n, netFlow: 1n })
    expect(startPerformance({ timestamp: 0n }).curve).to.deep.equal(startCurve(0n))
  })

  it('is judged at market prices where they are given', () => {
    let account = startPerformance({ timestamp: 0n, equity: 1_000n, period: 3_600n })
    account = recordTrade(account, trade(10n, undefined, { equity: 990n }))
    account = recordEquity(account, 3_600n, 900n)
    account = recordFlow(account, 3_700n, 100n)
    account = recordTrade(account, trade(3_800n, 50n, { equity: 1_100n }))
    const read = readMetrics(account, 7_200n)
    expect(read).to.deep.include({ equity: 1_100n, profit: 0n, maxDrawdown: 100n, netProfit: 50n })
    expect(advancePerformance(account, 7_200n).curve.returns.count).to.equal(2n)
  })

  it('costs the same however much was recorded: its state does not grow', () => {
    const size = (value: unknown): number =>
      typeof value === 'object' && value !== null ? Object.values(value).reduce((sum, each) => sum + size(each), 1) : 1
    let account = recordTrade(startPerformance({ timestamp: 0n, equity: 10n ** 9n }), trade(0n, 1n))
    const before = size(account)
    for (let i = 1n; i < 2_000n; i++) account = recordTrade(account, trade(i * 600n, ((i * 7_919n) % 201n) - 100n))
    expect(size(account)).to.equal(before)
  })

  it('is plain data, and a record is undone by what was there before it', () => {
    const before = recordTrade(startPerformance({ timestamp: 0n, equity: 500n }), trade(5n, 10n))
    const copy = structuredClone(before)
    const after = recordTrade(before, trade(6n, -3n))
    expect(before).to.deep.equal(copy)
    const text = JSON.stringify(after, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value))
    const back = JSON.parse(text, (_key, value: unknown) =>
      typeof value === 'string' ? BigInt(value.slice(0, -1)) : value,
    ) as typeof after
    expect(back).to.deep.equal(after)
    expect(recordTrade(back, trade(DAY, 7n))).to.deep.equal(recordTrade(after, trade(DAY, 7n)))
  })
})

describe('analytics falls', () => {
  /** A walk of prices of one and the same share count, and profits. */
  const walk: fc.Arbitrary<CurvePoint[]> = fc
    .array(fc.tuple(fc.bigInt({ min: 1n, max: 20n }), fc.bigInt({ min: 1n, max: 9n })), { minLength: 1, maxLength: 24 })
    .map((steps) => {
      let time = 0n
      return steps.map(([equity, wait]) => {
        time += wait
        return { time, price: { equity, shares: 7n }, profit: equity * 3n - 30n }
      })
    })
  const windowOf = ([first, ...rest]: readonly CurvePoint[]): FallWindow => {
    if (first === undefined) throw new Error('a window has a first point')
    return rest.reduce(addToFallWindow, startFallWindow(first))
  }

  it('two windows merged are one that recorded both, wherever they are cut', () => {
    fc.assert(
      fc.property(walk, fc.nat(), (points, place) => {
        fc.pre(points.length > 1)
        const cut = 1 + (place % (points.length - 1))
        const merged = mergeFallWindows(windowOf(points.slice(0, cut)), windowOf(points.slice(cut)))
        expect(merged).to.deep.equal(windowOf(points))
        // The next window may as well start with the point the last one ended at.
        const shared = mergeFallWindows(windowOf(points.slice(0, cut)), windowOf(points.slice(cut - 1)))
        expect(shared).to.deep.equal(windowOf(points))
      }),
      { numRuns: 500 },
    )
  })

  it('merging is associative', () => {
    fc.assert(
      fc.property(walk, walk, walk, (x, y, z) => {
        const later = (points: readonly CurvePoint[], by: bigint) =>
          points.map((point) => ({ ...point, time: point.time + by }))
        const [a, b, c] = [windowOf(x), windowOf(later(y, 1_000n)), windowOf(later(z, 2_000n))]
        expect(mergeFallWindows(mergeFallWindows(a, b), c)).to.deep.equal(mergeFallWindows(a, mergeFallWindows(b, c)))
      }),
    )
  })

  it('agrees with looking at every pair of points', () => {
    fc.assert(
      fc.property(walk, (points) => {
        const { fall } = windowOf(points)
        let amount = 0n
        let wad = 0n
        for (const [i, before] of points.entries()) {
          for (const after of points.slice(i)) {
            const drop = before.profit - after.profit
            if (drop > amount) amount = drop
            const part =
              ((before.price.equity - after.price.equity) * WAD + before.price.equity - 1n) / before.price.equity
            if (part > wad) wad = part
          }
        }
        expect([fall.amount, fall.wad]).to.deep.equal([amount, wad])
        // Under water: from a point at the peak to the first one that reaches it again.
        let longest = 0n
        for (const [i, before] of points.entries()) {
          const rest = points.slice(i + 1)
          const back = rest.findIndex(({ price }) => price.equity >= before.price.equity)
          if (points.slice(0, i).some(({ price }) => price.equity > before.price.equity) || back === 0) continue
          const until = back < 0 ? points.at(-1)?.time : rest[back]?.time
          if (rest.length > 0 && (until ?? 0n) - before.time > longest) longest = (until ?? 0n) - before.time
        }
        expect(fallDuration(fall, points.at(-1)?.time ?? 0n).seconds).to.equal(longest)
      }),
      { numRuns: 300 },
    )
  })

  it('a ruined share has amounts alone, merged or not', () => {
    const at = (time: bigint, equity: bigint): CurvePoint => ({ time, price: { equity, shares: 1n }, profit: equity })
    const points = [at(0n, 10n), at(1n, 12n), at(2n, -3n), at(3n, 6n)]
    const merged = mergeFallWindows(windowOf(points.slice(0, 2)), windowOf(points.slice(2)))
    for (const { fall } of [merged, windowOf(points)]) {
      expect(fall.amount).to.equal(15n)
      expect(fallWad(fall)).to.deep.equal(none('NON_POSITIVE_EQUITY'))
    }
    expect(fallWad(addToFall(startFall(at(0n, 10n)), at(1n, 9n)))).to.deep.equal(defined(WAD / 10n))
  })
})
