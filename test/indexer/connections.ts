import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { expect } from 'chai'
import { Readers } from '../../indexer/src/api/clients.ts'
import { TestApi } from './helpers/api.ts'
import { memoryIndex } from './helpers/index.ts'

const SUBSCRIPTION = JSON.stringify({ query: 'subscription { head { block } }' })

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
    const server = createServer((_, response) => {
      readers.give(response, answer.length)
      response.write(answer)
      given.push(response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const sockets: Socket[] = []
    try {
      for (let n = 1; n <= 20; n++) {
        const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').pause()
        sockets.push(socket)
        socket.on('error', () => undefined)
        socket.write('GET / HTTP/1.1\r\nhost: here\r\n\r\n')
        while (given.length < n) await new Promise((resolve) => setTimeout(resolve, 1))
      }
      const kept = given.filter(({ destroyed }) => !destroyed)
      expect(kept.reduce((sum, { writableLength }) => sum + writableLength, 0)).to.be.within(
        1,
        64 * 1024 * 1024 + 1_024,
      )
      expect(left).to.equal(20 - kept.length)
      expect(kept.length).to.be.within(6, 19)
      expect(kept).to.deep.equal(given.slice(left))
    } finally {
      for (const socket of sockets) socket.destroy()
      server.close()
    }
  })

  /** Nobody listens any more, as the server notices a moment later. */
  async function settled(): Promise<void> {
    for (;;) {
      const probe = await ask({ accept: 'text/event-stream' })
      const free = probe.statusCode === 200
      probe.destroy()
      await new Promise((resolve) => setTimeout(resolve, 20))
      if (free) return
    }
  }
})
