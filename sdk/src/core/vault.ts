import { TidemarkError } from './errors.ts'
import { asksWithin, bidsWithin, checkPrices, clampPrice, cursorAt, fillGrid, funding, type Grid } from './grid.ts'
import { baseAmount, feeUp, type MarketUnits, notional, Side } from './market.ts'
import {
  addLots,
  EMPTY_POSITION,
  earn,
  entryCostUp,
  type Position,
  ratioWadFloor,
  sellLots,
  withdrawLots,
} from './position.ts'
import { mul } from './u256.ts'

/** What a vault trades: an `Adjacent` grid, or quotes that its manager signs. */
export interface VaultTerms {
  readonly market: MarketUnits
  /** Strictly increasing ticks; none when the manager signs quotes instead. */
  readonly prices: readonly bigint[]
  /** Lots per cell. */
  readonly sizePerCell: bigint
  /** Ticks: entry price of base deposited while flat. */
  readonly referencePrice: bigint
}

/** A vault as the chain records it: every transition below equals `MakerVault`'s to the unit. */
export interface VaultState {
  readonly terms: VaultTerms
  readonly grid: Grid
  readonly position: Position
  /** Quote atoms ever deposited, base at its entry cost. */
  readonly contributed: bigint
  /** Quote atoms the vault holds, donations not included; below zero when donated quote has paid for bids. */
  readonly quoteHeld: bigint
  /** Fills so far. */
  readonly seq: bigint
}

/** A fill from the vault's side. */
export interface VaultFill {
  readonly state: VaultState
  readonly notional: bigint
  readonly fee: bigint
  /** Realised by this fill, quote atoms, signed: the rebate, and on an ask proceeds less cost. */
  readonly realised: bigint
  /** Whether the fill reduced the position: a round trip. */
  readonly isTrip: boolean
}

/** Base deposits are whole lots. */
export class NotWholeLotsError extends TidemarkError {
  constructor(amount: bigint, lotSize: bigint) {
    super('NotWholeLots', `${amount} base atoms are not a multiple of the lot size ${lotSize}`, {
      baseAmount: amount,
      lotSize,
    })
  }
}

/** There is nothing to fill. */
export class NothingToTakeError extends TidemarkError {
  constructor(size: bigint) {
    super('NothingToTake', `a fill needs at least one lot, not ${size}`, { size })
  }
}

/**
 * A vault with an open grid and nothing in it: the state that the funding deposit of its creation meets.
 *
 * @throws {GridPriceCountError | GridNotIncreasingError} of a bad grid.
 *
 * @example
 * openVault(terms).grid.cursor // => 10n
 */
export function openVault(terms: VaultTerms): VaultState {
  const hasGrid = terms.prices.length > 0
  if (hasGrid) checkPrices(terms.prices)
  const cursor = hasGrid ? cursorAt(terms.prices, terms.sizePerCell, terms.referencePrice) : 0n
  return {
    terms,
    grid: { prices: terms.prices, sizePerCell: terms.sizePerCell, cursor },
    position: EMPTY_POSITION,
    contributed: 0n,
    quoteHeld: 0n,
    seq: 0n,
  }
}

/**
 * Base and quote atoms that the grid's resting orders need now.
 *
 * @throws {ZeroCellSizeError | GridTooLargeError} of a grid that no vault may have.
 *
 * @example
 * requiredFunds(openVault(terms)) // => { base: 10n, quote: 90_000n }
 */
export function requiredFunds({ terms, grid }: VaultState): { base: bigint; quote: bigint } {
  const { baseLots, quoteTicks } = funding(grid)
  return { base: mul(baseLots, terms.market.lotSize), quote: mul(quoteTicks, terms.market.tickSize) }
}

/**
 * Owner adds base and quote atoms. Base enters at `markCost` where the market's oracle told it, else at the current average
 * cost (rounded up), or while flat at the reference price, brought within the grid.
 *
 * @throws {NotWholeLotsError} when base is not a whole number of lots.
 *
 * @example
 * depositToVault(openVault(terms), 2n, 0n).cost // => 19_000n
 */
export function depositToVault(
  state: VaultState,
  base: bigint,
  quote: bigint,
  markCost?: bigint,
): { state: VaultState; lots: bigint; cost: bigint } {
  const { market, prices, referencePrice } = state.terms
  if (base % market.lotSize !== 0n) throw new NotWholeLotsError(base, market.lotSize)
  const lots = base / market.lotSize
  const price = clampPrice(prices, referencePrice)
  const usual = () => entryCostUp(state.position, lots, notional(price, market.tickSize, lots))
  const cost = lots === 0n ? 0n : (markCost ?? usual())
  return {
    lots,
    cost,
    state: {
      ...state,
      position: lots === 0n ? state.position : addLots(state.position, lots, cost),
      contributed: state.contributed + cost + quote,
      quoteHeld: state.quoteHeld + quote,
    },
  }
}

/**
 * Owner takes base and quote atoms out. Started lots leave the position with their average cost, rounded down. What is
 * taken beyond the funds held here was donated: it never entered, and does not leave.
 *
 * @throws {InsufficientLotsError} when the position holds fewer.
 *
 * @example
 * withdrawFromVault(openVault(terms), 2n, 0n).cost // => 0n
 */
export function withdrawFromVault(
  state: VaultState,
  base: bigint,
  quote: bigint,
): { state: VaultState; lots: bigint; cost: bigint } {
  const { lotSize } = state.terms.market
  const started = (base + lotSize - 1n) / lotSize
  const lots = started < state.position.lots ? started : state.position.lots
  const { position, cost } = withdrawLots(state.position, lots)
  const own = state.quoteHeld > quote ? quote : state.quoteHeld
  const quoteHeld = own > 0n ? state.quoteHeld - own : state.quoteHeld
  return { lots, cost, state: { ...state, position, quoteHeld } }
}

/**
 * Lots a taker can have on the maker's `side` at `limitPrice` ticks or better.
 *
 * @example
 * lotsWithin(openVault(terms), Side.Ask, 11_000n) // => 10n
 */
export function lotsWithin(state: VaultState, side: Side, limitPrice: bigint): bigint {
  return side === Side.Ask ? asksWithin(state.grid, limitPrice) : bidsWithin(state.grid, limitPrice)
}

/**
 * Fill `size` lots of the grid on the maker's `side`; the vault keeps `rebate` quote atoms of the taker's fee.
 *
 * @throws {NothingToTakeError} when `size` is below one lot.
 * @throws {InsufficientLiquidityError | InsufficientLotsError} when fewer rest or are held.
 *
 * @example
 * fillVault(openVault(terms), Side.Bid, 4n).notional // => 36_000n
 */
export function fillVault(state: VaultState, side: Side, size: bigint, rebate = 0n): VaultFill {
  if (size < 1n) throw new NothingToTakeError(size)
  const { market } = state.terms
  const { grid, ticks } = fillGrid(state.grid, side, size)
  return settle({ ...state, grid, seq: state.seq + 1n }, side, size, mul(ticks, market.tickSize), rebate)
}

/**
 * Fill `size` lots of a signed quote for `value` quote atoms; the vault keeps `rebate` quote atoms of the taker's fee. (The
 * exchange numbers these fills.)
 *
 * @throws {NothingToTakeError} when `size` is below one lot.
 * @throws {InsufficientLotsError} when fewer are held.
 *
 * @example
 * fillVaultQuote(openVault(terms), Side.Bid, 4n, 38_000n).state.position.cost // => 38_000n
 */
export function fillVaultQuote(state: VaultState, side: Side, size: bigint, value: bigint, rebate = 0n): VaultFill {
  if (size < 1n) throw new NothingToTakeError(size)
  return settle(state, side, size, value, rebate)
}

/**
 * The vault bought or sold `size` lots as taker for `value` quote atoms and paid `fee` on top.
 *
 * @throws {InsufficientLotsError} when more is sold than is held.
 *
 * @example
 * hedgeVault(openVault(terms), true, 2n, 19_000n, 10n).position.lots // => 2n
 */
export function hedgeVault(state: VaultState, bought: boolean, size: bigint, value: bigint, fee: bigint): VaultState {
  if (bought) {
    const paid = value + fee
    return { ...state, position: addLots(state.position, size, paid), quoteHeld: state.quoteHeld - paid }
  }
  const { position } = sellLots(state.position, size, value - fee)
  return { ...state, position, quoteHeld: state.quoteHeld + value - fee }
}

function settle(state: VaultState, side: Side, size: bigint, value: bigint, rebate: bigint): VaultFill {
  const fee = feeUp(value, state.terms.market.takerFeeBps)
  if (side === Side.Bid) {
    const position = earn(addLots(state.position, size, value), rebate)
    const next = { ...state, position, quoteHeld: state.quoteHeld - value + rebate }
    return { state: next, notional: value, fee, realised: rebate, isTrip: false }
  }
  const sold = sellLots(state.position, size, value)
  const next = { ...state, position: earn(sold.position, rebate), quoteHeld: state.quoteHeld + value + rebate }
  return { state: next, notional: value, fee, realised: sold.realised + rebate, isTrip: true }
}

/**
 * Base atoms of the position.
 *
 * @example
 * baseHeld(fillVault(openVault(terms), Side.Bid, 4n).state) // => 4n
 */
export function baseHeld({ terms, position }: VaultState): bigint {
  return baseAmount(position.lots, terms.market.lotSize)
}

/**
 * Quote held plus the position marked at a last trade of `markNotional` quote atoms for `markLots` lots, rounded down;
 * at the reference price, brought within the grid, before the first trade (`markLots` 0).
 *
 * @example
 * equityAt(openVault(terms), 9_500n, 1n) // => 0n
 */
export function equityAt(state: VaultState, markNotional: bigint, markLots: bigint): bigint {
  const { lots } = state.position
  const { prices, referencePrice, market } = state.terms
  const value =
    markLots === 0n
      ? notional(clampPrice(prices, referencePrice), market.tickSize, lots)
      : (lots * markNotional) / markLots
  return state.quoteHeld + value
}

/**
 * Realised PnL over contributed cost, WAD, rounded toward minus infinity; nothing before any deposit.
 *
 * @example
 * roiWad({ position: { ...position, realisedPnl: 50n }, contributed: 1_000n }) // => 50_000_000_000_000_000n
 */
export function roiWad({ position, contributed }: Pick<VaultState, 'position' | 'contributed'>): bigint | undefined {
  return contributed === 0n ? undefined : ratioWadFloor(position.realisedPnl, contributed)
}
