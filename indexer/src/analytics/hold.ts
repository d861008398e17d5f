import type { Mark } from '../reducers/records.ts'

/** Lots that were there, or came (+) or went (-), at the price of a moment. */
export interface HeldLots {
  readonly lots: bigint
  readonly mark: Mark
}

/**
 * What lots would have made by being held until the price is `end`, quote atoms: quote that is held makes nothing. Each is
 * valued as equity is, rounded toward zero; nothing without a price.
 */
export function holdProfit(held: readonly HeldLots[], end: Mark): bigint | undefined {
  let profit = 0n
  for (const { lots, mark } of held) {
    if (lots === 0n) continue
    if (mark.size === 0n || end.size === 0n) return undefined
    profit += (lots * end.notional) / end.size - (lots * mark.notional) / mark.size
  }
  return profit
}
