import { hardhat } from './hardhat.ts'

/** The Solidity suite with far more runs; `hardhat.config.ts` reads the figures from the environment. */
export async function run(): Promise<boolean> {
  const env = { TIDEMARK_FUZZ_RUNS: '100000', TIDEMARK_INVARIANT_RUNS: '256', TIDEMARK_INVARIANT_DEPTH: '500' }
  return (await hardhat(['test', 'solidity'], { env })).passed
}
