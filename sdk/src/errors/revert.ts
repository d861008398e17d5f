import type { Hex } from '../calls/abi.ts'
import { type ErrorArgs, TidemarkError } from '../core/errors.ts'

/** A contract reverted. `code` and `args` are those of its error; `data` is what the node returned. */
export class RevertError extends TidemarkError {
  /** Name of the error in Solidity, also where `code` is the arithmetic failure that it stands for. */
  readonly solidityName: string
  /** Raw revert data. */
  readonly data: Hex

  constructor(
    code: string,
    message: string,
    { args, data, solidityName, cause }: { args: ErrorArgs; data: Hex; solidityName?: string; cause?: unknown },
  ) {
    super(code, message, args, cause === undefined ? undefined : { cause })
    this.data = data
    this.solidityName = solidityName ?? code
  }
}

/** A revert whose selector is none of ours: `data` keeps what the node returned, `0x` when it gave no reason. */
export class UnknownRevertError extends RevertError {
  constructor(data: Hex, cause?: unknown) {
    const what = data === '0x' ? 'without a reason' : `with unknown data ${data}`
    super('UnknownRevert', `the call reverted ${what}`, { args: { data }, data, cause })
  }
}
