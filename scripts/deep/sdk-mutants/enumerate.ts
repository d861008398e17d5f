import { transformSync } from 'esbuild'
import type { Mutant } from '../mutants/enumerate.ts'

/** What stands where, and what may stand there instead. `around` tells an operator from what only looks like it. */
const OPERATORS: readonly (readonly [pattern: RegExp, into: readonly string[]])[] = [
  [/(?<= )\+(?= )/g, ['-']],
  [/(?<= )-(?= )/g, ['+']],
  [/(?<= )\*(?= )/g, ['/']],
  [/(?<= )\/(?= )/g, ['*']],
  [/(?<= )%(?= )/g, ['*']],
  [/(?<= )<(?= )/g, ['<=', '>']],
  [/(?<= )<=(?= )/g, ['<', '>']],
  [/(?<= )>(?= )/g, ['>=', '<']],
  [/(?<= )>=(?= )/g, ['>', '<']],
  [/(?<= )===(?= )/g, ['!==']],
  [/(?<= )!==(?= )/g, ['===']],
  [/(?<= )&&(?= )/g, ['||']],
  [/(?<= )\|\|(?= )/g, ['&&']],
  [/(?<= )<<(?= )/g, ['>>']],
  [/(?<= )>>(?= )/g, ['<<']],
  [/(?<= )\+=(?= )/g, ['-=']],
  [/(?<= )-=(?= )/g, ['+=']],
  [/(?<=[(\s])!(?=[\w(])/g, ['']],
  [/\b(?:true|false)\b/g, ['flip']],
  [/(?<![\w.[])\d[\d_]*n?\b(?!\s*:)/g, ['more', 'less']],
  [/\b(?:mulDivDown|mulDivUp)\b(?=\()/g, ['round']],
  [/(?<=^ +)throw new \w+\(.*\)$/gm, ['void 0']],
  [/(?<=^ +)(?:[a-z]\w*\([^;\n]*\)|[\w.#]+ [+-]?= [^;{[\n]+)$/gm, ['void 0']],
  [/(?<=\bif \()[^{}\n]+(?=\) (?:throw|return)\b)/g, ['true', 'false']],
]

/** Every mutant of a file: one small change each. Comments, strings, types, imports and what errors say stay. */
export function mutantsOf(file: string, text: string): Mutant[] {
  const code = blanked(text)
  const seen = new Map<string, number>()
  const found: Mutant[] = []
  for (const [pattern, into] of OPERATORS) {
    for (const { 0: matched, index } of code.matchAll(pattern)) {
      // Blanked text is no code, and what has a blank within is no statement of one line.
      if (matched.trim() === '') continue
      const end = index + matched.length
      for (const change of into) {
        const replacement = changed(text.slice(index, end), change)
        const [before, after] = [text.slice(0, index), text.slice(end)]
        const [start, stop] = [before.lastIndexOf('\n') + 1, end + (after.indexOf('\n') + 1 || after.length + 1) - 1]
        const original = oneLine(text.slice(start, stop))
        const mutant = oneLine(text.slice(start, index) + replacement + text.slice(end, stop))
        const within = functionAround(before)
        const key = [within, original, mutant].join('\n')
        const occurrence = (seen.get(key) ?? 0) + 1
        seen.set(key, occurrence)
        const line = before.split('\n').length
        found.push({ file, line, within, original, mutant, occurrence, content: before + replacement + after })
      }
    }
  }
  return found
}

/** Whether a mutant is a program, and another one than it was. */
export function counts({ content }: Mutant, text: string): boolean {
  const compiled = (code: string) => transformSync(code, { loader: 'ts', minify: true, logLevel: 'silent' }).code
  try {
    return compiled(content) !== compiled(text)
  } catch {
    return false
  }
}

/** The function, constant or class that was begun last. */
function functionAround(before: string): string {
  const begun = before.matchAll(/^(?:export )?(?:async )?(?:function|const|class) (\w+)/gm)
  return [...begun].at(-1)?.[1] ?? ''
}

function oneLine(code: string): string {
  return code.trim().replace(/\s+/g, ' ')
}

function changed(original: string, change: string): string {
  if (change === 'flip') return original === 'true' ? 'false' : 'true'
  if (change === 'round') return original === 'mulDivDown' ? 'mulDivUp' : 'mulDivDown'
  if (change !== 'more' && change !== 'less') return change
  const value = BigInt(original.replace(/[_n]/g, '')) + (change === 'more' ? 1n : -1n)
  return `${value < 0n ? `(${value}` : value}${original.endsWith('n') ? 'n' : ''}${value < 0n ? ')' : ''}`
}

/** The same length, with blanks for what is not to be changed. */
function blanked(text: string): string {
  const blank = (match: string) => match.replace(/[^\n]/g, ' ')
  return text
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, blank)
    .replace(/'[^'\n]*'|`[^`]*`/g, blank)
    .replace(/^(?:import|export \*|export \{)[\s\S]*?from.*$/gm, blank)
    .replace(/^(?:export )?interface [\s\S]*?^\}$/gm, blank)
    .replace(/^(?:export )?type [\s\S]*?(?=^\S)/gm, blank)
    .replace(/^(?:export )?class \w+Error [\s\S]*?^\}$/gm, blank)
}
