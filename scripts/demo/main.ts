import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { explain, Problem } from '../deploy/problem.ts'
import { chainRecord, compareRecords, indexerRecord, sdkRecord } from './agreement.ts'
import { connect } from './client.ts'
import { deployTo, isCompiled } from './deployment.ts'
import { startDevnet } from './devnet.ts'
import { formatCount, formatDay } from './format.ts'
import { readHistory } from './history.ts'
import { startIndexer, untilIndexed } from './indexer.ts'
import { readIndexed } from './metrics.ts'
import { type DemoOptions, parseOptions } from './options.ts'
import { planReplay } from './plan.ts'
import { requireFreePort } from './ports.ts'
import { showProgress } from './progress.ts'
import { replay } from './replay.ts'
import { Session } from './session.ts'
import { fundedVault, setUpMarket } from './setup.ts'
import { renderAgreement, renderSummary } from './summary.ts'
import { chooseTerms } from './terms.ts'
import { closeWorkspace, openWorkspace } from './workspace.ts'

const options = parseOptions(process.argv)
try {
  const signal = await new Session().run((session) => demo(session, options))
  if (!options.exit) console.log('\nStopped, and all it had started.')
  else if (signal) {
    // Whoever asked for the comparison alone did not get it.
    console.error('\nStopped before the end: nothing was compared.')
    process.exitCode = 128 + constants.signals[signal]
  }
} catch (error) {
  console.error(`\n${explain(error)}`)
  process.exitCode = 1
}
process.exit()

async function demo(session: Session, { candles, port, rpcPort, db, exit }: DemoOptions): Promise<void> {
  const began = performance.now()
  const history = await readHistory(candles)
  const plan = planReplay(history.candles, fundedVault(chooseTerms(history)))
  await requireRoom(port, rpcPort, db)
  const folder = await openWorkspace()
  session.onClose(() => closeWorkspace(folder))

  const first = plan.bars[0]?.time ?? 0n
  const last = plan.bars.at(-1)?.time ?? 0n
  console.log(
    `Replaying ${history.name}: ${formatCount(plan.bars.length)} bars, ${formatDay(first)} to ${formatDay(last)}`,
  )
  console.log('Setting up a chain, the contracts and the indexer')
  if (!isCompiled()) console.log('Compiling the contracts takes about 20 s, this one time')
  const devnet = await startDevnet(rpcPort, first - 3600n, folder, session)
  session.keep('The devnet', devnet.service)
  const venue = await deployTo(session, devnet.url, folder)
  const indexer = await startIndexer({ ...venue, rpc: devnet.url, db: db ?? join(folder, 'index.db'), port }, session)
  session.keep('The indexer', indexer.service)
  const client = connect(devnet.url)
  const market = await setUpMarket(client, venue, history, plan)
  await untilIndexed(indexer, 0n)
  console.log(`\n  Status page  ${indexer.url}/\n  GraphQL      ${indexer.url}/graphql`)
  console.log(`  Chain        ${devnet.url} (id 31337)\n`)

  const progress = showProgress(plan.bars.length)
  session.onClose(async () => progress.stop())
  const replayed = await replay(client, devnet.url, market, plan, (done) => {
    progress.update(done, plan.bars[done - 1]?.time ?? last)
  })
  progress.stop()
  const mined = performance.now()
  await untilIndexed(indexer, replayed.lastBlock)
  const indexLag = (performance.now() - mined) / 1000

  const indexed = await readIndexed(indexer.url, market.vault, replayed.lastBlock)
  const chain = await chainRecord(client, market.vault)
  const comparisons = compareRecords(chain, indexerRecord(indexed), sdkRecord(replayed.state))
  const timing = { total: (performance.now() - began) / 1000, indexLag }
  console.log(`\n${renderSummary(plan.bars.length, chain, indexed, timing)}\n\n${renderAgreement(comparisons)}\n`)
  if (comparisons.some(({ equal }) => !equal)) throw new Problem('Chain, indexer and SDK disagree.')
  if (exit) return
  console.log('Everything goes on running; Ctrl-C ends it.')
  await session.wait()
}

async function requireRoom(port: number, rpcPort: number, db?: string): Promise<void> {
  if (port === rpcPort) throw new Problem(`--port and --rpc-port are both ${port}. Choose two different ones.`)
  await requireFreePort(rpcPort, 'the chain', '--rpc-port')
  await requireFreePort(port, 'status page and GraphQL', '--port')
  if (db !== undefined && existsSync(db)) {
    throw new Problem(`${db} exists, and holds another run. Remove it, or choose another file: --db FILE`)
  }
}
