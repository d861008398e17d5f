import { readCursor } from '../store/read/meta.ts'
import { one, type Read } from '../store/read/read.ts'
import { badInput } from './arguments.ts'

/** A block to look at the state of, by one of its names. */
export interface AtInput {
  readonly block?: number
  readonly hash?: string
}

/**
 * The height that is asked for; nothing for the present.
 *
 * @throws {GraphQLError} when it is not indexed, or no block of this chain has the hash.
 */
export function* heightAt(at: AtInput | null | undefined): Read<number | undefined> {
  if (at == null) return undefined
  const { height, hash } = yield* readCursor()
  if (at.hash !== undefined) {
    if (at.hash === hash) return undefined
    const row = yield* one('SELECT height FROM block WHERE chain_id = @chain AND hash = ?', at.hash)
    if (row !== undefined) return row.height as number
    throw badInput(`no block ${at.hash} with events is on this chain now`, 'BLOCK_UNKNOWN')
  }
  const block = at.block ?? 0
  if (block < 0) throw badInput(`block is ${block}; it must be at least 0`)
  if (block > height) {
    throw badInput(`block ${block} is not indexed yet; the last complete block is ${height}`, 'BLOCK_NOT_INDEXED')
  }
  return block === height ? undefined : block
}
