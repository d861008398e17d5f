import type { Address } from 'viem'
import { FILLS } from '../../store/read/catalogue.ts'
import { pageList } from '../../store/read/lists.ts'
import { readCursor } from '../../store/read/meta.ts'
import type { Read } from '../../store/read/read.ts'
import { readVault } from '../../store/read/vault.ts'
import { is } from '../../store/read/where.ts'
import { vaultAddress } from '../arguments.ts'
import type { RequestContext } from '../context.ts'
import { newsAfter, type Step, type StreamPlace, standing, stream, streamCursor, streamStart } from '../stream.ts'
import { type BoardArguments, checkBoard, readBoard } from './board.ts'
import { fillView } from './fill.ts'
import { vaultByAddress } from './vault.ts'

/** Fills of one item at most. */
const MAX_FILLS = 200

interface Resumable {
  readonly after?: string | null
}

/** A field whose items are what the schema shows. */
function field<A>(subscribe: (args: A, context: RequestContext) => AsyncGenerator<unknown>) {
  return {
    subscribe: (_: unknown, args: A, context: RequestContext) => subscribe(args, context),
    resolve: (item: unknown) => item,
  }
}

/** Whether the present is to be told first: only to whoever does not resume. */
function opening(
  { after }: Resumable,
  present: (context: RequestContext, place: StreamPlace) => Read<object | undefined>,
  next: (context: RequestContext, place: StreamPlace) => Read<Step | undefined>,
) {
  let told = after != null
  return function* (context: RequestContext, place: StreamPlace): Read<Step | undefined> {
    if (told) return yield* next(context, place)
    told = true
    const item = yield* present(context, place)
    return item === undefined ? { place } : { place, item }
  }
}

function head({ after }: Resumable, context: RequestContext) {
  const { chainId } = context.identity
  const start = streamStart(chainId, after)
  const present = function* (_: RequestContext, place: StreamPlace) {
    const { height, hash, generation } = yield* readCursor()
    if (hash === '') return undefined
    return { op: 'APPLY', cursor: streamCursor(chainId, place), generation, block: height, hash }
  }
  const next = function* (_: RequestContext, place: StreamPlace) {
    const news = yield* newsAfter(place)
    if (news === undefined) return undefined
    const { op, generation, height, hash, seq } = news
    const item = { op, cursor: streamCursor(chainId, { seq }), generation, block: height, hash }
    return hash === '' ? { place: { seq } } : { place: { seq }, item }
  }
  return stream(context, start, opening({ after: after ?? null }, present, next))
}

function reorg({ after }: Resumable, context: RequestContext) {
  const { chainId } = context.identity
  return stream(context, streamStart(chainId, after), function* (_, place) {
    const news = yield* newsAfter(place)
    if (news === undefined) return undefined
    const { seq, op, generation, height: ancestor, fromHeight } = news
    if (op !== 'UNDO') return { place: { seq } }
    const item = { cursor: streamCursor(chainId, { seq }), generation, ancestor, depth: fromHeight - ancestor }
    return { place: { seq }, item }
  })
}

interface FillsArguments extends Resumable {
  readonly maker?: Address | null
  readonly taker?: Address | null
  readonly market?: number | null
}

function fills({ after, ...filter }: FillsArguments, context: RequestContext) {
  const { chainId } = context.identity
  const asked = Object.entries(filter).flatMap(([column, value]) => (value == null ? [] : [is(column, 'eq', value)]))
  return stream(context, streamStart(chainId, after), function* (request, place) {
    const news = yield* newsAfter(place)
    if (news === undefined) return undefined
    const { seq, op, fromHeight, height: block } = news
    const done = { seq }
    if (op === 'UNDO') {
      return { place: done, item: { op, cursor: streamCursor(chainId, done), block, fills: [] } }
    }
    const last = yield* standing(news)
    const page = yield* pageList(FILLS, {
      where: [...asked, is('height', 'gt', fromHeight), is('height', 'lte', last)],
      ...{ order: 'BLOCK', descending: false, size: MAX_FILLS, backward: false },
      after: place.part && [place.part.height, place.part.logIndex],
    })
    const end = page.stopped ?? page.rows.at(-1)?.place
    const hasMore = end !== undefined && (yield* page.hasNext())
    const [height, logIndex] = (end ?? []) as number[]
    const reached = hasMore ? { seq: place.seq, part: { height: Number(height), logIndex: Number(logIndex) } } : done
    if (page.rows.length === 0) return { place: reached }
    const views = []
    for (const { record } of page.rows) views.push(yield* fillView(request, record))
    return { place: reached, item: { op, cursor: streamCursor(chainId, reached), block, fills: views } }
  })
}

function vault({ id, after }: Resumable & { readonly id: string }, context: RequestContext) {
  const { chainId } = context.identity
  const address = vaultAddress(id, chainId)
  const present = function* (request: RequestContext, place: StreamPlace) {
    const { height: block } = yield* readCursor()
    const view = address && (yield* vaultByAddress(request, address))
    return { op: 'APPLY', cursor: streamCursor(chainId, place), block, vault: view }
  }
  const next = function* (request: RequestContext, place: StreamPlace) {
    const news = yield* newsAfter(place)
    if (news === undefined) return undefined
    const { seq, op, height: block, fromHeight } = news
    const known = address && (yield* readVault(address, request.known))
    const moved = Math.max(known?.status.last.height ?? 0, known?.created.height ?? 0)
    if (op === 'APPLY' && moved <= fromHeight) return { place: { seq } }
    const view = address && (yield* vaultByAddress(request, address))
    return { place: { seq }, item: { op, cursor: streamCursor(chainId, { seq }), block, vault: view } }
  }
  return stream(context, streamStart(chainId, after), opening({ after: after ?? null }, present, next))
}

function leaderboard(args: BoardArguments & Resumable, context: RequestContext) {
  checkBoard(args)
  const { chainId } = context.identity
  let shown = ''
  const present = function* (request: RequestContext, place: StreamPlace) {
    const { height: block } = yield* readCursor()
    const board = yield* readBoard(request, args)
    shown = textOf(board.entries)
    return { op: 'APPLY', cursor: streamCursor(chainId, place), block, board }
  }
  const next = function* (request: RequestContext, place: StreamPlace) {
    const news = yield* newsAfter(place)
    if (news === undefined) return undefined
    const { seq, op, height: block } = news
    const board = yield* readBoard(request, args)
    const text = textOf(board.entries)
    if (op === 'APPLY' && text === shown) return { place: { seq } }
    shown = text
    return { place: { seq }, item: { op, cursor: streamCursor(chainId, { seq }), block, board } }
  }
  return stream(context, streamStart(chainId, args.after), opening({ after: args.after ?? null }, present, next))
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part))
}

export const subscriptions = {
  head: field(head),
  reorg: field(reorg),
  fills: field(fills),
  vault: field(vault),
  leaderboard: field(leaderboard),
}
