import { readFileSync } from 'node:fs'

interface Vectors {
  readonly returns: readonly {
    readonly source: string
    readonly name: string
    readonly returns: readonly string[]
    readonly periods: number
    readonly sharpe: string
  }[]
  readonly trades: readonly {
    readonly source: string
    readonly pnl: readonly number[]
    readonly winRate: string
    readonly profitFactor: string | null
  }[]
  readonly drawdown: readonly {
    readonly source: string
    readonly start: number
    readonly pnl: readonly number[]
    readonly amount: number
    readonly fraction: string | null
  }[]
  readonly grids: readonly {
    readonly source: string
    readonly spacing: 'arithmetic' | 'geometric'
    readonly min: number
    readonly max: number
    readonly count: number
    readonly prices: readonly number[]
  }[]
  readonly funding: readonly {
    readonly source: string
    readonly min: number
    readonly step: number
    readonly count: number
    readonly sizePerCell: number
    readonly referencePrice: number
    readonly baseLots: number
    readonly quoteTicks: number
  }[]
}

/** Numbers published by third parties, as exact decimals. */
export const published = JSON.parse(
  readFileSync(new URL('../../vectors/publishedExact.json', import.meta.url), 'utf8'),
) as Vectors

/** A decimal such as `-0.04` in WAD. */
export function wad(value: string): bigint {
  const [whole = '', fraction = ''] = value.replace('-', '').split('.')
  const magnitude = BigInt(whole + fraction.padEnd(18, '0'))
  return value.startsWith('-') ? -magnitude : magnitude
}
