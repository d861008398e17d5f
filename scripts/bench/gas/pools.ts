import { Side } from '@tidemark/sdk/core'
import { type Address, maxUint64, maxUint256, parseEventLogs, zeroHash } from 'viem'
import { atMost, type Row } from '../report.ts'
import { type GasVenue, gridStrategy, MARKETS } from './venue.ts'

/** A pool with a funded 10-level grid that has earned fees: joining and leaving. */
export async function poolRows(venue: GasVenue): Promise<Row[]> {
  const { pools, owner, other, maker, taker, approve, receiptOf, gasOf, takeGrid, poolAt, chain } = venue
  const { prices, referencePrice } = gridStrategy(10).grid
  const bounds = { minReferencePrice: 0n, maxReferencePrice: maxUint64, deadline: maxUint64 }
  const names = { operator: owner.account.address, name: 'Tidemark BASE/USD', symbol: 'TIDE-LP', salt: zeroHash }
  const terms = { marketId: MARKETS.pools, prices, sizePerCell: 10_000n, referencePrice, ...bounds, ...names }
  const { logs } = await receiptOf(await pools.write.createPool([terms], { account: owner.account }))
  const [created] = parseEventLogs({ abi: pools.abi, logs, eventName: 'PoolCreated' })
  if (created === undefined) throw new Error('no pool was created')
  const { pool: address, lp } = created.args
  const pool = poolAt(address)
  for (const { account } of [owner, other, maker, taker]) await approve(account, address)
  // Fees have accrued and stream.
  await takeGrid(address, Side.Ask, 5_000n)
  await takeGrid(address, Side.Bid, 5_000n)
  await chain.request({ method: 'evm_increaseTime' as never, params: [3_600] as never })

  const limits = {
    ...{ minBase: 0n, maxBase: maxUint256, minQuote: 0n, maxQuote: maxUint256 },
    ...{ minCursor: 0n, maxCursor: maxUint256, deadline: maxUint64 },
  }
  const add = async ({ account }: typeof owner, to: Address = account.address) =>
    gasOf(await pool.write.addLiquidity([lp / 10n, limits, to], { account }))
  await add(maker)
  const rows: Row[] = []
  const row = (metric: string, gas: bigint, target: number) => rows.push(atMost(metric, Number(gas), 'gas', target))
  row('pool, add liquidity, new provider', await add(other), 127_000)
  row('pool, add liquidity, existing provider', await add(other), 110_000)
  const remove = await pool.write.removeLiquidity([lp / 10n, limits, other.account.address], { account: other.account })
  row('pool, remove half', await gasOf(remove), 100_000)
  return rows
}
