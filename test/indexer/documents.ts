import { expect } from 'chai'
import { getIntrospectionQuery, parse } from 'graphql'
import { Documents } from '../../indexer/src/api/documents.ts'
import { repetitive } from '../../indexer/src/api/repeats.ts'
import { buildSchema } from '../../indexer/src/api/schema.ts'

const times = (count: number, text: (i: number) => string) => Array.from({ length: count }, (_, i) => text(i)).join(' ')

const REPEATS = 'the request repeats its fields too often'

describe('what a request says over and over', () => {
  const refusal = (query: string) => repetitive(parse(query))?.message

  it('is refused by how many pairs there are at one place', () => {
    // 45 of one name are 990 pairs, 46 are 1,035.
    expect(refusal(`{ ${times(45, () => '__typename')} }`)).to.equal(undefined)
    expect(refusal(`{ ${times(46, () => '__typename')} }`)).to.equal(REPEATS)
    expect(refusal(`{ ${times(46, (i) => `a${i}: __typename`)} }`)).to.equal(undefined)
    expect(refusal(`{ ${times(46, (i) => `same: field${i}`)} }`)).to.equal(REPEATS)
    expect(refusal(`{ ${times(46, (i) => `a${i}: market { id }`)} }`)).to.equal(undefined)
  })

  it('counts what fields of one name hold together, and what fragments bring', () => {
    // Ten fields are 45 pairs; the 50 below them, 1,225.
    expect(refusal(`{ ${times(10, () => `market { ${times(5, () => 'id')} }`)} }`)).to.equal(REPEATS)
    expect(refusal(`{ ${times(10, () => `market { ${times(4, () => 'id')} }`)} }`)).to.equal(undefined)
    expect(refusal(`{ ${times(46, () => '... { __typename }')} }`)).to.equal(REPEATS)
    const fragments = (name: (i: number) => string) =>
      `{ ${times(30, (i) => `...F${i}`)} } ${times(30, (i) => `fragment F${i} on Query { ${name(i)} }`)}`
    expect(refusal(fragments((i) => `a${i}: __typename`))).to.equal(undefined)
    // As many pairs of fields as of fragments: 435 each, and 435 more.
    expect(refusal(fragments(() => 'market { id }'))).to.equal(REPEATS)
  })

  it('is found in what no operation uses, and ends where fragments double or lead in circles', () => {
    expect(refusal(`{ id } fragment F on Query { ${times(46, () => 'id')} }`)).to.equal(REPEATS)
    const doubling = times(40, (i) => `fragment F${i} on Query { a { ...F${i + 1} } b { ...F${i + 1} } }`)
    expect(refusal(`{ ...F0 } ${doubling}`)).to.equal('the request has more than 20000 fields')
    expect(refusal('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }')).to.equal(undefined)
    expect(refusal('{ ...A } fragment A on Query { a { ...A } }')).to.equal('the request has more than 20000 fields')
  })

  it('is not what tools ask to know the schema', () => {
    expect(refusal(getIntrospectionQuery({ inputValueDeprecation: true }))).to.equal(undefined)
  })
})

describe('texts that were read', () => {
  const schema = buildSchema()

  it('are remembered with what they say, or with what is wrong with them', () => {
    const documents = new Documents(schema)
    for (const text of ['{ markets { id } }', '{ nothing }', '{', `{ ${times(46, () => '__typename')} }`]) {
      expect(documents.known(text)).to.equal(undefined)
      const first = documents.read(text)
      expect(documents.read(text)).to.deep.equal(first)
      expect(documents.known(text)).to.deep.equal(first)
      if ('errors' in first) expect(first.errors).to.have.length(1)
      else expect(documents.read(text)).to.equal(first)
    }
  })

  it('tell ten things that are wrong at most', () => {
    const reading = new Documents(schema).read(`{ ${times(500, (i) => `nothing${i}`)} }`)
    expect('errors' in reading && reading.errors.map(({ message }) => message))
      .to.have.length(11)
      .and.include('Too many validation errors, error limit reached. Validation aborted.')
  })

  it('are forgotten, the oldest first, when they are many or long; bad ones push out no good ones', () => {
    const documents = new Documents(schema)
    documents.read('{ __typename }')
    for (let n = 0; n < 1_001; n++) documents.read(`{ nothing${n} }`)
    expect(documents.known('{ nothing0 }')).to.equal(undefined)
    expect(documents.known('{ nothing1 }')).to.not.equal(undefined)
    const long = (n: number) => `{ __typename } # ${n} ${'x'.repeat(60_000)}`
    for (let n = 0; n < 10; n++) documents.read(long(n))
    expect(documents.known('{ __typename }')).to.not.equal(undefined)
    for (let n = 10; n < 20; n++) documents.read(long(n))
    expect(documents.known('{ __typename }')).to.equal(undefined)
    expect(documents.known(long(2))).to.equal(undefined)
    expect(documents.known(long(3))).to.not.equal(undefined)
  })
})
