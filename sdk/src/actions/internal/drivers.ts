import type { TransactionReceipt } from 'viem'
import { call as callContract, getChainId, readContract, signTypedData, watchEvent } from 'viem/actions'
import { encodeFunctionData, getAction, hashTypedData, recoverAddress } from 'viem/utils'
import type { Caller, Reader, ReadOptions, Sender, Signer, TypedMessage, Watcher } from '../../calls/driver.ts'
import { TidemarkError } from '../../core/errors.ts'
import { attempt } from './attempt.ts'
import { type AccountOption, requireAccount, type SyncOptions, type TidemarkClient } from './client.ts'
import { eventsOf } from './events.ts'
import { rethrow } from './rethrow.ts'
import { writeSync } from './write.ts'

// One function per ability: an action carries what it uses.

function caller(client: TidemarkClient, { account }: AccountOption): Caller {
  return {
    chainId: async () => client.chain?.id ?? getAction(client, getChainId, 'getChainId')({}).catch(rethrow),
    sender: async () => requireAccount(client, account).address,
  }
}

/** Reads by viem. */
export function reader(client: TidemarkClient, options: AccountOption): Reader {
  return {
    ...caller(client, options),
    read: ({ address, code, ...call }, block) => {
      const whom = code === undefined ? { address } : { code }
      return getAction(client, readContract, 'readContract')({ ...call, ...whom, ...at(block) }).catch(rethrow)
    },
  }
}

/** Sends by viem. */
export function sender(client: TidemarkClient, options: SyncOptions): Sender<TransactionReceipt> {
  return {
    ...caller(client, options),
    encode: async (call) => attempt(() => encodeFunctionData(call)),
    sendSync: async (call) => {
      const receipt = await writeSync(client, call, options)
      return { receipt, events: eventsOf(receipt) }
    },
  }
}

/** Signs by viem. */
export function signer(client: TidemarkClient, options: AccountOption): Signer {
  return {
    ...reader(client, options),
    ask: async (call, from, block) => {
      const data = await attempt(() => encodeFunctionData(call))
      const request = { account: from, to: call.address, data, ...at(block) }
      return getAction(
        client,
        callContract,
        'call',
      )(request)
        .catch(rethrow)
        .then((answer) => answer.data, unlessReverted)
    },
    signTypedData: async (message) => {
      const account = requireAccount(client, options.account)
      return getAction(client, signTypedData, 'signTypedData')({ account, ...toViem(message) }).catch(rethrow)
    },
    hashTypedData: (message) => attempt(() => hashTypedData(toViem(message))),
    recover: (hash, signature) => recoverAddress({ hash, signature }).catch(() => undefined),
  }
}

/** Listens by viem. */
export function watcher(client: TidemarkClient): Watcher {
  return {
    ...caller(client, {}),
    attempt,
    watch({ address, events, args }, { onEvents, onError }) {
      const kinds = args !== undefined && events.length === 1 ? { event: events[0], args } : { events }
      const listen = getAction(client, watchEvent, 'watchEvent')
      return listen({
        address,
        ...kinds,
        strict: true,
        onLogs: (logs: readonly never[]) => onEvents([...logs]),
        ...(onError === undefined ? {} : { onError: (error: Error) => void rethrow(error).catch(onError) }),
      } as unknown as Parameters<typeof listen>[0])
    },
  }
}

/** viem infers types from literals; ours are checked where messages are made. */
function toViem({ message, ...rest }: TypedMessage) {
  return { ...rest, message: message as Record<string, unknown> }
}

function at({ blockNumber }: ReadOptions = {}) {
  return blockNumber === undefined ? {} : { blockNumber }
}

/** A revert has data of its own; whatever else failed is no answer. */
function unlessReverted(error: unknown): undefined {
  if (!(error instanceof TidemarkError && 'data' in error)) throw error
}
