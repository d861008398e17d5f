import type { AbiEvent, AbiFunction, Address, EventArgs, Returned } from './abi.ts'
import type { Call, ContractCall } from './call.ts'

/** Where an argument that was left out comes from: the chain's known deployment, or who signs. */
export type Source = 'exchange' | 'vaultFactory' | 'poolFactory' | 'lens' | 'sender'

/** Stands for a lens on a chain that has none: one is created for each read, and gone after it. */
export const DEPLOYLESS = 'deployless'

/** Which lens answers batched reads. */
export interface LensChoice {
  /**
   * The known deployment on the chain by default; on a chain without one `'deployless'`, which sends the lens's code along with
   * the read. Its answers may be 24 576 bytes long, so ask for less at once: about ten vaults of twenty prices.
   */
  readonly lens?: Address | typeof DEPLOYLESS
  /** Whose lens a deployless one is; the known deployment on the chain by default. */
  readonly exchange?: Address
}

/** Arguments of which some are filled in by their {@link Source} when left out. */
export type Fillable<args, filled extends string> = args extends unknown
  ? Omit<args, filled> &
      Partial<Pick<args, Exclude<filled, 'lens'> & keyof args>> &
      ('lens' extends filled ? LensChoice : unknown)
  : never

/** The events of a transaction that succeeded, read by address. */
export interface Events {
  /** The first of its kind. @throws {MissingEventError} when there is none. */
  one<const item extends AbiEvent>(item: item, address: Address): EventArgs<item>
  /** All of its kind, in order. */
  all<const item extends AbiEvent>(item: item, address: Address): EventArgs<item>[]
}

/** A transaction, whatever library sends it: how its call is built, and what it leaves. */
export interface Verb<args, result, filled extends string = never> {
  readonly call: (args: args) => ContractCall
  readonly filled?: Readonly<Record<filled, Source>>
  readonly result: (events: Events, call: ContractCall) => result
}

/** A read, whatever library asks: how its call is built, and what its answer means. */
export interface Query<args, item extends AbiFunction, result, filled extends string = never> {
  readonly call: (args: args) => Call<item>
  readonly filled?: Readonly<Record<filled, Source>>
  readonly result: (value: Returned<item>, args: args) => result
}
