import type { Hex } from '../calls/abi.ts'
import { TidemarkError } from '../core/errors.ts'
import { remedyOf } from './remedy.ts'
import type { RevertError } from './revert.ts'

/** The wallet's user declined to sign. */
export class UserRejectedError extends TidemarkError {
  constructor(cause: unknown) {
    super('UserRejected', 'the request was declined in the wallet', {}, { cause })
  }
}

/** An argument cannot be encoded: a number beyond its type, a malformed address; nothing was asked of the node. */
export class InvalidArgumentError extends TidemarkError {
  constructor(cause: unknown) {
    super('InvalidArgument', describe(cause), {}, { cause })
  }
}

/** A node or wallet could not be asked, or did not answer as it should; `cause` tells why. */
export class RequestFailedError extends TidemarkError {
  constructor(cause: unknown) {
    super('RequestFailed', describe(cause), {}, { cause })
  }
}

type Decode = (data: Hex, cause: unknown) => RevertError

/** Follow the cause chain of anything thrown to what is known, decode revert data by `decode`, and say what to do. */
export function translate(error: unknown, decode: Decode): TidemarkError {
  const known = find(error, decode)
  const remedy = remedyOf(known)
  return remedy === undefined ? known : Object.assign(known, { remedy })
}

function find(error: unknown, decode: Decode): TidemarkError {
  const chain = causes(error)
  const known = chain.find((link) => link instanceof TidemarkError)
  if (known instanceof TidemarkError) return known
  if (chain.some((link) => link.code === 4001 || link.code === 'ACTION_REJECTED')) {
    return new UserRejectedError(error)
  }
  for (const link of chain) {
    const data = revertData(link)
    if (data !== undefined) return decode(data, error)
  }
  if (chain.some(isSilentRevert)) return decode('0x', error)
  if (chain.some(isInvalidArgument)) return new InvalidArgumentError(error)
  return new RequestFailedError(error)
}

/** What viem throws for a revert that came without data. */
const SILENT_REVERTS = ['ContractFunctionRevertedError', 'ExecutionRevertedError']

/** What viem throws for an argument it cannot encode, and what a number that is not whole throws as a bigint. */
const INVALID_ARGUMENTS = [
  'AbiEncodingArrayLengthMismatchError',
  'AbiEncodingBytesSizeMismatchError',
  'AbiEncodingLengthMismatchError',
  'BytesSizeMismatchError',
  'IntegerOutOfRangeError',
  'InvalidAddressError',
  'InvalidArrayError',
  'RangeError',
]

type Link = Readonly<Record<string, unknown>>

/** The error and everything nested in it where viem, ethers and JSON-RPC keep the original, nearest first. */
function causes(error: unknown): Link[] {
  const links: Link[] = []
  const queue: unknown[] = [error]
  for (let at = 0; at < queue.length && links.length < 32; at++) {
    const value = queue[at]
    if (!isRecord(value) || links.includes(value)) continue
    links.push(value)
    queue.push(value.cause, value.error, value.info, value.data)
  }
  return links
}

function isRecord(value: unknown): value is Link {
  return typeof value === 'object' && value !== null
}

/** By the name of viem's errors. ethers has one code for whatever a node refuses to call: there, what the node said tells. */
function isSilentRevert({ name, code, data, receipt, info }: Link): boolean {
  if (SILENT_REVERTS.includes(String(name))) return true
  if (code !== 'CALL_EXCEPTION') return false
  const said = isRecord(info) ? causes(info.error) : []
  return (
    data === '0x' || isRecord(receipt) || said.some((link) => link.code === 3 || REVERTED.test(String(link.message)))
  )
}
/** What nodes say of a revert: the latter where they estimate its gas. viem takes it for one, too. */
const REVERTED = /revert|gas required exceeds allowance/i

/** By the name of viem's errors, by the code of ethers'. */
function isInvalidArgument({ name, code }: Link): boolean {
  return INVALID_ARGUMENTS.includes(String(name)) || code === 'INVALID_ARGUMENT'
}

/** viem keeps raw data in `raw`, ethers and JSON-RPC in `data`. A bare selector is the least a revert can carry. */
function revertData(link: Link): Hex | undefined {
  return [link.raw, link.data].find((value): value is Hex => typeof value === 'string' && REVERT_DATA.test(value))
}
const REVERT_DATA = /^0x[0-9a-fA-F]{8,}$/

function describe(cause: unknown): string {
  if (!isRecord(cause)) return String(cause)
  return String(cause.shortMessage ?? cause.message ?? 'the request failed')
}
