import { sqrtDown } from '../u256.ts'

/** `ceil(sqrt(value))` of a non-negative integer: for risks, which shall not be understated. */
export function sqrtUp(value: bigint): bigint {
  const root = sqrtDown(value)
  return root * root === value ? root : root + 1n
}
