import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { linePercent, readLcov, shortfalls, statementPercent } from './coverage/report.ts'
import { hardhat } from './hardhat.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const CONFIG = 'scripts/deep/coverage/hardhat.config.ts'

/** Searches through so many fills that counting their statements takes all memory; what they run, others run too. */
const SEARCHES = ['**/Wash*.t.sol']

/** Which lines of the contracts the Solidity tests run. Few fuzz runs: what only many of them reach should have a test of its own. */
export async function run(): Promise<boolean> {
  const env = { TIDEMARK_FUZZ_RUNS: '20', TIDEMARK_INVARIANT_RUNS: '1', TIDEMARK_INVARIANT_DEPTH: '250' }
  const withCoverage = (...args: string[]) => hardhat(['--config', CONFIG, '--coverage', ...args], { env, quiet: true })
  const tests = globSync('test/contracts/**/*.t.sol', { cwd: root, exclude: SEARCHES })
  // All of it first: told of files, the runner compiles no others, and campaigns call handlers in others.
  const built = await withCoverage('build')
  const { passed, output } = built.passed ? await withCoverage('test', 'solidity', ...tests) : built
  const text = stripVTControlCharacters(output)
  if (!passed) {
    console.log(text)
    return false
  }
  const files = readLcov(await readFile(join(root, 'coverage/lcov.info'), 'utf8'))
  for (const { file, uncovered } of files) if (uncovered.length > 0) console.log(`${file}: ${uncovered.join(', ')}`)
  const statements = statementPercent(text)
  for (const line of shortfalls(files, statements)) console.log(`too little: ${line}`)
  console.log(
    `lines ${linePercent(files).toFixed(2)} %, statements ${statements.toFixed(2)} %; coverage/html shows them`,
  )
  return shortfalls(files, statements).length === 0
}
