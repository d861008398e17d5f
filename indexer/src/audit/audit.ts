import { type Abi, type Address, decodeFunctionResult, encodeFunctionData, type Hex } from 'viem'
import type { Rpc } from '../chain/rpc.ts'
import { IndexerError, RecordDiffers, SourceError } from '../errors.ts'
import type { Run } from '../ops/rawLogs.ts'
import { readCursor } from '../store/read/meta.ts'
import { one, type Read } from '../store/read/read.ts'
import type { Identity } from '../store/store.ts'
import { makerClaims } from './makers.ts'
import { poolClaims } from './pools.ts'
import { vaultClaims } from './vaults.ts'

/** Something that the index says a contract would answer. */
export interface Claim {
  /** What it is, for messages. */
  readonly kind: 'vault' | 'pool' | 'exchange'
  readonly of: Address
  readonly abi: Abi
  readonly call: string
  readonly args?: readonly unknown[]
  /**
   * The answer, or of a struct the fields that the index knows. Arrays stand for several answers. A function where what is computed
   * makes sense only if the claims before it hold.
   */
  readonly expected: Expected | (() => Expected)
}

type Expected = Plain | readonly Plain[] | Readonly<Record<string, Plain>>
type Plain = bigint | number | boolean | string

/** What a comparison with the contracts was about. */
export interface Audited {
  readonly height: number
  readonly hash: string
  /** Answers that were equal, by the function that gave them. */
  readonly answers: Readonly<Record<string, number>>
}

/** The block as of which is compared. */
export interface AuditBlock {
  readonly height: number
  readonly timestamp: number
}

/** Calls on their way at once: one HTTP request. */
const AT_ONCE = 99

/**
 * Ask every vault, pool, provider and maker at the end of block `height` what the index says of them, and compare: positions,
 * PnL, cursors, profit shares, LP supply and units, accrued fees, tier volumes.
 *
 * @throws {RecordDiffers} naming the first that differs.
 * @throws {SourceError} when the node has another block there, or does not keep the state of that block.
 */
export async function audit(rpc: Rpc, run: Run, identity: Identity, height: number): Promise<Audited> {
  const header = await rpc.header(height)
  if (header === undefined) throw new SourceError(`the node has no block ${height}`)
  const indexed = await run(hashAt(height))
  if (indexed !== undefined && indexed !== header.hash) {
    throw new SourceError(`block ${height} was indexed as ${indexed} and is ${header.hash} on the node`)
  }
  const answers: Record<string, number> = {}
  const claims = await run(claimsAt(identity, { height, timestamp: header.timestamp }))
  for (let at = 0; at < claims.length; at += AT_ONCE) {
    const some = claims.slice(at, at + AT_ONCE)
    const told = await Promise.all(some.map((claim) => ask(rpc, claim, header.hash)))
    for (const [i, claim] of some.entries()) {
      compare(claim, told[i], height)
      answers[claim.call] = (answers[claim.call] ?? 0) + 1
    }
  }
  return { height, hash: header.hash, answers }
}

function* claimsAt(identity: Identity, block: AuditBlock): Read<Claim[]> {
  const { height } = yield* readCursor()
  if (block.height > height) throw new IndexerError('NotIndexed', `block ${block.height} is beyond ${height}, the last`)
  return [...(yield* vaultClaims(block)), ...(yield* poolClaims(block)), ...(yield* makerClaims(identity, block))]
}

/** The hash under which a block was indexed, as far as it was kept. */
function* hashAt(height: number): Read<string | undefined> {
  const sql = `SELECT hash FROM block WHERE chain_id = @chain AND height = ?
    UNION SELECT hash FROM header WHERE chain_id = @chain AND height = ?`
  const row = yield* one(sql, height, height)
  return row?.hash as string | undefined
}

async function ask(rpc: Rpc, { of, abi, call, args = [] }: Claim, at: Hex): Promise<unknown> {
  try {
    const data = await rpc.call(of, encodeFunctionData({ abi, functionName: call, args }), at)
    return decodeFunctionResult({ abi, functionName: call, data })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new SourceError(`the node cannot say ${call}(${args.join(', ')}) of ${of} at that block: ${reason}`, {
      cause: error,
    })
  }
}

function compare({ kind, of, call, args = [], expected }: Claim, actual: unknown, height: number): void {
  const name = args.length === 0 ? call : `${call}(${args.join(', ')})`
  for (const [field, theirs, ours] of pairs(name, actual, typeof expected === 'function' ? expected() : expected)) {
    if (text(theirs) !== text(ours)) throw new RecordDiffers(`${kind} ${of}`, height, field, text(theirs), text(ours))
  }
}

/** What is to be equal, under its name. */
function pairs(name: string, actual: unknown, expected: Expected): (readonly [string, unknown, unknown])[] {
  if (typeof expected !== 'object') return [[name, actual, expected]]
  if (Array.isArray(expected)) return [[name, (actual as readonly unknown[]).join(' '), expected.join(' ')]]
  const fields = actual as Readonly<Record<string, unknown>>
  return Object.entries(expected).map(([field, ours]) => [`${name}.${field}`, fields[field], ours])
}

/** As text, addresses in lower case. */
function text(value: unknown): string {
  return String(value).toLowerCase()
}
