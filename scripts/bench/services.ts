import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startIndexer } from '../demo/indexer.ts'
import { freePort } from '../demo/ports.ts'
import { type Service, startService } from '../demo/service.ts'
import type { Session } from '../demo/session.ts'
import type { Chain } from './chain.ts'
import { ask } from './load.ts'

/** A process that answers GraphQL. */
export interface Api {
  readonly url: string
  readonly service: Service
}

const cli = fileURLToPath(new URL('../../indexer/src/cli.ts', import.meta.url))
const bareServer = fileURLToPath(new URL('./bareServer.ts', import.meta.url))
const patienceMs = 20_000

/** The API over an index, as `serve` runs it. */
export function serveIndex(session: Session, file: string): Promise<Api> {
  const args = ['serve', '--db', file, '--log-level', 'warn']
  return launch(session, 'The API', (port) => [cli, ...args, '--port', String(port)])
}

/** The server without anything, over a file of the bare loop. */
export function serveBare(session: Session, file: string): Promise<Api> {
  return launch(session, 'The bare server', (port) => [bareServer, file, String(port)])
}

/** The indexer over an index, answering, too; it goes on where the index ends. */
export async function startIndex(session: Session, chain: Chain, file: string, ...more: string[]): Promise<Api> {
  const { url: rpc, exchange, startBlock } = chain
  const terms = { rpc, exchange, startBlock, db: file, port: await freePort(), more }
  const { url, service } = await startIndexer(terms, session)
  return answering({ url: `${url}/graphql`, service })
}

/** A GraphQL request. */
export function body(query: string, variables: object = {}): string {
  return JSON.stringify({ query, variables })
}

async function launch(session: Session, name: string, args: (port: number) => string[]): Promise<Api> {
  const port = await freePort()
  const service = await startService(name, process.execPath, [...process.execArgv, ...args(port)], session)
  return answering({ url: `http://127.0.0.1:${port}/graphql`, service })
}

/** Once it answers. */
async function answering(api: Api): Promise<Api> {
  const { url, service } = api
  const began = performance.now()
  for (;;) {
    try {
      await ask(url, body('{ __typename }'))
      return api
    } catch (error) {
      if (performance.now() - began > patienceMs) throw new Error(`no answer\n${service.tail()}`, { cause: error })
    }
    await sleep(25)
  }
}
