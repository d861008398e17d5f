import { globSync } from 'node:fs'
import { join } from 'node:path'

export interface Suite {
  readonly name: string
  /** Who runs it: Hardhat's Solidity runner, mocha inside Hardhat, or plain mocha. */
  readonly runner: 'solidity' | 'hardhat' | 'mocha'
  readonly folder: string
}

export const suites: readonly Suite[] = [
  { name: 'solidity', runner: 'solidity', folder: 'test/contracts' },
  { name: 'contracts', runner: 'hardhat', folder: 'test/contracts' },
  { name: 'parity', runner: 'hardhat', folder: 'test/parity' },
  { name: 'sdk', runner: 'mocha', folder: 'test/sdk' },
  { name: 'package', runner: 'mocha', folder: 'test/package' },
  { name: 'indexer', runner: 'mocha', folder: 'test/indexer' },
  { name: 'house', runner: 'mocha', folder: 'test/house' },
  { name: 'e2e', runner: 'mocha', folder: 'test/e2e' },
  { name: 'browser', runner: 'mocha', folder: 'test/browser' },
]

/** Whether a suite reads compiled contracts: all do but the one on these scripts and the one on the packed SDK. */
export function needsContracts({ name }: Suite): boolean {
  return name !== 'house' && name !== 'package'
}

/** Every test file of a suite, in a stable order; what tests share is named `helpers` or `support`. */
export function filesOf(suite: Suite, root: string): string[] {
  const pattern = suite.runner === 'solidity' ? '**/*.t.sol' : '**/*.ts'
  return globSync(pattern, {
    cwd: join(root, suite.folder),
    exclude: (path) => /(^|[/\\])(helpers|support)([/\\.]|$)/.test(path),
  })
    .filter((path) => !path.endsWith('.d.ts'))
    .sort()
    .map((path) => join(root, suite.folder, path))
}
