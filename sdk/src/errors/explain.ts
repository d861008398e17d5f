import type { Hex } from '../calls/abi.ts'
import type { ErrorArgs } from '../core/errors.ts'
import { RevertError, UnknownRevertError } from './revert.ts'
import { REVERTS } from './reverts.ts'

/** Revert data as a library decoded it. */
export interface DecodedRevert {
  readonly name: string
  readonly inputs: readonly { readonly name?: string | undefined; readonly type: string }[]
  /** Integers up to 48 bits as numbers, wider ones as bigints. */
  readonly values: readonly unknown[]
}

const PANICS: Readonly<Record<string, readonly [code: string, message: string]>> = {
  '17': ['Overflow', 'arithmetic left its range (panic 0x11)'],
  '18': ['DivisionByZero', 'a value was divided by zero (panic 0x12)'],
}

/** Make an error of revert data, with the text that a person needs. `decoded` is nothing when nobody knows the data. */
export function explain(decoded: DecodedRevert | undefined, data: Hex, cause?: unknown): RevertError {
  if (decoded === undefined) return new UnknownRevertError(data, cause)
  const { name, inputs, values } = decoded
  if (name === 'Error') {
    return new RevertError('Error', String(values[0]), { args: { message: String(values[0]) }, data, cause })
  }
  if (name === 'Panic') {
    const panic = BigInt(String(values[0]))
    const [code, message] = PANICS[String(panic)] ?? ['Panic', `the contract panicked with 0x${panic.toString(16)}`]
    return new RevertError(code, message, { args: { panic }, data, solidityName: 'Panic', cause })
  }
  const args = nameArgs(inputs, values)
  // By signature, as two contracts may give one name to errors with other arguments.
  const text = REVERTS[`${name}(${inputs.map((input) => `${input.type} ${input.name}`).join(', ')})`] ?? name
  const message = text.replace(/\{(\w+)\}/g, (_, key: string) => String(args[key]))
  const code = name.startsWith('SafeCastOverflowed') ? 'CastOverflow' : name
  return new RevertError(code, message, { args, data, solidityName: name, cause })
}

function nameArgs(inputs: DecodedRevert['inputs'], values: readonly unknown[]): ErrorArgs {
  const args: Record<string, bigint | number | string | boolean> = {}
  for (const [index, { name, type }] of inputs.entries()) {
    const value = type === 'bytes32' ? textOf(String(values[index])) : values[index]
    args[name ?? String(index)] =
      typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean' ? value : String(value)
  }
  return args
}

/** A text that Solidity put into 32 bytes, such as the name of a bound; what is no text stays as it is. */
function textOf(word: string): string {
  const bytes =
    word
      .slice(2)
      .replace(/(00)*$/, '')
      .match(/../g) ?? []
  const text = String.fromCharCode(...bytes.map((byte) => Number(`0x${byte}`)))
  return /^[A-Za-z][A-Za-z0-9 ]*$/.test(text) ? text : word
}
