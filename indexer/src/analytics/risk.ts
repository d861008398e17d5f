import { type Metric, undefinedBecause as noValue, defined as value } from '@tidemark/sdk/analytics'
import { type SeriesMetrics, seriesCurve } from './curve.ts'
import { hasShares, type SeriesPoint, seriesDrawdown, seriesSharpe } from './series.ts'

/** What a series of equity tells, each worked out when it is asked for. Amounts in quote atoms, ratios in WAD. */
export class Risk {
  readonly #series: readonly SeriesPoint[]
  /** The curve takes most of the work, and many ask for nothing of it. */
  #walked: SeriesMetrics | undefined
  #sharpe: Metric | undefined
  #drawdown: ReturnType<typeof seriesDrawdown>

  constructor(series: readonly SeriesPoint[]) {
    this.#series = series
  }

  /** Change of equity, flows taken out. */
  get profit(): Metric {
    const [start, ...rest] = this.#series
    const end = this.#series.at(-1)
    if (start === undefined || end === undefined) return noValue('NO_DATA')
    return value(rest.reduce((left, { netFlow }) => left - netFlow, end.equity - start.equity))
  }
  /** Daily returns that the ratios come from. */
  get returns(): number {
    return Number(this.#curve?.returns ?? 0n)
  }
  get totalReturn(): Metric {
    return this.#ofCurve(({ totalReturn }) => totalReturn)
  }
  get cagr(): Metric {
    return this.#ofCurve(({ cagr }) => cagr)
  }
  get volatility(): Metric {
    return this.#ofCurve(({ volatility }) => volatility)
  }
  get sharpe(): Metric {
    this.#sharpe ??= this.#series.length === 0 ? noValue('NO_DATA') : seriesSharpe(this.#series)
    return this.#sharpe
  }
  get sortino(): Metric {
    return this.#ofCurve(({ sortino }) => sortino)
  }
  get omega(): Metric {
    return this.#ofCurve(({ omega }) => omega)
  }
  get calmar(): Metric {
    return this.#ofCurve(({ calmar }) => calmar)
  }
  get maxDrawdown(): Metric {
    const drawdown = this.#deepest
    return drawdown ? value(drawdown.amount) : noValue('NO_DATA')
  }
  get maxDrawdownWad(): Metric {
    const drawdown = this.#deepest
    if (drawdown === undefined) return noValue('NO_DATA')
    return hasShares(this.#series) ? value(drawdown.wad) : noValue('NON_POSITIVE_EQUITY')
  }
  get maxDrawdownSeconds(): Metric {
    return this.#ofCurve(({ drawdownDuration }) => value(drawdownDuration.seconds))
  }
  get recoveryFactor(): Metric {
    return this.#ofCurve(({ recoveryFactor }) => recoveryFactor)
  }

  get #deepest(): ReturnType<typeof seriesDrawdown> {
    this.#drawdown ??= seriesDrawdown(this.#series)
    return this.#drawdown
  }

  get #curve(): SeriesMetrics | undefined {
    this.#walked ??= seriesCurve(this.#series)
    return this.#walked
  }

  #ofCurve(read: (known: SeriesMetrics) => Metric): Metric {
    const known = this.#curve
    return known ? read(known) : noValue('NO_DATA')
  }
}
