import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { REMEDIES } from '../../../sdk/src/errors/remedies.ts'
import { REVERTS } from '../../../sdk/src/errors/reverts.ts'
import { NOTE } from './page.ts'

/** An error's code, and what its class says of it. */
export interface ErrorCode {
  readonly code: string
  readonly about: string
}

/** Every code that some class of the SDK has, or some call to a constructor gives, by name. */
export function codesIn(folder: string): ErrorCode[] {
  const found = new Map<string, string>()
  for (const file of globSync('**/*.ts', { cwd: folder })) {
    const text = readFileSync(join(folder, file), 'utf8')
    for (const { index, 1: code = '' } of text.matchAll(/(?:super|new RevertError)\(\s*'(\w+)'/g)) {
      const classes = [...text.slice(0, index).matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport class \w+Error\b/g)]
      found.set(code, plain(classes.at(-1)?.[1] ?? ''))
    }
  }
  return [...found].map(([code, about]) => ({ code, about })).sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** The table of all errors. */
export function errorsPage(codes: readonly ErrorCode[]): string {
  const solidity = Object.entries(REVERTS).map(([signature, text]) => {
    const [, name = '', list = ''] = /^(\w+)\((.*)\)$/.exec(signature) ?? []
    const args = list === '' ? [] : list.split(', ').map((each) => each.split(' ')[1])
    return { name, row: row(name, args.map((each) => `\`${each}\``).join(' '), text.replace(/\{(\w+)\}/g, '*$1*')) }
  })
  const names = new Set(solidity.map(({ name }) => name))
  const own = codes.filter(({ code }) => !names.has(code))
  return `${[
    '# Errors',
    NOTE,
    'The `code` of a `TidemarkError`, and what to do: `error.remedy` has it for whatever an action throws, `remedyOf(error)` for ' +
      'any, and `fullMessage(error)` puts message, remedy and causes together.',
    '## Of the contracts\n\n`core` and the engine throw those of the same name for the same reason.',
    ['| code | `args` | says | what to do |', '|---|---|---|---|', ...solidity.map((each) => each.row)].join('\n'),
    '## Of the SDK alone',
    ['| code | when | what to do |', '|---|---|---|', ...own.map(({ code, about }) => row(code, about))].join('\n'),
  ].join('\n\n')}\n`
}

function row(code: string, ...cells: readonly string[]): string {
  return `| ${[`\`${code}\``, ...cells, REMEDIES[code] ?? ''].join(' | ').replaceAll('|  |', '| |')} |`
}

function plain(comment: string): string {
  const text = comment
    .replace(/^\s*\* ?/gm, '')
    .replace(/\s+/g, ' ')
    .trim()
  return text.replace(/\{@link (\w+)\}/g, '`$1`').replaceAll('|', '\\|')
}
