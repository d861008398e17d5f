import { readFileSync } from 'node:fs'
import { expect } from 'chai'

const here = (path: string) => new URL(path, import.meta.url)

describe('docs/scenarios.md', () => {
  const rows = [
    ...readFileSync(here('../../docs/scenarios.md'), 'utf8').matchAll(/^\| (\d+) \| (.+) \| (\w+) \| (.+) \|$/gm),
  ]

  it('has a line for each of the twenty scenarios', () => {
    const numbers = new Set(rows.map(([, number]) => Number(number)))
    expect([...numbers]).to.deep.equal(Array.from({ length: 20 }, (_, i) => i + 1))
  })

  it('names tests that there are', () => {
    for (const [, , , file, test] of rows) {
      const source = readFileSync(here(`${file}.ts`), 'utf8')
      expect(source, `${file}.ts`).to.contain(`'${test}'`)
    }
  })
})
