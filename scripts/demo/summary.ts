import type { Comparison, VaultRecord } from './agreement.ts'
import { formatAmount, formatCount, formatPercent, formatRatio } from './format.ts'
import type { Indexed, Metric } from './metrics.ts'
import { quoteDecimals } from './terms.ts'

/** How long a replay took, in seconds. */
export interface Timing {
  /** From the start of the command. */
  readonly total: number
  /** From the last block of the replay until it was indexed. */
  readonly indexLag: number
}

/** How a replay went, for people. */
export function renderSummary(bars: number, record: VaultRecord, { vault, metrics }: Indexed, timing: Timing): string {
  const rows: readonly (readonly [string, string])[] = [
    ['Bars', formatCount(bars)],
    ['Fills', formatCount(record.fills)],
    ['Volume', usd(BigInt(metrics.makerVolume))],
    ['PnL, realised', usd(record.pnl)],
    ['Win rate', show(vault.winRate, formatPercent)],
    ['Sharpe ratio', show(metrics.sharpe, (wad) => formatRatio(wad, 2))],
    ['Max drawdown', `${show(metrics.maxDrawdown, usd)} (${show(metrics.maxDrawdownWad, formatPercent)} of the peak)`],
    ['Profit factor', show(metrics.profitFactor, (wad) => formatRatio(wad, 2))],
    ['Time taken', `${timing.total.toFixed(1)} s; indexed ${timing.indexLag.toFixed(1)} s after the last block`],
  ]
  return ['Summary', ...rows.map(([name, value]) => `  ${name.padEnd(14)} ${value}`)].join('\n')
}

/** The three numbers of the PnL side by side, and whether everything else agrees too. */
export function renderAgreement(comparisons: readonly Comparison[]): string {
  const lines = ['The same PnL, three times']
  for (const { name, values } of comparisons) {
    if (name !== 'pnl') continue
    for (const [index, who] of ['vault.pnl() on chain', 'indexer over GraphQL', 'SDK replay of fills'].entries()) {
      lines.push(`  ${who.padEnd(20)} ${usd(values[index] ?? 0n).padStart(24)}`)
    }
  }
  const different = comparisons.filter(({ equal }) => !equal)
  for (const { name, values } of different) {
    const [chain, indexer, sdk] = values.map((value) => (value === undefined ? 'undefined' : String(value)))
    lines.push(`  DIFFERENT ${name}: chain ${chain}, indexer ${indexer}, SDK ${sdk}`)
  }
  const names = 'PnL, position, cost, cursor, fills and win rate'
  lines.push(
    different.length === 0 ? `  ${names}: equal to the last unit` : '  NOT equal: this is a bug, please report it',
  )
  return lines.join('\n')
}

function usd(atoms: bigint): string {
  return `${formatAmount(atoms, quoteDecimals)} USD`
}

function show({ value, reason }: Metric, format: (value: bigint) => string): string {
  return value === null ? `none (${(reason ?? 'unknown').toLowerCase().replaceAll('_', ' ')})` : format(BigInt(value))
}
