import { InvalidArgumentError } from 'commander'
import type { Address } from 'viem'
import { getAddress, isAddress } from 'viem/utils'
import type { ApiConfig } from './api/options.ts'
import { LOG_LEVELS, type LogLevel } from './log.ts'
import { isPostgres } from './store/database.ts'

/** Everything `start` needs to know. */
export interface StartConfig extends ApiConfig {
  /** Nodes of the chain; the next is asked when one fails. */
  readonly rpc: readonly string[]
  /** WebSocket on which a node announces its blocks; without it, it is asked. */
  readonly ws?: string
  /** Which chain, where a database holds several. */
  readonly chain?: number
  readonly exchange: Address
  readonly startBlock: number
  /** SQLite file or PostgreSQL URL. */
  readonly db: string
  readonly port: number
  readonly host: string
  /** Blocks below the head that count as final; without it, as the node says. */
  readonly finality?: number
  /** Blocks to stay behind the head. */
  readonly confirmations: number
  readonly pollMs: number
  /** Most blocks per batch. */
  readonly batchBlocks: number
  readonly logLevel: LogLevel
}

/** The same as an operator gives it: a deployment that the SDK knows need not be named. */
export type StartOptions = Omit<StartConfig, 'exchange' | 'startBlock'> & Partial<StartConfig>

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

/** Parser of a ws(s) URL option. */
export function wsUrl(text: string): string {
  const url = URL.parse(text)
  if (url === null || !['ws:', 'wss:'].includes(url.protocol)) {
    throw new InvalidArgumentError('It must be a ws:// or wss:// URL.')
  }
  return text
}

/**
 * Parser of an option that may be given several times, or once with commas. What this parser did not make itself, from a
 * file or by default, is replaced rather than added to.
 */
export function several(parse: (text: string) => string): (text: string, before?: readonly string[]) => string[] {
  const made = new WeakSet<readonly string[]>()
  return (text, before = []) => {
    const all = [...(made.has(before) ? before : []), ...text.split(',').map((part) => parse(part.trim()))]
    made.add(all)
    return all
  }
}

/** Parser of a database: a PostgreSQL URL or a file, a real one, because readers open it a second time. */
export function database(text: string): string {
  if (isPostgres(text)) return text
  if (text.trim() === '' || text === ':memory:' || text.startsWith('file:')) {
    throw new InvalidArgumentError('It must be the path of a file or a postgres:// URL.')
  }
  return text
}

/** Parser of `--log-level`. */
export function logLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find((name) => name === text)
  if (level === undefined) throw new InvalidArgumentError(`It must be one of ${LOG_LEVELS.join(', ')}.`)
  return level
}
