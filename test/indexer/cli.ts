import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { openFile } from '../../indexer/src/store/sqlite/open.ts'
import { createIndex } from '../../indexer/src/store/sqlite/writer.ts'
import { TemporaryFolder } from './helpers/folder.ts'
import { IDENTITY } from './helpers/index.ts'
import { digestOf, runCli } from './helpers/indexer.ts'

const ADDRESS = `0x${'1'.repeat(40)}`

describe('indexer command line', () => {
  const folder = new TemporaryFolder()
  const good: Record<string, string> = {
    '--rpc': 'http://127.0.0.1:1',
    '--exchange': ADDRESS,
    '--start-block': '0',
    '--db': folder.file('cli.db'),
    '--port': '0',
  }
  after(() => folder.remove())

  function makeIndex(name: string): string {
    const db = openFile(folder.file(name))
    createIndex(db, { ...IDENTITY, exchange: ADDRESS })
    db.close()
    return folder.file(name)
  }

  const bad: [option: string, value: string, bound: string][] = [
    ['--rpc', 'localhost:8545', 'It must be an http:// or https:// URL.'],
    ['--exchange', '0x12', 'It must be an address: 0x and 40 hexadecimal digits.'],
    ['--exchange', '0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96046', 'Its checksum is wrong'],
    ['--start-block', '-1', 'It must be a whole number from 0 to 2147483647.'],
    ['--start-block', '1e3', 'It must be a whole number from 0 to 2147483647.'],
    ['--db', ':memory:', 'It must be the path of a file or a postgres:// URL.'],
    ['--port', '65536', 'It must be a whole number from 0 to 65535.'],
    ['--finality', 'ten', 'It must be a whole number from 0 to 100000.'],
    ['--poll-ms', '1', 'It must be a whole number from 10 to 60000.'],
    ['--batch-blocks', '0', 'It must be a whole number from 1 to 100000.'],
    ['--log-level', 'loud', 'It must be one of trace, debug, info, warn, error, fatal, silent.'],
  ]
  for (const [option, value, bound] of bad) {
    it(`refuses ${option} ${value} and names the bound`, async () => {
      const { code, stderr } = await runCli('start', ...Object.entries({ ...good, [option]: value }).flat())
      expect(code).to.equal(1)
      expect(stderr).to.contain(`argument '${value}' is invalid. ${bound}`)
    })
  }

  it('names the option that is missing', async () => {
    const { code, stderr } = await runCli('start', '--rpc', 'http://127.0.0.1:1')
    expect(code).to.equal(1)
    expect(stderr).to.contain("required option '--db <file>' not specified")
  })

  it('says that a port is taken', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const { port } = taken.address() as AddressInfo
    const file = makeIndex('taken.db')
    const { code, stderr } = await runCli('serve', '--db', file, '--port', String(port))
    taken.close()
    expect(code).to.equal(1)
    expect(stderr).to.equal(
      `error: port ${port} on 127.0.0.1 is taken by another program; choose another one with --port\n`,
    )
  })

  it('says that a database cannot be made where it was asked for', async () => {
    const { code, stderr } = await runCli('start', ...Object.entries({ ...good, '--db': folder.path }).flat())
    expect(code).to.equal(1)
    expect(stderr).to.contain('error: the database cannot be read or written')
  })

  it('says that there is no index to serve', async () => {
    for (const command of [['serve', '--port', '0'], ['status']]) {
      const { code, stderr } = await runCli(...command, '--db', folder.file('none.db'))
      expect(code).to.equal(1)
      expect(stderr).to.equal(`error: there is no index at ${folder.file('none.db')}; 'start' creates one\n`)
    }
  })

  it('prints what a database holds', async () => {
    const file = makeIndex('status.db')
    const { code, stdout } = await runCli('status', '--digest', '--db', file)
    expect(code).to.equal(0)
    const printed = JSON.parse(stdout)
    expect(printed).to.deep.include({ chainId: 31_337, exchange: ADDRESS, block: null, status: 'STOPPED' })
    expect(printed.digest).to.deep.equal(digestOf(file))
  })
})
