import { readFileSync } from 'node:fs'
import { ConfigError } from '../errors.ts'
import { sha256 } from './operations.ts'

/** How an API guards itself. */
export interface ApiOptions {
  /** What one client may cost per second, ten seconds' worth at once; no bound unless given. */
  readonly clientRate?: number
  /** Proxies of the operator's own that requests pass; each adds to `X-Forwarded-For` whom it has seen. */
  readonly trustProxy: number
  /** Open streams of one client, and of all, at most. */
  readonly clientStreams: number
  readonly streams: number
  /** Milliseconds after which a request begins no further read. */
  readonly deadlineMs: number
  /** Operations by the SHA-256 of their text, in hexadecimal. */
  readonly operations: ReadonlyMap<string, string>
  /** Whether nothing else is answered. */
  readonly operationsOnly: boolean
  /** Bytes of answers that are kept for those who ask the same within a block. */
  readonly cacheBytes: number
}

export const DEFAULT_OPTIONS: ApiOptions = {
  trustProxy: 0,
  clientStreams: 20,
  streams: 1_000,
  deadlineMs: 5_000,
  operations: new Map(),
  operationsOnly: false,
  cacheBytes: 64 * 1024 * 1024,
}

/** The same as an operator gives it. */
export interface ApiConfig {
  readonly clientRate?: number
  readonly trustProxy?: number
  /** A JSON file: the texts of operations as the values of an object, or in a list. */
  readonly operations?: string
  readonly operationsOnly?: boolean
}

/** @throws {ConfigError} when the file cannot be read, or only its operations are to be answered and there is none. */
export function apiOptions({
  clientRate,
  trustProxy,
  operations,
  operationsOnly = false,
}: ApiConfig): Partial<ApiOptions> {
  if (operationsOnly && operations === undefined) {
    throw new ConfigError('--operations-only needs --operations, the file of those that are answered')
  }
  return {
    ...(clientRate === undefined ? {} : { clientRate }),
    ...(trustProxy === undefined ? {} : { trustProxy }),
    ...(operations === undefined ? {} : { operations: readOperations(operations) }),
    operationsOnly,
  }
}

function readOperations(file: string): ReadonlyMap<string, string> {
  let texts: unknown[]
  try {
    texts = Object.values(JSON.parse(readFileSync(file, 'utf8')) as object)
  } catch (cause) {
    throw new ConfigError(`${file} cannot be read as a JSON file of operations`, { cause })
  }
  const wrong = texts.find((text) => typeof text !== 'string')
  if (wrong !== undefined)
    throw new ConfigError(`${file} holds ${JSON.stringify(wrong)?.slice(0, 50)}, which is no text`)
  return new Map((texts as string[]).map((text) => [sha256(text), text]))
}
