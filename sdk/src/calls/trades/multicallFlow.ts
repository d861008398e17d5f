import type { Address } from '../abi.ts'
import type { ContractCall } from '../call.ts'
import type { Sender, SyncSent } from '../driver.ts'
import { type Fill, fillsOf } from './fill.ts'
import { multicallCall } from './multicall.ts'

/** Calls of one contract that happen together or not at all. */
export interface MulticallFlowArgs {
  /** The exchange, or a factory. */
  readonly target: Address
  /** Calls of that contract, as builders return them. */
  readonly calls: readonly ContractCall[]
}

/** What several calls came to. */
export interface MulticallResult {
  /** Every fill among them, in order. */
  readonly fills: Fill[]
}

/** Make several calls in one transaction and wait. */
export async function multicallFlow<receipt>(
  driver: Sender<receipt>,
  { target, calls }: MulticallFlowArgs,
): Promise<SyncSent<MulticallResult, receipt>> {
  const data = await Promise.all(calls.map((call) => driver.encode(call)))
  const { events, receipt } = await driver.sendSync(multicallCall({ target, data }))
  return { fills: fillsOf(events, target), receipt }
}
