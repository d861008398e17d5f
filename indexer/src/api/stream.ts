import type { Place } from '../reducers/records.ts'
import type { News } from '../store/read/meta.ts'
import { readCursor, readNews } from '../store/read/meta.ts'
import { one, type Read, type Reader } from '../store/read/read.ts'
import { badInput } from './arguments.ts'
import { type RequestContext, requestContext } from './context.ts'
import { latestNews } from './news.ts'

/** How far a stream has come: all news up to `seq`, and of the next one what lies up to `part`. */
export interface StreamPlace {
  readonly seq: number
  readonly part?: Place
}

/** An opaque cursor of a stream. */
export function streamCursor(chainId: number, { seq, part }: StreamPlace): string {
  const place = part ? [part.height, part.logIndex] : []
  return Buffer.from(JSON.stringify(['news', chainId, seq, ...place])).toString('base64url')
}

/** Where a stream starts: behind a cursor, or at the present. @throws {GraphQLError} when it is no cursor of this chain. */
export function* streamStart(chainId: number, after: string | null | undefined): Read<StreamPlace> {
  if (after == null) return { seq: yield* latestNews() }
  const place = parse(after)
  if (place === undefined || streamCursor(chainId, place) !== after) {
    throw badInput(`'${after.slice(0, 60)}' is not a cursor of this stream`, 'BAD_CURSOR')
  }
  const latest = yield* latestNews()
  if (place.seq > latest) throw badInput('the cursor is of another database: resume without it', 'CURSOR_EXPIRED')
  return place
}

function parse(cursor: string): StreamPlace | undefined {
  try {
    const [, , seq, height, logIndex]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (typeof seq !== 'number') return undefined
    return typeof height === 'number' && typeof logIndex === 'number' ? { seq, part: { height, logIndex } } : { seq }
  } catch {
    return undefined
  }
}

/** The news after a place, if there is any. @throws {GraphQLError} when it was forgotten since. */
export function* newsAfter({ seq }: StreamPlace): Read<News | undefined> {
  const [news] = yield* readNews(seq, 1)
  if (news !== undefined && news.seq !== seq + 1) {
    throw badInput('what came after the cursor is no longer kept: read the state anew', 'CURSOR_EXPIRED')
  }
  return news
}

/** Up to where the blocks of an APPLY are still there: undone ones are told by the UNDO that follows. */
export function* standing(news: News): Read<number> {
  const { generation } = yield* readCursor()
  if (generation === news.generation) return news.height
  const sql = `SELECT min(height) AS height FROM outbox WHERE chain_id = @chain AND seq > ? AND op = 'UNDO'`
  const undone = yield* one(sql, news.seq)
  return Math.min(news.height, (undone?.height as number | null | undefined) ?? news.height)
}

/**
 * A reader for a stream's items, whose fields are read one by one: each of them of one block. A stream lasts, so that what
 * limits a request is put around each of its reads.
 */
export function inSnapshots(reader: Reader, limited: (reader: Reader) => Reader): Reader {
  return {
    chainId: reader.chainId,
    run: (read) => reader.snapshot((within) => limited(within).run(read)),
    snapshot: (work) => reader.snapshot((within) => work(limited(within))),
    close: () => reader.close(),
  }
}

/** What one step of a stream came to: an item, or nothing to tell. */
export interface Step {
  readonly place: StreamPlace
  readonly item?: object
}

/** What a stream does with the next thing that happened. */
type TakeStep = (context: RequestContext, place: StreamPlace) => Read<Step | undefined>

/**
 * Items of a stream, one step after the other, for as long as somebody listens: who leaves while nothing happens ends it
 * then, not at the next item. Each step is one consistent read; what an item leaves to its fields is read when they are
 * asked for, and may be of a later block than the item.
 *
 * @param step Nothing when there is no news after the place.
 */
export function stream(base: RequestContext, start: Read<StreamPlace>, step: TakeStep): AsyncGenerator<object> {
  const left = new AbortController()
  const items = walk(base, start, step, left.signal)
  return {
    next: () => items.next(),
    return: (value: unknown) => {
      left.abort()
      return items.return(value)
    },
    throw: (error: unknown) => {
      left.abort()
      return items.throw(error)
    },
    [Symbol.asyncIterator]() {
      return this
    },
    async [Symbol.asyncDispose]() {
      await this.return(undefined)
    },
  }
}

async function* walk(
  base: RequestContext,
  start: Read<StreamPlace>,
  step: TakeStep,
  left: AbortSignal,
): AsyncGenerator<object> {
  let place = await base.db.run(start)
  while (!left.aborted) {
    const from = place
    // What fields read outlives the step, and with it its snapshot; what they share does not outlive the item.
    const taken = await base.db.snapshot((db) => db.run(step(requestContext(base), from)))
    if (taken === undefined) await base.hub.changed(from.seq, left)
    else {
      place = taken.place
      if (taken.item !== undefined) yield taken.item
    }
  }
}
