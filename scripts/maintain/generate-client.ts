// Writes sdk/src/indexer/schema.ts, the types of the indexer's GraphQL schema. `--check` only compares.
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'

const SDL = new URL('../../indexer/src/api/schema.graphql', import.meta.url)
const TARGET = new URL('../../sdk/src/indexer/schema.ts', import.meta.url)

/** Hexadecimal as viem types it. */
const HEX = ['`0x$', '{string}`'].join('')

/** Scalars as JSON has them. */
const SCALARS: Readonly<Record<string, string>> = {
  ...{ Int: 'number', Timestamp: 'number', Boolean: 'boolean' },
  ...{ ID: 'string', String: 'string', BigInt: 'string', Decimal: 'string' },
  ...{ Address: HEX, Bytes32: HEX },
}

/** What may be given for a scalar where that is more than what it comes as. */
const GIVEN: Readonly<Record<string, string>> = { BigInt: 'string | bigint' }

/** The generated file. */
export function generate(sdl: string): string {
  const schema = buildSchema(sdl)
  const types = Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__') && name !== 'Query' && name !== 'Subscription')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const parts = [
    '// Generated from indexer/src/api/schema.graphql by scripts/maintain/generate-client.ts.',
    ...types.flatMap((type) => {
      if (isEnumType(type)) {
        const values = type.getValues().map(({ name }) => `'${name}'`)
        return [`${doc(type.description ?? aboutType(type.name))}export type ${type.name} = ${values.join(' | ')}`]
      }
      if (isInputObjectType(type)) {
        const fields = Object.values(type.getFields()).map(inputLine)
        return [
          `${doc(type.description ?? aboutType(type.name))}export interface ${type.name} {\n${fields.join('\n')}\n}`,
        ]
      }
      if (!isObjectType(type)) return []
      const fields = Object.values(type.getFields()).map(
        (field) => `${doc(field.description, '  ')}  readonly ${field.name}: ${typeText(field.type, SCALARS)}`,
      )
      return [
        `${doc(type.description ?? aboutType(type.name))}export interface ${type.name} {\n${fields.join('\n')}\n}`,
      ]
    }),
    operations('QueryFields', 'What can be asked for: arguments and result of each field.', schema.getQueryType()),
    operations('SubscriptionFields', 'What can be listened to, likewise.', schema.getSubscriptionType()),
    argumentTypes(schema),
  ]
  return `${parts.join('\n\n')}\n`
}

function operations(name: string, about: string, type: GraphQLObjectType | null | undefined): string {
  const fields = Object.values(type?.getFields() ?? {}).map((field) => {
    const args = field.args.map(argumentText).join('; ')
    const given = field.args.length === 0 ? 'Record<never, never>' : `{ ${args} }`
    const result = typeText(field.type, SCALARS)
    return `${doc(field.description, '  ')}  readonly ${field.name}: { readonly args: ${given}; readonly result: ${result} }`
  })
  return `${doc(about)}export interface ${name} {\n${fields.join('\n')}\n}`
}

/** What the client has to know of arguments to declare variables for them. */
function argumentTypes(schema: GraphQLSchema): string {
  const lines = (type: GraphQLObjectType | null | undefined) =>
    Object.values(type?.getFields() ?? {})
      .filter(({ args }) => args.length > 0)
      .map((field: GraphQLField<unknown, unknown>) => {
        const args = field.args.map(({ name, type: of }) => `${name}: '${of}'`)
        return `    ${field.name}: { ${args.join(', ')} },`
      })
  return [
    `${doc('Types of the arguments, as variables of an operation are declared.')}export const ARGUMENTS = {`,
    '  query: {',
    ...lines(schema.getQueryType()),
    '  },',
    '  subscription: {',
    ...lines(schema.getSubscriptionType()),
    '  },',
    '} as const',
  ].join('\n')
}

function inputLine(field: GraphQLInputField): string {
  return `${doc(field.description, '  ')}  ${argumentText(field)}`
}

function argumentText({ name, type, defaultValue }: GraphQLArgument | GraphQLInputField): string {
  const isNeeded = isNonNullType(type) && defaultValue === undefined
  const given = typeText(type, { ...SCALARS, ...GIVEN })
  return `readonly ${name}${isNeeded ? '' : '?'}: ${given}${isNeeded ? '' : ' | undefined'}`
}

function typeText(type: GraphQLType, scalars: Readonly<Record<string, string>>): string {
  if (isNonNullType(type)) return bare(type.ofType, scalars)
  return `${bare(type, scalars)} | null`
}

function bare(type: GraphQLType, scalars: Readonly<Record<string, string>>): string {
  if (isListType(type)) {
    const item = typeText(type.ofType, scalars)
    return `readonly ${/[ |]/.test(item) ? `(${item})` : item}[]`
  }
  const name = String(type)
  return scalars[name] ?? name
}

/** What a type's name says, where the schema says no more. */
function aboutType(name: string): string {
  const listed = /^(.+?)(Connection|Edge|Filter|Order)$/.exec(name)
  const kinds: Record<string, string> = {
    Connection: 'A page of the list of',
    Edge: 'One place, with its cursor, in the list of',
    Filter: 'Which to list of',
    Order: 'By what to order the list of',
  }
  return listed ? `${kinds[listed[2] ?? '']} \`${listed[1]}\`.` : `\`${name}\` of the GraphQL schema, whole.`
}

function doc(text: string | null | undefined, indent = ''): string {
  if (!text) return ''
  const lines = text.trim().split('\n')
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = generate(await readFile(SDL, 'utf8'))
  if (process.argv.includes('--check')) {
    if ((await readFile(TARGET, 'utf8')) !== text) {
      console.error(
        'sdk/src/indexer/schema.ts is not what indexer/src/api/schema.graphql says: npm run generate:client',
      )
      process.exitCode = 1
    }
  } else await writeFile(TARGET, text)
}
