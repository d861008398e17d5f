import {
  type Address,
  type BlockTag,
  type Client,
  createClient,
  type Hex,
  type HttpTransport,
  http,
  numberToHex,
  type RpcLog,
} from 'viem'
import { SourceError } from '../errors.ts'
import { seconds } from './logs.ts'

/** A block header, as much of it as matters here. */
export interface Header {
  readonly height: number
  readonly hash: Hex
  readonly parentHash: Hex
  readonly timestamp: number
  /** Of all logs of the block; nothing from stored headers. */
  readonly bloom?: Hex
}

/** Which logs to send. */
export interface LogFilter {
  readonly topics: readonly Hex[]
  readonly addresses?: readonly Address[]
}

/** What the index asks of a node. Calls made in the same tick travel as one JSON-RPC batch. */
export interface Rpc {
  /** Where it is; may hold a key, so for logs alone. */
  readonly url: string
  readonly chainId: () => Promise<number>
  readonly head: () => Promise<number>
  /** Nothing when the node does not have that block. */
  readonly header: (height: number) => Promise<Header | undefined>
  /** The newest block that will not be reorganised; nothing from nodes that do not say. */
  readonly finalised: () => Promise<number | undefined>
  readonly logs: (from: number, to: number, filter: LogFilter) => Promise<RpcLog[]>
  /** Of one block, named by its hash: of no other chain's. */
  readonly logsOf: (blockHash: Hex, filter: LogFilter) => Promise<RpcLog[]>
  readonly code: (address: Address) => Promise<Hex>
  /** At the end of a block, by height or hash, by default of the newest. */
  readonly call: (to: Address, data: Hex, at?: number | Hex) => Promise<Hex>
}

/** Calls per HTTP request at most: nodes commonly refuse more than a hundred. */
const BATCH_SIZE = 100

/** Bytes of an answer full of logs at most. */
const MAX_LOGS_BYTES = 64 * 1024 * 1024

/**
 * A node over HTTP. Transient failures are tried again `retryCount` times before they surface. Aborting `signal` ends
 * requests under way: a node may accept them and never answer.
 */
export function connect(url: string, signal: AbortSignal, retryCount = 3): Rpc {
  const usual = { retryCount, retryDelay: 150, timeout: 20_000, fetchOptions: { signal } }
  const client: Client<HttpTransport> = createClient({
    transport: http(url, { ...usual, batch: { batchSize: BATCH_SIZE } }),
  })
  // Logs travel alone: they are long, and nothing short should wait for them. A node that sends more than that at once is
  // asked for fewer blocks.
  const logs: Client<HttpTransport> = createClient({
    transport: http(url, { ...usual, maxResponseBodySize: MAX_LOGS_BYTES }),
  })
  const block = async (at: Hex | BlockTag): Promise<Header | undefined> => {
    const found = await client.request({ method: 'eth_getBlockByNumber', params: [at, false] })
    if (found === null) return undefined
    const { number, hash, parentHash, timestamp, logsBloom } = found
    if (number === null || hash === null)
      throw new SourceError(`the node answered a pending block when asked for ${at}`)
    const header = { height: Number(number), hash, parentHash, timestamp: seconds(timestamp) }
    return logsBloom === null || logsBloom === undefined ? header : { ...header, bloom: logsBloom }
  }
  const filterOf = ({ topics, addresses }: LogFilter) => ({
    topics: [[...topics]],
    ...(addresses && { address: [...addresses] }),
  })
  return {
    url,
    chainId: async () => Number(await client.request({ method: 'eth_chainId' })),
    head: async () => Number(await client.request({ method: 'eth_blockNumber' })),
    header: async (height) => {
      const header = await block(numberToHex(height))
      if (header !== undefined && header.height !== height) {
        throw new SourceError(`the node answered block ${header.height} when asked for block ${height}`)
      }
      return header
    },
    finalised: async () => {
      try {
        return (await block('finalized'))?.height
      } catch (error) {
        if (signal.aborted) throw error
        return undefined
      }
    },
    logs: async (from, to, filter) =>
      logs.request({
        method: 'eth_getLogs',
        params: [{ fromBlock: numberToHex(from), toBlock: numberToHex(to), ...filterOf(filter) }],
      }),
    logsOf: async (blockHash, filter) =>
      logs.request({ method: 'eth_getLogs', params: [{ blockHash, ...filterOf(filter) }] }),
    code: async (address) => (await client.request({ method: 'eth_getCode', params: [address, 'latest'] })) ?? '0x',
    call: async (to, data, at) => {
      const block = at === undefined ? 'latest' : typeof at === 'number' ? numberToHex(at) : { blockHash: at }
      return client.request({ method: 'eth_call', params: [{ to, data }, block] })
    },
  }
}
