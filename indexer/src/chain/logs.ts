import type { Address, Hex, RpcLog } from 'viem'
import { SourceError } from '../errors.ts'

/** A log as the node sent it, checked for form. */
export interface RawLog {
  /** Lower case. */
  readonly address: Address
  readonly topics: readonly [Hex, ...Hex[]]
  readonly data: Hex
  readonly height: number
  readonly logIndex: number
  readonly blockHash: Hex
  readonly txHash: Hex
  /** Block time in seconds, from nodes that send it along. */
  readonly timestamp: number | undefined
}

/**
 * Logs of the range in chain order.
 *
 * @throws {SourceError} when a log is incomplete, `removed`, outside the range, there twice, or when logs of one block
 * name two block hashes: the node answered while its chain was changing.
 */
export function orderLogs(logs: readonly RpcLog[], from: number, to: number): RawLog[] {
  const ordered = logs.map(parseLog).sort((a, b) => a.height - b.height || a.logIndex - b.logIndex)
  for (const [i, log] of ordered.entries()) {
    const previous = ordered[i - 1]
    if (log.height < from || log.height > to) {
      throw new SourceError(`the node sent a log of block ${log.height} for the range ${from}–${to}`)
    }
    if (previous?.height !== log.height) continue
    if (previous.logIndex === log.logIndex) {
      throw new SourceError(`the node sent log ${log.logIndex} of block ${log.height} twice`)
    }
    if (previous.blockHash !== log.blockHash) {
      throw new SourceError(`the node sent logs of block ${log.height} under two hashes`)
    }
  }
  return ordered
}

function parseLog(log: RpcLog): RawLog {
  const [signature, ...indexed] = log.topics
  const { blockNumber, blockHash, logIndex, transactionHash } = log
  if (log.removed) throw new SourceError(`the node sent a removed log of block ${Number(blockNumber)}`)
  if (signature === undefined || blockNumber === null || blockHash === null || logIndex === null) {
    throw new SourceError('the node sent a log without signature, block or index')
  }
  if (transactionHash === null) throw new SourceError('the node sent a log without a transaction')
  // Not in the JSON-RPC specification, but most nodes send it and it saves a request per block.
  const time = 'blockTimestamp' in log ? log.blockTimestamp : undefined
  return {
    address: log.address.toLowerCase() as Address,
    topics: [signature, ...indexed],
    data: log.data,
    height: Number(blockNumber),
    logIndex: Number(logIndex),
    blockHash,
    txHash: transactionHash,
    timestamp: typeof time === 'string' ? seconds(time) : undefined,
  }
}

/** Block time as a number. @throws {SourceError} beyond 2^53 − 1, which no real chain reaches. */
export function seconds(quantity: string): number {
  const value = Number(quantity)
  if (!Number.isSafeInteger(value)) throw new SourceError(`the node sent ${quantity} as a block time`)
  return value
}
