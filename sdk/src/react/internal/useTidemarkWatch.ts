import { useEffect, useRef } from 'react'
import { useClient } from 'wagmi'
import type { WatchAction } from '../../actions/internal/action.ts'
import type { Fillable } from '../../calls/verb.ts'
import type { WatchListener } from '../../calls/watch.ts'
import { useTidemarkContracts } from '../contracts.ts'
import { keyOf } from './key.ts'

/** How a hook listens. */
export interface WatchOptions {
  /** The connected chain by default. */
  readonly chainId?: number
}

/** Listens while the component is mounted. Parameters that are not known yet are `undefined`: nothing is heard until they are. */
export type WatchHook<args, event> = (
  parameters: args | undefined,
  listener: WatchListener<event>,
  options?: WatchOptions,
) => void

/** A hook of an action that listens. Arguments in `filled` may be left out. */
export type ListenHook<args, event, filled extends string = never> = WatchHook<Fillable<args, filled>, event>

/** Make a hook of an action that listens. */
export function watchHook<args, event, filled extends string>(
  watch: WatchAction<args, event, filled>,
): WatchHook<Fillable<args, filled>, event> {
  return (parameters, listener, options) => useTidemarkWatch(watch, parameters, listener, options)
}

function useTidemarkWatch<args, event, filled extends string>(
  watch: WatchAction<args, event, filled>,
  parameters: Fillable<args, filled> | undefined,
  listener: WatchListener<event>,
  { chainId }: WatchOptions = {},
): void {
  const client = useClient(chainId === undefined ? {} : { chainId })
  const contracts = useTidemarkContracts()
  // The newest listener hears, without listening anew at each render.
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  const args = parameters && { ...contracts, ...parameters }
  const key = args && keyOf(args)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for `args`, a new object at each render; `watch` never changes
  useEffect(() => {
    if (client === undefined || args === undefined) return
    const hear: WatchListener<event> = {
      onEvents: (events) => latest.current.onEvents(events),
      onError: (error) => latest.current.onError?.(error),
    }
    return watch(client, { ...args, ...hear })
  }, [client, key])
}
