import { expect } from 'chai'
import { type Report, render } from '../../scripts/bench/report.ts'
import { runScript } from './helpers/processes.ts'

// Fewer are indexed within a second, of which starting takes a good part.
const fills = 100_000

describe('npm run bench -- indexer', function () {
  this.timeout(600_000)
  const given = process.env.TIDEMARK_BENCH_FILLS
  before(() => {
    process.env.TIDEMARK_BENCH_FILLS = String(fills)
  })
  after(() => {
    if (given === undefined) delete process.env.TIDEMARK_BENCH_FILLS
    else process.env.TIDEMARK_BENCH_FILLS = given
  })

  it('indexes a chain of its own into both databases and prints how fast, on which nothing depends', async () => {
    const { ended, output } = runScript('scripts/bench/main.ts', 'indexer', '--json')
    const { code } = await ended
    // 1 says that a limit was missed.
    expect(code, output()).to.be.oneOf([0, 1])
    const json = output()
      .split('\n')
      .findLast((line) => line.startsWith('{'))
    const report = JSON.parse(json ?? '') as Report
    console.log(render(report))
    expect(report.rows[0]).to.deep.include({ metric: 'chain', value: fills })
    for (const metric of ['bare fetch, decode, insert', 'backfill into SQLite', 'backfill into PostgreSQL']) {
      expect(report.rows.find((row) => row.metric === metric)?.value, metric).to.be.greaterThan(0)
    }
  })
})
