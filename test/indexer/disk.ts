import { Side } from '@tidemark/sdk/core'
import { expect } from 'chai'
import { type Digest, digestIndex } from '../../indexer/src/store/digest.ts'
import type { Connection } from '../../indexer/src/store/sqlite/open.ts'
import { IndexerProcess } from './helpers/indexer.ts'
import { Stage } from './helpers/stage.ts'
import { at, take } from './helpers/venue.ts'

describe('indexer on a full disk', function () {
  this.timeout(60_000)
  let stage: Stage

  before(async () => {
    stage = await Stage.open({ blocks: 40, seed: 41, finality: 66 })
  })

  afterEach(() => stage.reset())

  after(() => stage?.close())

  /** A run whose database takes no page more than it has, once told so. */
  async function bounded(db: string) {
    let connection: Connection | undefined
    const run = await stage.follow(db, {}, (writer, opened) => {
      connection = opened
      return writer
    })
    if (connection === undefined) throw new TypeError('there is no connection')
    const opened = connection
    return {
      run,
      fill: () => {
        opened.pragma('incremental_vacuum')
        opened.pragma(`max_page_count = ${opened.pragma('page_count', { simple: true })}`)
      },
      free: () => opened.pragma('max_page_count = 1000000'),
    }
  }

  it('waits with a commit that finds no room, answers meanwhile, and goes on where there is', async () => {
    const { run, fill, free } = await bounded('commit.db')
    await stage.caughtUp('commit.db')
    const before = await stage.digestOf('commit.db')
    const reader = stage.serve('commit.db')
    await reader.url()
    fill()
    await stage.trading.blocks(60)
    expect((await run.logged('will try again', 5)).reason).to.equal('database or disk is full')
    const held = await stage.digestOf('commit.db')
    expect(held.height).to.be.at.least(before.height)
    expect(await reader.ask('{ _meta { block { hash } } }')).to.deep.equal({ _meta: { block: { hash: held.hash } } })
    free()
    await stage.expectClean('commit.db')
  })

  it('keeps the old branch where there is no room for the new one', async () => {
    const { run, fill, free } = await bounded('rollback.db')
    await stage.caughtUp('rollback.db')
    const before = await stage.digestOf('rollback.db')
    const seen: Digest[] = []
    fill()
    // A branch of as many blocks and far more events: it takes pages that the old one did not.
    await stage.reorganise(5, async () => {
      for (let i = 0; i < 150; i++) await take(stage.venue, at(stage.venue.accounts, 2), stage.vault, Side.Ask, 1n)
      await stage.trading.blocks(6)
    })
    for (let i = 1; i < 5; i++) {
      expect((await run.logged('will try again', i)).reason).to.equal('database or disk is full')
      seen.push(await stage.read('rollback.db', digestIndex()))
    }
    for (const one of seen) expect(one).to.deep.equal(before)
    free()
    await stage.expectClean('rollback.db')
  })

  it('loses nothing where a checkpoint and the log before it find no room', async () => {
    const first = await stage.follow('checkpoint.db')
    await stage.caughtUp('checkpoint.db')
    await first.stop()
    // No file may grow beyond what it has; copying the log back needs more. Its own log may grow to as much.
    const options = ['--rpc', stage.devnet.url, '--exchange', stage.venue.exchange, '--start-block', '0']
    const more = ['--db', stage.target('checkpoint.db'), '--poll-ms', '20', '--finality', '66', '--batch-blocks', '1']
    await stage.trading.blocks(150)
    const cramped = stage.adopt(new IndexerProcess('start', [...options, ...more], { fileKilobytes: 700 }))
    const line = await cramped.logged('will try again')
    expect(line.reason).to.match(/full|disk I\/O error/)
    const { height } = await stage.digestOf('checkpoint.db')
    expect(await cramped.ask('{ _meta { block { number } } }')).to.deep.equal({ _meta: { block: { number: height } } })
    expect(height).to.be.lessThan(await stage.head())
    // It cannot copy its log back when it ends, either.
    expect(await cramped.stop('SIGTERM')).to.equal(0)
    expect((await stage.digestOf('checkpoint.db')).height).to.equal(height)
    await stage.follow('checkpoint.db')
    await stage.expectClean('checkpoint.db')
  })
})
