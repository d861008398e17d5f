import {
  crystallisedEvent,
  depositedEvent,
  haltedEvent,
  hedgedEvent,
  managerChangedEvent,
  profitShareClaimedEvent,
  profitShareSetEvent,
  resumedEvent,
  strategySetEvent,
  withdrawnEvent,
} from '../../abis/makerVault.ts'
import type { EventOf, Watch } from '../watch.ts'
import type { VaultArgs } from './place.ts'

const VAULT_EVENTS = [
  depositedEvent,
  withdrawnEvent,
  haltedEvent,
  resumedEvent,
  managerChangedEvent,
  strategySetEvent,
  profitShareSetEvent,
  crystallisedEvent,
  profitShareClaimedEvent,
  hedgedEvent,
] as const

/** Any event of a vault's own. Its fills are the exchange's: `watchFills`. */
export type VaultEvent = EventOf<typeof VAULT_EVENTS>

/** What happens to a vault, as it happens. */
export const vaultWatch: Watch<VaultArgs, VaultEvent> = {
  filter: ({ vault }) => ({ address: vault, events: VAULT_EVENTS }),
  event: (event) => event as VaultEvent,
}
