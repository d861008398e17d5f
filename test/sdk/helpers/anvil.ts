import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { findAnvil } from '../../../scripts/demo/anvil.ts'

/** A devnet of its own, and how to end it. */
export interface Anvil {
  readonly url: string
  stop(): Promise<void>
}

/** Start anvil on a free port and resolve once it listens. */
export async function startAnvil(): Promise<Anvil> {
  const child = spawn(findAnvil(), ['--port', '0', '--hardfork', 'cancun'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  let output = ''
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const listening = /^Listening on (\S+)/.exec(line)?.[1]
      if (listening !== undefined) resolve(listening)
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`anvil ended with ${code}: ${output}`)))
  })
  return {
    url: `http://${address}`,
    async stop() {
      process.off('exit', end)
      child.kill('SIGKILL')
      await exited
    },
  }
}
