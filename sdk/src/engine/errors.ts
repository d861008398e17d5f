import { TidemarkError } from '../core/errors.ts'

/** Nothing has this id; ids count from 1. */
export class UnknownIdError extends TidemarkError {
  constructor(what: string, id: number, last: number) {
    super('UnknownId', `there is no ${what} ${id}; the last one is ${last}`, { what, id, last })
  }
}

/** The caller may not do this: it is for `expected` only. */
export class WrongUserError extends TidemarkError {
  constructor(user: string, expected: string) {
    super('WrongUser', `this is for ${expected} only, not for ${user}`, { user, expected })
  }
}

/** More quote atoms, units or lots were to leave than there are. */
export class InsufficientFundsError extends TidemarkError {
  constructor(what: string, amount: bigint, available: bigint) {
    super('InsufficientFunds', `${amount} ${what} were asked for and ${available} are there`, {
      what,
      amount,
      available,
    })
  }
}

/** A time is before the last one recorded, or before something may happen again. */
export class TooEarlyError extends TidemarkError {
  constructor(timestamp: bigint, earliest: bigint) {
    super('TooEarly', `the time is ${timestamp}, the earliest allowed is ${earliest}`, { timestamp, earliest })
  }
}

/** A value is outside what it may be. */
export class ValueOutOfRangeError extends TidemarkError {
  constructor(name: string, value: bigint | number, min: bigint | number, max: bigint | number) {
    super('ValueOutOfRange', `${name} is ${value}, which is not within ${min} to ${max}`, { name, value, min, max })
  }
}

/** Something with this name exists already. */
export class DuplicateError extends TidemarkError {
  constructor(what: string, id: string | number) {
    super('Duplicate', `${what} ${id} exists already`, { what, id })
  }
}

/** A text that has to name something is empty. */
export class EmptyTextError extends TidemarkError {
  constructor(name: string) {
    super('EmptyText', `${name} is empty`, { name })
  }
}

/** No order rests at a level, so none can have filled there. */
export class NoOrderError extends TidemarkError {
  constructor(level: number) {
    super('NoOrder', `no order rests at level ${level}`, { level })
  }
}

/** A bid and an ask rest at one level; say which filled. */
export class AmbiguousOrderError extends TidemarkError {
  constructor(level: number) {
    super('AmbiguousOrder', `a bid and an ask rest at level ${level}`, { level })
  }
}

/** A snapshot is not one that this class wrote: `path` names the first part that is wrong. */
export class InvalidSnapshotError extends TidemarkError {
  constructor(path: string, expected: string, found: string) {
    super('InvalidSnapshot', `${path} of the snapshot is ${found}, not ${expected}`, { path, expected, found })
  }
}

/** What was closed takes no more orders, fills or funds. */
export class ClosedError extends TidemarkError {
  constructor(what: string, id: number) {
    super('Closed', `${what} ${id} is closed`, { what, id })
  }
}

/** A name that stands for one of several things stands for none. */
export class UnknownNameError extends TidemarkError {
  constructor(what: string, name: string) {
    super('UnknownName', `there is no ${what} ${name}`, { what, name })
  }
}

/** Profit cannot be told while lots are held and no price is given. */
export class ProfitUnsettledError extends TidemarkError {
  constructor(lots: bigint) {
    super('ProfitUnsettled', `${lots} lots are held and no price is given`, { lots })
  }
}
