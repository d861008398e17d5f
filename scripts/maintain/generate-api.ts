// Writes docs/api from the declarations that the SDK publishes; fails on an export without a comment, and on a function whose comment leaves out
// what `api/coverage.ts` demands. `--check` only compares.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gapsIn } from './api/coverage.ts'
import { Declarations, type Declared } from './api/declarations.ts'
import { codesIn, errorsPage } from './api/errors.ts'
import { type Entry, indexOf, pageOf } from './api/page.ts'
import { thrownIn } from './api/thrown.ts'
import { compile } from './sdkPackage.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const target = join(root, 'docs/api')

/** Entries as package.json has them, the package itself last: it has most of the others' exports. */
function entryNames(): string[] {
  const { exports } = JSON.parse(readFileSync(join(root, 'sdk/package.json'), 'utf8')) as { exports: object }
  const names = Object.keys(exports).filter((name) => !name.endsWith('.json'))
  return [...names.filter((name) => name !== '.').map((name) => name.slice(2)), 'index']
}

function readEntries(folder: string): Entry[] {
  const declarations = new Declarations(folder)
  const homes = new Map<Declared, string>()
  return entryNames().map((name) => {
    const file = name === 'index' ? name : `${name}/index`
    const own: Declared[] = []
    const shared = new Map<string, string[]>()
    for (const declared of declarations.exportsOf(file).values()) {
      const home = homes.get(declared)
      if (home === undefined) {
        homes.set(declared, name)
        own.push(declared)
      } else shared.set(home, [...(shared.get(home) ?? []), declared.name])
    }
    // The package exports whole entries: their names need no list.
    return { name, about: declarations.about(file), own, shared: name === 'index' ? new Map() : shared }
  })
}

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-api-'))
  try {
    compile('sdk/tsconfig.build.json', folder, ['--emitDeclarationOnly', '--sourceMap', 'false'])
    const entries = readEntries(folder)
    const gaps = gapsIn(entries, thrownIn(join(root, 'sdk/src')))
    for (const gap of gaps) console.error(gap)
    const pages = new Map([
      ['README.md', indexOf(entries)],
      ['errors.md', errorsPage(codesIn(join(root, 'sdk/src')))],
      ...entries.map((entry) => [`${entry.name}.md`, pageOf(entry)] as const),
    ])
    const stale = staleAmong(pages)
    if (gaps.length > 0) process.exitCode = 1
    if (stale.length === 0) return
    if (process.argv.includes('--check')) {
      for (const name of stale) console.error(`out of date: docs/api/${name}`)
      console.error('run: npm run generate:api')
      process.exitCode = 1
      return
    }
    mkdirSync(target, { recursive: true })
    for (const name of stale) {
      const text = pages.get(name)
      if (text === undefined) rmSync(join(target, name))
      else writeFileSync(join(target, name), text)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Pages that are not as they should be, or should not be. */
function staleAmong(pages: ReadonlyMap<string, string>): string[] {
  const present = existsSync(target) ? readdirSync(target) : []
  const changed = [...pages].filter(
    ([name, text]) => !present.includes(name) || readFileSync(join(target, name), 'utf8') !== text,
  )
  return [...changed.map(([name]) => name), ...present.filter((name) => !pages.has(name))]
}

main()
