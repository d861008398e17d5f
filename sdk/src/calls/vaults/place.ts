import type { Address } from '../abi.ts'

/** Which vault. */
export interface VaultArgs {
  readonly vault: Address
}
