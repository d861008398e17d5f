import { join } from 'node:path'
import { expect } from 'chai'
import { Order } from '../../scripts/deep/mutants/order.ts'
import { counts, mutantsOf } from '../../scripts/deep/sdk-mutants/enumerate.ts'
import { Reach } from '../../scripts/deep/sdk-mutants/reach.ts'
import { runSuite } from '../../scripts/deep/sdk-mutants/suite.ts'
import { cleanUp, folderWith, repository } from './support.ts'

/** Changes made to the body of a function. */
function changes(body: string): string[] {
  const text = `export function f(a: bigint, b: bigint, c: boolean): bigint {\n  ${body}\n}\n`
  return mutantsOf('a.ts', text).map(({ original, mutant }) => `${original} => ${mutant}`)
}

describe('mutants of the core', () => {
  it('swap operators and move boundaries', () => {
    expect(changes('return a + b')).to.deep.equal(['return a + b => return a - b'])
    expect(changes('return c && a >= b')).to.have.members([
      'return c && a >= b => return c || a >= b',
      'return c && a >= b => return c && a > b',
      'return c && a >= b => return c && a < b',
    ])
    expect(changes('return mulDivDown(a, b, a)')).to.deep.equal([
      'return mulDivDown(a, b, a) => return mulDivUp(a, b, a)',
    ])
  })

  it('change constants and decide conditions', () => {
    expect(changes('if (a === 0n) return b')).to.have.members([
      'if (a === 0n) return b => if (a !== 0n) return b',
      'if (a === 0n) return b => if (a === 1n) return b',
      'if (a === 0n) return b => if (a === (-1n)) return b',
      'if (a === 0n) return b => if (true) return b',
      'if (a === 0n) return b => if (false) return b',
    ])
  })

  it('take single statements out, and never more than one', () => {
    expect(changes('check(a)\n  total = total ** b\n  throw new Wrong(a)')).to.have.members([
      'check(a) => void 0',
      'total = total ** b => void 0',
      'throw new Wrong(a) => void 0',
    ])
    expect(changes('total = a.map((x) => {\n    return x\n  })')).to.deep.equal([])
  })

  it('leave comments, texts, types and errors alone', () => {
    const text = `import { x } from './x.ts'
/** a + b */
export type Sign = -1 | 0 | 1
export interface Terms {
  readonly rate: 0 | 1
}
export class WrongError extends Error {
  constructor(a: bigint) {
    super('a + b', a + 1n)
  }
}
export function f(a: bigint): string {
  // a + b
  return 'a + b'
}
`
    expect(mutantsOf('a.ts', text)).to.deep.equal([])
  })

  it('are told apart within a function, and named by it', () => {
    const text = `function g() {\n  x = a ** 2n\n}\nexport function f() {\n  r = a + a\n  r = a + a\n}\n`
    const swapped = mutantsOf('a.ts', text).filter(({ mutant }) => mutant === 'r = a - a')
    expect(swapped.map(({ within, occurrence, line }) => ({ within, occurrence, line }))).to.deep.equal([
      { within: 'f', occurrence: 1, line: 5 },
      { within: 'f', occurrence: 2, line: 6 },
    ])
    expect(swapped.map(({ content }) => content)).to.deep.equal([
      text.replace('a + a', 'a - a'),
      text.replace('a + a\n}', 'a - a\n}'),
    ])
  })

  it('count only if they are programs, and others than before', () => {
    const text = 'export function f(a: 0 | 1): number {\n  return 1 * a\n}\n'
    const counting = mutantsOf('a.ts', text).filter((mutant) => counts(mutant, text))
    expect(counting.map(({ mutant }) => mutant)).to.have.members(['return 1 / a', 'return 2 * a', 'return 0 * a'])
    const broken = { ...(counting[0] as (typeof counting)[0]), content: text.replace('return', 'return (') }
    expect(counts(broken, text)).to.equal(false)
  })
})

describe('order of tests', () => {
  it('begins with those near the source, and learns which kill', () => {
    const [near, far] = [
      { file: 'test/grid.ts', usualMs: 100 },
      { file: 'test/pool.ts', usualMs: 100 },
    ]
    const order = new Order()
    const first = () => order.sorted([far, near], 'core/grid.ts')[0]
    expect(first()).to.equal(near)
    for (let i = 0; i < 4; i++) {
      order.record(near, 'core/grid.ts', false, 100)
      order.record(far, 'core/grid.ts', true, 100)
    }
    expect(first()).to.equal(far)
    expect(order.sorted([far, near], 'core/grid.ts')).to.deep.equal([far, near])
    expect(order.sorted([{ ...far, last: true }, near], 'core/grid.ts')[0]).to.equal(near)
  })

  it('counts the imports between a test and a source', () => {
    const texts = new Map([
      ['core/a.ts', "import { b } from './b.ts'\nexport function zeroth() {}\n"],
      ['core/b.ts', "import type { C } from './c.ts'\nexport const first = 1\n"],
      ['core/c.ts', 'export class Unreached {}\n'],
    ])
    const reach = new Reach(new Map([['test.ts', 'expect(zeroth()).to.equal(1)']]), texts)
    expect([...texts.keys()].map((file) => reach.distance('test.ts', file))).to.deep.equal([0, 1, undefined])
  })
})

describe('a run of the tests of the core', () => {
  after(cleanUp)

  /** Run a file of two tests, of which the second does `act`. */
  function runOf(act: string) {
    const folder = folderWith({ 'a.mjs': `it('stays', () => {})\nit('acts', () => {\n  ${act}\n})\n` })
    return runSuite(folder, join(repository, 'node_modules/mocha/bin/mocha.js'), ['a.mjs'], 60_000)
  }

  it('tells of no failure when all tests pass, and how long each file took', async () => {
    const { failed, times } = await runOf('')
    expect(failed).to.equal(undefined)
    expect([...times.keys()]).to.deep.equal(['a.mjs'])
  })

  it('names the test that fails', async () => {
    expect((await runOf("throw new Error('wrong')")).failed).to.deep.equal({ file: 'a.mjs', name: 'acts' })
  })

  it('takes whatever the process ends itself by for a failure', async () => {
    expect((await runOf('process.abort()')).failed).to.deep.equal({ name: 'crashed' })
    // V8 does so when an array cannot be as large as it is asked to be.
    expect((await runOf("process.kill(process.pid, 'SIGTRAP')")).failed).to.deep.equal({ name: 'crashed' })
    expect((await runOf('process.exit(1)')).failed).to.deep.equal({ name: 'not loaded' })
  })

  it('is no verdict when it is ended from outside', async () => {
    const ended = await runOf("process.kill(process.pid, 'SIGKILL')").catch((error: unknown) => error)
    expect(ended).to.be.an('error').with.property('message', 'the tests were ended by SIGKILL')
  })
})
