import type { ApiOptions } from './options.ts'

/** Seconds' worth of cost that a client may save up. */
const BURST_SECONDS = 10

/** Clients that are remembered at most; the one that was quiet for longest is forgotten. */
const MAX_CLIENTS = 10_000

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
