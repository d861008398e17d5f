import { add, mul, mulDivUp, sub } from '@tidemark/sdk/core'
import { atMost, type Row } from '../report.ts'
import { inTurn } from './time.ts'

/** Checked arithmetic beside the same on plain bigint, which neither wraps nor throws: at most twice the time. */
export function arithmeticRows(): Row[] {
  // Operands change with every call, or the compiler computes a constant once.
  const operands = Array.from({ length: 64 }, (_, i) => (1n << 120n) + BigInt(i) * 0x9e3779b97f4a7c15n)
  let turn = 0
  const next = () => operands[turn++ & 63] ?? 1n
  const large = (1n << 130n) + 1n
  const kinds = [
    ['add', () => add(next(), next()), () => next() + next()],
    ['sub', () => sub(large, next()), () => large - next()],
    ['mul', () => mul(next(), next()), () => next() * next()],
    ['mulDivUp', () => mulDivUp(next(), next(), next()), () => (next() * next()) / next() + 1n],
  ] as const
  return kinds.map(([name, checked, plain]) => {
    const { work, other } = inTurn(checked, plain)
    return atMost(`u256: ${name}, limit twice plain bigint`, work, 'µs', 2 * other)
  })
}
