/** How an API guards itself. */
export interface ApiOptions {
  /** What one client may cost per second, ten seconds' worth at once; no bound unless given. */
  readonly clientRate?: number
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
  clientStreams: 20,
  streams: 1_000,
  deadlineMs: 5_000,
  operations: new Map(),
  operationsOnly: false,
  cacheBytes: 64 * 1024 * 1024,
}
