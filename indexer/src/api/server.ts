import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { ConfigError } from '../errors.ts'
import type { Logger } from '../log.ts'
import { loadAssets } from './assets.ts'
import { readBody } from './body.ts'
import { clientOf, PIECE, Readers, Streams } from './clients.ts'
import type { ApiContext, RequestMetrics } from './context.ts'
import { Graphql, type JsonAnswer } from './graphql.ts'
import { readiness } from './health.ts'
import { type ApiOptions, DEFAULT_OPTIONS } from './options.ts'
import { Turns } from './turns.ts'
import { SchemaChanged, tellingVersion } from './version.ts'

/** A running API. */
export interface ApiServer {
  /** Where it listens, without a slash at the end. */
  readonly url: string
  readonly close: () => Promise<void>
}

/**
 * Milliseconds for which a connection that asks nothing is kept: longer than load balancers keep theirs, which is a minute
 * commonly. Who ends it first must not be us, as the next request may be on its way.
 */
const KEPT_MS = 75_000

/** Bytes of a request body at most. */
const MAX_BODY = 64 * 1024

/**
 * Serve GraphQL, health and the status page.
 *
 * @throws {ConfigError} when the port is taken or not allowed.
 */
export async function startServer(
  given: ApiContext,
  host: string,
  port: number,
  log: Logger,
  options: Partial<ApiOptions> = {},
): Promise<ApiServer> {
  const settings = { ...DEFAULT_OPTIONS, ...options }
  const context = { ...given, db: tellingVersion(given.db, log) }
  const graphql = new Graphql(context, log, settings)
  const streams = new Streams(settings)
  const readers = new Readers(() => log.debug('left a reader that takes nothing'))
  const turns = new Turns()
  const assets = loadAssets()
  const answer = (request: IncomingMessage, response: ServerResponse<IncomingMessage>): unknown => {
    const pathname = pathOf(request.url ?? '/')
    if (pathname === '/graphql') {
      const client = clientOf(request, settings.trustProxy)
      const asker = { client, request, response, openStream: () => streams.open(client, response) }
      return turns.of(response).then((isHere) => (isHere ? serveGraphql(graphql, readers, asker, log) : undefined))
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, { error: 'GET only' })
    if (pathname === '/livez') return send(response, 200, { alive: true })
    if (pathname === '/readyz') {
      return readiness(context).then((state) => send(response, state.ready ? 200 : 503, state))
    }
    if (pathname === '/metrics' && context.metrics !== undefined) return sendMetrics(response, context.metrics)
    const asset = assets.get(pathname)
    if (asset === undefined) return send(response, 404, { error: `nothing at ${pathname.slice(0, 100)}` })
    response.writeHead(200, { 'content-type': asset.type, 'cache-control': 'no-cache', ...SECURITY_HEADERS })
    return response.end(request.method === 'HEAD' ? undefined : asset.body)
  }
  const server = createServer((request, response) => {
    // No request may end the process, whatever it holds.
    const fail = (error: unknown) => {
      log.error({ err: error, url: request.url?.slice(0, 100) }, 'request failed')
      if (response.headersSent) response.destroy()
      else send(response, 500, { error: 'internal error' })
    }
    try {
      context.metrics?.requested(pathOf(request.url ?? '/'), response)
      void Promise.resolve(answer(request, response)).catch(fail)
    } catch (error) {
      fail(error)
    }
  })
  server.keepAliveTimeout = KEPT_MS
  await listen(server, host, port)
  const { port: bound } = server.address() as AddressInfo
  const name = host.includes(':') ? `[${host}]` : host
  return { url: `http://${name}:${bound}`, close: () => close(server) }
}

/** A request to the endpoint. */
interface Asker {
  readonly client: string
  readonly request: IncomingMessage
  readonly response: ServerResponse<IncomingMessage>
  /** Whether what is answered may be a stream. */
  readonly openStream: () => boolean
}

async function serveGraphql(graphql: Graphql, readers: Readers, asker: Asker, log: Logger): Promise<void> {
  const { client, request, response } = asker
  const { accept = '*/*', 'content-type': type = '' } = request.headers
  if (request.method !== 'POST') return passOn(graphql, readers, asker)
  // A form of another site's cannot ask in its visitor's name: browsers send JSON elsewhere only with leave.
  if (!/^application\/(graphql\+)?json\b/i.test(type)) return send(response, 415, { error: 'send application/json' })
  const body = await readBody(request, MAX_BODY)
  if (body === undefined) {
    response.setHeader('connection', 'close')
    return send(response, 413, { error: `a request has ${MAX_BODY} bytes at most` })
  }
  const isPlain =
    accept === '*/*' || (accept.includes('application/json') && !/event-stream|graphql-response/.test(accept))
  const answer = isPlain ? await answerOrFail(graphql, body, client, log) : undefined
  if (answer !== undefined) return sendJson(response, answer, readers)
  await passOn(graphql, readers, asker, body)
}

/** What the endpoint answers; that it failed, where the database did, and why in the log alone. */
async function answerOrFail(
  graphql: Graphql,
  body: string,
  client: string,
  log: Logger,
): Promise<JsonAnswer | undefined> {
  try {
    return await graphql.answer(body, client)
  } catch (error) {
    if (error instanceof SchemaChanged) return { status: 503, body: JSON.stringify({ errors: [error] }) }
    log.error({ err: error }, 'a request failed')
    return { status: 500, body: JSON.stringify({ errors: [{ message: 'Unexpected error.' }] }) }
  }
}

/** Have yoga answer a request, whose body, if it has one, was read already. */
async function passOn(
  graphql: Graphql,
  readers: Readers,
  { request, response, openStream }: Asker,
  body?: string,
): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && name !== 'content-length' ? [[name, value]] : [],
  )
  const query = (request.url ?? '').split('?', 2)[1]
  const url = `http://localhost/graphql${query === undefined ? '' : `?${query}`}`
  const init = { method: request.method ?? 'GET', headers, signal: gone.signal, ...(body !== undefined && { body }) }
  const answer = await graphql.yoga.fetch(url, init, { req: request, res: response, openStream })
  if (response.closed) return answer.body?.cancel()
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  if (answer.body === null) return void response.end()
  // Whoever leaves a stream ends it at once, which is no failure: iterating would wait for its next item first.
  const { body: stream } = answer
  gone.signal.addEventListener('abort', () => void stream.cancel().catch(() => {}))
  readers.watch(response)
  const guarded = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) yield* readers.pieces(response, chunk)
  }
  await pipeline(guarded(stream as AsyncIterable<Uint8Array>), response).catch((error) => {
    if (!gone.signal.aborted) throw error
  })
}

function sendJson(
  response: ServerResponse<IncomingMessage>,
  { status, body, retryAfter }: JsonAnswer,
  readers: Readers,
): Promise<void> {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  const headers: OutgoingHttpHeaders = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
    'access-control-allow-origin': '*',
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  }
  response.writeHead(status, headers)
  if (bytes.length <= PIECE) {
    response.end(bytes)
    return Promise.resolve()
  }
  // Who has left already is not seen to leave.
  if (response.closed) return Promise.resolve()
  return pipeline(readers.pieces(response, bytes), response).catch((error) => {
    if (!response.closed) throw error
  })
}

/** The page runs only its own scripts and talks only to its own origin. */
const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
  'x-content-type-options': 'nosniff',
}

/** The path of a request target, as it stands: anyone may send what is no URL at all. */
function pathOf(target: string): string {
  return target.replace(/^https?:\/\/[^/?#]*/i, '').split(/[?#]/, 1)[0] || '/'
}

function send(response: ServerResponse<IncomingMessage>, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

async function sendMetrics(response: ServerResponse<IncomingMessage>, metrics: RequestMetrics): Promise<void> {
  const body = await metrics.text()
  response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' })
  response.end(body)
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port)))
    server.listen(port, host, resolve)
  })
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new ConfigError(`port ${port} on ${host} is taken by another program; choose another one with --port`)
  }
  if (error.code === 'EACCES') return new ConfigError(`port ${port} on ${host} may not be used by this user`)
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new ConfigError(`${host} is not an address of this machine; choose another one with --host`)
  }
  return error
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
