import { type DocumentNode, type FragmentDefinitionNode, GraphQLError, Kind, type SelectionSetNode } from 'graphql'

/** Pairs of selections under one name at one place of an answer, at most. Validation compares each of them with all others. */
const MAX_PAIRS = 1_000

/** Selections in a request at most, fragments written out. None whose answer may be had has as many. */
const MAX_SELECTIONS = 20_000

/** Characters of a name in an answer at most: each of its values comes with one, and costs the same under any. */
const MAX_NAME = 100

/**
 * Refuses a document that says the same over and over, before it is validated: that takes time with the square of how often.
 * Walks what validation compares: selections that come to the same place, by whatever fragments. Refuses long names, too.
 */
export function repetitive(document: DocumentNode): GraphQLError | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node)
  }
  let pairs = 0
  let selections = 0
  // Selection sets that come to the same place. Fragments may lead in circles here, which never end before a limit does.
  const places: SelectionSetNode[][] = document.definitions.flatMap((node) =>
    'selectionSet' in node ? [[node.selectionSet]] : [],
  )
  for (let sets = places.pop(); sets !== undefined; sets = places.pop()) {
    const below = new Map<string, { count: number; readonly sets: SelectionSetNode[] }>()
    const spread = new Set<string>()
    for (let set = sets.pop(); set !== undefined; set = sets.pop()) {
      for (const selection of set.selections) {
        if (++selections > MAX_SELECTIONS) return refuse(`has more than ${MAX_SELECTIONS} fields`)
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          sets.push(selection.selectionSet)
          continue
        }
        const isField = selection.kind === Kind.FIELD
        const key = isField ? (selection.alias ?? selection.name).value : '...'
        if (key.length > MAX_NAME) {
          return refuse(`has a name of ${key.length} characters, '${key.slice(0, 20)}…'; ${MAX_NAME} is the most`)
        }
        const same = below.get(key) ?? { count: 0, sets: [] }
        below.set(key, same)
        pairs += same.count++
        if (pairs > MAX_PAIRS) return refuse('repeats its fields too often')
        if (isField) {
          if (selection.selectionSet !== undefined) same.sets.push(selection.selectionSet)
        } else if (!spread.has(selection.name.value)) {
          spread.add(selection.name.value)
          const fragment = fragments.get(selection.name.value)
          if (fragment !== undefined) sets.push(fragment.selectionSet)
        }
      }
    }
    for (const { sets: deeper } of below.values()) if (deeper.length > 0) places.push(deeper)
  }
  return undefined
}

function refuse(why: string): GraphQLError {
  return new GraphQLError(`the request ${why}`, { extensions: { code: 'TOO_COMPLEX' } })
}
