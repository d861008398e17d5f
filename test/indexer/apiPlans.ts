import { expect } from 'chai'
import type { Query } from '../../indexer/src/store/read/read.ts'
import { plannedOnce } from '../../indexer/src/store/sql.ts'
import { TAKER, VAULT } from './helpers/events.ts'
import { ask, indexEvents, memoryIndex } from './helpers/index.ts'
import { A_HASH, requestOf, SHORT, SpyReader, shapes } from './helpers/shapes.ts'
import { AT, week } from './helpers/story.ts'

/** Whether a query looks at all vaults or pools of a market. */
const isOfGrids = (sql: string) => /FROM (vault|pool) g\s/.test(sql)

describe('plans of queries', () => {
  const index = memoryIndex()
  const reader = new SpyReader(index.db, 31_337)
  before(() => indexEvents(index, week().events))

  const request = (source: string) => ask({ ...index, reader }, source)
  const seenTexts = () => [...new Map(reader.seen.splice(0).map((query) => [query.sql, query])).values()]

  function planOf({ sql, values }: Query): string[] {
    const text = plannedOnce(sql, 31_337)
    const rows = index.db.prepare(`EXPLAIN QUERY PLAN ${text}`).all(values) as { detail: string }[]
    return rows.map(({ detail }) => detail)
  }

  /** What is wrong with how a query would be run; nothing when an index leads to every row that is looked at. */
  function faults({ sql, values }: Query): string[] {
    const plan = planOf({ sql, values })
    const bad = plan.flatMap((line) => {
      const [, verb, table = ''] = /^(SCAN|SEARCH) (\w+)/.exec(line) ?? []
      if (verb === 'SCAN') return table === 'looked' || line.startsWith('SCAN (') ? [] : [line]
      // Every index begins with the chain: a search by nothing else looks at whatever the limit lets it.
      const [, asked = ''] = new RegExp(`FROM ${table} WHERE (.*?) ORDER BY`, 's').exec(sql) ?? []
      const isLimited = /LIMIT \?|LIMIT 1\b/.test(sql) && !/\w = \?/.test(asked)
      const isWhole = verb === 'SEARCH' && /\(chain_id=\?\)$/.test(line) && !isLimited
      return isWhole && !SHORT.includes(table) ? [line] : []
    })
    const sorts = plan.some((line) => line.includes('TEMP B-TREE'))
    // Sorting what a limited search has found is no search, and each of a market's grids has cost somebody a deployment.
    const isBounded = sql.includes('AS looked') || isOfGrids(sql)
    return sorts && !isBounded ? [...bad, ...plan] : bad
  }

  /** How often SQLite planned a statement, each value set of which gives rows: the driver then makes a function for them. */
  function plannings(sql: string, values: readonly (readonly unknown[])[]): number {
    const { Function: before } = globalThis
    let count = 0
    globalThis.Function = new Proxy(before, {
      apply: (target, self, given) => {
        count++
        return Reflect.apply(target, self, given)
      },
    })
    try {
      const statement = index.db.prepare(sql)
      for (const some of values) statement.all(some)
      return count
    } finally {
      globalThis.Function = before
    }
  }

  it('lead every page of every list to its rows by an index', () => {
    const all = shapes()
    expect(all.length).to.be.greaterThan(700)
    for (const shape of all) {
      request(requestOf(shape))
      for (const one of seenTexts()) expect(faults(one), `${requestOf(shape)}\n${one.sql}`).to.deep.equal([])
    }
  }).timeout(60_000)

  it('are made once, whatever values they are asked with', () => {
    const bare = 'SELECT * FROM fill WHERE chain_id = 31337 AND maker = ? ORDER BY height, log_index LIMIT ?'
    const asked = Array.from({ length: 5 }, (_, n) => [VAULT, n + 1])
    expect(plannings(bare, asked)).to.equal(5)
    expect(plannings(plannedOnce(bare, 31_337), asked)).to.equal(1)
    const queries = shapes().flatMap((shape) => {
      request(requestOf(shape))
      return seenTexts()
    })
    const texts = new Map<string, Query>()
    for (const query of queries) {
      // What finds nothing does not tell.
      const sql = plannedOnce(query.sql, 31_337)
      if (index.db.prepare(sql).all(query.values).length > 0) texts.set(sql, query)
    }
    expect(texts.size).to.be.greaterThan(300)
    for (const [sql, { values }] of texts) expect(plannings(sql, Array(3).fill(values)), sql).to.equal(1)
  }).timeout(60_000)

  it('lead cursors to their places', () => {
    for (const list of ['fills', 'trades', 'events', 'vaults', 'traders', 'makers', 'marketList']) {
      const cursor = (request(`{ ${list}(first: 1) { edges { cursor } } }`)[list] as { edges: { cursor: string }[] })
        .edges[0]?.cursor
      for (const size of ['first', 'last']) {
        for (const side of ['after', 'before']) {
          request(
            `{ ${list}(${size}: 1, ${side}: "${cursor}") { edges { cursor } pageInfo { hasNextPage hasPreviousPage } } }`,
          )
        }
      }
    }
    for (const one of seenTexts()) expect(faults(one), one.sql).to.deep.equal([])
  })

  it('lead everything else to its rows', () => {
    const at = `at: { block: ${AT.loss} }`
    const metric = '{ value reason }'
    const sources = [
      '_meta { status block { number } }',
      'blockAt(time: 99999) { number }',
      ...['', `, ${at}`, `, at: { hash: "${'0x'.padEnd(65, '0')}3" }`].map(
        (more) => `vault(id: "${VAULT}"${more}) { equity }`,
      ),
      `market(id: 1, ${at}) { lastPrice }`,
      'markets { id base { symbol } }',
      `pool(address: "${VAULT}", ${at}) { value }`,
      `position(pool: "${VAULT}", provider: "${TAKER}", ${at}) { units }`,
      `trader(market: 1, address: "${TAKER}", ${at}) { takerVolume }`,
      `cancelledQuote(hash: "${A_HASH}", ${at}) { block }`,
      `tiers(quote: "0x000000000000000000000000000000000000000c") { tiers { makers } }`,
      `equityCurve(vault: "${VAULT}", window: D7) { equity }`,
      `metrics(vault: "${VAULT}", window: D30, ${at}) { pnl sharpe ${metric} largestWin ${metric} holdProfit ${metric} }`,
      `metrics(vault: "${VAULT}", fromBlock: 3) { pnl }`,
      `poolEquityCurve(pool: "${VAULT}", window: D7) { equity }`,
      `poolMetrics(pool: "${VAULT}", window: D7) { fills holdProfit ${metric} }`,
      `traderMetrics(market: 1, address: "${TAKER}", window: D7) { netLots }`,
      `traderMetrics(market: 1, address: "${TAKER}", window: D7, ${at}) { pnl sharpe ${metric} maxDrawdown ${metric} }`,
      `profitCurve(market: 1, address: "${TAKER}", window: D7, ${at}) { profit }`,
      `profitCurve(market: 1, address: "${TAKER}", fromBlock: 4) { profit }`,
      `leaderboard(market: 1, ${at}) { entries { rank } }`,
      `poolLeaderboard(market: 1, ${at}) { entries { rank } }`,
      `poolLeaderboard(market: 1, metric: EXCESS_OVER_HOLD) { entries { rank } }`,
      ...['MARKOUT_60', 'QUOTE_UPTIME'].flatMap((by) => [
        `leaderboard(market: 1, metric: ${by}, ${at}) { entries { rank } }`,
        `poolLeaderboard(market: 1, metric: ${by}) { entries { rank } }`,
      ]),
      ...['PNL', 'SHARPE', 'MARKOUT_60'].map(
        (by) => `traderLeaderboard(market: 1, metric: ${by}, ${at}) { entries { rank kind } }`,
      ),
      `protocol(window: D30) { fills quotes { volume } }`,
      `depth(market: 1, ${at}) { bidLots }`,
      `quote(hash: "${A_HASH}", ${at}) { cancelledBlock }`,
      `metrics(vault: "${VAULT}", window: D7) { markouts { gain } quoteUptime ${metric} tightUptime ${metric} }`,
      `poolMetrics(pool: "${VAULT}", window: D7) { markouts { gain } quoteUptime ${metric} }`,
      `traderMetrics(market: 1, address: "${TAKER}", window: D7) { markouts { gain } }`,
      `quotes { edges { node { market { id } cancelledBlock } } }`,
      'depthHistory(market: 1) { edges { node { makers { maker } } } }',
      'priceHistory(market: 1) { open }',
    ]
    for (const source of sources) {
      request(`{ ${source} }`)
      for (const one of seenTexts()) expect(faults(one), `${source}\n${one.sql}`).to.deep.equal([])
    }
  })

  it('lead from the grids of a market to their trades, never through its traders', () => {
    request('{ depth(market: 1) { bidLots } }')
    const queries = seenTexts().filter(({ sql }) => isOfGrids(sql))
    expect(queries).to.have.length(2)
    for (const one of queries) {
      const [grids, trades] = planOf(one)
      expect(grids).to.match(/^SEARCH g USING INDEX \w+ \(chain_id=\? AND market=\? AND height<\?\)$/)
      expect(trades).to.match(/^SEARCH t USING .*\(chain_id=\? AND market=\? AND address=\?\)/)
    }
  })

  it('tell all kinds of a leaderboard of traders at once', () => {
    const board = request(
      `{ traderLeaderboard(market: 1, metric: MARKOUT_60, at: { block: ${AT.loss} }) { entries { kind } } }`,
    ).traderLeaderboard as { entries: unknown[] }
    expect(board.entries).to.deep.equal([{ kind: 'VAULT' }])
    const ofMakers = reader.seen
      .splice(0)
      .filter(({ sql, values }) => /(FROM|JOIN) maker /.test(sql) || values[0] === 'maker')
    expect(ofMakers).to.have.length(1)
  })

  it('are told apart from those without an index', () => {
    const fault = (sql: string) => faults({ sql, values: [] })
    expect(fault('SELECT * FROM fill WHERE size = 1')).not.to.deep.equal([])
    expect(fault('SELECT * FROM fill WHERE chain_id = @chain')).not.to.deep.equal([])
    expect(fault("SELECT * FROM fill WHERE chain_id = @chain AND maker = 'x' ORDER BY size LIMIT 1")).not.to.deep.equal(
      [],
    )
    expect(fault("SELECT * FROM fill WHERE chain_id = @chain AND maker = 'x' ORDER BY height LIMIT 1")).to.deep.equal(
      [],
    )
  })
})
