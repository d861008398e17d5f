import {
  type Address,
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
}

/** What the index asks of a node. Calls made in the same tick travel as one JSON-RPC batch. */
export interface Rpc {
  readonly chainId: () => Promise<number>
  readonly head: () => Promise<number>
  /** Nothing when the node does not have that block. */
  readonly header: (height: number) => Promise<Header | undefined>
  readonly logs: (from: number, to: number, topics: readonly Hex[]) => Promise<RpcLog[]>
  readonly code: (address: Address) => Promise<Hex>
  /** At the end of block `height`, by default of the newest. */
  readonly call: (to: Address, data: Hex, height?: number) => Promise<Hex>
}

/** Calls per HTTP request at most: nodes commonly refuse more than a hundred. */
const BATCH_SIZE = 100

/**
 * A node over HTTP. Transient failures are tried again a few times before they surface. Aborting `signal` ends requests
 * under way: a node may accept them and never answer.
 */
export function connect(url: string, signal: AbortSignal): Rpc {
  const batch = { batchSize: BATCH_SIZE }
  const transport = http(url, { batch, retryCount: 3, retryDelay: 150, timeout: 20_000, fetchOptions: { signal } })
  const client: Client<HttpTransport> = createClient({ transport })
  return {
    chainId: async () => Number(await client.request({ method: 'eth_chainId' })),
    head: async () => Number(await client.request({ method: 'eth_blockNumber' })),
    header: async (height) => {
      const block = await client.request({ method: 'eth_getBlockByNumber', params: [numberToHex(height), false] })
      if (block === null) return undefined
      const { number, hash, parentHash, timestamp } = block
      if (number === null || hash === null || Number(number) !== height) {
        throw new SourceError(`the node answered block ${number} when asked for block ${height}`)
      }
      return { height, hash, parentHash, timestamp: seconds(timestamp) }
    },
    logs: async (from, to, topics) =>
      client.request({
        method: 'eth_getLogs',
        params: [{ fromBlock: numberToHex(from), toBlock: numberToHex(to), topics: [[...topics]] }],
      }),
    code: async (address) => (await client.request({ method: 'eth_getCode', params: [address, 'latest'] })) ?? '0x',
    call: async (to, data, height) =>
      client.request({
        method: 'eth_call',
        params: [{ to, data }, height === undefined ? 'latest' : numberToHex(height)],
      }),
  }
}
