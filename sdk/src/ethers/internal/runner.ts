import type { ContractRunner, Signer as EthersSigner, Provider } from 'ethers'
import { AccountRequiredError } from '../../calls/accountRequired.ts'
import { TidemarkError } from '../../core/errors.ts'

/** An ethers provider, to read; an ethers signer with a provider, to do everything. */
export type TidemarkRunner = ContractRunner

/** How a transaction is sent. */
export interface WriteOptions {
  readonly gas?: bigint
  readonly maxFeePerGas?: bigint
  readonly maxPriorityFeePerGas?: bigint
  readonly nonce?: number
  /** Whether to simulate first, so that a revert comes decoded and costs nothing. Default true. */
  readonly simulate?: boolean
}

/** How a transaction is sent and waited for. */
export interface SyncOptions extends WriteOptions {
  readonly confirmations?: number
  /** Milliseconds. */
  readonly timeout?: number
}

/** Who signs. @throws {AccountRequiredError} when the runner only reads. */
export function requireSigner(runner: TidemarkRunner): EthersSigner {
  if (!('getAddress' in runner && 'sendTransaction' in runner)) throw new AccountRequiredError()
  return runner as EthersSigner
}

/** Nobody can be asked: the signer is connected to no provider. */
export class ProviderRequiredError extends TidemarkError {
  constructor() {
    super('ProviderRequired', 'the ethers signer has no provider')
  }
}

/** Who answers. @throws {ProviderRequiredError} */
export function providerOf(runner: TidemarkRunner): Provider {
  if (runner.provider === null) throw new ProviderRequiredError()
  return runner.provider
}
