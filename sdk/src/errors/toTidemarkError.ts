import type { TidemarkError } from '../core/errors.ts'
import { decodeRevert } from './decodeRevert.ts'
import { translate } from './translate.ts'

/**
 * Turn anything thrown by viem, ethers or a wallet into a {@link TidemarkError}, which is returned as it is.
 *
 * Follows the cause chain to the revert data and decodes it; without any, `code` is `UserRejected`, `InvalidArgument` or
 * `RequestFailed`. The original is the `cause`.
 */
export function toTidemarkError(error: unknown): TidemarkError {
  return translate(error, decodeRevert)
}
