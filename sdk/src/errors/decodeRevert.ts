import { decodeErrorResult, type Hex, parseAbi } from 'viem'
import { type DecodedRevert, explain } from './explain.ts'
import type { RevertError } from './revert.ts'
import { REVERTS } from './reverts.ts'

const REVERT_ABI = /*#__PURE__*/ parseAbi(/*#__PURE__*/ Object.keys(REVERTS).map((signature) => `error ${signature}`))

/**
 * Decode revert data into an error with a stable `code`.
 *
 * The code is the Solidity error's name, except where `core` throws the same failure itself: `Overflow` for panic 0x11,
 * `DivisionByZero` for panic 0x12 and `CastOverflow` for `SafeCast`; `solidityName` always has the original. A plain
 * `revert("text")` is `Error`, other panics are `Panic`, anything else is `UnknownRevert` and keeps its data.
 *
 * @param data What the call returned as revert data; `0x` when there was none.
 * @param cause The error it came wrapped in.
 */
export function decodeRevert(data: Hex, cause?: unknown): RevertError {
  return explain(decode(data), data, cause)
}

function decode(data: Hex): DecodedRevert | undefined {
  try {
    const { abiItem, errorName, args = [] } = decodeErrorResult({ abi: REVERT_ABI, data })
    return { name: errorName, inputs: 'inputs' in abiItem ? (abiItem.inputs ?? []) : [], values: args }
  } catch {
    return undefined
  }
}
