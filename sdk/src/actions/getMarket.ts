import { type Address, erc20Abi } from 'viem'
import { exchangeAbi } from '../abis/exchange.ts'
import type { MarketUnits } from '../core/market.ts'
import type { MarketScale } from '../units/scale.ts'
import { type ExchangeOption, exchangeOf, type TidemarkClient } from './internal/client.ts'
import { type ReadOptions, read } from './internal/read.ts'

/** Which market to read. */
export type GetMarketParameters = { readonly marketId: number } & ExchangeOption & ReadOptions

/** A market's tokens, units and fee: all that `core` and the unit functions need to know of it. */
export interface GetMarketReturnType extends MarketUnits, MarketScale {
  readonly marketId: number
  /** Where it trades: the spender that makers and takers approve. */
  readonly exchange: Address
  readonly base: Address
  readonly quote: Address
}

/**
 * Read a market and its tokens' decimals.
 *
 * @throws {RevertError} `UnknownMarket`.
 */
export async function getMarket(client: TidemarkClient, parameters: GetMarketParameters): Promise<GetMarketReturnType> {
  const { marketId } = parameters
  const exchange = await exchangeOf(client, parameters)
  const call = { abi: exchangeAbi, address: exchange, functionName: 'getMarket', args: [marketId] } as const
  const market = await read(client, call, parameters)
  const [baseDecimals, quoteDecimals] = await Promise.all(
    [market.base, market.quote].map((address) =>
      read(client, { abi: erc20Abi, address, functionName: 'decimals' }, parameters),
    ) as [Promise<number>, Promise<number>],
  )
  return { marketId, exchange, ...market, baseDecimals, quoteDecimals }
}
