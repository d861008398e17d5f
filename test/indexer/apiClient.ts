import { readFileSync } from 'node:fs'
import { IndexerClient, IndexerRefusedError, IndexerUnreachableError } from '@tidemark/sdk/indexer'
import { expect } from 'chai'
import { buildSchema, findBreakingChanges } from 'graphql'
import { Applier } from '../../indexer/src/apply.ts'
import { generate } from '../../scripts/maintain/generate-client.ts'
import { TestApi } from './helpers/api.ts'
import { VAULT } from './helpers/events.ts'
import { batchOf, blockHash, DEPLOYMENT, indexEvents, memoryIndex } from './helpers/index.ts'
import { AT, week } from './helpers/story.ts'

const root = new URL('../../', import.meta.url)
const sdl = readFileSync(new URL('indexer/src/api/schema.graphql', root), 'utf8')

describe('the schema', () => {
  it('still answers whatever could be asked of the published one', () => {
    const published = readFileSync(new URL('test/vectors/publishedSchema.graphql', root), 'utf8')
    expect(findBreakingChanges(buildSchema(published), buildSchema(sdl))).to.deep.equal([])
    const changed = published.replace(
      'blockAt(time: Timestamp!): Block',
      'blockAt(time: Timestamp!, more: Int!): Block',
    )
    expect(findBreakingChanges(buildSchema(published), buildSchema(changed))).to.have.length(1)
  })

  it("is what the client's types were generated from", () => {
    expect(readFileSync(new URL('sdk/src/indexer/schema.ts', root), 'utf8')).to.equal(generate(sdl))
  })
})

describe('the client', () => {
  const index = memoryIndex()
  const { events } = week()
  let api: TestApi
  let client: IndexerClient
  let port: number

  before(async () => {
    await indexEvents(index, events)
    api = await TestApi.start(index.reader)
    client = new IndexerClient(api.url, { retryMs: 10 })
    port = Number(new URL(api.url).port)
  })

  after(() => api.close())

  it('asks for what is selected and knows its type', async () => {
    const vault = await client.query('vault', { id: VAULT }, { equity: true, winRate: { value: true, reason: true } })
    const equity: string | undefined = vault?.equity
    expect([equity, vault?.winRate]).to.deep.equal(['360000', { value: '500000000000000000', reason: null }])
    // @ts-expect-error What was not selected is not there.
    expect(vault?.owner).to.equal(undefined)
    // @ts-expect-error There is no such field.
    await client.query('vault', { id: VAULT }, { nothing: true }).catch(() => undefined)
    const { edges } = await client.query(
      'trades',
      { where: { realised_gt: 0n, side: 'ASK' }, first: 1 },
      { edges: { node: { realised: true, market: { id: true } } } },
    )
    expect(edges).to.deep.equal([{ node: { realised: '6600', market: { id: 1 } } }])
    const { url } = api
    const bare = new IndexerClient(url.replace('/graphql', '/'))
    expect(await bare.query('_meta', {}, { chainId: true })).to.deep.equal({ chainId: 31_337 })
  })

  it('walks lists to their ends', async () => {
    for (const first of [1, 2, 5, 200]) {
      const blocks: number[] = []
      for await (const fill of client.rows('fills', { orderDirection: 'ASC', first }, { block: true }))
        blocks.push(fill.block)
      expect(blocks).to.deep.equal([AT.firstBuy, AT.secondBuy, AT.loss, AT.win, AT.crash])
    }
  })

  it("gives the indexer's own reasons", async () => {
    const refusal = await client.query('vault', { id: 'x' }, { id: true }).catch((error: unknown) => error)
    expect(refusal).to.be.instanceOf(IndexerRefusedError).and.to.include({ code: 'BAD_INPUT' })
    expect((refusal as IndexerRefusedError).args.path).to.equal('vault')
    const nobody = new IndexerClient('http://127.0.0.1:1')
    expect(await nobody.query('_meta', {}, { chainId: true }).catch((error: unknown) => error)).to.be.instanceOf(
      IndexerUnreachableError,
    )
    const page = new IndexerClient(api.url, { fetch: async () => new Response('<html>', { status: 502 }) })
    const error = await page.query('_meta', {}, { chainId: true }).catch((caught: Error) => caught)
    expect((error as Error).message).to.contain('does not answer: status 502')
  })

  it('listens, and goes on behind the last item when the stream breaks', async () => {
    const other = memoryIndex()
    const applier = new Applier(other.writer, DEPLOYMENT, await other.writer.cursor())
    const indexTo = async (height: number) => {
      const from = applier.cursor.height
      await applier.apply(
        batchOf(
          events.filter(({ at }) => at.height > from && at.height <= height),
          height,
        ),
      )
      await applier.settled()
    }
    await indexTo(AT.created)
    let server = await TestApi.start(other.reader)
    const away = { url: server.url }
    const gone = new AbortController()
    // Whatever the address of the day, the client asks the same.
    const reach: typeof fetch = (_, init) => fetch(away.url, init)
    const listener = new IndexerClient('http://indexer.example', { retryMs: 5, fetch: reach })
    const seen: [string, number, string][] = []
    const start = await listener.subscribe('head', {}, { block: true }).next()
    const after = start.value?.cursor ?? null
    const items = listener.subscribe(
      'fills',
      { after },
      { op: true, block: true, fills: { notional: true } },
      { signal: gone.signal },
    )
    const take = async () => {
      const { value } = await items.next()
      if (value) seen.push([value.op, value.block, value.fills.map(({ notional }) => notional).join(' ')])
    }
    await indexTo(AT.firstBuy)
    await take()
    await server.close()
    await indexTo(AT.loss)
    server = await TestApi.start(other.reader)
    away.url = server.url
    await take()
    await applier.reorganise(
      { height: AT.secondBuy, hash: blockHash(AT.secondBuy), timestamp: 2 * 86_400 + 100 },
      batchOf([], AT.loss),
    )
    await take()
    expect(seen).to.deep.equal([
      ['APPLY', AT.firstBuy, '100000'],
      ['APPLY', AT.loss, '90000 100000'],
      ['UNDO', AT.secondBuy, ''],
    ])
    gone.abort()
    await server.close()
    const bad = listener.subscribe('fills', { after: 'x' }, { op: true })
    away.url = `http://127.0.0.1:${port}/graphql`
    expect(await bad.next().catch((error: unknown) => error)).to.include({ code: 'BAD_CURSOR' })
  })

  it('misses nothing between its beginning and its first item, though the stream breaks there', async () => {
    const other = memoryIndex()
    const applier = new Applier(other.writer, DEPLOYMENT, await other.writer.cursor())
    const at = (height: number) =>
      batchOf(
        events.filter((event) => event.at.height === height),
        height,
      )
    await applier.apply(
      batchOf(
        events.filter((event) => event.at.height <= AT.created),
        AT.created,
      ),
    )
    await applier.settled()
    let server = await TestApi.start(other.reader)
    const opened = Promise.withResolvers<void>()
    let answered = 0
    const reach: typeof fetch = async (_, init) => {
      const response = await fetch(server.url, init)
      // The head's place first, then the fills.
      if (++answered === 2) opened.resolve()
      return response
    }
    const gone = new AbortController()
    const listener = new IndexerClient('http://indexer.example', { retryMs: 5, fetch: reach })
    const items = listener.subscribe('fills', {}, { block: true }, { signal: gone.signal })
    const first = items.next()
    await opened.promise
    await server.close()
    await applier.apply(at(AT.firstBuy))
    await applier.settled()
    server = await TestApi.start(other.reader)
    expect((await first).value?.block).to.equal(AT.firstBuy)
    gone.abort()
    await items.return()
    await server.close()
  })
})
