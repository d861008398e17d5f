import { once } from 'node:events'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { expect } from 'chai'
import { Clients, clientOf, Readers, Streams } from '../../indexer/src/api/clients.ts'
import { withDeadline } from '../../indexer/src/api/deadline.ts'
import { sha256 } from '../../indexer/src/api/operations.ts'
import { DEFAULT_OPTIONS } from '../../indexer/src/api/options.ts'
import { one, type Reader } from '../../indexer/src/store/read/read.ts'
import { TestApi } from './helpers/api.ts'
import { VAULT } from './helpers/events.ts'
import { indexEvents, memoryIndex } from './helpers/index.ts'
import { AT, week } from './helpers/story.ts'

/** A database that nobody may touch. */
class Untouchable implements Reader {
  readonly chainId = 31_337
  touched = 0
  run(): never {
    this.touched++
    throw new Error('secret: /var/lib/tidemark was touched')
  }
  snapshot(): never {
    return this.run()
  }
  close(): void {}
}

const aliases = (count: number, selection: string) =>
  Array.from({ length: count }, (_, i) => `a${i}: ${selection}`).join(' ')

/** Requests that would cost much, as text or with variables. */
const HOSTILE: readonly (readonly [string, string, object?])[] = [
  ['aliases', `{ fills { edges { node { ${aliases(101, 'id')} } } } }`],
  ['root fields', `{ ${aliases(31, 'markets { id }')} }`],
  ['pages in pages', `{ ${aliases(9, 'fills(first: 200) { edges { node { vault { prices } } } }')} }`],
  [
    'pages by a variable',
    `query ($n: Int) { ${aliases(9, 'fills(first: $n) { edges { node { vault { prices } } } }')} }`,
    { n: 200 },
  ],
  [
    'pages by a default',
    `query ($n: Int = 200) { ${aliases(9, 'fills(last: $n) { edges { node { vault { prices } } } }')} }`,
  ],
  [
    'pages in fragments',
    `{ ${aliases(9, 'fills(first: 200) { ...F }')} } fragment F on FillConnection { edges { node { ...G } } }
    fragment G on Fill { vault { prices } }`,
  ],
  [
    'fragments that double',
    `{ ...F0 } ${Array.from({ length: 40 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`).join(' ')}
    fragment F40 on Query { markets { id } }`,
  ],
  ['fragments in circles', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
  ['leaderboards', `{ ${aliases(4, 'leaderboard(market: 1) { ranked }')} }`],
  ['counts', `{ ${aliases(30, 'fills(first: 1) { totalCount totalCountIsExact }')} }`],
  ['curves', `{ ${aliases(20, `equityCurve(vault: "${VAULT}") { equity }`)} }`],
  ['tokens', `{ ${'a '.repeat(3_000)} }`],
  ['directives', `{ markets ${'@include(if: true) '.repeat(600)} { id } }`],
  ['introspection', `{ ${aliases(12, '__schema { types { name } }')} }`],
  [
    'introspection in circles',
    `{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }`,
  ],
  ['fields over and over', `{ ${'_meta { block { number } } '.repeat(240)} nothing }`],
  ['no such fields', `{ ${aliases(300, 'nothing')} }`],
  ...longNames(),
]

/** Few values under names that would make 360 MB of them, wherever they stand; the shortest that is too long, too. */
function longNames(): [string, string, object?][] {
  const [long, tooLong] = ['x'.repeat(60_000), 'x'.repeat(101)]
  const pages = aliases(30, 'fills(first: 200) { ...F }')
  return [
    ['long names in a fragment', `{ ${pages} } fragment F on FillConnection { edges { node { ${long}: txHash } } }`],
    ['long names in an inline fragment', `{ fills { ... on FillConnection { edges { node { ${long}: txHash } } } } }`],
    ['long names of what is left out', `query ($no: Boolean = false) { ${long}: markets @include(if: $no) { id } }`],
    ['names of 101 characters', `{ ${tooLong}: markets { id } }`],
    [
      'names of 101 characters where there is a short one, too',
      `{ _meta { status } ...F } fragment F on Query { ${tooLong}: markets { id } }`,
    ],
    ['long names of what there is not', `{ ${long} }`],
    ['long names below introspection', `{ __schema { types { ${long}: name } } }`],
    ['short names below introspection, over and over', `{ __schema { types { ${aliases(101, 'name')} } } }`],
    [
      'the same in fragments',
      `{ ${aliases(5, '__schema { types { ...T } }')} } fragment T on __Type { ${aliases(20, 'name')} }`,
    ],
  ]
}

describe('what the API refuses', () => {
  const nobody = new Untouchable()
  const db = memoryIndex()
  let api: TestApi
  let open: TestApi

  before(async () => {
    await indexEvents(db, week().events)
    api = await TestApi.start(nobody)
    open = await TestApi.start(db.reader)
  })

  after(async () => {
    await api.close()
    await open.close()
  })

  for (const [name, query, variables] of HOSTILE) {
    it(`${name}, without touching the database`, async () => {
      for (const accept of ['application/json', 'application/graphql-response+json']) {
        const response = await api.send(JSON.stringify({ query, variables }), { accept })
        const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown[] }
        expect(data ?? undefined).to.equal(undefined)
        expect(errors).to.be.an('array').that.is.not.empty
      }
      const get = await fetch(
        `${api.url}?${new URLSearchParams({ query, variables: JSON.stringify(variables ?? {}) })}`,
      )
      // A longer head is refused by Node.
      expect(`${get.status} ${await get.text()}`).to.contain(query.length > 16_000 ? '431' : 'errors')
      expect(nobody.touched).to.equal(0)
    })
  }

  it('streams that cost too much, likewise', async () => {
    const query = `subscription { fills { fills { ${aliases(101, 'id')} } } }`
    const response = await api.send(JSON.stringify({ query }), { accept: 'text/event-stream' })
    expect(await response.text()).to.contain('101 aliases')
    expect(nobody.touched).to.equal(0)
  })

  it('names beyond 100 characters, however they come', async () => {
    const [name, longer] = ['x'.repeat(100), 'x'.repeat(101)]
    const refusal = `the request has a name of 101 characters, '${'x'.repeat(20)}…'; 100 is the most`
    expect(await open.post(`{ ${name}: markets { id } }`)).to.have.nested.property(`data.${name}`)
    const text = `{ ${longer}: markets { id } }`
    expect(await open.post(text)).to.deep.equal({ errors: [{ message: refusal, extensions: { code: 'TOO_COMPLEX' } }] })
    const extensions = { persistedQuery: { version: 1, sha256Hash: sha256(text) } }
    for (const body of [{ query: text, extensions }, { extensions }]) {
      expect(await (await open.send(JSON.stringify(body))).text()).to.contain(refusal)
    }
    const stream = await open.send(JSON.stringify({ query: `subscription { head { ${longer}: block } }` }), {
      accept: 'text/event-stream',
    })
    expect(await stream.text()).to.contain(refusal)
  })

  it('bodies that are too long, announced or not', async () => {
    expect((await api.send(JSON.stringify({ query: `{ __typename } # ${'x'.repeat(70_000)}` }))).status).to.equal(413)
    const parts = new ReadableStream({
      start(controller) {
        for (let n = 0; n < 70; n++) controller.enqueue(new TextEncoder().encode(' '.repeat(1_024)))
        controller.close()
      },
    })
    const chunked = await fetch(api.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: parts,
      duplex: 'half',
    } as RequestInit)
    expect(chunked.status).to.equal(413)
    expect(nobody.touched).to.equal(0)
  })

  it('lists of requests', async () => {
    const response = await api.send(JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]))
    expect(response.status).to.equal(400)
  })

  it("forms of other sites, which browsers send without asking, and tells browsers that answers are everybody's", async () => {
    const body = JSON.stringify({ query: '{ __typename }' })
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      expect((await open.send(body, { 'content-type': type })).status, type).to.equal(415)
    }
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const { headers } = await open.send(body, { origin: 'https://elsewhere.example', accept })
      expect(headers.get('access-control-allow-origin')).to.be.oneOf(['*', 'https://elsewhere.example'])
      expect(headers.get('access-control-allow-credentials')).to.not.equal('true')
    }
  })

  it('to tell what went wrong inside', async () => {
    const { errors } = await api.post('{ markets { id } }')
    expect(JSON.stringify(errors)).to.equal('[{"message":"Unexpected error."}]')
    const other = await api.send(JSON.stringify({ query: '{ markets { id } }' }), {
      accept: 'application/graphql-response+json',
    })
    expect(await other.text()).not.to.contain('secret')
  })
})

describe('what one client may cost', () => {
  const db = memoryIndex()
  before(() => indexEvents(db, week().events))

  it('is refilled with time, and is his alone', () => {
    const clients = new Clients({ clientRate: 100 })
    expect(clients.charge('a', 1_000, 0)).to.equal(undefined)
    expect(clients.charge('a', 50, 0)).to.equal(1)
    expect(clients.charge('a', 250, 0)).to.equal(3)
    expect(clients.charge('b', 1_000, 0)).to.equal(undefined)
    expect(clients.charge('a', 250, 2_500)).to.equal(undefined)
    // More than a bucket holds is served from a full one.
    expect(clients.charge('a', 5_000, 2_500)).to.equal(10)
    expect(clients.charge('a', 5_000, 12_500)).to.equal(undefined)
    expect(new Clients({}).charge('a', 1e12, 0)).to.equal(undefined)
  })

  it('is told apart by address, or by what proxies of ours have seen', () => {
    const from = (remoteAddress: string, proxies: number, forwarded?: string) =>
      clientOf(
        { headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress } } as unknown as IncomingMessage,
        proxies,
      )
    expect(from('1.2.3.4', 0, '9.9.9.9')).to.equal('1.2.3.4')
    expect(from('10.0.0.1', 1, '9.9.9.9, 5.6.7.8')).to.equal('5.6.7.8')
    expect(from('10.0.0.1', 2, '9.9.9.9, 5.6.7.8, 10.0.0.2')).to.equal('5.6.7.8')
    // Fewer have passed it on than should have: the furthest that is known.
    expect(from('10.0.0.1', 3, '5.6.7.8, 10.0.0.2')).to.equal('5.6.7.8')
    expect(from('10.0.0.1', 1)).to.equal('10.0.0.1')
    expect(from('10.0.0.1', 1, '5.6.7.8:1234')).to.equal('5.6.7.8')
    expect(from('::ffff:1.2.3.4', 0)).to.equal('1.2.3.4')
    for (const same of ['2001:db8:0:1::7', '2001:0db8:0000:0001:ffff::', '2001:DB8::1:0:0:0:9%eth0']) {
      expect(from(same, 0), same).to.equal('2001:db8:0:1')
    }
    expect(from('10.0.0.1', 1, '[2001:db8:0:2::7]:443')).to.equal('2001:db8:0:2')
    expect(from('::1', 0)).to.equal('0:0:0:0')
  })

  it('is charged by what requests cost, however they come', async () => {
    // 20 a second, 200 at once: one page of 100 costs 102.
    const api = await TestApi.start(db.reader, { clientRate: 20 })
    try {
      const query = '{ fills(first: 100) { edges { cursor } } }'
      const body = JSON.stringify({ query })
      expect((await api.send(body)).status).to.equal(200)
      const refused = await api.send(body.replace('cursor', 'cursor node { id maker }'))
      expect(refused.status).to.equal(429)
      expect(Number(refused.headers.get('retry-after'))).to.be.within(1, 10)
      const other = await api.send(body.replace('cursor', 'cursor node { id }'), {
        accept: 'application/graphql-response+json',
      })
      expect(other.status).to.equal(429)
    } finally {
      await api.close()
    }
  })

  /** The statuses of answers to such requests, sent at once each way, when a client may cost 10. */
  async function statuses(request: (n: number) => object): Promise<Record<string, number[]>> {
    const seen: Record<string, number[]> = {}
    for (const way of ['application/json', 'application/graphql-response+json', 'GET']) {
      const api = await TestApi.start(db.reader, { clientRate: 1 })
      const send = (body: object) => {
        if (way !== 'GET') return api.send(JSON.stringify(body), { accept: way })
        const parameters = Object.entries(body).map(([key, value]) => [
          key,
          typeof value === 'string' ? value : JSON.stringify(value),
        ])
        return fetch(`${api.url}?${new URLSearchParams(parameters)}`, { headers: { accept: 'application/json' } })
      }
      try {
        const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => send(request(n))))
        seen[way] = [...new Set(answers.map(({ status }) => status))].sort()
      } finally {
        await api.close()
      }
    }
    return seen
  }

  it('is charged for what cannot run: bad texts, old or new, and bad variables', async () => {
    const plain = { 'application/json': [200, 429], GET: [200, 429] }
    const bad = { ...plain, 'application/graphql-response+json': [400, 429] }
    expect(await statuses((n) => ({ query: `{ nothing${n} }` }))).to.deep.equal(bad)
    expect(await statuses(() => ({ query: '{ nothing }' }))).to.deep.equal(bad)
    expect(await statuses((n) => ({ query: `{ nothing${n}` }))).to.deep.equal(bad)
    const well = { ...plain, 'application/graphql-response+json': [200, 429] }
    const query = 'query ($n: Int!) { fills(first: $n) { totalCount } }'
    expect(await statuses(() => ({ query, variables: { n: 'x' } }))).to.deep.equal(well)
  })

  it('is charged for a long text before it is read, and once', async () => {
    const api = await TestApi.start(db.reader, { clientRate: 20 })
    try {
      const texts = ['x', 'y'].map((name) => JSON.stringify({ query: `{ __typename } # ${name.repeat(1_500)}` }))
      const [first, second] = texts as [string, string]
      // 152 of 200 for its text, and 1.
      expect((await api.send(first)).status).to.equal(200)
      expect((await api.send(second)).status).to.equal(429)
      expect((await api.send(first)).status).to.equal(200)
    } finally {
      await api.close()
    }
  })
})

describe('streams and readers that are counted', () => {
  it('are none of those who have left before', async () => {
    const responses = Array.from({ length: 2 }, () => new ServerResponse(new IncomingMessage(new Socket())))
    const [gone, here] = responses as [ServerResponse, ServerResponse]
    gone.destroy()
    await once(gone, 'close')
    const streams = new Streams({ clientStreams: 1, streams: 1 })
    expect(streams.open('a', gone)).to.equal(false)
    expect(streams.open('a', here)).to.equal(true)
    expect(streams.open('a', here)).to.equal(false)
    here.destroy()
    await once(here, 'close')
    // Nothing waits for them, however much they are given.
    let dropped = 0
    const readers = new Readers(() => dropped++)
    const much = Buffer.alloc(60 * 1024 * 1024)
    for (const response of [gone, reader()]) await readers.pieces(response, much).next()
    expect(dropped).to.equal(0)
    await readers.pieces(reader(), much).next()
    expect(dropped).to.equal(1)
  })

  it('are left when they have taken nothing for longest, whoever was given more first, and are given all of it else', async () => {
    let dropped = 0
    const readers = new Readers(() => dropped++)
    const answer = Buffer.alloc(20 * 1024 * 1024, 'what is given')
    const give = (): [ServerResponse, AsyncGenerator<Uint8Array>] => {
      const response = reader()
      return [response, readers.pieces(response, answer)]
    }
    const [slow, stuck, quick, last] = [give(), give(), give(), give()]
    for (const [, pieces] of [slow, stuck, quick]) await pieces.next()
    // A piece more was taken since.
    const second = await slow[1].next()
    expect(second.value).to.deep.equal(answer.subarray(64 * 1024, 128 * 1024))
    await quick[1].next()
    await last[1].next()
    expect([slow, stuck, quick, last].map(([{ req }]) => req.socket.destroyed)).to.deep.equal([
      false,
      true,
      false,
      false,
    ])
    expect(dropped).to.equal(1)
    // Nothing waits for who has taken all.
    let taken = 64 * 1024 * 2
    for await (const piece of slow[1]) taken += piece.length
    expect(taken).to.equal(answer.length)
    await give()[1].next()
    expect(dropped).to.equal(1)
  })
})

/** One that is given an answer, on a connection of its own. */
function reader(): ServerResponse {
  const socket = new Socket().on('error', () => undefined)
  return new ServerResponse(new IncomingMessage(socket))
}

describe('clients behind a proxy', () => {
  const db = memoryIndex()
  before(() => indexEvents(db, week().events))

  it('have each their own bucket where the operator trusts the proxy, and one together where not', async () => {
    const query = '{ fills(first: 150) { edges { cursor } } }'
    const statuses = async (trustProxy: number) => {
      const api = await TestApi.start(db.reader, { clientRate: 20, trustProxy })
      try {
        const seen: number[] = []
        for (const [client, more] of [
          ['1.1.1.1', ''],
          ['2.2.2.2', ' '],
          ['1.1.1.1', '  '],
        ]) {
          const body = JSON.stringify({ query: query + more })
          seen.push((await api.send(body, { 'x-forwarded-for': `7.7.7.7, ${client}` })).status)
        }
        return seen
      } finally {
        await api.close()
      }
    }
    expect(await statuses(1)).to.deep.equal([200, 200, 429])
    expect(await statuses(0)).to.deep.equal([200, 429, 429])
  })
})

describe('persisted operations', () => {
  const db = memoryIndex()
  const QUERY = '{ market(id: 1) { fills } }'
  before(() => indexEvents(db, week().events))

  async function withApi(options: Parameters<typeof TestApi.start>[1], work: (api: TestApi) => Promise<void>) {
    const api = await TestApi.start(db.reader, options)
    try {
      await work(api)
    } finally {
      await api.close()
    }
  }

  const ask = async (api: TestApi, body: object) =>
    (await (await api.send(JSON.stringify(body))).json()) as {
      data?: unknown
      errors?: { extensions: { code: string } }[]
    }
  const persisted = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } })

  it('are asked by their hash once their text was sent', () =>
    withApi({}, async (api) => {
      const extensions = persisted(sha256(QUERY))
      expect((await ask(api, { extensions })).errors?.[0]?.extensions.code).to.equal('PERSISTED_QUERY_NOT_FOUND')
      expect((await ask(api, { extensions: persisted(sha256('x')), query: QUERY })).errors).to.have.length(1)
      expect((await ask(api, { extensions: persisted('x'), query: QUERY })).errors).to.have.length(1)
      expect((await ask(api, { extensions, query: QUERY })).data).to.deep.equal({ market: { fills: 5 } })
      expect((await ask(api, { extensions })).data).to.deep.equal({ market: { fills: 5 } })
      const get = await fetch(`${api.url}?${new URLSearchParams({ extensions: JSON.stringify(extensions) })}`)
      expect(await get.json()).to.deep.equal({ data: { market: { fills: 5 } } })
    }))

  it('are all that is answered where the operator says so', () =>
    withApi({ operationsOnly: true, operations: new Map([[sha256(QUERY), QUERY]]) }, async (api) => {
      expect((await ask(api, { query: QUERY })).data).to.deep.equal({ market: { fills: 5 } })
      expect((await ask(api, { extensions: persisted(sha256(QUERY)) })).data).to.deep.equal({ market: { fills: 5 } })
      const other = '{ markets { id } }'
      expect((await ask(api, { query: other })).errors?.[0]?.extensions.code).to.equal('OPERATION_UNKNOWN')
      const registering = { query: other, extensions: persisted(sha256(other)) }
      expect((await ask(api, registering)).errors?.[0]?.extensions.code).to.equal('PERSISTED_QUERY_NOT_FOUND')
    }))
})

describe('answers that are kept', () => {
  it('hold for one block of one branch', async () => {
    const db = memoryIndex()
    const { events } = week()
    await indexEvents(
      db,
      events.filter(({ at }) => at.height <= AT.loss),
    )
    const api = await TestApi.start(db.reader)
    try {
      const query = '{ market(id: 1) { fills } }'
      const fills = async () => (await api.ask<{ market: { fills: number } }>(query)).market.fills
      expect([await fills(), await fills()]).to.deep.equal([3, 3])
      // Behind the API's back, without a block: what is kept still holds.
      db.db.exec('UPDATE market SET fills = 99')
      expect(await fills()).to.equal(3)
      db.db.exec('UPDATE cursor SET generation = generation + 1')
      expect(await fills()).to.equal(99)
      db.db.exec('UPDATE market SET fills = 3')
      await indexEvents(
        db,
        events.filter(({ at }) => at.height > AT.loss),
      )
      expect(await fills()).to.equal(5)
      // Health is never kept.
      const status = () => api.ask<{ _meta: { status: string } }>('{ _meta { status } }')
      expect((await status())._meta.status).to.equal('STOPPED')
      await db.writer.saveSync({ head: 9, finality: 0, status: 'LIVE', message: undefined }, Date.now())
      expect((await status())._meta.status).to.equal('LIVE')
    } finally {
      await api.close()
    }
  })
})

describe('the deadline of a request', () => {
  it('lets no further query begin', () => {
    const db = memoryIndex()
    let now = 0
    const reader = withDeadline(db.reader, DEFAULT_OPTIONS.deadlineMs, () => now)
    function* twoReads(step: number) {
      yield* one('SELECT 1')
      now += step
      yield* one('SELECT 1')
      return 'done'
    }
    expect(reader.run(twoReads(5_000))).to.equal('done')
    expect(() => reader.run(twoReads(1))).to.throw('the request took more than 5000 ms; ask for less at once')
  })
})
