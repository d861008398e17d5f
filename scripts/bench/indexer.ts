import { join } from 'node:path'
import { Session } from '../demo/session.ts'
import { fillCount, generateChain } from './chain.ts'
import { type Indexed, indexBare, indexChain } from './indexing.ts'
import { median } from './median.ts'
import { startPostgres } from './postgres.ts'
import { atLeast, atMost, info, type Report } from './report.ts'

const rounds = 3

/**
 * The indexer's backfill into SQLite and PostgreSQL with everything it derives, beside a bare loop over the same chain in
 * the same run; its memory; and whether it keeps its pace.
 */
export async function run(): Promise<Report> {
  let report: Report | undefined
  await new Session().run(async (session) => {
    report = await measure(session)
  })
  if (report === undefined) throw new Error('the benchmark was stopped')
  return report
}

async function measure(session: Session): Promise<Report> {
  const chain = await generateChain(session, fillCount())
  const database = await startPostgres(session)
  const bare: number[] = []
  const sqlite: Indexed[] = []
  const postgres: Indexed[] = []
  // Alternating, so that a machine that slows down slows all.
  for (let round = 0; round < rounds; round++) {
    bare.push(await indexBare(session, chain, join(chain.folder, `bare-${round}.db`)))
    sqlite.push(await indexChain(session, chain, join(chain.folder, `index-${round}.db`)))
    postgres.push(await indexChain(session, chain, await database(`index_${round}`)))
  }
  const rate = (runs: readonly Indexed[]) => median(runs.map((one) => one.rate))
  // The tenth of a shorter chain is less than four batches of the indexer, and says little.
  const steadiness = (metric: string, runs: readonly Indexed[]) => {
    const value = median(runs.map((one) => one.steadiness))
    return chain.fills < 100_000 ? info(metric, value, 'x') : atLeast(metric, value, 'x', 0.85)
  }
  const megabytes = (runs: readonly Indexed[]) => Math.max(...runs.map((one) => one.megabytes))
  return {
    name: 'indexer',
    rows: [
      info('chain', chain.fills, 'fills'),
      info('bare fetch, decode, insert', median(bare), 'fills/s'),
      atLeast('backfill into SQLite', rate(sqlite), 'fills/s', 0.45 * median(bare)),
      steadiness('rate of the last tenth over the first', sqlite),
      atMost('peak memory', megabytes(sqlite), 'MB', 400),
      atLeast('backfill into PostgreSQL', rate(postgres), 'fills/s', 0.22 * median(bare)),
      steadiness('rate of the last tenth over the first, PostgreSQL', postgres),
      atMost('peak memory, PostgreSQL', megabytes(postgres), 'MB', 400),
    ],
  }
}
