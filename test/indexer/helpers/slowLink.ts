import type { AddressInfo } from 'node:net'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A way to a server on which every answer takes a while longer. */
export class SlowLink {
  readonly #server: Server
  readonly #open = new Set<Socket>()

  /** @param port Of the server, on this machine. @param ms What each answer takes longer. */
  constructor(port: number, ms: number) {
    this.#server = createServer((near) => {
      const far = connect(port, '127.0.0.1')
      let told: Promise<unknown> = Promise.resolve()
      far.on('data', (answer) => {
        const late = sleep(ms)
        told = told.then(() => late).then(() => near.write(answer))
      })
      far.on('close', () => void told.then(() => near.destroy()))
      near.on('data', (question) => far.write(question))
      near.on('close', () => far.destroy())
      for (const socket of [near, far]) {
        this.#open.add(socket)
        socket.on('error', () => undefined)
        socket.on('close', () => this.#open.delete(socket))
      }
    })
  }

  /** The port to go by instead. */
  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return (this.#server.address() as AddressInfo).port
  }

  close(): void {
    this.#server.close()
    for (const socket of this.#open) socket.destroy()
  }
}
