import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Mutant } from '../../scripts/deep/mutants/enumerate.ts'
import { Journal } from '../../scripts/deep/mutants/journal.ts'

const mutant = (content: string): Mutant => ({
  file: 'contracts/A.sol',
  line: 1,
  within: 'A.f',
  original: 'a + b',
  mutant: 'a - b',
  occurrence: 1,
  content,
})

describe('verdicts on mutants', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tidemark-journal-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('outlive the run that gave them', () => {
    const file = join(folder, 'verdicts.txt')
    const first = Journal.open(file, 'sources')
    first.add(mutant('one'), { kind: 'killed', by: 'a test' })
    first.add(mutant('two'), { kind: 'survived' })
    const again = Journal.open(file, 'sources')
    expect(again.find(mutant('one'))).to.deep.equal({ kind: 'killed', by: 'a test' })
    expect(again.find(mutant('two'))).to.deep.equal({ kind: 'survived' })
    expect(again.find(mutant('three'))).to.equal(undefined)
  })

  it('are void when a source changes', () => {
    const file = join(folder, 'verdicts.txt')
    Journal.open(file, 'sources').add(mutant('one'), { kind: 'survived' })
    expect(Journal.open(file, 'others').find(mutant('one'))).to.equal(undefined)
    expect(Journal.open(file, 'sources').find(mutant('one'))).to.equal(undefined)
  })

  it('that were cut off while being written are given again', () => {
    const file = join(folder, 'verdicts.txt')
    const first = Journal.open(file, 'sources')
    first.add(mutant('one'), { kind: 'survived' })
    first.add(mutant('two'), { kind: 'survived' })
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, -5))
    const again = Journal.open(file, 'sources')
    expect(again.find(mutant('one'))).to.deep.equal({ kind: 'survived' })
    expect(again.find(mutant('two'))).to.equal(undefined)
    again.add(mutant('two'), { kind: 'equivalent' })
    expect(Journal.open(file, 'sources').find(mutant('two'))).to.deep.equal({ kind: 'equivalent' })
  })
})
