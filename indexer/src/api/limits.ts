import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  getOperationAST,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { DEFAULT_PAGE, MAX_PAGE } from './connection.ts'
import { variablesOf } from './variables.ts'

/** Nesting of fields in one request at most. */
const MAX_DEPTH = 10

/** Root fields in one request at most, aliases and fragments spread out: each may read a whole series. */
const MAX_ROOT_FIELDS = 30

/** Fields under another name in one request at most, fragments spread out. */
const MAX_ALIASES = 100

/** What an answer may cost: one per value that it may hold, and more for what takes work to know. */
const MAX_COST = 20_000

/** Arguments that bound a list, and the most that resolvers accept. */
const SIZE_ARGUMENTS: Readonly<Record<string, number>> = { first: MAX_PAGE, last: MAX_PAGE, maxPoints: 1_000 }

/** What a list without such an argument is taken for: a grid's prices, the markets. */
const UNSIZED_LIST = 50

/** Lists that hold no more than this. */
const LIST_SIZES: Readonly<Record<string, number>> = {
  'MakerMarkouts.horizons': 3,
  'Metrics.markouts': 3,
  'PoolMetrics.markouts': 3,
  'TraderMetrics.markouts': 3,
  'DepthSample.makers': 20,
  'TierDistribution.tiers': 4,
}

/** What fields cost beyond their values, by type and name: rows that are read for them, roughly. */
const WEIGHTS: Readonly<Record<string, number>> = {
  'Query.metrics': 300,
  'Query.equityCurve': 300,
  'Query.poolEquityCurve': 300,
  'Query.leaderboard': 5_000,
  'Query.poolLeaderboard': 5_000,
  'Query.traderLeaderboard': 5_000,
  'Query.depth': 2_000,
  'Query.protocol': 200,
  'Query.tiers': 500,
  'Query.poolMetrics': 300,
  'Query.traderMetrics': 20,
  'Query.profitCurve': 300,
  'Query.__schema': 2_000,
  'Metrics.markouts': 10,
  'Metrics.quoteUptime': 20,
  'Metrics.tightUptime': 20,
  'Metrics.largestWin': 1_000,
  'Metrics.largestLoss': 1_000,
  // The first of them reads a series, which the others share.
  'TraderMetrics.returns': 40,
  'TraderMetrics.volatility': 40,
  'TraderMetrics.sharpe': 40,
  'TraderMetrics.sortino': 40,
  'TraderMetrics.omega': 40,
  'TraderMetrics.maxDrawdown': 40,
  'TraderMetrics.maxDrawdownSeconds': 40,
  'TraderMetrics.recoveryFactor': 40,
  'PageInfo.hasNextPage': 10,
  'PageInfo.hasPreviousPage': 10,
  'Subscription.leaderboard': 5_000,
}

/** Counting takes long where nobody keeps count. */
const COUNT_WEIGHT = 500

interface Size {
  readonly depth: number
  readonly width: number
  readonly aliases: number
  readonly cost: number
}

const NOTHING: Size = { depth: 0, width: 0, aliases: 0, cost: 0 }

/** What limits say about a request: what it costs, and why it is refused. */
export interface Verdict {
  readonly cost: number
  readonly refusals: readonly GraphQLError[]
}

/**
 * Measures an operation with the variables it is going to run with, before it runs: what comes by a variable, an alias or a
 * fragment counts as if it were written out. Needs a valid document. What `@skip` and `@include` leave out counts, too.
 */
export function judge(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  given: Readonly<Record<string, unknown>> = {},
): Verdict {
  const operation = getOperationAST(document, operationName)
  if (operation == null) return { cost: 0, refusals: [] }
  const { coerced = {}, errors } = variablesOf(schema, operation, given)
  if (errors !== undefined) return { cost: 1, refusals: errors }
  const { depth, width, aliases, cost } = measure(schema, document, operation, coerced)
  const refuse = (message: string) => new GraphQLError(message, { extensions: { code: 'TOO_COMPLEX' } })
  const refusals = [
    ...(depth > MAX_DEPTH ? [`the request nests ${depth} fields deep; ${MAX_DEPTH} is the most`] : []),
    ...(width > MAX_ROOT_FIELDS ? [`the request has ${width} root fields; ${MAX_ROOT_FIELDS} is the most`] : []),
    ...(aliases > MAX_ALIASES ? [`the request has ${aliases} aliases; ${MAX_ALIASES} is the most`] : []),
    ...(cost > MAX_COST ? [`the request costs ${cost}, values and the work for them; ${MAX_COST} is the most`] : []),
  ]
  return { cost, refusals: refusals.map(refuse) }
}

/** What an operation measures, by the values of the variables that name sizes: none other counts. */
interface Measured {
  readonly names: readonly string[]
  readonly sizes: Map<string, Size>
}

const MEASURED = new WeakMap<OperationDefinitionNode, Measured>()

/** Measures of one operation that are remembered at most. */
const MAX_MEASURES = 100

function measure(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Size {
  const known = MEASURED.get(operation)
  const size = known?.sizes.get(sizesText(known.names, variables))
  if (size !== undefined) return size
  const measuring = new Measure(schema, document, variables)
  const measured = measuring.of(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined)
  const { names, sizes } = known ?? { names: [...measuring.sizedBy], sizes: new Map<string, Size>() }
  if (sizes.size < MAX_MEASURES) sizes.set(sizesText(names, variables), measured)
  if (known === undefined) MEASURED.set(operation, { names, sizes })
  return measured
}

function sizesText(names: readonly string[], variables: Readonly<Record<string, unknown>>): string {
  return names.map((name) => variableOf(variables, name)).join()
}

/** What a variable was given, by whatever name: that of something every object has is nothing special. */
function variableOf(variables: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(variables, name) ? variables[name] : undefined
}

class Measure {
  /** Variables that name sizes. */
  readonly sizedBy = new Set<string>()
  readonly #schema: GraphQLSchema
  readonly #variables: Readonly<Record<string, unknown>>
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>
  /** Sizes of fragments by name and by the page they are spread in, so that no nesting of them is measured twice. */
  readonly #known = new Map<string, Size>()

  constructor(schema: GraphQLSchema, document: DocumentNode, variables: Readonly<Record<string, unknown>>) {
    this.#schema = schema
    this.#variables = variables
    this.#fragments = new Map(
      document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
    )
  }

  /** `page` is the size of the lists directly in the set, where the field around it names one. */
  of(set: SelectionSetNode | undefined, type: GraphQLNamedType | undefined, page?: number): Size {
    let { depth, width, aliases, cost } = NOTHING
    for (const selection of set?.selections ?? []) {
      let size: Size
      if (selection.kind === Kind.FIELD) {
        size = this.#ofField(selection, type, page)
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const narrowed = selection.typeCondition?.name.value
        size = this.of(selection.selectionSet, narrowed ? this.#schema.getType(narrowed) : type, page)
      } else {
        size = this.#ofFragment(selection.name.value, page)
      }
      depth = Math.max(depth, size.depth)
      width += size.width
      aliases += size.aliases
      cost += size.cost
    }
    return { depth, width, aliases, cost }
  }

  #ofField(field: FieldNode, type: GraphQLNamedType | undefined, page: number | undefined): Size {
    const name = field.name.value
    const weight = WEIGHTS[`${type?.name}.${name}`] ?? (name.startsWith('totalCount') ? COUNT_WEIGHT : 0)
    const alias = field.alias === undefined ? 0 : 1
    if (name.startsWith('__')) {
      // What is below `__schema` and `__type` is in their weight: graphql-js has a rule of its own against what recurs there.
      // Under other names it could come over and over.
      const { aliases } = this.of(field.selectionSet, undefined)
      return { depth: 0, width: 1, aliases: alias + aliases, cost: 1 + weight }
    }
    const definition = isObjectType(type) ? type.getFields()[name] : undefined
    const size = definition && this.#sizeOf(field, definition)
    const isList = definition !== undefined && isListType(getNullableType(definition.type))
    const items = isList ? (size ?? page ?? LIST_SIZES[`${type?.name}.${name}`] ?? UNSIZED_LIST) : 1
    const below = this.of(field.selectionSet, definition && getNamedType(definition.type), isList ? undefined : size)
    const each = field.selectionSet ? below.cost : isList ? 1 : 0
    return { depth: 1 + below.depth, width: 1, aliases: alias + below.aliases, cost: 1 + weight + items * each }
  }

  #ofFragment(name: string, page: number | undefined): Size {
    const fragment = this.#fragments.get(name)
    if (fragment === undefined) return NOTHING
    const key = `${name}:${page}`
    const size =
      this.#known.get(key) ??
      this.of(fragment.selectionSet, this.#schema.getType(fragment.typeCondition.name.value), page)
    this.#known.set(key, size)
    return size
  }

  /** The size of the list that a field is or leads to, where it has an argument for it. */
  #sizeOf(field: FieldNode, definition: GraphQLField<unknown, unknown>): number | undefined {
    const sized = definition.args.filter(({ name }) => name in SIZE_ARGUMENTS)
    if (sized.length === 0) return undefined
    const sizes = sized.flatMap(({ name, defaultValue }) => {
      const given = field.arguments?.find((argument) => argument.name.value === name)?.value
      const value =
        given === undefined
          ? defaultValue
          : given.kind === Kind.INT
            ? Number(given.value)
            : given.kind === Kind.VARIABLE
              ? (this.#valueOf(given.name.value) ?? defaultValue)
              : undefined
      // Resolvers refuse what is out of bounds.
      return typeof value === 'number' ? [Math.min(Math.max(value, 1), SIZE_ARGUMENTS[name] ?? MAX_PAGE)] : []
    })
    return sizes.length === 0 ? DEFAULT_PAGE : Math.max(...sizes)
  }

  #valueOf(variable: string): unknown {
    this.sizedBy.add(variable)
    return variableOf(this.#variables, variable)
  }
}
