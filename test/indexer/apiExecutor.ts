import { expect } from 'chai'
import { execute, parse, validate } from 'graphql'
import { compile } from '../../indexer/src/api/compile.ts'
import { requestContext } from '../../indexer/src/api/context.ts'
import { buildSchema } from '../../indexer/src/api/schema.ts'
import { VAULT } from './helpers/events.ts'
import { IDENTITY, indexEvents, memoryIndex } from './helpers/index.ts'
import { week } from './helpers/story.ts'

const schema = buildSchema()

describe('the executor', () => {
  const db = memoryIndex()
  before(() => indexEvents(db, week().events))

  const context = () => requestContext({ db: db.reader, identity: IDENTITY, now: () => 0 })
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

  /** What both make of a request, which has to be the same. */
  function both(source: string, variables: Record<string, unknown> = {}) {
    const document = parse(source)
    expect(validate(schema, document), source).to.deep.equal([])
    const executor = compile(schema, document, undefined)
    if (executor === undefined) throw new Error(`not compiled: ${source}`)
    const ours = plain(executor(variables, context()))
    const theirs = plain(execute({ schema, document, variableValues: variables, contextValue: context() }))
    if (theirs.data === undefined) expect(ours.errors).to.have.length(theirs.errors.length)
    else expect(ours, source).to.deep.equal(theirs)
    return ours
  }

  it('answers as graphql-js does', () => {
    const page = `totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor node { __typename id side size price sizeDecimal realised vault { id prices market { id } } market { id } } }`
    both(`{ fills(first: 3) { ${page} } all: fills { ...F } } fragment F on FillConnection { ${page} }`)
    both(`query ($w: FillFilter, $n: Int = 2) { fills(where: $w, first: $n) { ${page} } }`, { w: { side: 'ASK' } })
    both(`{ vault(id: "${VAULT}") { ... on Vault { equity ...V } winRate { value } winRate { reason } } }
      fragment V on Vault { market { base { address symbol } } strategy prices }`)
    both(
      `{ metrics(vault: "${VAULT}") { pnl sharpe { value reason } largestWin { value } } vault(id: "${VAULT.replace('1a', '99')}") { id } }`,
    )
    both(
      `{ equityCurve(vault: "${VAULT}") { timestamp equity netFlow } priceHistory(market: 1) { open fills volume } }`,
    )
    both(
      '{ __typename _meta { status block { number hash } } markets { id lastPrice } leaderboard(market: 1) { entries { value } } }',
    )
    both(`{ events(first: 200) { edges { node { kind subject actor detail { name value } } } } }`)
  })

  it('fails as graphql-js does: where it happened, and no further than what may not be null', () => {
    const { errors, data } = both(`{ ok: markets { id } vault(id: "x") { id } }`)
    expect(errors[0].path).to.deep.equal(['vault'])
    expect(data).to.deep.equal({ ok: [{ id: 1 }], vault: null })
    expect(both('{ markets { id } fills(first: 999) { totalCount } }').data).to.equal(null)
    both('{ vault(id: "x") { id } market(id: 1, at: { block: 99 }) { id } }')
    both('query ($n: Int!) { fills(first: $n) { totalCount } }', { n: 'x' })
    both('query ($n: Int!) { fills(first: $n) { totalCount } }')
    // A row that names a market nobody knows.
    db.db.exec('UPDATE fill SET market = 7 WHERE height = (SELECT max(height) FROM fill)')
    expect(both('{ fills { edges { node { id } } } }').errors[0].message).to.equal('there is no market 7')
  })

  it('leaves to graphql-js what it does not know', () => {
    for (const source of [
      '{ __schema { types { name } } }',
      'query ($no: Boolean!) { markets @skip(if: $no) { id } }',
      '{ ...F @include(if: true) } fragment F on Query { markets { id } }',
      'subscription { head { block } }',
    ]) {
      expect(compile(schema, parse(source), undefined), source).to.equal(undefined)
    }
  })
})
