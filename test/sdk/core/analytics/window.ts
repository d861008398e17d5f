import {
  advancePerformance,
  closeWindow,
  defined,
  extendWindow,
  mergeWindows,
  type Performance,
  type PerformanceWindow,
  readMetrics,
  readWindow,
  recordFlow,
  recordTrade,
  startPerformance,
  startWindow,
} from '@tidemark/sdk/analytics'
import { expect } from 'chai'
import fc from 'fast-check'

const WAD = 10n ** 18n
const DAY = 86_400n
const none = (reason: string) => ({ ok: false, reason })

/** What happens to an account: a trade or a flow, some time after the one before. */
const happening = fc.record({
  wait: fc.oneof(fc.constant(0n), fc.bigInt({ min: 1n, max: 2n * DAY })),
  pnl: fc.bigInt({ min: -900n, max: 1_000n }),
  flow: fc.oneof(fc.constant(undefined), fc.bigInt({ min: -500n, max: 5_000n })),
})
const story = fc.array(happening, { minLength: 1, maxLength: 25 })

type Step = (account: Performance) => Performance

function stepsOf(happenings: readonly { wait: bigint; pnl: bigint; flow: bigint | undefined }[]): Step[] {
  return happenings.map(({ wait, pnl, flow }) => (account) => {
    const timestamp = account.curve.time + wait
    if (flow !== undefined) return recordFlow(account, timestamp, flow)
    return recordTrade(account, { timestamp, pnl, isMaker: pnl > 0n, notional: 100n, fee: 3n, rebate: 1n })
  })
}

/** Play steps into an account and a window that is open beside it. */
function play(start: Performance, steps: readonly Step[]): { account: Performance; window: PerformanceWindow } {
  let account = start
  let window = startWindow(start)
  for (const step of steps) {
    const after = step(account)
    window = extendWindow(window, account, after)
    account = after
  }
  return { account, window: closeWindow(window, account) }
}

describe('analytics windows', () => {
  const rich = startPerformance({ timestamp: 0n, equity: 10n ** 6n })

  it('neighbours merged are one window over both, wherever they are cut', () => {
    fc.assert(
      fc.property(story, fc.nat(), (happenings, place) => {
        const steps = stepsOf(happenings)
        const cut = place % (steps.length + 1)
        const whole = play(rich, steps)
        const a = play(rich, steps.slice(0, cut))
        // A moment that goes on after the cut is not over at it: begin the next window when time has passed.
        fc.pre(cut === steps.length || happenings[cut]?.wait !== 0n)
        const b = play(a.account, steps.slice(cut))
        expect(mergeWindows(a.window, b.window)).to.deep.equal(whole.window)
      }),
      { numRuns: 300 },
    )
  })

  it('a window from the start on says what the running total says', () => {
    fc.assert(
      fc.property(story, (happenings) => {
        const { account, window } = play(rich, stepsOf(happenings))
        const [part, all] = [readWindow(window), readMetrics(account, account.curve.time)]
        for (const name of [
          'profit',
          'netProfit',
          'totalReturn',
          'volatility',
          'sharpe',
          'sortino',
          'omega',
          'maxDrawdownWad',
          'drawdownDuration',
          'recoveryFactor',
        ] as const) {
          expect(part[name], name).to.deep.equal(all[name])
        }
        expect(part.maxDrawdown).to.deep.equal(defined(all.maxDrawdown))
        expect(window.trips).to.deep.equal(account.trips)
        expect(window.extremes).to.deep.equal(account.extremes)
        expect(window.volume).to.deep.equal(account.volume)
      }),
    )
  })

  it('two days by hand', () => {
    // 1 000: +100 and -55 on day 0; a deposit of 1 045 and -209 on day 1.
    const start = startPerformance({ timestamp: 0n, equity: 1_000n })
    const trade =
      (timestamp: bigint, pnl: bigint): Step =>
      (account) =>
        recordTrade(account, { timestamp, pnl, isMaker: true, notional: 100n, fee: 0n, rebate: 0n })
    const first = play(start, [trade(10n, 100n), trade(20n, -55n), (account) => advancePerformance(account, DAY)])
    const second = play(first.account, [
      (account) => recordFlow(account, DAY + 1n, 1_045n),
      trade(DAY + 2n, -209n),
      (account) => advancePerformance(account, 2n * DAY),
    ])
    expect(readWindow(second.window)).to.deep.include({
      profit: -209n,
      netProfit: -209n,
      totalReturn: defined(-WAD / 10n),
      maxDrawdown: defined(209n),
      maxDrawdownWad: defined(WAD / 10n),
      drawdownDuration: { seconds: DAY - 1n, isOpen: true },
      recoveryFactor: defined(-WAD),
    })
    expect(readWindow(mergeWindows(first.window, second.window))).to.deep.include({
      profit: -164n,
      // 1.045 · 0.9 = 0.9405; from the peak of 1.1 to 0.9405: 14.5 %.
      totalReturn: defined((-595n * WAD) / 10_000n),
      maxDrawdown: defined(264n),
      maxDrawdownWad: defined((145n * WAD) / 1_000n),
      drawdownDuration: { seconds: 2n * DAY - 10n, isOpen: true },
    })
    expect(second.window.extremes).to.deep.equal({ largestWin: 0n, largestLoss: 209n })
    expect(second.window.returns).to.deep.equal({ count: 1n, sum: -WAD / 10n, sumOfSquares: WAD ** 2n / 100n })
  })

  it('an account without funds has no falls yet, and begins where it is funded', () => {
    const empty = startPerformance({ timestamp: 0n })
    const before = play(empty, [(account) => advancePerformance(account, 5n)])
    expect(readWindow(before.window)).to.deep.include({
      maxDrawdown: none('NO_DATA'),
      maxDrawdownWad: none('NO_DATA'),
      totalReturn: none('NO_DATA'),
      drawdownDuration: { seconds: 0n, isOpen: false },
    })
    const funded = play(before.account, [
      (account) => recordFlow(account, 6n, 100n),
      (account) => advancePerformance(account, 7n),
    ])
    const merged = readWindow(mergeWindows(before.window, funded.window))
    expect(merged).to.deep.include({ maxDrawdown: defined(0n), totalReturn: defined(0n) })
    expect(readWindow(mergeWindows(before.window, before.window))).to.deep.include({ maxDrawdown: none('NO_DATA') })
    const drained = play(funded.account, [
      (account) => recordFlow(account, 8n, -130n),
      (account) => advancePerformance(account, 9n),
    ])
    expect(readWindow(drained.window)).to.deep.include({
      totalReturn: none('NON_POSITIVE_EQUITY'),
      maxDrawdown: defined(0n),
    })
  })
})
