import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { getBlock } from 'viem/actions'
import { chainRecord, sdkRecord } from '../../scripts/demo/agreement.ts'
import { parseCandles } from '../../scripts/demo/candles.ts'
import { connect } from '../../scripts/demo/client.ts'
import { deployTo } from '../../scripts/demo/deployment.ts'
import { type Devnet, startDevnet } from '../../scripts/demo/devnet.ts'
import { type Plan, planReplay } from '../../scripts/demo/plan.ts'
import { freePort } from '../../scripts/demo/ports.ts'
import { replay } from '../../scripts/demo/replay.ts'
import { Session } from '../../scripts/demo/session.ts'
import { fundedVault, setUpMarket, type Venue } from '../../scripts/demo/setup.ts'
import { chooseTerms } from '../../scripts/demo/terms.ts'

const fixture = new URL('./fixtures/sp500-autumn-2008.csv', import.meta.url)

/** The plan with one fill changed. */
function tamper(plan: Plan, bar: number, change: { readonly size?: bigint; readonly fee?: bigint }): Plan {
  const bars = plan.bars.map((planned, index) => {
    if (index !== bar) return planned
    return { ...planned, fills: planned.fills.map((fill, at) => (at === 0 ? { ...fill, ...change } : fill)) }
  })
  return { ...plan, bars }
}

describe('replay', function () {
  this.timeout(120_000)
  let folder: string
  let devnet: Devnet
  let venue: Venue
  let plan: Plan
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tidemark-replay-'))
    const history = parseCandles(await readFile(fixture, 'utf8'))
    plan = planReplay(history.candles, fundedVault(chooseTerms(history)))
    devnet = await startDevnet(await freePort(), (plan.bars[0]?.time ?? 0n) - 3600n, folder)
    venue = await deployTo(new Session(), devnet.url, folder)
  })
  afterEach(async () => {
    await devnet.service.stop()
    await rm(folder, { recursive: true, force: true })
  })

  async function run(sent: Plan) {
    const client = connect(devnet.url)
    const market = await setUpMarket(client, venue, { name: 'Test', symbol: 'TEST' }, sent)
    return { client, market, replayed: await replay(client, devnet.url, market, sent, () => {}) }
  }

  it('leaves the chain where the plan ends, one block per bar at the time of the bar', async () => {
    const { client, market, replayed } = await run(plan)
    expect(replayed.state).to.deep.equal(plan.end)
    expect(sdkRecord(replayed.state)).to.deep.equal(await chainRecord(client, market.vault))
    expect(replayed.lastBlock - replayed.firstBlock).to.equal(119n)
    for (const at of [0, 57, 119]) {
      const block = await getBlock(client, { blockNumber: replayed.firstBlock + BigInt(at) })
      expect(block.timestamp).to.equal(plan.bars[at]?.time)
      expect(block.transactions).to.have.length(plan.bars[at]?.fills.length ?? 0)
    }
  })

  it('stops with the reason when the exchange refuses a take', async () => {
    const error = await run(tamper(plan, 40, { size: 10n ** 9n })).catch((caught: Error) => caught)
    if (!(error instanceof Error)) throw new Error('was replayed')
    expect(error.message).to.match(
      /^The exchange refused take 0x[0-9a-f]{64}: only \d+ lots could fill, 1000000000 were/,
    )
  })

  it('stops at a fill that differs from its plan by one atom', async () => {
    const fee = plan.bars[40]?.fills[0]?.fee ?? 0n
    const error = await run(tamper(plan, 40, { fee: fee + 1n })).catch((caught: Error) => caught)
    if (!(error instanceof Error)) throw new Error('was replayed')
    expect(error.message).to.equal(`A fill differs from what the plan says: fee is ${fee} on chain, not ${fee + 1n}`)
  })
})
