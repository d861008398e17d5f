import { Side } from '@tidemark/sdk/core'
import { expect } from 'chai'
import type { ChainEvent } from '../../indexer/src/chain/events.ts'
import { observePoolFlow, openPoolFlow } from '../../indexer/src/reducers/poolFlows.ts'
import type { Mark, PoolRecord, PoolStatus } from '../../indexer/src/reducers/records.ts'
import type { Table, Value } from '../../indexer/src/store/table.ts'
import type { Records } from '../../indexer/src/store/workingSet.ts'
import { OWNER, QUOTER, Script, TAKER, VAULT } from './helpers/events.ts'
import { ask, digest, indexEvents, type MemoryIndex, memoryIndex } from './helpers/index.ts'
import { AT, week } from './helpers/story.ts'

const WAD = 10n ** 18n
const LOT = 10n ** 15n

const value = (amount: bigint) => ({ value: String(amount), reason: null })
const NO_DATA = { value: null, reason: 'NO_DATA' }

/** Cells of 10 lots that buy at 98, 99, 100 and 101 ticks (of 100 atoms) and sell one tick higher. */
const FINE = { prices: [98n, 99n, 100n, 101n, 102n], sizePerCell: 10n, referencePrice: 100n, cursor: 30n }

/** Hours 1 and 2 with fills, a halt in hour 5, an end of it in hour 25. */
function hours(): Script {
  return new Script(1, 3_600)
    .market()
    .vault(FINE)
    .deposit(10n * LOT, 297_000n, 10n, 100_000n)
    .block(3_700)
    .fill(1n, Side.Bid, 5n, 50_000n, 25n, 30n)
    .block(7_300)
    .fill(2n, Side.Ask, 5n, 50_500n, 26n, 25n)
    .block(7_400)
    .fill(3n, Side.Bid, 5n, 50_000n, 25n, 30n)
    .block(18_000)
    .own({ kind: 'halted', by: OWNER })
    .block(90_000)
    .own({ kind: 'resumed' })
}

async function indexed(events: readonly ChainEvent[], ends: readonly number[] = []): Promise<MemoryIndex> {
  const index = memoryIndex()
  await indexEvents(index, events, ends)
  return index
}

describe('markouts', () => {
  let db: MemoryIndex
  before(async () => {
    db = await indexed(week().events)
  })

  const FIELDS = 'seconds gain volume fills spread { value reason }'
  const markouts = (args: string) =>
    (ask(db, `{ metrics(vault: "${VAULT}"${args}) { markouts { ${FIELDS} } } }`).metrics as { markouts: object[] })
      .markouts

  it("judge each fill by the market's first price after the horizon", () => {
    // 10 lots bought at 10 000, then 9 000; sold at 10 000 and 11 000; somebody else's at 8 000 comes last. After a minute
    // the first is judged by 9 000 (-10 000), the second by 10 000 (+10 000), the sales by 11 000 (-10 000) and 8 000 (+30 000).
    const minute = { seconds: 60, gain: '20000', volume: '400000', fills: 4, spread: value(WAD / 20n) }
    // After five, the second is judged by 11 000, the first price that much later: +20 000.
    const later = { gain: '30000', volume: '400000', fills: 4, spread: value((WAD * 3n) / 40n) }
    expect(markouts('')).to.deep.equal([minute, { seconds: 300, ...later }, { seconds: 3_600, ...later }])
  })

  it('are of what was judged within a range, and round against the maker', () => {
    const [minute] = markouts(`, toBlock: ${AT.loss}`)
    expect(minute).to.deep.equal({ seconds: 60, gain: '0', volume: '190000', fills: 2, spread: value(0n) })
    // The sale at 10 000, judged by 11 000: 10 000 of 100 000 lost.
    expect(markouts(`, fromBlock: ${AT.win}, toBlock: ${AT.win}`)[0]).to.deep.include({
      gain: '-10000',
      volume: '100000',
    })
    // One third of all three: the part is rounded down, away from zero.
    const [, five] = markouts(`, toBlock: ${AT.win}`)
    expect(five).to.deep.include({ gain: '0', volume: '290000', fills: 3 })
    const [first] = markouts(`, toBlock: ${AT.win}`)
    expect(first).to.deep.include({ gain: '-10000', spread: value(-(10n * WAD) / 290n - 1n) })
    expect(markouts(`, fromBlock: ${AT.crash + 0}`)[0]).to.deep.include({ gain: '30000', fills: 1 })
  })

  it('have a reason where nothing was judged, and are listed by maker', () => {
    const trader = ask(
      db,
      `{ traderMetrics(market: 1, address: "${QUOTER}") { markouts { fills spread { value reason } } } }`,
    ).traderMetrics
    expect(trader).to.deep.equal({ markouts: [0, 1, 2].map(() => ({ fills: 0, spread: NO_DATA })) })
    const list = ask(db, '{ markouts(where: { market: 1 }) { totalCount edges { node { maker horizons { gain } } } } }')
    expect(list.markouts).to.deep.equal({
      totalCount: 1,
      edges: [{ node: { maker: VAULT, horizons: [{ gain: '20000' }, { gain: '30000' }, { gain: '30000' }] } }],
    })
  })

  it('take fills of one second and side for one', async () => {
    const other = { maker: QUOTER, ref: `0x${'7'.repeat(64)}` } as const
    const script = new Script(1, 100)
      .market()
      .block(200)
      .fill(1n, Side.Ask, 1n, 10_000n, 5n, 0n, other)
      .fill(2n, Side.Ask, 3n, 34_000n, 17n, 0n, other)
      .fill(3n, Side.Bid, 2n, 20_000n, 10n, 0n, other)
      .block(260)
      .fill(4n, Side.Bid, 1n, 12_000n, 6n, 0n, other)
    const judged = ask(
      await indexed(script.events),
      '{ markouts { edges { node { horizons { gain volume fills } } } } }',
    )
    // Sold 4 for 44 000, bought 2 for 20 000; a minute later one costs 12 000: -4 000 and +4 000.
    expect(judged.markouts).to.deep.equal({
      edges: [
        {
          node: {
            horizons: [
              { gain: '0', volume: '64000', fills: 2 },
              { gain: '0', volume: '0', fills: 0 },
              { gain: '0', volume: '0', fills: 0 },
            ],
          },
        },
      ],
    })
  })
})

describe('quote uptime', () => {
  let db: MemoryIndex
  before(async () => {
    db = await indexed(hours().events)
  })

  const uptime = (args: string) =>
    ask(db, `{ metrics(vault: "${VAULT}"${args}) { quoteUptime { value reason } tightUptime { value reason } } }`)
      .metrics

  it('is the share of time with both sides, tight while they are one cell apart', () => {
    // Both sides until the halt at 18 000. 100 to 102 at first and from 7 300 to 7 400, else 100 to 101.
    expect(uptime('')).to.deep.equal({
      quoteUptime: value((14_400n * WAD) / 86_400n),
      tightUptime: value(((3_600n + 10_600n) * WAD) / 86_400n),
    })
  })

  it('is of any range, up to its last block', () => {
    expect(uptime(', toBlock: 4')).to.deep.equal({
      quoteUptime: value(WAD),
      tightUptime: value((3_600n * WAD) / 3_800n),
    })
    expect(uptime(', fromBlock: 4, toBlock: 5')).to.deep.equal({
      quoteUptime: value(WAD),
      tightUptime: value((10_600n * WAD) / 10_700n),
    })
    // Nothing happens between the halt and its end.
    expect(uptime(', fromBlock: 6')).to.deep.equal({ quoteUptime: value(0n), tightUptime: value(0n) })
  })

  it('has a reason where no time has passed', () => {
    expect(uptime(', toBlock: 1')).to.deep.equal({ quoteUptime: NO_DATA, tightUptime: NO_DATA })
  })

  it('counts a grid that is all bids or all asks as none', async () => {
    // All bids from 3 600, both sides from 86 500, all asks from 172 900, both from 173 000, all bids from 432 000.
    const answer = ask(
      await indexed(week().events),
      `{ metrics(vault: "${VAULT}") { quoteUptime { value } tightUptime { value } } }`,
    )
    expect(answer.metrics).to.deep.equal({
      quoteUptime: { value: String(((86_400n + 259_000n) * WAD) / 601_199n) },
      tightUptime: { value: '0' },
    })
  })
})

describe('leaderboards by measures', () => {
  const board = (db: MemoryIndex, args: string) =>
    ask(db, `{ leaderboard(market: 1, ${args}) { ranked considered entries { address vault value samples } } }`)
      .leaderboard
  const entry = { address: VAULT, vault: `31337:${VAULT}` }

  it('rank by markouts, of which so many were judged', async () => {
    const db = await indexed(week().events)
    const ranked = { ranked: 1, considered: 1 }
    expect(board(db, 'window: ALL, metric: MARKOUT_60')).to.deep.equal({
      ...{ ...ranked, entries: [{ ...entry, value: String(WAD / 20n), samples: 4 }] },
    })
    expect(board(db, 'window: ALL, metric: MARKOUT_3600')).to.deep.equal({
      ...{ ...ranked, entries: [{ ...entry, value: String((WAD * 3n) / 40n), samples: 4 }] },
    })
    expect(board(db, `window: ALL, metric: MARKOUT_60, at: { block: ${AT.loss} }`)).to.deep.equal({
      ...{ ...ranked, entries: [{ ...entry, value: '0', samples: 2 }] },
    })
    expect(board(db, 'window: ALL, metric: MARKOUT_300, minSamples: 5')).to.deep.include({ ranked: 0, considered: 1 })
    // Judged on the last day: the sale at 11 000, by 8 000.
    expect(board(db, 'window: H24, metric: MARKOUT_300')).to.deep.equal({
      ...{ ...ranked, entries: [{ ...entry, value: String((WAD * 30_000n) / 110_000n), samples: 1 }] },
    })
    expect(board(db, `window: ALL, metric: MARKOUT_60, at: { block: ${AT.firstBuy} }`)).to.deep.include({ ranked: 0 })
  })

  it('rank by uptime, of so many hours', async () => {
    const db = await indexed(hours().events)
    const tight = [{ ...entry, value: String(((3_600n + 10_600n) * WAD) / 86_400n), samples: 24 }]
    expect(board(db, 'window: ALL, metric: TIGHT_UPTIME')).to.deep.equal({ ranked: 1, considered: 1, entries: tight })
    const all = [{ ...entry, value: String((14_400n * WAD) / 86_400n), samples: 24 }]
    expect(board(db, 'window: ALL, metric: QUOTE_UPTIME, minSamples: 24')).to.deep.include({ entries: all })
    expect(board(db, 'window: ALL, metric: QUOTE_UPTIME, minSamples: 25')).to.deep.include({ ranked: 0 })
    // Within the first hour and three seconds of it: one hour, all of it quoted.
    const young = [{ ...entry, value: String(WAD), samples: 1 }]
    expect(board(db, 'window: ALL, metric: QUOTE_UPTIME, at: { block: 4 }')).to.deep.include({ entries: young })
    expect(board(db, 'window: ALL, metric: QUOTE_UPTIME, at: { block: 1 }')).to.deep.include({ ranked: 0 })
  })
})

describe('the history of depth', () => {
  let db: MemoryIndex
  before(async () => {
    db = await indexed(hours().events)
  })

  const FIELDS =
    'timestamp block price bidLots bidNotional askLots askNotional makerCount isComplete makers { maker kind askLots }'
  const history = (args: string, fields = FIELDS) => {
    const { depthHistory } = ask(db, `{ depthHistory(market: 1, ${args}) { totalCount edges { node { ${fields} } } } }`)
    return (depthHistory as { edges: { node: object }[] }).edges.map(({ node }) => node)
  }

  it('is what grids offered at the end of each hour in which something happened', () => {
    // 25 lots bought and not sold again: 5 bid for at 100, 10 each at 99 and 98; 5 for sale at 101, 10 at 102.
    const close = { price: '100', makerCount: 1, isComplete: true, bidLots: '15', bidNotional: '149000' }
    const asks = { askLots: '5', askNotional: '50500', makers: [{ maker: VAULT, kind: 'VAULT', askLots: '5' }] }
    const halted = { bidLots: '0', bidNotional: '0', askLots: '0', askNotional: '0', makerCount: 0, makers: [] }
    expect(history('')).to.deep.equal([
      { timestamp: 7_200, block: 3, ...close, ...asks },
      { timestamp: 10_800, block: 5, ...close, ...asks },
      { timestamp: 21_600, block: 6, price: '100', isComplete: true, ...halted },
    ])
    const sums = 'bidLots bidNotional askLots askNotional'
    expect(history('bps: 50, first: 1', sums)).to.deep.equal([
      { bidLots: '5', bidNotional: '50000', askLots: '0', askNotional: '0' },
    ])
    expect(history('bps: 500, first: 1', sums)).to.deep.equal([
      { bidLots: '25', bidNotional: '247000', askLots: '15', askNotional: '152500' },
    ])
    expect(() => history('bps: 77')).to.throw('bps is 77; depth is sampled within 50, 100, 500 bps')
  })

  it('is the same as asking for each moment, and as of any block', () => {
    for (const bps of [50, 100, 500]) {
      const sums = 'price bidLots bidNotional askLots askNotional'
      for (const [i, block] of [2, 4, 5].entries()) {
        const now = ask(db, `{ depth(market: 1, bps: ${bps}, at: { block: ${block} }) { ${sums} } }`).depth
        expect(history(`bps: ${bps}`, sums)[i]).to.deep.equal(now)
      }
    }
    const ends = (args: string) => history(args, 'timestamp')
    expect(ends('at: { block: 2 }')).to.deep.equal([])
    expect(ends('at: { block: 4 }')).to.deep.equal([{ timestamp: 7_200 }])
    expect(ends('at: { block: 5 }')).to.have.length(2)
    expect(ends('where: { start_gte: 7200, bidNotional_gt: "0" }')).to.deep.equal([{ timestamp: 10_800 }])
  })

  it('ends with nothing where the exchange has halted the market, as depth does', async () => {
    const halt = hours()
    halt.block(100_000)
    const at = { height: 7, logIndex: 0, timestamp: 100_000, txHash: `0x${'ab'.repeat(32)}` } as const
    const events: ChainEvent[] = [...halt.events, { kind: 'market-halted', marketId: 1, by: OWNER, at }]
    const answer = ask(await indexed(events), '{ depth(market: 1, bps: 500) { bidLots askLots makers { maker } } }')
    expect(answer.depth).to.deep.equal({ bidLots: '0', askLots: '0', makers: [] })
  })
})

describe('filled quotes', () => {
  const hash = `0x${'9'.repeat(64)}` as const

  it('are listed with what was filled of them, and told when withdrawn', async () => {
    const script = week()
    script.fill(2n, Side.Ask, 2n, 17_000n, 9n, 0n, { maker: QUOTER, ref: hash })
    script.block(7 * 86_400)
    const at = { height: 9, logIndex: 0, timestamp: 7 * 86_400, txHash: `0x${'ab'.repeat(32)}` } as const
    const db = await indexed([...script.events, { kind: 'quote-cancelled', maker: QUOTER, hash, at }])
    const quote = { hash, bidLots: '5', bidNotional: '40000', askLots: '2', askNotional: '17000', fills: 2 }
    const fields = 'hash bidLots bidNotional askLots askNotional fills block lastBlock cancelledBlock'
    const where = { block: AT.crash, lastBlock: AT.crash }
    expect(
      ask(db, `{ quotes(where: { maker: "${QUOTER}" }) { totalCount edges { node { ${fields} } } } }`).quotes,
    ).to.deep.equal({
      totalCount: 1,
      edges: [{ node: { ...quote, ...where, cancelledBlock: 9 } }],
    })
    expect(ask(db, `{ quote(hash: "${hash}", at: { block: ${AT.crash} }) { ${fields} } }`).quote).to.deep.equal({
      ...{ ...quote, ...where, cancelledBlock: null },
    })
    expect(
      ask(db, `{ quotes(where: { maker: "${TAKER}" }) { totalCount } quote(hash: "0x${'1'.repeat(64)}") { fills } }`),
    ).to.deep.equal({
      ...{ quotes: { totalCount: 0 }, quote: null },
    })
  })
})

describe('measures', () => {
  it('are the same bytes whatever the batches', async () => {
    for (const script of [week(), hours()]) {
      const whole = digest(await indexed(script.events))
      expect(digest(await indexed(script.events, [1, 2, 3, 4, 5]))).to.deep.equal(whole)
      expect(digest(await indexed(script.events, [2, 4]))).to.deep.equal(whole)
    }
  })
})

describe('flows of a pool', () => {
  const POOL = `0x${'a'.repeat(40)}` as const
  const DAY = 86_400
  const market = { mark: { notional: 50_000n, size: 5n }, units: { lotSize: LOT, tickSize: 100n, takerFeeBps: 5 } }
  const pool = { address: POOL, marketId: 1, referencePrice: 90n } as PoolRecord
  const status = {
    ...{ reserveBase: 7n * LOT, reserveQuote: 1_000n, poolFees: 3n, rebates: 4n, distributed: 5n, claimed: 6n },
  } as PoolStatus

  /** Records in memory: what is put is there at once. */
  function recordsOf(mark: Mark) {
    const rows = new Map<string, unknown>([['market 1', { ...market, mark }]])
    const history: unknown[] = []
    const records: Records = {
      get: <R>(table: Table<R>, ...key: Value[]) => rows.get(`${table.name} ${key.join(' ')}`) as R | undefined,
      put: (table, record, ...key) => {
        if (table.kind === 'history') history.push(record)
        else rows.set(`${table.name} ${key.join(' ')}`, record)
      },
      remove: (table, ...key) => rows.delete(`${table.name} ${key.join(' ')}`),
    }
    return { records, history, flow: () => rows.get(`pool_flow ${POOL}`) }
  }

  const at = (timestamp: number, height: number) => {
    return { height, logIndex: 0, timestamp, txHash: `0x${'ab'.repeat(32)}` } as const
  }
  const moved = { pool: POOL, eventSeq: 1, provider: OWNER, to: OWNER, lp: 1n, sizePerCell: 1n, cursor: 0n }

  it('are what came and went at the price of the moment, and each day is written down when it is over', () => {
    const { records, history, flow } = recordsOf(market.mark)
    const founding = { pool: POOL, founder: OWNER, marketId: 1, operator: OWNER, lp: 1n, prices: [], cursor: 0n }
    const funds = { referencePrice: 90n, sizePerCell: 1n, base: LOT, quote: 500n }
    openPoolFlow(records, { kind: 'pool-created', ...founding, ...funds, at: at(DAY, 3) })
    // One lot at 10 000 and 500.
    expect(flow()).to.deep.equal({ pool: POOL, first: 10_500n, netFlow: 10_500n, base: LOT, quote: 500n, day: 1 })
    const join = { kind: 'liquidity-added', ...moved, base: 2n * LOT, quote: 1n, at: at(DAY + 5, 4) } as const
    observePoolFlow(records, join, pool, status)
    expect(flow()).to.deep.equal({ pool: POOL, first: 10_500n, netFlow: 30_501n, base: 3n * LOT, quote: 501n, day: 1 })
    expect(history).to.deep.equal([])
    const leave = { kind: 'liquidity-removed', ...moved, base: LOT / 2n, quote: 1n, at: at(4 * DAY, 9) } as const
    observePoolFlow(records, leave, pool, status)
    const left = { base: (5n * LOT) / 2n, quote: 500n, day: 4 }
    expect(flow()).to.deep.equal({ pool: POOL, first: 10_500n, netFlow: 25_500n, ...left })
    expect(history).to.deep.equal([
      {
        ...{ pool: POOL, day: 1, height: 9, reserveBase: 7n * LOT, reserveQuote: 1_000n },
        ...{ income: 12n, claimed: 6n, netFlow: 30_501n },
      },
    ])
  })

  it("are worth the pool's reference price before the market has one", () => {
    const { records, flow } = recordsOf({ notional: 0n, size: 0n })
    const founding = { pool: POOL, founder: OWNER, marketId: 1, operator: OWNER, lp: 1n, prices: [], cursor: 0n }
    const funds = { referencePrice: 90n, sizePerCell: 1n, base: LOT, quote: 500n }
    openPoolFlow(records, { kind: 'pool-created', ...founding, ...funds, at: at(DAY, 3) })
    expect(flow()).to.deep.include({ first: 9_500n })
  })
})
