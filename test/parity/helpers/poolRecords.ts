import { exchangeAbi, liquidityPoolAbi } from '@tidemark/sdk/abis'
import {
  advanceFees,
  claimableFees,
  giveBackFees,
  type MakerVolume,
  MIN_LIQUIDITY,
  type PoolAccount,
  type PoolState,
  periodAt,
  poolRequiredFunds,
  volumeIn,
} from '@tidemark/sdk/core'
import type { Abi, Address } from 'viem'
import type { PoolVenue } from './poolVenue.ts'
import type { Records } from './walk.ts'

const POOL = liquidityPoolAbi as Abi

/** Everything that can be read of a pool, and what the core makes of it. */
export async function poolRecords(
  venue: PoolVenue,
  address: Address,
  pool: PoolState,
  accountOf: (provider: Address) => PoolAccount,
  volume: MakerVolume,
): Promise<Records> {
  const { chain } = venue
  const read = (name: string, args: readonly unknown[] = []) => chain.read(address, POOL, name, args)
  const now = chain.time()
  const providers = []
  for (const provider of venue.providers) {
    providers.push([
      await read('balanceOf', [provider]),
      await read('claimable', [provider]),
      await read('setAsideFor', [provider]),
    ])
  }
  const actual = {
    state: await read('state'),
    stream: await read('stream'),
    prices: await read('prices'),
    needed: await read('requiredFunds'),
    operator: await read('operator'),
    providers,
    volume: await chain.read(venue.exchange, exchangeAbi as Abi, 'makerVolume', [address, venue.quote]),
  }
  const needed = poolRequiredFunds(pool)
  const streaming = advanceFees(pool.stream, now)
  const fees = pool.supply === MIN_LIQUIDITY ? giveBackFees(streaming, pool.settled) : streaming
  const expected = {
    state: {
      ...{ cursor: pool.grid.cursor, sizePerCell: pool.grid.size, reserveBase: pool.reserveBase },
      ...{ reserveQuote: pool.reserveQuote, supply: pool.supply, fills: pool.seq, events: pool.events },
    },
    stream: [fees.remaining, now + fees.duration],
    prices: pool.anchor.prices,
    needed: [needed.base, needed.quote],
    operator: pool.operator,
    providers: venue.providers.map((provider) => {
      const account = accountOf(provider)
      const { setAsideBase, setAsideQuote } = account
      return [account.balance, claimableFees(pool, account, now), [setAsideBase, setAsideQuote]]
    }),
    volume: volumeIn(volume, periodAt(venue.rebates, now)),
  }
  return { chain: actual, core: expected }
}
