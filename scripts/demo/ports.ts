import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { codeOf, Problem } from '../deploy/problem.ts'

const host = '127.0.0.1'

/**
 * Make sure that nobody listens on `port`.
 *
 * @param use What the port is for, and `option` how to choose another one: both go into the message.
 * @throws {Problem} when it is taken or not ours to take.
 */
export async function requireFreePort(port: number, use: string, option: string): Promise<void> {
  // Asked both ways: some systems let a second server bind a port that a wildcard address already serves.
  const code = (await answers(port)) ? 'EADDRINUSE' : await bindError(port)
  if (code === undefined) return
  if (code === 'EADDRINUSE') {
    throw new Problem(
      `Port ${port}, meant for ${use}, is taken by another program. Stop it, or choose another port: ${option} PORT`,
    )
  }
  throw new Problem(`Port ${port}, meant for ${use}, cannot be used (${code}). Choose another port: ${option} PORT`)
}

/** A port that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const [port] = await freePorts(1)
  return port as number
}

/** As many ports that nobody listens on at the moment, all of them different: none is let go before all are known. */
export async function freePorts(count: number): Promise<number[]> {
  const servers: Server[] = []
  try {
    for (let i = 0; i < count; i++) servers.push(await listen())
    return servers.map((server) => (server.address() as AddressInfo).port)
  } finally {
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  }
}

function listen(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, host, () => resolve(server))
  })
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 500 })
    const end = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false))
  })
}

function bindError(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve(codeOf(error) ?? 'unknown'))
    server.listen(port, host, () => server.close(() => resolve(undefined)))
  })
}
