import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { posix } from 'node:path'
import type { Node } from './ast.ts'

/** Bytecode of a contract, as solc writes it. */
export interface Code {
  readonly object: string
}

export interface CompiledContract {
  readonly abi?: unknown[]
  readonly evm?: { readonly bytecode: Code; readonly deployedBytecode: Code }
}

export interface CompilerOutput {
  readonly errors?: readonly { severity: string; formattedMessage: string; sourceLocation?: { file: string } }[]
  readonly contracts?: Readonly<Record<string, Readonly<Record<string, CompiledContract>>>>
  readonly sources?: Readonly<Record<string, { readonly ast: Node }>>
}

export type Settings = Readonly<Record<string, unknown>>
export type Sources = Record<string, { readonly content: string }>

/** Where a source of this name lives: in the project, else in a package. */
function pathOf(root: string, name: string): string {
  const own = posix.join(root, name)
  return existsSync(own) ? own : posix.join(root, 'node_modules', name)
}

/** Names of what a source imports. */
export function importsOf(name: string, content: string): string[] {
  return [...content.matchAll(/^\s*import\s+(?:[^;"']*?\sfrom\s+)?["']([^"']+)["']/gm)].map(([, target = '']) =>
    target.startsWith('.') ? posix.join(posix.dirname(name), target) : target,
  )
}

/** The named sources and all they import; `changed` stands in for what is on disk. */
export function gather(
  root: string,
  names: readonly string[],
  changed: Readonly<Record<string, string>> = {},
): Sources {
  const sources: Sources = {}
  const open = [...names]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (sources[name] !== undefined) continue
    const content = changed[name] ?? readFileSync(pathOf(root, name), 'utf8')
    sources[name] = { content }
    open.push(...importsOf(name, content))
  }
  return sources
}

interface Solc {
  compile(input: string): string
}
let loaded: Solc | undefined

export function compile(sources: Sources, settings: Settings, outputSelection: object): CompilerOutput {
  loaded ??= createRequire(import.meta.url)('solc') as Solc
  const input = { language: 'Solidity', sources, settings: { ...settings, outputSelection } }
  return JSON.parse(loaded.compile(JSON.stringify(input))) as CompilerOutput
}

export function errorsOf(output: CompilerOutput): string[] {
  return (output.errors ?? [])
    .filter(({ severity }) => severity === 'error')
    .map(({ formattedMessage }) => formattedMessage)
}
