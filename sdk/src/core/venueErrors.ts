import { TidemarkError } from './errors.ts'

/** The market is halted. */
export class MarketIsHaltedError extends TidemarkError {
  constructor(marketId: number) {
    super('MarketIsHalted', `market ${marketId} is halted`, { marketId })
  }
}

/** The market's oracle has no answer that may be traded on. */
export class OracleUnavailableError extends TidemarkError {
  constructor(marketId: number) {
    super('OracleUnavailable', `the oracle of market ${marketId} has no live answer`, { marketId })
  }
}

/** A taker would meet its own orders. */
export class SelfTradeError extends TidemarkError {
  constructor(account: string) {
    super('SelfTrade', `${account} would trade with itself`, { account })
  }
}

/** A token refuses to move more than there is, in atoms. */
export class TokenBalanceError extends TidemarkError {
  constructor(balance: bigint, needed: bigint) {
    super('ERC20InsufficientBalance', `${needed} atoms were to move and ${balance} are there`, { balance, needed })
  }
}

/**
 * `balance - amount`.
 *
 * @throws {TokenBalanceError} when there is less.
 *
 * @example
 * payFrom(10n, 4n) // => 6n
 */
export function payFrom(balance: bigint, amount: bigint): bigint {
  if (amount > balance) throw new TokenBalanceError(balance, amount)
  return balance - amount
}
