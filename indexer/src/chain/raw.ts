import { promisify } from 'node:util'
import { constants, zstdCompress, zstdDecompressSync } from 'node:zlib'
import type { Address, Hex } from 'viem'
import type { RawLog } from './logs.ts'

type Packed = readonly [logIndex: number, txHash: Hex, address: Address, topics: readonly [Hex, ...Hex[]], data: Hex]

/** Zeros and repeated addresses are most of a log: the quickest compression takes them. */
const PARAMS = { [constants.ZSTD_c_compressionLevel]: 1 }

const compress = promisify(zstdCompress)

/** The logs of one block in a few bytes, made while this thread goes on. */
export async function packLogs(logs: readonly RawLog[]): Promise<Uint8Array> {
  const packed = logs.map(({ logIndex, txHash, address, topics, data }): Packed => {
    return [logIndex, txHash, address, topics, data]
  })
  const text = Buffer.from(JSON.stringify(packed))
  return compress(text, { params: PARAMS, pledgedSrcSize: text.length })
}

/** The logs of a block as they came. */
export function unpackLogs(block: { height: number; hash: Hex; timestamp: number; logs: Uint8Array }): RawLog[] {
  const packed = JSON.parse(zstdDecompressSync(block.logs).toString()) as Packed[]
  const { height, hash: blockHash, timestamp } = block
  return packed.map(([logIndex, txHash, address, topics, data]) => {
    return { height, blockHash, timestamp, logIndex, txHash, address, topics, data }
  })
}
