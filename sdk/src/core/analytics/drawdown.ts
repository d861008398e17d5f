import { WAD } from '../u256.ts'

/** Equity at one moment, in quote atoms, and what the owner moved in (+) or out (−) since the sample before it. */
export interface EquitySample {
  readonly equity: bigint
  readonly netFlow: bigint
}

/** The deepest fall from a peak seen so far, the owner's flows taken out. */
export interface Drawdown {
  /** Highest equity so far, scaled by every flow since, so that it compares with equity now. */
  readonly peak: bigint
  /** Largest peak less trough, quote atoms. */
  readonly amount: bigint
  /** Largest (peak − trough) / peak, WAD, rounded up; not always the same fall as `amount`. */
  readonly wad: bigint
}

/**
 * Start a drawdown at the first equity, quote atoms: the starting point counts as a peak.
 *
 * @example
 * startDrawdown(1_000n) // => { peak: 1_000n, amount: 0n, wad: 0n }
 */
export function startDrawdown(equity: bigint): Drawdown {
  return { peak: equity, amount: 0n, wad: 0n }
}

/**
 * Take one more sample into account. Its flow counts as moved at its end: the fall is measured before it, and the peak
 * then grows or shrinks with the equity, as a share price would stay the same (rounded up).
 *
 * @example
 * addToDrawdown(startDrawdown(1_000n), { equity: 900n, netFlow: 0n })
 * // => { peak: 1_000n, amount: 100n, wad: 100_000_000_000_000_000n }
 */
export function addToDrawdown(drawdown: Drawdown, { equity, netFlow }: EquitySample): Drawdown {
  const traded = equity - netFlow
  const peak = traded > drawdown.peak ? traded : drawdown.peak
  const fall = peak - traded
  const wad = peak > 0n ? (fall * WAD + peak - 1n) / peak : 0n
  return {
    peak: netFlow === 0n ? peak : scaledPeak(peak, traded, equity),
    amount: fall > drawdown.amount ? fall : drawdown.amount,
    wad: wad > drawdown.wad ? wad : drawdown.wad,
  }
}

/** `peak * after / before`, rounded up; what is put into a ruined or taken out of an emptied vault starts a new peak. */
function scaledPeak(peak: bigint, before: bigint, after: bigint): bigint {
  return before > 0n && after > 0n ? (peak * after + before - 1n) / before : after
}
