import { epochRaisedEvent, quoteCancelledEvent, quotesCancelledUpToEvent } from '../../abis/exchange.ts'
import { AT_EXCHANGE, type ExchangeArgs } from '../markets/place.ts'
import type { EventOf, Watch } from '../watch.ts'

const QUOTE_EVENTS = [quoteCancelledEvent, quotesCancelledUpToEvent, epochRaisedEvent] as const

/** Any event by which a maker takes quotes back. */
export type QuoteEvent = EventOf<typeof QUOTE_EVENTS>

/** Quotes that are taken back, as it happens. */
export const quotesWatch: Watch<ExchangeArgs, QuoteEvent, 'exchange'> = {
  filter: ({ exchange }) => ({ address: exchange, events: QUOTE_EVENTS }),
  filled: AT_EXCHANGE,
  event: (event) => event as QuoteEvent,
}
