import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('../test/hardhat.ts', import.meta.url))

/**
 * Compile the contracts, which most benchmarks deploy; quick when they are up to date. The compiler talks on stderr,
 * because stdout is the report's. Resolves to whether it worked.
 */
export async function buildContracts(): Promise<boolean> {
  // In a process of its own: the one that measures is to hold nothing that compiling left behind.
  const child = spawn(process.execPath, [script, 'build'], { stdio: ['ignore', 2, 2] })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  return code === 0
}
