import { TidemarkError } from '../errors.ts'

/** The vault is halted. */
export class VaultHaltedError extends TidemarkError {
  constructor() {
    super('VaultHalted', 'the vault is halted')
  }
}

/** The vault fills quotes and has no grid. */
export class NoGridError extends TidemarkError {
  constructor() {
    super('NoGrid', 'the vault has no grid')
  }
}

/** A vault with a grid fills no quotes. */
export class QuotesNotAllowedError extends TidemarkError {
  constructor() {
    super('QuotesNotAllowed', 'a vault with a grid fills no quotes')
  }
}

/** A grid cannot take the place of quotes, nor quotes that of a grid. */
export class FillSourceFixedError extends TidemarkError {
  constructor() {
    super('FillSourceFixed', 'a vault keeps filling from what it was created with: a grid, or quotes')
  }
}

/** Resting orders are not covered, in atoms. */
export class UnderfundedError extends TidemarkError {
  constructor(baseHeld: bigint, baseNeeded: bigint, quoteHeld: bigint, quoteNeeded: bigint) {
    super(
      'Underfunded',
      `resting orders need ${baseNeeded} base and ${quoteNeeded} quote atoms; ${baseHeld} and ${quoteHeld} are there`,
      { baseHeld, baseNeeded, quoteHeld, quoteNeeded },
    )
  }
}

/** Quote atoms that are set aside for managers are not the owner's. */
export class OwedToManagerError extends TidemarkError {
  constructor(amount: bigint, available: bigint) {
    super('OwedToManager', `${amount} quote atoms were asked for and ${available} are not set aside for managers`, {
      amount,
      available,
    })
  }
}

/** A share of profit is above what a vault may promise, in 1/10 000. */
export class ProfitShareTooHighError extends TidemarkError {
  constructor(shareBps: number, maxBps: number) {
    super('ProfitShareTooHigh', `a share of ${shareBps} bps is above the limit of ${maxBps}`, { shareBps, maxBps })
  }
}

/** Profit so far cannot be told, so its share cannot change. */
export class ProfitShareUnsettledError extends TidemarkError {
  constructor() {
    super('ProfitShareUnsettled', 'profit cannot be told while base is held without a live oracle')
  }
}

/** A manager has nothing to claim. */
export class NothingOwedError extends TidemarkError {
  constructor(manager: string) {
    super('NothingOwed', `nothing is owed to ${manager}`, { manager })
  }
}

/** A quote was signed before the manager's epoch was raised. */
export class ManagerEpochMismatchError extends TidemarkError {
  constructor(epoch: bigint, current: bigint) {
    super('ManagerEpochMismatch', `the quote was signed in epoch ${epoch}, its manager is in ${current}`, {
      epoch,
      current,
    })
  }
}

/** The manager did not sign the quote. */
export class InvalidManagerSignatureError extends TidemarkError {
  constructor(manager: string) {
    super('InvalidManagerSignature', `the quote is not signed by the manager ${manager}`, { manager })
  }
}

/** The strategy allows no hedge, or none on that market. */
export class HedgeNotAllowedError extends TidemarkError {
  constructor() {
    super('HedgeNotAllowed', 'the strategy allows no hedge on that market')
  }
}

/** The last hedge was too short a time ago. */
export class HedgeTooSoonError extends TidemarkError {
  constructor(earliest: bigint) {
    super('HedgeTooSoon', `the next hedge may be made at ${earliest}`, { earliest })
  }
}

/** A hedge costs more than what is left of the budget, in quote atoms. */
export class HedgeTooCostlyError extends TidemarkError {
  constructor(cost: bigint, available: bigint) {
    super('HedgeTooCostly', `the hedge costs ${cost} quote atoms and ${available} may be spent`, { cost, available })
  }
}
