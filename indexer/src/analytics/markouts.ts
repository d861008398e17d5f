import { floorDiv, type Metric, realisedSpreadWad } from '@tidemark/sdk/analytics'
import { WAD } from '@tidemark/sdk/core'
import { type Judged, MARKOUT_SECONDS, NOT_JUDGED } from '../reducers/measures.ts'

/** How a market moved after a maker's fills that were judged within a range. */
export interface Markout {
  readonly seconds: number
  /** Gain over volume, WAD. */
  readonly spread: Metric
  /** Quote atoms, rounded down. */
  readonly gain: bigint
  readonly volume: bigint
  readonly fills: number
}

/** Markouts by horizon: what was judged up to one moment and not up to an earlier one. */
export function markoutsBetween(
  before: readonly Judged[] | undefined,
  after: readonly Judged[] | undefined,
): Markout[] {
  return MARKOUT_SECONDS.map((seconds, i) => {
    const [earlier, later] = [before?.[i] ?? NOT_JUDGED, after?.[i] ?? NOT_JUDGED]
    const gain = later.gain - earlier.gain
    const volume = later.volume - earlier.volume
    const fills = later.fills - earlier.fills
    const spread = realisedSpreadWad({ horizon: BigInt(seconds), gain, volume, fills, pending: [] })
    return { seconds, spread, gain: floorDiv(gain, WAD), volume: floorDiv(volume, WAD), fills: Number(fills) }
  })
}
