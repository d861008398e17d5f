import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { expect } from 'chai'
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
      // The server notices a moment later.
      for (;;) {
        const again = await ask({ accept: 'text/event-stream' })
        again.destroy()
        if (again.statusCode === 200) break
      }
      await settled()
    }
  })

  it('are kept while nobody asks for longer than load balancers keep theirs', async () => {
    const { headers } = await fetch(api.url.replace('/graphql', '/livez'))
    expect(headers.get('keep-alive')).to.equal('timeout=75')
  })

  /** Nobody listens any more. */
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
