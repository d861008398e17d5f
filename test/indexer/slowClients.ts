import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import { streamCursor } from '../../indexer/src/api/stream.ts'
import { IndexerProcess } from './helpers/indexer.ts'
import { Stage } from './helpers/stage.ts'

/** As many streams as a server keeps open. */
const CLIENTS = 1_000

/** Those of them that are given more than the system's own buffers hold, which is 4 MB of 8 here. */
const GREEDY = 40

/** Clients that ask for long answers, and for how many at once: one of 3 MB the system would hold. */
const ASKERS = 50
const ANSWERS = 6

/** What the server's heap may not grow beyond, in megabytes, so that there is little garbage; what waits is beside it. */
const HEAP = 256

/** What the server may take beyond what it took before they came, in megabytes: the askers are to be given 950. */
const GROWTH = 500

describe('indexer with clients that ask and never read', function () {
  this.timeout(300_000)
  let stage: Stage
  let indexer: IndexerProcess
  let url: URL
  const sockets: Socket[] = []

  before(async () => {
    stage = await Stage.open({ blocks: 500, seed: 131, finality: 66 })
    // Behind a proxy, as 1,000 clients are: none has more streams than it may.
    const options = stage.options('slow.db', '--trust-proxy', '1')
    indexer = stage.adopt(new IndexerProcess('start', options, { heapMegabytes: HEAP }))
    url = new URL(await indexer.url())
    await stage.caughtUp('slow.db')
  })

  after(() => {
    for (const socket of sockets) socket.destroy()
    return stage?.close()
  })

  /** Ask in a client's name, so many times, and read nothing of what is answered. */
  async function ask(client: number, query: string, accept: string, times: number): Promise<void> {
    const body = JSON.stringify({ query })
    const head = [
      'POST /graphql HTTP/1.1',
      `host: ${url.host}`,
      `x-forwarded-for: 10.0.${client >> 8}.${client & 255}`,
      'content-type: application/json',
      `accept: ${accept}`,
      `content-length: ${body.length}`,
    ]
    const socket = connect(Number(url.port), url.hostname).pause()
    sockets.push(socket)
    socket.on('error', () => undefined)
    await once(socket, 'connect')
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`.repeat(times))
  }

  async function askAs(clients: number, query: string, accept = 'text/event-stream', times = 1): Promise<void> {
    for (let first = 0; first < clients; first += 50) {
      await Promise.all(
        Array.from({ length: Math.min(50, clients - first) }, (_, i) => ask(first + i, query, accept, times)),
      )
    }
  }

  /** What is answered to one client more. */
  async function oneMore(): Promise<number> {
    const gone = new AbortController()
    const { status } = await fetch(new URL('/graphql', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-forwarded-for': '10.9.9.9' },
      body: JSON.stringify({ query: HEAD }),
      signal: gone.signal,
    })
    gone.abort()
    return status
  }

  /** Readers that the server has left. */
  const left = () => indexer.lines.filter(({ msg }) => msg === 'left a reader that takes nothing').length

  /** What is to be asked at the end: that the server took no more than it may since now. */
  function growing(): () => void {
    indexer.resetPeak()
    const before = indexer.peakMegabytes()
    return () => {
      expect(indexer.peakMegabytes() - before, `megabytes beyond ${before}`).to.be.lessThan(GROWTH)
    }
  }

  /** Trade, and see that the index follows and others are answered, until `enough`. */
  async function goOn(enough: () => boolean): Promise<void> {
    do {
      await stage.trading.blocks(1)
      await indexer.indexed(await stage.head())
      await sleep(50)
    } while (!enough())
  }

  it('keeps 1,000 streams whose readers take nothing, refuses one more, and goes on', async () => {
    const growth = growing()
    await askAs(CLIENTS, HEAD)
    while ((await oneMore()) !== 429) await sleep(20)
    let blocks = 0
    await goOn(() => ++blocks === 5)
    growth()
    expect(await oneMore()).to.equal(429)
  })

  it('ends those of 1,000 that are given more than they take, and goes on with the others', async () => {
    for (const socket of sockets.slice(0, GREEDY)) socket.destroy()
    while ((await oneMore()) === 429) await sleep(20)
    const growth = growing()
    const after = streamCursor(stage.identity.chainId, { seq: 0 })
    const asked = askAs(GREEDY, `subscription { fills(after: "${after}") { fills { ${LONG} } } }`)
    await goOn(() => left() === GREEDY)
    await asked
    growth()
    await stage.expectClean('slow.db')
    expect(left()).to.equal(GREEDY)
  })

  it('leaves those who read nothing of a long answer, too', async () => {
    const [growth, before] = [growing(), left()]
    const answers = `{ fills(first: 200) { edges { node { ${LONG} } } } }`
    const asked = askAs(ASKERS, answers, 'application/json', ANSWERS)
    await goOn(() => left() === before + ASKERS)
    await asked
    growth()
    expect(left()).to.equal(before + ASKERS)
  })
})

/** As much of a fill as one may ask for, under names as long as they may be: 16 kB. */
const LONG = Array.from({ length: 95 }, (_, i) => `${String(i).padStart(100, 'x')}: txHash`).join(' ')

const HEAD = 'subscription { head { block } }'
