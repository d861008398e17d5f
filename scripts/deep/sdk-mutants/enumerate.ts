/** One small change to a file of the core. */
export interface SdkMutant {
  /** From the root of the repository. */
  readonly file: string
  readonly line: number
  readonly offset: number
  readonly original: string
  readonly mutant: string
}

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
  [/(?<=^ +)(?:[a-z]\w*\([^;]*\)|[\w.]+ [+-]?= [^;{[]+)$/gm, ['void 0']],
  [/(?<=\bif \()[^{}\n]+(?=\) (?:throw|return)\b)/g, ['true', 'false']],
]

/** Every mutant of a file. Comments, strings, types and imports stay. */
export function mutantsOf(file: string, text: string): SdkMutant[] {
  const code = blanked(text)
  const found: SdkMutant[] = []
  for (const [pattern, into] of OPERATORS) {
    for (const { 0: original, index } of code.matchAll(pattern)) {
      // Blanked text is no code, and what has a blank within is no statement of one line.
      if (original.trim() === '') continue
      const line = code.slice(0, index).split('\n').length
      const exact = text.slice(index, index + original.length)
      for (const change of into)
        found.push({ file, line, offset: index, original: exact, mutant: changed(exact, change) })
    }
  }
  return found
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
    .replace(/^(?:export )?class [\s\S]*?^\}$/gm, blank)
}
