/**
 * Which fields of a result to fetch: `true` for a value, the same again for an object or a list of them.
 *
 * @example
 * const selection = { edges: { node: { id: true, price: true } } } satisfies Selection<FillConnection>
 */
export type Selection<Result> =
  NonNullable<Result> extends readonly (infer Item)[]
    ? Selection<Item>
    : NonNullable<Result> extends object
      ? { readonly [Name in keyof NonNullable<Result>]?: Selection<NonNullable<Result>[Name]> }
      : true

/** What a selection leaves of a result. */
export type Selected<Result, Chosen> = Result extends null
  ? null
  : Result extends readonly (infer Item)[]
    ? readonly Selected<Item, Chosen>[]
    : Result extends object
      ? { readonly [Name in keyof Chosen & keyof Result]: Selected<Result[Name], Chosen[Name]> }
      : Result

/** A selection as GraphQL writes it; nothing for a value. */
export function selectionText(selection: unknown): string {
  if (typeof selection !== 'object' || selection === null) return ''
  const fields = Object.entries(selection).flatMap(([name, chosen]) =>
    chosen === undefined ? [] : [`${name}${selectionText(chosen)}`],
  )
  return ` { ${fields.join(' ')} }`
}
