import Database from 'better-sqlite3'
import { expect } from 'chai'
import { verify, verifyOnChain } from '../../indexer/src/commands/verify.ts'
import { InvariantBroken } from '../../indexer/src/errors.ts'
import type { Digest } from '../../indexer/src/store/digest.ts'
import { Stage } from './helpers/stage.ts'

const NO_BLOCK = `0x${'de'.repeat(32)}`

describe('verifying beside a writer', function () {
  this.timeout(90_000)
  let stage: Stage
  let file: string
  let whole: Digest
  let names = 0

  before(async () => {
    stage = await Stage.open({ blocks: 10, seed: 29, finality: 66 })
  })

  beforeEach(async () => {
    const name = `index-${++names}.db`
    file = stage.target(name)
    const run = await stage.follow(name)
    await stage.caughtUp(name)
    await run.stop()
    whole = await stage.digestOf(name)
  })

  afterEach(() => stage.reset())

  after(() => stage?.close())

  function write(sql: string): void {
    const db = new Database(file)
    db.exec(sql)
    db.close()
  }

  const failure = (promise: Promise<unknown>) =>
    promise.then(
      () => 'it did not fail',
      (error: Error) => error.message,
    )

  it('says that it was written, or that its branch changed, whichever it was', async () => {
    // A block with nothing in it comes each time.
    const written = () => write(`UPDATE cursor SET height = height + 1, hash = '${NO_BLOCK}'`)
    expect(await failure(verify(file, undefined, written))).to.equal(
      `${file} was written 50 times meanwhile; verify it again`,
    )
    const reorganised = () => write('UPDATE cursor SET generation = generation + 1')
    expect(await failure(verify(file, undefined, reorganised))).to.equal(
      `${file} changed its branch 50 times meanwhile; verify it again`,
    )
  })

  it('begins again where raw logs of two branches did not add up', async () => {
    let attempts = 0
    const seen = await verify(file, undefined, () => {
      if (++attempts > 1) return
      write('UPDATE cursor SET generation = generation + 1')
      throw new InvariantBroken('half of each')
    })
    expect(seen).to.deep.equal(whole)
    expect(attempts).to.equal(2)
  })

  it('asks the contracts again where another branch came between, and else says what differs', async () => {
    let lies = 1
    let reorganises = true
    stage.proxy.tamper = (result, { method }) => {
      if (method !== 'eth_getBlockByNumber' || lies === 0) return result
      lies--
      if (reorganises) write('UPDATE cursor SET generation = generation + 1')
      return { ...(result as object), hash: NO_BLOCK }
    }
    const audited = () => verifyOnChain(file, { rpc: [stage.rpc], at: ['head'] })
    expect(await audited()).to.have.length(1)
    expect(lies).to.equal(0)
    lies = 1
    reorganises = false
    expect(await failure(audited())).to.match(/^block \d+ was indexed as 0x\w+ and is 0x(de)+ on the node$/)
  })
})
