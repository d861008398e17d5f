import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { linePercent, readLcov, shortfalls, statementPercent } from './coverage/report.ts'
import { hardhat } from './hardhat.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const CONFIG = 'scripts/deep/coverage/hardhat.config.ts'

/** Which lines of the contracts the Solidity tests run. Few fuzz runs: what only many of them reach should have a test of its own. */
export async function run(): Promise<boolean> {
  const env = { TIDEMARK_FUZZ_RUNS: '100', TIDEMARK_INVARIANT_RUNS: '2', TIDEMARK_INVARIANT_DEPTH: '250' }
  const { passed, output } = await hardhat(['--config', CONFIG, '--coverage', 'test', 'solidity'], { env, quiet: true })
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
