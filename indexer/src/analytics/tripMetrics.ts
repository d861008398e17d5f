import {
  averageLoss,
  averageWin,
  expectancy,
  expectancyRatio,
  kelly,
  type Metric,
  payoff,
  profitFactor,
  type TripTotals,
  winRate,
} from '@tidemark/sdk/analytics'

/** What round trips tell. Amounts in quote atoms, ratios in WAD. */
export interface TripMetrics {
  readonly trips: number
  readonly wins: number
  readonly losses: number
  readonly winRate: Metric
  readonly grossProfit: bigint
  readonly grossLoss: bigint
  readonly profitFactor: Metric
  readonly expectancy: Metric
  readonly expectancyRatio: Metric
  readonly averageWin: Metric
  readonly averageLoss: Metric
  readonly payoff: Metric
  readonly kelly: Metric
}

/** The SDK's metrics of round trips. */
export function tripMetrics(trips: TripTotals): TripMetrics {
  return {
    trips: Number(trips.trips),
    wins: Number(trips.wins),
    losses: Number(trips.losses),
    winRate: winRate(trips),
    grossProfit: trips.grossProfit,
    grossLoss: trips.grossLoss,
    profitFactor: profitFactor(trips),
    expectancy: expectancy(trips),
    expectancyRatio: expectancyRatio(trips),
    averageWin: averageWin(trips),
    averageLoss: averageLoss(trips),
    payoff: payoff(trips),
    kelly: kelly(trips),
  }
}
