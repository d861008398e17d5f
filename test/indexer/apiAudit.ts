import { serverAudits } from 'graphql-http'
import { type ApiServer, startServer } from '../../indexer/src/api/server.ts'
import { createLogger } from '../../indexer/src/log.ts'
import { IDENTITY, indexEvents, memoryIndex } from './helpers/index.ts'
import { week } from './helpers/story.ts'

describe('GraphQL over HTTP: the audit suite of graphql-http', () => {
  const db = memoryIndex()
  let server: ApiServer

  before(async () => {
    await indexEvents(db, week().events)
    const context = { db: db.reader, identity: IDENTITY, now: Date.now }
    server = await startServer(context, '127.0.0.1', 0, createLogger('silent'))
  })

  after(() => server.close())

  for (const { id, name, fn } of serverAudits({ url: () => `${server.url}/graphql`, fetchFn: fetch })) {
    it(`${id} ${name}`, async () => {
      const result = await fn()
      if (result.status !== 'ok') throw new Error(`${result.status}: ${result.reason}`)
    })
  }
})
