/** A dash for what is not known. */
export const NONE = '–'

const REASONS = {
  NO_DATA: 'no data yet',
  TOO_FEW_SAMPLES: 'too few days',
  ZERO_VARIANCE: 'no variation',
  NO_LOSSES: 'no losses',
  NO_DRAWDOWN: 'no drawdown',
  NON_POSITIVE_EQUITY: 'equity was zero',
}

/** Atoms as a number of whole tokens: for display, where a double's 15 digits are plenty. */
export function toNumber(atoms, decimals) {
  return Number(atoms) / 10 ** (decimals ?? 0)
}

/** `value` with about as many digits as people read. */
export function formatNumber(value, digits = 2) {
  if (!Number.isFinite(value)) return NONE
  const size = Math.abs(value)
  const fraction = size === 0 || size >= 1 ? digits : Math.max(digits, Math.min(10, 2 - Math.floor(Math.log10(size))))
  const options =
    size >= 1e6
      ? { notation: size >= 1e15 ? 'scientific' : 'compact', maximumFractionDigits: 2 }
      : { minimumFractionDigits: digits, maximumFractionDigits: fraction }
  return value.toLocaleString('en', options).replace('-', '−')
}

/** `value` with exactly so many decimals, so that columns line up. */
export function formatFixed(value, digits) {
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits }).replace('-', '−')
}

/** Decimals of a column: `digits`, or as many as show two more figures of the smallest value, `most` at most. */
export function columnDigits(values, digits, most = 12) {
  const sizes = values.map(Math.abs).filter((size) => size > 0 && Number.isFinite(size))
  if (sizes.length === 0) return digits
  return Math.max(digits, Math.min(most, 2 - Math.floor(Math.log10(Math.min(...sizes)))))
}

/** A signed amount: with its sign, and a true minus. */
export function formatSigned(value, digits = 2) {
  const text = formatNumber(Math.abs(value), digits)
  return value > 0 ? `+${text}` : value < 0 ? `−${text}` : text
}

/** A metric in WAD as text by `show`, or why there is none. */
export function formatMetric(metric, show) {
  if (!metric) return { text: NONE, none: true }
  if (metric.value === null) return { text: REASONS[metric.reason] ?? metric.reason, none: true }
  return { text: show(Number(metric.value) / 1e18), none: false }
}

/** Share as a percentage. */
export function formatPercent(share) {
  return `${formatNumber(share * 100, 2)} %`
}

/** Chain time as a UTC date. */
export function formatDay(seconds) {
  return new Date(seconds * 1000).toISOString().slice(0, 10)
}

/** Chain time as a UTC date and time. */
export function formatTime(seconds) {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')
}

/** The ends of an address. */
export function shorten(address) {
  return `${address.slice(0, 6)}…${address.slice(-4)}`
}
