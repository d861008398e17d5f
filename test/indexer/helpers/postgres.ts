import { type ChildProcess, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { makeCluster, ready } from '../../../scripts/bench/postgres.ts'
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

/** Start a server on a free port, its data in a temporary folder. */
export async function startPostgres(): Promise<PostgresServer> {
  const cluster = makeCluster()
  const port = await freePort()
  const launch = async (on = cluster.data, at = port, more: readonly string[] = []): Promise<ChildProcess> => {
    const settings = ['fsync=off', 'full_page_writes=off', 'max_connections=50', 'shared_buffers=64MB', ...more]
    const child = adopt(cluster.launch(on, at, settings))
    await ready(child)
    return child
  }
  const replica = async (): Promise<Replica> => {
    const [copy, at] = [join(cluster.folder, 'replica'), await freePort()]
    await stopProcess(server, 'SIGINT')
    const copied = spawnSync('cp', ['-a', cluster.data, copy])
    if (copied.status !== 0) throw new Error(`the data cannot be copied: ${copied.stderr}`)
    writeFileSync(join(copy, 'standby.signal'), '')
    cluster.own(join(copy, 'standby.signal'))
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
    const main = server.pid ?? 0
    // Who is stopped has no more children; who was one a moment ago may be gone.
    process.kill(main, 'SIGSTOP')
    for (const pid of [...children(main), main]) tell(pid, name)
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
      const all = children(server.pid ?? 0)
      signal('SIGKILL')
      await gone
      // The next one refuses to start while the memory that they share is in use. (Who is gone and not buried uses none.)
      for (let i = 0; i < 300 && all.some((pid) => tell(pid, 0)); i++) await sleep(10)
      server = await launch()
    },
    stop: async () => {
      await stopProcess(server, 'SIGQUIT')
      cluster.remove()
    },
  }
}

/** Whether there is such a process to tell. */
function tell(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw error
  }
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
