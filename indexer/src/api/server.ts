import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ConfigError } from '../errors.ts'
import type { Logger } from '../log.ts'
import { loadAssets } from './assets.ts'
import type { ApiContext, RequestMetrics } from './context.ts'
import { createGraphql } from './graphql.ts'
import { readiness } from './health.ts'

/** A running API. */
export interface ApiServer {
  /** Where it listens, without a slash at the end. */
  readonly url: string
  readonly close: () => Promise<void>
}

/** Bytes of a request body at most. */
const MAX_BODY = 64 * 1024

/**
 * Serve GraphQL, health and the status page.
 *
 * @throws {ConfigError} when the port is taken or not allowed.
 */
export async function startServer(context: ApiContext, host: string, port: number, log: Logger): Promise<ApiServer> {
  const graphql = createGraphql(context, log)
  const assets = loadAssets()
  const answer = (request: IncomingMessage, response: ServerResponse<IncomingMessage>): unknown => {
    const pathname = pathOf(request.url ?? '/')
    if (pathname === '/graphql') {
      if (Number(request.headers['content-length'] ?? 0) > MAX_BODY) return send(response, 413, { error: 'too large' })
      return graphql(request, response)
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
  await listen(server, host, port)
  const { port: bound } = server.address() as AddressInfo
  const name = host.includes(':') ? `[${host}]` : host
  return { url: `http://${name}:${bound}`, close: () => close(server) }
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
