import { globSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import * as sdk from '@tidemark/sdk'
import { expect } from 'chai'
import { compile, exampleFolder } from './helpers/examples.ts'
import * as terms from './helpers/exampleTerms.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const sources = ['core/**/*', 'engine/**/*', 'units/*', 'errors/remedy'].map((path) => `sdk/src/${path}.ts`)

/** An example in a comment, and what stands below the comment. */
interface Commented {
  readonly name: string
  readonly code: string
}

function commented(text: string): Commented[] {
  return [...text.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n\s*(?:export )?(?:function|const|class) (\w+)/g)].flatMap(
    ([, comment = '', name = '']) => {
      const [, code] = /@example\n([\s\S]*?)(?=\n\s*\*?\s*@|$)/.exec(comment.replace(/^[ \t]*\* ?/gm, '')) ?? []
      return code === undefined ? [] : [{ name, code: code.trim() }]
    },
  )
}

/** As a function whose `expression // => value` compares the two. */
function checkedExample({ name, code }: Commented): string {
  const lines = code
    .replace(/\n\/\/ => /g, ' // => ')
    .split('\n')
    .map((line) => {
      const [, expression, value] = /^(\S.*) \/\/ => (.*)$/.exec(line) ?? []
      return expression === undefined ? line : `expect(${expression}).to.deep.equal(${value})`
    })
  return `export function example_${name}() {\n${lines.join('\n')}\n}\n`
}

/** A module of all examples. What they name comes from the package, or from what examples take for granted. */
function moduleOf(examples: readonly Commented[]): string {
  const used = new Set(examples.flatMap(({ code }) => [...code.matchAll(/\b[A-Za-z_]\w*\b/g)].map(([word]) => word)))
  const named = (names: readonly string[]) => names.filter((name) => used.has(name)).join(', ')
  return [
    "import { expect } from 'chai'",
    `import { ${named(Object.keys(sdk))} } from '@tidemark/sdk'`,
    `import { ${named(Object.keys(terms))} } from '../../test/sdk/helpers/exampleTerms.ts'`,
    ...examples.map(checkedExample),
  ].join('\n')
}

describe('examples of pure functions', function () {
  this.timeout(60_000)
  let examples: Commented[]
  let folder: Awaited<ReturnType<typeof exampleFolder>>

  before(async () => {
    const texts = await Promise.all(globSync(sources, { cwd: root }).map((file) => readFile(join(root, file), 'utf8')))
    examples = texts.flatMap(commented)
    folder = await exampleFolder()
    await writeFile(join(folder.path, 'pure.ts'), moduleOf(examples))
  })
  after(() => folder.remove())

  it('come to what they say', async () => {
    expect(examples.length).to.be.greaterThan(380)
    const all = (await import(pathToFileURL(join(folder.path, 'pure.ts')).href)) as Record<string, () => void>
    const wrong: string[] = []
    for (const { name, code } of examples) {
      // What returns nothing says so; everything else has a value to compare.
      if (!/\/\/ =>|\/\/ no throw/.test(code)) wrong.push(`${name} says no result`)
      try {
        all[`example_${name}`]?.()
      } catch (error) {
        wrong.push(`${name}: ${error instanceof Error ? error.message : error}`)
      }
    }
    expect(wrong).to.deep.equal([])
  })

  it('compile', async function () {
    // A compiler starts for it.
    this.timeout(180_000)
    await compile(folder.path, ['pure.ts'])
  })
})
