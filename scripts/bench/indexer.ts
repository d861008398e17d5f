import { Session } from '../demo/session.ts'
import { fillCount, generateChain } from './chain.ts'
import { indexBare, indexChain } from './indexing.ts'
import { median } from './median.ts'
import { atLeast, atMost, info, type Report } from './report.ts'

const rounds = 3

/**
 * The indexer's backfill into SQLite with everything it derives, beside a bare loop over the same chain in the same
 * run; its memory; and whether it keeps its pace.
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
  const bare: number[] = []
  const indexed: Awaited<ReturnType<typeof indexChain>>[] = []
  // Alternating, so that a machine that slows down slows both.
  for (let round = 0; round < rounds; round++) {
    bare.push((await indexBare(session, chain, `bare-${round}`)).rate)
    indexed.push(await indexChain(session, chain, `index-${round}`))
  }
  const megabytes = Math.max(...indexed.map((result) => result.megabytes))
  const steadiness = median(indexed.map((result) => result.steadiness))
  return {
    name: 'indexer',
    rows: [
      info('chain', chain.fills, 'fills'),
      info('bare fetch, decode, insert', median(bare), 'fills/s'),
      atLeast('backfill into SQLite', median(indexed.map(({ rate }) => rate)), 'fills/s', 0.45 * median(bare)),
      atLeast('rate of the last tenth over the first', steadiness, 'x', 0.85),
      atMost('peak memory', megabytes, 'MB', 400),
    ],
  }
}
