import { GraphQLError } from 'graphql'
import type { Address } from 'viem'
import { readCursor } from '../store/read/meta.ts'
import type { BlockRange } from '../store/read/range.ts'
import type { Read } from '../store/read/read.ts'

/** A request that cannot be answered as asked. `code` is stable. */
export function badInput(message: string, code = 'BAD_INPUT'): GraphQLError {
  return new GraphQLError(message, { extensions: { code } })
}

/**
 * The address in a vault's id, `chainId:address` or plain; nothing for another chain's.
 *
 * @throws {GraphQLError} when it is neither.
 */
export function vaultAddress(id: string, chainId: number): Address | undefined {
  const [, chain = String(chainId), address] = /^(?:(\d+):)?(0x[\da-f]{40})$/i.exec(id) ?? []
  if (address === undefined) throw badInput(`'${id.slice(0, 100)}' is not a vault id: chainId:address or an address`)
  return chain === String(chainId) ? (address.toLowerCase() as Address) : undefined
}

/** `value` if it is within bounds. @throws {GraphQLError} otherwise. */
export function bounded(name: string, value: number, min: number, max: number): number {
  if (value < min || value > max) throw badInput(`${name} is ${value}; it must be from ${min} to ${max}`)
  return value
}

/** The range asked for, by default everything indexed. @throws {GraphQLError} beyond what is indexed. */
export function* blockRange(
  fromBlock: number | null | undefined,
  toBlock: number | null | undefined,
): Read<BlockRange> {
  const { height } = yield* readCursor()
  const range = { fromBlock: fromBlock ?? 0, toBlock: toBlock ?? Math.max(height, 0) }
  if (range.fromBlock < 0) throw badInput(`fromBlock is ${range.fromBlock}; it must be at least 0`)
  if (toBlock != null && toBlock > height) {
    throw badInput(`block ${toBlock} is not indexed yet; the last complete block is ${height}`, 'BLOCK_NOT_INDEXED')
  }
  if (range.fromBlock > range.toBlock) {
    throw badInput(`fromBlock ${range.fromBlock} is after toBlock ${range.toBlock}`)
  }
  return range
}
