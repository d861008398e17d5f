import type { Address } from 'viem'
import type { ChainEvent } from '../chain/events.ts'
import { InvariantBroken } from '../errors.ts'
import { NotLoaded, type Records } from '../store/workingSet.ts'
import { reduceFill } from './fill.ts'
import { observe } from './observe.ts'
import type { Periods } from './periods.ts'
import { reducePoolCreated, reducePoolEvent, reduceTransfer } from './pool.ts'
import { reduceOwnEvent, reduceVaultCreated } from './vault.ts'
import { reduceVenue } from './venue.ts'

/** What reducers know of the deployment. */
export interface Deployment {
  readonly exchange: Address
  readonly periods: Periods
}

/**
 * Write what an event changes. Pure: no clock, no I/O, nothing but the records and the SDK's arithmetic.
 *
 * @throws {InvariantBroken} when the event contradicts the records: a gap in a sequence, or an amount that the SDK
 * computes differently.
 * @throws {NotLoaded} when a row has to be read first; the event is then to be reduced again from its beginning.
 */
export function reduce(records: Records, event: ChainEvent, { exchange, periods }: Deployment): void {
  try {
    observe(records, event)
    switch (event.kind) {
      case 'fill':
        reduceFill(records, event, periods)
        break
      case 'vault-created':
        reduceVaultCreated(records, event)
        break
      case 'pool-created':
        reducePoolCreated(records, event)
        break
      case 'transfer':
        reduceTransfer(records, event)
        break
      default:
        if ('vault' in event) reduceOwnEvent(records, event)
        else if ('pool' in event) reducePoolEvent(records, event)
        else reduceVenue(records, event, exchange, periods)
    }
  } catch (error) {
    if (error instanceof NotLoaded) throw error
    const { height, logIndex } = event.at
    const reason = error instanceof Error ? error.message : String(error)
    throw new InvariantBroken(`${event.kind}, log ${logIndex} of block ${height}: ${reason}`, { cause: error })
  }
}
