import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql'

/** Nesting of fields in one request at most. */
const MAX_DEPTH = 10

/** Root fields in one request at most, aliases and fragments spread out: each may read a whole series. */
const MAX_ROOT_FIELDS = 30

interface Size {
  readonly depth: number
  readonly width: number
}

/**
 * Refuses requests that are too deep or ask for too much at once, before they run. Fragments are measured where they are
 * spread; introspection is left alone, its depth is fixed by the schema.
 */
export function limitRequest(context: ValidationContext): ASTVisitor {
  const fragments = new Map<string, Size>()

  function measure(set: SelectionSetNode | undefined, open: ReadonlySet<string>): Size {
    let depth = 0
    let width = 0
    for (const selection of set?.selections ?? []) {
      let size: Size
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value.startsWith('__')) continue
        size = { depth: 1 + measure(selection.selectionSet, open).depth, width: 1 }
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        size = measure(selection.selectionSet, open)
      } else {
        size = measureFragment(context.getFragment(selection.name.value), open)
      }
      depth = Math.max(depth, size.depth)
      width += size.width
    }
    return { depth, width }
  }

  function measureFragment(fragment: FragmentDefinitionNode | null | undefined, open: ReadonlySet<string>): Size {
    const name = fragment?.name.value
    // Unknown and circular ones are another rule's business.
    if (name === undefined || open.has(name)) return { depth: 0, width: 0 }
    const size = fragments.get(name) ?? measure(fragment?.selectionSet, new Set([...open, name]))
    fragments.set(name, size)
    return size
  }

  return {
    OperationDefinition(operation) {
      const { depth, width } = measure(operation.selectionSet, new Set())
      const refuse = (message: string) =>
        context.reportError(new GraphQLError(message, { nodes: operation, extensions: { code: 'TOO_COMPLEX' } }))
      if (depth > MAX_DEPTH) refuse(`the request nests ${depth} fields deep; ${MAX_DEPTH} is the most`)
      if (width > MAX_ROOT_FIELDS) refuse(`the request has ${width} root fields; ${MAX_ROOT_FIELDS} is the most`)
    },
  }
}
