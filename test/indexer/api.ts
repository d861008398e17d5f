import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect } from 'chai'
import { type ApiServer, startServer } from '../../indexer/src/api/server.ts'
import { createLogger } from '../../indexer/src/log.ts'
import { VAULT } from './helpers/events.ts'
import { IDENTITY, indexEvents, memoryIndex } from './helpers/index.ts'
import type { GraphqlAnswer } from './helpers/indexer.ts'
import { AT, week } from './helpers/story.ts'

describe('GraphQL API', () => {
  const db = memoryIndex()
  let server: ApiServer

  before(async () => {
    await indexEvents(db, week().events)
    server = await startServer(
      { db: db.reader, identity: IDENTITY, now: Date.now },
      '127.0.0.1',
      0,
      createLogger('silent'),
    )
  })

  after(() => server.close())

  async function post(query: string, variables: object = {}): Promise<GraphqlAnswer> {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    })
    return (await response.json()) as GraphqlAnswer
  }

  async function refusal(query: string, variables: object = {}): Promise<string> {
    const { errors } = await post(query, variables)
    const [error] = errors ?? []
    return `${error?.extensions?.code}: ${error?.message}`
  }

  it('names the value and the bound of what it refuses', async () => {
    expect(await refusal('{ fills(first: 201) { totalCount } }')).to.equal(
      'BAD_INPUT: first is 201; it must be from 1 to 200',
    )
    expect(await refusal('{ vaults(first: 0) { totalCount } }')).to.equal(
      'BAD_INPUT: first is 0; it must be from 1 to 200',
    )
    expect(await refusal('{ vault(id: "vault 7") { id } }')).to.equal(
      "BAD_INPUT: 'vault 7' is not a vault id: chainId:address or an address",
    )
    expect(await refusal('{ fills(where: { taker: "0x12" }) { totalCount } }')).to.contain('"0x12" is not an address')
    expect(await refusal(`{ equityCurve(vault: "${VAULT}", maxPoints: 1001) { equity } }`)).to.equal(
      'BAD_INPUT: maxPoints is 1001; it must be from 2 to 1000',
    )
    expect(await refusal(`{ metrics(vault: "${VAULT}", toBlock: 99) { pnl } }`)).to.equal(
      `BLOCK_NOT_INDEXED: block 99 is not indexed yet; the last complete block is ${AT.crash}`,
    )
  })

  it('takes cursors of its own lists only', async () => {
    const { data } = await post('{ fills(first: 1) { edges { cursor } } vaults(first: 1) { edges { cursor } } }')
    const { fills, vaults } = data as Record<'fills' | 'vaults', { edges: [{ cursor: string }] }>
    const page = (after: string) =>
      refusal('query ($after: String) { fills(first: 1, after: $after) { totalCount } }', { after })
    expect(await page(fills.edges[0].cursor)).to.equal('undefined: undefined')
    for (const cursor of [
      vaults.edges[0].cursor,
      '',
      'x',
      `${fills.edges[0].cursor}A`,
      Buffer.from('fills:1e3:0').toString('base64url'),
    ]) {
      expect(await page(cursor))
        .to.contain('BAD_CURSOR')
        .and.to.contain('is not a cursor of this list')
    }
  })

  it('stops requests that nest or spread too much, fragments and variables or not', async () => {
    const aliases = Array.from({ length: 31 }, (_, i) => `a${i}: metrics(vault: "${VAULT}") { pnl }`).join(' ')
    expect(await refusal(`{ ${aliases} }`)).to.equal('TOO_COMPLEX: the request has 31 root fields; 30 is the most')
    const spread = `query { ${'...F '.repeat(8)} } fragment F on Query { ${[1, 2, 3, 4].map((i) => `m${i}: metrics(vault: "${VAULT}") { pnl }`).join(' ')} }`
    expect(await refusal(spread)).to.equal('TOO_COMPLEX: the request has 32 root fields; 30 is the most')
    const nest = (depth: number): string =>
      depth === 0 ? 'totalCount' : `edges { node { vault { market { id } } } } ... { ${nest(depth - 1)} }`
    expect((await post(`{ fills { ${nest(3)} } }`)).errors).to.equal(undefined)
    expect(await refusal(`{ ${'a '.repeat(3_000)} }`)).to.contain('more that 2000 tokens')
    expect(await refusal('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }')).to.contain(
      'Cannot spread fragment',
    )
  })

  it('answers introspection, so that GraphiQL works', async () => {
    const { data } = await post('{ __schema { queryType { fields { name } } } }')
    const names = (data as { __schema: { queryType: { fields: { name: string }[] } } }).__schema.queryType.fields.map(
      ({ name }) => name,
    )
    expect(names).to.include.members([
      '_meta',
      'market',
      'markets',
      'vault',
      'vaults',
      'fills',
      'equityCurve',
      'metrics',
    ])
    const page = await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html' } })
    expect(await page.text()).to.contain('<title>Tidemark</title>')
  })

  it('turns dates into blocks', async () => {
    const ask = async (time: number) => (await post(`{ blockAt(time: ${time}) { number } }`)).data
    expect(await ask(3_599)).to.deep.equal({ blockAt: null })
    expect(await ask(3_600)).to.deep.equal({ blockAt: { number: AT.created } })
    expect(await ask(2 ** 40)).to.deep.equal({ blockAt: { number: AT.crash } })
    expect(await refusal('{ blockAt(time: -1) { number } }')).to.contain('-1 is not a time: whole seconds since 1970')
  })

  it('takes any bytes for a request target', async () => {
    const status = async (target: string, host = 'localhost'): Promise<string> => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
      socket.write(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
      return (await text(socket)).split(' ', 2).join(' ')
    }
    for (const target of ['//', '///', '//[', 'http://[', '/%', '/\\', '*', '?', '//graphql', 'http://a b/']) {
      expect(await status(target), target).to.match(/^HTTP\/1.1 (200|400|404)$/)
    }
    expect(await status('/livez', '[')).to.equal('HTTP/1.1 200')
    expect(await status('http://elsewhere/livez?x')).to.equal('HTTP/1.1 200')
    // Whatever the GraphQL server makes of such a host, it is an answer.
    expect(await status('/graphql?query={_meta{status}}', '[')).to.match(/^HTTP\/1.1 \d+$/)
    expect((await fetch(`${server.url}/livez`)).status, 'it lives').to.equal(200)
  })

  it('takes a vault id as a whole, or not', async () => {
    for (const id of [`31337:${VAULT}:junk`, `:${VAULT}`, `${VAULT} `, `31337:${VAULT}0`, `31337::${VAULT}`]) {
      expect(await refusal('query ($id: ID!) { vault(id: $id) { id } }', { id })).to.contain('is not a vault id')
    }
  })

  it('lists fills of blocks that are indexed, in their order', async () => {
    const fills = (where: string) => refusal(`{ fills(where: { ${where} }) { totalCount } }`)
    expect(await fills('fromBlock: 7, toBlock: 3')).to.equal('BAD_INPUT: fromBlock 7 is after toBlock 3')
    expect(await fills('toBlock: 99')).to.equal(
      `BLOCK_NOT_INDEXED: block 99 is not indexed yet; the last complete block is ${AT.crash}`,
    )
    expect(await fills('fromBlock: -1')).to.contain('fromBlock is -1')
    expect((await post('{ fills(where: { fromBlock: 1000000 }) { totalCount } }')).data).to.deep.equal({
      fills: { totalCount: 0 },
    })
    expect((await post(`{ fills(where: { fromBlock: 1, toBlock: ${AT.crash} }) { totalCount } }`)).data).to.deep.equal({
      fills: { totalCount: 5 },
    })
  })

  it('refuses bodies that are too large, and methods it does not know', async () => {
    const body = JSON.stringify({ query: `{ _meta { status } } # ${'x'.repeat(70_000)}` })
    const large = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    expect(large.status).to.equal(413)
    expect((await fetch(server.url, { method: 'DELETE' })).status).to.equal(405)
    expect((await fetch(`${server.url}/secret`)).status).to.equal(404)
  })
})
