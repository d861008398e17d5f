import type { TidemarkError } from '../core/errors.ts'
import type { AbiEvent, EventArgs, Hash } from './abi.ts'
import { type EventFilter, fill, type Watcher } from './driver.ts'
import type { Fillable, Source } from './verb.ts'

/** Events to listen for, whatever library does it. */
export interface Watch<args, event, filled extends string = never> {
  readonly filter: (args: args) => EventFilter
  readonly filled?: Readonly<Record<filled, Source>>
  readonly event: (seen: { readonly eventName: string; readonly args: never }) => event
}

/** An event, and its place on the chain. */
export type Seen<event> = event & {
  readonly blockNumber: bigint
  readonly logIndex: number
  readonly transactionHash: Hash
  /** Whether a reorganisation took it back. */
  readonly removed: boolean
}

/** Who hears of events. */
export interface WatchListener<event> {
  /** Called with what came since the last call, in order. */
  readonly onEvents: (events: Seen<event>[]) => void
  /** Called when the node does not answer, and listening goes on; or when it cannot begin. */
  readonly onError?: (error: TidemarkError) => void
}

/** One of some kinds of events. */
export type EventOf<items extends readonly AbiEvent[]> = {
  [index in keyof items]: { readonly eventName: items[index]['name']; readonly args: EventArgs<items[index]> }
}[number]

/** Listen until the function that is returned is called. */
export function listen<args, event, filled extends string>(
  driver: Watcher,
  { filter, filled, event: toEvent }: Watch<args, event, filled>,
  parameters: Fillable<args, filled> & WatchListener<event>,
): () => void {
  const { onEvents, onError } = parameters
  let stop: (() => void) | undefined
  let stopped = false
  const start = async () => {
    const args = await fill<args, filled>(driver, filled, parameters)
    if (stopped) return
    stop = driver.watch(filter(args), {
      onEvents: (events) =>
        onEvents(
          events.map(({ eventName, args, blockNumber, logIndex, transactionHash, removed }) => {
            const event = toEvent({ eventName, args: args as never })
            return { ...event, blockNumber, logIndex, transactionHash, removed }
          }),
        ),
      onError,
    })
  }
  driver.attempt(start).catch((error: TidemarkError) => onError?.(error))
  return () => {
    stopped = true
    stop?.()
  }
}

/** Indexed arguments of an event that were given. */
export function given(args: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined))
}
