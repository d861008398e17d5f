import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../browser/helpers/browser.ts'
import { bundle } from './helpers/bundle.ts'
import { type Consumer, Package } from './helpers/pack.ts'

/** Gzip bytes that one function of `core` may have; a function that replays a whole transaction has what it replays. */
const FUNCTION = 1_500
const EXCEPTIONS: Readonly<Record<string, number>> = {
  // A vault's whole transaction: rules, position, grid, shares and books in one.
  ...{
    vaultGridTaken: 4_050,
    vaultQuoteTaken: 3_100,
    vaultHedged: 3_650,
    vaultStrategySet: 3_650,
    vaultCreated: 3_650,
  },
  ...{ vaultShareSet: 1_650, fillVault: 1_650 },
  // The checks of every strategy, with an error for each.
  ...{ planStrategy: 2_750, enforceStrategy: 1_950, validateGrid: 2_100 },
  // A pool's: grid, fees, shares and its stream.
  ...{ poolTaken: 2_550, poolGridMoved: 2_350, poolLeftOneToken: 2_250, poolLeft: 2_150, poolFounded: 2_150 },
  ...{ poolJoined: 2_100, poolFilled: 1_800 },
  // Best execution over grids and quotes, and its encoding.
  ...{ bestRoute: 3_300, toRoute: 1_950, toRouteOrder: 1_700 },
}
/** Reads of twenty metrics at once. */
const ANALYTICS_EXCEPTIONS: Readonly<Record<string, number>> = { readMetrics: 2_950, readCurve: 2_450 }
/** Of one action over viem, which is left out. */
const ACTION = 3_000
/** ethers leaves more to its callers than viem: values come as they were decoded. */
const ETHERS_ACTION = 3_800

const LIBRARY = /Error$|^tidemarkActions$|^toTidemarkError$|^decodeRevert$|^isRevert$|^remedyOf$|^fullMessage$/

describe('bundles of the packed package', function () {
  this.timeout(180_000)
  let consumer: Consumer
  let browser: Browser | undefined
  before(async function () {
    this.timeout(300_000)
    consumer = await (await Package.make()).install('bundled', ['viem', 'ethers'])
  })
  after(() => browser?.close())

  const functionsOf = async (entry: string) =>
    (await consumer.run(
      `${entry}.mjs`,
      `import * as all from '@tidemark/sdk/${entry}'
      const isFunction = ([, value]) => typeof value === 'function' && !String(value).startsWith('class')
      console.log(JSON.stringify(Object.entries(all).filter(isFunction).map(([name]) => name)))`,
    )) as string[]
  const sizeOf = async (entry: string, what = '*') =>
    (await bundle(consumer.folder, `export ${what} from '@tidemark/sdk/${entry}'`)).bytes
  /** Which functions of an entry exceed their budget. */
  const beyond = async (entry: string, budget: number, exceptions: Readonly<Record<string, number>> = {}) => {
    const all = await functionsOf(entry)
    // A call is part of its action, and an action of the one that waits as well.
    const names = all.filter((name) => !LIBRARY.test(name) && !/Call$/.test(name) && !all.includes(`${name}Sync`))
    expect(names.length, entry).to.be.greaterThan(20)
    const sizes = await Promise.all(names.map(async (name) => [name, await sizeOf(entry, `{ ${name} }`)] as const))
    return sizes.flatMap(([name, bytes]) => {
      if (bytes > (exceptions[name] ?? budget)) return [`${name}: ${bytes}`]
      // An exception that is none any more is taken from the list.
      return exceptions[name] !== undefined && bytes <= budget ? [`${name} needs no exception: ${bytes}`] : []
    })
  }

  it('keep core within 25 kB, and the entries beside it small', async () => {
    expect(await sizeOf('core')).to.be.within(15_000, 25_000)
    expect(await sizeOf('analytics')).to.be.within(3_000, 9_000)
    expect(await sizeOf('quoting')).to.be.within(2_000, 5_000)
    expect(await sizeOf('units')).to.be.within(500, 2_500)
  })

  it('keep one function of core within 1.5 kB, whole transactions apart', async () => {
    expect(await beyond('core', FUNCTION, EXCEPTIONS)).to.deep.equal([])
    expect(await beyond('analytics', FUNCTION, ANALYTICS_EXCEPTIONS)).to.deep.equal([])
    expect(await beyond('quoting', FUNCTION)).to.deep.equal([])
  })

  it('keep one action within 3 kB, without viem', async () => {
    expect(await beyond('actions', ACTION)).to.deep.equal([])
    expect(await beyond('ethers', ETHERS_ACTION)).to.deep.equal([])
  })

  it('drop what is not used', async () => {
    const { code } = await bundle(consumer.folder, `export { mulDivDown } from '@tidemark/sdk'`)
    expect(code).to.contain('DivisionByZero')
    expect(code).not.to.match(/GridTooLarge|takeGrid|CursorOutOfRange|viem/)
    expect(code.length).to.be.lessThan(1_500)
    const entries = ['core', 'analytics', 'quoting', 'engine', 'units', 'abis', 'indexer', 'actions', 'ethers']
    for (const entry of ['', ...entries.map((name) => `/${name}`)]) {
      expect((await bundle(consumer.folder, `import '@tidemark/sdk${entry}'`)).code.trim(), entry).to.equal('')
    }
  })

  it('leave to others only the peers of the entry', async () => {
    const packagesOf = async (entry: string) =>
      new Set(
        (await bundle(consumer.folder, `export * from '@tidemark/sdk/${entry}'`)).packages.map(
          (path) => path.split('/')[0],
        ),
      )
    for (const entry of ['core', 'analytics', 'quoting', 'engine', 'units', 'abis', 'indexer']) {
      expect([...(await packagesOf(entry))], entry).to.deep.equal([])
    }
    expect([...(await packagesOf('actions'))]).to.deep.equal(['viem'])
    expect([...(await packagesOf('ethers'))]).to.deep.equal(['ethers'])
  })

  it('run in a browser: core, engine and an action over a wallet', async () => {
    const { code, packages } = await bundle(
      consumer.folder,
      `import { geometricPrices, mulDivDown } from '@tidemark/sdk/core'
      import { VaultManager } from '@tidemark/sdk/engine'
      import { getVaultStats } from '@tidemark/sdk/actions'
      import { createClient, custom } from 'viem'
      const asked = []
      const request = async ({ method }) => { asked.push(method); throw Object.assign(new Error('execution reverted'), { code: 3, data: '0x12345678' }) }
      const client = createClient({ transport: custom({ request }, { retryCount: 0 }) })
      const failed = await getVaultStats(client, { vault: '0x00000000000000000000000000000000000000aa' }).catch((error) => error)
      globalThis.said = {
        product: String(mulDivDown(2n ** 255n, 2n ** 255n, 2n ** 255n) === 2n ** 255n),
        prices: geometricPrices(8_000n, 11_000n, 3).map(String),
        engine: typeof new VaultManager().snapshot,
        asked, code: failed.code, agent: navigator.userAgent.includes('Chrome'),
      }`,
      true,
    )
    expect(packages).to.deep.equal([])
    browser = await launchBrowser()
    const page = await browser.newPage()
    const errors: string[] = []
    page.on('pageerror', ({ message }) => errors.push(message))
    await page.setContent('<!doctype html><title>SDK</title>')
    await page.addScriptTag({ content: code, type: 'module' })
    const said = await page.waitForFunction(() => (globalThis as { said?: unknown }).said, undefined, {
      timeout: 30_000,
    })
    expect(errors).to.deep.equal([])
    expect(await said.jsonValue()).to.deep.equal({
      product: 'true',
      prices: ['8000', '9380', '11000'],
      engine: 'function',
      asked: ['eth_call'],
      code: 'UnknownRevert',
      agent: true,
    })
  })
})
