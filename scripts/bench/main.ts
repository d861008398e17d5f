import { Argument, Command, InvalidArgumentError } from 'commander'
import { buildContracts } from './build.ts'
import { type Report, render } from './report.ts'

const BENCHES: Record<string, () => Promise<{ run: () => Promise<Report> }>> = {
  gas: () => import('./gas.ts'),
  sdk: () => import('./sdk.ts'),
  indexer: () => import('./indexer.ts'),
  queries: () => import('./queries.ts'),
}

const names = Object.keys(BENCHES)
const program = new Command('bench')
  .description('Measure one part and print it beside its limit or peer.')
  .addArgument(
    new Argument('<name>', names.join(' | ')).argParser((name) => {
      if (!names.includes(name)) throw new InvalidArgumentError(`'${name}' is not one of ${names.join(', ')}`)
      return name
    }),
  )
  .option('--json', 'one JSON object on stdout instead of a table')
  .action(async (name: string, { json }: { json?: true }) => {
    // A fresh clone has no artifacts.
    if (name !== 'sdk' && !(await buildContracts())) {
      console.error('The contracts do not compile; the output above says why.')
      process.exitCode = 1
      return
    }
    const bench = await BENCHES[name]?.()
    if (bench === undefined) return
    const report = await bench.run()
    console.log(json ? JSON.stringify(report) : render(report))
    if (report.rows.some((row) => !row.ok)) process.exitCode = 1
  })

await program.parseAsync()
