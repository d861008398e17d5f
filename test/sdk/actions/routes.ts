import { decodeRevert, gridStrategy, Side, takeRouteCall } from '@tidemark/sdk'
import { expect } from 'chai'
import { expectError } from '../helpers/expectError.ts'
import { startWorld, type World } from '../helpers/world.ts'

const LOT = 10n ** 16n
// Two cells of 10 lots: bids at 9 000, asks at 11 000.
const GRID = { marketId: 1, prices: [9_000n, 10_000n, 11_000n], sizePerCell: 10n, referencePrice: 9_500n } as const

describe('routes', function () {
  this.timeout(30_000)
  let world: World
  let vault: `0x${string}`
  let start: `0x${string}`

  before(async () => {
    world = await startWorld()
    await world.maker.approveVaultSync(GRID)
    vault = (await world.maker.createVaultSync({ marketId: 1, strategy: gridStrategy(GRID) })).vault
  })
  beforeEach(async () => {
    start = await world.maker.snapshot()
  })
  afterEach(() => world.maker.revert({ id: start }))
  after(() => world.node.stop())

  /** 5 lots offered at 10 500 by the maker, signed. */
  const offer = () =>
    world.maker.signQuote({ marketId: 1, askPrice: 10_500n, askSize: 5n, expiry: 4_102_444_800n, salt: 1n })
  const grid = () => ({ maker: vault, size: 10n, limitPrice: 11_000n })

  it('buys an exact size from a quote and a grid: one total, a fill each', async () => {
    const { taker, gained } = world
    const { quote, signature } = await offer()
    const act = async () => {
      const route = { marketId: 1, side: Side.Ask, amount: 8n, limit: 8_555_000n } as const
      const legs = [{ quote, signature, size: 5n }, grid()]
      const { receipt: _, fills, ...total } = await taker.takeRouteSync({ ...route, legs })
      // 5 lots x 10 500 ticks x 100 atoms and 3 x 11 000 x 100; 5 bps: 2 625 and 1 650.
      expect(fills.map(({ size, notional, fee }) => [size, notional, fee])).to.deep.equal([
        [5n, 5_250_000n, 2_625n],
        [3n, 3_300_000n, 1_650n],
      ])
      expect(total).to.deep.equal({ size: 8n, notional: 8_550_000n, fee: 4_275n, skipped: [] })
    }
    expect(await gained(taker.account.address, act)).to.deep.equal({ base: 8n * LOT, quote: -8_554_275n })
  })

  it('refuses an all-in price beyond the limit, and a size that does not fill', async () => {
    const { taker } = world
    const route = { marketId: 1, side: Side.Ask, amount: 3n, legs: [grid()] } as const
    // 3 x 11 000 x 100 and 5 bps of it.
    await expectError(taker.takeRoute({ ...route, limit: 3_301_649n }), 'LimitExceeded', {
      total: 3_301_650n,
      limit: 3_301_649n,
    })
    expect((await taker.takeRouteSync({ ...route, limit: 3_301_650n })).size).to.equal(3n)
    await expectError(taker.takeRoute({ ...route, amount: 25n, limit: 10n ** 12n }), 'AmountNotFilled', {
      filled: 7n,
      amount: 25n,
    })
    await expectError(taker.takeRoute({ ...route, legs: [], limit: 1n }), 'EmptyRoute', {})
  })

  it('skips what fails where that is asked for, and says why', async () => {
    const { maker, taker } = world
    const { quote, signature } = await offer()
    await maker.cancelQuoteSync({ quote })
    const legs = [{ quote, signature, size: 5n }, grid()]
    const route = { marketId: 1, side: Side.Ask, amount: 8n, limit: 10n ** 9n, legs } as const
    await expectError(taker.takeRoute(route), 'CancelledQuote')
    const { size, fills, skipped } = await taker.takeRouteSync({ ...route, partialFill: true, minSize: 8n })
    expect([size, fills.length]).to.deep.equal([8n, 1])
    expect(skipped.map(({ index, maker: by, reason }) => [index, by, decodeRevert(reason).code])).to.deep.equal([
      [0, maker.account.address, 'CancelledQuote'],
    ])
    await expectError(taker.takeRoute({ ...route, partialFill: true, minSize: 9n }), 'SizeBelowMinimum', {
      size: 2n,
      minSize: 9n,
    })
  })

  it('spends an exact notional, fee included', async () => {
    const { taker, gained } = world
    const act = async () => {
      // 4 lots cost 4 402 200 with their fee; a fifth would pass 5 000 000.
      const route = { marketId: 1, side: Side.Ask, exactNotional: true, amount: 5_000_000n, limit: 4n } as const
      const { size, notional, fee } = await taker.takeRouteSync({ ...route, legs: [grid()] })
      expect([size, notional, fee]).to.deep.equal([4n, 4_400_000n, 2_200n])
    }
    expect(await gained(taker.account.address, act)).to.deep.equal({ base: 4n * LOT, quote: -4_402_200n })
  })

  it('sells at the bids of several makers, by one call of the right shape', async () => {
    const { maker, taker, exchange } = world
    const { quote, signature } = await maker.signQuote({
      ...{ marketId: 1, bidPrice: 9_400n, bidSize: 2n, expiry: 4_102_444_800n, salt: 2n },
    })
    const legs = [
      { quote, signature, size: 2n },
      { maker: vault, size: 10n, limitPrice: 9_000n },
    ]
    const terms = { marketId: 1, side: Side.Bid, amount: 3n, limit: 1n, legs } as const
    const call = takeRouteCall({ ...terms, exchange, recipient: taker.account.address })
    const { result } = await taker.simulateContract({ ...call, account: taker.account })
    // 2 x 9 400 x 100 and 1 x 9 000 x 100; each leg's fee rounds up.
    expect(result).to.deep.equal({ size: 3n, notional: 2_780_000n, fee: 1_390n })
    // Eleven words and 65 bytes.
    expect(call.args[1][0]?.quote).to.have.length(2 + 2 * (11 * 32 + 65))
    expect((await taker.takeRouteSync(terms)).fee).to.equal(1_390n)
  })

  it('makes several calls at once or none', async () => {
    const { taker, exchange } = world
    const take = (amount: bigint) =>
      takeRouteCall({
        ...{ exchange, recipient: taker.account.address, marketId: 1, side: Side.Ask, limit: 10n ** 9n },
        ...{ amount, legs: [grid()] },
      })
    const { fills } = await taker.multicallSync({ target: exchange, calls: [take(2n), take(3n)] })
    expect(fills.map(({ size, seq }) => [size, seq])).to.deep.equal([
      [2n, 1n],
      [3n, 2n],
    ])
    await expectError(taker.multicallSync({ target: exchange, calls: [take(1n), take(5n)] }), 'AmountNotFilled')
    expect((await taker.getVaultStats({ vault })).fills).to.equal(2n)
  })
})
