import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'
import type { ApiOptions } from './options.ts'

/** Seconds' worth of cost that a client may save up. */
const BURST_SECONDS = 10

/** Clients that are remembered at most; the one that was quiet for longest is forgotten. */
const MAX_CLIENTS = 10_000

/**
 * Who asks: the address at the other end, or behind `proxies` proxies of ours, what the outermost of them has seen. What
 * stands before that in the header anybody may have written. An IPv6 client is its network, as it has a whole one.
 */
export function clientOf(request: Pick<IncomingMessage, 'headers' | 'socket'>, proxies: number): string {
  const told = proxies === 0 ? [] : String(request.headers['x-forwarded-for'] ?? '').split(',')
  const seen = told.slice(-proxies)[0]?.trim().slice(0, MAX_ADDRESS) || request.socket.remoteAddress || ''
  const address = /^\[(.*)\](?::\d+)?$/.exec(seen)?.[1] ?? seen.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
  return isIPv6(address) ? networkOf(address) : address
}

/** Characters of an address at most, port and brackets included. */
const MAX_ADDRESS = 64

/** The first 64 bits of an IPv6 address; of one that stands for an IPv4 address, that. */
function networkOf(address: string): string {
  const four = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (four !== undefined) return four
  const [head = '', tail] = (address.split('%', 1)[0] ?? '').toLowerCase().split('::', 2)
  const before = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

interface Account {
  left: number
  at: number
}

/** What each client has left to spend: a bucket that refills with time, charged by what requests cost. */
export class Clients {
  readonly #rate: number | undefined
  readonly #accounts = new Map<string, Account>()

  constructor({ clientRate }: Pick<ApiOptions, 'clientRate'>) {
    this.#rate = clientRate
  }

  /** Charge a client. Seconds until it may try again when it has too little left, else nothing. `now` in milliseconds. */
  charge(client: string, cost: number, now: number): number | undefined {
    if (this.#rate === undefined) return undefined
    const full = this.#rate * BURST_SECONDS
    const account = this.#accounts.get(client) ?? { left: full, at: now }
    account.left = Math.min(full, account.left + ((now - account.at) / 1_000) * this.#rate)
    account.at = now
    this.#accounts.delete(client)
    this.#accounts.set(client, account)
    const [quietest] = this.#accounts.keys()
    if (this.#accounts.size > MAX_CLIENTS && quietest !== undefined) this.#accounts.delete(quietest)
    // What costs more than a full bucket is served from a full one.
    const needed = Math.min(cost, full)
    if (account.left < needed) return Math.max(1, Math.ceil((needed - account.left) / this.#rate))
    account.left -= needed
    return undefined
  }
}

/** Counts open streams. */
export class Streams {
  readonly #most: Pick<ApiOptions, 'clientStreams' | 'streams'>
  readonly #open = new Map<string, number>()
  #all = 0

  constructor(most: Pick<ApiOptions, 'clientStreams' | 'streams'>) {
    this.#most = most
  }

  /** Whether one more may open; if so, the caller closes it once. */
  open(client: string): boolean {
    const mine = this.#open.get(client) ?? 0
    if (mine >= this.#most.clientStreams || this.#all >= this.#most.streams) return false
    this.#open.set(client, mine + 1)
    this.#all++
    return true
  }

  close(client: string): void {
    const left = (this.#open.get(client) ?? 1) - 1
    if (left > 0) this.#open.set(client, left)
    else this.#open.delete(client)
    this.#all--
  }
}
