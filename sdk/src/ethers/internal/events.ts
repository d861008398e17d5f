import type { Log, TransactionReceipt } from 'ethers'
import type { AbiEvent, EventArgs } from '../../calls/abi.ts'
import { MissingEventError } from '../../calls/missingEvent.ts'
import type { Events } from '../../calls/verb.ts'
import { interfaceOf } from './interface.ts'
import { toRecord } from './plain.ts'

/** The events of a receipt. */
export function eventsOf({ logs, hash }: TransactionReceipt): Events {
  const all: Events['all'] = (item, address) => {
    const ours = logs.filter((log) => log.address.toLowerCase() === address.toLowerCase())
    return ours.flatMap((log) => decodeLog([item], log) ?? []).map(({ args }) => args as EventArgs<typeof item>)
  }
  return {
    all,
    one(item, address) {
      const [event] = all(item, address)
      if (event === undefined) throw new MissingEventError(item.name, hash)
      return event
    },
  }
}

/** A log as one of some events, nothing when it is none of them. */
export function decodeLog(items: readonly AbiEvent[], log: Pick<Log, 'topics' | 'data'>) {
  const parsed = interfaceOf(items).parseLog(log)
  const item = items.find(({ name }) => name === parsed?.name)
  if (parsed === null || item === undefined) return undefined
  return { eventName: item.name, args: toRecord(item.inputs, parsed.args) }
}
