import type { AbiFunction, Address, Hash, Hex, TypedDataDomain } from 'viem'
import type { Deployment } from '../getAddresses.ts'
import { getAddresses } from '../getAddresses.ts'
import type { ContractCall } from './call.ts'
import { multicallCall } from './trades/multicall.ts'
import { permitCall, type SignedPermit } from './tokens/permit.ts'
import type { Events, Fillable, Query, Source, Verb } from './verb.ts'

/** Which state a read sees: that after `blockNumber`, the latest by default. */
export interface ReadOptions {
  readonly blockNumber?: bigint
}

/** Something to be signed as EIP-712. */
export interface TypedMessage {
  readonly domain: TypedDataDomain
  readonly types: Readonly<Record<string, readonly { readonly name: string; readonly type: string }[]>>
  readonly primaryType: string
  readonly message: object
}

/** What a library does for the flows of this package: viem and ethers each have one. Whatever fails is a `TidemarkError`. */
export interface Driver<receipt = unknown> {
  /** Id of the chain that is asked. */
  chainId(): Promise<number>
  /** Who signs. @throws {AccountRequiredError} when nobody can. */
  sender(): Promise<Address>
  /** Call a view and decode what it returns, integers up to 48 bits as numbers and wider ones as bigints. */
  read(call: ContractCall, options?: ReadOptions): Promise<unknown>
  /** Return data of a bare call from `from`, nothing when it reverted. */
  ask(call: ContractCall, from: Address, options?: ReadOptions): Promise<Hex | undefined>
  /** Encode a call as transaction data. */
  encode(call: ContractCall): Hex
  /** Simulate, send and return the hash. */
  send(call: ContractCall): Promise<Hash>
  /** Do that, wait, and throw unless the transaction succeeded. */
  sendSync(call: ContractCall): Promise<{ readonly receipt: receipt; readonly events: Events }>
  /** Sign as the sender. */
  signTypedData(message: TypedMessage): Promise<Hex>
  /** EIP-712 digest. */
  hashTypedData(message: TypedMessage): Hex
  /** Who made an ECDSA signature of 65 bytes, nothing when nobody can have. */
  recover(hash: Hex, signature: Hex): Promise<Address | undefined>
}

/** What {@link Driver} needs of the parameters: where arguments come from when they are left out. */
export async function fill<args, filled extends string>(
  driver: Pick<Driver, 'chainId' | 'sender'>,
  sources: Readonly<Record<filled, Source>> | undefined,
  parameters: Fillable<args, filled>,
): Promise<args> {
  const args: Record<string, unknown> = { ...parameters }
  for (const [name, source] of Object.entries<Source>(sources ?? {})) {
    args[name] ??= source === 'sender' ? await driver.sender() : await addressOf(driver, source)
  }
  return args as args
}

/** Where one of our contracts is, when nobody says. @throws {UnknownDeploymentError} on a chain without a known deployment. */
export async function addressOf(
  driver: Pick<Driver, 'chainId'>,
  contract: Exclude<keyof Deployment, 'startBlock'>,
): Promise<Address> {
  return getAddresses(await driver.chainId())[contract]
}

/** Build a verb's call; with permits, the one transaction that uses them first. */
export async function prepare<args, result, filled extends string>(
  driver: Driver,
  verb: Verb<args, result, filled>,
  parameters: Fillable<args, filled> & { readonly permits?: readonly SignedPermit[] },
): Promise<ContractCall> {
  const call = verb.call(await fill(driver, verb.filled, parameters))
  const { permits = [] } = parameters
  if (permits.length === 0) return call
  const uses = permits.map((permit) => permitCall({ ...permit, spender: call.address }))
  return multicallCall({ target: call.address, calls: [...uses, call] }, driver.encode)
}

/** Answer a query. */
export async function answer<args, item extends AbiFunction, result, filled extends string>(
  driver: Driver,
  query: Query<args, item, result, filled>,
  parameters: Fillable<args, filled> & ReadOptions,
): Promise<result> {
  const args = await fill<args, filled>(driver, query.filled, parameters)
  const value = await driver.read(query.call(args), parameters)
  return query.result(value as Parameters<typeof query.result>[0], args)
}
