import { createHash } from 'node:crypto'
import { GraphQLError } from 'graphql'
import type { ApiOptions } from './options.ts'

/** Texts that clients registered, at most. */
const MAX_REGISTERED = 1_000

const IS_HASH = /^[\da-f]{64}$/

/** What a request asks, as it came. */
export interface Params {
  readonly query?: unknown
  readonly extensions?: unknown
}

/**
 * Finds the text of persisted operations: those of the operator, and unless only they are answered, those that clients
 * register by sending text and hash once ("automatic persisted queries").
 */
export class Operations {
  readonly #known: ReadonlyMap<string, string>
  readonly #only: boolean
  readonly #registered = new Map<string, string>()

  constructor({ operations, operationsOnly }: Pick<ApiOptions, 'operations' | 'operationsOnly'>) {
    this.#known = operations
    this.#only = operationsOnly
  }

  /** The text of what a request asks; nothing when it gives none. @throws {GraphQLError} when it may not ask that. */
  textOf({ query, extensions }: Params): string | undefined {
    const hash = hashIn(extensions)
    const text = typeof query === 'string' ? query : undefined
    if (hash === undefined) return text === undefined ? undefined : this.#allowed(text)
    if (!IS_HASH.test(hash)) throw refuse('PERSISTED_QUERY_INVALID', 'the hash is no SHA-256 in hexadecimal')
    const known = this.#known.get(hash) ?? this.#registered.get(hash)
    if (known !== undefined) return known
    if (text === undefined || this.#only) throw refuse('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound')
    if (sha256(text) !== hash) throw refuse('PERSISTED_QUERY_INVALID', "the hash is not the query's SHA-256")
    this.#registered.set(hash, text)
    const [oldest] = this.#registered.keys()
    if (this.#registered.size > MAX_REGISTERED && oldest !== undefined) this.#registered.delete(oldest)
    return text
  }

  #allowed(text: string): string {
    if (!this.#only || this.#known.has(sha256(text))) return text
    throw refuse('OPERATION_UNKNOWN', 'only persisted operations are answered here')
  }
}

/** The hash that names an operation's text. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function hashIn(extensions: unknown): string | undefined {
  const persisted = (extensions as { persistedQuery?: { sha256Hash?: unknown } } | null | undefined)?.persistedQuery
  return persisted === undefined || persisted === null ? undefined : String(persisted.sha256Hash)
}

function refuse(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } })
}
