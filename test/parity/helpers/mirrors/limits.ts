import {
  type Bucket,
  type BudgetWindow,
  bucketAvailable,
  bucketUsedAt,
  isLiveAnswer,
  isWithinBand,
  lotsFor,
  markDown,
  markValueDown,
  markValueUp,
  shareableProfit,
  shareDown,
  spendInWindow,
  takeFromBucket,
  tryOracleScale,
  windowLeft,
} from '@tidemark/sdk/core'
import fc from 'fast-check'
import { cross, EDGES, int, mostly, uint } from '../cases.ts'
import { mirror } from '../mirror.ts'

const harness = 'LimitHarness'
const DAY = 86_400n

const TIMES = [0n, 1n, DAY, (1n << 40n) - 1n, 1n << 40n]
const BUCKETS: readonly Bucket[] = [
  { used: 0n, touchedAt: 0n },
  { used: 1n, touchedAt: DAY },
  { used: (1n << 128n) - 1n, touchedAt: 1n },
]
/** A bucket, its terms and a time that is mostly after it was touched. */
const touched = fc
  .tuple(uint(128), uint(40), mostly(uint(130), uint(256)), mostly(uint(32), uint(256)), uint(34), fc.nat(19))
  .map(([used, touchedAt, capacity, refill, since, odd]): [Bucket, bigint, bigint, bigint] => {
    const time = touchedAt + since
    return [{ used, touchedAt }, capacity, refill, odd === 0 ? since : time]
  })
const WINDOWS: readonly BudgetWindow[] = [
  { used: 0n, index: 0n },
  { used: 7n, index: 1n },
  { used: (1n << 128n) - 1n, index: 0n },
]
/** A window that is mostly the running one or the one before. */
const windowed = fc
  .tuple(
    uint(128),
    mostly(fc.bigInt({ min: 1n, max: 31_536_000n }), uint(256)),
    uint(45),
    uint(40),
    fc.nat(2),
    uint(129),
  )
  .map(([used, length, timestamp, index, kind, budget]): [BudgetWindow, bigint, bigint, bigint] => {
    const running = length === 0n ? 0n : timestamp / length
    const at = kind === 0 || running >> 40n !== 0n ? index : kind === 1 || running === 0n ? running : running - 1n
    return [{ used, index: at }, budget, length, timestamp]
  })

const word = uint(256)
const mark = uint(128)
const decimals = mostly(fc.bigInt({ min: 0n, max: 36n }), uint(8), 20)

/** Rate limits. */
export const buckets = [
  mirror(bucketUsedAt, 'BucketLib.usedAt', {
    harness,
    edges: cross(BUCKETS, [0n, 1n, 1n << 255n], [0n, 1n, DAY], TIMES),
    random: touched,
    compute: (bucket: Bucket, capacity: bigint, refillSeconds: bigint, time: bigint) =>
      bucketUsedAt(bucket, { capacity, refillSeconds }, time),
  }),
  mirror(bucketAvailable, 'BucketLib.available', {
    harness,
    edges: cross(BUCKETS, [0n, 1n, 1n << 255n], [0n, 1n, DAY], TIMES),
    random: touched,
    compute: (bucket: Bucket, capacity: bigint, refillSeconds: bigint, time: bigint) =>
      bucketAvailable(bucket, { capacity, refillSeconds }, time),
  }),
  mirror(takeFromBucket, 'BucketLib.take', {
    harness,
    edges: cross(BUCKETS, [0n, 1n], [1n, DAY], TIMES, EDGES),
    random: fc.tuple(touched, mostly(uint(128), word)).map(([args, amount]) => [...args, amount]),
    compute: (bucket: Bucket, capacity: bigint, refillSeconds: bigint, time: bigint, amount: bigint) =>
      takeFromBucket(bucket, { capacity, refillSeconds }, time, amount),
  }),
  mirror(windowLeft, 'BucketLib.left', {
    harness,
    edges: cross(WINDOWS, [0n, 7n, 8n, 1n << 128n], [0n, 1n, DAY], TIMES),
    random: windowed,
  }),
  mirror(spendInWindow, 'BucketLib.spend', {
    harness,
    edges: cross(WINDOWS, [0n, 1n, DAY], TIMES, EDGES),
    random: fc
      .tuple(windowed, mostly(uint(128), word))
      .map(([[window, , ...rest], amount]) => [window, ...rest, amount]),
  }),
]

/** Marks, feeds and what they are worth. */
export const marks = [
  mirror(markValueDown, 'MarkLib.valueDown', {
    harness,
    edges: cross(EDGES, EDGES, EDGES),
    random: fc.tuple(uint(64), uint(72), mark),
  }),
  mirror(markValueUp, 'MarkLib.valueUp', {
    harness,
    edges: cross(EDGES, EDGES, EDGES),
    random: fc.tuple(uint(64), uint(72), mark),
  }),
  mirror(isWithinBand, 'MarkLib.within', {
    harness,
    edges: cross(EDGES, EDGES, EDGES),
    random: fc
      .tuple(mostly(uint(64), word), mark, mostly(uint(16), word), fc.bigInt({ min: -3n, max: 3n }), fc.nat(2))
      .map(([price, any, bandBps, off, kind]) => {
        // Two times in three a mark at the edge of the band.
        const edge =
          kind === 1
            ? ((price << 64n) * 10_000n) / (10_000n + bandBps)
            : ((price << 64n) * 10_000n) / (bandBps < 10_000n ? 10_000n - bandBps : 1n)
        const at = edge + off
        return [price, kind === 0 || at < 0n || at >> 256n !== 0n ? any : at, bandBps]
      }),
  }),
  mirror(tryOracleScale, 'OracleLib.tryScale', {
    harness,
    edges: cross(
      [0n, 1n, (1n << 88n) - 1n, 1n << 255n],
      [0n, 1n, (1n << 72n) - 1n],
      [0n, 36n, 78n],
      [0n, 36n, 77n, 78n],
      [0n, 8n],
    ),
    random: fc.tuple(mostly(uint(88), word), mostly(uint(72), word), decimals, decimals, decimals),
    compute: (
      lotSize: bigint,
      tickSize: bigint,
      baseDecimals: bigint,
      quoteDecimals: bigint,
      oracleDecimals: bigint,
    ) => {
      const { fits, scale } = tryOracleScale({ lotSize, tickSize, baseDecimals, quoteDecimals, oracleDecimals })
      return [fits, { ...scale }]
    },
  }),
  mirror(markDown, 'OracleLib.markDown', {
    harness,
    edges: cross(
      EDGES,
      cross(EDGES, EDGES).map(([numerator, denominator]) => ({ numerator, denominator })),
    ),
    random: fc
      .tuple(uint(160), uint(200), uint(200))
      .map(([answer, numerator, denominator]) => [answer, { numerator, denominator }]),
  }),
  mirror(isLiveAnswer, 'OracleLib.tryRead', {
    harness,
    // In seconds around an hour; the chain's clock stands between 2020 and 2100.
    edges: cross([0n, 1n, -1n, (1n << 255n) - 1n, -(1n << 255n)], [0n, 1n, -1n, 3_600n, 3_601n], [0n, 3_600n]),
    random: fc.tuple(int(256), mostly(uint(20), int(24), 3), uint(32)),
    compute: (answer: bigint, age: bigint, maxAge: bigint) => {
      const timestamp = 2_000_000_000n
      return isLiveAnswer({ answer, updatedAt: timestamp - age }, maxAge, timestamp)
    },
  }),
]

/** The manager's share, and quotes by notional. */
export const shares = [
  mirror(shareableProfit, 'ProfitShareLib.profit', {
    harness,
    edges: cross([0n, 1n, -1n, (1n << 255n) - 1n, -(1n << 255n)], EDGES, EDGES),
    random: fc.tuple(mostly(int(144), int(256)), mostly(uint(192), word), mostly(uint(192), word)),
  }),
  mirror(shareDown, 'ProfitShareLib.shareDown', {
    harness,
    edges: cross([0n, 1n, -1n, (1n << 255n) - 1n], [0n, 1n, -1n, -(1n << 255n)], EDGES),
    random: fc.tuple(mostly(int(144), int(256)), mostly(int(144), int(256)), mostly(uint(13), word)),
  }),
  mirror(lotsFor, 'QuoteLib.lotsFor', {
    harness,
    edges: cross([0, 1], EDGES, EDGES, [0n, 1n, 1n << 64n], EDGES),
    random: fc.tuple(fc.constantFrom(0, 1), uint(64), uint(72), uint(64), mostly(uint(160), word)),
  }),
]
