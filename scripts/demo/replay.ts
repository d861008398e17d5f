import { takeGridCall } from '@tidemark/sdk'
import { type Address, encodeFunctionData, type Hash, type Hex, numberToHex } from 'viem'
import { getBlockNumber, getTransactionCount } from 'viem/actions'
import type { DevnetClient } from './client.ts'
import { type Followed, followFills } from './fills.ts'
import type { Plan, PlannedBar, PlannedFill } from './plan.ts'
import { rpc, rpcBatch } from './rpc.ts'
import type { Market } from './setup.ts'

/** What a replay did: vault and volume follow from the fills that the chain recorded, by the SDK's arithmetic. */
export interface Replayed extends Followed {
  readonly firstBlock: bigint
  readonly lastBlock: bigint
}

// Blocks between two readings of the fills: few enough that the devnet still knows why a take was refused.
const barsPerCheck = 32

// A take that crosses the whole grid costs less than half of this.
const gas = numberToHex(2_000_000)
const fees = { maxFeePerGas: numberToHex(10n ** 10n), maxPriorityFeePerGas: '0x0' }

/**
 * Send a plan to the chain, one block per bar at the bar's time, and check every fill against the plan to the unit.
 *
 * Blocks are mined by hand meanwhile; afterwards the chain mines a block per transaction again.
 *
 * @param onBars Called with the number of bars done so far.
 * @throws {Problem} with the decoded reason when a take was refused, or the difference when a fill differs.
 */
export async function replay(
  client: DevnetClient,
  url: string,
  market: Market,
  plan: Plan,
  onBars: (done: number) => void,
): Promise<Replayed> {
  const firstBlock = (await getBlockNumber(client, { cacheTime: 0 })) + 1n
  let nonce = await getTransactionCount(client, { address: market.arbitrageur })
  let followed: Followed = { state: plan.start, volume: 0n, period: 0n, periodVolume: 0n }
  await rpc(url, 'evm_setAutomine', false)
  for (let from = 0; from < plan.bars.length; from += barsPerCheck) {
    const bars = plan.bars.slice(from, from + barsPerCheck)
    const hashes: Hash[] = []
    for (const bar of bars) {
      hashes.push(...(await mineBar(url, market, bar, nonce)))
      nonce += bar.fills.length
    }
    const sent = { bars, hashes, firstBlock: firstBlock + BigInt(from) }
    followed = await followFills(client, url, market, followed, sent)
    onBars(from + bars.length)
  }
  await rpc(url, 'evm_setAutomine', true)
  return { ...followed, firstBlock, lastBlock: firstBlock + BigInt(plan.bars.length) - 1n }
}

async function mineBar(url: string, market: Market, { time, fills }: PlannedBar, nonce: number): Promise<Hash[]> {
  const calls = fills.map((fill, index) => {
    const transaction = {
      from: market.arbitrageur,
      to: market.exchange,
      data: takeData(market, market.arbitrageur, fill, time),
      nonce: numberToHex(nonce + index),
      gas,
      ...fees,
    }
    return { method: 'eth_sendTransaction', params: [transaction] }
  })
  const hashes = calls.length === 0 ? [] : await rpcBatch(url, calls)
  await rpc(url, 'evm_mine', { timestamp: Number(time) })
  return hashes as Hash[]
}

function takeData({ exchange, vault }: Market, recipient: Address, take: PlannedFill, deadline: bigint): Hex {
  const { side, size, limitPrice } = take
  return encodeFunctionData(takeGridCall({ exchange, vault, side, size, limitPrice, recipient, deadline }))
}
