import { setTimeout as sleep } from 'node:timers/promises'
import type { Session } from '../demo/session.ts'
import type { Chain } from './chain.ts'
import { median } from './median.ts'
import { body, startIndex } from './services.ts'

const blocks = 31
const patienceMs = 10_000

const subscription = 'subscription { fills { block fills { id } } }'

/**
 * Milliseconds from asking the node to make a block with a fill until a subscriber has the fill, in the median: of the
 * indexer as it comes, which asks its node for news and answers in one process. Adds fills to the chain.
 */
export async function liveLatency(session: Session, chain: Chain, file: string): Promise<number> {
  const { url, service } = await startIndex(session, chain, file)
  const left = new AbortController()
  try {
    const fills = listen(url, left.signal)
    const times: number[] = []
    // The first may come before the stream is open, and does not count.
    for (let block = 0; block <= blocks; block++) {
      const next = fills.next()
      // Each at another moment between two looks of the indexer at its node.
      await sleep(block === 0 ? 2_000 : 300 + ((block * 83) % 250))
      const began = performance.now()
      await chain.mineFill()
      const late = sleep(patienceMs, 'late', { ref: false })
      if ((await Promise.race([next, late])) === 'late') throw new Error(`no event came\n${service.tail()}`)
      if (block > 0) times.push(performance.now() - began)
    }
    return median(times)
  } finally {
    left.abort()
    await service.stop()
  }
}

/** Items of the stream, one after the other. */
async function* listen(url: string, signal: AbortSignal): AsyncGenerator<string> {
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' }
  const response = await fetch(url, { method: 'POST', headers, body: body(subscription), signal })
  if (response.body === null || !response.ok) throw new Error(`the stream was refused: ${response.status}`)
  let text = ''
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const item = text.slice(0, end)
      text = text.slice(end + 2)
      if (item.includes('"errors"')) throw new Error(`the stream answered ${item}`)
      if (item.includes('data: {')) yield item
    }
  }
}
