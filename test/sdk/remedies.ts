import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DivisionByZeroError, fullMessage, remedyOf, TidemarkError, toTidemarkError } from '@tidemark/sdk'
import { toTidemarkError as byEthers } from '@tidemark/sdk/ethers'
import { expect } from 'chai'
import { codesIn } from '../../scripts/maintain/api/errors.ts'
import { REMEDIES } from '../../sdk/src/errors/remedies.ts'
import { REVERTS } from '../../sdk/src/errors/reverts.ts'

/** Codes that the indexer's API gives its refusals. */
function indexerCodes(): string[] {
  const cwd = fileURLToPath(new URL('../../indexer/src/api', import.meta.url))
  const texts = globSync('**/*.ts', { cwd }).map((file) => readFileSync(join(cwd, file), 'utf8'))
  const given = /(?:\bcode(?::| =) |\brefuse\(|\bbadInput\(.*, )'([A-Z_]+)'/g
  return texts
    .flatMap((text) => [...text.matchAll(given)].map(([, code = '']) => code))
    .filter((code) => !/^E[A-Z]+$/.test(code))
}

describe('what to do about errors', () => {
  const own = codesIn(fileURLToPath(new URL('../../sdk/src', import.meta.url))).map(({ code }) => code)
  // As `explain` names them.
  const solidity = Object.keys(REVERTS)
    .map((signature) => signature.slice(0, signature.indexOf('(')))
    .map((name) => (name.startsWith('SafeCastOverflowed') ? 'CastOverflow' : name))

  // The indexer's own; what its GraphQL server calls an error that it masks; and what its client calls one without a code.
  const indexer = [...indexerCodes(), 'INTERNAL_SERVER_ERROR', 'REFUSED']
  const all = [...own, ...solidity, 'Panic', ...indexer]

  it('is known for every code', () => {
    expect(own.length).to.be.greaterThan(100)
    expect(indexer).to.include.members(['BAD_INPUT', 'CURSOR_EXPIRED', 'RATE_LIMITED', 'PERSISTED_QUERY_INVALID'])
    expect(all.filter((code) => REMEDIES[code] === undefined)).to.deep.equal([])
  })

  it('is said of no code that nobody throws', () => {
    expect(Object.keys(REMEDIES).filter((code) => !all.includes(code))).to.deep.equal([])
  })

  it('is short, and reads on after a colon', () => {
    for (const [code, text] of Object.entries(REMEDIES)) {
      expect(text, code).to.match(/^[a-z].*[^.]$/)
      expect(text.length, code).to.be.within(5, 110)
    }
  })

  it('comes with whatever is translated, by either library', () => {
    // `VaultHalted()`: a selector is all there is of it.
    const reverted = { code: 3, data: '0x2309ab72' }
    for (const translate of [toTidemarkError, byEthers]) {
      const known = translate(new DivisionByZeroError(1n))
      expect([known.code, known.remedy]).to.deep.equal(['DivisionByZero', 'use a divisor above 0'])
      expect(translate({ code: 4001 })).to.include({ code: 'UserRejected', remedy: REMEDIES.UserRejected })
      const error = translate(reverted)
      expect(error).to.include({ code: 'VaultHalted', remedy: REMEDIES.VaultHalted })
    }
  })

  it('leaves errors alone that have none', () => {
    const strange = toTidemarkError(new TidemarkError('toString', 'of nobody here'))
    expect(strange).not.to.have.property('remedy')
    expect(remedyOf(strange)).to.equal(undefined)
    expect(fullMessage(strange)).to.equal('of nobody here')
    expect(fullMessage('no error at all')).to.equal('no error at all')
  })

  it('stands between the message and the causes', () => {
    const deepest = new Error('no route to host\nRequest: a long one')
    const error = new TidemarkError(
      'RequestFailed',
      'the node did not answer',
      {},
      { cause: new Error('middle', { cause: deepest }) },
    )
    expect(fullMessage(error)).to.equal(
      `the node did not answer\nWhat to do: ${REMEDIES.RequestFailed}.\nCaused by: middle\nCaused by: no route to host`,
    )
    const ring = new Error('one')
    ring.cause = new Error('other', { cause: ring })
    expect(fullMessage(ring)).to.equal('one\nCaused by: other')
  })
})
