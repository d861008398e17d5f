import { Agent, request } from 'node:http'

/** How a server did under load. */
export interface Load {
  /** Answers per second. */
  readonly rate: number
  /** Milliseconds within which 99 of 100 answers came. */
  readonly p99: number
  /** Bytes of the last answer. */
  readonly bytes: number
}

interface Answer {
  readonly status: number | undefined
  readonly body: Buffer
}

const connections = 50

/**
 * Ask `count` times over 50 connections that stay open, each asking again once it is answered.
 *
 * Answers are read whole but not parsed: the client must not be what is measured. They are known to be right from
 * {@link ask}.
 *
 * @param bodyOf Body of the n-th request.
 */
export async function load(url: string, count: number, bodyOf: (n: number) => string): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const times: number[] = []
  let next = 0
  let bytes = 0
  const worker = async () => {
    while (next < count) {
      const body = bodyOf(next++)
      const began = performance.now()
      const answer = await post(agent, url, body)
      times.push(performance.now() - began)
      bytes = answer.body.length
      if (answer.status !== 200 || answer.body.includes('"errors"')) throw new Error(`${url} answered ${answer.body}`)
    }
  }
  try {
    const began = performance.now()
    await Promise.all(Array.from({ length: connections }, worker))
    const rate = (count * 1000) / (performance.now() - began)
    times.sort((a, b) => a - b)
    return { rate, p99: times[Math.ceil(times.length * 0.99) - 1] ?? Number.NaN, bytes }
  } finally {
    agent.destroy()
  }
}

/** Ask once. @throws when it is refused. */
export async function ask<T>(url: string, body: string): Promise<T> {
  const agent = new Agent()
  const answer = await post(agent, url, body).finally(() => agent.destroy())
  const { data, errors } = JSON.parse(String(answer.body)) as { data?: T; errors?: unknown }
  if (errors !== undefined || data === undefined) throw new Error(`${url} refused: ${answer.body}`)
  return data
}

function post(agent: Agent, url: string, body: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('end', () => resolve({ status: response.statusCode, body: Buffer.concat(chunks) }))
      response.once('error', reject)
    })
    sent.once('error', reject)
    sent.end(body)
  })
}
