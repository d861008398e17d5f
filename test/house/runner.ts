import { join } from 'node:path'
import { expect } from 'chai'
import { runSuite } from '../../scripts/test/run.ts'
import { cleanUp, folderWith, node, repository } from './support.ts'

async function run(source: string, grep = '') {
  const root = folderWith({ 'trial/a.ts': source })
  const { passed, failures } = await runSuite({ name: 'trial', runner: 'mocha', folder: 'trial' }, root, grep, 'ignore')
  return { passed, failures: failures.map(({ title, message }) => `${title}: ${message}`) }
}

describe('test runner', () => {
  after(cleanUp)

  it('counts what passed', async () => {
    expect(await run("it('a', () => {}); it('b', async () => {})")).to.deep.equal({ passed: 2, failures: [] })
  })

  it('counts and names what failed', async () => {
    const { passed, failures } = await run("it('good', () => {}); it('bad', () => { throw new Error('because') })")
    expect(passed).to.equal(1)
    expect(failures).to.have.length(1)
    expect(failures[0]).to.match(/^bad: Error: because/)
  })

  it('counts a skipped test as failed', async () => {
    const { passed, failures } = await run("it('a', () => {}); it.skip('b', () => {}); it('c')")
    expect(passed).to.equal(1)
    expect(failures.map((text) => text.slice(0, 14))).to.deep.equal(['b: was skipped', 'c: was skipped'])
  })

  it('counts a failing hook as failed', async () => {
    expect((await run("before(() => { throw new Error('no') }); it('a', () => {})")).failures).to.have.length(1)
  })

  it('counts a suite without a test as failed', async () => {
    expect((await run('export {}')).failures).to.deep.equal(['ran no test: nothing to run'])
  })

  it('counts a suite without a file as failed', async () => {
    const suite = { name: 'trial', runner: 'mocha', folder: 'none' } as const
    expect((await runSuite(suite, folderWith({}))).failures).to.have.length(1)
  })

  it('counts a crash as failed', async () => {
    expect((await run("it('a', () => {}); process.exit(0)")).failures).to.deep.equal([
      'crashed: ended with code 0 without a report',
    ])
    expect((await run('throw new Error()')).failures).to.have.length(1)
    expect((await run("it('a', () => { process.kill(process.pid, 'SIGKILL') })")).failures[0]).to.contain('SIGKILL')
  })

  it('counts a crash after the last test as failed', async () => {
    const { passed, failures } = await run("it('a', () => { setTimeout(() => process.exit(4), 100) })")
    expect(passed).to.equal(1)
    expect(failures).to.deep.equal(['crashed: ended with code 4 after its tests'])
  })

  it('does not let `only` hide tests', async () => {
    expect((await run("it('a', () => {}); it.only('b', () => {})")).failures).to.have.length(1)
  })

  it('runs what matches --grep alone, and lets the rest be', async () => {
    expect(await run("it('a', () => {}); it('b', () => {})", 'b')).to.deep.equal({ passed: 1, failures: [] })
    expect(await run("it('a', () => {})", 'b')).to.deep.equal({ passed: 0, failures: [] })
  })

  it('draws random cases from one seed, or from the one it is told', async () => {
    const source = (seed: number) => `
      import fc from '${import.meta.resolve('fast-check')}'
      it('a', () => { if (fc.readConfigureGlobal().seed !== ${seed}) throw new Error('another seed') })`
    const before = process.env.TIDEMARK_SEED
    try {
      delete process.env.TIDEMARK_SEED
      expect(await run(source(29_801))).to.deep.equal({ passed: 1, failures: [] })
      process.env.TIDEMARK_SEED = '-7'
      expect(await run(source(-7))).to.deep.equal({ passed: 1, failures: [] })
      process.env.TIDEMARK_SEED = '1e3'
      expect((await run(source(1_000))).failures).to.have.length(1)
    } finally {
      if (before === undefined) delete process.env.TIDEMARK_SEED
      else process.env.TIDEMARK_SEED = before
    }
  })

  it('refuses a suite it does not know', () => {
    const { code, output } = node([join(repository, 'scripts/test/main.ts'), '--only', 'nonsense'])
    expect(output).to.contain('There is no suite nonsense')
    expect(code).to.equal(2)
  })
})

describe('npm run check', () => {
  it('refuses what it does not know with its usage, not with a stack', () => {
    for (const [args, problem] of [
      [['--nope'], "Unknown option '--nope'"],
      [['--only', 'nonsense'], 'There is no check named nonsense'],
    ] as const) {
      const { code, output } = node([join(repository, 'scripts/check/main.ts'), ...args])
      expect(output).to.contain(problem).and.to.contain('Usage: npm run check')
      expect(output).not.to.match(/^ +at /m)
      expect(code).to.equal(2)
    }
  })
})
