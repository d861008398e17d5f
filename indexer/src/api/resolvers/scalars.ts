import { GraphQLScalarType, Kind, type ValueNode } from 'graphql'
import { isAddress } from 'viem'
import { badInput } from '../arguments.ts'

/** Whole numbers of any size are decimal text: JSON numbers would round them. */
export const BigIntScalar = new GraphQLScalarType({
  name: 'BigInt',
  serialize: (value) => String(value),
  parseValue: parseBigInt,
  parseLiteral: (node) => parseBigInt(textOf(node) ?? (node.kind === Kind.INT ? node.value : undefined)),
})

function parseBigInt(value: unknown): bigint {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value
  if (typeof text !== 'string' || !/^-?\d{1,78}$/.test(text)) {
    throw badInput(`${shown(value)} is not a whole number of at most 78 digits, as text`)
  }
  return BigInt(text)
}

/** Seconds past 2^31 are a date of 2038, which GraphQL's own integers cannot say. */
export const TimestampScalar = new GraphQLScalarType({
  name: 'Timestamp',
  serialize: (value) => Number(value),
  parseValue: parseTimestamp,
  parseLiteral: (node) => parseTimestamp(node.kind === Kind.INT ? Number(node.value) : undefined),
})

function parseTimestamp(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw badInput(`${shown(value)} is not a time: whole seconds since 1970`)
  }
  return value
}

/** An address in any case comes in, and leaves in lower case. */
export const AddressScalar = new GraphQLScalarType({
  name: 'Address',
  serialize: (value) => String(value),
  parseValue: parseAddress,
  parseLiteral: (node) => parseAddress(textOf(node)),
})

function parseAddress(value: unknown): string {
  if (typeof value !== 'string' || !isAddress(value, { strict: false })) {
    throw badInput(`${shown(value)} is not an address: 0x and 40 hexadecimal digits`)
  }
  return value.toLowerCase()
}

/** A hash, likewise. */
export const Bytes32Scalar = new GraphQLScalarType({
  name: 'Bytes32',
  serialize: (value) => String(value),
  parseValue: parseBytes32,
  parseLiteral: (node) => parseBytes32(textOf(node)),
})

function parseBytes32(value: unknown): string {
  if (typeof value !== 'string' || !/^0x[\da-f]{64}$/i.test(value)) {
    throw badInput(`${shown(value)} is not a hash: 0x and 64 hexadecimal digits`)
  }
  return value.toLowerCase()
}

function textOf(node: ValueNode): string | undefined {
  return node.kind === Kind.STRING ? node.value : undefined
}

function shown(value: unknown): string {
  return String(JSON.stringify(value)).slice(0, 100)
}
