import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Errors that each exported function of a folder throws itself, by its name. What those that it calls may throw is not among
 * them: for the values that it passes on, most of it never happens. Read as text: a function begins a line and ends where a line
 * begins with its brace, as ours are laid out.
 */
export function thrownIn(folder: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  for (const file of globSync('**/*.ts', { cwd: folder })) {
    const text = readFileSync(join(folder, file), 'utf8')
    for (const [, name = '', body = ''] of text.matchAll(/^export (?:async )?function (\w+)([\s\S]*?)^\}$/gm)) {
      const errors = [...body.matchAll(/throw [^\n]*?new (\w+Error)\(/g)].map(([, error = '']) => error)
      if (errors.length > 0) found.set(name, [...new Set(errors)])
    }
  }
  return found
}
