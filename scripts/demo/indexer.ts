import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Address } from 'viem'
import { Problem } from '../deploy/problem.ts'
import { type Service, startService } from './service.ts'
import type { Session } from './session.ts'

/** An indexer that follows the devnet and serves GraphQL and the status page. */
export interface Indexer {
  readonly url: string
  readonly service: Service
}

const cli = fileURLToPath(new URL('../../indexer/src/cli.ts', import.meta.url))
const patienceMs = 60_000
const pollMs = 50

/** Where to index from and to. */
export interface IndexerTerms {
  readonly rpc: string
  readonly exchange: Address
  readonly startBlock: number
  readonly db: string
  readonly port: number
  /** What else it is told. */
  readonly more?: readonly string[]
}

/**
 * Start the indexer; it answers soon, see {@link untilIndexed}.
 *
 * @param session Ends it, whatever it has come to.
 * @throws {Problem} when it cannot be started.
 */
export async function startIndexer(terms: IndexerTerms, session?: Session): Promise<Indexer> {
  const { rpc, exchange, startBlock, db, port, more = [] } = terms
  const args = [
    ...process.execArgv,
    ...[cli, 'start', '--rpc', rpc, '--exchange', exchange, '--start-block', String(startBlock)],
    ...['--db', db, '--port', String(port), '--finality', '0', '--log-level', 'warn', ...more],
  ]
  const service = await startService('The indexer', process.execPath, args, session)
  return { url: `http://127.0.0.1:${port}`, service }
}

/** Wait until the indexer has this block. @throws {Problem} when it takes a minute without getting any further. */
export async function untilIndexed({ url, service }: Indexer, block: bigint): Promise<void> {
  let best = -1
  let since = Date.now()
  for (;;) {
    const reached = await height(url)
    if (reached >= block) return
    if (reached > best) {
      best = reached
      since = Date.now()
    }
    if (Date.now() - since > patienceMs) {
      throw new Problem(`The indexer stands at block ${best} and does not reach ${block}.\n${service.tail()}`)
    }
    await sleep(pollMs)
  }
}

/** Ask GraphQL. @throws {Problem} when it does not answer or refuses. */
export async function graphql<T>(url: string, query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  }).catch((error: unknown) => {
    throw new Problem(`The indexer at ${url} does not answer`, { cause: error })
  })
  const { data, errors } = (await response.json()) as { data?: T; errors?: readonly { message: string }[] }
  if (errors || data === undefined)
    throw new Problem(`GraphQL refused: ${errors?.map(({ message }) => message).join('; ')}`)
  return data
}

async function height(url: string): Promise<number> {
  try {
    const { _meta } = await graphql<{ _meta: { block: { number: number } | null } }>(
      url,
      '{ _meta { block { number } } }',
    )
    return _meta.block?.number ?? -1
  } catch {
    // Not up yet; the caller runs out of patience if it stays so.
    return -1
  }
}
