import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { COPIED } from '../../scripts/deep/planted.ts'
import { PLANTED } from '../../scripts/deep/planted-bugs.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')

// What `npm run deep -- planted` needs of files that change without it. It runs too seldom to notice.
describe('planted bugs', () => {
  it('are one for each of the 25 invariants', () => {
    const numbers = PLANTED.map(({ invariant }) => invariant).sort((a, b) => a - b)
    expect(numbers).to.deep.equal(Array.from({ length: 25 }, (_, i) => i + 1))
  })

  it('each have their one place, and a campaign that states the rule', () => {
    const rules = globSync('test/contracts/invariant/*.sol', { cwd: root }).map(read).join('\n')
    for (const { invariant, bug, file, find, replace, campaign } of PLANTED) {
      expect(read(`contracts/${file}`).split(find), bug).to.have.length(2)
      expect(replace, bug).not.to.equal(find)
      expect(read(`test/contracts/invariant/${campaign}.t.sol`), bug).to.include(`contract ${campaign}Campaign `)
      expect(rules, bug).to.match(new RegExp(`"(?:\\d+, )*${invariant}(?:, \\d+)*: `))
    }
  })

  it('are planted in a copy that has what its configuration imports', () => {
    const imports = [...read('hardhat.config.ts').matchAll(/from '\.\/([^']+)'/g)].map(([, path = '']) => path)
    expect(imports).not.to.deep.equal([])
    for (const path of imports) {
      expect(
        COPIED.some((copied) => path.startsWith(`${copied}/`)),
        path,
      ).to.equal(true)
      expect(existsSync(join(root, path)), path).to.equal(true)
    }
  })
})
