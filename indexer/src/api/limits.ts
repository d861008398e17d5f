import {
  type ASTVisitor,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql'

/** Nesting of fields in one request at most. */
const MAX_DEPTH = 10

/** Root fields in one request at most, aliases and fragments spread out: each may read a whole series. */
const MAX_ROOT_FIELDS = 30

/** Values in one answer at most: a full page of fills is some 3 000, a full curve 4 000. */
const MAX_COST = 20_000

/** Arguments that bound a list, and the most that resolvers accept: what a variable has to be taken for. */
const SIZE_ARGUMENTS: Readonly<Record<string, number>> = { first: 200, maxPoints: 1_000 }

/** What a list without such an argument is taken for: a grid's prices, the markets. */
const UNSIZED_LIST = 50

interface Size {
  readonly depth: number
  readonly width: number
  readonly cost: number
}

const NOTHING: Size = { depth: 0, width: 0, cost: 0 }

/**
 * Refuses requests that are too deep or ask for too much at once, before they run. Fragments are measured where they are
 * spread. The cost is the number of values an answer may have: fields, times the sizes of the lists around them.
 *
 * What is below `__schema` and `__type` is left alone: graphql-js has a rule of its own against introspection that
 * recurs.
 */
export function limitRequest(context: ValidationContext): ASTVisitor {
  const fragments = new Map<string, Size>()

  /** `page` is the size of the lists directly in the set, where the field around it names one. */
  function measure(
    set: SelectionSetNode | undefined,
    type: GraphQLNamedType | undefined,
    page: number | undefined,
    open: ReadonlySet<string>,
  ): Size {
    let { depth, width, cost } = NOTHING
    for (const selection of set?.selections ?? []) {
      let size: Size
      if (selection.kind === Kind.FIELD) {
        size = measureField(selection, type, page, open)
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const narrowed = selection.typeCondition?.name.value
        size = measure(selection.selectionSet, narrowed ? context.getSchema().getType(narrowed) : type, page, open)
      } else {
        size = measureFragment(context.getFragment(selection.name.value), page, open)
      }
      depth = Math.max(depth, size.depth)
      width += size.width
      cost += size.cost
    }
    return { depth, width, cost }
  }

  function measureField(
    field: FieldNode,
    type: GraphQLNamedType | undefined,
    page: number | undefined,
    open: ReadonlySet<string>,
  ): Size {
    const name = field.name.value
    if (name.startsWith('__')) return { depth: 0, width: 1, cost: 1 }
    // Unknown ones are another rule's business.
    const definition = isObjectType(type) ? type.getFields()[name] : undefined
    const size = definition && sizeOf(field, definition)
    const isList = definition !== undefined && isListType(getNullableType(definition.type))
    const items = isList ? (size ?? page ?? UNSIZED_LIST) : 1
    const below = measure(
      field.selectionSet,
      definition && getNamedType(definition.type),
      isList ? undefined : size,
      open,
    )
    const each = field.selectionSet ? below.cost : isList ? 1 : 0
    return { depth: 1 + below.depth, width: 1, cost: 1 + items * each }
  }

  function measureFragment(
    fragment: FragmentDefinitionNode | null | undefined,
    page: number | undefined,
    open: ReadonlySet<string>,
  ): Size {
    const name = fragment?.name.value
    // Unknown and circular ones are another rule's business.
    if (fragment == null || name === undefined || open.has(name)) return NOTHING
    const key = `${name}:${page}`
    const type = context.getSchema().getType(fragment.typeCondition.name.value)
    const size = fragments.get(key) ?? measure(fragment.selectionSet, type, page, new Set([...open, name]))
    fragments.set(key, size)
    return size
  }

  return {
    OperationDefinition(operation) {
      const root = context.getSchema().getRootType(operation.operation) ?? undefined
      const { depth, width, cost } = measure(operation.selectionSet, root, undefined, new Set())
      const refuse = (message: string) =>
        context.reportError(new GraphQLError(message, { nodes: operation, extensions: { code: 'TOO_COMPLEX' } }))
      if (depth > MAX_DEPTH) refuse(`the request nests ${depth} fields deep; ${MAX_DEPTH} is the most`)
      if (width > MAX_ROOT_FIELDS) refuse(`the request has ${width} root fields; ${MAX_ROOT_FIELDS} is the most`)
      if (cost > MAX_COST) refuse(`the request costs ${cost} values, fields times list sizes; ${MAX_COST} is the most`)
    },
  }
}

/** The size of the list that a field is or leads to, where it has an argument for it. */
function sizeOf(field: FieldNode, definition: GraphQLField<unknown, unknown>): number | undefined {
  const argument = definition.args.find(({ name }) => name in SIZE_ARGUMENTS)
  if (argument === undefined) return undefined
  const most = SIZE_ARGUMENTS[argument.name] as number
  const given = field.arguments?.find(({ name }) => name.value === argument.name)?.value
  const size = given === undefined ? argument.defaultValue : given.kind === Kind.INT ? Number(given.value) : most
  // Resolvers refuse what is out of bounds.
  return typeof size === 'number' ? Math.min(Math.max(size, 1), most) : most
}
