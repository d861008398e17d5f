import { existsSync, globSync } from 'node:fs'
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Node } from './ast.ts'
import { CREATE_FILE, CREATE_SOURCE, detach } from './detach.ts'
import { CodeGraph } from './graph.ts'
import { compile, errorsOf, gather } from './solc.ts'

export const root = fileURLToPath(new URL('../../../', import.meta.url))
export const EVM = 'cancun'

/** Everything solc says about a project without generating code. */
export interface Analysis {
  readonly units: Readonly<Record<string, Node>>
  readonly abis: ReadonlyMap<string, unknown[]>
}

/** The project's Hardhat, but nothing is built, contracts may be large, loops end and failures are not shrunk. */
const CONFIG = `import { overrideTask } from 'hardhat/config'
import project from './project.config.ts'

const { tasks = [], networks = {}, test = {} } = project
const large = (network) => (network.type === 'edr-simulated' ? { ...network, allowUnlimitedContractSize: true } : network)

export default {
  ...project,
  tasks: [
    ...tasks,
    overrideTask('build').setInlineAction(() => ({ contractRootPaths: [], testRootPaths: [] })).build(),
  ],
  networks: Object.fromEntries(Object.entries(networks).map(([name, network]) => [name, large(network)])),
  test: {
    ...test,
    solidity: {
      ...test.solidity,
      gasLimit: 2_000_000_000n,
      invariant: { ...test.solidity?.invariant, shrinkRunLimit: 0 },
    },
  },
}
`

/** Copy what tests need into `folder`. */
export async function createProject(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const path of ['package.json', 'tsconfig.json', 'contracts', 'test', 'scripts', 'sdk/src', 'sdk/package.json']) {
    if (existsSync(join(root, path))) await cp(join(root, path), join(folder, path), { recursive: true })
  }
  await cp(join(root, 'hardhat.config.ts'), join(folder, 'project.config.ts'))
  await writeFile(join(folder, 'hardhat.config.ts'), CONFIG)
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  await mkdir(join(folder, 'mutation'))
  await writeFile(join(folder, CREATE_FILE), CREATE_SOURCE)
}

function solidityFiles(folder: string): string[] {
  return globSync(['contracts/**/*.sol', 'test/contracts/**/*.sol'], { cwd: folder }).sort()
}

/** Parse and type-check `folder`; throws what solc says if it does not compile. */
export function analyse(folder: string, changed: Readonly<Record<string, string>> = {}): Analysis {
  const sources = gather(folder, solidityFiles(folder), changed)
  const output = compile(sources, { evmVersion: EVM, viaIR: true }, { '*': { '': ['ast'], '*': ['abi'] } })
  const errors = errorsOf(output)
  if (errors.length > 0) throw new Error(errors.join('\n'))
  const units = Object.fromEntries(Object.entries(output.sources ?? {}).map(([name, { ast }]) => [name, ast]))
  const abis = Object.entries(output.contracts ?? {}).flatMap(([source, contracts]) =>
    Object.entries(contracts).map(([name, { abi = [] }]) => [`${source}:${name}`, abi] as const),
  )
  return { units, abis: new Map(abis) }
}

/** Detach the tests from the contracts they create, where that compiles. */
export async function detachTests(folder: string, before: Analysis): Promise<Analysis> {
  const changed: Record<string, string> = {}
  for (const file of globSync('test/contracts/**/*.sol', { cwd: folder })) {
    const unit = before.units[file]
    if (unit === undefined) continue
    const content = await readFile(join(folder, file))
    // Settings of single tests in comments would outrank the few runs of this one.
    changed[file] = detach(content, unit, before.units).replace(/\b(forge|hardhat)-config:/g, 'config:')
  }
  for (;;) {
    const sources = gather(folder, solidityFiles(folder), changed)
    const { errors = [] } = compile(sources, { evmVersion: EVM, viaIR: true }, { '*': { '*': ['abi'] } })
    const wrong = errors
      .filter(({ severity }) => severity === 'error')
      .map(({ sourceLocation }) => sourceLocation?.file)
    if (wrong.length === 0) break
    const kept = Object.keys(changed).filter((file) => !wrong.includes(file))
    if (kept.length === Object.keys(changed).length) throw new Error(errorsOf({ errors }).join('\n'))
    for (const file of wrong) if (file !== undefined) delete changed[file]
  }
  for (const [file, content] of Object.entries(changed)) await writeFile(join(folder, file), content)
  return analyse(folder)
}

export function graphOf({ units }: Analysis): CodeGraph {
  return new CodeGraph(units)
}
