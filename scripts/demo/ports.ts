import { connect, createServer } from 'node:net'
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
