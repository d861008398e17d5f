import type { Address } from 'viem'
import type { Connection } from './open.ts'
import { getRows } from './statements.ts'

/** All vaults there are. */
export function vaultAddresses(db: Connection): Address[] {
  return getRows(db, 'SELECT address FROM vault').map(({ address }) => address as Address)
}
