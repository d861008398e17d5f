import type { Hash, TransactionReceipt } from 'viem'
import type { AbiFunction } from '../../calls/abi.ts'
import {
  answer,
  prepare,
  type Reader,
  type ReadOptions,
  type Sender,
  type Signer,
  type SyncSent,
  sendSync,
} from '../../calls/driver.ts'
import type { Fillable, Query, Verb } from '../../calls/verb.ts'
import { listen, type Watch, type WatchListener } from '../../calls/watch.ts'
import { attempt } from './attempt.ts'
import type { AccountOption, SyncOptions, TidemarkClient, WriteOptions } from './client.ts'
import { reader, sender, signer, watcher } from './drivers.ts'
import { write } from './write.ts'

/** Parameters that may be left out as a whole when none is required. */
export type Optional<parameters> =
  Record<never, never> extends parameters ? [parameters?: parameters] : [parameters: parameters]

/** An action of viem's kind: client first, then everything else by name. */
export type Action<parameters, result> = (client: TidemarkClient, ...rest: Optional<parameters>) => Promise<result>

/** Sends and returns the hash. Arguments in `filled` may be left out. */
export type WriteAction<args, filled extends string = never> = Action<Fillable<args, filled> & WriteOptions, Hash>

/** Sends, waits, and returns what the transaction left. Arguments in `filled` may be left out. */
export type SyncAction<args, result, filled extends string = never> = Action<
  Fillable<args, filled> & SyncOptions,
  SyncSent<result, TransactionReceipt>
>

/** Reads. Arguments in `filled` may be left out. */
export type ReadAction<args, result, filled extends string = never> = Action<
  Fillable<args, filled> & ReadOptions & AccountOption,
  result
>

/** Reads or signs by several requests. */
export type FlowAction<args, result> = Action<args & AccountOption, result>

/** Sends several transactions and waits. */
export type SendFlowAction<args, result> = Action<args & FlowOptions, result>

/** Simulate, send and return the hash. */
export function writeAction<args, result, filled extends string>(
  verb: Verb<args, result, filled>,
): WriteAction<args, filled> {
  return (client, ...[parameters]) =>
    attempt(async () => {
      const options = (parameters ?? {}) as Fillable<args, filled> & WriteOptions
      const { sent } = await prepare(sender(client, options), verb, options)
      return write(client, sent, options)
    })
}

/** Simulate, send, wait, and return what the transaction left; throw when it reverted. */
export function syncAction<args, result, filled extends string>(
  verb: Verb<args, result, filled>,
): SyncAction<args, result, filled> {
  return (client, ...[parameters]) =>
    attempt(async () => {
      const options = (parameters ?? {}) as Fillable<args, filled> & SyncOptions
      return sendSync(sender(client, options), verb, options)
    })
}

/** Answer a query. */
export function readAction<args, item extends AbiFunction, result, filled extends string>(
  query: Query<args, item, result, filled>,
): ReadAction<args, result, filled> {
  return (client, ...[parameters]) =>
    attempt(async () => {
      const options = (parameters ?? {}) as Fillable<args, filled> & ReadOptions & AccountOption
      return answer(reader(client, options), query, options)
    })
}

/** Read or sign what takes more than one request. */
export function flowAction<args, result>(
  flow: (driver: Signer, args: args) => Promise<result>,
): FlowAction<args, result> {
  return (client, ...[parameters]) =>
    attempt(async () => {
      const options = (parameters ?? {}) as args & AccountOption
      return flow(signer(client, options), options)
    })
}

/** How several transactions are sent and waited for. */
export type FlowOptions = Omit<SyncOptions, 'gas' | 'nonce'>

/** Send what takes more than one request. */
export function sendFlowAction<args, result>(
  flow: (driver: Reader & Sender<TransactionReceipt>, args: args) => Promise<result>,
): SendFlowAction<args, result> {
  return (client, ...[parameters]) =>
    attempt(async () => {
      const options = (parameters ?? {}) as args & FlowOptions
      return flow({ ...reader(client, options), ...sender(client, options) }, options)
    })
}

/** An action that goes on until the function that it returns is called. */
export type WatchAction<args, event, filled extends string = never> = (
  client: TidemarkClient,
  parameters: Fillable<args, filled> & WatchListener<event>,
) => () => void

/** Listen for events. */
export function watchAction<args, event, filled extends string>(
  watch: Watch<args, event, filled>,
): WatchAction<args, event, filled> {
  return (client, parameters) => listen(watcher(client), watch, parameters)
}
