import { globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

/** A function that the core exports and says to mirror Solidity. */
export interface Mirrored {
  readonly name: string
  /** From the root of the repository. */
  readonly file: string
  /** `Library.function` or `Contract.function`, as its comment names them. */
  readonly solidity: readonly string[]
}

const CORE = 'sdk/src/core'
const LIBRARIES = ['contracts/libraries/*.sol', 'contracts/lens/LadderLib.sol']

/** Every export of the core whose comment says what it mirrors. */
export function mirroredFunctions(root: string): Mirrored[] {
  return coreFiles(root).flatMap(({ file, text }) =>
    [...text.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export function (\w+)/g)].flatMap(
      ([, comment = '', name = '']) => {
        const [, about = ''] = comment.replace(/\n \* ?/g, ' ').split(/Mirrors /)
        const solidity = [...about.matchAll(/`([A-Z]\w+\.\w+)`/g)].map(([, reference = '']) => reference)
        return solidity.length === 0 ? [] : [{ name, file, solidity }]
      },
    ),
  )
}

/** `Library.function` of every function that contracts can call in a library. */
export function libraryFunctions(root: string): string[] {
  return LIBRARIES.flatMap((pattern) => globSync(pattern, { cwd: root }).sort()).flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    const [, library = ''] = /^library (\w+)/m.exec(text) ?? []
    return [...text.matchAll(/^ {4}function (\w+)\([^{]*?\) internal /gm)].map(([, name]) => `${library}.${name}`)
  })
}

/** Names of functions of the core that run, as far as the text says, when those that `files` import from it do. */
export function reachedFrom(root: string, files: readonly string[]): Set<string> {
  const modules = new Map(coreFiles(root).map(({ file: path, text }) => [path, moduleOf(path, text)]))
  const reached = new Set<string>()
  const names = new Set<string>()
  const waiting: { path: string; name: string }[] = []
  const imported = files.flatMap((file) => [...importedFrom(readFileSync(join(root, file), 'utf8')).keys()])
  for (const name of imported) {
    for (const [path, { functions }] of modules) if (functions.has(name)) waiting.push({ path, name })
  }
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { path, name } = at
    const body = modules.get(path)?.functions.get(name)
    if (body === undefined || reached.has(`${path} ${name}`)) continue
    reached.add(`${path} ${name}`)
    names.add(name)
    for (const [word] of body.matchAll(/\b[a-z]\w+\b/g)) {
      waiting.push({ path: modules.get(path)?.imports.get(word) ?? path, name: word })
    }
  }
  return names
}

/** Whether the file that a contract is in has a function of that name. */
export function existsInContracts(root: string, reference: string): boolean {
  const [contract = '', name = ''] = reference.split('.')
  const files = globSync(`contracts/**/${contract}.sol`, { cwd: root })
  return files.some((file) => readFileSync(join(root, file), 'utf8').includes(`function ${name}(`))
}

function moduleOf(path: string, text: string) {
  const functions = new Map<string, string>()
  for (const [part, name = ''] of text.matchAll(/^(?:export )?function (\w+)[\s\S]*?^}$/gm)) functions.set(name, part)
  const imports = new Map<string, string>()
  for (const [name, from] of importedFrom(text)) imports.set(name, posix.join(posix.dirname(path), from))
  return { functions, imports }
}

/** Names that a module imports, and from where. */
function importedFrom(text: string): Map<string, string> {
  const names = new Map<string, string>()
  for (const [, list = '', from = ''] of text.matchAll(/import (?:type )?\{([^}]*)\} from '([^']+)'/g)) {
    for (const name of list.split(',')) names.set(name.replace(/^\s*type /, '').trim(), from)
  }
  return names
}

function coreFiles(root: string): { file: string; text: string }[] {
  return globSync(`${CORE}/**/*.ts`, { cwd: root })
    .sort()
    .map((file) => ({ file: file.replaceAll('\\', '/'), text: readFileSync(join(root, file), 'utf8') }))
}
