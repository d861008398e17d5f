import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A JSON-RPC call. */
export interface RpcCall {
  readonly method: string
  readonly params: readonly unknown[]
}

/** Changes what a node answers to a call. */
export type Tamper = (result: unknown, call: RpcCall) => unknown

/** A node that lies: passes calls on and changes the answers. */
export class TamperingProxy {
  /** What to do to results; nothing at first. */
  tamper: Tamper = (result) => result
  /** While it says so, requests wait, and those that were passed on are answered later. */
  hold: () => boolean = () => false
  /** The node whose answers these are. */
  upstream: string
  /** What to send in place of a whole answer, its JSON too; nothing lets it pass, `hang up` breaks the connection. */
  garble: (body: string) => { readonly status: number; readonly body: string } | 'hang up' | undefined = () => undefined
  readonly #server: Server

  constructor(upstream: string) {
    this.upstream = upstream
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const body = Buffer.concat(chunks).toString()
      await this.#released()
      const answer = await fetch(this.upstream, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      await this.#released()
      const [calls, results] = [JSON.parse(body), await answer.json()]
      const told = JSON.stringify(
        Array.isArray(calls) ? calls.map((call, i) => this.#change(call, results[i])) : this.#change(calls, results),
      )
      const garbled = this.garble(told)
      if (garbled === 'hang up') return response.destroy()
      response.statusCode = garbled?.status ?? 200
      response.setHeader('content-type', 'application/json')
      response.end(garbled?.body ?? told)
    })
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  async #released(): Promise<void> {
    while (this.hold()) await sleep(1)
  }

  #change(call: RpcCall, answer: { result?: unknown }): unknown {
    if (!('result' in answer)) return answer
    const result = this.tamper(answer.result, call)
    return result instanceof Error
      ? { ...answer, result: undefined, error: { code: -32_000, message: result.message } }
      : { ...answer, result }
  }
}
