/** What an account held at one moment: base in lots, quote at the scale of the price. */
export interface Holdings {
  readonly lots: bigint
  readonly quote: bigint
}

/**
 * Holdings at `price` quote per lot. Exact.
 *
 * @example
 * holdingsValue({ lots: 3n, quote: 50n }, 10n) // => 80n
 */
export function holdingsValue({ lots, quote }: Holdings, price: bigint): bigint {
  return lots * price + quote
}

/**
 * What trading made of `start` beside having held it: value now, value of having held, and the difference. What the owner moved
 * in or out since counts on both sides.
 *
 * @param price Quote per lot now.
 *
 * @example
 * holdBenchmark({ lots: 10n, quote: 0n }, { lots: 8n, quote: 30n }, 12n)
 * // => { value: 126n, hold: 120n, tradePnl: 6n }
 */
export function holdBenchmark(
  start: Holdings,
  now: Holdings,
  price: bigint,
  flows: Holdings = { lots: 0n, quote: 0n },
): { readonly value: bigint; readonly hold: bigint; readonly tradePnl: bigint } {
  const value = holdingsValue(now, price)
  const hold = holdingsValue({ lots: start.lots + flows.lots, quote: start.quote + flows.quote }, price)
  return { value, hold, tradePnl: value - hold }
}
