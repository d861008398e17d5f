import { TidemarkError } from '../errors.ts'
import { cellsOf, type Grid } from '../grid.ts'
import { notional } from '../market.ts'
import { mulDivDown, mulDivUp, WAD } from '../u256.ts'

/** Parts per million, the unit of fees that makers of other venues pay; ours pay none. */
export const PPM = 1_000_000n

/** A fee takes all of the proceeds. */
export class MakerFeeTooHighError extends TidemarkError {
  constructor(feePpm: number) {
    super('MakerFeeTooHigh', `a fee of ${feePpm} ppm is not from 0 to ${PPM - 1n}`, { feePpm, max: PPM - 1n })
  }
}

/** What one cell earns by buying and selling once. Quote atoms. */
export interface CellProfit {
  readonly cost: bigint
  /** Rounded up, as is the fee of the sale. */
  readonly buyFee: bigint
  readonly proceeds: bigint
  readonly sellFee: bigint
  /** Proceeds less cost and both fees, signed. Exact. */
  readonly net: bigint
  /** Net over what the purchase took, fee included. WAD, rounded toward minus infinity. */
  readonly netWad: bigint
}

/**
 * Profit of buying for `cost` and selling for `proceeds`, quote atoms, when each pays `feePpm` of its notional.
 *
 * @throws {MakerFeeTooHighError}
 * @throws {DivisionByZeroError} when the cost is 0.
 *
 * @example
 * roundTripProfit(200_000_000n, 220_000_000n, 1_000).net // => 19_580_000n
 */
export function roundTripProfit(cost: bigint, proceeds: bigint, feePpm: number): CellProfit {
  const fee = checkedFee(feePpm)
  const buyFee = mulDivUp(cost, fee, PPM)
  const sellFee = mulDivUp(proceeds, fee, PPM)
  const net = proceeds - sellFee - cost - buyFee
  const spent = cost + buyFee
  const netWad = net < 0n ? -mulDivUp(-net, WAD, spent) : mulDivDown(net, WAD, spent)
  return { cost, buyFee, proceeds, sellFee, net, netWad }
}

/**
 * Profit of one cell of `size` lots that buys at `buyPrice` and sells at `sellPrice` ticks; see {@link roundTripProfit}.
 *
 * @param tickSize Quote atoms per lot per tick.
 *
 * @throws {MakerFeeTooHighError}
 *
 * @example
 * cellProfit(100n, 110n, 10n, 1n).net // => 100n
 */
export function cellProfit(
  buyPrice: bigint,
  sellPrice: bigint,
  size: bigint,
  tickSize: bigint,
  feePpm = 0,
): CellProfit {
  return roundTripProfit(notional(buyPrice, tickSize, size), notional(sellPrice, tickSize, size), feePpm)
}

/**
 * Profit of every cell of a grid, quote atoms, from the bottom. With evenly spaced prices the top cell has the smallest `netWad`.
 *
 * @throws {MakerFeeTooHighError}
 *
 * @example
 * cellProfits(grid, 1n).map(({ net }) => net) // => [10_000n, 10_000n]
 */
export function cellProfits(
  grid: Pick<Grid, 'prices' | 'sizePerCell' | 'mode'>,
  tickSize: bigint,
  feePpm = 0,
): CellProfit[] {
  const { prices, sizePerCell } = grid
  const cells = cellsOf(grid)
  return prices.slice(0, cells).map((buyPrice, i) => {
    const sellPrice = prices[i + prices.length - cells] ?? buyPrice
    return cellProfit(buyPrice, sellPrice, sizePerCell, tickSize, feePpm)
  })
}

/**
 * Smallest step in parts per million of the buy price that `feePpm` on both sides does not eat:
 * `ceil(2 · fee · 1e6 / (1e6 - fee))`. Twice the fee is not enough.
 *
 * @throws {MakerFeeTooHighError}
 *
 * @example
 * breakEvenStepPpm(1_000) // => 2_003n
 */
export function breakEvenStepPpm(feePpm: number): bigint {
  const fee = checkedFee(feePpm)
  return mulDivUp(2n * fee, PPM, PPM - fee)
}

/**
 * Lowest sell price in ticks that brings back `buyPrice` after fees on both sides, but for their rounding to atoms:
 * `ceil(buyPrice · (1e6 + fee) / (1e6 - fee))`.
 *
 * @throws {MakerFeeTooHighError}
 *
 * @example
 * breakEvenSellPrice(10_000n, 1_000) // => 10_021n
 */
export function breakEvenSellPrice(buyPrice: bigint, feePpm: number): bigint {
  const fee = checkedFee(feePpm)
  return mulDivUp(buyPrice, PPM + fee, PPM - fee)
}

/**
 * Lots left to sell of `size` bought where the venue takes its fee in base: `size - ceil(size · fee / 1e6)`.
 *
 * @throws {MakerFeeTooHighError}
 *
 * @example
 * sizeAfterBaseFee(1_000n, 1_500) // => 998n
 */
export function sizeAfterBaseFee(size: bigint, feePpm: number): bigint {
  return size - mulDivUp(size, checkedFee(feePpm), PPM)
}

function checkedFee(feePpm: number): bigint {
  if (!Number.isInteger(feePpm) || feePpm < 0 || BigInt(feePpm) >= PPM) throw new MakerFeeTooHighError(feePpm)
  return BigInt(feePpm)
}
