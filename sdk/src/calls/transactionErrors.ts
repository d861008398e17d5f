import { TidemarkError } from '../core/errors.ts'
import type { Hash } from './abi.ts'

/** The transaction was included and reverted; `cause` is the decoded reason where it could be found. */
export class TransactionRevertedError extends TidemarkError {
  constructor(hash: Hash, cause: TidemarkError | undefined) {
    const reason = cause === undefined ? '' : `: ${cause.message}`
    super('TransactionReverted', `transaction ${hash} reverted${reason}`, { hash }, cause && { cause })
  }
}

/**
 * Another transaction took the nonce, so this one will never happen: the wallet's user cancelled it, or sent something
 * else in its place. A transaction that was only repriced is the same one and no error.
 */
export class TransactionReplacedError extends TidemarkError {
  constructor(hash: Hash, replacement: Hash, reason: 'cancelled' | 'replaced') {
    super('TransactionReplaced', `transaction ${hash} was ${reason}: ${replacement} took its nonce`, {
      hash,
      replacement,
      reason,
    })
  }
}
