import { Command, InvalidArgumentError } from 'commander'
import type { MutationOptions } from './mutation.ts'
import type { SdkMutationOptions } from './sdk-mutation.ts'

/** Long runs that CI does not wait for; each says whether it passed. */
const program = new Command('deep').description('Run one of the long checks.')

const command = (name: string, about: string, load: () => Promise<{ run: () => Promise<boolean> }>) =>
  program
    .command(name)
    .description(about)
    .action(async () => end(await (await load()).run()))

command('fuzz', 'Solidity fuzz tests at 100,000 runs, invariants at 256 x 500', () => import('./fuzz.ts'))
command('invariants', 'every invariant campaign at 256 x 500', () => import('./invariants.ts'))
command(
  'coverage',
  'lines and statements of the contracts that Solidity tests run, with bounds',
  () => import('./coverage.ts'),
)
command('parity', 'TypeScript core against deployed bytecode, 100,000 cases per function', () => import('./parity.ts'))
command(
  'coverage-sdk',
  'how much of the SDK its suite runs: at least 95 % of lines, 90 % of branches',
  () => import('./sdk-coverage.ts'),
)
command('planted', 'plant a bug for each invariant and see it caught', () => import('./planted.ts'))
program
  .command('kills')
  .description('kill the indexer at random points while its chain changes, and compare its rows with a clean index')
  .option('--count <n>', 'how often', whole, 200)
  .action(async ({ count }: { count: number }) => end(await (await import('./indexer.ts')).kills(count)))
program
  .command('reorgs')
  .description('reorganise the chain up to 64 blocks deep under 50 readers of its index')
  .option('--count <n>', 'how often', whole, 1_000)
  .action(async ({ count }: { count: number }) => end(await (await import('./indexer.ts')).reorgs(count)))
program
  .command('mutation-contracts')
  .description('mutate libraries, settlement, position and pool shares, and see the tests notice')
  .option('--sample <n>', 'mutants to judge', whole, 300)
  .option('--seed <n>', 'which ones', whole, 29_801)
  .option('--only <file>', 'files whose path holds this', '')
  .option('--workers <n>', 'processes at once', whole, 2)
  .action(async (options: MutationOptions) => end(await (await import('./mutation.ts')).run(options)))
program
  .command('mutation-sdk')
  .description('mutate the core of the SDK, and see its tests notice')
  .option('--sample <n>', 'mutants to judge', whole, 300)
  .option('--seed <n>', 'which ones', whole, 29_801)
  .option('--only <file>', 'files whose path holds this', '')
  .option('--workers <n>', 'processes at once', whole, 2)
  .action(async (options: SdkMutationOptions) => end(await (await import('./sdk-mutation.ts')).run(options)))

function whole(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('a whole number from 1 is needed.')
  return Number(text)
}

function end(passed: boolean): void {
  if (!passed) process.exitCode = 1
}

await program.parseAsync()
