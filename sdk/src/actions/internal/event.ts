import type { Abi, Address, ContractEventName, ParseEventLogsReturnType, TransactionReceipt } from 'viem'
import { isAddressEqual, parseEventLogs } from 'viem/utils'
import { TidemarkError } from '../../core/errors.ts'

/** The transaction succeeded without the event it should have emitted: the address is not one of our contracts. */
export class MissingEventError extends TidemarkError {
  constructor(eventName: string, hash: string) {
    super('MissingEvent', `transaction ${hash} did not emit ${eventName}: is the address right?`, { eventName, hash })
  }
}

type EventArgs<abi extends Abi, name extends ContractEventName<abi>> = ParseEventLogsReturnType<
  abi,
  name,
  true
>[number]['args']

/**
 * Decode the first `eventName` that `address` emitted in a transaction.
 *
 * @throws {MissingEventError} when there is none.
 */
export function eventOf<const abi extends Abi, name extends ContractEventName<abi>>(
  receipt: TransactionReceipt,
  { abi, address, eventName }: { abi: abi; address: Address; eventName: name },
): EventArgs<abi, name> {
  const logs = receipt.logs.filter((log) => isAddressEqual(log.address, address))
  const [event] = parseEventLogs<abi, true, name>({ abi, logs, eventName })
  if (event === undefined) throw new MissingEventError(eventName, receipt.transactionHash)
  return event.args
}
