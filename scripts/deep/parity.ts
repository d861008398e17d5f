import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { hardhat } from './hardhat.ts'

/** The differential tests with 100,000 random cases per function and a seed of the day's making. */
export async function run(): Promise<boolean> {
  const seed = String(Math.floor(Math.random() * 2 ** 31))
  console.log(`seed ${seed}`)
  const cwd = fileURLToPath(new URL('../../', import.meta.url))
  const files = globSync('test/parity/*.ts', { cwd, exclude: ['**/helpers/**'] })
  const env = { TIDEMARK_PARITY_CASES: '100000', TIDEMARK_PARITY_SEED: seed }
  return (await hardhat(['test', 'mocha', ...files], { env })).passed
}
