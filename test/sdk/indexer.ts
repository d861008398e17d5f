import { IndexerClient } from '@tidemark/sdk/indexer'
import { expect } from 'chai'
import { expectError } from './helpers/expectError.ts'

const GRAPHQL = 'http://indexer.example/graphql'

const item = (cursor: string) => `event: next\ndata: ${JSON.stringify({ data: { head: { cursor } } })}\n\n`

/** An indexer that streams what it is given, and leaves the stream open. */
function streamOf(...items: string[]): typeof fetch {
  return async (_, init) =>
    new Response(
      new ReadableStream({
        start(stream) {
          for (const text of items) stream.enqueue(new TextEncoder().encode(text))
          init?.signal?.addEventListener('abort', () => stream.error(init.signal?.reason))
        },
      }),
    )
}

describe('streams of the indexer', () => {
  const gone = (fetch: typeof globalThis.fetch) => {
    const leaving = new AbortController()
    const client = new IndexerClient('http://indexer.example', { fetch, retryMs: 60_000 })
    return { leaving, items: client.subscribe('head', {}, {}, { signal: leaving.signal }) }
  }

  it('end without an error when the listener aborts', async () => {
    const { leaving, items } = gone(streamOf(item('a')))
    expect((await items.next()).value).to.deep.equal({ cursor: 'a' })
    const next = items.next()
    leaving.abort()
    expect(await next).to.deep.equal({ done: true, value: undefined })
  })

  it('end at once when the listener aborts while nobody answers', async () => {
    const { promise: asked, resolve } = Promise.withResolvers<void>()
    const { leaving, items } = gone(async () => {
      resolve()
      throw new TypeError('no network')
    })
    const next = items.next()
    await asked
    // The client has begun to wait a minute before it asks again.
    await new Promise((tick) => setTimeout(tick, 20))
    leaving.abort()
    expect(await next).to.deep.equal({ done: true, value: undefined })
  })

  it('end when what answers is no indexer, or refuses for good', async () => {
    for (const status of [400, 401, 404, 415]) {
      const { items } = gone(async () => new Response('nothing here', { status }))
      await expectError(items.next(), 'IndexerUnreachable', { url: GRAPHQL, reason: `status ${status}` })
    }
    const refusal = { errors: [{ message: 'no such field', extensions: { code: 'BAD_INPUT' }, path: ['head'] }] }
    const { items } = gone(async () => Response.json(refusal, { status: 400 }))
    await expectError(items.next(), 'BAD_INPUT', { path: 'head' })
  })

  it('go on where nobody is to blame, behind the last item', async () => {
    const failed = (code: string) => ({ errors: [{ message: 'failed', extensions: { code } }] })
    const events = (code: string) => `event: next\ndata: ${JSON.stringify(failed(code))}\n\n`
    const answers = [
      () => new Response(null, { status: 503 }),
      () => new Response(null, { status: 408 }),
      () => Response.json(failed('RATE_LIMITED'), { status: 429 }),
      () => Response.json(failed('TOO_MANY_STREAMS'), { status: 429 }),
      () => Response.json(failed('SCHEMA_CHANGED'), { status: 503 }),
      () => new Response(`${item('a')}${events('INTERNAL_SERVER_ERROR')}`),
      () => new Response(events('DEADLINE')),
      () => new Response(events('SCHEMA_CHANGED')),
      () => new Response(`${item('b')}${events('CURSOR_EXPIRED')}`),
    ]
    const asked: (string | undefined)[] = []
    const reach: typeof fetch = async (_, init) => {
      asked.push((JSON.parse(String(init?.body)) as { variables: { after?: string } }).variables.after)
      return answers[asked.length - 1]?.() ?? Response.error()
    }
    const items = new IndexerClient('http://indexer.example', { fetch: reach, retryMs: 1 }).subscribe('head', {}, {})
    expect([(await items.next()).value, (await items.next()).value]).to.deep.equal([{ cursor: 'a' }, { cursor: 'b' }])
    await expectError(items.next(), 'CURSOR_EXPIRED')
    expect(asked).to.deep.equal([...Array.from({ length: 6 }, () => undefined), 'a', 'a', 'a'])
  })

  it('are resumed after the same pause each time they were open, and after longer ones while refused', async () => {
    const timer = globalThis.setTimeout
    const pauses: number[] = []
    const broken = () => new Response(new ReadableStream({ pull: (stream) => stream.error(new Error('reset')) }))
    const failed = { errors: [{ message: 'failed', extensions: { code: 'DEADLINE' } }] }
    const refused = () => new Response(`event: next\ndata: ${JSON.stringify(failed)}\n\n`)
    const away = () => new Response(null, { status: 503 })
    const ended = () => new Response('event: complete\ndata:\n\n')
    const answers = [broken, broken, broken, away, refused, away, broken, broken, refused, away, ended, ended]
    const reach: typeof fetch = async () => answers.shift()?.() ?? new Response(item('a'))
    const items = new IndexerClient('http://indexer.example', { fetch: reach, retryMs: 100 }).subscribe('head', {}, {})
    try {
      globalThis.setTimeout = ((run: () => void, milliseconds: number) => {
        pauses.push(milliseconds)
        return timer(run)
      }) as typeof setTimeout
      expect((await items.next()).value).to.deep.equal({ cursor: 'a' })
    } finally {
      globalThis.setTimeout = timer
    }
    expect(pauses).to.deep.equal([100, 100, 100, 200, 400, 800, 100, 100, 200, 400, 100, 100])
  })
})
