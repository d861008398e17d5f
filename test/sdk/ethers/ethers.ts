import { gridStrategy, quoteStrategy, Side, type TidemarkError } from '@tidemark/sdk'
import * as viemActions from '@tidemark/sdk/actions'
import * as tidemark from '@tidemark/sdk/ethers'
import { expect } from 'chai'
import { HDNodeWallet, JsonRpcProvider, NonceManager } from 'ethers'
import { expectError } from '../helpers/expectError.ts'
import { startWorld, type World } from '../helpers/world.ts'

const MNEMONIC = 'test test test test test test test test test test test junk'
const LOT = 10n ** 16n
const EXPIRY = 4_102_444_800n
const GRID = { prices: [9_000n, 10_000n, 11_000n], sizePerCell: 10n, referencePrice: 9_500n } as const

describe('ethers', function () {
  this.timeout(30_000)
  let world: World
  let provider: JsonRpcProvider
  let maker: HDNodeWallet
  let taker: HDNodeWallet
  let at: { exchange: `0x${string}`; vaultFactory: `0x${string}`; poolFactory: `0x${string}`; lens: `0x${string}` }
  let vault: `0x${string}`
  let start: `0x${string}`

  before(async () => {
    world = await startWorld()
    const { exchange, vaultFactory, poolFactory, lens } = world
    at = { exchange, vaultFactory, poolFactory, lens }
    provider = new JsonRpcProvider(world.node.url, 31_337, {
      staticNetwork: true,
      cacheTimeout: -1,
      pollingInterval: 50,
    })
    const wallet = (index: number) =>
      HDNodeWallet.fromPhrase(MNEMONIC, undefined, `m/44'/60'/0'/0/${index}`).connect(provider)
    maker = wallet(1)
    taker = wallet(2)
    await tidemark.approveVaultSync(maker, { ...at, marketId: 1, ...GRID })
    const created = await tidemark.createVaultSync(maker, { ...at, marketId: 1, strategy: gridStrategy(GRID) })
    vault = created.vault
    expect(created).to.deep.include({
      owner: maker.address,
      marketId: 1,
      kind: 0,
      prices: [...GRID.prices],
      cursor: 10n,
    })
    expect(created.receipt.status).to.equal(1)
  })
  beforeEach(async () => {
    start = await world.maker.snapshot()
  })
  afterEach(() => world.maker.revert({ id: start }))
  after(async () => {
    provider.destroy()
    await world.node.stop()
  })

  it('has every action that viem has', () => {
    const actions = Object.keys(viemActions).filter((name) => name !== 'tidemarkActions')
    expect(actions.filter((name) => !(name in tidemark))).to.deep.equal([])
    expect(actions.length).to.be.greaterThan(180)
  })

  it('reads what viem reads, type for type', async () => {
    const reads = {
      market: [tidemark.getMarket(provider, { ...at, marketId: 1 }), world.maker.getMarket({ marketId: 1 })],
      status: [
        tidemark.getMarketStatus(provider, { ...at, marketId: 1 }),
        world.maker.getMarketStatus({ marketId: 1 }),
      ],
      vault: [tidemark.getVault(provider, { ...at, vault }), world.maker.getVault({ vault })],
      vaults: [
        tidemark.getVaults(maker, { ...at, vaults: [vault, vault] }),
        world.maker.getVaults({ vaults: [vault, vault] }),
      ],
      grid: [tidemark.getVaultGrid(provider, { vault }), world.maker.getVaultGrid({ vault })],
      strategy: [tidemark.getStrategy(provider, { vault }), world.maker.getStrategy({ vault })],
      book: [
        tidemark.getBook(provider, { ...at, marketId: 1, makers: [vault] }),
        world.maker.getBook({ marketId: 1, makers: [vault] }),
      ],
      tier: [tidemark.getTier(maker, { ...at, quote: world.quote }), world.maker.getTier({ quote: world.quote })],
      rebates: [tidemark.getRebates(provider, { ...at, period: 0 }), world.maker.getRebates({ period: 0 })],
      headroom: [tidemark.getHeadroom(provider, { vault }), world.maker.getHeadroom({ vault })],
      count: [tidemark.getMarketCount(provider, at), world.maker.getMarketCount()],
    } as const
    for (const [name, [ours, theirs]] of Object.entries(reads)) expect(await ours, name).to.deep.equal(await theirs)
  })

  it('takes from a grid, and decodes the fill', async () => {
    const act = async () => {
      const { receipt, ...fill } = await tidemark.takeGridSync(taker, {
        ...{ ...at, vault, side: Side.Ask, size: 3n, limitPrice: 11_000n },
      })
      // 3 x 11 000 x 100, and 5 bps.
      expect(fill).to.deep.include({ marketId: 1, maker: vault, taker: taker.address, seq: 1n, side: 1, size: 3n })
      expect([fill.notional, fill.fee]).to.deep.equal([3_300_000n, 1_650n])
      expect(receipt.hash).to.match(/^0x/)
    }
    const gained = await world.gained(taker.address as `0x${string}`, act)
    expect(gained).to.deep.equal({ base: 3n * LOT, quote: -3_301_650n })
    const hash = await tidemark.takeGrid(taker, { ...at, vault, side: Side.Ask, size: 1n, limitPrice: 11_000n })
    expect((await provider.waitForTransaction(hash))?.status).to.equal(1)
  })

  it('signs quotes as viem does, verifies them, and takes routes of them', async () => {
    const terms = { marketId: 1, askPrice: 10_500n, askSize: 5n, expiry: EXPIRY, salt: 3n } as const
    const signed = await tidemark.signQuote(maker, { ...at, ...terms })
    expect(signed).to.deep.equal(await world.maker.signQuote(terms))
    expect(await tidemark.verifyQuote(provider, { ...at, ...signed })).to.equal(true)
    const forged = { ...signed, quote: { ...signed.quote, askPrice: 1n } }
    expect(await tidemark.verifyQuote(provider, { ...at, ...forged })).to.equal(false)
    expect(await tidemark.getQuoteState(provider, { ...at, quote: signed.quote })).to.deep.equal(
      await world.maker.getQuoteState({ quote: signed.quote }),
    )
    const legs = [
      { quote: signed.quote, signature: signed.signature, size: 5n },
      { maker: vault, size: 10n, limitPrice: 11_000n },
    ]
    const route = { ...at, marketId: 1, side: Side.Ask, amount: 8n, limit: 10n ** 9n, legs } as const
    const { size, fills } = await tidemark.takeRouteSync(taker, route)
    expect([size, fills.length]).to.deep.equal([8n, 2])
    const cancelled = await tidemark.cancelQuoteSync(maker, { ...at, quote: signed.quote })
    expect(cancelled.hash).to.equal(signed.hash)
  })

  it('signs permits as viem does', async () => {
    const pool = {
      ...{ prices: [9_000n, 10_000n], sizePerCell: 1_000n, referencePrice: 9_500n },
      name: 'LP',
      symbol: 'LP',
    }
    await tidemark.approvePoolSync(maker, { ...at, marketId: 1, ...pool })
    const { pool: token } = await tidemark.createPoolSync(maker, { ...at, marketId: 1, ...pool })
    const terms = { token, spender: world.exchange, amount: 5n, deadline: EXPIRY }
    const permit = await tidemark.signPermit(maker, terms)
    expect(permit).to.deep.equal(await world.maker.signPermit(terms))
    expect((await tidemark.permitTokenSync(taker, permit)).value).to.equal(5n)
    expect(await tidemark.getPool(maker, { ...at, pool: token })).to.deep.equal(
      await world.maker.getPool({ pool: token }),
    )
  })

  it('decodes errors before sending, after inclusion, and in reads', async () => {
    const take = { ...at, vault, side: Side.Ask, size: 1n, limitPrice: 10_000n } as const
    await expectError(tidemark.takeGrid(taker, take), 'NothingToTake', {})
    const mined = tidemark.takeGridSync(taker, { ...take, simulate: false, gas: 500_000n })
    const reverted = await expectError(mined, 'TransactionReverted')
    expect((reverted.cause as TidemarkError).code).to.equal('NothingToTake')
    await expectError(tidemark.getMarket(provider, { ...at, marketId: 9 }), 'UnknownMarket', { marketId: 9 })
    const strategy = quoteStrategy({ minSpreadBps: 1 })
    await expectError(tidemark.checkStrategyTerms(provider, { ...at, marketId: 1, strategy }), 'MissingBound', {
      name: 'maxFillSize',
    })
    await expectError(tidemark.takeGrid(taker, { ...take, size: 2n ** 64n }), 'InvalidArgument')
    await expectError(tidemark.takeGrid(taker, { ...take, vault: '0x12' }), 'InvalidArgument')
    await expectError(tidemark.haltVault(provider, { vault }), 'AccountRequired')
    await expectError(tidemark.haltVaultSync(taker, { vault }), 'NotManager', { caller: taker.address })
    const mute = '0x00000000000000000000000000000000000c0de0'
    await world.maker.setCode({ address: mute, bytecode: '0x00' })
    await expectError(tidemark.haltVaultSync(maker, { vault: mute }), 'MissingEvent')
    const away = new JsonRpcProvider('http://127.0.0.1:1', 31_337, { staticNetwork: true })
    await expectError(tidemark.getVaultStats(away, { vault }), 'RequestFailed')
    away.destroy()
  })

  it('names a transaction that took the place of another, and takes a repriced one for the same', async () => {
    await world.maker.setAutomine(false)
    const send = { gas: 200_000n, maxFeePerGas: 50_000_000_000n, maxPriorityFeePerGas: 20_000_000_000n }
    for (const outcome of ['replaced', 'repriced'] as const) {
      const nonce = await maker.getNonce()
      const sent = tidemark.setVaultManagerSync(maker, {
        ...{ vault, manager: taker.address as `0x${string}`, simulate: false, gas: 200_000n, nonce },
        ...{ maxFeePerGas: 5_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n },
      })
      const settled = sent.catch((error: unknown) => error)
      while ((await provider.send('txpool_status', [])).pending !== '0x1')
        await new Promise((next) => setTimeout(next, 20))
      // ethers looks for replacements from the block on which it began to wait.
      await new Promise((next) => setTimeout(next, 200))
      const again =
        outcome === 'replaced'
          ? await tidemark.haltVault(maker, { vault, nonce, simulate: false, ...send })
          : await tidemark.setVaultManager(maker, {
              ...{ vault, manager: taker.address as `0x${string}`, nonce, simulate: false, ...send },
            })
      await world.maker.mine({ blocks: 1 })
      const result = await settled
      if (outcome === 'replaced') {
        expect(result).to.have.property('code', 'TransactionReplaced')
        expect((result as TidemarkError).args).to.include({ replacement: again, reason: 'replaced' })
      } else expect((result as { receipt: { hash: string } }).receipt.hash).to.equal(again)
    }
    await world.maker.setAutomine(true)
  })

  it('listens for fills and what happens to a vault', async () => {
    const fills: (readonly [bigint, `0x${string}`])[] = []
    const events: string[] = []
    const stops = [
      tidemark.watchFills(provider, {
        ...{ ...at, maker: vault },
        onEvents: (seen) => fills.push(...seen.map(({ size, transactionHash }) => [size, transactionHash] as const)),
      }),
      tidemark.watchVault(provider, {
        vault,
        onEvents: (seen) => events.push(...seen.map(({ eventName }) => eventName)),
      }),
    ]
    // It listens from the next block it sees.
    await new Promise((next) => setTimeout(next, 300))
    const managed = new NonceManager(taker)
    const { receipt } = await tidemark.takeGridSync(managed, {
      ...at,
      vault,
      side: Side.Ask,
      size: 2n,
      limitPrice: 11_000n,
    })
    await tidemark.haltVaultSync(maker, { vault })
    for (let tries = 0; tries < 100 && events.length < 1; tries++) await new Promise((next) => setTimeout(next, 50))
    expect(fills).to.deep.equal([[2n, receipt.hash]])
    expect(events).to.deep.equal(['Halted'])
    for (const stop of stops) stop()
  })
})
