import { TidemarkError } from '../errors.ts'
import type { StrategyKind } from '../strategy.ts'

/** A bound that this kind of strategy demands, or that another bound needs, is zero. */
export class MissingBoundError extends TidemarkError {
  constructor(name: string) {
    super('MissingBound', `the strategy needs ${name} above 0`, { name })
  }
}

/** A bound that nothing would check: it belongs to another kind of strategy. */
export class UnusedBoundError extends TidemarkError {
  constructor(name: string, kind: StrategyKind) {
    super('UnusedBound', `nothing would check ${name} in a strategy of kind ${kind}: leave it 0`, { name, kind })
  }
}

/** A bound is outside what makes sense. */
export class InvalidBoundError extends TidemarkError {
  constructor(name: string, value: bigint, min: bigint, max: bigint) {
    super('InvalidBound', `${name} is ${value}, which is not within ${min} to ${max}`, { name, value, min, max })
  }
}

/** The strategy trades a grid and has none. */
export class GridRequiredError extends TidemarkError {
  constructor() {
    super('GridRequired', 'a grid strategy needs prices')
  }
}

/** The strategy fills signed quotes, so it may not have a grid. */
export class GridNotAllowedError extends TidemarkError {
  constructor() {
    super('GridNotAllowed', 'a strategy of signed quotes may not have prices')
  }
}

/** A guard must be a contract. */
export class GuardHasNoCodeError extends TidemarkError {
  constructor(guard: string) {
    super('GuardHasNoCode', `there is no contract at the guard's address ${guard}`, { guard })
  }
}

/** A lot's price is outside the strategy's range, in ticks. */
export class PriceOutOfRangeError extends TidemarkError {
  constructor(price: bigint, min: bigint, max: bigint) {
    super('PriceOutOfRange', `price ${price} is not within ${min} to ${max} ticks`, { price, min, max })
  }
}

/** A lot's price is further from the oracle than the market's band. `price` is in ticks, `mark` in ticks, Q64.64. */
export class PriceOutOfBandError extends TidemarkError {
  constructor(price: bigint, mark: bigint, bandBps: bigint) {
    super('PriceOutOfBand', `price ${price} is more than ${bandBps} bps from the mark of ${mark >> 64n} ticks`, {
      price,
      mark,
      bandBps,
    })
  }
}

/** A fill is larger than the strategy allows, in lots. */
export class FillTooLargeError extends TidemarkError {
  constructor(size: bigint, max: bigint) {
    super('FillTooLarge', `a fill of ${size} lots is above the limit of ${max}`, { size, max })
  }
}

/** A fill would leave more lots than the strategy allows. */
export class InventoryTooLargeError extends TidemarkError {
  constructor(lots: bigint, max: bigint) {
    super('InventoryTooLarge', `${lots} lots would be held, above the limit of ${max}`, { lots, max })
  }
}

/** Bid and ask of a quote are closer than the strategy allows. */
export class SpreadTooNarrowError extends TidemarkError {
  constructor(bidPrice: bigint, askPrice: bigint, minSpreadBps: bigint) {
    super('SpreadTooNarrow', `bid ${bidPrice} and ask ${askPrice} are less than ${minSpreadBps} bps apart`, {
      bidPrice,
      askPrice,
      minSpreadBps,
    })
  }
}

/** A quote lives longer than the strategy allows, in UTC seconds. */
export class QuoteTooLongError extends TidemarkError {
  constructor(expiry: bigint, latest: bigint) {
    super('QuoteTooLong', `the quote expires at ${expiry}, which may be ${latest} at the latest`, { expiry, latest })
  }
}

/** A fill drains more than the outflow bucket holds, in quote atoms. */
export class OutflowExceededError extends TidemarkError {
  constructor(amount: bigint, available: bigint) {
    super('OutflowExceeded', `${amount} quote atoms would flow out and ${available} may`, { amount, available })
  }
}

/** A fill is worth more than the turnover that is left in this period, in quote atoms. */
export class TurnoverExceededError extends TidemarkError {
  constructor(amount: bigint, available: bigint) {
    super('TurnoverExceeded', `a fill of ${amount} quote atoms is above the turnover left of ${available}`, {
      amount,
      available,
    })
  }
}

/** A fill would leave delta outside its band, and further from its target, in lots. */
export class DeltaOutOfBandError extends TidemarkError {
  constructor(delta: bigint, target: bigint, band: bigint) {
    super('DeltaOutOfBand', `a delta of ${delta} lots is more than ${band} from ${target}`, { delta, target, band })
  }
}

/** The owner's guard said no, or nothing. */
export class RefusedByGuardError extends TidemarkError {
  constructor(guard: string) {
    super('RefusedByGuard', `the guard ${guard} refused the fill`, { guard })
  }
}
