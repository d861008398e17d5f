import { expect } from 'chai'
import { runTest } from '../../scripts/deep/indexer.ts'

describe('long runs of the indexer', () => {
  it('have not passed where the test they are of is not there', function () {
    this.timeout(60_000)
    expect(runTest('test/indexer/scenarioTable.ts', 'names tests that there are')).to.equal(true)
    expect(runTest('test/indexer/scenarioTable.ts', 'no test has this name')).to.equal(false)
  })
})
