import { toInt } from './errors.ts'
import { BPS } from './market.ts'
import { checkedSigned, mulDivDown } from './u256.ts'

/** Highest share a vault may promise its manager, in 1/10 000. Mirrors `ProfitShareLib.MAX_SHARE_BPS`. */
export const MAX_SHARE_BPS = 5_000

/**
 * Realised profit less unrealised loss in quote atoms: inventory counts at the lower of its cost and its value. Mirrors
 * `ProfitShareLib.profit`.
 *
 * @throws {CastOverflowError | OverflowError} when the loss or the result leaves int256.
 *
 * @example
 * shareableProfit(100n, 50n, 30n) // => 80n
 */
export function shareableProfit(realisedPnl: bigint, cost: bigint, markValue: bigint): bigint {
  return cost > markValue ? checkedSigned(realisedPnl - toInt(cost - markValue, 256)) : realisedPnl
}

/**
 * The manager's share of what `profit` is above `highWaterMark`, in quote atoms: `floor(gain * shareBps / 10_000)`, in the owner's
 * favour; 0 when it is not above. Mirrors `ProfitShareLib.shareDown`.
 *
 * @throws {OverflowError} when the gain leaves int256 or the share 256 bits.
 *
 * @example
 * shareDown(1_005n, 1_000n, 2_500) // => 1n
 */
export function shareDown(profit: bigint, highWaterMark: bigint, shareBps: number | bigint): bigint {
  if (profit <= highWaterMark) return 0n
  return mulDivDown(checkedSigned(profit - highWaterMark), BigInt(shareBps), BPS)
}
