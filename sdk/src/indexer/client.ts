import { IndexerRefusedError, IndexerUnreachableError } from './errors.ts'
import { eventData } from './events.ts'
import { bodyOf, type Operation, operationOf } from './operation.ts'
import type { PageInfo, QueryFields, SubscriptionFields } from './schema.ts'
import type { Selected, Selection } from './selection.ts'

/** How the indexer is reached. */
export interface IndexerOptions {
  /** In place of the global one. */
  readonly fetch?: typeof fetch
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>
  /** Milliseconds before a stream that broke is resumed, 1000 unless given; twice as many after each attempt that failed. */
  readonly retryMs?: number
}

/** How one request is made. */
export interface RequestOptions {
  readonly signal?: AbortSignal
}

/** Fields of the schema that are lists in pages. */
export type ListField = {
  [Name in keyof QueryFields]: QueryFields[Name]['result'] extends { readonly edges: readonly unknown[] } ? Name : never
}[keyof QueryFields]

type NodeOf<Name extends ListField> = QueryFields[Name]['result'] extends {
  readonly edges: readonly { readonly node: infer Node }[]
}
  ? Node
  : never

/** Subscriptions that do not begin with the present state, so that nothing says where they were begun. */
const WITHOUT_OPENING: readonly string[] = ['fills', 'reorg']

/** What the indexer answers when the same may be asked again later. */
const PASSING: readonly string[] = [
  'INTERNAL_SERVER_ERROR',
  'DEADLINE',
  'RATE_LIMITED',
  'SCHEMA_CHANGED',
  'TOO_MANY_STREAMS',
]

/** A stream is resumed no later than this, unless `retryMs` is more. */
const LONGEST_PAUSE_MS = 30_000

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly errors?: readonly GraphqlError[]
}

interface GraphqlError {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions?: { readonly code?: string }
}

/**
 * A typed client of the indexer's GraphQL API. Amounts are decimal text, as the API has them: `BigInt(text)` where you
 * calculate.
 *
 * @example
 * const indexer = new IndexerClient('http://127.0.0.1:4350')
 * const vault = await indexer.query('vault', { id }, { equity: true, winRate: { value: true, reason: true } })
 */
export class IndexerClient {
  readonly #url: string
  readonly #options: IndexerOptions

  /** @param url Where the indexer serves, with or without `/graphql`. */
  constructor(url: string, options: IndexerOptions = {}) {
    this.#url = `${url.replace(/\/(graphql\/?)?$/, '')}/graphql`
    this.#options = options
  }

  /**
   * Ask for one field of the schema.
   *
   * @throws {IndexerRefusedError} when it is refused, with the indexer's own code.
   * @throws {IndexerUnreachableError} when no indexer answers.
   */
  async query<Name extends keyof QueryFields, const Chosen extends Selection<QueryFields[Name]['result']>>(
    field: Name,
    args: QueryFields[Name]['args'],
    selection: Chosen,
    options: RequestOptions = {},
  ): Promise<Selected<QueryFields[Name]['result'], Chosen>> {
    const data = await this.request(operationOf('query', field, { ...args }, selection), options)
    return data[field] as Selected<QueryFields[Name]['result'], Chosen>
  }

  /**
   * Every row of a list, page after page, 200 a page unless `first` says otherwise.
   *
   * @example
   * for await (const fill of indexer.rows('fills', { where: { maker } }, { price: true, realised: true })) …
   */
  async *rows<Name extends ListField, const Chosen extends Selection<NodeOf<Name>>>(
    field: Name,
    args: Omit<QueryFields[Name]['args'], 'after' | 'before' | 'last'>,
    selection: Chosen,
    options: RequestOptions = {},
  ): AsyncGenerator<Selected<NodeOf<Name>, Chosen>, void, undefined> {
    const chosen = { edges: { node: selection }, pageInfo: { hasNextPage: true, endCursor: true } }
    let after: string | null = null
    for (;;) {
      const asked = { first: 200, ...args, after: after ?? undefined }
      const data = await this.request(operationOf('query', field, asked, chosen), options)
      const page = data[field] as { edges: { node: Selected<NodeOf<Name>, Chosen> }[]; pageInfo: PageInfo }
      for (const { node } of page.edges) yield node
      if (!page.pageInfo.hasNextPage) return
      after = page.pageInfo.endCursor
    }
  }

  /**
   * Listen to a subscription until the loop is left or `signal` aborts. A stream that breaks is resumed behind its last item, or
   * where it began, so that nothing is missed and nothing comes twice. An item whose `op` is `UNDO` says that what lay above its
   * block is gone.
   *
   * @throws {IndexerRefusedError} when it is refused: `CURSOR_EXPIRED` when the last item lies further back than the indexer keeps
   *   what happened, be it that nobody listened or that nothing asked for came.
   * @throws {IndexerUnreachableError} when what answers is no indexer: a status of 400 to 499, save 408 and 429.
   */
  async *subscribe<
    Name extends keyof SubscriptionFields,
    const Chosen extends Selection<SubscriptionFields[Name]['result']>,
  >(
    field: Name,
    args: SubscriptionFields[Name]['args'],
    selection: Chosen,
    options: RequestOptions = {},
  ): AsyncGenerator<Selected<SubscriptionFields[Name]['result'], Chosen & { readonly cursor: true }>, void, undefined> {
    type Item = Selected<SubscriptionFields[Name]['result'], Chosen & { readonly cursor: true }>
    const { retryMs = 1_000 } = this.#options
    let after = args.after
    let pause = retryMs
    for (;;) {
      let isOpen = false
      try {
        if (after == null && WITHOUT_OPENING.includes(field)) after = await this.#present(options)
        const asked = { ...(selection as object), cursor: true }
        const operation = operationOf('subscription', field, { ...args, after }, asked)
        const stream = await this.#open(operation, options)
        isOpen = true
        for await (const data of this.#listen(stream, options)) {
          const item = data[field] as Item & { readonly cursor: string }
          after = item.cursor
          pause = retryMs
          yield item
        }
      } catch (error) {
        if (options.signal?.aborted) return
        if (!isPassing(error)) throw error
        // A refusal that comes as an item of the stream is one all the same.
        if (error instanceof IndexerRefusedError) isOpen = false
      }
      if (isOpen) pause = retryMs
      if (await aborted(pause, options.signal)) return
      pause = Math.max(retryMs, Math.min(2 * pause, LONGEST_PAUSE_MS))
    }
  }

  /** Ask anything, by the text of a query. @throws as {@link IndexerClient.query} does. */
  async request(operation: Operation, options: RequestOptions = {}): Promise<Readonly<Record<string, unknown>>> {
    const response = await this.#post(operation, 'application/json', options)
    let answer: Answer
    try {
      answer = (await response.json()) as Answer
    } catch (cause) {
      throw new IndexerUnreachableError(this.#url, response.status, { cause })
    }
    return this.#dataOf(answer, `status ${response.status}`)
  }

  /** Where a stream that begins now begins. */
  async #present(options: RequestOptions): Promise<string | undefined> {
    const stream = await this.#open(operationOf('subscription', 'head', {}, { cursor: true }), options)
    for await (const { head } of this.#listen(stream, options)) {
      return (head as { readonly cursor: string }).cursor
    }
    return undefined
  }

  /** A stream that the indexer accepted. */
  async #open(operation: Operation, options: RequestOptions): Promise<ReadableStream<Uint8Array>> {
    const response = await this.#post(operation, 'text/event-stream', options)
    if (!response.ok || response.body === null) {
      const answer = (await response.json().catch(() => ({}))) as Answer | null
      if (answer?.errors !== undefined) this.#dataOf(answer, `status ${response.status}`)
      throw new IndexerUnreachableError(this.#url, response.status)
    }
    return response.body
  }

  async *#listen(
    stream: ReadableStream<Uint8Array>,
    options: RequestOptions,
  ): AsyncGenerator<Readonly<Record<string, unknown>>> {
    try {
      for await (const { type, data } of eventData(stream)) {
        if (type === 'complete') return
        yield this.#dataOf(JSON.parse(data) as Answer, 'an item')
      }
    } catch (error) {
      if (error instanceof IndexerRefusedError || options.signal?.aborted) throw error
      throw new IndexerUnreachableError(this.#url, String(error), { cause: error })
    }
  }

  #dataOf({ data, errors }: Answer, what: string): Readonly<Record<string, unknown>> {
    const [error] = errors ?? []
    if (error !== undefined) {
      throw new IndexerRefusedError(error.extensions?.code ?? 'REFUSED', error.message, (error.path ?? []).join('.'))
    }
    if (data == null) throw new IndexerUnreachableError(this.#url, `${what} without data`)
    return data
  }

  async #post(operation: Operation, accept: string, { signal }: RequestOptions): Promise<Response> {
    const { fetch: ask = fetch, headers } = this.#options
    try {
      return await ask(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers, accept },
        body: bodyOf(operation),
        ...(signal && { signal }),
      })
    } catch (cause) {
      if (signal?.aborted) throw cause
      throw new IndexerUnreachableError(this.#url, String(cause), { cause })
    }
  }
}

/** Whether to resume a stream that ended so. */
function isPassing(error: unknown): boolean {
  if (error instanceof IndexerRefusedError) return PASSING.includes(error.code)
  if (!(error instanceof IndexerUnreachableError)) return false
  const { status = 0 } = error
  return status < 400 || status >= 500 || status === 408 || status === 429
}

/** Wait, but no longer than until `signal` aborts; whether it has. */
async function aborted(milliseconds: number, signal: AbortSignal | undefined): Promise<boolean> {
  if (signal?.aborted) return true
  await new Promise<void>((resolve) => {
    const timer = setTimeout(end, milliseconds)
    function end() {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    signal?.addEventListener('abort', end)
  })
  return signal?.aborted === true
}
