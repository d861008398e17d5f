import { fillEvent } from '../../abis/exchange.ts'
import type { Address, EventArgs } from '../abi.ts'
import { AT_EXCHANGE, type ExchangeArgs } from '../markets/place.ts'
import { given, type Watch } from '../watch.ts'
import { type Fill, toFill } from './fill.ts'

/** Which fills: all of the exchange, unless narrowed. */
export interface WatchFillsArgs extends ExchangeArgs {
  readonly marketId?: number
  /** Vault, pool or signer. */
  readonly maker?: Address
  readonly taker?: Address
}

/** Fills as they settle. */
export const fillsWatch: Watch<WatchFillsArgs, Fill, 'exchange'> = {
  filter: ({ exchange, marketId, maker, taker }) => ({
    address: exchange,
    events: [fillEvent],
    args: given({ marketId, maker, taker }),
  }),
  filled: AT_EXCHANGE,
  event: ({ args }: { readonly args: EventArgs<typeof fillEvent> }) => toFill(args),
}
