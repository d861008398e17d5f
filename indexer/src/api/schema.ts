import { readFileSync } from 'node:fs'
import { createSchema } from 'graphql-yoga'
import type { RequestContext } from './context.ts'
import { accountQueries } from './resolvers/accounts.ts'
import { analyticsQueries } from './resolvers/analytics.ts'
import { auditQueries } from './resolvers/audits.ts'
import { boardQueries } from './resolvers/board.ts'
import { depthQueries } from './resolvers/depth.ts'
import { fillQueries } from './resolvers/fill.ts'
import { marketQueries } from './resolvers/market.ts'
import { measureQueries } from './resolvers/measures.ts'
import { metaQueries } from './resolvers/meta.ts'
import { poolQueries } from './resolvers/pool.ts'
import { poolMetricsQueries } from './resolvers/poolMetrics.ts'
import { protocolQueries } from './resolvers/protocol.ts'
import { recordQueries } from './resolvers/records.ts'
import { AddressScalar, BigIntScalar, Bytes32Scalar, TimestampScalar } from './resolvers/scalars.ts'
import { subscriptions } from './resolvers/subscriptions.ts'
import { vaultQueries } from './resolvers/vault.ts'

// The same file from sources and from a build, which carries its sources along.
const SDL = readFileSync(new URL('../../src/api/schema.graphql', import.meta.url), 'utf8')

/** The executable schema: the SDL file is the contract, the resolvers fill it. */
export function buildSchema() {
  const schema = createSchema<RequestContext>({
    typeDefs: SDL,
    resolvers: {
      BigInt: BigIntScalar,
      Address: AddressScalar,
      Bytes32: Bytes32Scalar,
      Timestamp: TimestampScalar,
      Side: { BID: 0, ASK: 1 },
      Strategy: { GRID_TRADING: 0, TWO_SIDED_QUOTES: 1, DELTA_NEUTRAL: 2, CUSTOM: 3 },
      GridMode: { ADJACENT: 0, SAME_LEVEL: 1, ONE_SHOT: 2 },
      MakerKind: { SIGNER: 0, VAULT: 1, POOL: 2 },
      AuditKind: { VAULT: 'vault', POOL: 'pool', LOGS: 'logs' },
      EventKind: eventKinds(),
      Subscription: subscriptions,
      Query: {
        ...metaQueries,
        ...marketQueries,
        ...vaultQueries,
        ...poolQueries,
        ...recordQueries,
        ...fillQueries,
        ...analyticsQueries,
        ...accountQueries,
        ...poolMetricsQueries,
        ...boardQueries,
        ...protocolQueries,
        ...depthQueries,
        ...measureQueries,
        ...auditQueries,
      },
    },
  })
  return schema
}

/** Kinds of events are stored in lower case with hyphens. */
function eventKinds(): Record<string, string> {
  const names = /enum EventKind \{([^}]*)\}/.exec(SDL)?.[1]?.trim().split(/\s+/) ?? []
  return Object.fromEntries(names.map((name) => [name, name.toLowerCase().replaceAll('_', '-')]))
}
