import { type GraphQLSchema, getVariableValues, type OperationDefinitionNode } from 'graphql'

type Variables = Readonly<Record<string, unknown>>
type Coerced = ReturnType<typeof getVariableValues>

/** What is told to be wrong with them at most. */
const MAX_ERRORS = 10

/** By what came with the request: it is judged before it runs, and filters have many fields. */
const KNOWN = new WeakMap<Variables, { readonly of: OperationDefinitionNode; readonly coerced: Coerced }>()

/** The variables of an operation as its types have them, or what is wrong with them; worked out once a request. */
export function variablesOf(schema: GraphQLSchema, operation: OperationDefinitionNode, given: Variables): Coerced {
  const known = KNOWN.get(given)
  if (known?.of === operation) return known.coerced
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], given, { maxErrors: MAX_ERRORS })
  KNOWN.set(given, { of: operation, coerced })
  return coerced
}
