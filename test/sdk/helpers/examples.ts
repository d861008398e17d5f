import { execFile } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { testTokenAbi } from '@tidemark/sdk/abis'
import { toHex } from 'viem'
import { type Actor, actor, type World } from './world.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** A piece of a document that runs by itself. */
export interface Example {
  /** Its name as a file, without ending. */
  readonly name: string
  readonly code: string
}

/**
 * The TypeScript of a document: one module of all its `ts` blocks in order, and one for each block that is marked
 * `ts alone`. `tsx`, `sh` and the like are not code of ours.
 */
export function examplesOf(name: string, markdown: string): Example[] {
  const blocks = [...markdown.matchAll(/^```ts( alone)?\n([\s\S]*?)^```$/gm)]
  const story = blocks.filter(([, alone]) => alone === undefined).map(([, , code = '']) => code)
  const alone = blocks.filter(([, mark]) => mark !== undefined).map(([, , code = '']) => code)
  return [{ name, code: story.join('') }, ...alone.map((code, index) => ({ name: `${name}-${index + 1}`, code }))].map(
    (example) => ({ ...example, code: `${example.code}\nexport {}\n` }),
  )
}

/** In the repository, so that packages resolve; in the compiler's cache, so that nobody commits it. */
export async function exampleFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = join(root, 'cache', `examples-${process.pid}`)
  await mkdir(path, { recursive: true })
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

/** Compile files of a folder as strictly as our own. @throws {Error} with what the compiler says. */
export async function compile(folder: string, names: readonly string[]): Promise<void> {
  const tsconfig = { extends: join(root, 'tsconfig.json'), include: names.map((name) => join(folder, name)) }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig))
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')
  const compiled = promisify(execFile)(process.execPath, [tsc, '--noEmit', '-p', folder])
  await compiled.catch((error: unknown) => {
    throw new Error(error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error))
  })
}

/** An example with its keys, node and deployment filled in. */
export function filledIn({ code }: Example, world: World, actors: readonly Actor[]): string {
  const { exchange, vaultFactory, poolFactory, lens, node } = world
  const at = JSON.stringify({ exchange, vaultFactory, poolFactory, lens })
  const keys = actors.map(({ account }) => `'${toHex(account.getHdKey().privateKey ?? 0)}'`)
  return code
    .replaceAll('MAKER_KEY', keys[0] ?? "'0x01'")
    .replaceAll('TAKER_KEY', keys[1] ?? "'0x02'")
    .replaceAll('http()', `http('${node.url}')`)
    .replaceAll('RPC_URL', `'${node.url}'`)
    .replaceAll('tidemarkActions()', `tidemarkActions(${at} as const)`)
    .replaceAll('DEPLOYMENT', `(${at} as const)`)
}

/** Write an example and run it as a module of its own. What it asserts must hold, where a console would only say so. */
export async function run(folder: string, name: string, code: string): Promise<void> {
  const file = join(folder, `${name}.ts`)
  await writeFile(file, `import strict from 'node:assert/strict'\n${code.replaceAll('console.assert(', 'strict(')}`)
  await import(pathToFileURL(file).href)
}

/** Two accounts of the devnet with 100 base and 10 000 quote each. */
export async function fundedActors(world: World, indexes: readonly [number, number]): Promise<[Actor, Actor]> {
  const { base, quote, governor, node } = world
  const actors = indexes.map((index) => actor(node.url, index)) as [Actor, Actor]
  for (const { account } of actors) {
    for (const [token, amount] of [
      [base, 100n * 10n ** 18n],
      [quote, 10_000n * 10n ** 6n],
    ] as const) {
      const mint = { abi: testTokenAbi, address: token, functionName: 'mint', args: [account.address, amount] } as const
      await governor.waitForTransactionReceipt({ hash: await governor.writeContract(mint) })
    }
  }
  return actors
}
