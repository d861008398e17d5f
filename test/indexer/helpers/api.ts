import type { ApiOptions } from '../../../indexer/src/api/options.ts'
import { type ApiServer, startServer } from '../../../indexer/src/api/server.ts'
import { createLogger } from '../../../indexer/src/log.ts'
import type { Reader } from '../../../indexer/src/store/read/read.ts'
import { IDENTITY } from './index.ts'
import type { GraphqlAnswer } from './indexer.ts'

/** An API over a reader, in this process. */
export class TestApi {
  readonly url: string
  readonly #server: ApiServer

  private constructor(server: ApiServer) {
    this.#server = server
    this.url = `${server.url}/graphql`
  }

  static async start(db: Reader, options: Partial<ApiOptions> = {}): Promise<TestApi> {
    const context = { db, identity: IDENTITY, now: Date.now }
    return new TestApi(await startServer(context, '127.0.0.1', 0, createLogger('silent'), options))
  }

  close(): Promise<void> {
    return this.#server.close()
  }

  /** Send a body as it is. */
  send(body: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
  }

  /** Ask, and take errors for an answer. */
  async post(query: string, variables: object = {}): Promise<GraphqlAnswer> {
    return (await (await this.send(JSON.stringify({ query, variables }))).json()) as GraphqlAnswer
  }

  /** Ask for data. */
  async ask<T>(query: string, variables: object = {}): Promise<T> {
    const { data, errors } = await this.post(query, variables)
    if (errors) throw new Error(errors.map(({ message }) => message).join('; '))
    return data as T
  }

  /** Listen to a subscription's only field. */
  async *listen<T>(query: string, variables: object = {}, signal?: AbortSignal): AsyncGenerator<T> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query, variables }),
      ...(signal && { signal }),
    })
    if (response.body === null || response.status !== 200) throw new Error(`status ${response.status}`)
    let text = ''
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const line = text
          .slice(0, end)
          .split('\n')
          .find((part) => part.startsWith('data: {'))
        text = text.slice(end + 2)
        if (line === undefined) continue
        const { data, errors } = JSON.parse(line.slice(6)) as {
          data?: Record<string, T>
          errors?: { message: string }[]
        }
        if (errors) throw new Error(errors.map(({ message }) => message).join('; '))
        yield Object.values(data ?? {})[0] as T
      }
    }
  }
}
