import {
  feesClaimedEvent,
  feesDistributedEvent,
  gridMovedEvent,
  liquidityAddedEvent,
  liquidityRemovedEvent,
  moveCancelledEvent,
  moveProposedEvent,
  operatorChangedEvent,
  setAsideClaimedEvent,
  setAsideEvent,
} from '../../abis/liquidityPool.ts'
import type { EventOf, Watch } from '../watch.ts'
import type { PoolArgs } from './liquidity.ts'

const POOL_EVENTS = [
  liquidityAddedEvent,
  liquidityRemovedEvent,
  setAsideEvent,
  setAsideClaimedEvent,
  feesDistributedEvent,
  feesClaimedEvent,
  moveProposedEvent,
  moveCancelledEvent,
  gridMovedEvent,
  operatorChangedEvent,
] as const

/** Any event of a pool's own, transfers of its units apart. Its fills are the exchange's: `watchFills`. */
export type PoolEvent = EventOf<typeof POOL_EVENTS>

/** What happens to a pool, as it happens. */
export const poolWatch: Watch<PoolArgs, PoolEvent> = {
  filter: ({ pool }) => ({ address: pool, events: POOL_EVENTS }),
  event: (event) => event as PoolEvent,
}
