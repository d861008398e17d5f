import type { Abi, TransactionReceipt } from 'viem'
import { call as callContract, getChainId, readContract, signTypedData, watchEvent } from 'viem/actions'
import {
  encodeFunctionData,
  getAction,
  hashTypedData,
  isAddressEqual,
  parseEventLogs,
  recoverAddress,
} from 'viem/utils'
import type { ContractCall } from '../../calls/call.ts'
import type { Driver, EventFilter, EventListener, ReadOptions, TypedMessage } from '../../calls/driver.ts'
import { MissingEventError } from '../../calls/missingEvent.ts'
import type { EventArgs, Events } from '../../calls/verb.ts'
import { TidemarkError } from '../../core/errors.ts'
import { requireAccount, type SyncOptions, type TidemarkClient } from './client.ts'
import { rethrow } from './rethrow.ts'
import { write, writeSync } from './write.ts'

/** Everything this package does, done by viem. */
export function viemDriver(client: TidemarkClient, options: SyncOptions = {}): Driver<TransactionReceipt> {
  return {
    chainId: async () => client.chain?.id ?? getAction(client, getChainId, 'getChainId')({}).catch(rethrow),
    sender: async () => requireAccount(client, options.account).address,
    read: (call, at) => read(client, call, at),
    ask: (call, from, at) => ask(client, call, from, at),
    encode: async (call) => attempt(() => encodeFunctionData(call)),
    send: (call) => write(client, call, options),
    sendSync: async (call) => {
      const receipt = await writeSync(client, call, options)
      return { receipt, events: eventsOf(receipt) }
    },
    signTypedData: async (message) => {
      const account = requireAccount(client, options.account)
      return getAction(client, signTypedData, 'signTypedData')({ account, ...toViem(message) }).catch(rethrow)
    },
    hashTypedData: (message) => attempt(() => hashTypedData(toViem(message))),
    recover: (hash, signature) => recoverAddress({ hash, signature }).catch(() => undefined),
    watch: (filter, listener) => watch(client, filter, listener),
  }
}

async function attempt<value>(make: () => value): Promise<value> {
  try {
    return make()
  } catch (error) {
    return rethrow(error)
  }
}

/** viem infers types from literals; ours are checked where messages are made. */
function toViem({ domain, types, primaryType, message }: TypedMessage) {
  return { domain, types, primaryType, message: message as Record<string, unknown> }
}

function at({ blockNumber }: ReadOptions = {}) {
  return blockNumber === undefined ? {} : { blockNumber }
}

async function read(client: TidemarkClient, call: ContractCall, options?: ReadOptions): Promise<unknown> {
  return getAction(client, readContract, 'readContract')({ ...call, ...at(options) }).catch(rethrow)
}

async function ask(client: TidemarkClient, call: ContractCall, from: `0x${string}`, options?: ReadOptions) {
  const request = {
    account: from,
    to: call.address,
    data: await attempt(() => encodeFunctionData(call)),
    ...at(options),
  }
  const answer = getAction(client, callContract, 'call')(request).catch(rethrow)
  return answer.then(
    ({ data }) => data,
    (error: unknown) => {
      // A revert has data of its own; whatever else failed is no answer.
      if (error instanceof TidemarkError && 'data' in error) return undefined
      throw error
    },
  )
}

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

function watch(client: TidemarkClient, { address, events, args }: EventFilter, listener: EventListener): () => void {
  const { onEvents, onError } = listener
  const kinds = args !== undefined && events.length === 1 ? { event: events[0], args } : { events }
  return getAction(
    client,
    watchEvent,
    'watchEvent',
  )({
    address,
    ...kinds,
    strict: true,
    onLogs: (logs: readonly object[]) => onEvents(logs.map((log) => log as never)),
    ...(onError === undefined ? {} : { onError: (error: Error) => void rethrow(error).catch(onError) }),
  } as Parameters<typeof watchEvent>[1])
}
