import { depositToVault, fillVault, openVault, Side } from '@tidemark/sdk'
import { expect } from 'chai'
import { numberToHex } from 'viem'
import { expectError } from '../helpers/expectError.ts'
import { startWorld, type World } from '../helpers/world.ts'

const TERMS = { marketId: 1, prices: [9_000n, 10_000n, 11_000n], sizePerCell: 10n, referencePrice: 9_500n } as const
const LOT = 10n ** 16n

describe('takeGrid', function () {
  this.timeout(30_000)
  let world: World
  let vault: `0x${string}`
  let start: `0x${string}`

  before(async () => {
    world = await startWorld()
    await world.maker.approveGridVaultSync(TERMS)
    vault = (await world.maker.createGridVaultSync(TERMS)).vault
  })
  beforeEach(async () => {
    start = await world.maker.snapshot()
  })
  afterEach(() => world.maker.revert({ id: start }))
  after(() => world.node.stop())

  it('buys: the taker pays notional and fee, the vault realises its profit', async () => {
    const { maker, taker, gained, exchange, balances } = world
    const act = async () => {
      const { receipt: _, ...fill } = await taker.takeGridSync({ vault, side: Side.Ask, size: 3n, limitPrice: 11_000n })
      expect(fill).to.deep.equal({
        marketId: 1,
        maker: vault,
        taker: taker.account.address,
        seq: 1n,
        side: Side.Ask,
        size: 3n,
        // 3 lots x 11 000 ticks x 100 atoms.
        notional: 3_300_000n,
        // 5 bps.
        fee: 1_650n,
        rebate: 0n,
        ref: numberToHex(10n, { size: 32 }),
      })
    }
    expect(await gained(taker.account.address, act)).to.deep.equal({ base: 3n * LOT, quote: -3_301_650n })
    expect(await balances(vault)).to.deep.equal({ base: 7n * LOT, quote: 12_300_000n })
    expect(await balances(exchange)).to.deep.equal({ base: 0n, quote: 1_650n })
    const { baseLots, cost, realisedPnl, trips, wins, fills, cursor } = await maker.getVaultStats({ vault })
    // 3 of 10 lots that cost 9.5 quote tokens: 2.85 of cost, sold for 3.3.
    expect([baseLots, cost, realisedPnl]).to.deep.equal([7n, 6_650_000n, 450_000n])
    expect([trips, wins, fills, cursor]).to.deep.equal([1n, 1n, 1n, 13n])
  })

  it('sells across two cells: the fee comes out of the proceeds and rounds up', async () => {
    const { maker, taker, gained } = world
    await taker.takeGridSync({ vault, side: Side.Ask, size: 3n, limitPrice: 11_000n })
    const act = async () => {
      const fill = await taker.takeGridSync({ vault, side: Side.Bid, size: 5n, limitPrice: 9_000n })
      // 3 lots at 10 000 and 2 at 9 000, at 100 atoms a tick.
      expect([fill.size, fill.notional, fill.fee, fill.seq]).to.deep.equal([5n, 4_800_000n, 2_400n, 2n])
    }
    expect(await gained(taker.account.address, act)).to.deep.equal({ base: -5n * LOT, quote: 4_797_600n })
    const { baseLots, cost, realisedPnl, trips, cursor } = await maker.getVaultStats({ vault })
    expect([baseLots, cost, realisedPnl]).to.deep.equal([12n, 11_450_000n, 450_000n])
    expect([trips, cursor]).to.deep.equal([1n, 8n])
  })

  it('fills what rests within the limit when a smaller size will do, for another recipient', async () => {
    const { taker, stranger, gained } = world
    const recipient = stranger.account.address
    const take = { vault, side: Side.Ask, size: 25n, limitPrice: 11_000n } as const
    await expectError(taker.takeGrid(take), 'SizeBelowMinimum', { size: 10n, minSize: 25n })
    const act = async () => {
      const { size } = await taker.takeGridSync({ ...take, minSize: 1n, recipient })
      expect(size).to.equal(10n)
    }
    expect(await gained(recipient, act)).to.deep.equal({ base: 10n * LOT, quote: 0n })
  })

  it('refuses a fill nobody offers, a late one and one with oneself', async () => {
    const { maker, taker, stranger } = world
    const take = { vault, side: Side.Ask, size: 1n, limitPrice: 10_999n } as const
    await expectError(taker.takeGrid(take), 'NothingToTake', {})
    const timestamp = (await taker.getBlock()).timestamp
    const late = await expectError(taker.takeGrid({ ...take, deadline: timestamp - 1n }), 'DeadlinePassed')
    expect(late.args.deadline).to.equal(timestamp - 1n)
    const owner = maker.account.address
    await expectError(maker.takeGrid({ ...take, limitPrice: 11_000n }), 'SelfTrade', { account: owner })
    await expectError(taker.takeGrid({ ...take, vault: owner }), 'UnknownMaker', { maker: owner })
    await expectError(stranger.takeGrid({ ...take, limitPrice: 11_000n }), 'ERC20InsufficientAllowance', {
      spender: world.exchange,
      allowance: 0n,
      needed: 1_100_000n,
    })
  })

  it('agrees with core after every fill of a sequence', async () => {
    const { maker, taker } = world
    const { lotSize, tickSize, takerFeeBps } = await maker.getMarket({ marketId: 1 })
    const opened = openVault({ ...TERMS, market: { lotSize, tickSize, takerFeeBps } })
    let { state } = depositToVault(opened, 10n * LOT, 9_000_000n)
    const takes = [
      [1, 3n],
      [1, 7n],
      [0, 13n],
      [0, 7n],
      [1, 20n],
      [0, 1n],
      [1, 1n],
    ] as const
    for (const [side, size] of takes) {
      const expected = fillVault(state, side, size)
      state = expected.state
      const limitPrice = side === Side.Ask ? 11_000n : 9_000n
      const fill = await taker.takeGridSync({ vault, side, size, limitPrice })
      expect([fill.notional, fill.fee, fill.seq]).to.deep.equal([expected.notional, expected.fee, state.seq])
      const stats = await maker.getVaultStats({ vault })
      expect([stats.baseLots, stats.cost, stats.realisedPnl, stats.trips, stats.wins, stats.cursor]).to.deep.equal([
        state.position.lots,
        state.position.cost,
        state.position.realisedPnl,
        state.position.trips,
        state.position.wins,
        state.grid.cursor,
      ])
      expect((await world.balances(vault)).quote).to.equal(state.quoteHeld)
    }
  })
})
