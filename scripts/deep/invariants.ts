import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hardhat } from './hardhat.ts'

/** Every invariant campaign, four times the runs of CI. */
export async function run(): Promise<boolean> {
  const cwd = fileURLToPath(new URL('../../', import.meta.url))
  const campaigns = globSync('test/contracts/**/*.t.sol', { cwd })
    .filter((file) => /\bfunction\s+invariant/.test(readFileSync(join(cwd, file), 'utf8')))
    .sort()
  if (campaigns.length === 0) throw new Error('no test file declares an invariant')
  console.log(campaigns.join('\n'))
  // Told of files, the runner compiles no others' artifacts, and without the handlers' it finds no contracts to call.
  if (!(await hardhat(['build'])).passed) return false
  const env = { TIDEMARK_INVARIANT_RUNS: '256', TIDEMARK_INVARIANT_DEPTH: '500' }
  return (await hardhat(['test', 'solidity', ...campaigns], { env })).passed
}
