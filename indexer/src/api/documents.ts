import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate, visit } from 'graphql'
import type { Executor } from './compile.ts'
import { repetitive } from './repeats.ts'

/** Tokens of a request at most: parsing stops there. */
const MAX_TOKENS = 2_000

/** What is told to be wrong with one text at most: each error takes as long as much of a valid text. */
const MAX_ERRORS = 10

/** Texts that are remembered with what they say, and of these characters together, at most; as much again of bad ones. */
const MAX_TEXTS = 1_000
const MAX_CHARACTERS = 1024 * 1024

/** A text that may run. */
export interface Prepared {
  readonly document: DocumentNode
  /** Whether the answer is the same until the next block. */
  readonly isStable: boolean
  /** By the name of the operation; nothing for those that graphql-js executes. */
  readonly executors: Map<string, Executor | undefined>
}

/** What a text says, or what is wrong with it. */
export type Reading = Prepared | { readonly errors: readonly GraphQLError[] }

/** Texts of requests, each parsed and validated once. Bad ones are remembered apart, so that they push out no good ones. */
export class Documents {
  readonly #schema: GraphQLSchema
  readonly #good = new Texts<Prepared>()
  readonly #bad = new Texts<readonly GraphQLError[]>()

  constructor(schema: GraphQLSchema) {
    this.#schema = schema
  }

  /** What a text says, where that is remembered. */
  known(text: string): Reading | undefined {
    const errors = this.#bad.get(text)
    return errors === undefined ? this.#good.get(text) : { errors }
  }

  read(text: string): Reading {
    const known = this.known(text)
    if (known !== undefined) return known
    const reading = this.#read(text)
    if ('errors' in reading) this.#bad.set(text, reading.errors)
    else this.#good.set(text, reading)
    return reading
  }

  #read(text: string): Reading {
    let document: DocumentNode
    try {
      document = parse(text, { maxTokens: MAX_TOKENS })
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error
      return { errors: [coded(error, 'GRAPHQL_PARSE_FAILED')] }
    }
    const refusal = repetitive(document)
    if (refusal !== undefined) return { errors: [refusal] }
    const errors = validate(this.#schema, document, undefined, { maxErrors: MAX_ERRORS })
    if (errors.length > 0) return { errors: errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED')) }
    return { document, isStable: isStable(document), executors: new Map() }
  }
}

/** What is known about texts; the oldest are forgotten. */
class Texts<T> {
  readonly #known = new Map<string, T>()
  #characters = 0

  get(text: string): T | undefined {
    return this.#known.get(text)
  }

  /** `text` must not be known. */
  set(text: string, value: T): void {
    this.#known.set(text, value)
    this.#characters += text.length
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MAX_TEXTS && this.#characters <= MAX_CHARACTERS) break
      this.#known.delete(oldest)
      this.#characters -= oldest.length
    }
  }
}

/** Without the nodes of the text, which are not needed any more. */
function coded({ message, source, positions }: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(message, { source, positions, extensions: { code } })
}

/** Fields whose answers change without a block. */
const UNSTABLE = new Set(['_meta', 'audits'])

function isStable(document: DocumentNode): boolean {
  let stable = true
  visit(document, {
    Field: ({ name }) => {
      if (UNSTABLE.has(name.value)) stable = false
    },
  })
  return stable
}
