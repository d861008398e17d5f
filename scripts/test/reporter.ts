import Mocha from 'mocha'
import { type Failure, writeReport } from './report.ts'

/** Mocha's usual output, and a report file beside it. */
export function reporterFor(reportFile: string): Mocha.ReporterConstructor {
  return class extends Mocha.reporters.Spec {
    constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
      super(runner, options)
      let passed = 0
      const failures: Failure[] = []
      const skipped: string[] = []
      runner.on('pass', () => {
        passed += 1
      })
      runner.on('pending', (test) => skipped.push(test.fullTitle()))
      runner.on('fail', (test, error: unknown) => failures.push({ title: test.fullTitle(), message: describe(error) }))
      runner.once('end', () => writeReport(reportFile, { passed, failures, skipped }))
    }
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
