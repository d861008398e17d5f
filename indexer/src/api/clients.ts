import type { IncomingMessage, ServerResponse } from 'node:http'
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

/** Milliseconds after which a stream that takes nothing is ended. */
const STUCK_MS = 10_000

/** Bytes that may wait for the readers of all streams together. */
const MAX_WAITING = 64 * 1024 * 1024

/** Open streams: so many of a client's, so many in all, and so much that waits for those who do not read it. */
export class Streams {
  readonly #most: Pick<ApiOptions, 'clientStreams' | 'streams'>
  readonly #counts = new Map<string, number>()
  /** Those that were given something longest ago come first. */
  readonly #open = new Set<ServerResponse>()
  readonly #onDrop: () => void
  #all = 0

  constructor(most: Pick<ApiOptions, 'clientStreams' | 'streams'>, onDrop: () => void) {
    this.#most = most
    this.#onDrop = onDrop
  }

  /** Whether one more may open. If so, it counts until its connection closes, at the latest when its reader is stuck. */
  open(client: string, response: ServerResponse): boolean {
    const mine = this.#counts.get(client) ?? 0
    if (mine >= this.#most.clientStreams || this.#all >= this.#most.streams) return false
    this.#counts.set(client, mine + 1)
    this.#all++
    this.#open.add(response)
    response.once('close', () => this.#close(client, response))
    // Comes when nothing was sent and nothing taken for as long: many a stream has nothing to tell.
    response.setTimeout(STUCK_MS, () => {
      if (response.writableNeedDrain) this.#drop(response)
    })
    return true
  }

  /**
   * Make room for `bytes` more that are to wait for a reader: where all of them are too many, streams end whose readers
   * have left what is theirs for longest.
   */
  makeRoom(response: ServerResponse, bytes: number): void {
    // What is no stream is taken, or ends with its request.
    if (!this.#open.has(response)) return
    let waiting = bytes
    for (const { writableLength } of this.#open) waiting += writableLength
    for (const other of this.#open) {
      if (waiting <= MAX_WAITING) break
      if (other === response || other.writableLength === 0) continue
      waiting -= other.writableLength
      this.#drop(other)
    }
    this.#open.delete(response)
    this.#open.add(response)
  }

  /** What waits in the system's own buffers goes, too: nobody is told more of it. */
  #drop(response: ServerResponse): void {
    this.#open.delete(response)
    this.#onDrop()
    if (response.socket === null) response.destroy()
    else response.socket.resetAndDestroy()
  }

  #close(client: string, response: ServerResponse): void {
    const left = (this.#counts.get(client) ?? 1) - 1
    if (left > 0) this.#counts.set(client, left)
    else this.#counts.delete(client)
    this.#all--
    this.#open.delete(response)
  }
}
