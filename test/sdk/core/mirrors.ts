import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { isLibrary } from '../../../scripts/maintain/parity/report.ts'
import {
  existsInContracts,
  libraryFunctions,
  mirroredFunctions,
  reachedFrom,
} from '../../../scripts/maintain/parity/sources.ts'
import { MIRRORS } from '../../parity/helpers/mirrors/all.ts'
import { UNMIRRORED, WALKS } from '../../parity/helpers/walks.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const mirrors = Object.values(MIRRORS).flat()
const declared = mirroredFunctions(root)
const driven = new Set(WALKS.flatMap(({ drives }) => [...reachedFrom(root, drives)]))

describe('what mirrors Solidity', () => {
  it('is found', () => {
    expect(declared.length).to.be.greaterThan(100)
    expect(libraryFunctions(root).length).to.be.greaterThan(80)
  })

  for (const { name, file, solidity } of declared) {
    it(`${name} of ${file} is compared with the bytecode`, () => {
      for (const reference of solidity) {
        if (isLibrary(reference)) {
          const cases = mirrors.filter((mirror) => mirror.core === name).flatMap((mirror) => mirror.solidity)
          expect(cases, `${name} says it mirrors ${reference}`).to.include(reference)
        } else {
          expect(driven, `no walk drives ${name}, which mirrors ${reference}`).to.include(name)
          expect(existsInContracts(root, reference), `there is no ${reference}`).to.equal(true)
        }
      }
    })
  }

  for (const reference of libraryFunctions(root)) {
    it(`${reference} has a mirror, or a reason to have none`, () => {
      const names = mirrors.filter(({ solidity }) => solidity.includes(reference)).map(({ core }) => core)
      expect(names.length > 0 || reference in UNMIRRORED, reference).to.equal(true)
    })
  }

  it('gives no reason for what has a mirror or is gone', () => {
    const known = libraryFunctions(root)
    for (const reference of Object.keys(UNMIRRORED)) {
      expect(known).to.include(reference)
      expect(mirrors.flatMap(({ solidity }) => solidity)).not.to.include(reference)
    }
  })
})
