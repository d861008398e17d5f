import type { ContractId } from './graph.ts'
import type { Settings } from './solc.ts'

/** What a worker is asked to do in its project. */
export type Request =
  | {
      readonly kind: 'compile'
      readonly contracts: readonly ContractId[]
      readonly settings: Settings
      /** Sources that differ from those on disk. */
      readonly changed: Readonly<Record<string, string>>
    }
  | { readonly kind: 'test'; readonly file: string }

/** Creation and runtime code, `0x…`. */
export interface Bytecode {
  readonly bytecode: string
  readonly deployedBytecode: string
}

export interface Compiled {
  readonly errors: readonly string[]
  readonly codes: Readonly<Record<ContractId, Bytecode>>
}

export interface Tested {
  readonly passed: number
  readonly failed: readonly string[]
}

export type Reply = { readonly value: Compiled | Tested } | { readonly error: string }
