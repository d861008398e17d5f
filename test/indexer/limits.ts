import { expect } from 'chai'
import { parse, validate } from 'graphql'
import { requestContext } from '../../indexer/src/api/context.ts'
import { limitRequest } from '../../indexer/src/api/limits.ts'
import { marketById } from '../../indexer/src/api/resolvers/market.ts'
import { once } from '../../indexer/src/api/resolvers/once.ts'
import { vaultByAddress } from '../../indexer/src/api/resolvers/vault.ts'
import { buildSchema } from '../../indexer/src/api/schema.ts'
import { VAULT } from './helpers/events.ts'
import { IDENTITY, indexEvents, memoryIndex, read } from './helpers/index.ts'
import { week } from './helpers/story.ts'

const schema = buildSchema()

/** What the limits say about a request; nothing when it is welcome. */
function refusals(query: string): string[] {
  return validate(schema, parse(query), [limitRequest]).map(({ message }) => message)
}

/** `count` aliases of a selection. */
function aliases(count: number, selection: string): string {
  return Array.from({ length: count }, (_, i) => `a${i}: ${selection}`).join(' ')
}

const tooMuch = (cost: number) => [`the request costs ${cost} values, fields times list sizes; 20000 is the most`]

describe('limits of a request', () => {
  it('multiply aliases below a list by its size', () => {
    // Per fill: its node, and per alias the vault, its equity and its prices, a field and 50 values. Once: fills, edges.
    const query = (first: string) =>
      `query ($n: Int!) { fills(first: ${first}) { edges { node { ${aliases(250, 'vault { equity prices }')} } } } }`
    const perFill = 1 + 250 * (1 + 1 + 51)
    expect(refusals(query('200'))).to.deep.equal(tooMuch(2 + 200 * perFill))
    // A variable may hold the most that is accepted.
    expect(refusals(query('$n'))).to.deep.equal(tooMuch(2 + 200 * perFill))
    expect(refusals(query('1'))).to.deep.equal([])
  })

  it('weigh lists that no argument bounds', () => {
    const prices = aliases(40, 'prices')
    const root = (selection: string) => `{ ${aliases(14, `vault(id: "${VAULT}") { ${selection} }`)} }`
    expect(refusals(root(prices))).to.deep.equal(tooMuch(14 * (1 + 40 * 51)))
    expect(refusals(root('prices'))).to.deep.equal([])
  })

  it('see through fragments, whose cost depends on where they are spread', () => {
    const fragments = `fragment E on FillConnection { edges { node { ...N } } }
      fragment N on Fill { ${aliases(20, 'vault { ... on Vault { equity } }')} }`
    const cost = (first: number) => 2 + first * (1 + 20 * 2)
    const query = `{ one: fills(first: 1) { ...E } all: fills(first: 200) { ...E } three: fills(first: 200) { ...E }
      four: fills(first: 200) { ...E } } ${fragments}`
    expect(refusals(query)).to.deep.equal(tooMuch(cost(1) + 3 * cost(200)))
    expect(refusals(`{ fills(first: 200) { ...E } } ${fragments}`)).to.deep.equal([])
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
    expect(refusals(`{ ${aliases(31, '__schema { types { name fields { name } } }')} }`)).to.deep.equal([
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
})
