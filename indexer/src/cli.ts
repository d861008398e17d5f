#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import type { ServeConfig } from './commands/serve.ts'
import type { AuditOptions } from './commands/verify.ts'
import type { StartOptions } from './config.ts'
import { integer } from './config.ts'
import { ConfigError, IndexerError } from './errors.ts'
import { boundHeap } from './ops/heap.ts'
import { parseSettings, withSettings } from './settings.ts'

/** Options of commands that look at an index or change it. */
interface IndexOptions {
  readonly db: string
  readonly chain?: number
}

const program = new Command('tidemark-indexer')
  .description('Follow a Tidemark exchange into a database and answer GraphQL about it')
  .showHelpAfterError('(--help lists the options)')

withSettings(
  program.command('start').description('index the chain and serve the index; continues where it was stopped'),
  ...['rpc!', 'ws', 'chain', 'exchange', 'startBlock', 'db!', 'port!', 'host'],
  ...[
    'clientRate',
    'trustProxy',
    'operations',
    'operationsOnly',
    'finality',
    'confirmations',
    'pollMs',
    'batchBlocks',
    'logLevel',
  ],
).action(async (options: StartOptions) => {
  boundHeap()
  // Loaded only once the options are known to be good: answers to bad ones come at once.
  const [{ start }, { withDeployment }] = await Promise.all([import('./commands/start.ts'), import('./deployment.ts')])
  await untilSignal(async (signal) => start(await withDeployment(options, signal), signal))
})

withSettings(
  program.command('serve').description('serve an index without writing to it'),
  ...['db!', 'chain', 'port!', 'host', 'clientRate', 'trustProxy', 'operations', 'operationsOnly', 'logLevel'],
).action(async (options: ServeConfig) => {
  const { serve } = await import('./commands/serve.ts')
  await untilSignal((signal) => serve(options, signal))
})

withSettings(program.command('status').description('print what a database holds as JSON'), 'db!', 'chain')
  .option('--digest', 'also hash all rows: equal for every index of the same chain at the same height')
  .action(async ({ db, chain, digest }: IndexOptions & { digest?: boolean }) => {
    const { status } = await import('./commands/status.ts')
    process.stdout.write(`${await status(db, digest === true, chain)}\n`)
  })

withSettings(
  program
    .command('verify')
    .description('replay the stored raw logs beside the index and compare every row; another process may write'),
  ...['db!', 'chain', 'rpc'],
)
  .option(
    '--at <block>',
    "also compare with what the contracts say at the end of a block, or of several; 'head' is the newest one indexed",
    blocks,
  )
  .action(async ({ db, chain, rpc = [], at }: IndexOptions & Partial<AuditOptions>) => {
    const [{ verify, verifyOnChain }, { progressTo }] = await Promise.all([
      import('./commands/verify.ts'),
      import('./ops/progress.ts'),
    ])
    const onChain = at && (await verifyOnChain(db, { rpc, at }, chain))
    using progress = progressTo(process.stderr)
    print({ equal: true, ...(await verify(db, chain, progress.at)), ...(onChain && { onChain }) })
  })

withSettings(
  program.command('rewind').description('undo every block above one; start reads them again'),
  ...['db!', 'chain'],
)
  .requiredOption('--to <block>', 'newest block to keep', integer(0, 2 ** 31 - 1))
  .action(async ({ db, chain, to }: IndexOptions & { to: number }) => {
    const { rewind } = await import('./commands/rewind.ts')
    print(await rewind(db, to, chain))
  })

withSettings(
  program
    .command('replay')
    .description('make all rows anew from the stored raw logs, as after an update, and swap them in at once'),
  'db!',
).action(async ({ db }: IndexOptions) => {
  boundHeap()
  const [{ replay }, { progressTo }] = await Promise.all([import('./commands/replay.ts'), import('./ops/progress.ts')])
  using progress = progressTo(process.stderr)
  for (const digest of await replay(db, progress.at)) print(digest)
})

withSettings(
  program
    .command('export')
    .description('write the index with its raw logs into a new file, for another database or as a backup')
    .argument('<file>', 'file to make'),
  ...['db!', 'chain'],
).action(async (file: string, { db, chain }: IndexOptions) => {
  const { exportIndex } = await import('./commands/export.ts')
  print(await exportIndex(db, file, chain))
})

withSettings(
  program
    .command('import')
    .description('add an exported index to a database that does not hold its chain')
    .argument('<file>', 'file that export made'),
  'db!',
).action(async (file: string, { db }: IndexOptions) => {
  const { importIndex } = await import('./commands/import.ts')
  print(await importIndex(db, file))
})

/** Parser of `--at`: heights with commas between them. */
function blocks(text: string): (number | 'head')[] {
  const height = integer(0, 2 ** 31 - 1)
  return text.split(',').map((part) => (part.trim() === 'head' ? 'head' : height(part.trim())))
}

function print(answer: object): void {
  process.stdout.write(`${JSON.stringify(answer, undefined, 2)}\n`)
}

/** Settings of the file that a flag or the environment names, below both of them. */
function readConfig(args: readonly string[]): void {
  const at = args.findIndex((arg) => arg === '--config' || arg.startsWith('--config='))
  const flag = args[at]?.includes('=') ? args[at]?.slice('--config='.length) : args[at + 1]
  const file = at === -1 ? process.env.TIDEMARK_CONFIG : flag
  if (file === undefined || file === '') return
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new ConfigError(`the configuration file ${file} cannot be read: ${(error as Error).message}`)
  }
  for (const [name, value] of Object.entries(parseSettings(file, text))) {
    for (const command of program.commands) {
      if (command.options.some((option) => option.attributeName() === name)) {
        command.setOptionValueWithSource(name, value, 'config')
      }
    }
  }
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
  readConfig(process.argv.slice(2))
  await program.parseAsync()
  // Idle keep-alive sockets to the node must not hold a finished process.
  process.exit()
} catch (error) {
  process.stderr.write(`error: ${explain(error)}\n`)
  process.exit(1)
}
