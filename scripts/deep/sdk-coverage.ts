import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from '../test/run.ts'
import { filesOf, suites } from '../test/suites.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const report = join(root, '.tidemark/coverage-sdk')

/** Percent of the SDK's lines and branches that its own suite has to run. */
const REQUIRED = { lines: 95, branches: 90 }

/** Run the suite `sdk` and count what of sdk/src it runs, files that nothing imports included. */
export async function run(): Promise<boolean> {
  const suite = suites.find(({ name }) => name === 'sdk')
  if (suite === undefined) throw new Error('there is no suite sdk')
  if (!(await build(root))) return false
  const c8 = [join(root, 'node_modules/c8/bin/c8.js'), '--all', '--src', 'sdk/src', '--include', 'sdk/src/**/*.ts']
  // Generated: data, not code.
  const apart = ['--exclude', 'sdk/src/abis/**', '--exclude', 'sdk/src/addresses.ts']
  const output = [
    '--reporter',
    'text-summary',
    '--reporter',
    'json-summary',
    '--reporter',
    'lcov',
    '--reports-dir',
    report,
  ]
  const bounds = ['--check-coverage', '--lines', `${REQUIRED.lines}`, '--branches', `${REQUIRED.branches}`]
  const others = ['--functions', '0', '--statements', '0']
  const mocha = [process.execPath, join(root, 'node_modules/mocha/bin/mocha.js'), '--timeout', '240000', '--exit']
  const command = [...c8, ...apart, ...output, ...bounds, ...others, ...mocha, '--reporter', 'dot']
  const { status } = spawnSync(process.execPath, [...command, ...filesOf(suite, root)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_OPTIONS: '--conditions=tidemark-source' },
  })
  console.log(`which lines: ${report}/lcov-report/index.html`)
  return status === 0
}
