import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'

/** A devnet of its own, and how to end it. */
export interface Anvil {
  readonly url: string
  stop(): Promise<void>
}

/** Path of the anvil that npm installed for this platform. */
function anvilPath(): string {
  const name = `@foundry-rs/anvil-${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`
  const root = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
  const path = join(root, 'bin', process.platform === 'win32' ? 'anvil.exe' : 'anvil')
  if (!existsSync(path)) throw new Error(`no anvil at ${path}: run npm install`)
  return path
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

/** Start anvil on a free port and resolve once it listens. */
export async function startAnvil(): Promise<Anvil> {
  const port = await freePort()
  const child = spawn(anvilPath(), ['--port', String(port), '--hardfork', 'cancun'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  let output = ''
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Listening on')) resolve()
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`anvil ended with ${code}: ${output}`)))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      process.off('exit', end)
      child.kill('SIGKILL')
      await exited
    },
  }
}
