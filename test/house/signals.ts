import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { cleanUp, cloneWith, node, startNode } from './support.ts'

const run = 'scripts/bootstrap/run.cjs'
const waiting = "console.log('ready', process.pid)\nsetInterval(() => {}, 1000)\n"
const graceful = `process.on('SIGTERM', () => { console.log('cleaned up'); process.exit(9) })\n${waiting}`

describe('bootstrap and signals', () => {
  after(cleanUp)

  it('passes SIGTERM to the script and ends with its exit code', async () => {
    const { child, ended, output } = await startNode([run, 'a.ts'], cloneWith({ 'a.ts': graceful }), 'ready')
    child.kill('SIGTERM')
    expect((await ended).code).to.equal(9)
    expect(output()).to.contain('cleaned up')
  })

  it('ends by the signal that ended the script', async () => {
    const { child, ended, output } = await startNode([run, 'a.ts'], cloneWith({ 'a.ts': waiting }), 'ready')
    child.kill('SIGHUP')
    expect((await ended).signal).to.equal('SIGHUP')
    expect(() => process.kill(pidIn(output()), 0)).to.throw('ESRCH')
  })

  it('ends the script when its own parent is killed', async () => {
    const parent = `import('node:child_process').then(({ spawn }) => spawn(process.execPath, ['${run}', 'a.ts'], { stdio: 'inherit' }))`
    const { child, output, ended } = await startNode(['-e', parent], cloneWith({ 'a.ts': graceful }), 'ready')
    child.kill('SIGKILL')
    // Its output closes only once nobody holds it any more.
    await ended
    expect(output()).to.contain('cleaned up')
    expect(() => process.kill(pidIn(output()), 0)).to.throw('ESRCH')
  })

  it('can be stopped while it installs', async () => {
    const npm = "require('node:fs').writeSync(1, 'x'); setInterval(() => {}, 1000)"
    const clone = cloneWith({ 'npm-cli.js': npm, 'package.json': '{}', 'a.ts': waiting }, false)
    const env = { ...process.env, npm_execpath: join(clone, 'npm-cli.js') }
    const child = spawn(process.execPath, [run, 'a.ts'], { cwd: clone, env, stdio: ['ignore', 'ignore', 'pipe'] })
    await new Promise((resolve) => child.stderr.once('data', resolve))
    const signal = new Promise((resolve) => child.once('exit', (_, by) => resolve(by)))
    child.kill('SIGTERM')
    expect(await signal).to.equal('SIGTERM')
  })

  it('takes over a lock whose owner is dead', () => {
    const dead = node(['-p', 'process.pid']).output.trim()
    const clone = cloneWith({ 'a.ts': "console.log('ran')" })
    mkdirSync(join(clone, '.tidemark/lock'), { recursive: true })
    writeFileSync(join(clone, '.tidemark/lock', dead), '')
    expect(node([run, 'a.ts'], clone).output).to.equal('ran\n')
  })
})

function pidIn(output: string): number {
  return Number(/ready (\d+)/.exec(output)?.[1])
}
