import { TidemarkError, toInt, toUint } from './errors.ts'
import { add, checked, checkedSigned, mulDivDown, mulDivUp, sub, WAD } from './u256.ts'

/** A maker's inventory at average cost. Mirrors the Solidity struct of the same name. */
export interface Position {
  /** Base lots held. */
  readonly lots: bigint
  /** What those lots cost, in quote atoms. */
  readonly cost: bigint
  /** Proceeds less cost over everything sold, in quote atoms, signed. */
  readonly realisedPnl: bigint
  /** Fills that reduced the position. */
  readonly trips: bigint
  /** Those of them whose proceeds exceeded their cost. */
  readonly wins: bigint
}

/** Lots and what they cost. */
type Held = Pick<Position, 'lots' | 'cost'>

/** A position before anything happened. */
export const EMPTY_POSITION: Position = { lots: 0n, cost: 0n, realisedPnl: 0n, trips: 0n, wins: 0n }

/** More lots were sold or withdrawn than are held. */
export class InsufficientLotsError extends TidemarkError {
  constructor(held: bigint, size: bigint) {
    super('InsufficientLots', `${size} lots were to leave a position of ${held}`, { held, size })
  }
}

/**
 * Add `size` lots that cost `cost` quote atoms: a bid that filled, or base deposited. Mirrors `PositionLib.add`.
 *
 * @throws {OverflowError | CastOverflowError} beyond uint64 lots or uint112 cost.
 *
 * @example
 * addLots(EMPTY_POSITION, 10n, 1_000n).cost // => 1_000n
 */
export function addLots(position: Position, size: bigint, cost: bigint): Position {
  const lots = toUint(add(position.lots, size), 64)
  return { ...position, lots, cost: toUint(add(position.cost, cost), 112) }
}

/**
 * Sell `size` lots for `proceeds` quote atoms, realising proceeds less average cost (rounded up, so profit never
 * overstates). Mirrors `PositionLib.sell`.
 *
 * @throws {InsufficientLotsError} when fewer are held.
 * @throws {CastOverflowError} when `proceeds` leaves int256 or `realisedPnl` int112.
 * @throws {OverflowError} when an intermediate sum leaves int256.
 *
 * @example
 * sellLots(position, 4n, 500n).realised // => 99n
 */
export function sellLots(
  position: Position,
  size: bigint,
  proceeds: bigint,
): { position: Position; cost: bigint; realised: bigint } {
  const cost = costOfUp(position, size)
  const realisedPnl = toInt(checkedSigned(position.realisedPnl + (toInt(proceeds, 256) - cost)), 112)
  const trips = checked(position.trips + 1n, 32)
  const wins = proceeds > cost ? checked(position.wins + 1n, 32) : position.wins
  return { position: { ...takeOut(position, size, cost), realisedPnl, trips, wins }, cost, realised: proceeds - cost }
}

/**
 * Book quote atoms earned without a trade: a rebate. Mirrors `PositionLib.addRebate`.
 *
 * @throws {CastOverflowError} beyond int112 of `realisedPnl`.
 *
 * @example
 * earn(position, 7n).realisedPnl // => 7n
 */
export function earn(position: Position, amount: bigint): Position {
  if (amount === 0n) return position
  return { ...position, realisedPnl: toInt(checkedSigned(position.realisedPnl + toInt(amount, 256)), 112) }
}

/**
 * Average cost of `size` of the lots held, in quote atoms, rounded up. Mirrors `PositionLib.costOfUp`.
 *
 * @throws {InsufficientLotsError} when fewer are held.
 *
 * @example
 * costOfUp(position, 3n) // => 301n
 */
export function costOfUp(position: Held, size: bigint): bigint {
  checkHeld(position, size)
  return size === 0n ? 0n : mulDivUp(position.cost, size, position.lots)
}

/**
 * Average cost of `size` of the lots held, in quote atoms, rounded down: what leaves with them in {@link withdrawLots}.
 *
 * @throws {InsufficientLotsError} when fewer are held.
 *
 * @example
 * costOfDown(position, 3n) // => 300n
 */
export function costOfDown(position: Held, size: bigint): bigint {
  checkHeld(position, size)
  return size === 0n ? 0n : mulDivDown(position.cost, size, position.lots)
}

/**
 * Take `size` lots out at average cost, rounded down, and realise nothing. Mirrors `PositionLib.withdraw`.
 *
 * @throws {InsufficientLotsError} when fewer are held.
 *
 * @example
 * withdrawLots(position, 3n).cost // => 300n
 */
export function withdrawLots(position: Position, size: bigint): { position: Position; cost: bigint } {
  const cost = costOfDown(position, size)
  return { position: takeOut(position, size, cost), cost }
}

/**
 * Cost at which `size` deposited lots enter: the current average, rounded up, or `referenceNotional` while flat.
 * Mirrors `PositionLib.entryCostUp`.
 *
 * @example
 * entryCostUp(position, 3n, 999n) // => 301n
 */
export function entryCostUp(position: Position, size: bigint, referenceNotional: bigint): bigint {
  return position.lots === 0n ? referenceNotional : mulDivUp(position.cost, size, position.lots)
}

/**
 * `amount / basis` in WAD, rounded toward minus infinity. Mirrors `PositionLib.ratioWadFloor`.
 *
 * @throws {DivisionByZeroError} when `basis` is 0.
 *
 * @example
 * ratioWadFloor(-1n, 3n) // => -333_333_333_333_333_334n
 */
export function ratioWadFloor(amount: bigint, basis: bigint): bigint {
  return amount < 0n ? -toInt(mulDivUp(-amount, WAD, basis), 256) : toInt(mulDivDown(amount, WAD, basis), 256)
}

function checkHeld({ lots }: Held, size: bigint): void {
  if (size > lots) throw new InsufficientLotsError(lots, size)
}

function takeOut(position: Position, size: bigint, cost: bigint): Position {
  return { ...position, lots: position.lots - size, cost: sub(position.cost, cost) }
}
