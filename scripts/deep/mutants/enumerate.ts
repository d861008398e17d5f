import { child, children, type Node, rangeOf, text } from './ast.ts'
import { edits, type Scope } from './operators.ts'

/** One changed source. Lines may move: file, function, original and mutant together name it. */
export interface Mutant {
  readonly file: string
  readonly line: number
  /** `Contract.function` around the change. */
  readonly within: string
  /** What is changed, as written and as it becomes. */
  readonly original: string
  readonly mutant: string
  /** Which of several equal changes in one function; from 1. */
  readonly occurrence: number
  /** The whole changed file. */
  readonly content: string
}

/** Every mutant of one file. `units` are the syntax trees of all files, by name. */
export function mutantsOf(file: string, source: Buffer, units: Readonly<Record<string, Node>>): Mutant[] {
  const unit = units[file]
  if (unit === undefined) throw new Error(`no syntax tree of ${file}`)
  const scope = { source, hasSibling: siblings(Object.values(units)) }
  const seen = new Map<string, number>()
  const places = new Set<string>()
  return bodies(unit).flatMap(({ within, node }) =>
    edits(node, scope).flatMap(({ node: shown, range, replacement }) => {
      const place = `${range.start}:${range.end}:${replacement}`
      if (places.has(place)) return []
      places.add(place)
      const written = (start: number, end: number) => source.subarray(start, end).toString()
      const original = oneLine(written(shown.start, shown.end))
      const mutant = oneLine(written(shown.start, range.start) + replacement + written(range.end, shown.end))
      const key = [within, original, mutant].join('\n')
      const occurrence = (seen.get(key) ?? 0) + 1
      seen.set(key, occurrence)
      const line = written(0, range.start).split('\n').length
      const content = written(0, range.start) + replacement + written(range.end, source.length)
      return [{ file, line, within, original, mutant, occurrence, content }]
    }),
  )
}

/** Functions, modifiers and constants: what can behave. */
function bodies(unit: Node): { within: string; node: Node }[] {
  const of = (nodes: Node[], prefix: string) =>
    nodes.flatMap((node) => {
      const name = text(node, 'name') || text(node, 'kind')
      const behaves =
        (['FunctionDefinition', 'ModifierDefinition'].includes(node.nodeType) && child(node, 'body') !== undefined) ||
        (node.nodeType === 'VariableDeclaration' && child(node, 'value') !== undefined)
      return behaves ? [{ within: prefix + name, node }] : []
    })
  const top = children(unit, 'nodes')
  return [
    ...of(top, ''),
    ...top
      .filter(({ nodeType }) => nodeType === 'ContractDefinition')
      .flatMap((contract) => of(children(contract, 'nodes'), `${text(contract, 'name')}.`)),
  ].sort((a, b) => rangeOf(a.node).start - rangeOf(b.node).start)
}

function siblings(units: Node[]): Scope['hasSibling'] {
  const parameters = (fn: Node) => children(child(fn, 'parameters'), 'parameters').length
  const families = new Map<number, { own: number; family: Map<string, number[]> }>()
  for (const contract of units.flatMap((unit) => children(unit, 'nodes'))) {
    const family = new Map<string, number[]>()
    for (const fn of children(contract, 'nodes').filter(({ nodeType }) => nodeType === 'FunctionDefinition')) {
      family.set(text(fn, 'name'), [...(family.get(text(fn, 'name')) ?? []), parameters(fn)])
      families.set(fn.id, { own: parameters(fn), family })
    }
  }
  return (id, name) => {
    const found = families.get(id)
    return found?.family.get(name)?.includes(found.own) ?? false
  }
}

function oneLine(code: string): string {
  return code.replace(/\s+/g, ' ').trim()
}
