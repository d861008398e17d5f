import { expect } from 'chai'
import { parse } from 'graphql'
import { requestContext } from '../../indexer/src/api/context.ts'
import { judge } from '../../indexer/src/api/limits.ts'
import { marketById } from '../../indexer/src/api/resolvers/market.ts'
import { once } from '../../indexer/src/api/resolvers/once.ts'
import { vaultByAddress } from '../../indexer/src/api/resolvers/vault.ts'
import { buildSchema } from '../../indexer/src/api/schema.ts'
import { Known } from '../../indexer/src/store/read/known.ts'
import { VAULT } from './helpers/events.ts'
import { IDENTITY, indexEvents, memoryIndex, read } from './helpers/index.ts'
import { week } from './helpers/story.ts'

const schema = buildSchema()

/** What the limits say about a request; nothing when it is welcome. */
function refusals(query: string, variables: Record<string, unknown> = {}): string[] {
  return judge(schema, parse(query), undefined, variables).refusals.map(({ message }) => message)
}

function cost(query: string, variables: Record<string, unknown> = {}): number {
  return judge(schema, parse(query), undefined, variables).cost
}

/** `count` aliases of a selection. */
function aliases(count: number, selection: string): string {
  return Array.from({ length: count }, (_, i) => `a${i}: ${selection}`).join(' ')
}

const tooMuch = (much: number) => [`the request costs ${much}, values and the work for them; 20000 is the most`]

describe('limits of a request', () => {
  it('multiply aliases below a list by its size', () => {
    // Per fill: its node, and per alias the vault, its equity and its prices, a field and 50 values. Once: fills, edges.
    const query = (first: string) =>
      `query ($n: Int) { fills(first: ${first}) { edges { node { ${aliases(90, 'vault { equity prices }')} } } } }`
    const perFill = 1 + 90 * (1 + 1 + 51)
    expect(refusals(query('200'))).to.deep.equal(tooMuch(2 + 200 * perFill))
    expect(refusals(query('1'))).to.deep.equal([])
  })

  it('count the same whether written out, by a variable, by its default, or in a fragment', () => {
    const body = (first: string) => `fills(${first}) { edges { node { vault { prices } } } }`
    const literal = cost(`{ ${body('first: 200')} }`)
    expect(literal).to.equal(2 + 200 * (1 + 1 + 51))
    expect(cost(`query ($n: Int) { ${body('first: $n')} }`, { n: 200 })).to.equal(literal)
    expect(cost(`query ($n: Int = 200) { ${body('first: $n')} }`)).to.equal(literal)
    expect(cost(`query ($n: Int) { ...F } fragment F on Query { ${body('first: $n')} }`, { n: 200 })).to.equal(literal)
    expect(cost(`query ($n: Int) { ... { ${body('last: $n')} } }`, { n: 200 })).to.equal(literal)
    expect(cost(`query ($n: Int) { ${body('first: $n')} }`, { n: 1 })).to.equal(2 + (1 + 1 + 51))
    // More than resolvers accept counts as the most they do; what names no size is a page of 50.
    expect(cost(`{ ${body('first: 100000000')} }`)).to.equal(literal)
    expect(cost('{ fills { edges { node { vault { prices } } } } }')).to.equal(2 + 50 * 53)
    expect(cost(`query ($n: Int) { ${body('first: $n')} }`, { n: null })).to.equal(2 + 50 * 53)
  })

  it('take what no object was given by its default, whatever it is named', () => {
    const curve = (name: string) =>
      cost(`query ($${name}: Int) { equityCurve(vault: "${VAULT}", maxPoints: $${name}) { timestamp equity } }`)
    for (const name of ['constructor', 'toString', 'valueOf', '__proto__', 'hasOwnProperty']) {
      expect(curve(name), name).to.equal(curve('x'))
    }
    expect(curve('x')).to.be.greaterThan(2_000)
  })

  it('measure an operation by the sizes of each request, not by those of one before', () => {
    const document = parse(`query ($n: Int, $m: Int, $id: ID!) {
      fills(first: $n) { edges { node { ...F } } }
      vaults(last: $m) { edges { node { ...V } } }
      vault(id: $id) { id }
    }
    fragment F on Fill { id size } fragment V on Vault { prices }`)
    const of = (variables: Record<string, unknown>) =>
      judge(schema, document, undefined, { id: VAULT, ...variables }).cost
    // The vault by its id costs 2.
    const expected = (n: number, m: number) => 2 + n * 3 + (2 + m * (1 + 51)) + 2
    for (const [n, m] of [
      [1, 2],
      [2, 1],
      [12, 1],
      [1, 21],
      [1, 2],
      [200, 1],
      [2, 1],
    ] as const) {
      expect(of({ n, m })).to.equal(expected(n, m))
    }
    expect(of({ n: 1 })).to.equal(expected(1, 50))
    expect(of({ m: 1 })).to.equal(expected(50, 1))
    // More kinds than are remembered.
    for (let n = 1; n <= 200; n++) expect(of({ n, m: 3 })).to.equal(expected(n, 3))
    for (let n = 1; n <= 200; n++) expect(of({ n, m: 3 })).to.equal(expected(n, 3))
  })

  it('weigh lists that no argument bounds', () => {
    const prices = aliases(6, 'prices')
    const root = (selection: string) => `{ ${aliases(14, `vault(id: "${VAULT}") { market { id } ${selection} }`)} }`
    expect(cost(root(prices))).to.equal(14 * (1 + 2 + 6 * 51))
    expect(refusals(root('prices'))).to.deep.equal([])
  })

  it('see through fragments, whose cost depends on where they are spread', () => {
    const fragments = `fragment E on FillConnection { edges { node { ...N } } }
      fragment N on Fill { ${aliases(20, 'vault { ... on Vault { equity } }')} }`
    const page = (first: number) => 2 + first * (1 + 20 * 2)
    const query = `{ one: fills(first: 1) { ...E } all: fills(first: 200) { ...E } three: fills(first: 200) { ...E }
      four: fills(first: 200) { ...E } } ${fragments}`
    expect(refusals(query)).to.deep.equal(tooMuch(page(1) + 3 * page(200)))
    expect(refusals(`{ fills(first: 200) { ...E } } ${fragments}`)).to.deep.equal([])
  })

  it('count what work is behind a field that is one value', () => {
    expect(cost('{ fills(first: 1) { totalCount } }')).to.equal(2 + 500)
    const boards = (count: number) => `{ ${aliases(count, 'leaderboard(market: 1) { ranked }')} }`
    expect(refusals(boards(3))).to.deep.equal([])
    expect(refusals(boards(4))).to.deep.equal(tooMuch(4 * 5_002))
  })

  it('bound nesting and aliases, fragments spread out', () => {
    const nested = '{ fills { edges { node { vault { market { base { symbol } } } } } } }'
    expect(refusals(nested)).to.deep.equal([])
    const pairs = Array.from({ length: 51 }, (_, i) => `a${i}: number`).join(' ')
    expect(
      refusals(`{ _meta { block { ...P ...Q } } } fragment P on Block { ${pairs} }
      fragment Q on Block { ${pairs.replaceAll('a', 'b')} }`),
    ).to.deep.equal(['the request has 102 aliases; 100 is the most'])
  })

  it('let pass what people ask for', () => {
    for (const query of [
      `{ fills(first: 200) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node {
           id maker taker seq side size notional price fee realised block timestamp vault { id } market { id }
         } } } }`,
      `{ equityCurve(vault: "${VAULT}") { timestamp equity netFlow } metrics(vault: "${VAULT}") { pnl roi { value } } }`,
      '{ vaults(first: 200) { edges { node { id equity prices } } } }',
      '{ priceHistory(market: 1, maxPoints: 1000) { timestamp open high low close fills volume } }',
    ]) {
      expect(refusals(query), query).to.deep.equal([])
    }
  })

  it('count introspection by its roots', () => {
    expect(refusals(`{ ${aliases(9, '__schema { types { name fields { name } } }')} }`)).to.deep.equal([])
    expect(refusals(`{ ${aliases(10, '__schema { types { name fields { name } } }')} }`)).to.deep.equal(tooMuch(20_010))
    expect(refusals(`{ ${aliases(31, '__typename')} }`)).to.deep.equal([
      'the request has 31 root fields; 30 is the most',
    ])
  })
})

describe('what a request reads twice', () => {
  const db = memoryIndex()
  before(() => indexEvents(db, week().events))

  it('is read once: vaults, markets and counts', () => {
    const context = requestContext({ db: db.reader, identity: IDENTITY, now: () => 0 })
    const vault = read(db, vaultByAddress(context, VAULT))
    expect(vault?.id).to.equal(`${IDENTITY.chainId}:${VAULT}`)
    expect(read(db, vaultByAddress(context, VAULT))).to.equal(vault)
    expect(read(db, marketById(context, 1))).to.equal(vault?.market)
    // Another request sees what has changed since.
    expect(read(db, vaultByAddress(requestContext(context), VAULT))).not.to.equal(vault)
    let reads = 0
    const count = once(() => ++reads)
    expect([count(), count(), reads]).to.deep.equal([1, 1, 1])
  })
  it('know a market until the next block, once its tokens are described', async () => {
    const db = memoryIndex()
    await indexEvents(db, week().events)
    const known = new Known()
    const market = () => {
      const context = requestContext({ db: db.reader, identity: IDENTITY, now: () => 0, known })
      return read(db, marketById(context, 1))
    }
    const undescribed = market()
    expect(undescribed.base.symbol).to.equal(undefined)
    for (const [address, symbol] of [
      [undescribed.base.address, 'WETH'],
      [undescribed.quote.address, 'USDC'],
    ] as const) {
      await db.writer.saveToken({ address, symbol, decimals: 6 })
    }
    const described = market()
    expect([described.base.symbol, described.quote.symbol]).to.deep.equal(['WETH', 'USDC'])
    expect(market()).to.equal(described)
    db.db.exec('UPDATE cursor SET height = height + 1')
    expect(market()).not.to.equal(described)
  })
})
