import {
  feesScheduledEvent,
  makerRegisteredEvent,
  marketCreatedEvent,
  marketHaltedEvent,
  marketResumedEvent,
  rebatesScheduledEvent,
} from '../../abis/exchange.ts'
import type { EventOf, Watch } from '../watch.ts'
import { AT_EXCHANGE, type ExchangeArgs } from './place.ts'

const MARKET_EVENTS = [
  marketCreatedEvent,
  feesScheduledEvent,
  rebatesScheduledEvent,
  marketHaltedEvent,
  marketResumedEvent,
  makerRegisteredEvent,
] as const

/** Any event that changes what can be traded, at what cost, or with whom. */
export type MarketEvent = EventOf<typeof MARKET_EVENTS>

/** What happens to markets, as it happens. */
export const marketsWatch: Watch<ExchangeArgs, MarketEvent, 'exchange'> = {
  filter: ({ exchange }) => ({ address: exchange, events: MARKET_EVENTS }),
  filled: AT_EXCHANGE,
  event: (event) => event as MarketEvent,
}
