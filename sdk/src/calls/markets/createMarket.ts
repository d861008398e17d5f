import { createMarketFunction, marketCreatedEvent } from '../../abis/exchange.ts'
import type { MarketUnits } from '../../core/market.ts'
import { ZERO_ADDRESS } from '../../core/quote.ts'
import type { Address } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { Verb } from '../verb.ts'
import { AT_EXCHANGE, type ExchangeArgs } from './place.ts'

/** Terms of a market to come. */
export interface NewMarketTerms extends MarketUnits {
  readonly base: Address
  readonly quote: Address
  /** Share of the taker fee, in 1/10 000, that a pool keeps of fills it made; none by default. */
  readonly poolFeeShareBps?: number
  /** Price feed of base in quote; none by default. */
  readonly oracle?: Address
  /** How far from the oracle a vault may fill and a pool may be moved, in 1/10 000. */
  readonly oracleBandBps?: number
  /** Seconds after which an answer of the oracle is too old. */
  readonly maxOracleAge?: number
}

/** Terms of a market to come, and where. */
export interface CreateMarketArgs extends NewMarketTerms, ExchangeArgs {}

/** The market that was opened: `MarketCreated`. */
export interface CreateMarketResult extends Required<NewMarketTerms> {
  readonly marketId: number
}

/** Build the call that opens a market. */
export function createMarketCall(args: CreateMarketArgs): Call<typeof createMarketFunction> {
  const { exchange, poolFeeShareBps = 0, oracle = ZERO_ADDRESS, oracleBandBps = 0, maxOracleAge = 0, ...units } = args
  const terms = { ...units, poolFeeShareBps, halted: false, oracle, oracleBandBps, maxOracleAge }
  return callOf(createMarketFunction, exchange, [terms])
}

/** {@link createMarketCall}, and the event it leaves. */
export const createMarketVerb: Verb<CreateMarketArgs, CreateMarketResult, 'exchange'> = {
  call: createMarketCall,
  filled: AT_EXCHANGE,
  result: (events, { address }) => events.one(marketCreatedEvent, address),
}
