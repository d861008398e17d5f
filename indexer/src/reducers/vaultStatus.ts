import type { Position } from '../chain/events.ts'
import { VAULT_DAY, VAULT_STATE } from '../store/tables/vault.ts'
import type { Records } from '../store/workingSet.ts'
import { dayOf } from './market.ts'
import type { VaultStatus } from './records.ts'

/** A vault's status after what happened at `at`: as it is now, and as the day ends so far. */
export function putStatus(records: Records, { height, logIndex, timestamp }: Position, status: VaultStatus): void {
  const next = { ...status, last: { height, logIndex, timestamp } }
  const day = dayOf(timestamp)
  records.put(VAULT_STATE, next, status.vault)
  records.get(VAULT_DAY, status.vault, day)
  records.put(VAULT_DAY, { ...next, day }, status.vault, day)
}
