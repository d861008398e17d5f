import { add, divDown, mul, mulDivDown, mulDivUp, sub } from '@tidemark/sdk/core'
import fc from 'fast-check'
import { cross, EDGES, uint } from '../cases.ts'
import { mirror } from '../mirror.ts'

const harness = 'MathHarness'
const word = uint(256)
const two = { harness, edges: cross(EDGES, EDGES), random: fc.tuple(word, word) } as const
const three = { harness, edges: cross(EDGES, EDGES, EDGES), random: fc.tuple(word, word, word) } as const

/** Checked arithmetic: Solidity's operators, and the 512-bit product. */
export const arithmetic = [
  mirror(add, 'operator +', two),
  mirror(sub, 'operator -', two),
  mirror(mul, 'operator *', two),
  mirror(divDown, 'operator /', two),
  mirror(mulDivDown, 'U256Lib.mulDivDown', three),
  mirror(mulDivUp, 'U256Lib.mulDivUp', three),
]
