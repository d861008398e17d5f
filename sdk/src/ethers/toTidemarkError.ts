import { Interface } from 'ethers'
import type { AbiParameter, Hex } from '../calls/abi.ts'
import type { TidemarkError } from '../core/errors.ts'
import { explain } from '../errors/explain.ts'
import type { RevertError } from '../errors/revert.ts'
import { REVERTS } from '../errors/reverts.ts'
import { translate } from '../errors/translate.ts'
import { toPlain } from './internal/plain.ts'

const REVERT_ABI = /*#__PURE__*/ new Interface(
  /*#__PURE__*/ Object.keys(REVERTS).map((signature) => `error ${signature}`),
)

/** Decode revert data into an error with a stable `code`, by ethers; the same as `decodeRevert` of `@tidemark/sdk`. */
export function decodeRevert(data: Hex, cause?: unknown): RevertError {
  return explain(decode(data), data, cause)
}

function decode(data: Hex) {
  try {
    const error = REVERT_ABI.parseError(data)
    if (error === null) return undefined
    const inputs = error.fragment.inputs.map(({ name, type }) => ({ name, type }))
    const values = inputs.map((input, index) => toPlain(input as AbiParameter, error.args[index]))
    return { name: error.name, inputs, values }
  } catch {
    return undefined
  }
}

/**
 * Turn anything thrown by ethers or a wallet into a {@link TidemarkError}, which is returned as it is; by ethers, the same
 * as `toTidemarkError` of `@tidemark/sdk`.
 */
export function toTidemarkError(error: unknown): TidemarkError {
  return translate(error, decodeRevert)
}
