import { toUnits } from './decimal.ts'

/** A whole number with separators: 1,234,567. */
export function formatCount(value: bigint | number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** An amount of a token, all its decimals: 1,234.567800. Exact. */
export function formatAmount(atoms: bigint, decimals: number): string {
  const magnitude = atoms < 0n ? -atoms : atoms
  const unit = 10n ** BigInt(decimals)
  const fraction = decimals === 0 ? '' : `.${String(magnitude % unit).padStart(decimals, '0')}`
  return `${atoms < 0n ? '-' : ''}${formatCount(magnitude / unit)}${fraction}`
}

/** A WAD ratio to `places` decimals, the nearest; half goes away from zero. */
export function formatRatio(wad: bigint, places: number): string {
  return formatAmount(toUnits({ digits: wad, scale: 18 }, places), places)
}

/** A WAD ratio as a percentage with two decimals: 12.34 %. */
export function formatPercent(wad: bigint): string {
  return `${formatRatio(wad * 100n, 2)} %`
}

/** Day of a time in seconds since 1970, UTC. */
export function formatDay(seconds: bigint): string {
  return new Date(Number(seconds) * 1000).toISOString().slice(0, 10)
}
