import { connect, type Socket } from 'node:net'

/** How a server did under load. */
export interface Load {
  /** Answers per second. */
  readonly rate: number
  /** Milliseconds within which 99 of 100 answers came. */
  readonly p99: number
  /** Bytes of the last answer. */
  readonly bytes: number
}

const connections = 50

/**
 * Ask over 50 connections that stay open, each asking again once it is answered.
 *
 * Answers are read whole but not parsed: the client must not be what is measured. Node's own client takes longer for an
 * answer than the server for one that it keeps. They are known to be right from {@link ask}.
 *
 * @param goesOn Whether to ask once more, having asked `n` times.
 * @param bodyOf Body of the n-th request.
 */
export async function load(url: string, goesOn: (n: number) => boolean, bodyOf: (n: number) => string): Promise<Load> {
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(url)))
  const times: number[] = []
  let next = 0
  let bytes = 0
  const worker = async (connection: Connection) => {
    while (goesOn(next)) {
      const body = bodyOf(next++)
      const began = performance.now()
      const answer = await connection.post(body)
      times.push(performance.now() - began)
      bytes = answer.length
      if (answer.includes('"errors"')) throw new Error(`${url} answered ${answer}`)
    }
  }
  try {
    // A busy server takes in one new connection after the other; a client that asks on and on was taken in long ago.
    await Promise.all(open.map((connection) => connection.post('{"query":"{ __typename }"}')))
    const began = performance.now()
    await Promise.all(open.map(worker))
    const rate = (next * 1000) / (performance.now() - began)
    times.sort((a, b) => a - b)
    return { rate, p99: times[Math.ceil(times.length * 0.99) - 1] ?? Number.NaN, bytes }
  } finally {
    for (const connection of open) connection.close()
  }
}

/** Ask once. @throws when it is refused. */
export async function ask<T>(url: string, body: string): Promise<T> {
  const connection = await Connection.open(url)
  const answer = await connection.post(body).finally(() => connection.close())
  const { data, errors } = JSON.parse(String(answer)) as { data?: T; errors?: unknown }
  if (errors !== undefined || data === undefined) throw new Error(`${url} refused: ${answer}`)
  return data
}

/** A connection that posts JSON, one request after the other: as much of HTTP as the two servers speak. */
class Connection {
  readonly #socket: Socket
  readonly #head: string
  #chunks: Buffer[] = []
  #length = 0
  /** Bytes that make the answer whole, once its head tells. */
  #whole: number | undefined
  #waiting: PromiseWithResolvers<Buffer> | undefined

  private constructor(socket: Socket, { host, pathname }: URL) {
    this.#socket = socket
    this.#head = `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: `
    socket.on('data', (chunk: Buffer) => this.#take(chunk))
    socket.on('error', (error) => this.#waiting?.reject(error))
    socket.on('close', () => this.#waiting?.reject(this.#closed()))
  }

  static async open(url: string): Promise<Connection> {
    const target = new URL(url)
    const socket = connect({ host: target.hostname, port: Number(target.port), noDelay: true })
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    socket.once('connect', resolve).once('error', reject)
    await promise
    return new Connection(socket, target)
  }

  /** The body of the answer. @throws when it is not a success. */
  post(body: string): Promise<Buffer> {
    // Nobody would tell any more.
    if (this.#socket.destroyed) return Promise.reject(this.#closed())
    this.#waiting = Promise.withResolvers<Buffer>()
    this.#socket.write(`${this.#head}${Buffer.byteLength(body)}\r\n\r\n${body}`)
    return this.#waiting.promise
  }

  close(): void {
    this.#socket.destroy()
  }

  #closed(): Error {
    return new Error('the server closed the connection')
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#length += chunk.length
    if (this.#whole !== undefined && this.#length < this.#whole) return
    const answer = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks)
    const body = answer.indexOf('\r\n\r\n') + 4
    if (body < 4) return
    const head = answer.toString('latin1', 0, body).toLowerCase()
    const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1]
    if (length === undefined) {
      // In chunks, the last of which is empty.
      if (answer.toString('latin1', answer.length - 5) === '0\r\n\r\n') {
        this.#answer(head, joinChunks(answer.subarray(body)))
      }
      return
    }
    this.#whole = body + Number(length)
    if (this.#length >= this.#whole) this.#answer(head, answer.subarray(body))
  }

  #answer(head: string, body: Buffer): void {
    const waiting = this.#waiting
    this.#chunks = []
    this.#length = 0
    this.#whole = undefined
    this.#waiting = undefined
    if (head.startsWith('http/1.1 200 ')) waiting?.resolve(body)
    else waiting?.reject(new Error(`answered ${head}${body}`))
  }
}

function joinChunks(text: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const end = text.indexOf('\r\n', at)
    const size = Number.parseInt(text.toString('latin1', at, end), 16)
    if (!(size > 0)) return Buffer.concat(parts)
    parts.push(text.subarray(end + 2, end + 2 + size))
    at = end + 2 + size + 2
  }
}
