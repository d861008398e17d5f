import { globSync } from 'node:fs'
import { join } from 'node:path'

export interface Part {
  readonly name: string
  /** Arguments for Node, or why there is nothing to check. */
  readonly command: readonly string[] | string
}

const contracts = ['contracts/**/*.sol', 'test/**/*.sol']

/** What `npm run check` looks at; with `fix`, whatever can be mended by its tool is. */
export function partsOf(root: string, fix: boolean): Part[] {
  const tool = (path: string) => join(root, 'node_modules', path)
  // Neither solhint nor prettier takes a pattern without a match for an answer.
  const patterns = contracts.filter((pattern) => globSync(pattern, { cwd: root }).length > 0)
  const onContracts = (command: string[]) =>
    patterns.length > 0 ? [...command, ...patterns] : 'there are no contracts'
  const parity = join(root, 'scripts/maintain/generate-parity.ts')

  return [
    // What is generated from the contracts is compared with fresh artifacts.
    { name: 'compile', command: [tool('hardhat/dist/src/cli.js'), 'build'] },
    { name: 'types', command: [tool('typescript/bin/tsc'), '--noEmit', '--pretty'] },
    {
      name: 'biome',
      command: [tool('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', ...(fix ? ['--write'] : []), '.'],
    },
    {
      name: 'solhint',
      command: onContracts([
        tool('solhint/solhint.js'),
        // its update notice and its poster
        ...['--disc', '--noPoster'],
        ...['--max-warnings', '0'],
        ...(fix ? ['--fix', '--noPrompt'] : []),
      ]),
    },
    {
      name: 'prettier',
      command: onContracts([tool('prettier/bin/prettier.cjs'), '--log-level', 'warn', fix ? '--write' : '--check']),
    },
    { name: 'lock', command: [join(root, 'scripts/maintain/complete-lock.mjs'), ...(fix ? [] : ['--check'])] },
    {
      name: 'abis',
      command: [join(root, 'scripts/maintain/generate-abis.ts'), ...(fix ? [] : ['--check'])],
    },
    { name: 'client', command: [join(root, 'scripts/maintain/generate-client.ts'), ...(fix ? [] : ['--check'])] },
    // Fails on an export without a comment, too.
    { name: 'api', command: [join(root, 'scripts/maintain/generate-api.ts'), ...(fix ? [] : ['--check'])] },
    // It reads the core as source.
    { name: 'parity', command: ['--conditions=tidemark-source', parity, ...(fix ? [] : ['--check'])] },
  ]
}
