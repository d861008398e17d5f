import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { parse } from 'graphql'
import { judge } from '../../indexer/src/api/limits.ts'
import { buildSchema } from '../../indexer/src/api/schema.ts'
import { replayedHistory } from './helpers/history.ts'
import { ask, indexEvents, memoryIndex } from './helpers/index.ts'

const guide = readFileSync(new URL('../../docs/analyst.md', import.meta.url), 'utf8')

/** Every query of the guide with the answer that stands below it. */
const questions = [...guide.matchAll(/```graphql\n(.*?)```\n\n```json\n(.*?)```/gs)].map(
  ([, query = '', answer = '']) => ({
    query,
    answer: JSON.parse(answer) as unknown,
  }),
)

describe("the analyst's guide", () => {
  const db = memoryIndex()

  before(async function () {
    this.timeout(60_000)
    await indexEvents(db, await replayedHistory())
    db.db.exec(`INSERT INTO token
      SELECT chain_id, base, 'SPX', 18 FROM market UNION SELECT chain_id, quote, 'USD', 6 FROM market`)
  })

  it('has an answer to every question', () => {
    expect(guide.match(/^## \d+\. /gm)).to.have.length(10)
    expect(guide.match(/```graphql/g)).to.have.length(questions.length)
    expect(questions).to.have.length(16)
  })

  for (const [i, { query, answer }] of questions.entries()) {
    it(`is right: query ${i + 1}`, () => {
      expect(judge(buildSchema(), parse(query), undefined).refusals).to.deep.equal([])
      expect(ask(db, query)).to.deep.equal(answer)
    })
  }
})
