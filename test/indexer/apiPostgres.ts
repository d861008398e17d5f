import { writeFileSync } from 'node:fs'
import { expect } from 'chai'
import { apiOptions } from '../../indexer/src/api/options.ts'
import { openDatabase } from '../../indexer/src/store/database.ts'
import { TestApi } from './helpers/api.ts'
import { TAKER, VAULT } from './helpers/events.ts'
import { TemporaryFolder } from './helpers/folder.ts'
import { IDENTITY, indexEvents, indexInto, memoryIndex } from './helpers/index.ts'
import { type PostgresServer, startPostgres } from './helpers/postgres.ts'
import { AT, week } from './helpers/story.ts'

const PAGE = 'totalCount pageInfo { hasNextPage hasPreviousPage endCursor }'
const METRIC = '{ value reason }'

/** Of every kind of read there is. */
const QUERIES = [
  `{ fills(first: 2) { ${PAGE} edges { cursor node { id price vault { equity } } } } }`,
  `{ fills(last: 2, where: { or: [{ size_gt: "5" }, { not: { realised_lt: "0" } }], timestamp_gte: 100000 }) { ${PAGE} edges { node { id } } } }`,
  `{ trades(where: { maker_in: ["${VAULT}"], side: ASK }) { ${PAGE} edges { node { realised } } } }`,
  `{ events(where: { kind_in: [DEPOSIT, WITHDRAW], actor_ne: "${TAKER}" }) { ${PAGE} edges { node { kind detail { name value } } } } }`,
  `{ vaults(where: { market: 1 }) { ${PAGE} edges { node { id prices } } } traders { ${PAGE} edges { node { address makerVolume } } } }`,
  `{ positions { ${PAGE} edges { cursor } } cancelledQuotes { ${PAGE} edges { cursor } } makerPeriods { ${PAGE} edges { cursor } } }`,
  `{ candles(market: 1, interval: HOUR, last: 2) { ${PAGE} edges { node { timestamp volume } } } marketList { edges { cursor } } }`,
  `{ vault(id: "${VAULT}", at: { block: ${AT.loss} }) { equity } market(id: 1, at: { block: ${AT.secondBuy} }) { volume } }`,
  `{ metrics(vault: "${VAULT}", window: D7) { pnl sharpe ${METRIC} largestWin ${METRIC} holdProfit ${METRIC} calmar ${METRIC} } }`,
  `{ equityCurve(vault: "${VAULT}") { timestamp equity netFlow } priceHistory(market: 1) { fills volume } }`,
  `{ leaderboard(market: 1, window: ALL) { entries { rank value } } depth(market: 1, bps: 5000) { bidLots makers { maker } } }`,
  `{ traderMetrics(market: 1, address: "${TAKER}") { netCash profit ${METRIC} } protocol { fills quotes { volume } } }`,
  `{ quotes { ${PAGE} edges { node { hash bidLots askNotional cancelledBlock } } } markouts { ${PAGE} edges { node { maker horizons { gain spread ${METRIC} } } } } }`,
  `{ depthHistory(market: 1, bps: 500, at: { block: ${AT.win} }) { ${PAGE} edges { node { timestamp bidNotional makers { maker askLots } } } } }`,
  `{ metrics(vault: "${VAULT}", window: D7) { markouts { seconds volume } quoteUptime ${METRIC} tightUptime ${METRIC} } }`,
  `{ audits(where: { kind: VAULT, equal: true }) { ${PAGE} edges { node { id } } } }`,
  `{ tiers(quote: "${VAULT}") { period } blockAt(time: 99999999) { number hash } markets { id } }`,
]

describe('the API over PostgreSQL', function () {
  this.timeout(60_000)
  let server: PostgresServer

  before(async () => {
    server = await startPostgres()
  })

  after(() => server?.stop())

  it('answers as over SQLite, to the byte, and streams likewise', async () => {
    const { events } = week()
    const index = memoryIndex()
    await indexEvents(index, events)
    const database = await openDatabase(await server.database(), true)
    await database.create(IDENTITY)
    const writer = await database.write(IDENTITY.chainId)
    await indexInto(writer, events)
    const [ours, theirs] = [
      await TestApi.start(index.reader),
      await TestApi.start(await database.read(IDENTITY.chainId)),
    ]
    const gone = new AbortController()
    try {
      for (const query of QUERIES) {
        const answer = await ours.post(query)
        expect(answer.errors, query).to.equal(undefined)
        expect(await theirs.post(query), query).to.deep.equal(answer)
        // Once more, from what was kept.
        expect(await theirs.post(query), query).to.deep.equal(answer)
      }
      const heads = theirs.listen<{ block: number }>('subscription { head { block } }', {}, gone.signal)
      expect((await heads.next()).value).to.deep.equal({ block: AT.crash })
    } finally {
      gone.abort()
      await ours.close()
      await theirs.close()
      await writer.close()
      await database.close()
    }
  })
})

describe('what an operator says of the API', () => {
  const folder = new TemporaryFolder()
  after(() => folder.remove())

  it('is read from its file, and refused where it makes no sense', () => {
    const file = folder.file('operations.json')
    writeFileSync(file, JSON.stringify({ one: '{ markets { id } }' }))
    const { operations, operationsOnly } = apiOptions({ operations: file, operationsOnly: true })
    expect([...(operations ?? [])].map(([, text]) => text)).to.deep.equal(['{ markets { id } }'])
    expect(operationsOnly).to.equal(true)
    expect(() => apiOptions({ operationsOnly: true })).to.throw('--operations-only needs --operations')
    expect(() => apiOptions({ operations: folder.file('none') })).to.throw('cannot be read as a JSON file')
    writeFileSync(file, '[7]')
    expect(() => apiOptions({ operations: file })).to.throw('holds 7, which is no text')
  })
})
