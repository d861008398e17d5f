import { Side } from '../market.ts'
import { defined, type Metric, undefinedBecause, wadOf } from './metric.ts'

/**
 * How fills become round trips. `FillToFill`: one for every pair of an entry and the exit that closes some of it. `PerExit`: one
 * for every exit, whatever it closes. `FlatToFlat`: one from flat to flat.
 */
export type FifoMode = 'FillToFill' | 'PerExit' | 'FlatToFlat'

/** A fill by its own side: a bid bought. */
export interface FifoFill {
  readonly time: bigint
  readonly side: Side
  readonly size: bigint
  /** Quote per unit of size, at any one scale. */
  readonly price: bigint
  readonly fee: bigint
}

/** An entry of which `size` is still open. */
export interface FifoLot {
  readonly time: bigint
  readonly size: bigint
  readonly price: bigint
  /** Its fee, until a trip has taken it. */
  readonly fee: bigint
}

/** A round trip: entries of one side, oldest first, and what closed them. */
export interface FifoTrip {
  /** Side of the entries: a bid is a long trip. */
  readonly side: Side
  readonly entryTime: bigint
  readonly exitTime: bigint
  readonly size: bigint
  readonly entryNotional: bigint
  readonly exitNotional: bigint
  /** Fees of both ends: an entry's go with the first trip that closes some of it, an exit's with the first it closes. */
  readonly fees: bigint
}

/** Open entries, and in `FlatToFlat` the trip that is under way. */
export interface FifoState {
  readonly mode: FifoMode
  /** Side of the open lots. */
  readonly side: Side
  readonly lots: readonly FifoLot[]
  readonly underway?: FifoTrip
}

/**
 * Nothing open.
 *
 * @example
 * const bought = addFifoFill(startFifo('FillToFill'), { time: 0n, side: Side.Bid, size: 2n, price: 10n, fee: 0n })
 * const { trips } = addFifoFill(bought.state, { time: 1n, side: Side.Ask, size: 2n, price: 15n, fee: 0n })
 * trips.map(fifoPnl) // => [10n]
 */
export function startFifo(mode: FifoMode): FifoState {
  return { mode, side: Side.Bid, lots: [] }
}

/**
 * Profit of a trip before fees, in the unit of its notional (price times size), signed, exact.
 *
 * @example
 * fifoPnl(trip) // => 14n
 */
export function fifoPnl({ side, entryNotional, exitNotional }: FifoTrip): bigint {
  return side === Side.Bid ? exitNotional - entryNotional : entryNotional - exitNotional
}

/**
 * Profit before fees over what the entries cost. WAD, rounded toward minus infinity.
 *
 * @example
 * fifoReturnWad(trip) // => { ok: true, value: 451_612_903_225_806_451n }
 */
export function fifoReturnWad(trip: FifoTrip): Metric {
  return trip.entryNotional === 0n ? undefinedBecause('NO_DATA') : defined(wadOf(fifoPnl(trip), trip.entryNotional))
}

/**
 * Average entry price of a trip, in the unit of its prices times `scale`: `ceil(entryNotional * scale / size)`, rounded up.
 *
 * @example
 * fifoEntryPriceUp(trip) // => 11n
 */
export function fifoEntryPriceUp({ entryNotional, size }: FifoTrip, scale = 1n): bigint {
  return (entryNotional * scale + size - 1n) / size
}

/**
 * One more fill: the trips it ended, and what is open then. A fill that turns the position closes all and opens the rest.
 *
 * @example
 * const bought = addFifoFill(startFifo('PerExit'), { time: 0n, side: Side.Bid, size: 3n, price: 10n, fee: 0n })
 * addFifoFill(bought.state, { time: 1n, side: Side.Ask, size: 2n, price: 15n, fee: 0n }).trips.map(fifoPnl)
 * // => [10n]
 */
export function addFifoFill(
  state: FifoState,
  fill: FifoFill,
): { readonly state: FifoState; readonly trips: FifoTrip[] } {
  if (state.lots.length === 0 || state.side === fill.side) {
    const { time, side, size, price, fee } = fill
    const lots = size === 0n ? state.lots : [...state.lots, { time, size, price, fee }]
    return { state: { ...state, side: state.lots.length === 0 ? side : state.side, lots }, trips: [] }
  }
  const { parts, lots, left } = closeLots(state, fill)
  const { underway, ...rest } = state
  const whole = parts.reduce<FifoTrip | undefined>(joinTrips, state.mode === 'FlatToFlat' ? underway : undefined)
  const isFlat = lots.length === 0
  const trips = state.mode === 'FillToFill' ? parts : whole && (isFlat || state.mode === 'PerExit') ? [whole] : []
  const { time, side, price } = fill
  const next: FifoState = isFlat
    ? { ...rest, side, lots: left > 0n ? [{ time, size: left, price, fee: 0n }] : [] }
    : { ...rest, lots, ...(state.mode === 'FlatToFlat' && whole && { underway: whole }) }
  return { state: next, trips }
}

/** Close open lots, oldest first, as far as `fill` goes. */
function closeLots({ side, lots }: FifoState, fill: FifoFill): { parts: FifoTrip[]; lots: FifoLot[]; left: bigint } {
  const parts: FifoTrip[] = []
  const open = [...lots]
  let left = fill.size
  while (left > 0n) {
    const lot = open[0]
    if (lot === undefined) break
    const size = lot.size < left ? lot.size : left
    parts.push({
      side,
      entryTime: lot.time,
      exitTime: fill.time,
      size,
      entryNotional: size * lot.price,
      exitNotional: size * fill.price,
      fees: lot.fee + (parts.length === 0 ? fill.fee : 0n),
    })
    left -= size
    if (size === lot.size) open.shift()
    else open[0] = { ...lot, size: lot.size - size, fee: 0n }
  }
  return { parts, lots: open, left }
}

function joinTrips(a: FifoTrip | undefined, b: FifoTrip): FifoTrip {
  if (a === undefined) return b
  return {
    side: a.side,
    entryTime: a.entryTime,
    exitTime: b.exitTime,
    size: a.size + b.size,
    entryNotional: a.entryNotional + b.entryNotional,
    exitNotional: a.exitNotional + b.exitNotional,
    fees: a.fees + b.fees,
  }
}
