import { feeUp, notionalForCostDown, notionalForProceedsUp } from '../market.ts'
import { settleTies, type Tie, type TieValue, tieNotional } from './ties.ts'

/** What a route is to come to, and how much of that is still missing. */
export interface Goal {
  /** Lots, or quote atoms; below 0 where the last lot brought more than was wanted. */
  readonly left: () => bigint
  /** Take what is wanted from all ladders with the best price; whether that was everything there and more is wanted. */
  readonly take: (ties: readonly Tie[], value: TieValue) => boolean
}

/** Exactly `amount` lots. */
export function sizeGoal(amount: bigint): Goal {
  let left = amount
  return {
    left: () => left,
    take(ties, value) {
      for (const tie of ties) {
        tie.taken = left < tie.ladder.lots ? left : tie.ladder.lots
        left -= tie.taken
      }
      if (left === 0n) settleTies(ties, value)
      return left > 0n
    },
  }
}

/** As many lots as `amount` quote atoms buy, fee included. */
export function spendingGoal(amount: bigint): Goal {
  let left = amount
  /** As many more lots as each tie can add. */
  const add = (ties: readonly Tie[], value: TieValue) => {
    for (const tie of ties) {
      const before = tieNotional(tie, value)
      const cost = before + feeUp(before, value.feeBps)
      const more = (notionalForCostDown(cost + left, value.feeBps) - before) / value.lot
      const room = tie.ladder.lots - tie.taken
      tie.taken += more < room ? more : room
      const after = tieNotional(tie, value)
      left -= after + feeUp(after, value.feeBps) - cost
    }
  }
  return {
    left: () => left,
    take(ties, value) {
      // What settling gains may pay for another lot.
      for (let gained = 1n; gained > 0n; left += gained) {
        add(ties, value)
        gained = settleTies(ties, value)
      }
      return ties.every((tie) => tie.taken === tie.ladder.lots)
    },
  }
}

/** As few lots as bring `amount` quote atoms, fee deducted. */
export function receivingGoal(amount: bigint): Goal {
  let left = amount
  /** Proceeds of a tie's leg. */
  const proceeds = (tie: Tie, value: TieValue) => {
    const notional = tieNotional(tie, value)
    return notional - feeUp(notional, value.feeBps)
  }
  /** Fewest lots of a tie with which its leg brings at least `wanted`. */
  const fewest = (tie: Tie, value: TieValue, wanted: bigint) => {
    const missing = notionalForProceedsUp(wanted, value.feeBps) - tie.ladder.ticks * value.tickSize
    return missing <= 0n ? 0n : (missing + value.lot - 1n) / value.lot
  }
  const set = (tie: Tie, value: TieValue, taken: bigint) => {
    left += proceeds(tie, value)
    tie.taken = taken
    left -= proceeds(tie, value)
  }
  /** Lots that the surplus makes needless. */
  const drop = (ties: readonly Tie[], value: TieValue) => {
    let dropped = false
    for (const tie of ties) {
      const needed = fewest(tie, value, proceeds(tie, value) + left)
      if (needed >= tie.taken) continue
      set(tie, value, needed)
      dropped = true
    }
    return dropped
  }
  return {
    left: () => left,
    take(ties, value) {
      for (const tie of ties) {
        if (left <= 0n) break
        const needed = fewest(tie, value, proceeds(tie, value) + left)
        set(tie, value, needed < tie.ladder.lots ? needed : tie.ladder.lots)
      }
      if (left > 0n) return true
      // What settling gains may do without another lot.
      do left -= settleTies(ties, value)
      while (drop(ties, value))
      return false
    },
  }
}
