import { floorDiv, type UndefinedReason } from '../core/analytics/metric.ts'
import { WAD } from '../core/u256.ts'

/** An exact ratio, with its value in WAD rounded toward minus infinity; or the reason why there is none. */
export type Ratio =
  | { readonly ok: true; readonly value: bigint; readonly numerator: bigint; readonly denominator: bigint }
  | { readonly ok: false; readonly reason: UndefinedReason }

/** `numerator / denominator`; without data when there is nothing to divide by. @param denominator 0 or above. */
export function ratioOf(numerator: bigint, denominator: bigint): Ratio {
  if (denominator === 0n) return { ok: false, reason: 'NO_DATA' }
  return { ok: true, value: floorDiv(numerator * WAD, denominator), numerator, denominator }
}
