import { writeFileSync } from 'node:fs'
import { expect } from 'chai'
import { ConfigError } from '../../indexer/src/errors.ts'
import { parseSettings, SETTINGS } from '../../indexer/src/settings.ts'
import { openFile } from '../../indexer/src/store/sqlite/open.ts'
import { createIndex } from '../../indexer/src/store/sqlite/writer.ts'
import { TemporaryFolder } from './helpers/folder.ts'
import { IDENTITY } from './helpers/index.ts'
import { runCli } from './helpers/indexer.ts'

const parse = (settings: object) => parseSettings('a.json', JSON.stringify(settings))

describe('indexer settings', () => {
  const folder = new TemporaryFolder()
  after(() => folder.remove())

  it('reads every setting from a file, as flags would give it', () => {
    const address = '0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045'
    const given = {
      ...{ rpc: ['http://a', 'https://b'], ws: 'ws://c', chain: 1, exchange: address, startBlock: 0 },
      ...{
        db: 'postgres://d/e',
        port: 0,
        host: '::1',
        clientRate: 9,
        trustProxy: 1,
        operations: 'o.json',
        operationsOnly: true,
        finality: 5,
        confirmations: 1,
        pollMs: 10,
      },
      ...{ batchBlocks: 100_000, logLevel: 'warn' },
    }
    expect(Object.keys(given)).to.deep.equal(Object.keys(SETTINGS))
    expect(parse(given)).to.deep.equal({ ...given, exchange: address.toLowerCase() })
    expect(parse({ rpc: 'http://a' })).to.deep.equal({ rpc: ['http://a'] })
    expect(parse({})).to.deep.equal({})
  })

  const bad: [settings: object, message: string][] = [
    [{ batchBlocks: 0 }, 'a.json: batchBlocks is 0. It must be a whole number from 1 to 100000.'],
    [{ port: '4000' }, 'a.json: port is "4000". It must be a number.'],
    [{ port: 80.5 }, 'a.json: port is 80.5. It must be a whole number from 0 to 65535.'],
    [{ host: true }, 'a.json: host is true. It must be a string.'],
    [{ host: 'a b' }, 'a.json: host is "a b". It must be the name or address of an interface.'],
    [{ operationsOnly: 'true' }, 'a.json: operationsOnly is "true". It must be a boolean.'],
    [{ rpc: [] }, 'a.json: rpc is []. It must be a string, or some.'],
    [{ rpc: ['http://a', 'b'] }, 'a.json: rpc is ["http://a","b"]. It must be an http:// or https:// URL.'],
    [{ exchange: '0x1' }, 'a.json: exchange is "0x1". It must be an address'],
    [{ batchblocks: 5 }, "a.json: there is no setting 'batchblocks'; there are rpc, ws,"],
    [{ toString: 5 }, "a.json: there is no setting 'toString'"],
    [[1], 'a.json must hold a JSON object of settings'],
  ]
  for (const [settings, message] of bad) {
    it(`refuses ${JSON.stringify(settings)} and names the field and the bound`, () => {
      expect(() => parse(settings)).to.throw(ConfigError, message)
    })
  }

  it('refuses what is not JSON', () => {
    expect(() => parseSettings('a.json', '{ port: 1 }')).to.throw(ConfigError, 'a.json is not JSON: ')
  })

  it('takes flags before the environment, and that before the file', async () => {
    const [inFile, inFlag] = ['file.db', 'flag.db'].map((name, i) => {
      const db = openFile(folder.file(name))
      createIndex(db, { ...IDENTITY, chainId: i + 1 })
      db.close()
      return folder.file(name)
    }) as [string, string]
    const config = folder.file('tidemark-indexer.json')
    writeFileSync(config, JSON.stringify({ db: inFile, port: 0, rpc: ['http://unused'] }))
    const chainOf = async (...args: string[]) => {
      const { code, stdout, stderr } = await runCli('status', ...args)
      expect(stderr).to.equal('')
      expect(code).to.equal(0)
      return JSON.parse(stdout).chainId
    }
    expect(await chainOf('--config', config)).to.equal(1)
    expect(await chainOf(`--config=${config}`, '--db', inFlag)).to.equal(2)
    process.env.DATABASE_URL = inFlag
    process.env.TIDEMARK_CONFIG = config
    try {
      expect(await chainOf()).to.equal(2)
      expect(await chainOf('--db', inFile)).to.equal(1)
    } finally {
      delete process.env.DATABASE_URL
      delete process.env.TIDEMARK_CONFIG
    }
  })

  it('names the variable that is wrong, and the file that is not there', async () => {
    process.env.TIDEMARK_PORT = '65536'
    try {
      const { code, stderr } = await runCli('serve', '--db', 'x.db')
      expect(code).to.equal(1)
      expect(stderr).to.contain(
        "value '65536' from env 'TIDEMARK_PORT' is invalid. It must be a whole number from 0 to",
      )
    } finally {
      delete process.env.TIDEMARK_PORT
    }
    const { code, stderr } = await runCli('status', '--config', folder.file('none.json'))
    expect(code).to.equal(1)
    expect(stderr).to.contain(`error: the configuration file ${folder.file('none.json')} cannot be read: ENOENT`)
  })

  it('replaces the nodes of the file by those of flags', async () => {
    const config = folder.file('nodes.json')
    writeFileSync(config, JSON.stringify({ rpc: ['http://127.0.0.1:1'], db: folder.file('n.db'), port: 0 }))
    const { stderr } = await runCli('start', '--config', config, '--rpc', 'http://127.0.0.1:2')
    expect(stderr).to.contain('error: http://127.0.0.1:2 does not say which chain it serves')
  })
})
