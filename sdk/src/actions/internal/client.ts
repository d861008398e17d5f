import type { Account, Address, Chain, Client, Transport } from 'viem'
import { parseAccount } from 'viem/utils'
import { AccountRequiredError } from '../../calls/accountRequired.ts'

/** Any viem client: with or without a chain, with or without an account. */
export type TidemarkClient = Client<Transport, Chain | undefined, Account | undefined>

/** Who signs. */
export interface AccountOption {
  /** Signs and pays; the client's account by default. */
  readonly account?: Account | Address
}

/** How a transaction is sent. */
export interface WriteOptions extends AccountOption {
  readonly chain?: Chain
  readonly gas?: bigint
  readonly maxFeePerGas?: bigint
  readonly maxPriorityFeePerGas?: bigint
  readonly nonce?: number
  /** Whether to simulate first, so that a revert comes decoded and costs nothing. Default true. */
  readonly simulate?: boolean
}

/** How a transaction is sent and waited for. Times in milliseconds. */
export interface SyncOptions extends WriteOptions {
  readonly confirmations?: number
  readonly pollingInterval?: number
  readonly timeout?: number
}

/** The account that signs: the one given, else the client's. @throws {AccountRequiredError} without either. */
export function requireAccount(client: TidemarkClient, account?: Account | Address): Account {
  const chosen = account ?? client.account
  if (chosen === undefined) throw new AccountRequiredError()
  return parseAccount(chosen)
}
