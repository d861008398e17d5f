import { execFile } from 'node:child_process'
import { globSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { exchangeAbi, testTokenAbi } from '@tidemark/sdk/abis'
import { expect } from 'chai'
import { toHex } from 'viem'
import { REVERTS } from '../../sdk/src/errors/reverts.ts'
import { actor, startWorld, type World } from './helpers/world.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
// In the repository, so that packages resolve; in the compiler's cache, so that nobody commits it.
const folder = join(root, 'cache', `readme-${process.pid}`)
const CONTINUED = `import { Side } from '@tidemark/sdk'
import type { Actor } from '../../test/sdk/helpers/world.ts'
declare const taker: Actor
declare const vault: '0x'
`
const LOT = 10n ** 16n

describe('README of the SDK', function () {
  this.timeout(30_000)
  let world: World
  let text: string
  let blocks: string[]

  before(async () => {
    text = await readFile(join(root, 'sdk/README.md'), 'utf8')
    blocks = [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code)
    world = await startWorld()
    await mkdir(folder, { recursive: true })
  })
  after(async () => {
    await world.node.stop()
    await rm(folder, { recursive: true, force: true })
  })

  /** The example as a module of its own: keys, node and deployment filled in. */
  function example(makerKey: string, takerKey: string): string {
    const { exchange, vaultFactory, node } = world
    const code = blocks.slice(0, 2).join('')
    return `const MAKER_KEY = '${makerKey}'\nconst TAKER_KEY = '${takerKey}'\n${code
      .replace('http()', `http('${node.url}')`)
      .replace('tidemarkActions()', `tidemarkActions({ exchange: '${exchange}', vaultFactory: '${vaultFactory}' })`)}`
  }

  it('has an example that creates a vault, posts a quote and fills both', async () => {
    const { governor, base, quote, exchange, balances } = world
    const actors = [4, 5].map((index) => actor(world.node.url, index))
    for (const { account } of actors) {
      for (const [token, amount] of [
        [base, 100n * 10n ** 18n],
        [quote, 10_000n * 10n ** 6n],
      ] as const) {
        const mint = {
          abi: testTokenAbi,
          address: token,
          functionName: 'mint',
          args: [account.address, amount],
        } as const
        await governor.waitForTransactionReceipt({ hash: await governor.writeContract(mint) })
      }
    }
    const [makerKey = '', takerKey = ''] = actors.map(({ account }) => toHex(account.getHdKey().privateKey ?? 0))
    const file = join(folder, 'example.ts')
    await writeFile(file, example(makerKey, takerKey))
    await import(pathToFileURL(file).href)

    const fills = await governor.getContractEvents({
      abi: exchangeAbi,
      address: exchange,
      eventName: 'Fill',
      fromBlock: 0n,
    })
    expect(fills.map(({ args }) => [args.side, args.size])).to.deep.equal([
      [1, 25n],
      [0, 25n],
    ])
    const [bought, sold] = fills.map(({ args }) => args)
    // 25 lots at 95.20: 23.80 quote, and 5 bps of it.
    expect([bought?.notional, bought?.fee]).to.deep.equal([23_800_000n, 11_900n])
    // The best bid is the highest of 21 prices in constant ratio from 80 to 110 that is at most 95: 93.80.
    expect([sold?.notional, sold?.fee]).to.deep.equal([23_450_000n, 11_725n])
    const taker = actors[1]?.account.address ?? '0x'
    expect(await balances(taker)).to.deep.equal({
      base: 100n * 10n ** 18n,
      quote: 10_000_000_000n - 23_800_000n - 11_900n + 23_450_000n - 11_725n,
    })
    expect((await balances(sold?.maker ?? '0x')).base % LOT).to.equal(0n)
  })

  it('needs ten lines for a vault, a quote and two fills, as it says', () => {
    const lines = blocks[1]?.split('\n').filter((line) => line !== '' && !line.startsWith('//'))
    expect(lines).to.have.length(10)
  })

  it('names every error code', async () => {
    const files = globSync('sdk/src/**/*.ts', { cwd: root })
    const sources = await Promise.all(files.map((file) => readFile(join(root, file), 'utf8')))
    const codes = sources.flatMap((source) => [...source.matchAll(/(?:super|new RevertError)\(\s*'(\w+)'/g)])
    const solidity = Object.keys(REVERTS).map((signature) => signature.split('(')[0])
    const missing = codes.map(([, code]) => code).filter((code) => !solidity.includes(code))
    expect(missing.length).to.be.greaterThan(15)
    expect(missing.filter((code) => !text.includes(`\`${code}\``))).to.deep.equal([])
    for (const code of ['Error', 'Panic']) expect(text).to.contain(`| \`${code}\` |`)
  })

  it('has examples that compile', async function () {
    // A compiler starts for it.
    this.timeout(60_000)
    expect(blocks).to.have.length(5)
    const names = ['example.ts', 'units.ts', 'core.ts', 'errors.ts']
    for (const [index, name] of names.entries()) {
      const code = index === 0 ? example('0x01', '0x02') : (blocks[index + 1] ?? '')
      // The last one goes on where the first one ends.
      const before = name === 'errors.ts' ? CONTINUED : ''
      await writeFile(join(folder, name), `${before}${code}\nexport {}\n`)
    }
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: join(root, 'tsconfig.json'), include: names.map((name) => join(folder, name)) }),
    )
    const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')
    const compiled = promisify(execFile)(process.execPath, [tsc, '--noEmit', '-p', folder])
    await compiled.catch((error: unknown) => {
      throw new Error(error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error))
    })
  })
})
