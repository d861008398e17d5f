import { expect } from 'chai'
import { type Consumer, Package } from './helpers/pack.ts'

const PURE = ['core', 'analytics', 'quoting', 'engine', 'units', 'abis', 'indexer']

/** A program over the entries that need no peer: what one function of each does, and whether they share their classes. */
const USE_PURE = `
const market = { lotSize: 10n ** 16n, tickSize: 100n, baseDecimals: 18, quoteDecimals: 6 }
let refused
try { units.parsePrice('0.001', market) } catch (error) { refused = [error.code, error instanceof core.TidemarkError] }
console.log(JSON.stringify({
  core: String(core.mulDivUp(7n, 3n, 2n)),
  analytics: typeof analytics.readMetrics,
  quoting: String(quoting.timesDown(7n, quoting.fraction(1n, 2n))),
  engine: typeof new engine.VaultManager(),
  units: String(units.parsePrice('95.2', market)),
  abis: abis.exchangeAbi.some(({ name }) => name === 'takeGrid'),
  indexer: typeof new indexer.IndexerClient('http://localhost'),
  refused,
}))
`
const PURE_SAYS = {
  core: '11',
  analytics: 'function',
  quoting: '3',
  engine: 'object',
  units: '9520',
  abis: true,
  indexer: 'object',
  refused: ['PriceNotOnTick', true],
}

/** A program over calls and revert data, as both libraries have them. */
const USE_CALLS = `
const call = sdk.takeGridCall({ exchange: '0x00000000000000000000000000000000000000ee', vault: '0x00000000000000000000000000000000000000aa', side: 0, size: 1n, limitPrice: 1n })
const error = sdk.decodeRevert('0x12345678')
console.log(JSON.stringify({ name: call.functionName, code: error.code, error: error instanceof sdk.UnknownRevertError, action: typeof sdk.takeGridSync, absent }))
`
const CALLS_SAY = { name: 'takeGrid', code: 'UnknownRevert', error: true, action: 'function' }

const imports = (entries: readonly string[]) =>
  entries.map((entry) => `import * as ${entry} from '@tidemark/sdk/${entry}'`).join('\n')
const requires = (entries: readonly string[]) =>
  entries.map((entry) => `const ${entry} = require('@tidemark/sdk/${entry}')`).join('\n')
/** Which of these a program cannot import. */
const absentOf = (names: readonly string[]) => `
const absent = []
for (const name of ${JSON.stringify(names)}) await import(name).catch(() => absent.push(name))
`

const typed = (consumer: Consumer, moduleKind: string, resolution: string) =>
  consumer.write(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: {
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        noPropertyAccessFromIndexSignature: true,
        // What the package declares is checked as well, not only how it is used.
        skipLibCheck: false,
        target: 'es2022',
        lib: ['es2024', 'dom'],
        types: [],
        module: moduleKind,
        moduleResolution: resolution,
        noEmit: true,
      },
      include: ['*.mts', '*.cts'],
    }),
  )
const tsc = 'typescript/bin/tsc'

describe('the packed package', function () {
  this.timeout(180_000)
  let packed: Package
  before(async function () {
    this.timeout(300_000)
    packed = await Package.make()
  })

  it('runs as ESM and as CommonJS where nothing else is installed', async () => {
    const consumer = await packed.install('alone', [])
    expect(await consumer.run('run.mjs', `${imports(PURE)}\n${USE_PURE}`)).to.deep.equal(PURE_SAYS)
    expect(await consumer.run('run.cjs', `${requires(PURE)}\n${USE_PURE}`)).to.deep.equal(PURE_SAYS)
  })

  it('serves who has ethers and no viem', async () => {
    const consumer = await packed.install('with-ethers', ['ethers'])
    const absent = absentOf(['viem', 'abitype', 'react'])
    const said = { ...CALLS_SAY, absent: ['viem', 'abitype', 'react'] }
    const esm = `import * as sdk from '@tidemark/sdk/ethers'\n${absent}${USE_CALLS}`
    expect(await consumer.run('run.mjs', esm)).to.deep.equal(said)
    const cjs = `const sdk = require('@tidemark/sdk/ethers');(async () => {${absent}${USE_CALLS}})()`
    expect(await consumer.run('run.cjs', cjs)).to.deep.equal(said)
  })

  it('serves who has viem and no ethers', async () => {
    const consumer = await packed.install('with-viem', ['viem'])
    const absent = absentOf(['ethers', 'react', 'wagmi'])
    const said = { ...CALLS_SAY, absent: ['ethers', 'react', 'wagmi'] }
    const esm = `import * as sdk from '@tidemark/sdk'\n${absent}${USE_CALLS}`
    expect(await consumer.run('run.mjs', esm)).to.deep.equal(said)
    const cjs = `const sdk = require('@tidemark/sdk');(async () => {${absent}${USE_CALLS}})()`
    expect(await consumer.run('run.cjs', cjs)).to.deep.equal(said)
  })

  it('serves a React application', async () => {
    const consumer = await packed.install('with-react', ['viem', 'react', 'wagmi', '@tanstack/react-query'])
    const text = `import { useMarket, useTakeGrid } from '@tidemark/sdk/react'
      console.log(JSON.stringify([typeof useMarket, typeof useTakeGrid]))`
    expect(await consumer.run('run.mjs', text)).to.deep.equal(['function', 'function'])
  })

  it('types a strict consumer, its own declarations checked, with ethers and no viem', async () => {
    const consumer = await packed.install('typed-ethers', ['ethers', '@types/node', 'undici-types'])
    const use = `
      const fill = async (signer: Signer) => {
        const { size, receipt } = await takeGridSync(signer, { vault: '0xaa', side: 0, size: 1n, limitPrice: 2n })
        const exact: bigint = size
        // @ts-expect-error a side is 0 or 1
        await takeGridSync(signer, { vault: '0xaa', side: 2, size: 1n, limitPrice: 2n })
        return [exact, receipt.blockNumber, core.mulDivDown(1n, 2n, 3n)] as const
      }
      const call = takeGridCall({ exchange: '0xee', vault: '0xaa', recipient: '0xcc', side: 0, size: 1n, limitPrice: 2n })
      const name: 'takeGrid' = call.functionName
      // @ts-expect-error and nothing else
      const other: 'takeQuote' = call.functionName
      export { fill, name, other }
    `
    const esm = `import type { Signer } from 'ethers'
      import * as core from '@tidemark/sdk/core'
      import { takeGridCall, takeGridSync } from '@tidemark/sdk/ethers'\n${use}`
    await consumer.write('use.mts', esm)
    await consumer.write('use.cts', esm)
    for (const [kind, resolution] of [
      ['nodenext', 'nodenext'],
      ['esnext', 'bundler'],
    ] as const) {
      await typed(consumer, kind, resolution)
      await consumer.tool(tsc, ['-p', 'tsconfig.json'])
    }
  })

  it('types a strict consumer of what needs no peer', async () => {
    const consumer = await packed.install('typed-alone', [])
    const entries = PURE.map((entry) => `import * as ${entry} from '@tidemark/sdk/${entry}'`).join('\n')
    const use = `${entries}
      export const all = [core.Side.Bid, analytics.readMetrics, quoting.timesUp, new engine.VaultManager(), units.parseSize, abis.lensAbi, indexer.IndexerClient]
      // @ts-expect-error a bigint is needed
      core.mulDivDown(1, 2n, 3n)\n`
    await consumer.write('use.mts', use)
    await consumer.write('use.cts', use)
    await typed(consumer, 'nodenext', 'nodenext')
    await consumer.tool(tsc, ['-p', 'tsconfig.json'])
  })

  it('types a strict consumer with viem', async () => {
    const consumer = await packed.install('typed-viem', ['viem'])
    await consumer.write(
      'use.mts',
      `import { createClient, http } from 'viem'
      import { readContract } from 'viem/actions'
      import { getVaultStatsCall, isRevert, tidemarkActions } from '@tidemark/sdk'
      const client = createClient({ transport: http() }).extend(tidemarkActions())
      export async function use() {
        try { await readContract(client, getVaultStatsCall({ vault: '0xaa' })) } catch (error) {
          if (isRevert(error, 'SizeBelowMinimum')) { const size: bigint = error.args.size; return size }
        }
        // @ts-expect-error no such action
        client.takeNothing()
        return client.getVaultStats({ vault: '0xaa' })
      }\n`,
    )
    await typed(consumer, 'nodenext', 'nodenext')
    // viem's own declarations are not ours to check.
    await consumer.tool(tsc, ['-p', 'tsconfig.json', '--skipLibCheck'])
  })

  it('passes publint and attw', async () => {
    const consumer = await packed.install('linted', [])
    const folder = 'node_modules/@tidemark/sdk'
    await consumer.tool('publint/src/cli.js', ['run', folder, '--strict', '--pack', 'false'])
    const said = await consumer.tool('@arethetypeswrong/cli/dist/index.js', [
      packed.tarball,
      '--no-emoji',
      '--no-color',
    ])
    expect(said).to.contain('No problems found')
  })
})
