import { posix } from 'node:path'

/** How many imports lie between a test and a source of the core. */
export class Reach {
  readonly #imports: ReadonlyMap<string, readonly string[]>
  /** Sources that a test names something of. */
  readonly #named = new Map<string, ReadonlySet<string>>()

  /** Both by file: what the tests and what the sources say. */
  constructor(tests: ReadonlyMap<string, string>, texts: ReadonlyMap<string, string>) {
    this.#imports = new Map([...texts].map(([file, text]) => [file, importsOf(file, text)]))
    const homes = new Map([...texts].flatMap(([file, text]) => exportsOf(text).map((name) => [name, file] as const)))
    for (const [test, text] of tests) {
      const words = text.match(/\b[A-Za-z_]\w*\b/g) ?? []
      this.#named.set(test, new Set(words.map((word) => homes.get(word)).filter((file) => file !== undefined)))
    }
  }

  /** 0 when the test names something of the source; nothing when no import leads there. */
  distance(test: string, source: string): number | undefined {
    const seen = new Set(this.#named.get(test))
    for (let [steps, edge] = [0, [...seen]]; edge.length > 0; steps++) {
      if (edge.includes(source)) return steps
      edge = [...new Set(edge.flatMap((file) => this.#imports.get(file) ?? []))].filter((file) => !seen.has(file))
      for (const file of edge) seen.add(file)
    }
    return undefined
  }
}

function importsOf(file: string, text: string): string[] {
  return [...text.matchAll(/^(?:import (?!type )|export )[^']*from '(\.[^']+)'/gm)].map(([, path = '']) =>
    posix.join(posix.dirname(file), path),
  )
}

function exportsOf(text: string): string[] {
  return [...text.matchAll(/^export (?:function|const|class) (\w+)/gm)].map(([, name = '']) => name)
}
