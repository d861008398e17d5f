import { Side } from '../core/market.ts'
import { twoSidedPrices } from '../core/quote.ts'
import {
  historyEntries,
  type QuoteEntry,
  type QuoteHistory,
  type QuoteReason,
  recordQuote,
  startHistory,
} from '../core/quoting/history.ts'
import { checkUser, named, notBefore, positive, within } from './checks.ts'
import { demand, remade } from './codec.ts'
import { Collection } from './collection.ts'
import { ClosedError, DuplicateError, InsufficientFundsError, UnknownNameError } from './errors.ts'
import { hasRunOut, judgeQuote, type QuoteVerdict } from './quoteGate.ts'
import {
  type KnownQuoteRules,
  type ManagedQuote,
  type QuoteGate,
  type QuoteRules,
  type QuoteTerms,
  quoteSnapshots,
} from './quoteRecord.ts'
import type { Snapshot } from './snapshot.ts'

/** Best prices among the active quotes of an asset; a side without any is absent. */
export interface BestPrices {
  readonly bid?: { readonly quoteId: number; readonly price: bigint; readonly size: bigint }
  readonly ask?: { readonly quoteId: number; readonly price: bigint; readonly size: bigint }
}

/**
 * Two-sided quotes of many makers, by id from 1. Bid and ask are rounded away from the middle, at least one tick apart. Calls
 * that name a `user` refuse all but the quote's own; without one, the caller answers for that. Every call either does all it
 * says or throws and changes nothing.
 *
 * @example
 * const quotes = new QuoteManager()
 * const id = quotes.postQuote({ user: 'alice', asset: 'ETH', midPrice: 1000n, spreadBps: 10, size: 100n, timestamp: 0n })
 * quotes.getQuote(id).bidPrice // => 999n
 */
export class QuoteManager {
  readonly #rules: KnownQuoteRules
  #quotes = new Collection<ManagedQuote>('quote')
  readonly #histories = new Map<string, QuoteHistory>()
  readonly #quoteOfOrder = new Map<string, number>()

  /** @throws {ValueOutOfRangeError} when bounds cross or are none. */
  constructor(rules: QuoteRules = {}) {
    const { minSpreadBps = 0, maxSpreadBps = 10_000, minUpdateInterval = 0n, historySize = 1_000 } = rules
    within('maxSpreadBps', maxSpreadBps, 0, 20_000)
    within('minSpreadBps', minSpreadBps, 0, maxSpreadBps)
    within('minUpdateInterval', minUpdateInterval, 0n, 1n << 64n)
    within('historySize', historySize, 1, 1_000_000)
    const { gate } = rules
    this.#rules = {
      minSpreadBps,
      maxSpreadBps,
      minUpdateInterval,
      historySize,
      ...(gate && { gate: checkedGate(gate) }),
    }
  }

  /** What quotes are held to. */
  get rules(): KnownQuoteRules {
    return this.#rules
  }

  /**
   * Post a quote around a price, of `size` lots on each side; its id.
   *
   * @throws {EmptyTextError | ValueOutOfRangeError} without user, asset, price or size, or with a spread out of bounds.
   * @throws {QuotePriceOutOfRangeError} when a price leaves 1 … 2^64 - 1.
   */
  postQuote(terms: QuoteTerms): number {
    const { timestamp } = terms
    const id = this.#quotes.nextId
    const size = positive('size', terms.size)
    const quote: ManagedQuote = {
      id,
      user: named('user', terms.user),
      asset: named('asset', terms.asset),
      ...this.#around(terms.midPrice, terms.spreadBps),
      size,
      bidSize: size,
      askSize: size,
      createdAt: notBefore(timestamp, 0n),
      updatedAt: timestamp,
      updates: 0,
      isActive: true,
      orderIds: [],
    }
    this.#record(quote, timestamp, 'REFRESH')
    return this.#quotes.add(quote)
  }

  /**
   * Move a quote to another price; whether it was, and why. Within the gate's tolerances its prices stay, and the next update that
   * is made starts from what was told here. A quote that is about to run out lives on, whatever tolerance and interval; one that has
   * is closed. One that is filled on both sides has nothing that tolerance could spare.
   *
   * @throws {UnknownIdError | WrongUserError | ClosedError | TooEarlyError | ValueOutOfRangeError | QuotePriceOutOfRangeError}
   */
  updateQuote(id: number, midPrice: bigint, timestamp: bigint, user?: string): QuoteVerdict {
    return this.#update(id, timestamp, user, 'MOVE', { midPrice })
  }

  /**
   * Change a quote's spread; whether it was, as {@link QuoteManager.updateQuote} says.
   *
   * @throws {UnknownIdError | WrongUserError | ClosedError | TooEarlyError | ValueOutOfRangeError | QuotePriceOutOfRangeError}
   */
  updateSpread(id: number, spreadBps: number, timestamp: bigint, user?: string): QuoteVerdict {
    return this.#update(id, timestamp, user, 'MANUAL', { spreadBps })
  }

  /**
   * Offer `size` lots on each side from now on; whether that was done, as {@link QuoteManager.updateQuote} says.
   *
   * @throws {UnknownIdError | WrongUserError | ClosedError | TooEarlyError | ValueOutOfRangeError}
   */
  updateSize(id: number, size: bigint, timestamp: bigint, user?: string): QuoteVerdict {
    positive('size', size)
    return this.#update(id, timestamp, user, 'MANUAL', { size, bidSize: size, askSize: size })
  }

  /**
   * A side filled by `size` lots.
   *
   * @throws {UnknownIdError | ClosedError | ValueOutOfRangeError | TooEarlyError | InsufficientFundsError}
   */
  recordFill(id: number, side: Side, size: bigint, timestamp: bigint): void {
    const quote = this.#live(id, timestamp)
    positive('size', size)
    const left = side === Side.Bid ? quote.bidSize : quote.askSize
    if (size > left) throw new InsufficientFundsError('lots', size, left)
    const rest = side === Side.Bid ? { bidSize: left - size } : { askSize: left - size }
    // A fill is no update of the maker's, so it holds none back.
    this.#store({ ...quote, ...rest }, timestamp, 'FILL')
  }

  /**
   * Withdraw a quote for good, whatever the interval; its orders are no longer linked.
   *
   * @throws {UnknownIdError | WrongUserError | ClosedError | TooEarlyError}
   */
  cancelQuote(id: number, timestamp: bigint, user?: string): void {
    const quote = this.#active(id)
    checkUser(user, quote.user)
    notBefore(timestamp, quote.updatedAt)
    this.#withdraw(quote, timestamp, 'MANUAL')
  }

  /** Withdraw every quote that has run out by `timestamp`, for good; their ids. @throws {ValueOutOfRangeError} */
  expireQuotes(timestamp: bigint): number[] {
    notBefore(timestamp, 0n)
    const over = this.#quotes.all().filter((quote) => quote.isActive && hasRunOut(this.#rules, quote, timestamp))
    for (const quote of over) this.#withdraw(quote, timestamp, 'TTL')
    return over.map(({ id }) => id)
  }

  /** Let a venue's order stand for a quote. @throws {UnknownIdError | ClosedError | EmptyTextError | DuplicateError} */
  linkOrder(id: number, orderId: string): void {
    const quote = this.#active(id)
    named('orderId', orderId)
    if (this.#quoteOfOrder.has(orderId)) throw new DuplicateError('order', orderId)
    this.#quoteOfOrder.set(orderId, id)
    this.#quotes.set(id, { ...quote, orderIds: [...quote.orderIds, orderId] })
  }

  /** An order no longer stands for its quote. @throws {UnknownNameError} */
  unlinkOrder(orderId: string): void {
    const quote = this.#quotes.get(this.getQuoteOfOrder(orderId))
    this.#quoteOfOrder.delete(orderId)
    this.#quotes.set(quote.id, { ...quote, orderIds: quote.orderIds.filter((one) => one !== orderId) })
  }

  /** Id of the quote that an order stands for. @throws {UnknownNameError} */
  getQuoteOfOrder(orderId: string): number {
    const id = this.#quoteOfOrder.get(orderId)
    if (id === undefined) throw new UnknownNameError('linked order', orderId)
    return id
  }

  /** @throws {UnknownIdError} */
  getQuote(id: number): ManagedQuote {
    return this.#quotes.get(id)
  }

  /** A user's quotes, by id; only those still active unless told otherwise. */
  getQuotesByUser(user: string, withInactive = false): ManagedQuote[] {
    return this.#quotes.all().filter((quote) => quote.user === user && (quote.isActive || withInactive))
  }

  /** What the quotes of an asset were, as far as it is kept, the oldest first. */
  getHistory(asset: string): QuoteEntry[] {
    const history = this.#histories.get(asset)
    return history === undefined ? [] : historyEntries(history)
  }

  /** Highest bid and lowest ask among an asset's active quotes; of equal ones the older. Those that have run out at `now` are none. */
  getBestPrices(asset: string, now?: bigint): BestPrices {
    let best: BestPrices = {}
    for (const quote of this.#quotes.all()) {
      const { id, bidPrice, bidSize, askPrice, askSize } = quote
      if (quote.asset !== asset || !quote.isActive) continue
      if (now !== undefined && hasRunOut(this.#rules, quote, now)) continue
      const { bid, ask } = best
      if (bidSize > 0n && (bid === undefined || bidPrice > bid.price)) {
        best = { ...best, bid: { quoteId: id, price: bidPrice, size: bidSize } }
      }
      if (askSize > 0n && (ask === undefined || askPrice < ask.price)) {
        best = { ...best, ask: { quoteId: id, price: askPrice, size: askSize } }
      }
    }
    return best
  }

  /** All of it as JSON. */
  snapshot(): Snapshot {
    const histories = [...this.#histories].map(([asset, history]) => ({ asset, ...history }))
    return quoteSnapshots.write({ rules: this.#rules, quotes: this.#quotes.all(), histories })
  }

  /** The manager that a snapshot was taken of. @throws {InvalidSnapshotError} */
  static restore(json: unknown): QuoteManager {
    const { rules, quotes, histories } = quoteSnapshots.read(json)
    const path = 'snapshot.state'
    const manager = remade(`${path}.rules`, 'valid rules', () => new QuoteManager(rules))
    manager.#quotes = new Collection('quote', quotes)
    for (const { id, orderIds, isActive, bidPrice, askPrice } of quotes) {
      const at = `${path}.quotes[${id - 1}]`
      demand(bidPrice > 0n && bidPrice < askPrice, `${at}.askPrice`, `above ${bidPrice}`, askPrice)
      demand(isActive || orderIds.length === 0, `${at}.orderIds`, 'empty', orderIds)
      for (const orderId of orderIds) {
        demand(!manager.#quoteOfOrder.has(orderId), `${at}.orderIds`, 'linked once', orderId)
        manager.#quoteOfOrder.set(orderId, id)
      }
    }
    for (const { asset, ...history } of histories) {
      const at = `${path}.histories.${asset}`
      const { capacity, recorded, entries } = history
      const kept = Math.min(recorded, capacity)
      demand(capacity === rules.historySize, `${at}.capacity`, `${rules.historySize}`, capacity)
      demand(entries.length === kept, `${at}.entries`, `${kept} entries`, entries.length)
      demand(!manager.#histories.has(asset), at, 'there once', 'there twice')
      manager.#histories.set(asset, history)
    }
    return manager
  }

  #around(midPrice: bigint, spreadBps: number) {
    const { minSpreadBps, maxSpreadBps } = this.#rules
    positive('midPrice', midPrice)
    within('spreadBps', spreadBps, minSpreadBps, maxSpreadBps)
    return { midPrice, spreadBps, ...twoSidedPrices(midPrice, spreadBps) }
  }

  #active(id: number): ManagedQuote {
    const quote = this.#quotes.get(id)
    if (!quote.isActive) throw new ClosedError('quote', id)
    return quote
  }

  /** An active quote that has not run out. */
  #live(id: number, timestamp: bigint): ManagedQuote {
    const quote = this.#active(id)
    notBefore(timestamp, quote.updatedAt)
    if (hasRunOut(this.#rules, quote, timestamp)) throw new ClosedError('quote', id)
    return quote
  }

  #update(
    id: number,
    timestamp: bigint,
    user: string | undefined,
    reason: QuoteReason,
    change: Partial<ManagedQuote>,
  ): QuoteVerdict {
    const quote = this.#live(id, timestamp)
    checkUser(user, quote.user)
    const { midPrice, spreadBps, ...sizes } = { ...quote, ...change }
    const around = this.#around(midPrice, spreadBps)
    const next = { ...sizes, ...around, updatedAt: timestamp, updates: quote.updates + 1 }
    const verdict = judgeQuote(this.#rules, quote, next, timestamp)
    if (verdict.update) this.#store(next, timestamp, verdict.reason === 'TTL' ? 'TTL' : reason)
    else this.#quotes.set(id, { ...quote, midPrice, spreadBps })
    return verdict
  }

  #withdraw(quote: ManagedQuote, timestamp: bigint, reason: QuoteReason): void {
    for (const orderId of quote.orderIds) this.#quoteOfOrder.delete(orderId)
    const gone = { bidSize: 0n, askSize: 0n, orderIds: [], isActive: false }
    this.#store({ ...quote, ...gone, updatedAt: timestamp }, timestamp, reason)
  }

  #store(quote: ManagedQuote, timestamp: bigint, reason: QuoteReason): void {
    this.#record(quote, timestamp, reason)
    this.#quotes.set(quote.id, quote)
  }

  #record(quote: ManagedQuote, time: bigint, reason: QuoteReason): void {
    const { bidPrice, bidSize, askPrice, askSize } = quote
    const mid = { numerator: quote.midPrice, denominator: 1n }
    const entry = {
      quoteId: BigInt(quote.id),
      time,
      mid,
      bidPrice,
      bidSize,
      askPrice,
      askSize,
      inventoryWad: 0n,
      reason,
    }
    const history = this.#histories.get(quote.asset) ?? startHistory(this.#rules.historySize)
    this.#histories.set(quote.asset, recordQuote(history, entry))
  }
}

/** @throws {ValueOutOfRangeError} when a bound is none, or a quote would be renewed as soon as it is made. */
function checkedGate({ priceTolerancePpm, sizeTolerancePpm, ttl, renewBefore }: QuoteGate): QuoteGate {
  within('gate.priceTolerancePpm', priceTolerancePpm, 0, 1_000_000)
  within('gate.sizeTolerancePpm', sizeTolerancePpm, 0, 1_000_000)
  within('gate.ttl', ttl, 0n, 1n << 64n)
  within('gate.renewBefore', renewBefore, 0n, ttl === 0n ? 0n : ttl - 1n)
  return { priceTolerancePpm, sizeTolerancePpm, ttl, renewBefore }
}
