import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** Requests that may wait on one connection. */
const MAX_WAITING = 100

interface Line {
  /** Ends when the last answer asked for was taken. */
  end: Promise<void>
  waiting: number
}

/**
 * Has the requests of one connection worked on in turn. Its answers go out one behind the other anyway: what was made of later
 * ones would only wait, and who takes none of the first would have all of them made.
 */
export class Turns {
  readonly #lines = new WeakMap<Socket, Line>()

  /** Resolves when the answers ahead of this one were taken, to whether somebody is still there to be answered. */
  async of(response: ServerResponse): Promise<boolean> {
    if (response.closed) return false
    const { socket } = response.req
    const line = this.#lines.get(socket) ?? { end: Promise.resolve(), waiting: 0 }
    const { end: ahead } = line
    line.end = new Promise((resolve) => response.once('close', resolve))
    this.#lines.set(socket, line)
    if (++line.waiting > MAX_WAITING) socket.resetAndDestroy()
    await ahead
    line.waiting--
    return !response.closed
  }
}
