import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { parse, validate } from 'graphql'
import { judge } from '../../indexer/src/api/limits.ts'
import { buildSchema } from '../../indexer/src/api/schema.ts'

const folder = new URL('../../indexer/dashboard/', import.meta.url)
const load = (name: string) => import(new URL(name, folder).href)

interface Asked {
  readonly query: string
  readonly variables: Record<string, unknown>
}

/** What the page asks for, with `answers` in place of a server's by the name of the query. */
async function asking(answers: Record<string, unknown>, vault: string, since?: number): Promise<Asked[]> {
  const { loadOverview } = await load('data.js')
  const asked: Asked[] = []
  const { fetch } = globalThis
  globalThis.fetch = async (_, init) => {
    const request = JSON.parse(String(init?.body)) as Asked
    asked.push(request)
    const name = /query (\w+)/.exec(request.query)?.[1] ?? ''
    return Response.json({ data: answers[name] })
  }
  try {
    await loadOverview(vault, since)
  } finally {
    globalThis.fetch = fetch
  }
  return asked
}

describe('what the status page asks for', () => {
  const Overview = {
    markets: [{ id: 1 }, { id: 2 }],
    vaults: { edges: [{ node: { id: 'v', market: { id: 2 } } }] },
  }
  const Market = { priceHistory: [], latest: { totalCount: 0, edges: [] } }
  const head = { block: { number: 9 } }

  it('is within the limits of a request', async () => {
    const asked = await asking({ Overview, Market, BlockAt: { _meta: head, blockAt: null } }, 'v', 5)
    expect(asked).to.have.length(3)
    const schema = buildSchema()
    for (const { query, variables } of asked) {
      expect(validate(schema, parse(query))).to.deep.equal([])
      expect(judge(schema, parse(query), undefined, variables).refusals).to.deep.equal([])
    }
  })

  it("shows fills of the vault's market only: the units in the table are that market's", async () => {
    const [, market] = await asking({ Overview, Market }, 'v')
    expect(market?.query).to.match(/latest: fills\(first: \d+, where: \{ market: \$market \}\)/)
    expect(market?.variables).to.deep.equal({ market: 2 })
  })

  it('starts after the last block before the period, never past the head', async () => {
    const first = async (blockAt: unknown) => {
      const [, overview] = await asking({ Overview, Market, BlockAt: { _meta: head, blockAt } }, 'v', 5)
      return overview?.variables.from
    }
    expect(await first({ number: 3 })).to.equal(4)
    expect(await first({ number: 9 })).to.equal(9)
    expect(await first(null)).to.equal(undefined)
  })
})

describe('columns of the status page', () => {
  it('have digits for the smallest number in them', async () => {
    const { columnDigits, formatFixed } = await load('format.js')
    expect(columnDigits([1_234.5, 0, 17], 2)).to.equal(2)
    expect(formatFixed(0.00123, columnDigits([0.00123, 2], 2))).to.equal('0.00123')
    expect(formatFixed(-0.000_001, columnDigits([-0.000_001], 2, 6))).to.equal('−0.000001')
    expect(columnDigits([], 2)).to.equal(2)
    expect(columnDigits([0, Number.NaN], 4)).to.equal(4)
  })
})

describe('the language of the browser', () => {
  it('is one that Intl takes before uPlot asks for it', async () => {
    const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator')
    const browser = { language: 'en-US@posix' }
    Object.defineProperty(globalThis, 'navigator', { value: browser, configurable: true })
    try {
      await load('language.js')
    } finally {
      if (before) Object.defineProperty(globalThis, 'navigator', before)
    }
    expect(browser.language).to.equal('en')
    const imports = [...readFileSync(new URL('charts.js', folder), 'utf8').matchAll(/^import .*'(.*)'$/gm)]
    const names = imports.map(([, name]) => name)
    expect(names.indexOf('./language.js')).to.be.within(0, names.indexOf('./uplot.js') - 1)
  })
})
