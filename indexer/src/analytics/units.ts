import { defined, type Metric, undefinedBecause } from '@tidemark/sdk/analytics'
import type { Mark } from '../reducers/records.ts'

/** Decimal places a price is shown with at most. */
const PRICE_PLACES = 18

/** `atoms` as a decimal number of whole tokens, exact. */
export function formatAtoms(atoms: bigint, decimals: number): string {
  return formatRatio(atoms, 10n ** BigInt(decimals), decimals)
}

/**
 * The price of a mark in whole quote tokens per whole base token, rounded down after 18 places; nothing without a fill or
 * without knowing both tokens' decimals.
 */
export function formatPrice(
  mark: Mark,
  lotSize: bigint,
  baseDecimals: number | undefined,
  quoteDecimals: number | undefined,
): string | undefined {
  if (mark.size === 0n || baseDecimals === undefined || quoteDecimals === undefined) return undefined
  const numerator = mark.notional * 10n ** BigInt(baseDecimals)
  return formatRatio(numerator, mark.size * lotSize * 10n ** BigInt(quoteDecimals), PRICE_PLACES)
}

/** An amount that may be unknown, as a metric. */
export function metricOf(amount: bigint | undefined): Metric {
  return amount === undefined ? undefinedBecause('NO_DATA') : defined(amount)
}

function formatRatio(numerator: bigint, denominator: bigint, places: number): string {
  const magnitude = ((numerator < 0n ? -numerator : numerator) * 10n ** BigInt(places)) / denominator
  const digits = magnitude.toString().padStart(places + 1, '0')
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '')
  const sign = numerator < 0n && magnitude !== 0n ? '-' : ''
  return `${sign}${digits.slice(0, digits.length - places)}${fraction === '' ? '' : `.${fraction}`}`
}
