import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** How Hardhat runs. */
export interface HardhatOptions {
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>
  /** Project to run in; this one by default. */
  readonly cwd?: string
  /** Whether to keep the output instead of sending it to the terminal. */
  readonly quiet?: boolean
  /** Ends it when it takes longer. */
  readonly limitMs?: number
  /** Ends it when aborted. */
  readonly signal?: AbortSignal
}

/** How a run ended, and what it wrote where that was kept. */
export interface HardhatOutcome {
  readonly passed: boolean
  readonly output: string
  readonly timedOut: boolean
}

/** Run Hardhat to its end. */
export async function hardhat(
  args: readonly string[],
  { env = {}, cwd = root, quiet = false, limitMs, signal }: HardhatOptions = {},
): Promise<HardhatOutcome> {
  const child = spawn(process.execPath, [`${root}node_modules/hardhat/dist/src/cli.js`, ...args], {
    cwd,
    stdio: [quiet ? 'ignore' : 'inherit', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    // The Solidity runner takes the hardfork from a network only if one is named; without it, it would be the newest.
    env: { HARDHAT_NETWORK: 'default', ...process.env, ...env },
    ...(signal && { signal, killSignal: 'SIGKILL' as const }),
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  let timedOut = false
  const limit =
    limitMs === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true
          child.kill('SIGKILL')
        }, limitMs)
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('close', resolve)
      child.once('error', reject)
    })
    return { passed: code === 0, output, timedOut }
  } finally {
    clearTimeout(limit)
  }
}
