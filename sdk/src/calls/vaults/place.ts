import type { Address } from 'viem'

/** Which vault. */
export interface VaultArgs {
  readonly vault: Address
}
