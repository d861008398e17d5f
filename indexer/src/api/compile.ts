import {
  type DocumentNode,
  defaultFieldResolver,
  type ExecutionResult,
  type FieldNode,
  type GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getArgumentValues,
  getOperationAST,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  locatedError,
  type SelectionSetNode,
} from 'graphql'
import { variablesOf } from './variables.ts'

/** A field of a selection, ready to run. */
interface Step {
  readonly key: string
  readonly name: string
  readonly nodes: readonly FieldNode[]
  readonly field: GraphQLField<unknown, unknown> | undefined
  readonly hasArguments: boolean
  readonly resolve: GraphQLField<unknown, unknown>['resolve'] | undefined
  readonly complete: Complete
  readonly isLeaf: boolean
  readonly isNullable: boolean
}

type Complete = (value: unknown, run: Run) => unknown

/** One request. */
interface Run {
  readonly variables: Record<string, unknown>
  readonly context: unknown
  readonly errors: GraphQLError[]
  /** Where in the answer the work is. */
  readonly path: (string | number)[]
  readonly arguments: Map<Step, Record<string, unknown>>
}

/** An error on its way to the next place that may be null. */
class Failure {
  readonly error: GraphQLError

  constructor(error: GraphQLError) {
    this.error = error
  }
}

/** Executes one query as graphql-js would, for resolvers that never wait. */
export type Executor = (variables: Readonly<Record<string, unknown>>, context: unknown) => ExecutionResult

/**
 * Works out once what does not change from request to request, so that running it is little more than calling resolvers.
 * Nothing for what is left to graphql-js: introspection, directives, and types other than objects and leaves.
 *
 * @param document A valid one.
 */
export function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
): Executor | undefined {
  const operation = getOperationAST(document, operationName)
  const root = schema.getQueryType()
  if (operation?.operation !== 'query' || root == null) return undefined
  const compiler = new Compiler(document)
  const steps = compiler.selection([operation.selectionSet], root)
  if (compiler.isForeign) return undefined
  return (given, context) => {
    const { coerced, errors } = variablesOf(schema, operation, given)
    if (errors !== undefined) return { errors }
    const run: Run = { variables: coerced, context, errors: [], path: [], arguments: new Map() }
    let data: Record<string, unknown> | null
    try {
      data = runSteps(steps, undefined, run)
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure
      run.errors.push(failure.error)
      data = null
    }
    return run.errors.length === 0 ? { data } : { errors: run.errors, data }
  }
}

class Compiler {
  readonly #document: DocumentNode
  /** Whether something was met that is left to graphql-js. */
  isForeign = false

  constructor(document: DocumentNode) {
    this.#document = document
  }

  /** The fields of selections on one object, those of one name merged. */
  selection(sets: readonly SelectionSetNode[], type: GraphQLObjectType): Step[] {
    const byKey = new Map<string, FieldNode[]>()
    for (const set of sets) this.#collect(set, byKey, new Set())
    return [...byKey].map(([key, nodes]) => this.#step(key, nodes, type))
  }

  #collect(set: SelectionSetNode, byKey: Map<string, FieldNode[]>, spread: Set<string>): void {
    for (const selection of set.selections) {
      if ((selection.directives?.length ?? 0) > 0) this.isForeign = true
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value
        const nodes = byKey.get(key)
        if (nodes === undefined) byKey.set(key, [selection])
        else nodes.push(selection)
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        // Only objects are selected from, so a condition that is valid holds.
        this.#collect(selection.selectionSet, byKey, spread)
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value)
        const fragment = this.#document.definitions.find(
          (node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === selection.name.value,
        )
        if (fragment?.kind === Kind.FRAGMENT_DEFINITION) this.#collect(fragment.selectionSet, byKey, spread)
      }
    }
  }

  #step(key: string, nodes: readonly FieldNode[], parent: GraphQLObjectType): Step {
    const name = nodes[0]?.name.value ?? ''
    if (name === '__typename') {
      const resolve = () => parent.name
      return {
        ...{ key, name, nodes, resolve, field: undefined, hasArguments: false },
        ...{ complete: (value) => value, isLeaf: true, isNullable: false },
      }
    }
    const field = parent.getFields()[name]
    if (field === undefined) this.isForeign = true
    const type = field?.type
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
    return {
      ...{ key, name, nodes, field },
      hasArguments: (field?.args.length ?? 0) > 0,
      resolve: field?.resolve === defaultFieldResolver ? undefined : field?.resolve,
      complete: type ? this.#completing(type, sets) : (value) => value,
      isLeaf: sets.length === 0 && !(type && isList(type)),
      isNullable: type !== undefined && !isNonNullType(type),
    }
  }

  #completing(type: GraphQLOutputType, sets: readonly SelectionSetNode[]): Complete {
    if (isNonNullType(type)) {
      const inner = this.#completing(type.ofType, sets)
      return (value, run) => {
        const completed = inner(value, run)
        if (completed === null) throw new Error('Cannot return null for non-nullable field')
        return completed
      }
    }
    if (isListType(type)) return this.#completingList(type.ofType, sets)
    if (isLeafType(type)) {
      return (value) => {
        if (value === null || value === undefined) return null
        const serialised = type.serialize(value)
        if (serialised === null || serialised === undefined) throw new Error(`${type.name} has no form for its value`)
        return serialised
      }
    }
    if (!isObjectType(type)) {
      this.isForeign = true
      return (value) => value
    }
    const steps = this.selection(sets, type)
    return (value, run) => {
      if (value === null || value === undefined) return null
      if (value instanceof Error) throw value
      return runSteps(steps, value, run)
    }
  }

  #completingList(of: GraphQLOutputType, sets: readonly SelectionSetNode[]): Complete {
    const item = this.#completing(of, sets)
    const isNullable = !isNonNullType(of)
    return (value, run) => {
      if (value === null || value === undefined) return null
      if (!Array.isArray(value)) throw new Error('a list is no array')
      const depth = run.path.length
      const items = new Array<unknown>(value.length)
      for (let i = 0; i < value.length; i++) {
        run.path[depth] = i
        if (!isNullable) items[i] = item(value[i], run)
        else {
          try {
            items[i] = item(value[i], run)
          } catch (error) {
            run.errors.push(located(error, [], run, depth + 1).error)
            items[i] = null
          }
        }
      }
      run.path.length = depth
      return items
    }
  }
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type)
}

function runSteps(steps: readonly Step[], source: unknown, run: Run): Record<string, unknown> {
  const data: Record<string, unknown> = {}
  for (const step of steps) data[step.key] = runStep(step, source, run)
  return data
}

function runStep(step: Step, source: unknown, run: Run): unknown {
  const { path } = run
  const depth = path.length
  try {
    const value = step.resolve
      ? step.resolve(source, argumentsOf(step, run), run.context, NO_INFO)
      : property(step, source, run)
    if (step.isLeaf) return step.complete(value, run)
    path.push(step.key)
    const completed = step.complete(value, run)
    path.length = depth
    return completed
  } catch (error) {
    if (path.length === depth) path.push(step.key)
    const failure = located(error, step.nodes, run, path.length)
    path.length = depth
    if (!step.isNullable) throw failure
    run.errors.push(failure.error)
    return null
  }
}

/** No resolver of ours asks where it is called from. */
const NO_INFO = undefined as never

function property({ name }: Step, source: unknown, run: Run): unknown {
  const value = (source as Record<string, unknown> | null | undefined)?.[name]
  return typeof value === 'function' ? value.call(source, {}, run.context) : value
}

/** A field's arguments do not depend on the object it is of. */
function argumentsOf(step: Step, run: Run): Record<string, unknown> {
  if (!step.hasArguments || step.field === undefined) return {}
  const known = run.arguments.get(step)
  if (known !== undefined) return known
  const [node] = step.nodes as readonly [FieldNode]
  const values = getArgumentValues(step.field, node, run.variables)
  run.arguments.set(step, values)
  return values
}

function located(error: unknown, nodes: readonly FieldNode[], { path }: Run, depth: number): Failure {
  if (error instanceof Failure) return error
  return new Failure(locatedError(error, nodes, path.slice(0, depth)))
}
