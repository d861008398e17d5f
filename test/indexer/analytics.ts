import { Side } from '@tidemark/sdk/core'
import { expect } from 'chai'
import type { MarketCreated } from '../../indexer/src/chain/events.ts'
import { DAY, QUOTER, Script, VAULT } from './helpers/events.ts'
import { ask, indexEvents, type MemoryIndex, memoryIndex, skipTo } from './helpers/index.ts'
import { AT, GRID, week } from './helpers/story.ts'

const WAD = 10n ** 18n

const FIELDS = `fromBlock toBlock pnl fills trips wins losses grossProfit grossLoss makerVolume takerFees netFlow
  roi { value reason } winRate { value reason } profitFactor { value reason } sharpe { value reason }
  maxDrawdown { value reason } maxDrawdownWad { value reason } equityStart { value reason } equityEnd { value reason }`

function metrics(db: MemoryIndex, fromBlock?: number, toBlock?: number) {
  const range =
    (fromBlock === undefined ? '' : `, fromBlock: ${fromBlock}`) +
    (toBlock === undefined ? '' : `, toBlock: ${toBlock}`)
  return ask(db, `{ metrics(vault: "${VAULT}"${range}) { ${FIELDS} } }`).metrics as Record<string, unknown>
}

function curve(db: MemoryIndex, range = '') {
  const points = ask(db, `{ equityCurve(vault: "${VAULT}"${range}) { timestamp equity netFlow } }`).equityCurve
  return (points as { timestamp: number; equity: string; netFlow: string }[]).map((point) => [
    point.timestamp,
    Number(point.equity),
    Number(point.netFlow),
  ])
}

const value = (amount: bigint | number) => ({ value: String(amount), reason: null })
const none = (reason: string) => ({ value: null, reason })

const sharpeOf = ({ sharpe }: Record<string, unknown>) => Number((sharpe as { value: string }).value) / 1e18

/** Sharpe of daily returns by the textbook, in doubles. */
function textbookSharpe(returns: readonly number[]): number {
  const mean = returns.reduce((sum, r) => sum + r, 0) / returns.length
  const variance = returns.reduce((sum, r) => sum + (r - mean) ** 2, 0) / (returns.length - 1)
  return (mean / Math.sqrt(variance)) * Math.sqrt(365)
}

describe('analytics over blocks: a week computed by hand', () => {
  const db = memoryIndex()
  before(() => indexEvents(db, week().events))

  it('counts money to the atom', () => {
    expect(metrics(db)).to.deep.include({
      fromBlock: 0,
      toBlock: AT.crash,
      pnl: '3200',
      fills: 4,
      trips: 2,
      wins: 1,
      losses: 1,
      grossProfit: '6600',
      grossLoss: '3400',
      makerVolume: '400000',
      takerFees: '200',
      netFlow: String(190_000 + 327_000 - 105_000),
      roi: value((3_200n * WAD) / 517_000n),
      winRate: value(WAD / 2n),
      profitFactor: value((6_600n * WAD) / 3_400n),
      equityStart: value(190_000),
      equityEnd: value(360_000),
    })
  })

  it('draws equity by UTC day, flows at the prices of their moments', () => {
    expect(curve(db)).to.deep.equal([
      [3_600, 190_000, 0],
      [DAY, 517_000, 327_000],
      [2 * DAY, 490_000, 0],
      [3 * DAY, 500_000, 0],
      [6 * DAY, 435_000, -105_000],
      [7 * DAY, 360_000, 0],
    ])
  })

  it('measures drawdown from the peak before the fall, flows taken out', () => {
    // 435 000 to 360 000 on the last day; the withdrawal before it is no fall.
    const { maxDrawdown, maxDrawdownWad } = metrics(db)
    expect(maxDrawdown).to.deep.equal(value(75_000))
    expect(maxDrawdownWad).to.deep.equal(value((75n * WAD + 434n) / 435n))
  })

  it('annualises daily returns over 365 days, days without events included', () => {
    const { sharpe } = metrics(db)
    const days = [0, -27 / 517, 10 / 490, 0, 0, 40 / 500, -75 / 435]
    expect(Number((sharpe as { value: string }).value) / 1e18).to.be.closeTo(textbookSharpe(days), 1e-9)
  })

  it('cuts any range of blocks out of the whole', () => {
    const part = metrics(db, AT.secondBuy, AT.leave)
    expect(part).to.deep.include({
      pnl: '3200',
      fills: 3,
      makerVolume: '300000',
      takerFees: '150',
      netFlow: '-105000',
      equityStart: value(490_000),
      equityEnd: value(435_000),
    })
    const days = [10 / 490, 0, 0, 40 / 500]
    const { sharpe } = part as { sharpe: { value: string } }
    expect(Number(sharpe.value) / 1e18).to.be.closeTo(textbookSharpe(days), 1e-9)
  })

  it('ends a range in the middle of a day with the state at that block', () => {
    expect(metrics(db, 0, AT.secondBuy)).to.deep.include({ pnl: '0', fills: 2, equityEnd: value(450_000) })
    expect(curve(db, `, toBlock: ${AT.secondBuy}`).at(-1)).to.deep.equal([3 * DAY, 450_000, 0])
  })

  it('starts a range with the last price before it, whoever made it', () => {
    expect(metrics(db, AT.crash)).to.deep.include({
      pnl: '0',
      fills: 0,
      winRate: none('NO_DATA'),
      profitFactor: none('NO_DATA'),
      sharpe: none('TOO_FEW_SAMPLES'),
      equityStart: value(435_000),
      equityEnd: value(360_000),
    })
  })

  it('adds up: ranges side by side make the whole', () => {
    for (let cut = AT.created; cut < AT.crash; cut++) {
      const [a, b] = [metrics(db, 0, cut), metrics(db, cut + 1)]
      for (const key of ['pnl', 'fills', 'trips', 'grossProfit', 'grossLoss', 'makerVolume', 'takerFees', 'netFlow']) {
        expect(Number(a[key]) + Number(b[key]), `${key} at ${cut}`).to.equal(Number(metrics(db)[key]))
      }
      expect(a.equityEnd, `equity at ${cut}`).to.deep.equal(b.equityStart)
    }
  })

  it('says why there is no value, never a number in its place', () => {
    expect(metrics(db, 0, AT.created)).to.deep.include({
      roi: value(0),
      winRate: none('NO_DATA'),
      profitFactor: none('NO_DATA'),
      sharpe: none('TOO_FEW_SAMPLES'),
      maxDrawdown: value(0),
      equityStart: value(190_000),
    })
    expect(metrics(db, AT.win, AT.win)).to.deep.include({ profitFactor: none('NO_LOSSES') })
    expect(metrics(db, 0, AT.firstBuy)).to.have.property('pnl', '0')
  })

  it('refuses blocks it has not indexed', () => {
    expect(() => metrics(db, 0, AT.crash + 1)).to.throw(
      `block ${AT.crash + 1} is not indexed yet; the last complete block is ${AT.crash}`,
    )
    expect(() => metrics(db, 5, 4)).to.throw('fromBlock 5 is after toBlock 4')
    expect(ask(db, '{ metrics(vault: "0x0000000000000000000000000000000000000001") { pnl } }').metrics).to.equal(null)
  })

  it('thins curves without moving their ends or losing flows', () => {
    const thin = curve(db, ', maxPoints: 3')
    expect(thin).to.have.length(3)
    expect(thin[0]).to.deep.equal([3_600, 190_000, 0])
    expect(thin.at(-1)?.slice(0, 2)).to.deep.equal([7 * DAY, 360_000])
    expect(thin.reduce((sum, [, , flow]) => sum + Number(flow), 0)).to.equal(327_000 - 105_000)
  })
})

describe('analytics: a vault that was emptied', () => {
  const db = memoryIndex()
  const script = week()
    .block(7 * DAY)
    .withdraw(25n * 10n ** 15n, 160_000n, 25n, 258_500n)
    .block(8 * DAY)
  const { at } = week().events.at(-1) ?? expect.fail()
  script.events.push({
    ...(week().events.at(-1) as Extract<(typeof script.events)[number], { kind: 'fill' }>),
    seq: 2n,
    at: { ...at, height: AT.crash + 2, timestamp: 8 * DAY },
  })
  before(() => indexEvents(db, script.events))

  it('keeps its ratios: what the owner takes out is no loss', () => {
    // The deepest fall stays the one of day 6, 75 of 435: all 360 000 left as flow, none was lost.
    expect(metrics(db)).to.deep.include({
      pnl: '3200',
      maxDrawdown: value(75_000),
      maxDrawdownWad: value((75n * WAD + 434n) / 435n),
      equityEnd: value(0),
    })
  })

  it('has no return on days on which it was empty, whoever traded then', () => {
    // Days 1 to 6 as in the week; on day 7 360 000 are there until they are taken out, a return of 0; day 8 had nothing.
    const days = [0, -27 / 517, 10 / 490, 0, 0, 40 / 500, -75 / 435, 0]
    expect(sharpeOf(metrics(db))).to.be.closeTo(textbookSharpe(days), 1e-9)
    expect(sharpeOf(metrics(db, 0, AT.crash + 1))).to.equal(sharpeOf(metrics(db)))
  })

  it('has no ratios over a range in which it held nothing', () => {
    expect(metrics(db, AT.crash + 2)).to.deep.include({
      sharpe: none('TOO_FEW_SAMPLES'),
      maxDrawdownWad: none('NON_POSITIVE_EQUITY'),
      equityStart: value(0),
    })
  })
})

describe('analytics: idle days', () => {
  const db = memoryIndex()
  const script = week()
  // Another market opens on day 9, so its block is known; the index ends on day 11 with a block that holds nothing.
  const market = script.events.find(({ kind }) => kind === 'market-created') as MarketCreated
  const opened = { height: AT.crash + 1, logIndex: 0, txHash: market.at.txHash, timestamp: 9 * DAY + 5 }
  before(async () => {
    await indexEvents(db, [...script.events, { ...market, marketId: 2, at: opened }])
    await skipTo(db, AT.crash + 5, 11 * DAY + 5)
  })

  it('before a range do not count', () => {
    // The range starts with the sale of day 5, so with equity at the close of day 4: days 3 and 4 are none of it.
    expect(sharpeOf(metrics(db, AT.win, AT.crash))).to.be.closeTo(textbookSharpe([40 / 500, -75 / 435]), 1e-9)
    expect(metrics(db, AT.win, AT.leave).sharpe).to.deep.equal(none('TOO_FEW_SAMPLES'))
    expect(curve(db, `, fromBlock: ${AT.win}`)[0]).to.deep.equal([5 * DAY, 500_000, 0])
  })

  it('do not come back when something else happened on the day before', () => {
    // Block `leave` is the second one of day 5, so the range starts in the middle of that day, with the sale before it.
    expect(curve(db, `, fromBlock: ${AT.leave}`)[0]).to.deep.equal([5 * DAY, 540_000, 0])
  })

  it('at the end of a range count', () => {
    const days = [0, -27 / 517, 10 / 490, 0, 0, 40 / 500, -75 / 435]
    // Up to the block of day 9: nothing happened on days 7, 8 and 9.
    expect(sharpeOf(metrics(db, 0, AT.crash + 1))).to.be.closeTo(textbookSharpe([...days, 0, 0, 0]), 1e-9)
    // Up to the head, on day 11: two more.
    expect(sharpeOf(metrics(db))).to.be.closeTo(textbookSharpe([...days, 0, 0, 0, 0, 0]), 1e-9)
    expect(curve(db).at(-1)).to.deep.equal([12 * DAY, 360_000, 0])
  })

  it('are all there is of a range without events', () => {
    // Behind the last known block: the range is the day of the head alone.
    expect(curve(db, `, fromBlock: ${AT.crash + 2}`)).to.deep.equal([
      [11 * DAY, 360_000, 0],
      [12 * DAY, 360_000, 0],
    ])
  })
})

describe('analytics: ranges that cut through a day or a block', () => {
  it('end before what the owner did later that day', async () => {
    const db = memoryIndex()
    const script = week()
    script.events.pop()
    await indexEvents(db, script.block(5 * DAY + 900).withdraw(0n, 60_000n, 0n, 0n).events)
    expect(metrics(db, 0, AT.leave)).to.deep.include({ netFlow: '412000', equityEnd: value(435_000) })
    expect(metrics(db)).to.deep.include({ netFlow: '352000', equityEnd: value(375_000) })
  })

  it('start with the first deposit, at the mark it met, and not with what came before it in its block', async () => {
    const db = memoryIndex()
    const earlier = new Script(AT.created, 3_600).market().fill(1n, Side.Bid, 5n, 40_000n, 20n, 0n, { maker: QUOTER })
    await indexEvents(
      db,
      earlier.vault({ ...GRID, referencePrice: 95n, cursor: 10n }).deposit(10n ** 16n, 90_000n, 10n, 95_000n).events,
    )
    // 90 000 and ten lots at the mark of 80 ticks, not at the reference price of 95.
    expect(curve(db)).to.deep.equal([[3_600, 170_000, 0]])
    expect(metrics(db)).to.deep.include({ netFlow: '170000', sharpe: none('TOO_FEW_SAMPLES') })
  })
})

describe('prices by day', () => {
  const db = memoryIndex()
  before(() => indexEvents(db, week().events))
  const read = (more = '') =>
    ask(db, `{ priceHistory(market: 1${more}) { timestamp fills volume } }`).priceHistory as {
      fills: number
      volume: string
    }[]

  it('has one candle per day with fills', () => {
    expect(read()).to.deep.equal([
      { timestamp: DAY, fills: 1, volume: '100000' },
      { timestamp: 2 * DAY, fills: 2, volume: '190000' },
      { timestamp: 5 * DAY, fills: 1, volume: '110000' },
      { timestamp: 6 * DAY, fills: 1, volume: '40000' },
    ])
  })

  it('merges neighbours when there are more than asked for', () => {
    expect(read(', maxPoints: 2').map(({ fills, volume }) => [fills, volume])).to.deep.equal([
      [3, '290000'],
      [2, '150000'],
    ])
  })

  it('shows prices once decimals are known', () => {
    const price = () => (ask(db, '{ priceHistory(market: 1) { open high low close } }').priceHistory as unknown[])[1]
    expect(price()).to.deep.equal({ open: null, high: null, low: null, close: null })
    db.db.exec(`INSERT INTO token
      SELECT chain_id, base, 'B', 18 FROM market UNION SELECT chain_id, quote, 'Q', 6 FROM market`)
    // 90 ticks of 100 atoms per lot of 0.001 base: 9 quote tokens per base token.
    expect(price()).to.deep.equal({ open: '9', high: '10', low: '9', close: '10' })
  })
})
