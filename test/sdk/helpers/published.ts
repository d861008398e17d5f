import { readFileSync } from 'node:fs'
import { expect } from 'chai'

/** A number as it stands in the file: no digit is lost in a double. */
type Num = string

interface Sourced {
  readonly src: string
}

/** The whole file of published numbers, numbers as their text. */
interface Published {
  readonly returns: readonly (Sourced & {
    readonly id: string
    readonly returns?: readonly Num[]
    readonly prices?: readonly Num[]
    readonly leadingNaN?: boolean
    readonly ann: Num
    readonly rfPerPeriod?: Num
    readonly marPerPeriod?: Num
    readonly sharpe?: Num
    readonly sortino?: Num
    readonly downside?: Num
    readonly vol?: Num
    readonly mdd?: Num
    readonly cum?: Num
    readonly omega?: Num
    readonly calmar?: Num
    readonly calmar_n9?: Num
    readonly annReturn?: Num
    readonly annReturn_n9?: Num
    readonly annReturn_n5?: Num
  })[]
  readonly tradePnl: readonly (Sourced & {
    readonly pnl?: readonly Num[]
    readonly avg?: Num
    readonly std?: Num
    readonly perTradeSharpe?: Num
    readonly pf?: Num
    readonly payoff?: Num
    readonly winRate?: string
    readonly mdd?: Num
    readonly profitToDD?: Num
    readonly mddDurationMin?: Num
    readonly expectancy?: Num
    readonly expectancyRatio?: Num
    readonly sqn?: Num
  })[]
  readonly drawdown: readonly (Sourced & {
    readonly pnl?: readonly Num[]
    readonly start?: Num
    readonly balances?: readonly Num[]
    readonly abs: Num
    readonly pct?: string
    readonly pctOfPeak?: Num
    readonly pctAtAbsMax?: Num
    readonly relMaxMode?: { readonly pct: Num }
  })[]
  readonly recoveryDays: readonly (Sourced & { readonly equity: readonly Num[]; readonly days: Num })[]
  readonly cagr: readonly (Sourced & Readonly<Record<'start' | 'end' | 'days' | 'cagr', Num>>)[]
  readonly varPercentile: readonly (Sourced & { readonly x: readonly Num[]; readonly q: Num; readonly v: Num })[]
  readonly fifo: readonly (Sourced & {
    readonly tx: readonly (readonly [Num, Num])[]
    readonly trips: readonly (readonly [Num, string])[]
  })[]
  readonly inventorySkew: readonly (Sourced & {
    readonly in: readonly [Num, Num, Num, Num, Num]
    readonly bid: string
    readonly ask: string
  })[]
  readonly glft: Sourced &
    Readonly<Record<'A' | 'k' | 'gamma' | 'xi' | 'delta' | 'sigma' | 'c1' | 'c2' | 'halfSpread' | 'skew', Num>>
  readonly avellaneda: {
    readonly params: Readonly<Record<'sigma' | 'T' | 'dt' | 'gamma' | 'k', Num>>
    readonly spread_t0: Num
    readonly meanSpreadOverT: Num
  }
  readonly pnl: readonly [
    Sourced & {
      readonly trades: readonly (readonly ['BUY' | 'SELL', Num, Num])[]
      readonly hold: Num
      readonly value: Num
      readonly tradePnl: Num
    },
    Sourced & {
      readonly seq: readonly (readonly ['BUY' | 'SELL', Num, Num])[]
      readonly avgAfter2: Num
      readonly realised3: Num
      readonly realised4: Num
    },
  ]
  readonly grid: {
    readonly cells: readonly Readonly<
      Record<'pLo' | 'pHi' | 'qty' | 'feePpm' | 'cost' | 'feeBuy' | 'proceeds' | 'feeSell' | 'net', Num>
    >[]
    readonly sqrt: Readonly<Record<string, string>>
    readonly ft179: Readonly<
      Record<
        | 'n'
        | 'wins'
        | 'losses'
        | 'net'
        | 'grossWin'
        | 'grossLoss'
        | 'pf'
        | 'winRate'
        | 'avgWin'
        | 'avgLoss'
        | 'payoff'
        | 'expectancy',
        Num
      >
    >
  } & Readonly<
    Record<
      'geom_20000_30000_6_tick0.01' | 'arith_20000_30000_6' | 'arith_1000_3000_31_first5' | 'arith_0.1_0.9_7_tick0.01',
      readonly string[]
    >
  > &
    Readonly<Record<'mixed_252' | 'mixed_365' | 'neg_252' | 'neg_365' | 'bal100_365', Readonly<Record<string, string>>>>
  readonly gridPublished: readonly (Sourced & Readonly<Record<string, unknown>>)[]
  readonly skewedVaultQuotes: readonly (Readonly<
    Record<
      | 'asset'
      | 'inv_base'
      | 'tick'
      | 'step'
      | 'layers'
      | 'smin'
      | 'sbuf'
      | 'minchg'
      | 'f'
      | 'pct'
      | 'oracle'
      | 'price'
      | 'base_exp',
      Num
    >
  > & {
    readonly name: string
    readonly orders: readonly {
      readonly side: 'S' | 'B'
      readonly layer: Num
      readonly subticks: Num
      readonly quantums: Num
      readonly postOnly: boolean
    }[]
  })[]
}

const text = readFileSync(new URL('../../vectors/published.json', import.meta.url), 'utf8')

/** Numbers as they are written, and `same` as the source named above it. */
function parse(): Published {
  const file = JSON.parse(text, (_key: string, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' ? (context?.source ?? String(value)) : value,
  ) as Record<string, unknown>
  for (const list of Object.values(file)) {
    let above = ''
    for (const entry of Array.isArray(list) ? (list as { src?: string }[]) : []) {
      if (entry.src === undefined || entry.src === 'same') entry.src = above
      above = entry.src
    }
  }
  return file as unknown as Published
}

/** Everything third parties have published that we know of; each entry names its source. */
export const everything = parse()

/** A decimal, perhaps with an exponent, times 10^`places`, digits beyond cut off. */
export function decimal(value: string, places = 18): bigint {
  const [mantissa = '', exponent = '0'] = value.toLowerCase().split('e')
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.')
  const digits = BigInt(whole + fraction)
  const shift = places - fraction.length + Number(exponent)
  const magnitude = shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift)
  return value.startsWith('-') ? -magnitude : magnitude
}

/** Expect a WAD to equal a published decimal in its first `digits` significant digits: doubles have no more than 15. */
export function expectNear(actual: bigint, expected: string, digits = 13): void {
  const want = decimal(expected)
  const size = want < 0n ? -want : want
  const off = actual > want ? actual - want : want - actual
  expect(off <= size / 10n ** BigInt(digits) + 1n, `${actual} should be ${want}`).to.equal(true)
}

/** Value of a metric that must have one. */
export function known(metric: { readonly ok: boolean; readonly value?: bigint; readonly reason?: string }): bigint {
  if (metric.value === undefined) throw new Error(`no value: ${metric.reason}`)
  return metric.value
}
