import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'chai'
import { type Commented, examplesIn, moduleOf, PURE } from '../helpers/commented.ts'
import { exampleFolder } from '../helpers/examples.ts'

describe('examples of pure functions', () => {
  let examples: Commented[]
  let folder: Awaited<ReturnType<typeof exampleFolder>>

  before(async () => {
    examples = await examplesIn(PURE)
    folder = await exampleFolder()
    await writeFile(join(folder.path, 'pure.ts'), moduleOf(examples))
  })
  after(() => folder.remove())

  it('come to what they say', async () => {
    expect(examples.length).to.be.greaterThan(380)
    const all = (await import(pathToFileURL(join(folder.path, 'pure.ts')).href)) as Record<string, () => void>
    const wrong: string[] = []
    for (const { name, code } of examples) {
      // What returns nothing says so; everything else has a value to compare.
      if (!/\/\/ =>|\/\/ no throw/.test(code)) wrong.push(`${name} says no result`)
      try {
        all[`example_${name}`]?.()
      } catch (error) {
        wrong.push(`${name}: ${error instanceof Error ? error.message : error}`)
      }
    }
    expect(wrong).to.deep.equal([])
  })
})
