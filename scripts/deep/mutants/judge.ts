import { type Baseline, writeArtifact } from './baseline.ts'
import type { Mutant } from './enumerate.ts'
import type { CodeGraph, ContractId } from './graph.ts'
import type { Bytecode } from './messages.ts'
import type { Order } from './order.ts'
import type { Settings } from './solc.ts'
import { failuresOf, type Step } from './steps.ts'
import type { Worker } from './workers.ts'

/** What all mutants are judged by. */
export interface Bench {
  readonly steps: readonly Step[]
  /** Code in contracts as they are compiled here: tests detached from what they create. */
  readonly graph: CodeGraph
  readonly baseline: Baseline
  readonly abis: ReadonlyMap<ContractId, readonly unknown[]>
  readonly order: Order
  /** Settings the contracts are deployed with. */
  readonly deployed: Settings
  readonly signal: AbortSignal
}

export type Verdict =
  | { readonly kind: 'killed'; readonly by: string }
  | { readonly kind: 'survived' }
  /** Does not count: compiles to the same code. */
  | { readonly kind: 'equivalent' }
  /** Does not count: does not compile. */
  | { readonly kind: 'invalid' }

/** Judges mutants in one worker's project. */
export class Judge {
  readonly #bench: Bench
  readonly #worker: Worker
  readonly #deployedCodes = new Map<ContractId, Bytecode>()

  constructor(bench: Bench, worker: Worker) {
    this.#bench = bench
    this.#worker = worker
  }

  /** Run test after test until one fails; what they run is compiled only when its turn comes. */
  async judge(mutant: Mutant): Promise<Verdict> {
    const { steps, graph, baseline, order, signal } = this.#bench
    const affected = new Set([...baseline.codes.keys()].filter((contract) => graph.filesOf(contract).has(mutant.file)))
    const changed = new Map<ContractId, boolean>()
    try {
      const relevant = steps.filter(({ contracts }) => contracts.some((contract) => affected.has(contract)))
      for (const step of order.sorted(relevant, mutant.file)) {
        const began = performance.now()
        const needed = step.contracts.filter((contract) => affected.has(contract))
        const fresh = needed.filter((contract) => !changed.has(contract))
        if (!(await this.#install(mutant, fresh, changed))) return { kind: 'invalid' }
        if (!needed.some((contract) => changed.get(contract))) continue
        const [by] = await failuresOf(step, this.#worker, signal)
        order.record(step, mutant.file, by !== undefined, performance.now() - began)
        if (by !== undefined) return { kind: 'killed', by: `${step.file} ${by}` }
      }
      return { kind: (await this.#isEquivalent(mutant, affected)) ? 'equivalent' : 'survived' }
    } finally {
      for (const [contract, is] of changed) if (is) await this.#write(contract, baseline.codes.get(contract))
    }
  }

  /** Compile contracts with the mutant in them and write what changed; false if they do not compile. */
  async #install(
    mutant: Mutant,
    contracts: readonly ContractId[],
    changed: Map<ContractId, boolean>,
  ): Promise<boolean> {
    const { baseline } = this.#bench
    for (const settings of new Set(contracts.map((contract) => baseline.settings.get(contract)))) {
      if (settings === undefined) continue
      const some = contracts.filter((contract) => baseline.settings.get(contract) === settings)
      const codes = await this.#compile(some, settings, mutant)
      if (codes === undefined) return false
      for (const [contract, code] of Object.entries(codes)) {
        const differs = code.bytecode !== baseline.codes.get(contract)?.bytecode
        if (differs) await this.#write(contract, code)
        changed.set(contract, differs)
      }
    }
    return true
  }

  /** Whether the contracts as they would be deployed are the same bytes with and without the mutant. */
  async #isEquivalent(mutant: Mutant, affected: ReadonlySet<ContractId>): Promise<boolean> {
    const { deployed } = this.#bench
    const contracts = [...affected].filter((contract) => contract.startsWith('contracts/'))
    const unknown = contracts.filter((contract) => !this.#deployedCodes.has(contract))
    if (unknown.length > 0) {
      for (const [contract, code] of Object.entries((await this.#compile(unknown, deployed)) ?? {})) {
        this.#deployedCodes.set(contract, code)
      }
    }
    const codes = contracts.length === 0 ? {} : await this.#compile(contracts, deployed, mutant)
    if (codes === undefined) return false
    return contracts.every((contract) => codes[contract]?.bytecode === this.#deployedCodes.get(contract)?.bytecode)
  }

  async #compile(
    contracts: readonly ContractId[],
    settings: Settings,
    mutant?: Mutant,
  ): Promise<Readonly<Record<ContractId, Bytecode>> | undefined> {
    const changed = mutant === undefined ? {} : { [mutant.file]: mutant.content }
    const { errors, codes } = await this.#worker.compile({ contracts, settings, changed })
    return errors.length === 0 ? codes : undefined
  }

  async #write(contract: ContractId, code: Bytecode | undefined): Promise<void> {
    await writeArtifact(this.#worker.folder, contract, this.#bench.abis.get(contract) ?? [], code)
  }
}
