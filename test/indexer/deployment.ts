import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import type { StartOptions } from '../../indexer/src/config.ts'
import { withDeployment } from '../../indexer/src/deployment.ts'

/** Where a fresh devnet has its first contract: recorded for good, see `writeAddresses`. */
const FRESH = '0x5fbdb2315678afecb367f032d93f642f64180aa3'

const OTHER = `0x${'1'.repeat(40)}` as const
const NEVER = new AbortController().signal

describe('indexer deployment', () => {
  const servers: Server[] = []
  after(() => {
    for (const server of servers) server.close()
  })

  /** A node that knows its chain id and nothing else. */
  async function nodeOf(chainId: number): Promise<string> {
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => (body += chunk))
      request.on('end', () => {
        const answer = ({ id }: { id: number }) => ({ jsonrpc: '2.0', id, result: `0x${chainId.toString(16)}` })
        const asked = JSON.parse(body) as { id: number } | { id: number }[]
        response.end(JSON.stringify(Array.isArray(asked) ? asked.map(answer) : answer(asked)))
      })
    })
    servers.push(server)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  const options = (rpc: string): StartOptions => ({
    rpc: [rpc],
    db: 'x.db',
    port: 0,
    host: '127.0.0.1',
    confirmations: 0,
    pollMs: 250,
    batchBlocks: 1,
    logLevel: 'info',
  })

  async function refusal(work: Promise<unknown>): Promise<string> {
    return work.then(
      () => 'nothing',
      (error: Error) => error.message,
    )
  }

  it('is what the deploy command recorded for the chain', async () => {
    const config = await withDeployment(options(await nodeOf(31_337)), NEVER)
    expect([config.exchange, config.startBlock]).to.deep.equal([FRESH, 1])
  })

  it('is what the operator says, without asking the node', async () => {
    const config = await withDeployment({ ...options('http://127.0.0.1:1'), exchange: OTHER, startBlock: 7 }, NEVER)
    expect([config.exchange, config.startBlock]).to.deep.equal([OTHER, 7])
  })

  it('is needed where none is known', async () => {
    expect(await refusal(withDeployment(options(await nodeOf(999)), NEVER))).to.contain(
      'no exchange is known on chain 999',
    )
    const unnamed = { ...options(await nodeOf(31_337)), exchange: OTHER }
    expect(await refusal(withDeployment(unnamed, NEVER))).to.contain(`--start-block is needed for ${OTHER}`)
    expect(await refusal(withDeployment(options('http://127.0.0.1:1'), NEVER))).to.contain('--exchange is needed')
  })
})
