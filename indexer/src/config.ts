import { InvalidArgumentError } from 'commander'
import type { Address } from 'viem'
import { getAddress, isAddress } from 'viem/utils'
import { LOG_LEVELS, type LogLevel } from './log.ts'

/** Everything `start` needs to know. */
export interface StartConfig {
  readonly rpc: string
  readonly exchange: Address
  readonly startBlock: number
  readonly db: string
  readonly port: number
  readonly host: string
  /** Blocks below the head that count as settled; without it, by chain. */
  readonly finality?: number
  readonly pollMs: number
  /** Most blocks per batch. */
  readonly batchBlocks: number
  readonly logLevel: LogLevel
}

/** The same as an operator gives it: a deployment that the SDK knows need not be named. */
export type StartOptions = Omit<StartConfig, 'exchange' | 'startBlock'> & Partial<StartConfig>

/** Chain id of Anvil and Hardhat networks, whose blocks are final when made. */
const DEVNET = 31_337

/** Blocks to stay behind the head when the operator did not say. */
export function defaultFinality(chainId: number): number {
  return chainId === DEVNET ? 0 : 64
}

/** Parser of an integer option within bounds. */
export function integer(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < min || value > max) {
      throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`)
    }
    return value
  }
}

/** Parser of an address option. */
export function address(text: string): Address {
  if (!isAddress(text, { strict: false })) {
    throw new InvalidArgumentError('It must be an address: 0x and 40 hexadecimal digits.')
  }
  if (/[a-f]/.test(text) && /[A-F]/.test(text.slice(2)) && getAddress(text) !== text) {
    throw new InvalidArgumentError(`Its checksum is wrong; this address is written ${getAddress(text.toLowerCase())}.`)
  }
  return text.toLowerCase() as Address
}

/** Parser of an http(s) URL option. */
export function httpUrl(text: string): string {
  const url = URL.parse(text)
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new InvalidArgumentError('It must be an http:// or https:// URL.')
  }
  return text
}

/** Parser of a database file: a real one, because readers open it a second time. */
export function file(text: string): string {
  if (text.trim() === '' || text === ':memory:' || text.startsWith('file:')) {
    throw new InvalidArgumentError('It must be the path of a file.')
  }
  return text
}

/** Parser of `--log-level`. */
export function logLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find((name) => name === text)
  if (level === undefined) throw new InvalidArgumentError(`It must be one of ${LOG_LEVELS.join(', ')}.`)
  return level
}
