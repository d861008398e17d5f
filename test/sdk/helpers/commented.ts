import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as sdk from '@tidemark/sdk'
import * as terms from './exampleTerms.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
/** Files whose examples run by themselves. */
export const PURE = ['core/**/*', 'engine/**/*', 'units/*', 'errors/remedy', 'calls/vaults/strategy']

/** An example in a comment, and what stands below the comment. */
export interface Commented {
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
export async function examplesIn(paths: readonly string[]): Promise<Commented[]> {
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
export function namesIn(examples: readonly Commented[]) {
  const used = new Set(examples.flatMap(({ code }) => [...code.matchAll(/\b[A-Za-z_]\w*\b/g)].map(([word]) => word)))
  return (names: readonly string[]) => names.filter((name) => used.has(name)).join(', ')
}

/** A module of all examples of pure functions. */
export function moduleOf(examples: readonly Commented[]): string {
  const named = namesIn(examples)
  return [
    "import { expect } from 'chai'",
    `import { ${named(Object.keys(sdk))} } from '@tidemark/sdk'`,
    `import { ${named(Object.keys(terms))} } from '../../test/sdk/helpers/exampleTerms.ts'`,
    ...examples.map(checkedExample),
  ].join('\n')
}
