import type { Declared } from './declarations.ts'
import { specifierOf } from './page.ts'

/** An entry, what it exports, and what every entry together exports. */
export interface Covered {
  readonly name: string
  readonly own: readonly Declared[]
}

/** Entries whose functions must have examples; those of the others are these by another library, or say what they are. */
const WITH_EXAMPLES = ['core', 'analytics', 'quoting', 'engine', 'units', 'actions']

/** Entries whose functions must say what they throw. */
const WITH_ERRORS = ['core', 'analytics', 'quoting', 'units', 'actions']

/** In which unit a number is: of tokens, prices, ratios, time or text; or what else it counts; or the formula it comes from. */
const UNITS = new RegExp(
  [
    ...['atoms?', 'lots?', 'ticks?', 'notional', 'LP units?', 'bps', 'WAD', 'ppm', 'parts per million', 'Q128'],
    ...[
      'seconds?',
      'bits?',
      'bytes?',
      'u?int\\d+',
      'decimals',
      'nonces?',
      'levels?',
      'any one unit',
      'unit of the values',
    ],
    ...['percentage', 'multiples?', 'binary places'],
  ]
    .map((word) => `\\b${word}\\b`)
    .concat('1/10 000', 'Q64\\.64', '`[^`]* [-+*/·^<>] [^`]*`')
    .join('|'),
  'i',
)

/**
 * What comments leave out that their readers need: on everything a sentence; on functions units of bare numbers, the direction
 * in which a name says that they round, the errors they throw, and an example.
 */
export function gapsIn(entries: readonly Covered[], thrown: ReadonlyMap<string, readonly string[]>): string[] {
  const shown = entries.filter(({ name }) => WITH_EXAMPLES.includes(name))
  const byName = new Map(shown.flatMap(({ own }) => own.map((each) => [each.name, each] as const)))
  return entries.flatMap(({ name, own }) =>
    own.flatMap((each) => {
      const where = `${specifierOf(name)}: ${each.name} (sdk/src/${each.file}.ts)`
      if (each.comment === '') return [`without a comment: ${where}`]
      if (!isFunction(each)) return []
      const gaps: string[] = []
      const said = each.comment.replace(/@example[\s\S]*?(?=\n@|$)/g, '')
      if (hasBareNumbers(each) && !UNITS.test(said)) gaps.push(`without a unit: ${where}`)
      if (/(Down|Up|Floor)$/.test(each.name) && !/round|floor|ceil|toward/i.test(said)) {
        gaps.push(`without saying how it rounds: ${where}`)
      }
      if (WITH_ERRORS.includes(name)) {
        const silent = (thrown.get(each.name) ?? []).filter((error) => !said.includes(error))
        if (silent.length > 0) gaps.push(`throws ${silent.join(', ')} without saying so: ${where}`)
        if (/^const \w+: (Write|Sync|SendFlow)Action/.test(each.code) && !said.includes('@throws')) {
          gaps.push(`without errors: ${where}`)
        }
      }
      if (WITH_EXAMPLES.includes(name) && !hasExample(each, byName)) gaps.push(`without an example: ${where}`)
      return gaps
    }),
  )
}

function isFunction({ code }: Declared): boolean {
  if (/^class \w+Error /.test(code)) return false
  return /^(function|class) /.test(code) || /^const \w+: (\w*Action\b|\()/.test(code)
}

function hasBareNumbers({ code }: Declared): boolean {
  const [, parameters = '', result = ''] = /^function \w+(?:<[^>]*>)?\(([\s\S]*)\): ([\s\S]*)$/.exec(code) ?? []
  // Fields of objects say their own.
  const bare = parameters.replace(/\{[^}]*\}/g, '')
  return /:\s*(readonly )?bigint/.test(bare) || /^(readonly )?bigint/.test(result)
}

/** Its own, or that of the action that it is a part of: which it builds the call of, or waits for. */
function hasExample({ name, comment }: Declared, byName: ReadonlyMap<string, Declared>): boolean {
  if (comment.includes('@example')) return true
  const [, same] = /^The same as \{@link (\w+)\}/.exec(comment) ?? []
  const built = name.replace(/Call$/, '')
  return [same, built === name ? undefined : built, built === name ? undefined : `${built}Sync`].some(
    (other) => other !== undefined && byName.get(other)?.comment.includes('@example') === true,
  )
}
