import type { TransactionReceipt } from 'ethers'
import type { AbiFunction, Hash } from '../../calls/abi.ts'
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
import { reader, sender, signer, watcher } from './drivers.ts'
import { attempt } from './rethrow.ts'
import type { SyncOptions, TidemarkRunner, WriteOptions } from './runner.ts'
import { write } from './write.ts'

/** Parameters that may be left out as a whole when none is required. */
export type Optional<parameters> =
  Record<never, never> extends parameters ? [parameters?: parameters] : [parameters: parameters]

/** An action: provider or signer first, then everything else by name. */
export type Action<parameters, result> = (runner: TidemarkRunner, ...rest: Optional<parameters>) => Promise<result>

/** Sends and returns the hash. Arguments in `filled` may be left out. */
export type WriteAction<args, filled extends string = never> = Action<Fillable<args, filled> & WriteOptions, Hash>

/** Sends, waits, and returns what the transaction left. Arguments in `filled` may be left out. */
export type SyncAction<args, result, filled extends string = never> = Action<
  Fillable<args, filled> & SyncOptions,
  SyncSent<result, TransactionReceipt>
>

/** Reads. Arguments in `filled` may be left out. */
export type ReadAction<args, result, filled extends string = never> = Action<
  Fillable<args, filled> & ReadOptions,
  result
>

/** Reads or signs by several requests. */
export type FlowAction<args, result> = Action<args, result>

/** Sends several transactions and waits. */
export type SendFlowAction<args, result> = Action<args & FlowOptions, result>

/** Simulate, send and return the hash. */
export function writeAction<args, result, filled extends string>(
  verb: Verb<args, result, filled>,
): WriteAction<args, filled> {
  return (runner, ...[parameters]) =>
    attempt(async () => {
      const options = (parameters ?? {}) as Fillable<args, filled> & WriteOptions
      const { sent } = await prepare(sender(runner, options), verb, options)
      return write(runner, sent, options)
    })
}

/** Simulate, send, wait, and return what the transaction left; throw when it reverted. */
export function syncAction<args, result, filled extends string>(
  verb: Verb<args, result, filled>,
): SyncAction<args, result, filled> {
  return (runner, ...[parameters]) =>
    attempt(async () => {
      const options = (parameters ?? {}) as Fillable<args, filled> & SyncOptions
      return sendSync(sender(runner, options), verb, options)
    })
}

/** Answer a query. */
export function readAction<args, item extends AbiFunction, result, filled extends string>(
  query: Query<args, item, result, filled>,
): ReadAction<args, result, filled> {
  return (runner, ...[parameters]) =>
    attempt(async () => {
      const options = (parameters ?? {}) as Fillable<args, filled> & ReadOptions
      return answer(reader(runner), query, options)
    })
}

/** Read or sign what takes more than one request. */
export function flowAction<args, result>(
  flow: (driver: Signer, args: args) => Promise<result>,
): FlowAction<args, result> {
  return (runner, ...[parameters]) =>
    attempt(async () => {
      const options = (parameters ?? {}) as args
      return flow(signer(runner), options)
    })
}

/** How several transactions are sent and waited for. */
export type FlowOptions = Omit<SyncOptions, 'gas' | 'nonce'>

/** Send what takes more than one request. */
export function sendFlowAction<args, result>(
  flow: (driver: Reader & Sender<TransactionReceipt>, args: args) => Promise<result>,
): SendFlowAction<args, result> {
  return (runner, ...[parameters]) =>
    attempt(async () => {
      const options = (parameters ?? {}) as args & FlowOptions
      return flow({ ...reader(runner), ...sender(runner, options) }, options)
    })
}

/** An action that goes on until the function that it returns is called. */
export type WatchAction<args, event, filled extends string = never> = (
  runner: TidemarkRunner,
  parameters: Fillable<args, filled> & WatchListener<event>,
) => () => void

/** Listen for events. */
export function watchAction<args, event, filled extends string>(
  watch: Watch<args, event, filled>,
): WatchAction<args, event, filled> {
  return (runner, parameters) => listen(watcher(runner), watch, parameters)
}
