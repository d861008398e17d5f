import { TidemarkError } from '../core/errors.ts'

/** The transaction succeeded without the event it should have emitted: the address is not one of our contracts. */
export class MissingEventError extends TidemarkError {
  constructor(eventName: string, hash: string) {
    super('MissingEvent', `transaction ${hash} did not emit ${eventName}`, { eventName, hash })
  }
}
