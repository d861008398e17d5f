import { ARGUMENTS } from './schema.ts'
import { selectionText } from './selection.ts'

/** A request as it is sent. */
export interface Operation {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** The text of an operation with one field: its arguments travel as variables, so that the text stays the same. */
export function operationOf(
  kind: 'query' | 'subscription',
  field: string,
  args: Readonly<Record<string, unknown>>,
  selection: unknown,
): Operation {
  const types: Readonly<Record<string, Readonly<Record<string, string>>>> = ARGUMENTS[kind]
  const given = Object.entries(args).filter(([, value]) => value !== undefined)
  const declared = given.map(([name]) => `$${name}: ${types[field]?.[name] ?? 'String'}`)
  const passed = given.map(([name]) => `${name}: $${name}`)
  const list = (items: readonly string[]) => (items.length === 0 ? '' : `(${items.join(', ')})`)
  return {
    query: `${kind} ${list(declared)} { ${field}${list(passed)}${selectionText(selection)} }`,
    variables: Object.fromEntries(given),
  }
}

/** JSON of a request: amounts as text, which is how the indexer takes them. */
export function bodyOf(operation: Operation): string {
  return JSON.stringify(operation, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))
}
