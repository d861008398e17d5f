/** Root of every query key of this package. */
export const KEY = 'tidemark'

/** Parameters as a text that is the same for the same parameters, bigints included. */
export function keyOf(parameters: object): string {
  return JSON.stringify(parameters, (_, value: unknown) => {
    if (typeof value === 'bigint') return `${value}n`
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
