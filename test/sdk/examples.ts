import { globSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import * as sdk from '@tidemark/sdk'
import { expect } from 'chai'
import { compile, exampleFolder } from './helpers/examples.ts'
import * as terms from './helpers/exampleTerms.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const PURE = ['core/**/*', 'engine/**/*', 'units/*', 'errors/remedy', 'calls/vaults/strategy']

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

/** Examples of some files of the SDK. */
async function examplesIn(paths: readonly string[]): Promise<Commented[]> {
  const files = globSync(
    paths.map((path) => `sdk/src/${path}.ts`),
    { cwd: root },
  )
  return (await Promise.all(files.map((file) => readFile(join(root, file), 'utf8')))).flatMap(commented)
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

/** Names of the package, or of what examples take for granted, that some examples use. */
function namesIn(examples: readonly Commented[]) {
  const used = new Set(examples.flatMap(({ code }) => [...code.matchAll(/\b[A-Za-z_]\w*\b/g)].map(([word]) => word)))
  return (names: readonly string[]) => names.filter((name) => used.has(name)).join(', ')
}

/** A module of all examples of pure functions. */
function moduleOf(examples: readonly Commented[]): string {
  const named = namesIn(examples)
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
    examples = await examplesIn(PURE)
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

describe('examples of actions', () => {
  it('compile', async function () {
    // A compiler starts for it.
    this.timeout(180_000)
    const examples = await examplesIn(['actions/{markets,pools,quotes,tokens,trades,vaults}', 'calls/tokens/permit'])
    expect(examples.length).to.be.greaterThan(90)
    const folder = await exampleFolder()
    try {
      const text = [
        `import { ${namesIn(examples)(Object.keys(sdk))} } from '@tidemark/sdk'`,
        "import type { Address, Client, Transport, Chain, Account } from 'viem'",
        'declare const client: Client<Transport, Chain, Account>',
        `declare const ${['base', 'token', 'account', 'factory', 'vault', 'pool', 'exchange'].join(': Address, ')}: Address`,
        `declare const signed: import('@tidemark/sdk').SignedQuote, strategy: import('@tidemark/sdk').Strategy`,
        // Results are named to be read, not to be used.
        ...examples.map(({ name, code }) => `export async function example_${name}() {\n${code}\n}\n`),
      ].join('\n')
      await writeFile(join(folder.path, 'actions.ts'), text)
      await compile(folder.path, ['actions.ts'])
    } finally {
      await folder.remove()
    }
  })
})
