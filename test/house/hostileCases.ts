import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Names of tests, without `test_`, by the name of their file. */
function testsByFile(): Map<string, readonly string[]> {
  const files = globSync('test/contracts/{hostile/,}*.t.sol', { cwd: root })
  return new Map(
    files.map((file) => {
      const names = readFileSync(join(root, file), 'utf8').matchAll(/function test(?:Fuzz)?_(\w+)/g)
      return [basename(file, '.t.sol'), [...names].map(([, name = '']) => name)]
    }),
  )
}

/** `File: \`name\`, \`begins…\`, \`…ends\`` of each row, a list of several apart by semicolons. */
function namedTests(): { file: string; pattern: string }[] {
  return readFileSync(join(root, 'docs/hostile-cases.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\|.*`/.test(line))
    .flatMap((row) => (row.split('|')[2] ?? '').split(';'))
    .flatMap((part) => {
      const [, file, list = ''] = /^\s*(\w+): (.*)/.exec(part) ?? []
      if (file === undefined) throw new Error(`docs/hostile-cases.md: '${part}' names no file`)
      return [...list.matchAll(/`([^`]+)`/g)].map(([, pattern = '']) => ({ file, pattern }))
    })
}

describe('docs/hostile-cases.md', () => {
  it('names tests that are in the files that it names', () => {
    const tests = testsByFile()
    const named = namedTests()
    expect(named.length).to.be.greaterThan(150)
    const missing = named.filter(({ file, pattern }) => {
      const matches = new RegExp(`^${pattern.replaceAll('…', '.*')}$`)
      return !(tests.get(file) ?? []).some((name) => matches.test(name))
    })
    expect(missing).to.deep.equal([])
  })
})

describe('SECURITY.md', () => {
  it('names tests that are in the files that it names', () => {
    const promises = readFileSync(join(root, 'SECURITY.md'), 'utf8')
    const named = [...promises.matchAll(/`([\w/]+\.t\.sol)`: ((?:`test\w+`(?:, )?)+)/g)].flatMap(
      ([, file = '', list = '']) => [...list.matchAll(/`(\w+)`/g)].map(([, name = '']) => ({ file, name })),
    )
    expect(named.length).to.be.greaterThan(10)
    const missing = named.filter(
      ({ file, name }) => !readFileSync(join(root, 'test/contracts', file), 'utf8').includes(`function ${name}(`),
    )
    expect(missing).to.deep.equal([])
  })
})
