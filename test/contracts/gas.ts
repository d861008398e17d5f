import { readFile, writeFile } from 'node:fs/promises'
import { expect } from 'chai'
import { run } from '../../scripts/bench/gas.ts'

const snapshot = new URL('./gas.snapshot.json', import.meta.url)

/** Gas of user-facing transactions, as recorded. `TIDEMARK_UPDATE_GAS=1 npm test -- --only contracts` records it anew. */
describe('contracts: gas', () => {
  it('is within 1 % of the snapshot', async () => {
    const { rows } = await run()
    const measured = Object.fromEntries(rows.map(({ metric, value }) => [metric, value]))
    if (process.env.TIDEMARK_UPDATE_GAS === '1') await writeFile(snapshot, `${JSON.stringify(measured, null, 2)}\n`)
    const recorded = JSON.parse(await readFile(snapshot, 'utf8')) as Record<string, number>
    expect(Object.keys(measured)).to.have.members(Object.keys(recorded))
    const moved = Object.entries(measured).filter(([metric, gas]) => {
      const before = recorded[metric] ?? 0
      return Math.abs(gas - before) * 100 > before
    })
    expect(moved.map(([metric, gas]) => `${metric}: ${recorded[metric]} -> ${gas}`)).to.deep.equal([])
  }).timeout(60_000)
})
