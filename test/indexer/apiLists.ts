import { Side } from '@tidemark/sdk/core'
import { expect } from 'chai'
import fc from 'fast-check'
import { Applier } from '../../indexer/src/apply.ts'
import type { ChainEvent } from '../../indexer/src/chain/events.ts'
import { DAY, QUOTER, Script, TAKER, VAULT } from './helpers/events.ts'
import { ask, batchOf, blockHash, DEPLOYMENT, indexEvents, type MemoryIndex, memoryIndex } from './helpers/index.ts'
import { AT, week } from './helpers/story.ts'

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: Record<string, unknown> }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
  readonly totalCount: number
  readonly totalCountIsExact: boolean
}

/** Fills of signers, of sizes and sides by these numbers, some in one block. */
function fills(shapes: readonly number[]): ChainEvent[] {
  const script = new Script(1, 3_600).market()
  for (const [i, shape] of shapes.entries()) {
    if (i === 0 || shape % 3 > 0) script.block(3_600 + (i + 1) * 1_000)
    const maker = shape % 2 === 0 ? QUOTER : VAULT
    const seq = BigInt(shapes.slice(0, i + 1).filter((other) => other % 2 === shape % 2).length)
    const size = BigInt(1 + (shape % 7))
    // Five in ten thousand of the notional, rounded up.
    const [notional, side] = [size * 10_000n, shape % 5 < 2 ? Side.Bid : Side.Ask]
    script.fill(seq, side, size, notional, size * 5n, 0n, { maker })
  }
  return script.events
}

async function indexed(shapes: readonly number[]): Promise<MemoryIndex> {
  const db = memoryIndex()
  await indexEvents(db, fills(shapes))
  return db
}

function page(db: MemoryIndex, args: string, list = 'fills'): Page {
  const answer = ask(
    db,
    `{ ${list}(${args}) { totalCount totalCountIsExact edges { cursor node { id } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
  )
  return answer[list] as Page
}

const ids = ({ edges }: Page) => edges.map(({ node }) => node.id as string)

const shapes = fc.array(fc.nat(1_000), { minLength: 1, maxLength: 25 })
const orders = fc.constantFrom('ASC', 'DESC')
const wheres = fc.constantFrom(
  '{}',
  `{ maker: "${QUOTER}" }`,
  '{ side: BID }',
  '{ market: 1, size_gt: "3" }',
  `{ or: [{ size_lte: "2" }, { not: { maker: "${QUOTER}" } }] }`,
)

describe('connections', () => {
  it('walked forwards or backwards give every row once, in order, whatever the size of the pages', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, orders, wheres, fc.integer({ min: 1, max: 7 }), async (some, order, where, size) => {
        const db = await indexed(some)
        const base = `where: ${where}, orderDirection: ${order}`
        const all = ids(page(db, `${base}, first: 200`))
        const forwards: string[] = []
        for (let after = '', more = true; more; ) {
          const one = page(db, `${base}, first: ${size}${after}`)
          expect(one.pageInfo.hasPreviousPage).to.equal(forwards.length > 0)
          expect(one.totalCount).to.equal(all.length)
          forwards.push(...ids(one))
          more = one.pageInfo.hasNextPage
          after = `, after: "${one.pageInfo.endCursor}"`
          expect(one.pageInfo.endCursor).to.equal(one.edges.at(-1)?.cursor ?? null)
          expect(one.pageInfo.startCursor).to.equal(one.edges.at(0)?.cursor ?? null)
        }
        expect(forwards).to.deep.equal(all)
        const backwards: string[] = []
        for (let before = '', more = true; more; ) {
          const one = page(db, `${base}, last: ${size}${before}`)
          expect(one.pageInfo.hasNextPage).to.equal(backwards.length > 0)
          backwards.unshift(...ids(one))
          more = one.pageInfo.hasPreviousPage
          before = `, before: "${one.pageInfo.startCursor}"`
        }
        expect(backwards).to.deep.equal(all)
      }),
      { numRuns: 40 },
    )
  })

  it('between two cursors give what lies between them', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, orders, fc.nat(24), fc.nat(24), async (some, order, a, b) => {
        const db = await indexed(some)
        const base = `orderDirection: ${order}`
        const { edges } = page(db, `${base}, first: 200`)
        const [from, to] = [Math.min(a, b) % edges.length, Math.max(a, b) % edges.length]
        const range = `after: "${edges[from]?.cursor}", before: "${edges[to]?.cursor}"`
        const between = edges.slice(from + 1, Math.max(to, 0)).map(({ node }) => node.id)
        const first = page(db, `${base}, first: 3, ${range}`)
        expect(ids(first)).to.deep.equal(between.slice(0, 3))
        expect(first.pageInfo.hasPreviousPage, 'the row of the cursor lies before').to.equal(true)
        expect(first.pageInfo.hasNextPage, 'as does that of the other behind').to.equal(true)
        expect(ids(page(db, `${base}, last: 3, ${range}`))).to.deep.equal(between.slice(-3))
      }),
      { numRuns: 30 },
    )
  })

  it('keep their places while rows come', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.array(fc.nat(1_000), { minLength: 1, maxLength: 5 }), async (some, more) => {
        const db = await indexed(some)
        const newest = page(db, 'first: 1')
        const older = ids(page(db, `first: 200, after: "${newest.pageInfo.endCursor}"`))
        const all = fills([...some, ...more.map((shape) => shape - (shape % 3) + 1)])
        const height = all[fills(some).length - 1]?.at.height ?? 0
        const later = all.slice(fills(some).length).filter(({ at }) => at.height > height)
        fc.pre(later.length === more.length)
        await indexEvents(db, later)
        expect(ids(page(db, `first: 200, after: "${newest.pageInfo.endCursor}"`))).to.deep.equal(older)
        expect(ids(page(db, `last: 200, before: "${newest.pageInfo.startCursor}"`))).to.have.length(more.length)
      }),
      { numRuns: 30 },
    )
  })

  it('go on with the branch that holds when blocks were replaced between two pages', async () => {
    const distinct = fc.array(
      fc.nat(1_000).map((shape) => shape - (shape % 3) + 1),
      { minLength: 2, maxLength: 15 },
    )
    await fc.assert(
      fc.asyncProperty(
        distinct,
        distinct,
        fc.nat(14),
        fc.integer({ min: 1, max: 5 }),
        orders,
        async (some, other, cut, size, order) => {
          const db = await indexed(some)
          const kept = 1 + (cut % some.length)
          const all = fills([...some.slice(0, kept), ...other])
          const first = page(db, `first: ${size}, orderDirection: ${order}`)
          const ancestor = fills(some.slice(0, kept)).at(-1)?.at
          if (ancestor === undefined) throw new RangeError('nothing is kept')
          const applier = new Applier(db.writer, DEPLOYMENT, await db.writer.cursor())
          const branch = all.filter(({ at }) => at.height > ancestor.height)
          await applier.reorganise(
            { height: ancestor.height, hash: blockHash(ancestor.height), timestamp: ancestor.timestamp },
            batchOf(branch, all.at(-1)?.at.height ?? 0),
          )
          const now = page(db, `first: 200, orderDirection: ${order}`)
          const next = page(db, `first: 200, orderDirection: ${order}, after: "${first.pageInfo.endCursor}"`)
          const last = String(ids(first).at(-1)).split(':').slice(1).map(Number) as [number, number]
          const isBehind = (id: string) => {
            const [height, logIndex] = id.split(':').slice(1).map(Number) as [number, number]
            const sign = height - last[0] || logIndex - last[1]
            return order === 'ASC' ? sign > 0 : sign < 0
          }
          expect(ids(next)).to.deep.equal(ids(now).filter(isBehind))
          expect(next.totalCount).to.equal(kept + other.length)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('filter as anybody would by hand', async () => {
    const some = Array.from({ length: 25 }, (_, i) => (i * 37) % 101)
    const db = await indexed(some)
    interface Node {
      readonly id: string
      readonly maker: string
      readonly side: string
      readonly size: string
      readonly block: number
      readonly timestamp: number
    }
    const answer = ask(db, '{ fills(first: 200) { edges { node { id maker side size block timestamp } } } }')
    const all = (answer.fills as { edges: { node: Node }[] }).edges.map(({ node }) => node)
    const size = ({ size }: Node) => Number(size)
    const middle = all[12]?.timestamp ?? 0
    const cases: readonly [string, (node: Node) => boolean][] = [
      ['size: "3"', (node) => size(node) === 3],
      ['size_ne: "3"', (node) => size(node) !== 3],
      ['size_in: ["1", "2", "7"]', (node) => [1, 2, 7].includes(size(node))],
      ['size_in: []', () => false],
      ['size_gt: "3", size_lte: "6"', (node) => size(node) > 3 && size(node) <= 6],
      ['block_gte: 4, block_lt: 9', ({ block }) => block >= 4 && block < 9],
      ['block: 5', ({ block }) => block === 5],
      [`timestamp_gte: ${middle}`, ({ timestamp }) => timestamp >= middle],
      [`timestamp_gt: ${middle}`, ({ timestamp }) => timestamp > middle],
      [`timestamp_lte: ${middle}`, ({ timestamp }) => timestamp <= middle],
      [`timestamp_lt: ${middle}`, ({ timestamp }) => timestamp < middle],
      [`timestamp: ${middle}`, ({ timestamp }) => timestamp === middle],
      ['timestamp_gt: 99999999999', () => false],
      ['timestamp_lt: 0', () => false],
      [`maker_in: ["${VAULT}"], side: ASK`, ({ maker, side }) => maker === VAULT && side === 'ASK'],
      [`maker: "${VAULT}", market: 1, block_gt: 3`, ({ maker, block }) => maker === VAULT && block > 3],
      [`taker: "${TAKER}"`, () => true],
      [`not: { maker: "${VAULT}" }`, ({ maker }) => maker !== VAULT],
      ['not: { and: [{ size_gt: "2" }, { side: BID }] }', (node) => !(size(node) > 2 && node.side === 'BID')],
      [
        'or: [{ size: "1" }, { size: "2", side: BID }]',
        (node) => size(node) === 1 || (size(node) === 2 && node.side === 'BID'),
      ],
      ['or: []', () => false],
      ['and: []', () => true],
      ['realised_gt: "-100"', () => false],
      ['not: { realised_gt: "-100" }', () => true],
      ['maker: null, size_gt: null', () => true],
    ]
    for (const [where, holds] of cases) {
      const found = page(db, `where: { ${where} }, first: 200`)
      expect(ids(found), where).to.deep.equal(all.filter(holds).map(({ id }) => id))
      expect(found.totalCount, where).to.equal(all.filter(holds).length)
      expect(found.totalCountIsExact).to.equal(true)
    }
  })

  it('refuse what they cannot answer, and cursors of another filter or order', async () => {
    const db = await indexed([1, 2, 3, 4])
    const { endCursor } = page(db, 'first: 1, where: { side: ASK }').pageInfo
    const refused = (args: string, list?: string) => () => page(db, args, list)
    expect(refused(`first: 1, after: "${endCursor}"`)).to.throw('is not a cursor of this list')
    expect(refused(`first: 1, orderDirection: ASC, where: { side: BID }, after: "${endCursor}"`)).to.throw(
      'is not a cursor',
    )
    expect(refused('first: 1, last: 1')).to.throw('first and last exclude each other')
    expect(refused('first: 201')).to.throw('first is 201; it must be from 1 to 200')
    expect(refused('last: 0')).to.throw('last is 0; it must be from 1 to 200')
    expect(refused('where: { size_gt: "-1" }')).to.throw('size_gt is -1, which no amount of this kind can be')
    expect(refused('where: { size: "1.5" }')).to.throw('invalid value {size: "1.5"}')
    expect(refused(`where: { size_in: [${'"1",'.repeat(101)}] }`)).to.throw('size_in is 101; it must be from 0 to 100')
    const nested = (depth: number): string => (depth === 0 ? '{ size: "1" }' : `{ not: ${nested(depth - 1)} }`)
    expect(refused(`where: ${nested(41)}`)).to.throw('more than 40 parts')
    expect(() => ask(db, '{ positions(orderBy: UNITS) { totalCount } }')).to.throw(
      'positions by UNITS need a filter that fixes pool',
    )
    expect(() => ask(db, '{ makerPeriods(orderBy: VOLUME, where: { period: 0 }) { totalCount } }')).to.throw(
      'makerPeriods by VOLUME need a filter that fixes period and quote',
    )
    expect(() => ask(db, '{ candles(market: 1, where: { start: 5 }) { totalCount } }')).to.throw(
      'start is 5; it must be a multiple of 86400',
    )
  })

  it('look through so many rows and go on behind them', async () => {
    const db = await indexed([0, 2])
    // As many fills of another maker as one page looks through, and one of his before them all.
    db.db.exec(`WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 11500)
      INSERT INTO fill SELECT chain_id, i, 0, ts, tx_hash, market, maker, taker, i, side, size, notional, fee, rebate,
        pool_fee, ref, realised, trip, result FROM n, (SELECT * FROM fill ORDER BY height LIMIT 1)`)
    const where = 'where: { maker_ne: "0x000000000000000000000000000000000000004d" }'
    const none = page(db, `${where}, first: 5`)
    expect([none.edges, none.pageInfo.hasNextPage]).to.deep.equal([[], true])
    const rest = page(db, `${where}, first: 5, after: "${none.pageInfo.endCursor}"`)
    expect(rest.pageInfo.hasNextPage).to.equal(false)
    const found = page(db, `where: { size_gt: "0", maker: "${QUOTER}" }, first: 200, orderDirection: ASC`)
    expect(found.edges).to.have.length(200)
  })
})

describe('everything that is indexed', () => {
  const db = memoryIndex()
  before(() => indexEvents(db, week().events))

  const nodes = (list: string, fields: string, args = '') =>
    (ask(db, `{ ${list}${args} { edges { node { ${fields} } } } }`)[list] as Page).edges.map(({ node }) => node)

  it('can be listed', () => {
    expect(nodes('trades', 'realised block', '(orderDirection: ASC)')).to.deep.equal([
      { realised: '-3400', block: AT.loss },
      { realised: '6600', block: AT.win },
    ])
    expect(
      nodes('events', 'kind seq block', '(where: { kind_in: [DEPOSIT, WITHDRAW] }, orderDirection: ASC)'),
    ).to.deep.equal([
      { kind: 'DEPOSIT', seq: 2, block: AT.created },
      { kind: 'DEPOSIT', seq: 3, block: AT.topUp },
      { kind: 'WITHDRAW', seq: 4, block: AT.leave },
    ])
    expect(nodes('vaults', 'strategy mode halted unrealisedPnl', '(where: { strategy: GRID_TRADING })')).to.deep.equal([
      // 25 lots at 80 ticks of 100, 200 000, that cost 258 500.
      { strategy: 'GRID_TRADING', mode: 'ADJACENT', halted: false, unrealisedPnl: String(200_000 - 258_500) },
    ])
    expect(nodes('vaults', 'id', '(where: { strategy: CUSTOM })')).to.deep.equal([])
    expect(nodes('marketList', 'id fills volume', '(where: { fills_gt: 4 })')).to.deep.equal([
      { id: 1, fills: 5, volume: '440000' },
    ])
    expect(nodes('traders', 'address makerFills takerFills', `(where: { address: "${VAULT}" })`)).to.deep.equal([
      { address: VAULT, makerFills: 4, takerFills: 0 },
    ])
    expect(nodes('makers', 'address kind market')).to.deep.equal([{ address: VAULT, kind: 'VAULT', market: 1 }])
    expect(nodes('candles', 'timestamp fills volume', '(market: 1, interval: HOUR, last: 1)')).to.deep.equal([
      { timestamp: 6 * DAY + 23 * 3_600, fills: 1, volume: '40000' },
    ])
    for (const list of ['pools', 'positions', 'makerPeriods', 'cancelledQuotes']) {
      expect(page(db, 'first: 1', list).edges.length, list).to.equal(0)
    }
  })

  it('can be looked up as it was', () => {
    const vault = (at: string) => ask(db, `{ vault(id: "${VAULT}", at: ${at}) { fills equity } }`).vault
    expect(vault(`{ block: ${AT.firstBuy} }`)).to.deep.equal({ fills: 1, equity: '490000' })
    expect(vault(`{ block: ${AT.crash} }`)).to.deep.equal({ fills: 4, equity: '360000' })
    expect(vault('{ block: 0 }')).to.equal(null)
    const hash = (ask(db, `{ blockAt(time: ${DAY + 100}) { hash } }`).blockAt as { hash: string }).hash
    expect(vault(`{ hash: "${hash}" }`)).to.deep.equal({ fills: 1, equity: '490000' })
    expect(() => vault(`{ hash: "0x${'77'.repeat(32)}" }`)).to.throw('no block 0x7777')
    expect(() => vault('{ block: 99 }')).to.throw('block 99 is not indexed yet')
    const market = ask(db, `{ market(id: 1, at: { block: ${AT.secondBuy} }) { fills volume } }`).market
    expect(market).to.deep.equal({ fills: 2, volume: '190000' })
  })
})
