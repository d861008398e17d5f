import { readFileSync } from 'node:fs'
import { createSchema } from 'graphql-yoga'
import type { RequestContext } from './context.ts'
import { analyticsQueries } from './resolvers/analytics.ts'
import { fillQueries } from './resolvers/fill.ts'
import { marketQueries } from './resolvers/market.ts'
import { metaQueries } from './resolvers/meta.ts'
import { AddressScalar, BigIntScalar, TimestampScalar } from './resolvers/scalars.ts'
import { vaultQueries } from './resolvers/vault.ts'

// The same file from sources and from a build, which carries its sources along.
const SDL = readFileSync(new URL('../../src/api/schema.graphql', import.meta.url), 'utf8')

/** The executable schema: the SDL file is the contract, the resolvers fill it. */
export function buildSchema() {
  return createSchema<RequestContext>({
    typeDefs: SDL,
    resolvers: {
      BigInt: BigIntScalar,
      Address: AddressScalar,
      Timestamp: TimestampScalar,
      Side: { BID: 0, ASK: 1 },
      Query: { ...metaQueries, ...marketQueries, ...vaultQueries, ...fillQueries, ...analyticsQueries },
    },
  })
}
