import type { IncomingMessage } from 'node:http'

/** A request's body as text; nothing when it is longer than `most` bytes, of which no more is kept. */
export function readBody(request: IncomingMessage, most: number): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > most) return Promise.resolve(undefined)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= most) chunks.push(chunk)
      else resolve(undefined)
    })
    request.once('end', () => resolve(chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString()))
    request.once('error', reject)
    request.once('aborted', () => reject(new Error('the client went away')))
  })
}
