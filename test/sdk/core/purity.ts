import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'

const core = new URL('../../../sdk/src/core/', import.meta.url)
const files = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
const sdk = new URL('../../../sdk/src/', import.meta.url)
const sources = readdirSync(sdk, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))

const importsOf = (text: string) =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, path]) => path)
/** Source without comments and strings, so that words in prose do not count. */
const codeOf = (text: string) =>
  text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').replace(/'[^'\n]*'|"[^"\n]*"|`[^`]*`/g, "''")

describe('core purity', () => {
  it('has files to look at', () => {
    expect(files).to.include.members(['grid.ts', 'quoteBook.ts', 'u256.ts'])
  })

  for (const name of files) {
    const text = readFileSync(new URL(name, core), 'utf8')

    it(`${name} imports nothing outside core`, () => {
      for (const path of importsOf(text)) {
        expect(path).to.match(/^\.\.?\/[a-zA-Z0-9/.]+\.ts$/)
        expect(new URL(path ?? '', new URL(name, core)).href.startsWith(core.href), path).to.equal(true)
      }
    })

    it(`${name} uses no clock, no randomness, no float and no environment`, () => {
      const code = codeOf(text)
      expect(code).not.to.match(/\b(Date|performance|setTimeout|setInterval|crypto|process|Buffer|globalThis|fetch)\b/)
      expect(code).not.to.match(/Math\.(random|sqrt|pow|log|exp|floor|round)|parseFloat|\d\.\d|\dn?e\d/)
    })
  }

  it('no file of the SDK needs Node', () => {
    for (const name of sources) {
      const text = readFileSync(new URL(name, sdk), 'utf8')
      for (const path of importsOf(text)) expect(path, name).not.to.match(/^node:/)
      expect(codeOf(text), name).not.to.match(/\b(process|Buffer|require|__dirname)\b/)
    }
  })
})
