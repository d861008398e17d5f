import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { expect } from 'chai'
import { verify } from '../../indexer/src/commands/verify.ts'
import { readCursor } from '../../indexer/src/store/read/meta.ts'
import { generator } from './helpers/branch.ts'
import { adopt, stopProcess } from './helpers/devnet.ts'
import { Stage } from './helpers/stage.ts'

const CHILD = fileURLToPath(new URL('helpers/child.ts', import.meta.url))
const CLI = fileURLToPath(new URL('../../indexer/src/cli.ts', import.meta.url))

/** How often it is killed; a command kills it more often. */
const KILLS = Number(process.env.TIDEMARK_KILLS ?? 50)

describe('indexer under SIGKILL', function () {
  // Many processes start one after another here.
  this.timeout(KILLS * 6_000)
  let stage: Stage

  before(async () => {
    stage = await Stage.open({ blocks: 30, seed: 53, finality: 66 })
  })

  afterEach(() => stage.reset())

  after(() => stage?.close())

  it('has the same rows as one that was never interrupted', async () => {
    const heights = new Set<number>()
    let reorganised = 0
    const random = generator(9)
    let chain: Promise<unknown> = Promise.resolve()
    /** Another branch, a block longer than this one, once the last one is there. */
    const change = () => {
      const depth = 1 + random(20)
      chain = chain.then(() => stage.reorganise(depth, () => stage.trading.blocks(depth + 1)))
    }
    /** Follow the chain as it changes, and be killed at another moment each time. */
    const shake = async (name: string, kills: number) => {
      const file = stage.target(name)
      for (let kill = 0; kill < kills; kill++) {
        const args = ['--conditions=tidemark-source', CHILD, stage.rpc, JSON.stringify(stage.identity), file, '66']
        const child = adopt(spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] }))
        const lines = createInterface(child.stdout)
        const said = Promise.race([once(lines, 'line'), once(lines, 'close')])
        change()
        await said
        expect(child.exitCode, 'it lived until then').to.equal(null)
        await sleep(random(150))
        await stopProcess(child, 'SIGKILL')
        // What is there is a whole index of what was there.
        if (kill % 10 === 9) await verify(file)
        const { height, generation } = await stage.read(name, readCursor())
        heights.add(height)
        reorganised = Math.max(reorganised, generation)
      }
    }
    await Promise.all([shake('shaken-0.db', KILLS / 2), shake('shaken-1.db', KILLS / 2)])
    await chain
    expect(heights.size).to.be.greaterThan(KILLS / 5)
    expect(reorganised, 'with branches coming and going').to.be.greaterThan(0)
    for (const name of ['shaken-0.db', 'shaken-1.db']) {
      await stage.follow(name)
      await stage.expectClean(name)
    }
  })

  it('keeps the old rows where a replay is killed, and replays none the less', async () => {
    const run = await stage.follow('replay.db')
    await stage.expectClean('replay.db')
    await run.stop()
    const right = await stage.digestOf('replay.db')
    const args = ['--conditions=tidemark-source', CLI, 'replay', '--db', stage.target('replay.db')]
    const replay = () => adopt(spawn(process.execPath, args, { stdio: 'ignore' }))
    const random = generator(12)
    const db = new Database(stage.target('replay.db'), { timeout: 0 })
    /** Whether another process has begun to write. */
    const writing = () => {
      try {
        db.exec('BEGIN IMMEDIATE; ROLLBACK')
        return false
      } catch {
        return true
      }
    }
    for (let kept = 0; kept < 4; ) {
      // Only a replay puts that right.
      db.exec("UPDATE venue SET guardian = 'nobody'")
      const spoilt = await stage.digestOf('replay.db')
      expect(spoilt).to.not.deep.equal(right)
      const child = replay()
      while (child.exitCode === null && !writing()) await sleep(1)
      await sleep(random(20))
      await stopProcess(child, 'SIGKILL')
      const now = await stage.digestOf('replay.db')
      // One may be done just before.
      expect(now).to.deep.equal(now.digest === right.digest ? right : spoilt)
      expect([child.exitCode, child.signalCode]).to.deep.be.oneOf([
        [null, 'SIGKILL'],
        [0, null],
      ])
      if (child.signalCode === 'SIGKILL' && now.digest === spoilt.digest) kept++
    }
    db.close()
    const [code] = await once(replay(), 'exit')
    expect(code).to.equal(0)
    expect(await stage.digestOf('replay.db')).to.deep.equal(right)
    await stage.trading.blocks(3)
    await stage.follow('replay.db')
    await stage.expectClean('replay.db')
  })

  it('leaves no lock behind, and holds one while it lives', async () => {
    const first = stage.start('lock.db')
    await first.url()
    const second = stage.start('lock.db')
    const refusal = await second.url().then(
      () => 'it started',
      (error: unknown) => String(error),
    )
    expect(refusal).to.contain('another indexer is writing')
    expect(await second.stop()).to.equal(1)
    await first.stop('SIGKILL')
    const afterwards = [first.indexed(1), first.status('x'), first.logged('x')].map((waiting) => waiting.catch(String))
    for (const reason of await Promise.all(afterwards)) expect(reason).to.contain('the indexer ended (SIGKILL)')
    await stage.start('lock.db').indexed(await stage.head())
  })
})
