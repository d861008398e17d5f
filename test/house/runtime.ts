import { join } from 'node:path'
import { expect } from 'chai'
import { cleanUp, cloneWith, node } from './support.ts'

const run = 'scripts/bootstrap/run.cjs'
const older = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } })"

/** An npm that "installs" the running Node as the wanted package, or fails for the names in `missing`. */
const npm = (missing: string) => `
const fs = require('node:fs')
const path = require('node:path')
const [, , command, name] = process.argv
if (name.startsWith(${JSON.stringify(missing)})) { console.error('npm error code ENOTFOUND'); process.exit(1) }
const folder = path.join(process.argv[process.argv.indexOf('--prefix') + 1], 'node_modules', name.split('@')[0])
fs.mkdirSync(path.join(folder, 'bin'), { recursive: true })
fs.writeFileSync(path.join(folder, 'package.json'), '{ "bin": { "node": "bin/node" } }')
fs.symlinkSync(process.execPath, path.join(folder, 'bin/node'))
console.error('called with', command, name)
`

function start(npmScript: string) {
  const files = {
    'npm-cli.js': npmScript,
    'old.cjs': older,
    'package.json': '{}',
    'a.ts': 'console.log(process.execPath)',
  }
  const clone = cloneWith(files)
  const again = () => node(['-r', './old.cjs', run, 'a.ts'], clone, { npm_execpath: join(clone, 'npm-cli.js') })
  return { again, ...again() }
}

describe('bootstrap under a Node that is not the wanted one', () => {
  after(cleanUp)

  it('fetches a private one, once', () => {
    const { again, code, output } = start(npm('nothing'))
    expect(code).to.equal(0)
    expect(output).to.contain('fetching a private Node 24').and.to.contain(process.execPath)
    expect(again().output).to.equal(`${process.execPath}\n`)
  })

  it('says how to go on when it cannot be fetched', () => {
    const { code, output } = start(npm('node-'))
    expect(code).to.equal(1)
    expect(output).to.contain('this is 20.1.0').and.to.contain('registry cannot be reached')
    expect(output).to.contain('install Node 24 yourself')
  })
})
