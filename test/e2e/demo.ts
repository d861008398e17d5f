import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { freePorts, requireFreePort } from '../../scripts/demo/ports.ts'
import { descendants, isRunning, type Run, runScript } from './helpers/processes.ts'

const script = 'scripts/demo/main.ts'
const fixture = fileURLToPath(new URL('./fixtures/sp500-autumn-2008.csv', import.meta.url))

async function startDemo(...args: readonly string[]): Promise<Run & { readonly ports: readonly [number, number] }> {
  const ports = (await freePorts(2)) as [number, number]
  const [port, rpcPort] = ports.map(String) as [string, string]
  return { ...runScript(script, '--port', port, '--rpc-port', rpcPort, ...args), ports }
}

/** Every process gone and every port free, soon after. */
async function expectGone(pids: readonly number[], ports: readonly number[]): Promise<void> {
  expect(pids).to.have.length.above(1)
  for (let left = 50; left > 0 && pids.some(isRunning); left--) await new Promise((resolve) => setTimeout(resolve, 100))
  expect(pids.filter(isRunning)).to.deep.equal([])
  for (const port of ports) await requireFreePort(port, 'a test', '--none')
}

describe('npm start', function () {
  this.timeout(180_000)
  const runs: Run[] = []
  const start = async (...args: readonly string[]) => {
    const run = await startDemo(...args)
    runs.push(run)
    return run
  }
  const startShort = (...args: readonly string[]) => start('--candles', fixture, ...args)
  after(() => {
    for (const { child } of runs) child.kill('SIGKILL')
  })

  it('replays a file, finds chain, indexer and SDK equal, and ends', async () => {
    const { ended, output, ports } = await startShort('--exit')
    expect(await ended, output()).to.deep.equal({ code: 0, signal: null })
    const value = (name: string) => new RegExp(`^ {2}${name} +(.*)$`, 'm').exec(output())?.[1]
    expect(value('Bars')).to.equal('120')
    expect(Number(value('Fills'))).to.be.above(100)
    expect(value('Volume')).to.match(/^[\d,]+\.\d{6} USD$/)
    expect(value('Win rate')).to.match(/^\d+\.\d\d %$/)
    expect(value('Sharpe ratio')).to.match(/^-?\d+\.\d\d$/)
    expect(value('Max drawdown')).to.match(/^[\d,]+\.\d{6} USD \(\d+\.\d\d % of the peak\)$/)
    const pnl = value('PnL, realised')
    expect(pnl).to.match(/^-?[\d,]+\.\d{6} USD$/)
    const three = ['vault\\.pnl\\(\\) on chain', 'indexer over GraphQL', 'SDK replay of fills'].map(value)
    expect(three).to.deep.equal([pnl, pnl, pnl])
    expect(output()).to.contain('equal to the last unit')
    expect(output()).to.contain('Replay 100 %: 120 of 120 bars, 2009-02-23')
    for (const port of ports) await requireFreePort(port, 'a test', '--none')
  })

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`ends everything it started on ${signal} in the middle, and calls that a success`, async () => {
      // All of the history, so that the signal cannot come too late.
      const { child, ended, printed, output, ports } = await start()
      await printed('Replay 10 %')
      const pids = descendants(child.pid ?? 0)
      child.kill(signal)
      expect(await ended, output()).to.deep.equal({ code: 0, signal: null })
      expect(output()).to.match(/\nStopped, and all it had started\.\n$/)
      expect(output()).not.to.contain('Replay 100 %').and.not.to.contain('Summary')
      await expectGone(pids, ports)
    })
  }

  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    it(`does not call --exit a success when ${signal} comes before the comparison`, async () => {
      const { child, ended, printed, output, ports } = await start('--exit')
      await printed('Replay 10 %')
      const pids = descendants(child.pid ?? 0)
      child.kill(signal)
      expect(await ended, output()).to.deep.equal({ code, signal: null })
      expect(output()).to.match(/\nStopped before the end: nothing was compared\.\n$/)
      expect(output()).not.to.contain('Summary')
      await expectGone(pids, ports)
    })
  }

  it('calls Ctrl-C after the summary a success', async () => {
    const { child, ended, printed, output, ports } = await startShort()
    await printed('Everything goes on running')
    const pids = descendants(child.pid ?? 0)
    child.kill('SIGINT')
    expect(await ended, output()).to.deep.equal({ code: 0, signal: null })
    expect(output())
      .to.contain('Summary')
      .and.to.match(/\nStopped, and all it had started\.\n$/)
    await expectGone(pids, ports)
  })

  it('ends while it is still setting up', async () => {
    const { child, ended, printed, ports } = await startShort()
    await printed('Setting up')
    const pid = child.pid ?? 0
    // The devnet and its supervisor: the demo waits for its first answer.
    while (descendants(pid).length < 2) await new Promise((resolve) => setTimeout(resolve, 1))
    const pids = descendants(pid)
    child.kill('SIGINT')
    expect(await ended).to.deep.equal({ code: 0, signal: null })
    expect(pids.filter(isRunning), 'gone before it ended itself').to.deep.equal([])
    for (const port of ports) await requireFreePort(port, 'a test', '--none')
  })

  it('leaves nothing running when it is killed', async () => {
    const { child, ended, printed, ports } = await startShort()
    await printed('Replay 20 %')
    const pids = descendants(child.pid ?? 0)
    child.kill('SIGKILL')
    await ended
    await expectGone(pids, ports)
  })

  it('serves on after the summary, and says so when a part of it fails', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tidemark-demo-'))
    try {
      const { child, ended, printed, output, ports } = await startShort('--db', join(folder, 'index.db'))
      await printed('Everything goes on running')
      expect((await fetch(`http://127.0.0.1:${ports[0]}/`)).status).to.equal(200)
      const pids = descendants(child.pid ?? 0)
      // A service rather than a supervisor: it has started nothing itself.
      const service = pids.find((pid) => descendants(pid).length === 0)
      process.kill(service ?? 0, 'SIGKILL')
      expect(await ended).to.deep.equal({ code: 1, signal: null })
      expect(output()).to.match(/The (indexer|devnet) has ended \(signal SIGKILL\)/)
      await expectGone(pids, ports)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
