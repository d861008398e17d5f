import { expect } from 'chai'
import { linePercent, readLcov, shortfalls, statementPercent } from '../../scripts/deep/coverage/report.ts'

const record = (file: string, ...counts: number[]) =>
  `SF:${file}\n${counts.map((count, i) => `DA:${i + 1},${count}\n`).join('')}end_of_record\n`

describe('coverage', () => {
  it('reads lines from lcov, sorted by file', () => {
    const files = readLcov(`TN:\n${record('contracts/Lens.sol', 1, 0, 0, 1)}${record('contracts/Exchange.sol', 1)}`)
    expect(files).to.deep.equal([
      { file: 'contracts/Exchange.sol', lines: 1, uncovered: [] },
      { file: 'contracts/Lens.sol', lines: 4, uncovered: [2, 3] },
    ])
    expect(linePercent(files)).to.equal(60)
  })

  it('reads the statements of the total', () => {
    const table = '║ contracts/Total.sol │ 1.00 │ 2.00 │ 3 ║\n║ Total               │ 97.50  │ 99.25       │ ║\n'
    expect(statementPercent(table)).to.equal(99.25)
    expect(() => statementPercent('nothing')).to.throw('no total')
  })

  it('wants 98 % of all, and all of libraries and settlement', () => {
    const most = record('contracts/Exchange.sol', ...Array<number>(97).fill(1))
    expect(shortfalls(readLcov(most + record('contracts/Lens.sol', 1, 0, 0)), 98)).to.deep.equal([])
    expect(shortfalls(readLcov(most + record('contracts/Lens.sol', 0, 0, 0)), 97.99)).to.deep.equal([
      'lines: 97.00 % < 98 %',
      'statements: 97.99 % < 98 %',
    ])
    for (const file of ['libraries/PositionLib.sol', 'exchange/Settlement.sol', 'lens/LadderLib.sol']) {
      expect(shortfalls(readLcov(most + record(`contracts/${file}`, 1, 0)), 99)).to.deep.equal([
        `contracts/${file}: 1 uncovered lines, none allowed`,
      ])
    }
  })

  it('is empty without files', () => {
    expect(linePercent(readLcov(''))).to.equal(0)
  })
})
