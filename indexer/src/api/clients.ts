import type { IncomingMessage, ServerResponse } from 'node:http'
import { isIPv6, type Socket } from 'node:net'
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

/** Milliseconds after which whoever takes nothing of what waits for it is left. */
const STUCK_MS = 10_000

/** Bytes that may wait for all readers together. */
const MAX_WAITING = 64 * 1024 * 1024

/** Bytes that are handed on at once, those that are no more without a look at how many wait for other readers. */
export const PIECE = 64 * 1024

/** Counts open streams. */
export class Streams {
  readonly #most: Pick<ApiOptions, 'clientStreams' | 'streams'>
  readonly #open = new Map<string, number>()
  #all = 0

  constructor(most: Pick<ApiOptions, 'clientStreams' | 'streams'>) {
    this.#most = most
  }

  /** Whether one more may open. If so, it counts until its connection closes. */
  open(client: string, response: ServerResponse): boolean {
    // Who has left already is not seen to leave.
    if (response.closed) return false
    const mine = this.#open.get(client) ?? 0
    if (mine >= this.#most.clientStreams || this.#all >= this.#most.streams) return false
    this.#open.set(client, mine + 1)
    this.#all++
    response.once('close', () => this.#close(client))
    return true
  }

  #close(client: string): void {
    const left = (this.#open.get(client) ?? 1) - 1
    if (left > 0) this.#open.set(client, left)
    else this.#open.delete(client)
    this.#all--
  }
}

/** Bytes of what each answer on a connection is being given; nothing before it is given any. */
type Given = Map<ServerResponse, number | undefined>

/** Those who are given more than a little, and how much of it waits for them: by connection, as they are left by that. */
export class Readers {
  readonly #onDrop: () => void
  /** Those that have taken nothing for longest come first. */
  readonly #connections = new Map<Socket, Given>()

  constructor(onDrop: () => void) {
    this.#onDrop = onDrop
  }

  /** Leave a reader that takes nothing: it would be waited for in vain. */
  watch(response: ServerResponse): void {
    const { socket } = response.req
    const given = this.#connections.get(socket) ?? new Map()
    if (response.closed || given.has(response)) return
    this.#connections.set(socket, given.set(response, undefined))
    response.once('close', () => {
      given.delete(response)
      if (given.size === 0 && this.#connections.get(socket) === given) this.#connections.delete(socket)
    })
    // Comes when nothing was sent and nothing taken for as long: many a stream has nothing to tell.
    response.setTimeout(STUCK_MS, () => {
      if (this.#connections.has(socket) && heldOn(socket, given) > 0) this.#drop(socket)
    })
  }

  /**
   * What a reader is given, in pieces that are to be asked for when the one before was taken: so it shows who takes what is
   * theirs. Where too much waits for all of them, those are left that have taken nothing for longest.
   */
  async *pieces(response: ServerResponse, bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    this.watch(response)
    if (bytes.length <= PIECE) {
      this.#moved(response, 0)
      yield bytes
      return
    }
    if (!response.closed) this.#makeRoom(bytes.length)
    for (let at = 0; at < bytes.length; at += PIECE) {
      this.#moved(response, bytes.length)
      // A copy: a part of them would keep all of them.
      yield Buffer.from(bytes.subarray(at, at + PIECE))
    }
    this.#moved(response, 0)
  }

  #makeRoom(bytes: number): void {
    let waiting = bytes
    for (const [socket, given] of this.#connections) waiting += heldOn(socket, given)
    for (const [socket, given] of this.#connections) {
      if (waiting <= MAX_WAITING) break
      const held = heldOn(socket, given)
      if (held === 0) continue
      waiting -= held
      this.#drop(socket)
    }
  }

  /** A reader is given these bytes; if not for the first time, it has taken what it was handed before. */
  #moved(response: ServerResponse, bytes: number): void {
    const { socket } = response.req
    const given = this.#connections.get(socket)
    if (!given?.has(response)) return
    const isFirst = given.get(response) === undefined
    given.set(response, bytes)
    if (isFirst) return
    this.#connections.delete(socket)
    this.#connections.set(socket, given)
  }

  /** What waits in the system's own buffers goes, too: nobody is told more of it. */
  #drop(socket: Socket): void {
    this.#connections.delete(socket)
    this.#onDrop()
    socket.resetAndDestroy()
  }
}

function heldOn(socket: Socket, given: Given): number {
  // One that is gone is about to say so.
  if (socket.destroyed) return 0
  let held = 0
  for (const [response, bytes] of given) held += (bytes ?? 0) + response.writableLength
  return held
}
