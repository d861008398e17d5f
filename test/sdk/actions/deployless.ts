import { QUOTE_STATUS_REASONS, quoteStrategy, Side, tidemarkActions } from '@tidemark/sdk'
import * as byEthers from '@tidemark/sdk/ethers'
import { expect } from 'chai'
import { JsonRpcProvider } from 'ethers'
import { createClient, custom } from 'viem'
import { expectError } from '../helpers/expectError.ts'
import { actor, startWorld, type World } from '../helpers/world.ts'

const GRID = { marketId: 1, prices: [9_000n, 10_000n, 11_000n], sizePerCell: 10n, referencePrice: 9_500n } as const
const BOUNDS = {
  ...{ minPrice: 9_000n, maxPrice: 11_000n, maxFillSize: 50n, maxLots: 2_000n },
  ...{ minSpreadBps: 100, maxTtl: 600, maxOutflow: 100_000_000n, outflowRefill: 3_600 },
} as const
const POOL = { name: 'Pool', symbol: 'POOL', sizePerCell: 1_000n } as const

describe('a lens that is not deployed', function () {
  this.timeout(30_000)
  let world: World
  let provider: JsonRpcProvider
  /** Every batched read, with what it needs besides the lens. */
  let reads: readonly (readonly [name: string, parameters: object])[]

  before(async () => {
    world = await startWorld()
    const { maker, taker, quote: token } = world
    provider = new JsonRpcProvider(world.node.url, undefined, { staticNetwork: true, cacheTimeout: -1 })
    await maker.approveGridVaultSync(GRID)
    const { vault } = await maker.createGridVaultSync(GRID)
    await maker.approvePoolSync({ ...GRID, ...POOL })
    const { pool } = await maker.createPoolSync({ ...GRID, ...POOL })
    const desk = await maker.createVaultSync({
      marketId: 1,
      strategy: quoteStrategy(BOUNDS),
      manager: taker.account.address,
    })
    const { timestamp } = await maker.getBlock()
    const signed = await maker.signQuote({ marketId: 1, bidPrice: 9_900n, bidSize: 5n, expiry: timestamp + 500n })
    const checked = { ...signed.quote, maker: desk.vault, askPrice: 10_100n, askSize: 5n }
    const [account, provided] = [maker.account.address, { provider: maker.account.address }]
    reads = [
      ['getMarketStatus', { marketId: 1 }],
      ['getBook', { marketId: 1, makers: [vault, pool, account] }],
      ['getGridBook', { marketId: 1, maker: vault }],
      ['getVault', { vault }],
      ['getVaults', { vaults: [vault, pool] }],
      ['getPool', { pool, ...provided }],
      ['getPools', { pools: [pool, vault], ...provided }],
      ['getTier', { maker: account, quote: token }],
      ['previewRebate', { marketId: 1, maker: account, notional: 10n ** 13n }],
      ['getQuoteStatus', { quotes: [signed, { ...signed, signature: '0x' }] }],
      ['checkQuote', { quote: checked, side: Side.Bid, size: 60n }],
    ]
  })
  after(async () => {
    provider.destroy()
    await world.node.stop()
  })

  const call = (all: object, name: string, ...parameters: unknown[]) =>
    (all as Record<string, (...parameters: unknown[]) => Promise<unknown>>)[name]?.(...parameters) ??
    Promise.reject(new Error(`there is no ${name}`))
  const outcome = (read: Promise<unknown>) =>
    read.then(
      (answer) => ({ answer }),
      ({ code, args }: { code: string; args: object }) => ({ code, args }),
    )

  it('answers every batched read as a deployed one does, by either library', async () => {
    const { exchange, lens } = world
    const own = actor(world.node.url, 1, { exchange, lens: 'deployless' })
    const deployed = actor(world.node.url, 1, { lens })
    for (const [name, parameters] of reads) {
      const expected = await outcome(call(deployed, name, parameters))
      expect('answer' in expected, `${name} answers`).to.equal(name !== 'checkQuote')
      expect(await outcome(call(own, name, parameters)), name).to.deep.equal(expected)
      const answered = call(byEthers, name, provider, { ...parameters, exchange, lens: 'deployless' })
      expect(await outcome(answered), `${name} by ethers`).to.deep.equal(expected)
    }
    // Not all of it is empty, and what refuses does so with its own error.
    const [status] = (await call(own, 'getQuoteStatus', reads[9]?.[1])) as [{ bidLots: bigint; bidReason: string }]
    expect([status.bidLots, status.bidReason]).to.deep.equal([5n, QUOTE_STATUS_REASONS[0]])
    expect(await outcome(call(own, 'checkQuote', reads[10]?.[1]))).to.have.property('code', 'FillTooLarge')
  })

  it('decodes what it reverts with', async () => {
    const { exchange, maker } = world
    const asked = { marketId: 9, lens: 'deployless', exchange } as const
    await expectError(maker.getMarketStatus(asked), 'UnknownMarket', { marketId: 9 })
    await expectError(byEthers.getMarketStatus(provider, asked), 'UnknownMarket', { marketId: 9 })
  })

  it('needs to know its exchange', async () => {
    // Of the chain 1 nothing is known.
    const transport = custom({ request: async () => '0x1' })
    const stranger = createClient({ transport }).extend(tidemarkActions())
    await expectError(stranger.getMarketStatus({ marketId: 1, lens: 'deployless' }), 'UnknownDeployment', {
      chainId: 1,
    })
  })

  it('fails as a read when it cannot be created', async () => {
    // Nothing answers there as an exchange does.
    const asked = { marketId: 1, lens: 'deployless', exchange: world.base } as const
    const codes = await Promise.all(
      [world.maker.getMarketStatus(asked), byEthers.getMarketStatus(provider, asked)].map((read) =>
        read.then(
          () => 'answered',
          ({ code }: { code: string }) => code,
        ),
      ),
    )
    expect(codes).to.deep.equal(['UnknownRevert', 'UnknownRevert'])
  })
})
