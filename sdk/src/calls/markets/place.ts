import type { Address } from '../abi.ts'

/** Which exchange; the known deployment on the chain by default. */
export interface ExchangeArgs {
  readonly exchange: Address
}

/** Which market of which exchange. */
export interface MarketArgs extends ExchangeArgs {
  readonly marketId: number
}

/** Where the exchange comes from when left out. */
export const AT_EXCHANGE = { exchange: 'exchange' } as const
