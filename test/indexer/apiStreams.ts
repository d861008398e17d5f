import { expect } from 'chai'
import { requestContext } from '../../indexer/src/api/context.ts'
import { latestNews } from '../../indexer/src/api/news.ts'
import { stream, streamStart } from '../../indexer/src/api/stream.ts'
import { Applier } from '../../indexer/src/apply.ts'
import type { ChainEvent } from '../../indexer/src/chain/events.ts'
import { TestApi } from './helpers/api.ts'
import { VAULT } from './helpers/events.ts'
import { batchOf, blockHash, DEPLOYMENT, IDENTITY, memoryIndex } from './helpers/index.ts'
import { AT, week } from './helpers/story.ts'

interface FillsItem {
  readonly op: string
  readonly cursor: string
  readonly block: number
  readonly fills: readonly { readonly block: number; readonly notional: string }[]
}

const FILLS = 'subscription ($after: String) { fills(after: $after) { op cursor block fills { block notional } } }'

describe('streams', () => {
  const events = week().events
  let index: ReturnType<typeof memoryIndex>
  let applier: Applier
  let api: TestApi
  let gone: AbortController

  beforeEach(async () => {
    index = memoryIndex()
    applier = new Applier(index.writer, DEPLOYMENT, await index.writer.cursor())
    api = await TestApi.start(index.reader)
    gone = new AbortController()
  })

  afterEach(async () => {
    gone.abort()
    await api.close()
  })

  /** Index the story's blocks up to one. */
  async function indexTo(height: number): Promise<void> {
    const from = applier.cursor.height
    const batch = events.filter(({ at }) => at.height > from && at.height <= height)
    await applier.apply(batchOf(batch, height))
    await applier.settled()
  }

  /** Replace what is above `ancestor` by these events. */
  function reorganise(ancestor: number, replacement: readonly ChainEvent[], height: number) {
    const timestamp = events.find(({ at }) => at.height === ancestor)?.at.timestamp ?? 0
    return applier.reorganise({ height: ancestor, hash: blockHash(ancestor), timestamp }, batchOf(replacement, height))
  }

  function listen<T>(query: string, variables: object = {}): AsyncGenerator<T> {
    return api.listen<T>(query, variables, gone.signal)
  }

  async function next<T>(stream: AsyncGenerator<T>): Promise<T> {
    const { value, done } = await stream.next()
    if (done === true) throw new Error('the stream ended')
    return value
  }

  it('tell the present first, then every commit', async () => {
    await indexTo(AT.firstBuy)
    const heads = listen<{ op: string; block: number; hash: string }>('subscription { head { op block hash } }')
    expect(await next(heads)).to.deep.equal({ op: 'APPLY', block: AT.firstBuy, hash: blockHash(AT.firstBuy) })
    await indexTo(AT.secondBuy)
    expect(await next(heads)).to.deep.include({ block: AT.secondBuy })
    await indexTo(AT.crash)
    expect(await next(heads)).to.deep.include({ block: AT.crash })
  })

  it('tell what was undone, then what took its place, and resume behind any item', async () => {
    await indexTo(AT.firstBuy)
    const { cursor } = await next(listen<{ cursor: string }>('subscription { head { cursor } }'))
    const stream = listen<FillsItem>(FILLS, { after: cursor })
    await indexTo(AT.loss)
    const bought = await next(stream)
    expect(bought.op).to.equal('APPLY')
    expect(bought.fills).to.deep.equal([
      { block: AT.secondBuy, notional: '90000' },
      { block: AT.loss, notional: '100000' },
    ])
    await reorganise(AT.secondBuy, [], AT.loss)
    const undone = await next(stream)
    expect(undone).to.deep.include({ op: 'UNDO', block: AT.secondBuy, fills: [] })
    const again = listen<FillsItem>(FILLS, { after: bought.cursor })
    expect(await next(again)).to.deep.equal(undone)
    const reorgs = listen<object>(
      'subscription ($after: String) { reorg(after: $after) { generation ancestor depth } }',
      {
        after: bought.cursor,
      },
    )
    expect(await next(reorgs)).to.deep.equal({ generation: 1, ancestor: AT.secondBuy, depth: AT.loss - AT.secondBuy })
    const loss = events.filter(({ at }) => at.height === AT.loss)
    await reorganise(AT.secondBuy, loss, AT.loss)
    expect(await next(stream)).to.deep.include({ op: 'UNDO', block: AT.secondBuy })
    expect((await next(stream)).fills).to.deep.equal([{ block: AT.loss, notional: '100000' }])
  })

  it('never show blocks that were undone since: they come with the branch that took their place', async () => {
    await indexTo(AT.created)
    const start = listen<{ cursor: string }>('subscription { head { cursor } }')
    const { cursor } = await next(start)
    await indexTo(AT.loss)
    await reorganise(
      AT.firstBuy,
      events.filter(({ at }) => at.height === AT.secondBuy),
      AT.loss,
    )
    const stream = listen<FillsItem>(FILLS, { after: cursor })
    const seen = [await next(stream), await next(stream), await next(stream)]
    expect(seen.map(({ op, fills }) => [op, fills.map(({ block }) => block)])).to.deep.equal([
      ['APPLY', [AT.firstBuy]],
      ['UNDO', []],
      ['APPLY', [AT.secondBuy]],
    ])
  })

  it('tell of one vault when it changed, and of a leaderboard when it did', async () => {
    await indexTo(AT.topUp)
    const vault = listen<{ block: number; vault: { fills: number } }>(
      `subscription { vault(id: "${VAULT}") { block vault { fills } } }`,
    )
    const board = listen<{ board: { entries: { value: string }[] } }>(
      'subscription { leaderboard(market: 1, metric: MAKER_VOLUME, window: ALL) { board { entries { value } } } }',
    )
    expect(await next(vault)).to.deep.equal({ block: AT.topUp, vault: { fills: 0 } })
    expect(await next(board)).to.deep.equal({ board: { entries: [] } })
    await indexTo(AT.firstBuy)
    expect(await next(vault)).to.deep.equal({ block: AT.firstBuy, vault: { fills: 1 } })
    expect(await next(board)).to.deep.equal({ board: { entries: [{ value: '100000' }] } })
    await indexTo(AT.leave)
    expect(await next(vault)).to.deep.equal({ block: AT.leave, vault: { fills: 4 } })
    // The quoter's fill on the last day is not the vault's.
    await indexTo(AT.crash)
    await reorganise(AT.firstBuy, [], AT.secondBuy)
    expect(await next(vault)).to.deep.equal({ block: AT.firstBuy, vault: { fills: 1 } })
  })

  it('refuse cursors that are none, and those of what is no longer kept', async () => {
    await indexTo(AT.created)
    const failure = async (after: string) => {
      const { errors } = (await (
        await api.send(JSON.stringify({ query: FILLS, variables: { after } }), { accept: 'text/event-stream' })
      )
        .text()
        .then((text) => JSON.parse(/data: (\{.*\})/.exec(text)?.[1] ?? '{}'))) as { errors?: { message: string }[] }
      return errors?.[0]?.message
    }
    expect(await failure('x')).to.equal("'x' is not a cursor of this stream")
    const cursor = (seq: number) => Buffer.from(JSON.stringify(['news', 31_337, seq])).toString('base64url')
    expect(await failure(cursor(99))).to.equal('the cursor is of another database: resume without it')
    for (const height of [AT.topUp, AT.firstBuy, AT.secondBuy]) await indexTo(height)
    index.db.exec('DELETE FROM outbox WHERE seq < 3')
    expect(await failure(cursor(1))).to.equal('what came after the cursor is no longer kept: read the state anew')
  })

  it('end when their listener leaves, though nothing happens', async () => {
    await indexTo(AT.created)
    const context = requestContext({ db: index.reader, identity: IDENTITY, now: () => 0 })
    const start = streamStart(IDENTITY.chainId, undefined)
    const quiet = stream(context, start, function* () {
      yield* latestNews()
      return undefined
    })
    const waiting = quiet.next()
    await new Promise((resolve) => setImmediate(resolve))
    expect(await quiet.return(undefined)).to.deep.equal({ value: undefined, done: true })
    expect(await waiting).to.deep.equal({ value: undefined, done: true })
  })

  it('begin no read beyond the deadline, as requests do', async () => {
    await indexTo(AT.created)
    await api.close()
    api = await TestApi.start(index.reader, { deadlineMs: -1 })
    const reason = await next(listen('subscription { head { block } }')).catch((error: Error) => error.message)
    expect(reason).to.equal('the request took more than -1 ms; ask for less at once')
  })

  it('are counted by client, and free again when closed', async () => {
    await indexTo(AT.created)
    await api.close()
    api = await TestApi.start(index.reader, { clientStreams: 2 })
    const query = JSON.stringify({ query: 'subscription { head { block } }' })
    const open = (signal: AbortSignal) =>
      fetch(api.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: query,
        signal,
      })
    const one = new AbortController()
    expect((await open(one.signal)).status).to.equal(200)
    expect((await open(gone.signal)).status).to.equal(200)
    expect((await open(gone.signal)).status).to.equal(429)
    one.abort()
    for (;;) {
      const { status } = await open(gone.signal)
      if (status === 200) break
      expect(status).to.equal(429)
    }
  })
})
