import { execFile } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'chai'

const root = fileURLToPath(new URL('../../../', import.meta.url))
// In the repository, so that packages resolve; in the compiler's cache, so that nobody commits it.
const folder = join(root, 'cache', `engine-docs-${process.pid}`)

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

  before(async () => {
    const text = await readFile(join(root, 'docs/engine.md'), 'utf8')
    examples = [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => checkedExample(code))
    await mkdir(folder, { recursive: true })
    for (const [index, code] of examples.entries()) await writeFile(join(folder, `${index}.ts`), code)
  })
  after(() => rm(folder, { recursive: true, force: true }))

  it('says what its examples come to', async () => {
    expect(examples).to.have.length(5)
    for (const [index, code] of examples.entries()) {
      expect(code.split('expect(').length, `example ${index}`).to.be.greaterThan(1)
      await import(pathToFileURL(join(folder, `${index}.ts`)).href)
    }
  })

  it('keeps the three patterns short', () => {
    for (const code of examples.slice(0, 3)) expect(code.trim().split('\n').length).to.be.at.most(22)
  })

  it('has examples that compile', async function () {
    // A compiler starts for it.
    this.timeout(60_000)
    const include = examples.map((_, index) => join(folder, `${index}.ts`))
    const settings = { extends: join(root, 'tsconfig.json'), include }
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(settings))
    const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')
    const compiled = promisify(execFile)(process.execPath, [tsc, '--noEmit', '-p', folder])
    await compiled.catch((error: unknown) => {
      throw new Error(error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error))
    })
  })
})
