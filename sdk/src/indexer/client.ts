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
  /** Milliseconds before a stream that broke is resumed; 1000 unless given. */
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
   * Listen to a subscription until the loop is left or `signal` aborts. A stream that breaks is resumed behind its last item,
   * so that nothing is missed and nothing comes twice. An item whose `op` is `UNDO` says that what lay above its block is
   * gone.
   *
   * @throws {IndexerRefusedError} when it is refused: `CURSOR_EXPIRED` after having been away for too long.
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
    let after = args.after
    for (;;) {
      const operation = operationOf(
        'subscription',
        field,
        { ...args, after },
        { ...(selection as object), cursor: true },
      )
      try {
        for await (const data of this.#listen(operation, options)) {
          const item = data[field] as Item & { readonly cursor: string }
          after = item.cursor
          yield item
        }
      } catch (error) {
        if (options.signal?.aborted) return
        if (!(error instanceof IndexerUnreachableError)) throw error
      }
      if (await aborted(this.#options.retryMs ?? 1_000, options.signal)) return
    }
  }

  /** Ask anything, by the text of a query. @throws as {@link IndexerClient.query} does. */
  async request(operation: Operation, options: RequestOptions = {}): Promise<Readonly<Record<string, unknown>>> {
    const response = await this.#post(operation, 'application/json', options)
    let answer: Answer
    try {
      answer = (await response.json()) as Answer
    } catch (cause) {
      throw new IndexerUnreachableError(this.#url, `status ${response.status}`, { cause })
    }
    return this.#dataOf(answer, response.status)
  }

  async *#listen(operation: Operation, options: RequestOptions): AsyncGenerator<Readonly<Record<string, unknown>>> {
    const response = await this.#post(operation, 'text/event-stream', options)
    if (!response.ok || response.body === null) {
      throw new IndexerUnreachableError(this.#url, `status ${response.status}`)
    }
    try {
      for await (const { type, data } of eventData(response.body)) {
        if (type === 'complete') return
        yield this.#dataOf(JSON.parse(data) as Answer, response.status)
      }
    } catch (error) {
      if (error instanceof IndexerRefusedError || options.signal?.aborted) throw error
      throw new IndexerUnreachableError(this.#url, String(error), { cause: error })
    }
  }

  #dataOf({ data, errors }: Answer, status: number): Readonly<Record<string, unknown>> {
    const [error] = errors ?? []
    if (error !== undefined) {
      throw new IndexerRefusedError(error.extensions?.code ?? 'REFUSED', error.message, (error.path ?? []).join('.'))
    }
    if (data == null) throw new IndexerUnreachableError(this.#url, `status ${status} without data`)
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
