import { TidemarkError } from '../core/errors.ts'

/** The indexer refused a request, or failed at it. `code` is its own: `TOO_COMPLEX`, `BLOCK_NOT_INDEXED`, … */
export class IndexerRefusedError extends TidemarkError {
  constructor(code: string, message: string, path: string) {
    super(code, message, { path })
  }
}

/** The indexer did not answer as one does: it is down, overloaded, or something else is at the address. */
export class IndexerUnreachableError extends TidemarkError {
  /** HTTP status of what answered, if anything did. */
  readonly status: number | undefined

  constructor(url: string, reason: string | number, options?: ErrorOptions) {
    const why = typeof reason === 'number' ? `status ${reason}` : reason
    super('IndexerUnreachable', `the indexer at ${url} does not answer: ${why}`, { url, reason: why }, options)
    this.status = typeof reason === 'number' ? reason : undefined
  }
}
