import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** Something that an entry exports. */
export interface Declared {
  readonly name: string
  /** From the folder of declarations, without `.d.ts`. */
  readonly file: string
  /** Text of its comment, without the stars; empty when it has none. */
  readonly comment: string
  /** Its declarations: a value and a type may share a name. */
  readonly code: string
}

/** Reads what a compiler's declaration files export. They are laid out alike, so that lines tell statements apart. */
export class Declarations {
  readonly #folder: string
  readonly #files = new Map<string, ReadonlyMap<string, Declared>>()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** All exports of a file, also those of the files that it exports from, by name. */
  exportsOf(file: string): ReadonlyMap<string, Declared> {
    const known = this.#files.get(file)
    if (known !== undefined) return known
    const found = new Map<string, Declared>()
    const path = join(this.#folder, `${file}.d.ts`)
    for (const { comment, code } of statementsOf(readFileSync(path, 'utf8'))) {
      const [, list, from] = /^export (?:type )?(\*|\{[^}]*\})(?: from '([^']+)')?/.exec(code) ?? []
      if (list === undefined) {
        const declared = declaredBy(code)
        if (declared === undefined) continue
        const before = found.get(declared.name)
        const both = before === undefined ? declared.code : `${before.code}\n${declared.code}`
        found.set(declared.name, { name: declared.name, file, comment: before?.comment || comment, code: both })
      } else if (from !== undefined) {
        const inner = this.exportsOf(relative(this.#folder, join(dirname(path), from.replace(/\.ts$/, ''))))
        for (const [name, as] of list === '*' ? [...inner.keys()].map((key) => [key, key] as const) : namesIn(list)) {
          const declared = inner.get(name)
          if (declared === undefined) throw new Error(`${file} exports ${name} from ${from}, which has none`)
          found.set(as, declared)
        }
      }
    }
    this.#files.set(file, found)
    return found
  }

  /** The comment about a file as a whole. */
  about(file: string): string {
    const text = readFileSync(join(this.#folder, `${file}.d.ts`), 'utf8')
    const [, comment = ''] = /^\/\*\*([\s\S]*?)\*\//.exec(text) ?? []
    return comment.includes('@packageDocumentation') ? textOf(comment).replace(/\s*@packageDocumentation\s*/, '') : ''
  }
}

interface Statement {
  readonly comment: string
  readonly code: string
}

/** Statements of a declaration file, each with the comment before it. What begins a line begins a statement, brackets apart. */
function statementsOf(text: string): Statement[] {
  const statements: Statement[] = []
  const pattern = /^(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?(export (?:.*)(?:\n(?:[ \t})\]].*))*)/gm
  for (const [, comment = '', code = ''] of text.matchAll(pattern)) statements.push({ comment: textOf(comment), code })
  return statements
}

function textOf(comment: string): string {
  return comment.replace(/^[ \t]*\* ?/gm, '').trim()
}

function declaredBy(code: string): { name: string; code: string } | undefined {
  const [, name] =
    /^export (?:declare )?(?:abstract )?(?:class|function|const|interface|type|enum) (\w+)/.exec(code) ?? []
  return name === undefined ? undefined : { name, code: shown(code) }
}

/** Without what is private, and without the bulk of an ABI. */
function shown(code: string): string {
  const open = code
    .replace(/^export (declare )?/, '')
    .replace(/\n(?: {4}\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)? {4}(?:private |#)[^\n]*(?=\n)/g, '')
    .replace(/^( {4})+/gm, (indent) => ' '.repeat(indent.length / 2))
  return /^const \w+Abi: /.test(open) ? open.replace(/: [\s\S]*/, ': readonly [...]') : open
}

/** `{ a, type B, c as d }` as pairs of what a name is and what it is called. */
function namesIn(list: string): (readonly [string, string])[] {
  return list
    .slice(1, -1)
    .split(',')
    .map((part) => part.trim().replace(/^type /, ''))
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', as = name] = part.split(' as ')
      return [name, as] as const
    })
}
