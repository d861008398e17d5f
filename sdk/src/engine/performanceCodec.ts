import type { EquityCurve, UlcerTotals } from '../core/analytics/curve.ts'
import type { TargetTotals } from '../core/analytics/downside.ts'
import type { Fall } from '../core/analytics/fall.ts'
import type { Performance } from '../core/analytics/performance.ts'
import type { ReturnTotals } from '../core/analytics/returns.ts'
import type { SharePrice } from '../core/analytics/sharePrice.ts'
import type { TripExtremes, TripTotals } from '../core/analytics/trips.ts'
import type { VolumeTotals } from '../core/analytics/volume.ts'
import { flag, large, recordOf } from './codec.ts'

const price = recordOf<SharePrice>({ equity: large, shares: large })
const returns = recordOf<ReturnTotals>({ count: large, sum: large, sumOfSquares: large })

/** Volumes of an account. */
export const volumeCodec = recordOf<VolumeTotals>({
  makerFills: large,
  takerFills: large,
  makerVolume: large,
  takerVolume: large,
  fees: large,
  rebates: large,
})

const trips = recordOf<TripTotals>({ trips: large, wins: large, losses: large, grossProfit: large, grossLoss: large })

const fall = recordOf<Fall>({
  peak: price,
  peakTime: large,
  peakProfit: large,
  amount: large,
  wad: large,
  longest: large,
  isOpen: flag,
  isRuined: flag,
})

const curve = recordOf<EquityCurve>({
  period: large,
  startTime: large,
  time: large,
  equity: large,
  shares: large,
  netFlow: large,
  first: price,
  open: price,
  price,
  fall,
  returns,
  target: recordOf<TargetTotals>({
    target: large,
    count: large,
    excess: large,
    shortfall: large,
    shortfallSquares: large,
  }),
  ulcer: recordOf<UlcerTotals>({ count: large, squares: large }),
  isRuined: flag,
})

/** Everything an account's metrics are computed from. */
export const performanceCodec = recordOf<Performance>({
  volume: volumeCodec,
  trips,
  extremes: recordOf<TripExtremes>({ largestWin: large, largestLoss: large }),
  results: returns,
  curve,
})
