import { Argument, Command, InvalidArgumentError } from 'commander'

/** Long runs that CI does not wait for; each returns whether it passed. */
const RUNS: Record<string, { about: string; load: () => Promise<{ run: () => Promise<boolean> }> }> = {
  fuzz: { about: 'Solidity fuzz tests at 100,000 runs, invariants at 256 x 500', load: () => import('./fuzz.ts') },
  parity: {
    about: 'TypeScript core against deployed bytecode, 100,000 cases per function',
    load: () => import('./parity.ts'),
  },
  planted: { about: 'plant a bug for each invariant and see it caught', load: () => import('./planted.ts') },
}

const names = Object.keys(RUNS)
const program = new Command('deep')
  .description('Run one of the long checks.')
  .addArgument(
    new Argument('<name>', names.map((name) => `${name}: ${RUNS[name]?.about}`).join('; ')).argParser((name) => {
      if (!names.includes(name)) throw new InvalidArgumentError(`'${name}' is not one of ${names.join(', ')}`)
      return name
    }),
  )
  .action(async (name: string) => {
    const run = await RUNS[name]?.load()
    if (run !== undefined && !(await run.run())) process.exitCode = 1
  })

await program.parseAsync()
