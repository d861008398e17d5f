import { TidemarkError } from '../core/errors.ts'

/** The indexer refused a request, or failed at it. `code` is its own: `TOO_COMPLEX`, `BLOCK_NOT_INDEXED`, … */
export class IndexerRefusedError extends TidemarkError {
  constructor(code: string, message: string, path: string) {
    super(code, message, { path })
  }
}

/** The indexer did not answer as one does: it is down, overloaded, or something else is at the address. */
export class IndexerUnreachableError extends TidemarkError {
  constructor(url: string, reason: string, options?: ErrorOptions) {
    super('IndexerUnreachable', `the indexer at ${url} does not answer: ${reason}`, { url, reason }, options)
  }
}
