import type { Account, Address, Chain, Client, Transport } from 'viem'
import { getChainId } from 'viem/actions'
import { getAction, parseAccount } from 'viem/utils'
import { TidemarkError } from '../../core/errors.ts'
import { toTidemarkError } from '../../errors/toTidemarkError.ts'
import { getAddresses } from '../../getAddresses.ts'

/** Any viem client: with or without a chain, with or without an account. */
export type TidemarkClient = Client<Transport, Chain | undefined, Account | undefined>

/** Where the exchange is; by default the known deployment on the client's chain. */
export interface ExchangeOption {
  readonly exchange?: Address
}

/** Where the vault factory is; by default the known deployment on the client's chain. */
export interface VaultFactoryOption {
  readonly vaultFactory?: Address
}

/** The client has no account and none was given. */
export class AccountRequiredError extends TidemarkError {
  constructor() {
    super('AccountRequired', 'an account has to sign this: give one to the client or to the call')
  }
}

/** The account that signs: the one given, else the client's. @throws {AccountRequiredError} without either. */
export function requireAccount(client: TidemarkClient, account?: Account | Address): Account {
  const chosen = account ?? client.account
  if (chosen === undefined) throw new AccountRequiredError()
  return parseAccount(chosen)
}

/** Id of the client's chain, asked of the node when the client does not know. @throws {RequestFailedError} */
export async function chainIdOf(client: TidemarkClient): Promise<number> {
  if (client.chain !== undefined) return client.chain.id
  try {
    return await getAction(client, getChainId, 'getChainId')({})
  } catch (error) {
    throw toTidemarkError(error)
  }
}

/** The exchange given, else the one deployed on the client's chain. @throws {UnknownDeploymentError} without either. */
export async function exchangeOf(client: TidemarkClient, { exchange }: ExchangeOption): Promise<Address> {
  return exchange ?? getAddresses(await chainIdOf(client)).exchange
}

/** The factory given, else the one deployed on the client's chain. @throws {UnknownDeploymentError} without either. */
export async function vaultFactoryOf(client: TidemarkClient, { vaultFactory }: VaultFactoryOption): Promise<Address> {
  return vaultFactory ?? getAddresses(await chainIdOf(client)).vaultFactory
}
