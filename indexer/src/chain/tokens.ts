import { type Address, decodeAbiParameters, encodeFunctionData, type Hex, parseAbi, RpcRequestError } from 'viem'
import type { Rpc } from './rpc.ts'

/** How a token presents itself. Nothing where it does not, or not sensibly. */
export interface TokenInfo {
  readonly address: Address
  readonly symbol: string | undefined
  readonly decimals: number | undefined
}

const ABI = parseAbi(['function decimals() view returns (uint8)', 'function symbol() view returns (string)'])

/** Above this a token's decimals are taken for nonsense: 10^77 is the last power of ten in 256 bits. */
const MAX_DECIMALS = 77

const MAX_SYMBOL_LENGTH = 32

/**
 * Ask a token for its symbol and decimals. A token may lie, revert or return garbage: this is for display only.
 *
 * @throws when the node does not answer, so that it can be asked again later.
 */
export async function describeToken(rpc: Rpc, address: Address): Promise<TokenInfo> {
  const [symbol, decimals] = await Promise.all([ask(rpc, address, 'symbol'), ask(rpc, address, 'decimals')])
  return { address, symbol: symbol && parseSymbol(symbol), decimals: decimals && parseDecimals(decimals) }
}

async function ask(rpc: Rpc, address: Address, functionName: 'symbol' | 'decimals'): Promise<Hex | undefined> {
  try {
    return await rpc.call(address, encodeFunctionData({ abi: ABI, functionName }))
  } catch (error) {
    // The node answered that the call reverts: that is the token's answer.
    if (error instanceof Error && isRevert(error)) return undefined
    throw error
  }
}

function isRevert(error: Error): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (
      cause instanceof RpcRequestError &&
      (cause.code === 3 || /revert|invalid opcode|out of gas/i.test(cause.details))
    ) {
      return true
    }
  }
  return false
}

function parseDecimals(data: Hex): number | undefined {
  if (data.length !== 66) return undefined
  const value = BigInt(data)
  return value <= BigInt(MAX_DECIMALS) ? Number(value) : undefined
}

function parseSymbol(data: Hex): string | undefined {
  // Long enough for any sane symbol; decoding is not even tried on more.
  if (data.length > 1024) return undefined
  const text = data.length === 66 ? Buffer.from(data.slice(2), 'hex').toString('utf8') : decodeString(data)
  const printable = text?.replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '').trim()
  // By characters: half of one would be none.
  return printable === undefined || printable === '' ? undefined : [...printable].slice(0, MAX_SYMBOL_LENGTH).join('')
}

function decodeString(data: Hex): string | undefined {
  try {
    return decodeAbiParameters([{ type: 'string' }], data)[0]
  } catch {
    return undefined
  }
}
