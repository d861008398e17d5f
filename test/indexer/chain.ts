import { setTimeout as sleep } from 'node:timers/promises'
import { makerVaultAbi } from '@tidemark/sdk/abis'
import { Side } from '@tidemark/sdk/core'
import { expect } from 'chai'
import type { Address } from 'viem'
import { DAY_SECONDS } from '../../indexer/src/reducers/market.ts'
import { type Devnet, GENESIS, startDevnet } from './helpers/devnet.ts'
import { TemporaryFolder } from './helpers/folder.ts'
import { digestOf, IndexerProcess } from './helpers/indexer.ts'
import { type TradedVenue, tradeForDays } from './helpers/market.ts'
import { at, createVault, deployVenue, mine, take, vaultStats } from './helpers/venue.ts'

const VAULT_FIELDS = `baseLots cost realisedPnl contributed trips wins fills cursor halted owner
  roi { value reason } winRate { value reason }`

describe('indexer on a chain', function () {
  // Processes start one after another here.
  this.timeout(120_000)
  const folder = new TemporaryFolder()
  let devnet: Devnet
  let venue: TradedVenue
  let indexer: IndexerProcess
  let head: number

  before(async () => {
    devnet = await startDevnet()
    venue = await tradeForDays(devnet.client, 9, 5)
    head = Number(await devnet.client.getBlockNumber())
    indexer = start('chain.db')
    await indexer.indexed(head)
  })

  after(async () => {
    await indexer?.stop()
    await devnet?.stop()
    folder.remove()
  })

  function start(name: string, ...more: string[]): IndexerProcess {
    const options = ['--rpc', devnet.url, '--exchange', venue.exchange, '--start-block', '0', '--db', folder.file(name)]
    return new IndexerProcess('start', [...options, ...more])
  }

  async function expectAsOnChain(vault: Address): Promise<void> {
    const call = { address: vault, abi: makerVaultAbi } as const
    const { client } = devnet
    const stats = await vaultStats(venue, vault)
    const pnl = await client.readContract({ ...call, functionName: 'pnl' })
    const [roiDefined, roi] = await client.readContract({ ...call, functionName: 'roi' })
    const [winRateDefined, winRate] = await client.readContract({ ...call, functionName: 'winRate' })
    const owner = await client.readContract({ ...call, functionName: 'owner' })
    const answer = await indexer.ask<{ vault: object; metrics: object }>(
      `query ($id: ID!) { vault(id: $id) { ${VAULT_FIELDS} } metrics(vault: $id) { pnl fills trips wins roi { value } winRate { value } } }`,
      { id: `31337:${vault}` },
    )
    const ratio = (defined: boolean, wad: bigint) => (defined ? String(wad) : null)
    expect(answer.vault).to.deep.include({
      baseLots: String(stats.baseLots),
      cost: String(stats.cost),
      realisedPnl: String(stats.realisedPnl),
      contributed: String(stats.contributed),
      trips: Number(stats.trips),
      wins: Number(stats.wins),
      fills: Number(stats.fills),
      cursor: String(stats.cursor),
      halted: stats.halted,
      owner: owner.toLowerCase(),
      roi: { value: ratio(roiDefined, roi), reason: roiDefined ? null : 'NO_DATA' },
      winRate: { value: ratio(winRateDefined, winRate), reason: winRateDefined ? null : 'NO_DATA' },
    })
    expect(answer.metrics).to.deep.equal({
      pnl: String(pnl),
      fills: Number(stats.fills),
      trips: Number(stats.trips),
      wins: Number(stats.wins),
      roi: { value: ratio(roiDefined, roi) },
      winRate: { value: ratio(winRateDefined, winRate) },
    })
  }

  it('tells of every vault what the vault tells itself, to the unit', async () => {
    expect((await vaultStats(venue, venue.vault)).trips > 3n, 'the story has round trips').to.equal(true)
    expect((await vaultStats(venue, venue.second)).halted, 'the second vault was drained').to.equal(true)
    await expectAsOnChain(venue.vault)
    await expectAsOnChain(venue.second)
  })

  it('pages through all fills in both directions, each once', async () => {
    const seen: Record<string, string[]> = { ASC: [], DESC: [] }
    for (const direction of ['ASC', 'DESC']) {
      for (let after: string | null = null, more = true; more; ) {
        const query = `query ($after: String) { fills(first: 7, after: $after, orderDirection: ${direction}) {
          totalCount pageInfo { hasNextPage endCursor } edges { node { id } } } }`
        const { fills }: { fills: Connection } = await indexer.ask<{ fills: Connection }>(query, { after })
        seen[direction]?.push(...fills.edges.map(({ node }) => node.id))
        after = fills.pageInfo.endCursor
        more = fills.pageInfo.hasNextPage
        if (!more) expect(seen[direction]).to.have.length(fills.totalCount)
      }
    }
    expect(seen.ASC).to.deep.equal(seen.DESC?.toReversed())
    expect(new Set(seen.ASC).size).to.equal(seen.ASC?.length)
  })

  it('filters fills by vault, maker, side and blocks', async () => {
    const count = async (where: string) =>
      (await indexer.ask<{ fills: Connection }>(`{ fills(first: 1, where: { ${where} }) { totalCount } }`)).fills
        .totalCount
    const all = await count('market: 1')
    const quotes = await count(`maker: "${venue.quoter.toUpperCase().replace('0X', '0x')}"`)
    const [first, second] = [await count(`vault: "${venue.vault}"`), await count(`vault: "31337:${venue.second}"`)]
    expect(quotes).to.be.greaterThan(0)
    expect(first + second + quotes).to.equal(all)
    expect((await count('side: BID')) + (await count('side: ASK'))).to.equal(all)
    expect((await count('toBlock: 30')) + (await count('fromBlock: 31'))).to.equal(all)
    expect(await count('market: 2')).to.equal(0)
  })

  it('knows how tokens present themselves, and prices by that', async () => {
    const { market } = await indexer.ask<{ market: Record<string, unknown> }>(
      '{ market(id: 1) { lastPrice base { symbol decimals } quote { symbol decimals } takerFeeBps } }',
    )
    expect(market).to.deep.include({ base: { symbol: 'BASE', decimals: 18 }, quote: { symbol: 'QUOTE', decimals: 6 } })
    expect(Number(market.lastPrice)).to.be.within(90, 110)
  })

  it('reports that it is ready, and serves its page', async () => {
    const url = await indexer.url()
    const ready = await fetch(`${url}/readyz`)
    expect(ready.status).to.equal(200)
    expect(await ready.json()).to.deep.include({ ready: true, status: 'LIVE', block: head, behind: 0 })
    expect((await fetch(`${url}/livez`)).status).to.equal(200)
    const page = await (await fetch(url)).text()
    for (const [, file] of page.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css|svg))"/g)) {
      expect((await fetch(`${url}${file}`)).status, file).to.equal(200)
    }
    expect((await fetch(`${url}/../package.json`)).status).to.equal(404)
  })

  it('continues where a stopped one ended, also on new blocks', async () => {
    const before = start('resume.db', '--batch-blocks', '3')
    await before.indexed(20)
    expect(await before.stop('SIGTERM')).to.equal(0)
    await mine(devnet.client)
    head++
    const again = start('resume.db')
    await again.indexed(head)
    const { height } = await again.logged('ready')
    expect(height).to.equal(head)
    expect(await again.stop('SIGTERM')).to.equal(0)
    await indexer.indexed(head)
    expect(digestOf(folder.file('resume.db'))).to.deep.equal(digestOf(folder.file('chain.db')))
  })

  it('serves without writing while another process writes', async () => {
    const reader = new IndexerProcess('serve', ['--db', folder.file('chain.db')])
    const query = '{ _meta { chainId block { number } status } vaults { totalCount } }'
    expect(await reader.ask(query)).to.deep.equal(await indexer.ask(query))
    await reader.stop()
  })

  it("is not impressed by other people's contracts with the same events", async () => {
    const { digest } = digestOf(folder.file('chain.db'))
    const foreign = await deployVenue(devnet.client, GENESIS + 100 * DAY_SECONDS)
    const vault = await createVault(foreign, at(foreign.accounts, 1))
    await take(foreign, at(foreign.accounts, 2), vault, Side.Ask, 100n)
    await mine(devnet.client)
    expect((await vaultStats(foreign, vault)).fills).to.equal(1n)
    head = Number(await devnet.client.getBlockNumber())
    await indexer.indexed(head)
    const after = digestOf(folder.file('chain.db'))
    expect(after).to.deep.include({ height: head, digest })
  })

  it('stays behind the head as far as it is told', async () => {
    const cautious = start('finality.db', '--finality', '5', '--confirmations', '5')
    await cautious.indexed(head - 5)
    await cautious.status('LIVE')
    const { _meta } = await cautious.ask<{ _meta: object }>(
      '{ _meta { block { number } headBlock lagBlocks finality } }',
    )
    expect(_meta).to.deep.equal({ block: { number: head - 5 }, headBlock: head, lagBlocks: 5, finality: 5 })
    await cautious.stop()
  })

  it('follows as blocks are announced, long before it would look itself', async () => {
    const awake = start('ws.db', '--ws', devnet.url.replace('http:', 'ws:'), '--poll-ms', '60000')
    await awake.logged('ready')
    for (let i = 0; i < 3; i++) {
      // Its subscription may be a moment younger than the index.
      await mine(devnet.client)
      await sleep(500)
    }
    head += 3
    await awake.indexed(head - 1)
    expect(await awake.stop('SIGTERM')).to.equal(0)
  })

  it('answers vaults by either id, and none for what is no vault', async () => {
    const ask = (id: string) =>
      indexer.ask<{ vault: { id: string } | null }>('query ($id: ID!) { vault(id: $id) { id } }', { id })
    const id = `31337:${venue.vault}`
    expect((await ask(id)).vault).to.deep.equal({ id })
    expect((await ask(venue.vault.toUpperCase().replace('0X', '0x'))).vault).to.deep.equal({ id })
    expect((await ask(at(venue.accounts, 0))).vault).to.equal(null)
    expect((await ask(`1:${venue.vault}`)).vault).to.equal(null)
  })
})

interface Connection {
  readonly totalCount: number
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly edges: readonly { readonly node: { readonly id: string } }[]
}
