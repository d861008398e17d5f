import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { cleanUp, folderWith, node, repository } from './support.ts'

const script = join(repository, 'scripts/maintain/complete-lock.mjs')
const optionalDependencies = {
  '@x/y-darwin-arm64': '1.2.3',
  '@x/y-linux-x64-musl': '1.2.3',
  '@x/y-win32-amd64': '1.2.3',
}
const partial = {
  '': { name: 'root' },
  'node_modules/@x/y': { version: '1.2.3', dev: true, optionalDependencies },
  'node_modules/@x/y-darwin-arm64': { version: '1.2.3', integrity: 'sha512-kept' },
}

function lockWith(packages: object): string {
  return join(
    folderWith({ 'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages }) }),
    'package-lock.json',
  )
}

function packagesIn(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(file, 'utf8')).packages
}

describe('complete-lock', () => {
  after(cleanUp)

  it('adds what is missing with its platform, and keeps what is there', () => {
    const file = lockWith(partial)
    expect(node([script, file]).code).to.equal(0)
    const packages = packagesIn(file)
    const base = { version: '1.2.3', cpu: ['x64'], dev: true, optional: true }
    expect(packages['node_modules/@x/y-linux-x64-musl']).to.deep.equal({ ...base, os: ['linux'], libc: ['musl'] })
    expect(packages['node_modules/@x/y-win32-amd64']).to.deep.equal({ ...base, os: ['win32'] })
    expect(packages['node_modules/@x/y-darwin-arm64']).to.deep.equal(partial['node_modules/@x/y-darwin-arm64'])
  })

  it('changes nothing the second time', () => {
    const file = lockWith(partial)
    node([script, file])
    const once = readFileSync(file, 'utf8')
    expect(node([script, file]).output).to.contain('is complete')
    expect(readFileSync(file, 'utf8')).to.equal(once)
  })

  it('with --check only tells', () => {
    const file = lockWith(partial)
    const before = readFileSync(file, 'utf8')
    const { code, output } = node([script, '--check', file])
    expect(code).to.equal(1)
    expect(output).to.contain('node_modules/@x/y-win32-amd64')
    expect(readFileSync(file, 'utf8')).to.equal(before)
  })

  it('puts a second version below its owner', () => {
    const file = lockWith({ ...partial, 'node_modules/z': { optionalDependencies: { '@x/y-darwin-arm64': '2.0.0' } } })
    node([script, file])
    const packages = packagesIn(file)
    expect(packages['node_modules/z/node_modules/@x/y-darwin-arm64']).to.include({ version: '2.0.0' })
    expect(packages['node_modules/@x/y-darwin-arm64']).to.include({ version: '1.2.3' })
  })

  it('refuses a name that does not tell its platform', () => {
    const { code, output } = node([script, lockWith({ a: { optionalDependencies: { fsevents: '1.0.0' } } })])
    expect(output).to.contain('cannot tell the platform of fsevents')
    expect(code).to.equal(1)
  })

  it('finds the lock of this repository complete', () => {
    expect(node([script, '--check']).output).to.contain('package-lock.json is complete')
  })

  it('finds no registry address in the lock of this repository', () => {
    expect(readFileSync(join(repository, 'package-lock.json'), 'utf8')).not.to.match(/"resolved": "https?:/)
  })
})
