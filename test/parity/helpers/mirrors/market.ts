import {
  baseAmount,
  feeUp,
  notional,
  notionalForCostDown,
  notionalForProceedsUp,
  poolFeeDown,
  rebateCapBps,
} from '@tidemark/sdk/core'
import fc from 'fast-check'
import { cross, EDGES, uint } from '../cases.ts'
import { mirror } from '../mirror.ts'

const harness = 'MathHarness'
const word = uint(256)
const two = { harness, edges: cross(EDGES, EDGES), random: fc.tuple(word, word) } as const
// Fees and shares of any size revert more often than not; those of a market are at most 10,000.
const BPS = [...EDGES, 5n, 100n, 10_001n]
const bps = { harness, edges: cross(EDGES, BPS), random: fc.tuple(word, uint(14)) } as const

/** Notional, fees and their inverses. */
export const market = [
  mirror(notional, 'MarketLib.notional', {
    harness,
    edges: cross(EDGES, EDGES, EDGES),
    random: fc.tuple(word, word, word),
  }),
  mirror(baseAmount, 'MarketLib.baseAmount', two),
  mirror(feeUp, 'MarketLib.feeUp', two),
  mirror(poolFeeDown, 'MarketLib.poolFeeDown', two),
  mirror(notionalForCostDown, 'MarketLib.notionalForCostDown', bps),
  mirror(notionalForProceedsUp, 'MarketLib.notionalForProceedsUp', bps),
  mirror(rebateCapBps, 'MarketLib.rebateCapBps', bps),
]
