import { Side } from '../market.ts'

/**
 * Where a maker's profit comes from. Prices and mids are quote per lot at one scale of the caller's choice, fine enough for
 * every mid to be whole (half ticks); amounts are that times lots.
 */
export interface PnlSplit {
  /** Lots held, signed, and the mid they are marked at. */
  readonly lots: bigint
  readonly mid: bigint
  /** Quote held, less what there was at first. */
  readonly cash: bigint
  /** Earned against the mid by every fill. */
  readonly spread: bigint
  /** Earned by holding while the mid moved. */
  readonly inventory: bigint
  readonly fees: bigint
  readonly rebates: bigint
  /** Funding received, signed. */
  readonly funding: bigint
}

/** One fill, by the maker's side. */
export interface SplitFill {
  readonly side: Side
  /** Lots. */
  readonly size: bigint
  readonly price: bigint
  /** Mid of the market at the fill. */
  readonly mid: bigint
  readonly fee: bigint
  readonly rebate: bigint
}

/**
 * A split that starts with `lots` held at `mid`.
 *
 * @example
 * startSplit(100n).mid // => 100n
 */
export function startSplit(mid: bigint, lots = 0n): PnlSplit {
  return { lots, mid, cash: 0n, spread: 0n, inventory: 0n, fees: 0n, rebates: 0n, funding: 0n }
}

/**
 * The mid moved; in ticks, or whatever unit the split's prices are in.
 *
 * @example
 * splitMark(startSplit(100n, 5n), 103n).inventory // => 15n
 */
export function splitMark(split: PnlSplit, mid: bigint): PnlSplit {
  return { ...split, mid, inventory: split.inventory + split.lots * (mid - split.mid) }
}

/**
 * A fill: what it earns against the mid of its moment is spread, the rest is inventory.
 *
 * @example
 * splitFill(startSplit(100n), { side: Side.Bid, size: 2n, price: 99n, mid: 100n, fee: 0n, rebate: 1n }).spread
 * // => 2n
 */
export function splitFill(split: PnlSplit, { side, size, price, mid, fee, rebate }: SplitFill): PnlSplit {
  const bought = side === Side.Bid ? size : -size
  const marked = splitMark(split, mid)
  return {
    ...marked,
    lots: marked.lots + bought,
    cash: marked.cash - bought * price - fee + rebate,
    spread: marked.spread + bought * (mid - price),
    fees: marked.fees + fee,
    rebates: marked.rebates + rebate,
  }
}

/**
 * Funding of `amount`, at the scale of prices times lots, was received (+) or paid (−).
 *
 * @example
 * splitFunding(startSplit(100n), -3n).funding // => -3n
 */
export function splitFunding(split: PnlSplit, amount: bigint): PnlSplit {
  return { ...split, cash: split.cash + amount, funding: split.funding + amount }
}

/**
 * Spread + inventory − fees + rebates + funding. Equal, after every event, to what cash and marked lots have gained since the
 * start: {@link splitEquity} now less then.
 *
 * @example
 * splitProfit(splitMark(startSplit(100n, 5n), 103n)) // => 15n
 */
export function splitProfit({ spread, inventory, fees, rebates, funding }: PnlSplit): bigint {
  return spread + inventory - fees + rebates + funding
}

/**
 * Cash gained plus lots at the mid.
 *
 * @example
 * splitEquity(startSplit(100n, 5n)) // => 500n
 */
export function splitEquity({ cash, lots, mid }: PnlSplit): bigint {
  return cash + lots * mid
}
