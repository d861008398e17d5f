import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Run Hardhat in this project with more environment; its output goes to the terminal. Resolves to whether it passed. */
export async function hardhat(args: readonly string[], env: Record<string, string>): Promise<boolean> {
  const child = spawn(process.execPath, [`${root}node_modules/hardhat/dist/src/cli.js`, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve)
    child.once('error', reject)
  })
  return code === 0
}
