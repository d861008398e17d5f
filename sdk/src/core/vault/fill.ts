import { askPriceOf, asksForTicksDown, bidPriceOf, bidsForTicksUp } from '../grid/lots.ts'
import { asksUpTo, bidsUpTo } from '../grid/upTo.ts'
import { bidCursorOf, fillGrid, type Grid } from '../grid.ts'
import { Side } from '../market.ts'
import { addLots, earn, sellLots } from '../position.ts'
import type { Quote } from '../quote.ts'
import { quoteSide } from '../quote.ts'
import { type RebateSchedule, rebateDown } from '../rebate.ts'
import type { FillTerms } from '../strategy/fill.ts'
import { checkQuoteTerms } from '../strategy/quote.ts'
import { checked, mul } from '../u256.ts'
import { payFrom, SelfTradeError } from '../venueErrors.ts'
import { enforceStrategy, type FillContext, stopIfDrawnDown } from './enforce.ts'
import {
  InvalidManagerSignatureError,
  ManagerEpochMismatchError,
  NoGridError,
  OwedToManagerError,
  QuotesNotAllowedError,
  VaultHaltedError,
} from './errors.ts'
import { isSameAccount, type MakerVault, quoteAvailable, vaultGrid, withGrid } from './state.ts'

/** What both kinds of fill depend on. */
interface OrderContext extends FillContext {
  /** The vault's side. */
  readonly side: Side
  /** Most lots. */
  readonly size: bigint
  /** Oracle price in ticks, Q64.64; 0 on a market without oracle. */
  readonly mark: bigint
  /** Who crosses: not the owner, not the manager. */
  readonly taker: string
}

/** What a taker asks of a vault's grid, and the terms that hold. Mirrors the Solidity struct `GridOrder`. */
export interface VaultGridOrder extends OrderContext {
  /** Worst price in ticks. */
  readonly limitPrice: bigint
  /** Most (asks) or least (bids) notional in quote atoms; no bound unless given. */
  readonly notional?: bigint
  /** Rebates that the market pays, and the vault's volume in the period so far, in quote atoms. */
  readonly schedule?: RebateSchedule
  readonly volume?: bigint
}

/** A fill from the vault's side; of size 0 when nothing rests within the order's bounds. Amounts are quote atoms. */
export interface MakerVaultFill {
  readonly vault: MakerVault
  readonly size: bigint
  readonly notional: bigint
  readonly rebate: bigint
}

/**
 * Fill an order against the vault's grid. Mirrors `Filling.onTake` and the payment that follows.
 *
 * @throws {VaultHaltedError | SelfTradeError | NoGridError} and as `enforceStrategy`.
 * @throws {InsufficientLotsError} when the position holds fewer lots than the grid sells.
 *
 * @example
 * vaultGridTaken(vault, { ...taker, side: Side.Bid, size: 4n }).notional // => 400n
 */
export function vaultGridTaken(vault: MakerVault, order: VaultGridOrder): MakerVaultFill {
  requireOpen(vault, order.taker)
  const grid = vaultGrid(vault)
  if (grid === undefined) throw new NoGridError()
  const size = lotsToFill(grid, order, vault.market.tickSize)
  if (size === 0n) return { vault, size, notional: 0n, rebate: 0n }
  const { grid: moved, ticks } = fillGrid(grid, order.side, size)
  const notional = mul(ticks, vault.market.tickSize)
  const rebate = rebateDown(order.schedule, order.volume ?? 0n, notional)
  const terms = { side: order.side, size, notional, mark: order.mark, ...pricesOf(grid, order.side, size) }
  const placed = { ...withGrid(vault, moved), seq: checked(vault.seq + 1n, 32) }
  return { vault: settle(book(placed, terms, rebate, order), terms, rebate), size, notional, rebate }
}

/** What the exchange tells a vault of a quote fill. Mirrors the Solidity struct `QuoteOrder`. */
export interface VaultQuoteOrder extends OrderContext {
  readonly quote: Quote
  /** Quote atoms: the fill's worth, and the vault's rebate on it. */
  readonly notional: bigint
  readonly rebate: bigint
  /** Whether the signature is the manager's; assumed unless told otherwise. */
  readonly isSigned?: boolean
}

/**
 * Fill a quote that the manager signed. Mirrors `Filling.onQuote` and the payment that follows.
 *
 * @throws {VaultHaltedError | SelfTradeError | QuotesNotAllowedError | ManagerEpochMismatchError}
 * @throws {InvalidManagerSignatureError | SpreadTooNarrowError | QuoteTooLongError} and as `enforceStrategy`.
 * @throws {InsufficientLotsError | OwedToManagerError | TokenBalanceError} when the vault cannot pay.
 *
 * @example
 * vaultQuoteTaken(desk, { ...taker, quote, side: Side.Bid, size: 4n, notional: 400n, rebate: 0n }).vault.position.lots
 * // => 4n
 */
export function vaultQuoteTaken(vault: MakerVault, order: VaultQuoteOrder): MakerVaultFill {
  const { quote, side, size, notional, rebate, mark } = order
  requireOpen(vault, order.taker)
  if (vault.strategy.grid.prices.length !== 0) throw new QuotesNotAllowedError()
  const { epoch } = vault.manager
  if (quote.epoch !== epoch) throw new ManagerEpochMismatchError(quote.epoch, epoch)
  if (order.isSigned === false) throw new InvalidManagerSignatureError(vault.manager.account)
  checkQuoteTerms(vault.strategy.limits, quote, order.timestamp)
  const { price } = quoteSide(quote, side)
  const terms = { side, size, notional, mark, lowPrice: price, highPrice: price }
  const booked = book(vault, terms, rebate, order)
  const available = quoteAvailable(vault)
  if (side === Side.Bid && vault.owed !== 0n && notional - rebate > available) {
    throw new OwedToManagerError(notional - rebate, available)
  }
  return { vault: settle(booked, terms, rebate), size, notional, rebate }
}

/** A vault that fills, and a taker who is a stranger to it. */
function requireOpen({ halted, owner, manager }: MakerVault, taker: string): void {
  if (halted) throw new VaultHaltedError()
  if (isSameAccount(taker, owner) || isSameAccount(taker, manager.account)) throw new SelfTradeError(taker)
}

function lotsToFill(grid: Grid, order: VaultGridOrder, tickSize: bigint): bigint {
  const isAsk = order.side === Side.Ask
  const size = (isAsk ? asksUpTo : bidsUpTo)(grid, order.limitPrice, order.size)
  const { notional } = order
  if (notional === undefined) return size
  if (isAsk) return asksForTicksDown(grid, size, notional / tickSize)
  return bidsForTicksUp(grid, size, (notional + tickSize - 1n) / tickSize)
}

/** Prices of the first and the last lot: those between lie between. */
function pricesOf(grid: Grid, side: Side, size: bigint): { lowPrice: bigint; highPrice: bigint } {
  const cursor = side === Side.Ask ? grid.cursor : bidCursorOf(grid)
  return side === Side.Ask
    ? { lowPrice: askPriceOf(grid, cursor), highPrice: askPriceOf(grid, cursor + size - 1n) }
    : { lowPrice: bidPriceOf(grid, cursor - size), highPrice: bidPriceOf(grid, cursor - 1n) }
}

/** Hold one fill to the strategy, book it, and stop the vault if it went too far down. Mirrors `Filling._bookFill`. */
function book(vault: MakerVault, fill: FillTerms, rebate: bigint, context: FillContext): MakerVault {
  const held = enforceStrategy(vault, fill, context)
  const { position } = held
  const traded =
    fill.side === Side.Ask
      ? sellLots(position, fill.size, fill.notional).position
      : addLots(position, fill.size, fill.notional)
  return stopIfDrawnDown({ ...held, position: earn(traded, rebate) }, fill.mark)
}

/** The tokens of a fill: the vault pays its side, and receives the other with its rebate. */
function settle(vault: MakerVault, { side, size, notional }: FillTerms, rebate: bigint): MakerVault {
  const base = mul(size, vault.market.lotSize)
  return side === Side.Ask
    ? { ...vault, base: payFrom(vault.base, base), quote: vault.quote + notional + rebate }
    : { ...vault, base: vault.base + base, quote: payFrom(vault.quote, notional - rebate) }
}
