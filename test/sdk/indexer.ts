import { IndexerClient } from '@tidemark/sdk/indexer'
import { expect } from 'chai'

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
})
