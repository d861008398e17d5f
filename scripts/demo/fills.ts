import { decodeRevert, exchangeAbi } from '@tidemark/sdk'
import { fillVault, rebateDown, type VaultState } from '@tidemark/sdk/core'
import { type Hash, type Hex, numberToHex } from 'viem'
import { getContractEvents } from 'viem/actions'
import { Problem } from '../deploy/problem.ts'
import type { DevnetClient } from './client.ts'
import type { PlannedBar, PlannedFill } from './plan.ts'
import { rpc, rpcBatch } from './rpc.ts'
import type { Market } from './setup.ts'

/** A vault and its volume after the fills read so far. */
export interface Followed {
  readonly state: VaultState
  /** Quote atoms. */
  readonly volume: bigint
  /** The rebate period of the last fill, and the quote atoms traded in it. */
  readonly period: bigint
  readonly periodVolume: bigint
}

/** Some bars as they were sent: their transactions in order, and the block of the first bar. */
export interface SentBars {
  readonly bars: readonly PlannedBar[]
  readonly hashes: readonly Hash[]
  readonly firstBlock: bigint
}

/**
 * Read the fills of some bars back from the chain, compare each with its plan, and apply them by the SDK's arithmetic.
 *
 * @throws {Problem} naming the first difference, or why the exchange refused a take.
 */
export async function followFills(
  client: DevnetClient,
  url: string,
  market: Market,
  before: Followed,
  { bars, hashes, firstBlock }: SentBars,
): Promise<Followed> {
  const logs = await getContractEvents(client, {
    address: market.exchange,
    abi: exchangeAbi,
    eventName: 'Fill',
    args: { maker: market.vault },
    fromBlock: firstBlock,
    toBlock: firstBlock + BigInt(bars.length) - 1n,
    strict: true,
  })
  if (logs.length !== hashes.length) throw new Problem(await whyRefused(url, hashes))
  const planned = bars.flatMap(({ fills, time }, index) => fills.map((fill) => ({ fill, time, index })))
  const { schedule, start, length } = market.rebates
  let { state, volume, period, periodVolume } = before
  for (const [at, { fill, time, index }] of planned.entries()) {
    const log = logs[at]
    if (log === undefined) throw new Error('logs and plan have the same length')
    const now = (time - start) / length
    if (now !== period) [period, periodVolume] = [now, 0n]
    const rebate = rebateDown(schedule, periodVolume, fill.notional)
    const expected = { ...eventOf(market, fill), rebate, block: firstBlock + BigInt(index), time }
    compare(expected, { ...log.args, block: log.blockNumber, time: BigInt(log.blockTimestamp ?? 0) }, 'the plan')
    const applied = fillVault(state, fill.side, log.args.size, rebate)
    compare({ notional: applied.notional, fee: applied.fee, seq: applied.state.seq }, log.args, 'the SDK')
    state = applied.state
    volume += log.args.notional
    periodVolume += log.args.notional
  }
  return { state, volume, period, periodVolume }
}

function eventOf({ marketId, vault, arbitrageur }: Market, fill: PlannedFill) {
  const { side, size, seq, notional, fee, cursorBefore } = fill
  const ref = numberToHex(cursorBefore, { size: 32 })
  return { marketId, maker: vault, taker: arbitrageur, side, size, seq, notional, fee, ref }
}

function compare(expected: object, actual: object, by: string): void {
  const found = new Map(Object.entries(actual))
  for (const [name, value] of Object.entries(expected)) {
    if (found.get(name) === value) continue
    throw new Problem(`A fill differs from what ${by} says: ${name} is ${found.get(name)} on chain, not ${value}`)
  }
}

async function whyRefused(url: string, hashes: readonly Hash[]): Promise<string> {
  const receipts = await rpcBatch(
    url,
    hashes.map((hash) => ({ method: 'eth_getTransactionReceipt', params: [hash] })),
  )
  const refused = receipts.findIndex((receipt) => (receipt as { status: Hex } | null)?.status !== '0x1')
  const hash = hashes[refused]
  if (hash === undefined) return 'The exchange recorded another number of fills than takes succeeded'
  const trace = await rpc(url, 'debug_traceTransaction', hash, { tracer: 'callTracer' })
  const { output = '0x' } = trace as { output?: Hex }
  return `The exchange refused take ${hash}: ${decodeRevert(output).message}`
}
