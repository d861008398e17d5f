import { type AbiParameter, decodeErrorResult, type Hex, parseAbi } from 'viem'
import type { ErrorArgs } from '../core/errors.ts'
import { RevertError, UnknownRevertError } from './revert.ts'
import { REVERTS } from './reverts.ts'

const REVERT_ABI = /*#__PURE__*/ parseAbi(/*#__PURE__*/ Object.keys(REVERTS).map((signature) => `error ${signature}`))
// By item, as two contracts may give one name to errors with other arguments.
const TEXTS = /*#__PURE__*/ new Map<unknown, string>(
  /*#__PURE__*/ Object.values(REVERTS).map((text, index) => [REVERT_ABI[index], text]),
)

const PANICS: Readonly<Record<string, readonly [code: string, message: string]>> = {
  '17': ['Overflow', 'arithmetic left its range (panic 0x11)'],
  '18': ['DivisionByZero', 'a value was divided by zero (panic 0x12)'],
}

/**
 * Decode revert data into an error with a stable `code`.
 *
 * The code is the Solidity error's name, except where `core` throws the same failure itself: `Overflow` for panic 0x11,
 * `DivisionByZero` for panic 0x12 and `CastOverflow` for `SafeCast`; `solidityName` always has the original. A plain
 * `revert("text")` is `Error`, other panics are `Panic`, anything else is `UnknownRevert` and keeps its data.
 *
 * @param data What the call returned as revert data; `0x` when there was none.
 * @param cause The error it came wrapped in.
 */
export function decodeRevert(data: Hex, cause?: unknown): RevertError {
  const decoded = decode(data)
  if (decoded === undefined) return new UnknownRevertError(data, cause)
  const { abiItem, errorName, args: values = [] } = decoded
  if (errorName === 'Error') {
    return new RevertError('Error', String(values[0]), { args: { message: String(values[0]) }, data, cause })
  }
  if (errorName === 'Panic') {
    const panic = BigInt(String(values[0]))
    const [code, message] = PANICS[String(panic)] ?? ['Panic', `the contract panicked with 0x${panic.toString(16)}`]
    return new RevertError(code, message, { args: { panic }, data, solidityName: 'Panic', cause })
  }
  const args = nameArgs('inputs' in abiItem ? (abiItem.inputs ?? []) : [], values)
  const text = TEXTS.get(abiItem) ?? errorName
  const message = text.replace(/\{(\w+)\}/g, (_, name: string) => String(args[name]))
  const code = errorName.startsWith('SafeCastOverflowed') ? 'CastOverflow' : errorName
  return new RevertError(code, message, { args, data, solidityName: errorName, cause })
}

function decode(data: Hex) {
  try {
    return decodeErrorResult({ abi: REVERT_ABI, data })
  } catch {
    return undefined
  }
}

function nameArgs(inputs: readonly AbiParameter[], values: readonly unknown[]): ErrorArgs {
  const args: Record<string, bigint | number | string | boolean> = {}
  for (const [index, { name }] of inputs.entries()) {
    const value = values[index]
    args[name ?? String(index)] =
      typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean' ? value : String(value)
  }
  return args
}
