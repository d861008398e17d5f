#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8'
import { Command, Option } from 'commander'
import type { ServeConfig } from './commands/serve.ts'
import { address, database, httpUrl, integer, logLevel, type StartOptions, several, wsUrl } from './config.ts'
import { IndexerError } from './errors.ts'

// What a batch makes is garbage with the next one: a small nursery finds it while it is still in the processor's cache.
setFlagsFromString('--max-semi-space-size=8')

const MAX_BLOCK = 2 ** 31 - 1

function db(description: string): Option {
  return new Option('--db <file>', description).env('DATABASE_URL').argParser(database).makeOptionMandatory()
}

const program = new Command('indexer')
  .description('Follow a Tidemark exchange into a database and answer GraphQL about it')
  .showHelpAfterError('(--help lists the options)')

program
  .command('start')
  .description('index the chain and serve the index; continues where it was stopped')
  .requiredOption('--rpc <url>', 'HTTP JSON-RPC endpoint of the chain; several to fall back on', several(httpUrl))
  .option('--ws <url>', 'WebSocket endpoint that announces blocks', wsUrl)
  .option('--chain <id>', 'chain id, to begin another chain in a database that holds one', integer(1, 2 ** 40))
  .option('--exchange <address>', 'exchange to follow (default: the one known on the chain)', address)
  .option(
    '--start-block <number>',
    "first block to read, at or before the exchange's deployment",
    integer(0, MAX_BLOCK),
  )
  .addOption(db('database: a file, created if missing, or a postgres:// URL'))
  .requiredOption('--port <number>', 'port to serve on; 0 picks a free one', integer(0, 65_535))
  .option('--host <name>', 'address to serve on', '127.0.0.1')
  .option(
    '--finality <blocks>',
    'blocks below the head that count as final (default: what the node says, else 64)',
    integer(0, 100_000),
  )
  .option('--confirmations <blocks>', 'stay this far behind the head', integer(0, 100_000), 0)
  .option('--poll-ms <ms>', 'wait between looks at the head', integer(10, 60_000), 250)
  .option('--batch-blocks <number>', 'most blocks per request and transaction', integer(1, 100_000), 2_000)
  .option('--log-level <level>', 'least severe log lines to print', logLevel, 'info')
  .action(async (options: StartOptions) => {
    // Loaded only once the options are known to be good: answers to bad ones come at once.
    const [{ start }, { withDeployment }] = await Promise.all([
      import('./commands/start.ts'),
      import('./deployment.ts'),
    ])
    await untilSignal(async (signal) => start(await withDeployment(options, signal), signal))
  })

program
  .command('serve')
  .description('serve an index without writing to it')
  .addOption(db('database: a file or a postgres:// URL'))
  .option('--chain <id>', 'chain id, where the database holds several', integer(1, 2 ** 40))
  .requiredOption('--port <number>', 'port to serve on; 0 picks a free one', integer(0, 65_535))
  .option('--host <name>', 'address to serve on', '127.0.0.1')
  .option('--log-level <level>', 'least severe log lines to print', logLevel, 'info')
  .action(async (options: ServeConfig) => {
    const { serve } = await import('./commands/serve.ts')
    await untilSignal((signal) => serve(options, signal))
  })

program
  .command('status')
  .description('print what a database holds as JSON')
  .addOption(db('database: a file or a postgres:// URL'))
  .option('--chain <id>', 'chain id, where the database holds several', integer(1, 2 ** 40))
  .option('--digest', 'also hash all rows: equal for every index of the same chain at the same height')
  .action(async (options: { db: string; chain?: number; digest?: boolean }) => {
    const { status } = await import('./commands/status.ts')
    process.stdout.write(`${await status(options.db, options.digest === true, options.chain)}\n`)
  })

const chainOption = () =>
  new Option('--chain <id>', 'chain id, where the database holds several').argParser(integer(1, 2 ** 40))

program
  .command('verify')
  .description('replay the stored raw logs beside the index and compare every row; another process may write meanwhile')
  .addOption(db('database: a file or a postgres:// URL'))
  .addOption(chainOption())
  .action(async (options: { db: string; chain?: number }) => {
    const { verify } = await import('./commands/verify.ts')
    print({ equal: true, ...(await verify(options.db, options.chain)) })
  })

program
  .command('rewind')
  .description('undo every block above one; start reads them again')
  .addOption(db('database: a file or a postgres:// URL'))
  .addOption(chainOption())
  .requiredOption('--to <block>', 'newest block to keep', integer(0, MAX_BLOCK))
  .action(async (options: { db: string; chain?: number; to: number }) => {
    const { rewind } = await import('./commands/rewind.ts')
    print(await rewind(options.db, options.to, options.chain))
  })

program
  .command('replay')
  .description('make all rows anew from the stored raw logs, after an update, and swap them in at once')
  .addOption(db('database: a file or a postgres:// URL'))
  .action(async (options: { db: string }) => {
    const { replay } = await import('./commands/replay.ts')
    for (const digest of await replay(options.db)) print(digest)
  })

program
  .command('export')
  .description('write the index with its raw logs into a new file, for another database or as a backup')
  .argument('<file>', 'file to make')
  .addOption(db('database: a file or a postgres:// URL'))
  .addOption(chainOption())
  .action(async (file: string, options: { db: string; chain?: number }) => {
    const { exportIndex } = await import('./commands/export.ts')
    print(await exportIndex(options.db, file, options.chain))
  })

program
  .command('import')
  .description('add an exported index to a database that does not hold its chain')
  .argument('<file>', 'file that export made')
  .addOption(db('database: a file, made if missing, or a postgres:// URL'))
  .action(async (file: string, options: { db: string }) => {
    const { importIndex } = await import('./commands/import.ts')
    print(await importIndex(options.db, file))
  })

function print(answer: object): void {
  process.stdout.write(`${JSON.stringify(answer, undefined, 2)}\n`)
}

/** Run until done or asked to stop; a second signal does not wait. */
async function untilSignal(run: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const controller = new AbortController()
  const stop = () => {
    if (controller.signal.aborted) process.exit(130)
    controller.abort()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  try {
    await run(controller.signal)
  } catch (error) {
    // Whatever a stop interrupts was asked for.
    if (!controller.signal.aborted) throw error
  }
}

/** What went wrong, for the operator; with its origin only where it is our own mistake. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof IndexerError) return error.message
  const code = 'code' in error ? String(error.code) : ''
  if (/^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/.test(code)) {
    return `the database cannot be read or written: ${error.message} (${code}); is the disk full, or the folder protected?`
  }
  return error.stack ?? error.message
}

try {
  await program.parseAsync()
  // Idle keep-alive sockets to the node must not hold a finished process.
  process.exit()
} catch (error) {
  process.stderr.write(`error: ${explain(error)}\n`)
  process.exit(1)
}
