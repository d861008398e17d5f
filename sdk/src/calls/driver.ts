import type { TidemarkError } from '../core/errors.ts'
import type { Deployment } from '../getAddresses.ts'
import type { AbiEvent, AbiFunction, Address, Hash, Hex } from './abi.ts'
import type { ContractCall } from './call.ts'
import { permitCall, type SignedPermit } from './tokens/permit.ts'
import { permit2Call, type SignedPermit2 } from './tokens/permit2.ts'
import { multicallCall } from './trades/multicall.ts'
import { DEPLOYLESS, type Events, type Fillable, type LensChoice, type Query, type Source, type Verb } from './verb.ts'

/** Which state a read sees: that after `blockNumber`, the latest by default. */
export interface ReadOptions {
  readonly blockNumber?: bigint
}

/** Something to be signed as EIP-712. */
export interface TypedMessage {
  readonly domain: {
    readonly name: string
    readonly version?: string
    readonly chainId: number
    readonly verifyingContract: Address
  }
  readonly types: Readonly<Record<string, readonly { readonly name: string; readonly type: string }[]>>
  readonly primaryType: string
  readonly message: object
}

/** Who asks, and where. Whatever fails, here and below, is a `TidemarkError`. */
export interface Caller {
  /** Id of the chain that is asked. */
  chainId(): Promise<number>
  /** Who signs. @throws {AccountRequiredError} when nobody can. */
  sender(): Promise<Address>
}

/** A call of a contract that is there, or that `code` creates for it: then the address stands for nothing. */
export interface ViewCall extends ContractCall {
  readonly code?: Hex
}

/** Reads contracts. */
export interface Reader extends Caller {
  /** Call a view and decode what it returns, integers up to 48 bits as numbers and wider ones as bigints. */
  read(call: ViewCall, options?: ReadOptions): Promise<unknown>
}

/** Sends transactions. */
export interface Sender<receipt = unknown> extends Caller {
  /** Encode a call as transaction data. */
  encode(call: ContractCall): Promise<Hex>
  /** Simulate, send, wait, and throw unless the transaction succeeded. */
  sendSync(call: ContractCall): Promise<{ readonly receipt: receipt; readonly events: Events }>
}

/** Signs, and tells who signed. */
export interface Signer extends Reader {
  /** Return data of a bare call from `from`, nothing when it reverted. */
  ask(call: ContractCall, from: Address, options?: ReadOptions): Promise<Hex | undefined>
  /** Sign as the sender. */
  signTypedData(message: TypedMessage): Promise<Hex>
  /** EIP-712 digest. */
  hashTypedData(message: TypedMessage): Promise<Hex>
  /** Who made an ECDSA signature of 65 bytes, nothing when nobody can have. */
  recover(hash: Hex, signature: Hex): Promise<Address | undefined>
}

/** Listens for events. */
export interface Watcher extends Caller {
  /** Report events as they come, until the function that is returned is called. */
  watch(filter: EventFilter, listener: EventListener): () => void
  /** Do what may throw, as a promise that rejects with a `TidemarkError` that has a remedy. */
  attempt<value>(make: () => Promise<value>): Promise<value>
}

/** Events of one contract, all of some kinds. */
export interface EventFilter {
  readonly address: Address
  readonly events: readonly AbiEvent[]
  /** Values of indexed arguments; of one kind of event only. */
  readonly args?: Readonly<Record<string, unknown>>
}

/** An event and its place on the chain. */
export interface SeenEvent {
  readonly eventName: string
  readonly args: Readonly<Record<string, unknown>>
  readonly blockNumber: bigint
  readonly logIndex: number
  readonly transactionHash: Hash
  /** Whether a reorganisation took it back. */
  readonly removed: boolean
}

/** Who hears of events. */
export interface EventListener {
  readonly onEvents: (events: SeenEvent[]) => void
  readonly onError?: ((error: TidemarkError) => void) | undefined
}

/** Arguments, those that were left out filled in. */
export async function fill<args, filled extends string>(
  driver: Caller,
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
export async function addressOf(driver: Caller, contract: Exclude<keyof Deployment, 'startBlock'>): Promise<Address> {
  // The list grows with every chain: it is loaded by who relies on it, and not with every action.
  const { getAddresses } = await import('../getAddresses.ts')
  return getAddresses(await driver.chainId())[contract]
}

/** A verb's call, and what is sent: the same, or with permits one transaction that uses them first. */
export async function prepare<args, result, filled extends string>(
  driver: Sender,
  verb: Verb<args, result, filled>,
  parameters: Fillable<args, filled> & { readonly permits?: readonly (SignedPermit | SignedPermit2)[] },
): Promise<{ readonly call: ContractCall; readonly sent: ContractCall }> {
  const call = verb.call(await fill<args, filled>(driver, verb.filled, parameters))
  const { permits = [] } = parameters
  if (permits.length === 0) return { call, sent: call }
  const spender = call.address
  const uses = permits.map((permit) =>
    'signature' in permit ? permit2Call({ ...permit, spender }) : permitCall({ ...permit, spender }),
  )
  const data = await Promise.all([...uses, call].map((use) => driver.encode(use)))
  return { call, sent: multicallCall({ target: call.address, data }) }
}

/** Answer a query. */
export async function answer<args, item extends AbiFunction, result, filled extends string>(
  driver: Reader,
  query: Query<args, item, result, filled>,
  parameters: Fillable<args, filled> & ReadOptions,
): Promise<result> {
  const args = await fill<args, filled>(driver, query.filled, parameters)
  const call = await placed(driver, query.call(args) as ContractCall, parameters as LensChoice)
  const value = await driver.read(call, parameters)
  return query.result(value as Parameters<typeof query.result>[0], args)
}

/** The call as it is, or where its lens is {@link DEPLOYLESS} with the code of one. */
async function placed(driver: Caller, call: ContractCall, { exchange }: LensChoice): Promise<ViewCall> {
  if (call.address !== (DEPLOYLESS as string)) return call
  // 24 kB, for who wants it.
  const { lensCode } = await import('./deployless.ts')
  return { ...call, code: lensCode(exchange ?? (await addressOf(driver, 'exchange'))) }
}

/** What a verb left, and the receipt of its transaction. */
export type SyncSent<result, receipt> = result & { readonly receipt: receipt }

/** Send a verb, wait, and read what it left. */
export async function sendSync<args, result, filled extends string, receipt>(
  driver: Sender<receipt>,
  verb: Verb<args, result, filled>,
  parameters: Fillable<args, filled> & { readonly permits?: readonly (SignedPermit | SignedPermit2)[] },
): Promise<SyncSent<result, receipt>> {
  const { call, sent } = await prepare(driver, verb, parameters)
  const { events, receipt } = await driver.sendSync(sent)
  return { ...verb.result(events, call), receipt }
}
