import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { freePort, freePorts } from '../../scripts/demo/ports.ts'
import { runScript } from './helpers/processes.ts'

async function failure(...args: readonly string[]): Promise<string> {
  const { ended, output } = runScript('scripts/demo/main.ts', ...args)
  expect(await ended, output()).to.deep.equal({ code: 1, signal: null })
  expect(output()).not.to.match(/^ +at /m)
  return output().trim()
}

describe('npm start with something in the way', function () {
  this.timeout(30_000)
  let folder: string
  let server: Server
  let taken: number
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tidemark-problems-'))
    server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    taken = (server.address() as AddressInfo).port
  })
  after(async () => {
    server.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('names a port that is taken, and the option that chooses another', async () => {
    const other = String(await freePort())
    expect(await failure('--port', String(taken), '--rpc-port', other)).to.equal(
      `Port ${taken}, meant for status page and GraphQL, is taken by another program. ` +
        'Stop it, or choose another port: --port PORT',
    )
    expect(await failure('--port', other, '--rpc-port', String(taken))).to.contain(
      'choose another port: --rpc-port PORT',
    )
    expect(await failure('--port', other, '--rpc-port', other)).to.contain(`are both ${other}`)
  })

  it('names a candles file that is not there or not a file', async () => {
    const missing = join(folder, 'none.csv')
    expect(await failure('--candles', missing)).to.equal(
      `Candles cannot be read from ${missing}: there is no such file`,
    )
    expect(await failure('--candles', folder)).to.equal(`Candles cannot be read from ${folder}: that is a folder`)
  })

  it('lists the bad rows of a file and starts nothing', async () => {
    const file = join(folder, 'bad.csv')
    await writeFile(file, 'date,open,high,low,close\n2000-01-03,1,2,1,2\n2000-01-02,1,2,1,2\n2000-01-04,1,2,3,2\n')
    expect(await failure('--candles', file)).to.equal(
      [
        `${file}: 2 bad rows, nothing was replayed:`,
        '  line 3: time 2000-01-02T00:00:00 comes after 2000-01-03T00:00:00',
        '  line 4: high is below low',
      ].join('\n'),
    )
  })

  it('does not touch an index that exists', async () => {
    const file = join(folder, 'old.db')
    await writeFile(file, 'precious')
    const [port, rpcPort] = (await freePorts(2)).map(String) as [string, string]
    expect(await failure('--db', file, '--port', port, '--rpc-port', rpcPort)).to.contain(`${file} exists`)
  })
})
