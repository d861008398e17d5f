import { TidemarkError } from '../errors.ts'
import { bidCursorOf, CursorOutOfRangeError, cellsOf, type Grid, ZeroCellSizeError } from '../grid.ts'
import { Side } from '../market.ts'
import { type Quote, quoteSide } from '../quote.ts'

/** The grid of a vault or pool that a route may use. */
export interface GridSource {
  /** Vault or pool. */
  readonly maker: `0x${string}`
  /** Its grid as it is now. */
  readonly grid: Grid
  /** Most lots it may fill now, where its strategy or its funds say less than the grid. */
  readonly maxSize?: bigint
}

/** A live signed quote that a route may use. Signature, expiry, epoch and named taker are for the caller to have checked. */
export interface QuoteSource {
  readonly quote: Quote
  readonly signature: `0x${string}`
  /** Lots of the side that are left: `remainingLots`, or less where the maker's funds say so. */
  readonly remaining: bigint
}

/** Where a route may take from. */
export type RouteSource = GridSource | QuoteSource

/** One grid, one standing quote or one nonce was offered twice: its lots would count twice. */
export class DuplicateSourceError extends TidemarkError {
  constructor(maker: string, index: number) {
    super('DuplicateSource', `source ${index}, of maker ${maker}, was given before`, { maker, index })
  }
}

/** Who fills: of a quote its maker. */
export const sourceMaker = (source: RouteSource): `0x${string}` =>
  'quote' in source ? source.quote.maker : source.maker

/** The lots of a source, best price first: a walk that only goes forward, and what was taken on its way. */
export interface Ladder {
  /** Place of the source in the request. */
  readonly index: number
  /** Ticks of the step the walk is at, and lots there. */
  price: bigint
  lots: bigint
  /** Lots taken so far, and the sum of their prices. */
  size: bigint
  ticks: bigint
  /** Go to the next step; `false` when there is none. */
  readonly next: () => boolean
}

/**
 * Walk of a source on the makers' `side` at `limitPrice` or better; `undefined` when it offers nothing there. A price of
 * zero is none: at it no number of lots makes up a notional.
 *
 * @throws {ZeroCellSizeError | CursorOutOfRangeError} when a grid is none.
 */
export function ladderOf(source: RouteSource, index: number, side: Side, limitPrice: bigint): Ladder | undefined {
  return 'quote' in source ? quoteLadder(source, index, side, limitPrice) : gridLadder(source, index, side, limitPrice)
}

/**
 * Every lot a source offers on `side` at `limitPrice` or better.
 *
 * @throws {ZeroCellSizeError | CursorOutOfRangeError} when a grid is none.
 *
 * @example
 * offeredLots({ maker: ZERO_ADDRESS, grid }, Side.Ask, 11_000n) // => 10n
 */
export function offeredLots(source: RouteSource, side: Side, limitPrice: bigint): bigint {
  const ladder = ladderOf(source, 0, side, limitPrice)
  if (ladder === undefined) return 0n
  let lots = ladder.lots
  while (ladder.next()) lots += ladder.lots
  return lots
}

function quoteLadder(source: QuoteSource, index: number, side: Side, limitPrice: bigint): Ladder | undefined {
  const { price, size } = quoteSide(source.quote, side)
  const lots = source.remaining < size ? source.remaining : size
  if (lots <= 0n || price === 0n || !isWithin(side, price, limitPrice)) return undefined
  return { index, price, lots, size: 0n, ticks: 0n, next: () => false }
}

function gridLadder(source: GridSource, index: number, side: Side, limitPrice: bigint): Ladder | undefined {
  const { prices, sizePerCell } = source.grid
  const asks = side === Side.Ask
  const cursor = asks ? source.grid.cursor : bidCursorOf(source.grid)
  if (sizePerCell <= 0n) throw new ZeroCellSizeError()
  const total = BigInt(cellsOf(source.grid)) * sizePerCell
  if (cursor < 0n || cursor > total) throw new CursorOutOfRangeError(cursor, total)
  const resting = asks ? total - cursor : cursor
  let left = source.maxSize !== undefined && source.maxSize < resting ? source.maxSize : resting
  if (left <= 0n) return undefined
  const cell = (asks ? cursor : cursor - 1n) / sizePerCell
  let at = Number(cell) + (asks ? prices.length - cellsOf(source.grid) : 0)
  const price = prices[at]
  if (price === undefined || !isWithin(side, price, limitPrice)) return undefined
  const here = asks ? (cell + 1n) * sizePerCell - cursor : cursor - cell * sizePerCell
  const lots = here < left ? here : left
  left -= lots
  const ladder: Ladder = { index, price, lots, size: 0n, ticks: 0n, next }
  return ladder

  function next(): boolean {
    const following = prices[asks ? at + 1 : at - 1]
    if (left === 0n || following === undefined || !isWithin(side, following, limitPrice)) return false
    at += asks ? 1 : -1
    ladder.price = following
    ladder.lots = sizePerCell < left ? sizePerCell : left
    left -= ladder.lots
    return true
  }
}

function isWithin(side: Side, price: bigint, limitPrice: bigint): boolean {
  return side === Side.Ask ? price <= limitPrice : price >= limitPrice
}

/** @throws {DuplicateSourceError} when two sources are the same grid, the same standing quote or one maker's same nonce. */
export function checkDistinct(sources: readonly RouteSource[]): void {
  const byMaker = new Map<string, RouteSource[]>()
  for (const [index, source] of sources.entries()) {
    const maker = sourceMaker(source)
    const key = maker.toLowerCase()
    const others = byMaker.get(key)
    if (others === undefined) byMaker.set(key, [source])
    else if (others.some((other) => isSame(other, source))) throw new DuplicateSourceError(maker, index)
    else others.push(source)
  }
}

function isSame(one: RouteSource, other: RouteSource): boolean {
  if (!('quote' in one) || !('quote' in other)) return !('quote' in one) && !('quote' in other)
  const [a, b] = [one.quote, other.quote]
  // What is filled of a nonce counts for every quote that bears it.
  if (a.nonce !== b.nonce || a.nonce > 0n) return a.nonce === b.nonce
  return (
    a.salt === b.salt &&
    a.bidPrice === b.bidPrice &&
    a.bidSize === b.bidSize &&
    a.askPrice === b.askPrice &&
    a.askSize === b.askSize &&
    a.expiry === b.expiry &&
    a.taker.toLowerCase() === b.taker.toLowerCase()
  )
}
