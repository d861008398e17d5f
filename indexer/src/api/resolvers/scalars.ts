import { GraphQLScalarType, Kind } from 'graphql'
import { isAddress } from 'viem'
import { badInput } from '../arguments.ts'

/** Whole numbers of any size leave as decimal text: JSON numbers would round them. */
export const BigIntScalar = new GraphQLScalarType({
  name: 'BigInt',
  serialize: (value) => String(value),
})

/** Seconds past 2^31 are a date of 2038, which GraphQL's own integers cannot say. */
export const TimestampScalar = new GraphQLScalarType({
  name: 'Timestamp',
  serialize: (value) => Number(value),
  parseValue: parseTimestamp,
  parseLiteral: (node) => parseTimestamp(node.kind === Kind.INT ? Number(node.value) : undefined),
})

function parseTimestamp(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw badInput(`${JSON.stringify(value)} is not a time: whole seconds since 1970`)
  }
  return value
}

/** An address in any case comes in, and leaves in lower case. */
export const AddressScalar = new GraphQLScalarType({
  name: 'Address',
  serialize: (value) => String(value),
  parseValue: parseAddress,
  parseLiteral: (node) => parseAddress(node.kind === Kind.STRING ? node.value : undefined),
})

function parseAddress(value: unknown): string {
  if (typeof value !== 'string' || !isAddress(value, { strict: false })) {
    throw badInput(`${JSON.stringify(value)} is not an address: 0x and 40 hexadecimal digits`)
  }
  return value.toLowerCase()
}
