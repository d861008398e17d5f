import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { cleanUp, cloneWith, node } from './support.ts'

const run = 'scripts/bootstrap/run.cjs'
const hello =
  "const word: string = 'hello'\nconsole.log(word, process.version, ...process.argv.slice(2))\nprocess.exitCode = 5"

/** Makes the Node that runs the bootstrap believe it is an older one. */
const pretend = (version: string) =>
  `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`

/** Stands in for npm: notes its arguments and does what `body` says. */
const npm = (body: string) => `
const fs = require('node:fs')
fs.appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n')
${body}
`
const failing = (text: string) => npm(`console.error(${JSON.stringify(text)}); process.exit(1)`)

function startWith(npmScript: string, extra: Record<string, string> = {}) {
  const clone = cloneWith({ 'npm-cli.js': npmScript, 'package.json': '{}', 'a.ts': hello, ...extra }, false)
  const ran = node([run, 'a.ts'], clone, { npm_execpath: join(clone, 'npm-cli.js') })
  return { clone, ...ran }
}

describe('bootstrap', () => {
  after(cleanUp)

  it('says what to do when Node is too old, and stops', () => {
    const clone = cloneWith({ 'old.cjs': pretend('18.19.0'), 'a.ts': hello })
    const { code, output } = node(['-r', './old.cjs', run, 'a.ts'], clone)
    expect(output).to.match(/needs Node 20 or newer.*18\.19\.0/)
    expect(output).not.to.contain('hello')
    expect(code).to.equal(1)
  })

  it('runs TypeScript with arguments as given, and passes the exit code on', () => {
    const { code, output } = node([run, 'a.ts', 'two words', '--flag'], cloneWith({ 'a.ts': hello }))
    expect(output).to.equal(`hello ${process.version} two words --flag\n`)
    expect(code).to.equal(5)
  })

  it('resolves packages to their sources, in children too', () => {
    const clone = cloneWith({
      'node_modules/lib/package.json': '{"exports":{"tidemark-source":"./source.cjs","default":"./built.cjs"}}',
      'node_modules/lib/source.cjs': "console.log('source')",
      'node_modules/lib/built.cjs': "console.log('built')",
      'a.ts': "import { spawnSync } from 'node:child_process'\nspawnSync('node', ['b.ts'], { stdio: 'inherit' })",
      'b.ts': "import 'lib'",
    })
    expect(node([run, 'a.ts'], clone).output).to.equal('source\n')
  })

  it('names a script that is not there', () => {
    expect(node([run, 'none.ts'], cloneWith({})).output).to.contain('There is no none.ts')
  })

  it('installs when the lock is new, once, development packages included', () => {
    const first = startWith(npm("fs.mkdirSync('node_modules', { recursive: true })"))
    expect(first.output).to.contain('hello')
    const again = node([run, 'a.ts'], first.clone, { npm_execpath: join(first.clone, 'npm-cli.js') })
    expect(again.output).to.contain('hello')
    const calls = readFileSync(join(first.clone, 'npm-calls'), 'utf8').trim().split('\n')
    expect(calls).to.have.length(1)
    expect(calls[0]).to.match(/^ci --include=dev .*--ignore-scripts/)
    expect(existsSync(join(first.clone, '.tidemark/lock'))).to.equal(false)
  })

  it('installs again after the lock has changed', () => {
    const other = '{ "lockfileVersion": 3, "packages": { "": {} } }'
    const clone = cloneWith({ 'npm-cli.js': npm(''), 'package.json': '{}', 'a.ts': hello, 'package-lock.json': other })
    node([run, 'a.ts'], clone, { npm_execpath: join(clone, 'npm-cli.js') })
    expect(existsSync(join(clone, 'npm-calls'))).to.equal(true)
  })

  for (const [text, message] of [
    ['npm error code ENOSPC', 'The disk is full'],
    ['npm error code EUSAGE', 'package-lock.json does not match package.json'],
    ['npm error code ENOTFOUND', 'The package registry cannot be reached'],
    ['npm error something odd', 'npm failed; its last lines say why'],
  ] as const) {
    it(`explains an npm that ends with: ${text}`, () => {
      const { code, output, clone } = startWith(failing(text))
      expect(output).to.contain(message).and.to.contain(`| ${text}`)
      expect(output).not.to.contain('hello')
      expect(code).to.equal(1)
      expect(existsSync(join(clone, 'node_modules/.tidemark-lock'))).to.equal(false)
    })
  }

  it('notices that npm left a native package out', () => {
    const native = '@nomicfoundation/edr'
    const here = { os: [process.platform], cpu: [process.arch], version: '1.0.0', optional: true }
    const packages = {
      [`node_modules/${native}`]: { version: '1.0.0', optionalDependencies: { [`${native}-here`]: '1.0.0' } },
      [`node_modules/${native}-here`]: here,
    }
    const lock = { 'package-lock.json': JSON.stringify({ packages }) }
    expect(startWith(npm(''), lock).output).to.contain(`needs ${native}-here on`)
    const whole = { ...lock, [`node_modules/${native}-here/package.json`]: '{}' }
    expect(startWith(npm(''), whole).output).to.contain('hello')
  })
})
