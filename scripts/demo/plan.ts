import { baseAmount, fillVault, lotsWithin, Side, type VaultFill, type VaultState } from '@tidemark/sdk/core'
import type { Candle } from './candles.ts'
import { walk } from './path.ts'

/** One take of the arbitrageur, and all that the chain should answer to it. */
export interface PlannedFill {
  /** The maker's side. */
  readonly side: Side
  readonly size: bigint
  readonly limitPrice: bigint
  readonly cursorBefore: bigint
  /** The vault's fill number. */
  readonly seq: bigint
  readonly notional: bigint
  readonly fee: bigint
}

/** One bar: one block, at the bar's time, holding its fills in order. */
export interface PlannedBar {
  readonly time: bigint
  readonly fills: readonly PlannedFill[]
}

/** Everything a replay will do, from and to which state of the vault, and the atoms the arbitrageur needs for it. */
export interface Plan {
  readonly start: VaultState
  readonly bars: readonly PlannedBar[]
  readonly end: VaultState
  readonly arbitrageur: { readonly base: bigint; readonly quote: bigint }
}

/**
 * Walk every bar through its four prices; at each an arbitrageur takes all that the grid offers beyond that price:
 * asks strictly below it, bids strictly above it.
 */
export function planReplay(candles: readonly Candle[], start: VaultState): Plan {
  let state = start
  const bars = candles.map((candle) => {
    const fills: PlannedFill[] = []
    for (const price of walk(candle)) {
      // Never both: a grid's lowest ask is above its highest bid.
      for (const [side, limitPrice] of [[Side.Ask, price - 1n] as const, [Side.Bid, price + 1n] as const]) {
        const size = lotsWithin(state, side, limitPrice)
        if (size === 0n) continue
        const fill = fillVault(state, side, size)
        fills.push(describe(state, fill, side, size, limitPrice))
        state = fill.state
      }
    }
    return { time: candle.time, fills }
  })
  return { start, bars, end: state, arbitrageur: fundsFor(bars, start.terms.market.lotSize) }
}

function describe(before: VaultState, fill: VaultFill, side: Side, size: bigint, limitPrice: bigint): PlannedFill {
  const { notional, fee, state } = fill
  return { side, size, limitPrice, cursorBefore: before.grid.cursor, seq: state.seq, notional, fee }
}

/** How deep the arbitrageur's balances would go below zero, had it started with nothing. */
function fundsFor(bars: readonly PlannedBar[], lotSize: bigint): { base: bigint; quote: bigint } {
  const held = { base: 0n, quote: 0n }
  const needed = { base: 0n, quote: 0n }
  for (const { side, size, notional, fee } of bars.flatMap(({ fills }) => fills)) {
    const base = baseAmount(size, lotSize)
    held.base += side === Side.Ask ? base : -base
    held.quote += (side === Side.Ask ? -notional : notional) - fee
    if (-held.base > needed.base) needed.base = -held.base
    if (-held.quote > needed.quote) needed.quote = -held.quote
  }
  return needed
}
