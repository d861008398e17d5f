import { NO_LIMITS, type Quote, StrategyKind } from '@tidemark/sdk/core'
import { type Address, maxUint64, zeroAddress } from 'viem'
import { atMost, type Row } from '../report.ts'
import { type GasVenue, MARKETS } from './venue.ts'

/** Signed quotes: of an account with and without a fee, and of a vault's manager. */
export async function quoteRows({ takeQuote, createVault, maker, chain }: GasVenue): Promise<Row[]> {
  const rows: Row[] = []
  const row = (metric: string, gas: bigint, target: number) => rows.push(atMost(metric, Number(gas), 'gas', target))
  const offer = (marketId: number, nonce: bigint, salt = 0n, from: Address = maker.account.address): Quote => ({
    ...{ maker: from, marketId, nonce, salt, epoch: 0n, expiry: maxUint64, taker: zeroAddress },
    ...{ bidPrice: 90_000n, bidSize: 100n, askPrice: 90_100n, askSize: 100n },
  })
  const { free, fee } = MARKETS

  await takeQuote(offer(free, 1n), 100n)
  row('quote, no fee, streaming, full fill', await takeQuote(offer(free, 2n), 100n), 75_800)
  row('quote, no fee, standing, full fill', await takeQuote(offer(free, 0n, 1n), 100n), 92_900)
  await takeQuote(offer(free, 3n), 10n)
  row('quote, no fee, later partial fill', await takeQuote(offer(free, 3n), 10n), 72_400)
  await takeQuote(offer(fee, 1n), 10n)
  row('quote, fee and rebate, later fill in a period', await takeQuote(offer(fee, 1n), 10n), 95_000)

  const limits = {
    ...{ ...NO_LIMITS, minPrice: 80_000n, maxPrice: 100_000n, maxFillSize: 1_000n, maxLots: 100_000n },
    ...{ minSpreadBps: 5, maxTtl: 60, maxOutflow: 10n ** 12n, outflowRefill: 3_600 },
  }
  const grid = { mode: 0, sizePerCell: 0n, referencePrice: 90_000n, minStepBps: 0, prices: [] } as const
  const strategy = { kind: StrategyKind.TwoSidedQuotes, limits, grid }
  const { vault } = await createVault(strategy, 20n, [10_000n * 10n ** 16n, 10n ** 12n])
  const { timestamp } = await chain.getBlock()
  const expiry = timestamp + 30n
  await takeQuote({ ...offer(fee, 1n, 0n, vault), expiry }, 10n)
  row('vault quote, fee, rebate and position', await takeQuote({ ...offer(fee, 1n, 0n, vault), expiry }, 10n), 115_000)
  return rows
}
