import { BPS } from '../market.ts'
import type { Ladder } from './source.ts'

/** A ladder at the marginal price of a route, where several may offer more lots than are wanted. */
export interface Tie {
  readonly ladder: Ladder
  /** Lots taken at this price. */
  taken: bigint
}

/** What the lots of a tie cost, and what its leg comes to with them. */
export interface TieValue {
  /** Quote atoms of one lot at the marginal price. */
  readonly lot: bigint
  readonly tickSize: bigint
  readonly feeBps: bigint
}

/** Ladders that share the marginal price, those first that need no leg of their own, then those that offer most. */
export function tiesOf(ladders: readonly Ladder[]): Tie[] {
  const ties = ladders.map((ladder) => ({ ladder, taken: 0n }))
  return ties.length === 1 ? ties : ties.sort((a, b) => rank(a.ladder, b.ladder))
}

function rank(a: Ladder, b: Ladder): number {
  const [usedA, usedB] = [a.size > 0n, b.size > 0n]
  if (usedA !== usedB) return usedA ? -1 : 1
  if (a.lots !== b.lots) return a.lots > b.lots ? -1 : 1
  return a.index - b.index
}

/** Notional of the tie's leg, quote atoms. */
export function tieNotional({ ladder, taken }: Tie, { lot, tickSize }: TieValue): bigint {
  return ladder.ticks * tickSize + taken * lot
}

/**
 * Move lots between ties until no move from one to another lowers the sum of their fees, each rounded up on its leg.
 *
 * All lots of a tie cost the same, so a move changes the fees only by where they round. Of a leg's fee, let `short` be what
 * rounding adds, in 1/10 000 atom. A move leaves the sum of two legs' `short` the same modulo 10 000, and gains an atom
 * exactly when the sum was 10 000 or more and no longer is; it never gains more.
 *
 * @returns Quote atoms gained.
 */
export function settleTies(ties: readonly Tie[], value: TieValue): bigint {
  const bps = Number(BPS)
  const step = Number((value.feeBps * value.lot) % BPS)
  if (step === 0 || ties.length === 1) return 0n
  const shorts = ties.map((tie) => Number((BPS - ((value.feeBps * tieNotional(tie, value)) % BPS)) % BPS))
  let gained = 0n
  for (let before = -1n; before !== gained; ) {
    before = gained
    for (const [i, from] of ties.entries()) {
      for (const [j, to] of ties.entries()) {
        const [short, other] = [shorts[i] ?? 0, shorts[j] ?? 0]
        if (i === j || short + other < bps) continue
        const room = to.ladder.lots - to.taken
        const most = from.taken < room ? from.taken : room
        // Each lot that leaves adds `step` to `short`, which has to come down to short + other - 10 000.
        const moved = most === 0n ? undefined : firstWithin(step, bps, bps - short, other)
        if (moved === undefined || BigInt(moved) > most) continue
        from.taken -= BigInt(moved)
        to.taken += BigInt(moved)
        shorts[i] = (short + moved * step) % bps
        shorts[j] = short + other - bps - (shorts[i] ?? 0)
        gained += 1n
      }
    }
  }
  return gained
}

/**
 * Least x >= 0 with `low <= x * step mod modulus <= high`; `undefined` when there is none. Where no multiple of `step` lies
 * within, the remainders modulo `step` do, as in Euclid's algorithm.
 */
export function firstWithin(step: number, modulus: number, low: number, high: number): number | undefined {
  if (low === 0) return 0
  if (step === 0) return undefined
  const first = quotientUp(low, step)
  if (first * step <= high) return first
  const below = (value: number) => (step - (value % step)) % step
  const turns = firstWithin(modulus % step, step, below(high), below(low))
  return turns === undefined ? undefined : quotientUp(low + modulus * turns, step)
}

function quotientUp(dividend: number, divisor: number): number {
  const above = dividend + divisor - 1
  return (above - (above % divisor)) / divisor
}
