import { type Log, recoverAddress, type TransactionReceipt, TypedDataEncoder } from 'ethers'
import type { AbiFunction, Address, Hash, Hex } from '../../calls/abi.ts'
import type { ContractCall } from '../../calls/call.ts'
import type { Caller, Reader, ReadOptions, Sender, Signer, TypedMessage, Watcher } from '../../calls/driver.ts'
import { TidemarkError } from '../../core/errors.ts'
import { decodeLog, eventsOf } from './events.ts'
import { interfaceOf } from './interface.ts'
import { toReturned } from './plain.ts'
import { attempt } from './rethrow.ts'
import { providerOf, requireSigner, type SyncOptions, type TidemarkRunner } from './runner.ts'
import { encode, writeSync } from './write.ts'

// One function per ability: an action carries what it uses.

function caller(runner: TidemarkRunner): Caller {
  return {
    chainId: () => attempt(async () => Number((await providerOf(runner).getNetwork()).chainId)),
    sender: () => attempt(async () => (await requireSigner(runner).getAddress()) as Address),
  }
}

/** Reads by ethers. */
export function reader(runner: TidemarkRunner): Reader {
  return {
    ...caller(runner),
    read: ({ code, ...call }, block) =>
      attempt(async () => {
        const data = await providerOf(runner).call({ ...(await requestOf(call, code)), ...at(block) })
        const item = call.abi.find((entry): entry is AbiFunction => 'name' in entry && entry.name === call.functionName)
        return toReturned(item?.outputs ?? [], interfaceOf(call.abi).decodeFunctionResult(call.functionName, data))
      }),
  }
}

async function requestOf(call: ContractCall, code: Hex | undefined) {
  const data = encode(call)
  if (code === undefined) return { to: call.address, data }
  const { creationOf } = await import('../../calls/deployless.ts')
  return { data: creationOf(code, data) }
}

/** Sends by ethers. */
export function sender(runner: TidemarkRunner, options: SyncOptions): Sender<TransactionReceipt> {
  return {
    ...caller(runner),
    encode: (call) => attempt(() => encode(call)),
    sendSync: async (call) => {
      const receipt = await writeSync(runner, call, options)
      return { receipt, events: eventsOf(receipt) }
    },
  }
}

/** Signs by ethers. */
export function signer(runner: TidemarkRunner): Signer {
  return {
    ...reader(runner),
    ask: (call, from, block) =>
      attempt(() => providerOf(runner).call({ from, to: call.address, data: encode(call), ...at(block) })).then(
        (data) => data as Hex,
        unlessReverted,
      ),
    signTypedData: async (message) => {
      const account = requireSigner(runner)
      return attempt(async () => (await account.signTypedData(...toEthers(message))) as Hex)
    },
    hashTypedData: (message) => attempt(() => TypedDataEncoder.hash(...toEthers(message)) as Hex),
    recover: async (hash, signature) =>
      attempt(() => recoverAddress(hash, signature) as Address).catch(() => undefined),
  }
}

/** Listens by ethers. */
export function watcher(runner: TidemarkRunner): Watcher {
  return {
    ...caller(runner),
    attempt,
    watch({ address, events, args = {} }, { onEvents, onError }) {
      const provider = providerOf(runner)
      const encoder = interfaceOf(events)
      const [first] = events
      const narrowed = first !== undefined && events.length === 1
      const topics = narrowed
        ? encoder.encodeFilterTopics(
            first.name,
            first.inputs.filter((input) => input.indexed).map((input) => args[input.name ?? '']),
          )
        : [events.map(({ name }) => encoder.getEvent(name)?.topicHash ?? '')]
      const filter = { address, topics }
      const hear = (log: Log) => {
        const event = decodeLog(events, log)
        if (event === undefined) return
        const place = { blockNumber: BigInt(log.blockNumber), logIndex: log.index, removed: log.removed }
        onEvents([{ ...event, ...place, transactionHash: log.transactionHash as Hash }])
      }
      attempt(() => provider.on(filter, hear)).catch((error: TidemarkError) => onError?.(error))
      // Where listening could not begin, it cannot end either.
      return () => void provider.off(filter, hear).catch(() => undefined)
    },
  }
}

function toEthers({ domain, types, message }: TypedMessage): Parameters<typeof TypedDataEncoder.hash> {
  const mutable = Object.entries(types).map(([name, fields]) => [name, [...fields]])
  return [domain, Object.fromEntries(mutable), message as Record<string, unknown>]
}

function at({ blockNumber }: ReadOptions = {}) {
  return blockNumber === undefined ? {} : { blockTag: blockNumber }
}

/** A revert has data of its own; whatever else failed is no answer. */
function unlessReverted(error: unknown): undefined {
  if (!(error instanceof TidemarkError && 'data' in error)) throw error
}
