import { Side } from '@tidemark/sdk/core'
import { expect } from 'chai'
import type { Address } from 'viem'
import { InvariantBroken } from '../../indexer/src/errors.ts'
import { rowAsOf } from '../../indexer/src/store/read/asOf.ts'
import { Known } from '../../indexer/src/store/read/known.ts'
import { readVault } from '../../indexer/src/store/read/vault.ts'
import { MARKET } from '../../indexer/src/store/tables/market.ts'
import { MAKER_PERIOD, TRADER } from '../../indexer/src/store/tables/trader.ts'
import { MANAGER_CLAIM } from '../../indexer/src/store/tables/vault.ts'
import { DAY, OWNER, QUOTER, Script, TAKER, VAULT } from './helpers/events.ts'
import { cursorOf, indexEvents, memoryIndex, read } from './helpers/index.ts'
import { week } from './helpers/story.ts'
import { GRID } from './helpers/venue.ts'

async function index(script: Script) {
  const db = memoryIndex()
  await indexEvents(db, script.events)
  return {
    vault: () => read(db, readVault(VAULT, new Known())),
    market: () => read(db, rowAsOf(MARKET, [1])),
    trader: (address: Address) => read(db, rowAsOf(TRADER, [1, address])),
    claim: () => read(db, rowAsOf(MANAGER_CLAIM, [VAULT, QUOTER])),
    period: (n: number) => read(db, rowAsOf(MAKER_PERIOD, [VAULT, `0x${'c'.padStart(40, '0')}`, n])),
  }
}

/** The week with its last event replaced by one of another claim. */
function weekUpTo(count: number): Script {
  const script = week()
  // A vault's creation is three events, and counts as one here.
  script.events.splice(count + 2)
  return script
}

/** One cell that buys and sells at 109, beside two it never reaches. */
const EVEN = { prices: [109n, 120n, 130n], sizePerCell: 10n, referencePrice: 100n, cursor: 0n }

describe('reducers', () => {
  it("hold the vault's record, the mark and both sides' volumes", async () => {
    const view = await index(week())
    const vault = view.vault()
    expect(vault?.state.position).to.deep.equal({ lots: 25n, cost: 258_500n, realisedPnl: 3_200n, trips: 2n, wins: 1n })
    expect(vault?.state.quoteHeld).to.equal(160_000n)
    expect(vault?.state.contributed).to.equal(517_000n)
    expect(view.market()?.mark).to.deep.equal({ notional: 40_000n, size: 5n })
    expect(view.market()?.volume).to.equal(440_000n)
    expect(view.trader(VAULT)).to.deep.include({ seq: 4, makerVolume: 400_000n, takerVolume: 0n })
    expect(view.trader(QUOTER)).to.deep.include({ seq: 1, makerVolume: 40_000n })
    expect(view.trader(TAKER)).to.deep.include({ seq: 0, takerFills: 5, takerVolume: 440_000n, feesPaid: 220n })
  })

  it('follow halts, resumptions and managers', async () => {
    const script = week().block(9 * DAY)
    script.own({ kind: 'halted', by: OWNER })
    expect((await index(script)).vault()?.halted).to.equal(true)
    script.own({ kind: 'resumed' }).own({ kind: 'manager-changed', manager: OWNER, managerEpoch: 1 })
    const vault = (await index(script)).vault()
    expect(vault?.halted).to.equal(false)
    expect(vault?.manager).to.equal(OWNER)
  })

  it('count an account that takes its own kind of order on both sides once', async () => {
    const script = weekUpTo(4).block(DAY).fill(1n, Side.Ask, 1n, 9_000n, 5n, 0n, { maker: QUOTER, taker: QUOTER })
    const trader = (await index(script)).trader(QUOTER)
    expect(trader).to.deep.include({ seq: 1, makerVolume: 9_000n, takerFills: 1, takerVolume: 9_000n, feesPaid: 5n })
  })

  it('pay managers what was set aside, and what free quote came to cover since', async () => {
    const script = weekUpTo(4).own({
      ...{ kind: 'crystallised', manager: QUOTER, highWaterMark: 500n, accrued: 60n, setAside: 40n },
    })
    expect((await index(script)).claim()).to.deep.include({ setAside: 40n, carried: 20n })
    script.own({ kind: 'profit-share-claimed', manager: QUOTER, to: QUOTER, amount: 55n })
    const view = await index(script)
    expect(view.claim()).to.deep.include({ setAside: 0n, carried: 5n })
    expect(view.vault()?.status.share).to.deep.equal({ highWaterMark: 500n, owed: 0n, carried: 5n, paid: 55n })
    expect(view.vault()?.state.quoteHeld).to.equal(190_000n - 55n)
  })

  it('price base that enters a flat vault at the reference price, brought within the limits', async () => {
    // The grid's reference price is 1 000 ticks of 100 quote atoms.
    const limits = { minPrice: '900', maxPrice: '950' }
    const capped = new Script()
      .market()
      .vault({ limits })
      .deposit(2n * 10n ** 15n, 0n, 2n, 190_000n, { entry: 3 })
    expect((await index(capped)).vault()?.state.position.cost).to.equal(190_000n)
    const raised = new Script().market().vault({ limits: { minPrice: '1050' } })
    raised.deposit(10n ** 15n, 0n, 1n, 105_000n, { entry: 3 }).deposit(10n ** 15n, 0n, 1n, 105_000n)
    expect((await index(raised)).vault()?.state.position.cost).to.equal(210_000n)
  })

  it('count a hedge that sells as the round trip it is, also once it was written', async () => {
    // Thirty lots cost 327 000; ten of them bring 120 000 less 60.
    const script = weekUpTo(4).own({
      ...{ kind: 'hedged', marketId: 2, bought: false, lots: 10n, notional: 120_000n, fee: 60n, cost: 0n },
    })
    const position = (await index(script)).vault()?.state.position
    expect(position).to.deep.equal({ lots: 20n, cost: 218_000n, realisedPnl: 10_940n, trips: 1n, wins: 1n })
    script.own({ kind: 'hedged', marketId: 2, bought: true, lots: 1n, notional: 11_000n, fee: 6n, cost: 0n })
    expect((await index(script)).vault()?.state.position).to.deep.include({ cost: 229_006n, trips: 1n })
  })

  it('win no trip by a rebate, as the vault does not', async () => {
    // Each of the thirty lots cost 10 900: ten of them sold at 100 and ten at 110 ticks of 100.
    const script = weekUpTo(4).block(DAY).fill(1n, Side.Bid, 10n, 100_000n, 50n, 20n)
    script.fill(2n, Side.Ask, 10n, 110_000n, 55n, 10n, { rebate: 7n })
    const won = (await index(script)).vault()
    expect(won?.totals.trips).to.deep.include({ trips: 1n, wins: 1n, grossProfit: 3_250n })
    expect(won?.state.position.realisedPnl).to.equal(3_257n)
    const even = weekUpTo(3)
      .deposit(10n * 10n ** 15n, 0n, 10n, 109_000n, { entry: 3 })
      .block(DAY)
    even.own({ kind: 'strategy-set', strategy: 0, limits: {}, mode: 1, ...EVEN })
    even.fill(1n, Side.Ask, 10n, 109_000n, 55n, 0n, { rebate: 3n })
    const same = (await index(even)).vault()?.state.position
    expect(same).to.deep.equal({ lots: 0n, cost: 0n, realisedPnl: 3n, trips: 1n, wins: 0n })
  })

  it('keep what a vault says of a grid whose mode is unknown', async () => {
    const script = new Script().market().vault({ mode: 9, cursor: 77n }).deposit(0n, 190_000n, 0n, 0n).block(DAY)
    script.fill(1n, Side.Bid, 10n, 90_001n, 46n, 77n).fill(2n, Side.Ask, 4n, 36_000n, 18n, 61n)
    const vault = (await index(script)).vault()
    expect(vault?.state.position).to.deep.include({ lots: 6n, realisedPnl: -1n, trips: 1n })
    expect([vault?.status.cursor, vault?.status.fills]).to.deep.equal([61n, 2n])
  })

  it('count volume where rebates are paid, and nothing where there are none', async () => {
    const script = (ratesBps: number[]) => {
      const rebates = { kind: 'rebates-scheduled', thresholds: [1n, 2n, 3n], ratesBps, fromPeriod: 0 } as const
      const traded = weekUpTo(4).block(DAY).fill(1n, Side.Bid, 10n, 100_000n, 50n, 20n)
      const [first] = traded.events
      if (first === undefined) throw new Error('the week is empty')
      traded.events.unshift({ ...rebates, at: { ...first.at, logIndex: -1 } })
      return traded
    }
    expect((await index(script([0, 1, 2, 3]))).period(0)).to.deep.include({ volume: 100_000n, rebates: 0n })
    expect((await index(script([0, 0, 0, 0]))).period(0)).to.equal(undefined)
    // The market's fee is 5 bps.
    const unborne = script([0, 0, 0, 6])
    expect((await index(unborne)).period(0)).to.equal(undefined)
    unborne.fill(2n, Side.Bid, 1n, 9_000n, 5n, 10n, { rebate: 1n })
    const refusal = await index(unborne).catch((error: unknown) => error)
    expect(String(refusal)).to.match(/the rebate where none is paid is 1 on chain and 0 by the index/)
  })

  const claims: Record<string, [Script, RegExp]> = {
    'a gap in the sequence': [
      weekUpTo(4).block(DAY).fill(2n, Side.Bid, 10n, 100_000n, 50n, 20n),
      /fill 2 of maker .* where 1 is next: logs are missing/,
    ],
    'a repeated fill': [
      weekUpTo(5).block(DAY).fill(1n, Side.Bid, 10n, 90_000n, 45n, 10n),
      /fill 1 of maker .* where 2 is next: a log is repeated/,
    ],
    'another cursor': [
      weekUpTo(4).block(DAY).fill(1n, Side.Bid, 10n, 100_000n, 50n, 19n),
      /the cursor before the fill is 19 on chain and 20 by the index/,
    ],
    'another notional': [
      weekUpTo(4).block(DAY).fill(1n, Side.Bid, 10n, 100_001n, 50n, 20n),
      /the notional is 100001 on chain and 100000/,
    ],
    'another fee': [
      weekUpTo(4).block(DAY).fill(1n, Side.Bid, 10n, 100_000n, 51n, 20n),
      /the fee is 51 on chain and 50/,
    ],
    'another fee of a quote': [
      weekUpTo(4).block(DAY).fill(1n, Side.Bid, 5n, 40_000n, 19n, 0n, { maker: QUOTER }),
      /the fee is 19 on chain and 20/,
    ],
    'a gap in what the vault says of itself': [
      weekUpTo(4).own({ kind: 'halted', by: OWNER, eventSeq: 6 }),
      /the number of the vault's event is 6 on chain and 4 by the index/,
    ],
    'another opening cursor of a later strategy': [
      weekUpTo(4).own({ kind: 'strategy-set', strategy: 0, limits: {}, mode: 0, ...GRID, cursor: 10_999n }),
      /the opening cursor is 10999 on chain and 11000/,
    ],
    'more lots than rest': [
      weekUpTo(4).block(DAY).fill(1n, Side.Bid, 21n, 190_000n, 95n, 20n),
      /21 lots were asked for and 20 rest/,
    ],
    'an unknown market': [
      weekUpTo(4).block(DAY).fill(1n, Side.Bid, 10n, 100_000n, 50n, 20n, { marketId: 2 }),
      /market 2 is unknown; is the start block later/,
    ],
    'another opening cursor': [
      new Script().market().vault({ cursor: 10_000n }),
      /the opening cursor is 10000 on chain and 11000/,
    ],
    'another cost of deposited base': [
      weekUpTo(3).deposit(10n ** 15n, 0n, 1n, 10_901n),
      /the cost of the lots is 10901 on chain and 10900/,
    ],
    'another cost of withdrawn base': [
      weekUpTo(4).withdraw(1n, 0n, 1n, 10_899n),
      /the cost of the lots is 10899 on chain and 10900/,
    ],
    'a vault nobody created': [new Script().market().deposit(0n, 1n, 0n, 0n), /vault .* is unknown/],
  }
  for (const [name, [script, message]] of Object.entries(claims)) {
    it(`refuse ${name}, and the whole batch with it`, async () => {
      const db = memoryIndex()
      const refusal = await indexEvents(db, script.events).catch((error: unknown) => error)
      expect(refusal).to.be.instanceOf(InvariantBroken)
      expect((refusal as Error).message).to.match(message)
      expect(db.db.prepare('SELECT count(*) FROM block').pluck().get()).to.equal(0)
      expect(cursorOf(db).height).to.equal(-1)
    })
  }
})
