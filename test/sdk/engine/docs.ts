import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect } from 'chai'
import { compile, exampleFolder } from '../helpers/examples.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** An example whose `expression // = value` lines compare the two. */
function checkedExample(code: string): string {
  const lines = code.split('\n').map((line) => {
    const [, expression, value] = /^(\S.*) \/\/ = (.*)$/.exec(line) ?? []
    return expression === undefined ? line : `expect(${expression}).to.deep.equal(${value})`
  })
  return `import { expect } from 'chai'\n${lines.join('\n')}\nexport {}\n`
}

describe('docs/engine.md', () => {
  let examples: string[]
  let folder: Awaited<ReturnType<typeof exampleFolder>>

  before(async () => {
    const text = await readFile(join(root, 'docs/engine.md'), 'utf8')
    examples = [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => checkedExample(code))
    folder = await exampleFolder()
    for (const [index, code] of examples.entries()) await writeFile(join(folder.path, `${index}.ts`), code)
  })
  after(() => folder.remove())

  it('says what its examples come to', async () => {
    expect(examples).to.have.length(5)
    for (const [index, code] of examples.entries()) {
      expect(code.split('expect(').length, `example ${index}`).to.be.greaterThan(1)
      await import(pathToFileURL(join(folder.path, `${index}.ts`)).href)
    }
  })

  it('keeps the three patterns short', () => {
    for (const code of examples.slice(0, 3)) expect(code.trim().split('\n').length).to.be.at.most(22)
  })

  it('has examples that compile', async function () {
    // A compiler starts for it.
    this.timeout(60_000)
    await compile(
      folder.path,
      examples.map((_, index) => `${index}.ts`),
    )
  })
})
