import { renderGraphiQL } from '@graphql-yoga/render-graphiql'
import { type ExecutionArgs, execute, type ParseOptions, parse, type Source } from 'graphql'
import { createYoga, type Plugin } from 'graphql-yoga'
import type { Logger } from '../log.ts'
import { type ApiContext, type RequestContext, requestContext } from './context.ts'
import { limitRequest } from './limits.ts'
import { buildSchema } from './schema.ts'

/** Tokens of a request at most: parsing stops there. */
const MAX_TOKENS = 2_000

/** The GraphQL endpoint at `/graphql`, with GraphiQL for browsers. */
export function createGraphql(context: ApiContext, log: Logger) {
  return createYoga<object, RequestContext>({
    schema: buildSchema(),
    context: () => requestContext(context),
    graphqlEndpoint: '/graphql',
    landingPage: false,
    batching: false,
    logging: {
      debug: (...args: unknown[]) => log.trace({ args }, 'yoga'),
      info: (...args: unknown[]) => log.debug({ args }, 'yoga'),
      warn: (...args: unknown[]) => log.warn({ args }, 'yoga'),
      error: (...args: unknown[]) => log.error({ args }, 'yoga'),
    },
    // Its page comes from the package: nothing is loaded from elsewhere.
    renderGraphiQL,
    graphiql: { title: 'Tidemark', defaultQuery: DEFAULT_QUERY },
    plugins: [snapshotReads(context), limits],
  })
}

const limits: Plugin = {
  onParse: ({ setParseFn }) => {
    setParseFn((source: string | Source, options?: ParseOptions) =>
      parse(source, { ...options, maxTokens: MAX_TOKENS }),
    )
  },
  onValidate: ({ addValidationRule }) => addValidationRule(limitRequest),
}

/**
 * Runs each request in one read transaction from its first field to its last. On SQLite resolvers are synchronous, so
 * nothing comes in between and one connection serves all; on PostgreSQL the request has a connection of its own.
 */
function snapshotReads({ db }: ApiContext): Plugin {
  return {
    onExecute: ({ setExecuteFn }) => {
      setExecuteFn((args: ExecutionArgs) =>
        db.snapshot((reader) => execute({ ...args, contextValue: { ...(args.contextValue as object), db: reader } })),
      )
    },
  }
}

const DEFAULT_QUERY = `# How far the index is, and how every vault is doing.
{
  _meta {
    status
    block { number timestamp }
    headBlock
  }
  vaults(first: 10) {
    edges {
      node {
        id
        fills
        realisedPnl
        equity
        winRate { value reason }
      }
    }
  }
}
`
