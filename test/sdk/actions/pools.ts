import { Side } from '@tidemark/sdk'
import { expect } from 'chai'
import { expectError } from '../helpers/expectError.ts'
import { startWorld, type World } from '../helpers/world.ts'

const YEAR_2100 = 4_102_444_800n
// Two cells of 1 000 lots: bids at 9 000, asks at 11 000.
const TERMS = {
  marketId: 1,
  prices: [9_000n, 10_000n, 11_000n],
  sizePerCell: 1_000n,
  referencePrice: 9_500n,
  name: 'Base/Quote grid',
  symbol: 'BQ-LP',
} as const
// 1 000 lots of 0.01 base for sale; 1 000 x 9 000 x 100 quote atoms of bids.
const BASE = 10n * 10n ** 18n
const QUOTE = 900_000_000n
// Worth 1 000 x 9 500 x 100 and the bids.
const LP = 1_850_000_000n

describe('pool actions', function () {
  this.timeout(30_000)
  let world: World
  let pool: `0x${string}`
  let start: `0x${string}`

  before(async () => {
    world = await startWorld()
    const { maker, taker } = world
    const terms = { ...TERMS, operator: maker.account.address }
    await maker.approvePoolSync(terms)
    pool = (await maker.createPoolSync(terms)).pool
    for (const token of [world.base, world.quote]) {
      for (const { approveTokenSync } of [maker, taker])
        await approveTokenSync({ token, spender: pool, amount: 10n ** 30n })
    }
  })
  beforeEach(async () => {
    start = await world.maker.snapshot()
  })
  afterEach(() => world.maker.revert({ id: start }))
  after(() => world.node.stop())

  it('founds a pool where predicted, for what was previewed', async () => {
    const { maker } = world
    const terms = { ...TERMS, salt: `0x${'01'.padStart(64, '0')}` } as const
    expect(await maker.previewCreatePool(terms)).to.deep.equal({ base: BASE, quote: QUOTE, lp: LP - 1_000n })
    const predicted = await maker.predictPool(terms)
    const { receipts, ...approved } = await maker.approvePoolSync(terms)
    expect(approved).to.deep.equal({ base: BASE, quote: QUOTE })
    expect(receipts).to.have.length(2)
    const { receipt: _, ...created } = await maker.createPoolSync(terms)
    expect(created).to.deep.equal({
      ...{ pool: predicted, founder: maker.account.address, marketId: 1 },
      operator: '0x0000000000000000000000000000000000000000',
      ...{ prices: [9_000n, 10_000n, 11_000n], sizePerCell: 1_000n, referencePrice: 9_500n, cursor: 1_000n },
      ...{ base: BASE, quote: QUOTE, lp: LP - 1_000n, locked: 1_000n },
    })
    await expectError(maker.previewCreatePool({ ...terms, sizePerCell: 999n }), 'FirstSizeTooSmall', {
      size: 999n,
      min: 1_000n,
    })
  })

  it('joins for the ceiling and leaves for the floor, within what the provider accepts', async () => {
    const { taker, gained } = world
    const lp = LP / 10n
    const asked = await taker.previewJoinPool({ pool, lp })
    expect(asked).to.deep.equal({ base: BASE / 10n, quote: QUOTE / 10n })
    await expectError(taker.joinPool({ pool, lp, maxQuote: QUOTE / 10n - 1n }), 'QuoteOutOfBounds', {
      amount: QUOTE / 10n,
      min: 0n,
      max: QUOTE / 10n - 1n,
    })
    await expectError(taker.joinPool({ pool, lp, minCursor: 10n ** 18n + 1n }), 'CursorOutOfBounds')
    await expectError(taker.joinPool({ pool, lp, deadline: 1n }), 'PoolDeadlinePassed')
    const joined = async () => {
      const { receipt: _, ...event } = await taker.joinPoolSync({ pool, lp })
      expect(event).to.include({ lp, base: BASE / 10n, quote: QUOTE / 10n, sizePerCell: 1_100n, cursor: 1_100n })
    }
    expect(await gained(taker.account.address, joined)).to.deep.equal({ base: -BASE / 10n, quote: -QUOTE / 10n })
    expect(await taker.getBalance({ token: pool })).to.equal(lp)
    expect(await taker.previewLeavePool({ pool, lp })).to.deep.equal(asked)
    const left = () => taker.leavePoolSync({ pool, lp })
    expect(await gained(taker.account.address, left)).to.deep.equal({ base: BASE / 10n, quote: QUOTE / 10n })
    await expectError(taker.leavePool({ pool, lp }), 'InsufficientBalance', {})
  })

  it('leaves by one token and takes the other later', async () => {
    const { maker, gained } = world
    const lp = LP / 4n
    const act = async () => {
      const { setAside, base, quote } = await maker.leavePoolOneTokenSync({ pool, lp, token: 'quote' })
      expect([setAside, base, quote]).to.deep.equal([BASE / 4n, BASE / 4n, QUOTE / 4n])
    }
    expect(await gained(maker.account.address, act)).to.deep.equal({ base: 0n, quote: QUOTE / 4n })
    expect((await maker.getPool({ pool })).baseSetAside).to.equal(BASE / 4n)
    const { amount, token } = await maker.claimSetAsideSync({ pool, token: 'base' })
    expect([amount, token]).to.deep.equal([BASE / 4n, world.base])
    await expectError(maker.claimSetAside({ pool, token: 'base' }), 'NothingClaimable')
  })

  it('fills as a maker, streams its part of the fee and a gift, and pays them out', async () => {
    const { maker, taker } = world
    const fill = await taker.takeGridSync({ vault: pool, side: Side.Ask, size: 1_000n, limitPrice: 11_000n })
    // 1 000 x 11 000 x 100 and 5 bps of it, a fifth of which the pool keeps.
    expect([fill.notional, fill.fee]).to.deep.equal([1_100_000_000n, 550_000n])
    const { amount } = await taker.distributeFeesSync({ pool, amount: 90_000n })
    expect(amount).to.equal(90_000n)
    expect((await maker.getPool({ pool })).streaming).to.equal(200_000n)
    await maker.increaseTime({ seconds: 365 * 86_400 })
    await maker.mine({ blocks: 1 })
    // All of it, less what rounds down.
    expect(await maker.getClaimableFees({ pool })).to.be.within(199_990n, 200_000n)
    const claimed = await maker.claimFeesSync({ pool })
    expect(claimed.amount).to.be.within(199_990n, 200_000n)
    await expectError(taker.claimFees({ pool }), 'NothingClaimable', { provider: taker.account.address })
  })

  it('moves its grid as announced and not otherwise', async () => {
    const { maker, taker } = world
    const move = { pool, prices: [8_000n, 9_500n, 12_000n], referencePrice: 9_500n } as const
    await expectError(taker.proposeMove(move), 'PoolNotOperator', { caller: taker.account.address })
    const { executableAt, prices } = await maker.proposeMoveSync(move)
    expect(prices).to.deep.equal(move.prices)
    await expectError(maker.executeMove(move), 'MoveNotDue', { executableAt })
    await maker.cancelMoveSync({ pool })
    await expectError(maker.executeMove(move), 'NoMoveProposed', {})
    const again = await maker.proposeMoveSync(move)
    await maker.setNextBlockTimestamp({ timestamp: again.executableAt })
    const { receipt: _, ...moved } = await maker.executeMoveSync({ ...move, simulate: false, gas: 5_000_000n })
    // Two cells around 9 500: base funds none of them, 900 quote both from 9 500 x 100 and 8 000 x 100 a lot.
    expect(moved).to.deep.include({ prices: [8_000n, 9_500n, 12_000n], referencePrice: 9_500n })
    expect((await maker.getPool({ pool })).prices).to.deep.equal([8_000n, 9_500n, 12_000n])
    const operator = taker.account.address
    expect((await maker.setPoolOperatorSync({ pool, operator })).operator).to.equal(operator)
    expect((await maker.getPools({ pools: [pool, operator] })).map(({ known }) => known)).to.deep.equal([true, false])
  })

  it('shows what rests in its grid, alone and among others', async () => {
    const { maker, stranger } = world
    const book = { bids: [{ price: 9_000n, lots: 1_000n }], asks: [{ price: 11_000n, lots: 1_000n }] }
    expect(await maker.getGridBook({ marketId: 1, maker: pool })).to.deep.equal(book)
    const nobody = stranger.account.address
    expect(await maker.getBook({ marketId: 1, makers: [nobody, pool] })).to.deep.equal({ ...book, skipped: [nobody] })
    expect((await maker.getBook({ marketId: 1, makers: [pool], maxLevels: 0 })).asks).to.deep.equal([])
    await expectError(maker.getGridBook({ marketId: 1, maker: nobody }), 'NotSuchMaker', { maker: nobody })
    expect(await maker.getPoolState({ pool })).to.deep.include({ cursor: 1_000n, reserveQuote: QUOTE, supply: LP })
  })

  it('is heard while it is watched', async () => {
    const { taker } = world
    const heard: string[] = []
    const stop = taker.watchPool({
      pool,
      onEvents: (events) => heard.push(...events.map(({ eventName }) => eventName)),
    })
    await new Promise((resolve) => setTimeout(resolve, 200))
    await taker.joinPoolSync({ pool, lp: 1_000n })
    await taker.leavePoolSync({ pool, lp: 1_000n })
    while (heard.length < 2) await new Promise((resolve) => setTimeout(resolve, 20))
    stop()
    expect(heard).to.deep.equal(['LiquidityAdded', 'LiquidityRemoved'])
  })

  it('moves LP units by transfer, approval and permit', async () => {
    const { maker, taker, stranger } = world
    const to = taker.account.address
    expect((await maker.transferTokenSync({ token: pool, to, amount: 5n })).value).to.equal(5n)
    const permit = await maker.signPermit({ token: pool, spender: to, amount: 7n, deadline: YEAR_2100 })
    expect((await stranger.permitTokenSync(permit)).value).to.equal(7n)
    expect(await maker.getAllowance({ token: pool, spender: to })).to.equal(7n)
    await expectError(stranger.permitToken(permit), 'InvalidPermit', {})
    // The domain that the token would be asked for, and one that it does not sign for.
    const terms = { token: pool, spender: to, amount: 9n, deadline: YEAR_2100 }
    const [asked, told, wrong] = [
      await maker.signPermit(terms),
      await maker.signPermit({ ...terms, domain: { name: TERMS.name, version: '1' } }),
      await maker.signPermit({ ...terms, domain: { name: TERMS.name, version: '2' } }),
    ]
    expect(told).to.deep.equal(asked)
    await expectError(stranger.permitToken(wrong), 'InvalidPermit', {})
    await expectError(stranger.permitToken({ ...told, deadline: 1n }), 'PermitExpired', {})
  })

  it('trades a token that takes permits without an approval: permit and take in one transaction', async () => {
    const { governor, maker, stranger, exchange, quote } = world
    // LP units are a token of their own: a market for them, a vault that buys them.
    const units = { exchange, base: pool, quote, lotSize: 100n, tickSize: 1n, takerFeeBps: 5 }
    const { marketId } = await governor.createMarketSync(units)
    const grid = { marketId, prices: [100n, 200n], sizePerCell: 1_000n, referencePrice: 100n } as const
    await maker.approveVaultSync(grid)
    const { vault } = await maker.createGridVaultSync(grid)
    await maker.transferTokenSync({ token: pool, to: stranger.account.address, amount: 20_000n })
    const sale = { vault, side: Side.Bid, size: 100n, limitPrice: 100n } as const
    await expectError(stranger.takeGrid(sale), 'InsufficientAllowance', {})
    const permit = await stranger.signPermit({ token: pool, spender: exchange, amount: 10_000n, deadline: YEAR_2100 })
    const { size, notional } = await stranger.takeGridSync({ ...sale, permits: [permit] })
    expect([size, notional]).to.deep.equal([100n, 10_000n])
    // A permit that somebody used before leaves the same allowance.
    const next = await stranger.signPermit({ token: pool, spender: exchange, amount: 10_000n, deadline: YEAR_2100 })
    await maker.permitTokenSync(next)
    expect((await stranger.takeGridSync({ ...sale, permits: [next] })).seq).to.equal(2n)
  })

  it('creates a vault out of a permit', async () => {
    const { governor, maker, exchange, vaultFactory, quote } = world
    const { marketId } = await governor.createMarketSync({
      ...{ exchange, base: pool, quote, lotSize: 100n, tickSize: 1n, takerFeeBps: 5 },
    })
    const grid = { marketId, prices: [100n, 200n], sizePerCell: 10n, referencePrice: 50n } as const
    const amount = (await maker.getRequiredFunds(grid)).base
    expect(amount).to.equal(1_000n)
    const permit = await maker.signPermit({ token: pool, spender: vaultFactory, amount, deadline: YEAR_2100 })
    const { vault } = await maker.createGridVaultSync({ ...grid, permits: [permit] })
    expect(await maker.getBalance({ token: pool, owner: vault })).to.equal(1_000n)
  })
})
