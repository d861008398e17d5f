import type { AbiParameter } from '../../calls/abi.ts'

/** A value that ethers decoded, as everything else in this package has it: small integers as numbers, tuples as objects. */
export function toPlain({ type, components = [], ...rest }: AbiParameter, value: unknown): unknown {
  if (type.endsWith(']')) {
    const item = { ...rest, type: type.slice(0, type.lastIndexOf('[')), components }
    return [...(value as Iterable<unknown>)].map((element) => toPlain(item, element))
  }
  if (type === 'tuple') return toRecord(components, value as readonly unknown[])
  const bits = /^u?int(\d+)$/.exec(type)?.[1]
  // As wide as viem's numbers: every 48-bit integer is exact.
  return bits !== undefined && Number(bits) <= 48 ? Number(value) : value
}

/** Values by the names of their parameters. */
export function toRecord(parameters: readonly AbiParameter[], values: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(
    parameters.map((parameter, index) => [parameter.name ?? String(index), toPlain(parameter, values[index])]),
  )
}

/** What a function returns: nothing, one value, or several. */
export function toReturned(outputs: readonly AbiParameter[], values: readonly unknown[]): unknown {
  const plain = outputs.map((output, index) => toPlain(output, values[index]))
  return plain.length > 1 ? plain : plain[0]
}
