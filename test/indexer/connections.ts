import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { Readers } from '../../indexer/src/api/clients.ts'
import { Turns } from '../../indexer/src/api/turns.ts'
import { TestApi } from './helpers/api.ts'
import { memoryIndex } from './helpers/index.ts'

const SUBSCRIPTION = JSON.stringify({ query: 'subscription { head { block } }' })

const REQUEST = 'GET / HTTP/1.1\r\nhost: here\r\n\r\n'

/** A server for one test, and connections to it: all of them end with it. */
class Served {
  readonly #server: Server
  readonly #sockets: Socket[] = []

  private constructor(server: Server) {
    this.#server = server
  }

  static async start(answer: (response: ServerResponse) => void): Promise<Served> {
    const server = createServer((_, response) => answer(response))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new Served(server)
  }

  connect(): Socket {
    const socket = connect((this.#server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined)
    this.#sockets.push(socket)
    return socket
  }

  [Symbol.dispose](): void {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
  }
}

describe('connections to the API', () => {
  const { reader } = memoryIndex()
  let api: TestApi

  before(async () => {
    api = await TestApi.start(reader, { clientStreams: 1 })
  })

  after(() => api.close())

  /** Ask as a client that sends just these headers. */
  async function ask(headers: Record<string, string>): Promise<IncomingMessage> {
    const asked = request(api.url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } })
    asked.end(SUBSCRIPTION)
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    return answer
  }

  it('count as streams whatever they say they take', async () => {
    for (const accept of ['text/event-stream', 'Text/Event-Stream', 'text/*', '*/*', undefined]) {
      const headers: Record<string, string> = accept === undefined ? {} : { accept }
      const first = await ask(headers)
      expect([first.statusCode, first.headers['content-type']], accept).to.deep.equal([200, 'text/event-stream'])
      const second = await ask(headers)
      expect(second.statusCode, accept).to.equal(429)
      second.destroy()
      first.destroy()
      await settled()
    }
  })

  it('are kept while nobody asks for longer than load balancers keep theirs', async () => {
    const { headers } = await fetch(api.url.replace('/graphql', '/livez'))
    expect(headers.get('keep-alive')).to.equal('timeout=75')
  })

  it('have no more than 64 MiB waiting for all that read nothing, and lose those first that have waited longest', async () => {
    const given: ServerResponse[] = []
    let left = 0
    const readers = new Readers(() => left++)
    const answer = Buffer.alloc(8 * 1024 * 1024)
    using server = await Served.start((response) => {
      given.push(response)
      void pipeline(readers.pieces(response, answer), response).catch(() => undefined)
    })
    for (let n = 1; n <= 20; n++) {
      server.connect().pause().write(REQUEST)
      while (given.length < n) await sleep(1)
      // The system itself takes some of it.
      for (let taken = -1; taken !== given[n - 1]?.socket?.bytesWritten; await sleep(20)) {
        taken = given[n - 1]?.socket?.bytesWritten ?? 0
      }
    }
    const kept = given.filter(({ destroyed }) => !destroyed)
    expect(left).to.equal(20 - kept.length)
    expect(kept.length).to.be.within(6, 8)
    expect(kept).to.deep.equal(given.slice(left))
  })

  it('that ask for much before they have read anything are left whole', async () => {
    let left = 0
    const given: ServerResponse[] = []
    const readers = new Readers(() => left++)
    using server = await Served.start((response) => {
      given.push(response)
      // The first of them is never answered, so that those behind it are not sent.
      if (given.length > 1)
        void pipeline(readers.pieces(response, Buffer.alloc(8 * 1024 * 1024)), response).catch(() => undefined)
    })
    const socket = server.connect()
    socket.write(REQUEST.repeat(12))
    await new Promise((resolve) => socket.once('close', resolve))
    expect(given.length).to.equal(12)
    expect(left).to.be.greaterThan(0)
    while (given.some(({ closed }) => !closed)) await sleep(1)
  })

  it('that are left free all that waited on them, so that nobody else is', async () => {
    let left = 0
    const given: ServerResponse[] = []
    const readers = new Readers(() => left++)
    using server = await Served.start((response) => {
      given.push(response)
      const answer = Buffer.alloc((given.length < 10 ? 7 : 14) * 1024 * 1024)
      void pipeline(readers.pieces(response, answer), response).catch(() => undefined)
    })
    const open = async (requests: number): Promise<void> => {
      const all = given.length + requests
      server.connect().pause().write(REQUEST.repeat(requests))
      while (given.length < all) await sleep(1)
    }
    // 35 MiB on one connection, 28 on four others: with 14 more, it is 13 more than may wait.
    await open(5)
    for (let n = 0; n < 4; n++) await open(1)
    expect(left).to.equal(0)
    await open(1)
    expect(left).to.equal(1)
    expect(given.map(({ req }) => req.socket.destroyed)).to.deep.equal([
      ...Array(5).fill(true),
      ...Array(5).fill(false),
    ])
  })

  it('are answered one request after the other, and have no more than a hundred waiting', async () => {
    const asked: number[] = []
    const turns = new Turns()
    const answers: (() => void)[] = []
    using server = await Served.start(async (response) => {
      const place = asked.push(0) - 1
      if (!(await turns.of(response))) return
      asked[place] = 1
      answers.push(() => response.end('done'))
    })
    const socket = server.connect().resume()
    socket.write(REQUEST.repeat(3))
    for (const worked of [1, 2, 3]) {
      while (answers.length < worked) await sleep(1)
      await sleep(20)
      expect(asked).to.deep.equal([1, 1, 1].fill(0, worked))
      answers[worked - 1]?.()
    }
    socket.write(REQUEST.repeat(101))
    while (asked.length < 104) await sleep(1)
    expect(socket.destroyed).to.equal(false)
    socket.write(REQUEST)
    await new Promise((resolve) => socket.once('close', resolve))
  })

  /** Nobody listens any more, as the server notices a moment later. */
  async function settled(): Promise<void> {
    for (;;) {
      const probe = await ask({ accept: 'text/event-stream' })
      const free = probe.statusCode === 200
      probe.destroy()
      await sleep(20)
      if (free) return
    }
  }
})
