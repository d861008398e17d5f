import { Side } from '@tidemark/sdk/core'
import { type Address, maxUint64 } from 'viem'
import { atMost, type Row } from '../report.ts'
import { type GasVenue, gridStrategy, MARKETS } from './venue.ts'

/** Vault grids: creation, fills within and across cells, and a route over five of them. */
export async function gridRows(venue: GasVenue): Promise<Row[]> {
  const { createVault, takeGrid } = venue
  const rows: Row[] = []
  const row = (metric: string, gas: bigint, target: number) => rows.push(atMost(metric, Number(gas), 'gas', target))
  const small = await createVault(gridStrategy(10), 1n)
  const large = await createVault(gridStrategy(100), 2n)
  // A first fill in each direction writes words for the first time; the measured ones find them used.
  for (const { vault } of [small, large]) {
    await takeGrid(vault, Side.Ask, 10n)
    await takeGrid(vault, Side.Bid, 10n)
  }
  row('vault grid, buy within 1 cell', await takeGrid(large.vault, Side.Ask, 50n), 108_000)
  await takeGrid(large.vault, Side.Bid, 50n)
  row('vault grid, sell within 1 cell', await takeGrid(large.vault, Side.Bid, 50n), 108_000)
  await takeGrid(large.vault, Side.Ask, 50n)
  row('vault grid, buy across 5 cells', await takeGrid(large.vault, Side.Ask, 500n), 110_000)
  row('vault grid, sell across 5 cells', await takeGrid(large.vault, Side.Bid, 500n), 110_000)
  // Deep enough that inventory remains: emptying the position would earn a refund.
  await takeGrid(large.vault, Side.Bid, 1_100n)
  row('vault grid, buy across 50 cells', await takeGrid(large.vault, Side.Ask, 5_000n), 122_000)
  row('create vault, funded 10-level grid', small.gas, 420_000)
  row('create vault, funded 100-level grid', large.gas, 600_000)
  row('route over 5 vaults, per extra vault', await extraVault(venue), 48_000)
  return rows
}

/** What each vault after the first adds to a route: a quarter of the difference between five and one. */
async function extraVault({ createVault, takeGrid, exchange, gasOf, taker }: GasVenue): Promise<bigint> {
  const vaults: Address[] = []
  for (let i = 10n; i < 15n; i++) vaults.push((await createVault(gridStrategy(10), i)).vault)
  for (const vault of vaults) {
    await takeGrid(vault, Side.Ask, 10n)
    await takeGrid(vault, Side.Bid, 10n)
  }
  const take = async (count: number) => {
    const legs = vaults
      .slice(0, count)
      .map((maker) => ({ maker, size: 10n, limitPrice: maxUint64, quote: '0x' }) as const)
    const amount = 10n * BigInt(count)
    const how = { exactNotional: false, partialFill: false, minSize: amount, recipient: taker.account.address } as const
    const route = { marketId: MARKETS.fee, side: Side.Ask, ...how, amount, limit: 10n ** 18n, deadline: maxUint64 }
    return gasOf(await exchange.write.takeRoute([route, legs], { account: taker.account }))
  }
  await take(5)
  const one = await take(1)
  return ((await take(5)) - one) / 4n
}
