import { GridMode, NO_LIMITS, openVault, requiredFunds, StrategyKind } from '@tidemark/sdk'
import { expect } from 'chai'
import { expectError } from '../helpers/expectError.ts'
import { startWorld, type World } from '../helpers/world.ts'

// Three prices, two cells of 10 lots. At 9 500 the lower cell bids (10 lots at 9 000), the upper one asks (10 lots).
const TERMS = { marketId: 1, prices: [9_000n, 10_000n, 11_000n], sizePerCell: 10n, referencePrice: 9_500n } as const
const TENTH = 10n ** 17n

describe('vault actions', function () {
  this.timeout(30_000)
  let world: World
  let vault: `0x${string}`
  let start: `0x${string}`

  before(async () => {
    world = await startWorld()
    await world.maker.approveGridVaultSync(TERMS)
    const created = await world.maker.createGridVaultSync(TERMS)
    vault = created.vault
    for (const token of [world.base, world.quote]) {
      await world.maker.approveTokenSync({ token, spender: vault, amount: 10n ** 24n })
    }
  })
  beforeEach(async () => {
    start = await world.maker.snapshot()
  })
  afterEach(() => world.maker.revert({ id: start }))
  after(() => world.node.stop())

  it('creates a vault where predicted, funded with exactly what its orders need', async () => {
    const { maker, balances } = world
    const terms = { ...TERMS, salt: `0x${'07'.padStart(64, '0')}` } as const
    const predicted = await maker.predictGridVault(terms)
    // 10 lots of 0.01 base to sell; 10 lots x 9 000 ticks x 100 atoms to buy.
    expect(await maker.getRequiredFunds(terms)).to.deep.equal({ base: TENTH, quote: 9_000_000n })
    const { receipts, ...approved } = await maker.approveGridVaultSync(terms)
    expect(approved).to.deep.equal({ base: TENTH, quote: 9_000_000n })
    expect(receipts).to.have.length(2)
    const { receipt, ...event } = await maker.createGridVaultSync(terms)
    expect(event).to.deep.equal({
      vault: predicted,
      owner: maker.account.address,
      marketId: 1,
      manager: '0x0000000000000000000000000000000000000000',
      profitShareBps: 0,
      kind: StrategyKind.GridTrading,
      limits: NO_LIMITS,
      mode: GridMode.Adjacent,
      prices: [9_000n, 10_000n, 11_000n],
      sizePerCell: 10n,
      referencePrice: 9_500n,
      cursor: 10n,
    })
    expect(receipt.status).to.equal('success')
    expect(await balances(event.vault)).to.deep.equal({ base: TENTH, quote: 9_000_000n })
  })

  it('records the funds of its creation at the reference price', async () => {
    // 10 lots x 9 500 x 100 of cost, and 9 quote tokens besides.
    expect(await world.maker.getVaultStats({ vault })).to.deep.equal({
      baseLots: 10n,
      cost: 9_500_000n,
      realisedPnl: 0n,
      contributed: 18_500_000n,
      trips: 0n,
      wins: 0n,
      fills: 0n,
      events: 3n,
      cursor: 10n,
      bidCursor: 0n,
      halted: false,
    })
    expect(await world.maker.getVaultGrid({ vault })).to.deep.equal({
      mode: GridMode.Adjacent,
      prices: [9_000n, 10_000n, 11_000n],
      sizePerCell: 10n,
      cursor: 10n,
      referencePrice: 9_500n,
      halted: false,
    })
  })

  it('needs what core says it needs', async () => {
    const { takerFeeBps, lotSize, tickSize } = await world.maker.getMarket({ marketId: 1 })
    const state = openVault({ ...TERMS, market: { lotSize, tickSize, takerFeeBps } })
    expect(requiredFunds(state)).to.deep.equal(await world.maker.getRequiredFunds({ vault }))
  })

  it('approves only tokens that are needed', async () => {
    const { receipts, ...approved } = await world.maker.approveGridVaultSync({ ...TERMS, referencePrice: 20_000n })
    // 10 x 9 000 + 10 x 10 000 ticks, at 100 atoms.
    expect(approved).to.deep.equal({ base: 0n, quote: 19_000_000n })
    expect(receipts).to.have.length(1)
  })

  it('deposits at the average cost', async () => {
    const { maker, gained } = world
    const act = async () => {
      const { receipt: _, ...event } = await maker.depositVaultSync({ vault, base: TENTH, quote: 5n })
      const amounts = { baseAmount: TENTH, quoteAmount: 5n, lots: 10n, cost: 9_500_000n }
      // Its fourth event: strategy, profit share and funding came with its creation. Entered at the average.
      expect(event).to.deep.equal({ eventSeq: 4, ...amounts, entry: 2 })
    }
    expect(await gained(vault, act)).to.deep.equal({ base: TENTH, quote: 5n })
    const { contributed, cost } = await maker.getVaultStats({ vault })
    expect([contributed, cost]).to.deep.equal([28_000_005n, 19_000_000n])
  })

  it('withdraws to the owner, a started lot leaving whole, and halts when that cuts into orders', async () => {
    const { maker, gained } = world
    const act = async () => {
      const { receipt: _, ...event } = await maker.withdrawVaultSync({ vault, base: TENTH / 10n + 1n, quote: 1n })
      expect(event).to.deep.equal({
        to: maker.account.address,
        eventSeq: 5,
        baseAmount: TENTH / 10n + 1n,
        quoteAmount: 1n,
        lots: 2n,
        cost: 1_900_000n,
        halted: true,
      })
    }
    expect(await gained(maker.account.address, act)).to.deep.equal({ base: TENTH / 10n + 1n, quote: 1n })
    expect((await maker.getVaultStats({ vault })).halted).to.equal(true)
    await expectError(maker.resumeVaultSync({ vault }), 'Underfunded', {
      // Lots of the position: the started one is gone, though all of it but an atom is still there.
      baseHeld: 80_000_000_000_000_000n,
      baseNeeded: TENTH,
      quoteHeld: 8_999_999n,
      quoteNeeded: 9_000_000n,
    })
  })

  it('withdraws to anyone the owner names', async () => {
    const { maker, stranger, gained } = world
    const to = stranger.account.address
    const act = () => maker.withdrawVaultSync({ vault, quote: 9_000_000n, to })
    expect(await gained(to, act)).to.deep.equal({ base: 0n, quote: 9_000_000n })
  })

  it('halts, refuses fills and resumes', async () => {
    const { maker, taker } = world
    expect((await maker.haltVaultSync({ vault })).by).to.equal(maker.account.address)
    const take = { vault, side: 1, size: 1n, limitPrice: 11_000n } as const
    await expectError(taker.takeGrid(take), 'VaultHalted', {})
    await maker.resumeVaultSync({ vault })
    expect((await taker.takeGridSync(take)).size).to.equal(1n)
  })

  it('lets the manager halt and nobody else', async () => {
    const { maker, stranger } = world
    const manager = stranger.account.address
    await expectError(stranger.haltVault({ vault }), 'NotManager', { caller: manager })
    expect((await maker.setVaultManagerSync({ vault, manager })).manager).to.equal(manager)
    expect((await stranger.haltVaultSync({ vault })).by).to.equal(manager)
    await expectError(stranger.resumeVault({ vault }), 'NotOwner', { caller: manager })
    await expectError(stranger.withdrawVault({ vault, quote: 1n }), 'NotOwner', { caller: manager })
  })

  it('says what is wrong with the terms', async () => {
    const { maker, vaultFactory } = world
    await expectError(maker.createGridVault({ ...TERMS, marketId: 2 }), 'UnknownMarket', { marketId: 2 })
    await expectError(maker.createGridVault({ ...TERMS, prices: [5n, 5n] }), 'GridNotIncreasing', {
      index: 1n,
      previous: 5n,
      price: 5n,
    })
    await expectError(maker.getRequiredFunds({ ...TERMS, prices: [5n] }), 'GridPriceCount', {
      count: 1n,
      min: 2n,
      max: 256n,
    })
    await expectError(maker.predictGridVault({ ...TERMS, sizePerCell: 0n }), 'ZeroCellSize', {})
    await expectError(maker.createGridVault({ ...TERMS, salt: `0x${'ab'.repeat(32)}` }), 'ERC20InsufficientAllowance', {
      spender: vaultFactory,
      allowance: 0n,
      needed: TENTH,
    })
    await expectError(maker.createGridVault(TERMS), 'FailedDeployment', {})
  })

  it('says what is wrong with a deposit', async () => {
    const { maker, stranger } = world
    await expectError(maker.depositVault({ vault, base: 1n }), 'NotWholeLots', { baseAmount: 1n, lotSize: TENTH / 10n })
    await expectError(stranger.depositVault({ vault }), 'NotOwner', { caller: stranger.account.address })
    await expectError(maker.withdrawVault({ vault, quote: 9_000_001n }), 'OwedToManager', {
      amount: 9_000_001n,
      available: 9_000_000n,
    })
  })
})
