import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type ContractId, sourceOf } from './graph.ts'
import type { Bytecode } from './messages.ts'
import { EVM } from './project.ts'
import type { Settings } from './solc.ts'
import type { Worker } from './workers.ts'

const METADATA = { bytecodeHash: 'none', appendCBOR: false }

/**
 * Ways to compile, fastest first. Without IR solc is some twenty times as fast, but cannot place the variables of a big
 * function on the stack; with IR, leaving the optimizer out saves a half.
 */
const WAYS: readonly Settings[] = [
  { evmVersion: EVM, metadata: METADATA, optimizer: { enabled: false } },
  { evmVersion: EVM, metadata: METADATA, optimizer: { enabled: false }, viaIR: true },
  { evmVersion: EVM, metadata: METADATA, optimizer: { enabled: true, runs: 1 }, viaIR: true },
]

/** How each contract is compiled, and what comes out unmutated. */
export interface Baseline {
  readonly settings: ReadonlyMap<ContractId, Settings>
  readonly codes: ReadonlyMap<ContractId, Bytecode>
}

/** Compile every contract the fastest way that works for it. */
export async function settle(worker: Worker, contracts: readonly ContractId[]): Promise<Baseline> {
  const settings = new Map<ContractId, Settings>()
  const codes = new Map<ContractId, Bytecode>()
  let left = contracts
  for (const way of WAYS) {
    const failed: ContractId[] = []
    const attempt = async (some: readonly ContractId[]): Promise<void> => {
      if (some.length === 0) return
      const { errors, codes: compiled } = await worker.compile({ contracts: some, settings: way, changed: {} })
      if (errors.length === 0) {
        for (const contract of some) {
          settings.set(contract, way)
          codes.set(contract, compiled[contract] as Bytecode)
        }
      } else if (some.length > 1) {
        const half = some.length >> 1
        await attempt(some.slice(0, half))
        await attempt(some.slice(half))
      } else if (way === WAYS.at(-1)) throw new Error(errors.join('\n'))
      else failed.push(...some)
    }
    await attempt(left)
    left = failed
  }
  return { settings, codes }
}

/** Write a contract's artifact as Hardhat would. */
export async function writeArtifact(
  folder: string,
  contract: ContractId,
  abi: readonly unknown[],
  code: Bytecode = { bytecode: '0x', deployedBytecode: '0x' },
): Promise<void> {
  const sourceName = sourceOf(contract)
  const contractName = contract.slice(sourceName.length + 1)
  const path = join(folder, 'artifacts', sourceName, `${contractName}.json`)
  const artifact = {
    _format: 'hh3-artifact-1',
    contractName,
    sourceName,
    abi,
    ...code,
    linkReferences: {},
    deployedLinkReferences: {},
    immutableReferences: {},
    inputSourceName: `project/${sourceName}`,
    // Only the compiler's version is read from this.
    buildInfoId: 'solc-0_8_37-0',
  }
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, JSON.stringify(artifact))
}
