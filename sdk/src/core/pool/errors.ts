import { TidemarkError } from '../errors.ts'

/** Too little is left for one lot per cell, so nothing rests. */
export class PoolDormantError extends TidemarkError {
  constructor() {
    super('PoolDormant', 'the reserves fund less than one lot per cell')
  }
}

/** LP units or fees of nothing. */
export class ZeroLiquidityError extends TidemarkError {
  constructor() {
    super('ZeroLiquidity', 'an amount above 0 is needed')
  }
}

/** Base atoms are outside what the provider accepts. */
export class BaseOutOfBoundsError extends TidemarkError {
  constructor(amount: bigint, min: bigint, max: bigint) {
    super('BaseOutOfBounds', `${amount} base atoms are not within ${min} to ${max}`, { amount, min, max })
  }
}

/** Quote atoms are outside what the provider accepts. */
export class QuoteOutOfBoundsError extends TidemarkError {
  constructor(amount: bigint, min: bigint, max: bigint) {
    super('QuoteOutOfBounds', `${amount} quote atoms are not within ${min} to ${max}`, { amount, min, max })
  }
}

/** The grid's cursor, relative to its size and in WAD, is outside what the provider accepts. */
export class CursorOutOfBoundsError extends TidemarkError {
  constructor(cursor: bigint, min: bigint, max: bigint) {
    super('CursorOutOfBounds', `the cursor stands at ${cursor}, not within ${min} to ${max}`, { cursor, min, max })
  }
}

/** The provider's last second has passed. */
export class PoolDeadlinePassedError extends TidemarkError {
  constructor(deadline: bigint, timestamp: bigint) {
    super('PoolDeadlinePassed', `the deadline was ${deadline}, the time is ${timestamp}`, { deadline, timestamp })
  }
}

/** An account has fewer LP units than it was to give. */
export class InsufficientUnitsError extends TidemarkError {
  constructor() {
    super('InsufficientBalance', 'the account has fewer LP units than that')
  }
}

/** Nobody but the locked units is there to receive fees. */
export class NobodyToReceiveError extends TidemarkError {
  constructor() {
    super('NobodyToReceive', 'nobody holds LP units beyond the locked ones')
  }
}

/** There is nothing to claim. */
export class NothingClaimableError extends TidemarkError {
  constructor(provider: string) {
    super('NothingClaimable', `there is nothing for ${provider} to claim`, { provider })
  }
}

/** No such move was proposed. */
export class NoMoveProposedError extends TidemarkError {
  constructor() {
    super('NoMoveProposed', 'no such move was proposed')
  }
}

/** The move may not be made yet. */
export class MoveNotDueError extends TidemarkError {
  constructor(executableAt: bigint) {
    super('MoveNotDue', `the move may be made from ${executableAt} on`, { executableAt })
  }
}

/** The move was not made in time. */
export class MoveExpiredError extends TidemarkError {
  constructor(expiredAt: bigint) {
    super('MoveExpired', `the move could be made until ${expiredAt}`, { expiredAt })
  }
}

/** The move's reference price is not confirmed by grid and oracle, in ticks. */
export class MovePriceOutOfBoundsError extends TidemarkError {
  constructor(price: bigint, bid: bigint, ask: bigint) {
    super('MovePriceOutOfBounds', `a reference price of ${price} is not within ${bid} to ${ask}`, { price, bid, ask })
  }
}

/** A first deposit is too small, in lots per cell. */
export class FirstSizeTooSmallError extends TidemarkError {
  constructor(size: bigint, min: bigint) {
    super('FirstSizeTooSmall', `a pool begins with at least ${min} lots per cell, not ${size}`, { size, min })
  }
}

/** The price of a founding is outside the founder's bounds, in ticks. */
export class MarkOutOfBoundsError extends TidemarkError {
  constructor(mark: bigint, min: bigint, max: bigint) {
    super('MarkOutOfBounds', `a price of ${mark} is not within ${min} to ${max}`, { mark, min, max })
  }
}

/** A name or symbol is too long, in bytes. */
export class NameTooLongError extends TidemarkError {
  constructor(length: bigint, max: bigint) {
    super('NameTooLong', `a text of ${length} bytes is longer than ${max}`, { length, max })
  }
}
