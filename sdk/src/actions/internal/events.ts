import type { Abi, TransactionReceipt } from 'viem'
import { isAddressEqual, parseEventLogs } from 'viem/utils'
import type { EventArgs } from '../../calls/abi.ts'
import { MissingEventError } from '../../calls/missingEvent.ts'
import type { Events } from '../../calls/verb.ts'

/** The events of a receipt. */
export function eventsOf(receipt: TransactionReceipt): Events {
  const all: Events['all'] = (item, address) => {
    const logs = receipt.logs.filter((log) => isAddressEqual(log.address, address))
    return parseEventLogs({ abi: [item] as Abi, logs }).map(({ args }) => args) as unknown as EventArgs<typeof item>[]
  }
  return {
    all,
    one(item, address) {
      const [event] = all(item, address)
      if (event === undefined) throw new MissingEventError(item.name, receipt.transactionHash)
      return event
    },
  }
}
