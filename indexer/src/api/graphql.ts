import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
} from 'graphql'
import { createYoga, maskError, type Plugin } from 'graphql-yoga'
import type { Logger } from '../log.ts'
import { Known } from '../store/read/known.ts'
import { readCursor, stateKey } from '../store/read/meta.ts'
import type { Awaitable } from '../store/read/read.ts'
import { Answers } from './answers.ts'
import { Clients, clientOf } from './clients.ts'
import { compile, type Executor } from './compile.ts'
import { type ApiContext, type RequestContext, requestContext } from './context.ts'
import { withDeadline } from './deadline.ts'
import { Documents, type Prepared } from './documents.ts'
import { judge } from './limits.ts'
import { NewsHub } from './news.ts'
import { Operations, type Params } from './operations.ts'
import type { ApiOptions } from './options.ts'
import { mapAwaitable } from './resolvers/once.ts'
import { buildSchema } from './schema.ts'
import { inSnapshots } from './stream.ts'

/**
 * Characters of a text that at worst take about as long to parse and to validate as a value takes to be answered. A text is
 * paid for once: who sends it again with other variables pays for the values alone.
 */
const CHARACTERS_PER_COST = 10

/** An answer larger than this is not kept. */
const MAX_KEPT = 1024 * 1024

/** An answer in JSON. */
export interface JsonAnswer {
  readonly status: number
  readonly body: Buffer | string
  readonly retryAfter?: number
}

/** What yoga knows of the connection beside the request itself. */
export interface Connection {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  /** Whether what is answered may be a stream. */
  readonly openStream: () => boolean
}

/** The GraphQL endpoint at `/graphql`, with GraphiQL for browsers. */
export class Graphql {
  readonly #schema = buildSchema()
  readonly #context: ApiContext
  readonly #options: ApiOptions
  readonly #operations: Operations
  readonly #clients: Clients
  readonly #answers: Answers
  readonly #documents = new Documents(this.#schema)
  readonly yoga

  constructor(context: ApiContext, log: Logger, options: ApiOptions) {
    this.#context = { ...context, known: new Known(), hub: new NewsHub(context.db) }
    this.#options = options
    this.#operations = new Operations(options)
    this.#clients = new Clients(options)
    this.#answers = new Answers(options.cacheBytes)
    this.yoga = createYoga<Connection, RequestContext>({
      schema: this.#schema as GraphQLSchema,
      context: () =>
        requestContext({ ...this.#context, db: inSnapshots(context.db, (reader) => this.#limited(reader)) }),
      graphqlEndpoint: '/graphql',
      landingPage: false,
      batching: false,
      multipart: false,
      // Texts are read, and remembered, by the guard.
      parserAndValidationCache: false,
      cors: { origin: '*', credentials: false, methods: ['GET', 'POST'] },
      logging: {
        debug: (...args: unknown[]) => log.trace({ args }, 'yoga'),
        info: (...args: unknown[]) => log.debug({ args }, 'yoga'),
        warn: (...args: unknown[]) => log.warn({ args }, 'yoga'),
        error: (...args: unknown[]) => log.error({ args }, 'yoga'),
      },
      // Its page comes from the package: nothing is loaded from elsewhere. It takes 30 MB, so not before somebody asks for it.
      renderGraphiQL: async (page) => (await import('@graphql-yoga/render-graphiql')).renderGraphiQL(page),
      graphiql: { title: 'Tidemark', defaultQuery: DEFAULT_QUERY },
      plugins: [this.#guard()],
    })
  }

  /**
   * Answers a query that came as JSON, the way nearly all of them do; nothing for whatever else it is, which yoga takes.
   * Refuses before it reads, and reads in one transaction from the first field to the last.
   */
  answer(text: string, client: string): Awaitable<JsonAnswer | undefined> {
    if (!this.#answers.has(text)) return this.#compute(text, client)
    return mapAwaitable(this.#context.db.run(readCursor()), (cursor) => {
      const kept = this.#answers.get(text, stateKey(cursor))
      if (kept === undefined) return this.#compute(text, client)
      const unpaid = this.#charge(client, 1)
      return unpaid === undefined ? { status: 200, body: kept } : refused(unpaid)
    })
  }

  #compute(text: string, client: string): Awaitable<JsonAnswer | undefined> {
    const request = readRequest(text)
    if (request === undefined) return undefined
    let query: string | undefined
    try {
      query = this.#operations.textOf(request)
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error
      return { status: 200, body: JSON.stringify({ errors: [error] }) }
    }
    if (query === undefined) return undefined
    const unread = this.#chargeReading(client, query)
    if (unread !== undefined) return refused(unread)
    const prepared = this.#documents.read(query)
    if ('errors' in prepared) return { status: 200, body: JSON.stringify(prepared) }
    const { document, isStable } = prepared
    const { operationName, variables } = request
    if (getOperationAST(document, operationName)?.operation !== 'query') return undefined
    const { cost, refusals } = judge(this.#schema, document, operationName, variables)
    const unpaid = this.#charge(client, cost)
    if (unpaid !== undefined) return refused(unpaid)
    if (refusals.length > 0) return { status: 200, body: JSON.stringify({ errors: refusals }) }
    return this.#context.db.snapshot((reader) => {
      const cursor = reader.run(readCursor())
      // Only readers that answer at once can be read from without ever waiting.
      const executor = cursor instanceof Promise ? undefined : this.#executorOf(prepared, operationName)
      return mapAwaitable(cursor, (read) => {
        const contextValue = this.#contextOn(reader)
        const executed =
          executor?.(variables ?? {}, contextValue) ??
          execute({ schema: this.#schema, document, operationName, variableValues: variables, contextValue })
        return mapAwaitable(executed, (result) => {
          const body = Buffer.from(JSON.stringify(masked(result)))
          if (isStable && result.errors === undefined && body.length <= MAX_KEPT) {
            this.#answers.set(text, stateKey(read), body)
          }
          return { status: 200, body }
        })
      })
    })
  }

  #executorOf({ document, executors }: Prepared, operationName: string | null | undefined): Executor | undefined {
    const name = operationName ?? ''
    if (!executors.has(name)) executors.set(name, compile(this.#schema, document, operationName))
    return executors.get(name)
  }

  #contextOn(reader: ApiContext['db']): RequestContext {
    return requestContext({ ...this.#context, db: this.#limited(reader) })
  }

  #limited(reader: ApiContext['db']): ApiContext['db'] {
    return withDeadline(reader, this.#options.deadlineMs, Date.now)
  }

  /** Seconds until a client may try again, where it has too little left. */
  #charge(client: string, cost: number): number | undefined {
    return this.#clients.charge(client, cost, Date.now())
  }

  /** The same for what it takes to read a text, before that is done; nothing for one that was read and may run. */
  #chargeReading(client: string, text: string): number | undefined {
    const known = this.#documents.known(text)
    if (known === undefined) return this.#charge(client, Math.ceil(text.length / CHARACTERS_PER_COST))
    return 'errors' in known ? this.#charge(client, 1) : undefined
  }

  /** The same for requests that yoga takes. */
  #guard(): Plugin<Connection> {
    const asking = (context: unknown) => clientOf((context as Connection).req, this.#options.trustProxy)
    const refusal = (args: ExecutionArgs): ExecutionResult | undefined => {
      const { cost, refusals } = judge(this.#schema, args.document, args.operationName, args.variableValues ?? {})
      const unpaid = this.#charge(asking(args.contextValue), cost)
      if (unpaid !== undefined) return { errors: [tooMany(unpaid)] }
      return refusals.length > 0 ? { errors: refusals } : undefined
    }
    return {
      onParams: ({ params, setParams }) => {
        const query = this.#operations.textOf(params as Params)
        if (query !== undefined && query !== params.query) setParams({ ...params, query })
      },
      onParse: ({ params: { source }, context, setParsedDocument }) => {
        const text = typeof source === 'string' ? source : source.body
        const unread = this.#chargeReading(asking(context), text)
        if (unread !== undefined) throw tooMany(unread)
        const reading = this.#documents.read(text)
        if ('errors' in reading) throw new AggregateError(reading.errors.map(asBadRequest))
        setParsedDocument(reading.document)
      },
      onValidate: ({ setResult }) => setResult([]),
      onExecute: ({ args, setExecuteFn, setResultAndStopExecution }) => {
        const refused = refusal(args)
        if (refused !== undefined) return setResultAndStopExecution(refused)
        setExecuteFn((given: ExecutionArgs) =>
          this.#context.db.snapshot((reader) =>
            execute({
              ...given,
              contextValue: { ...(given.contextValue as object), ...this.#contextOn(reader) },
            }),
          ),
        )
      },
      onSubscribe: ({ args, setResultAndStopExecution }) => {
        const { openStream } = args.contextValue as Partial<Connection>
        const refused = refusal(args) ?? (openStream?.() === false ? { errors: [tooManyStreams()] } : undefined)
        if (refused !== undefined) setResultAndStopExecution(refused)
      },
    }
  }
}

interface Request extends Params {
  readonly operationName?: string | null
  readonly variables?: Readonly<Record<string, unknown>>
}

/** A request of the usual form; nothing for others. */
function readRequest(text: string): Request | undefined {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isObject(body)) return undefined
  const { query, operationName, variables, extensions } = body
  if (Object.keys(body).some((key) => !KEYS.has(key))) return undefined
  if (operationName != null && typeof operationName !== 'string') return undefined
  if (variables != null && !isObject(variables)) return undefined
  if (extensions != null && !isObject(extensions)) return undefined
  return { query, extensions, operationName: operationName ?? null, variables: variables ?? {} }
}

const KEYS = new Set(['query', 'operationName', 'variables', 'extensions'])

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A result without what only the log should know. */
function masked(result: ExecutionResult): ExecutionResult {
  if (result.errors === undefined) return result
  return { ...result, errors: result.errors.map((error) => maskError(error, 'Unexpected error.') as GraphQLError) }
}

function refused(seconds: number): JsonAnswer {
  return { status: 429, retryAfter: seconds, body: JSON.stringify({ errors: [tooMany(seconds)] }) }
}

function tooMany(seconds: number): GraphQLError {
  const extensions = { code: 'RATE_LIMITED', http: { status: 429, headers: { 'retry-after': String(seconds) } } }
  return new GraphQLError(`too many requests; try again in ${seconds} s`, { extensions })
}

/** The status of what cannot run, for those who accept answers of that kind. */
function asBadRequest({ message, source, positions, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, {
    source,
    positions,
    extensions: { ...extensions, http: { spec: true, status: 400 } },
  })
}

function tooManyStreams(): GraphQLError {
  const extensions = { code: 'TOO_MANY_STREAMS', http: { status: 429 } }
  return new GraphQLError('too many streams are open', { extensions })
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
